package ocr

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestTSV(t *testing.T) {
	row := func(s string) string { return strings.ReplaceAll(s, " ", "\t") + "\n" }
	words, err := parseTSV([]byte(tsvHeader + "\n" +
		row("1 1 0 0 0 0 0 0 1654 2339 -1 ") +
		row("5 1 1 1 1 1 10 10 50 20 91.6 Jana") + row("5 1 1 1 1 2 70 10 50 20 0 Nová") +
		row("5 1 1 1 2 1 10 40 50 20 100 ") + row("5 1 1 2 1 1 10 70 50 20 33.2 \"a\x07") + row("5 1 2 1 1 1 10 99 5 2 7 ž")))
	if err != nil || len(words) != 4 {
		t.Fatalf("%+v, %v", words, err)
	}
	for i, want := range []Word{
		{"Jana", 10, 10, 50, 20, 92, 0, 1, 1}, {"Nová", 70, 10, 50, 20, 0, 0, 1, 1},
		{`"a`, 10, 70, 50, 20, 33, 1, 1, 2}, {"ž", 10, 99, 5, 2, 7, 2, 2, 1},
	} {
		if words[i] != want {
			t.Errorf("word %d: %+v, want %+v", i, words[i], want)
		}
	}
	for _, bad := range []string{
		"", "level\n", tsvHeader + "\n5\t1\n", tsvHeader + "\n" + row("5 1 1 1 1 1 10 10 x 20 91 a"), tsvHeader + "\n" + row("5 1 1 1 1 1 10 10 9 20 101 a"),
		tsvHeader + "\n" + row("5 1 1 1 1 1 10 10 99999999 20 91 a"), tsvHeader + "\n" + row("5 1 1 1 1 1 1 1 1 1 91 "+strings.Repeat("a", maxWordText+1)),
	} {
		if words, err := parseTSV([]byte(bad)); err == nil || words != nil {
			t.Errorf("%.80q: %v", bad, words)
		}
	}
}

func FuzzTSV(f *testing.F) {
	f.Add([]byte(tsvHeader + "\n5\t1\t2\t1\t1\t1\t10\t20\t30\t40\t96.4\tČtvrtek\n"))
	f.Add([]byte(tsvHeader + "\r\n4\t1\t2\t1\t1\t0\t10\t20\t30\t40\t-1\t\r\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		words, err := parseTSV(data)
		if err != nil && words != nil {
			t.Fatal("words and an error")
		}
		line := 0
		for _, w := range words {
			if w.Text == "" || !utf8.ValidString(w.Text) || strings.ContainsFunc(w.Text, unicode.IsControl) || w.Confidence < 0 || w.Confidence > 100 || w.Line < line || w.Line > line+1 {
				t.Fatalf("%+v", w)
			}
			line = w.Line
			p := prepared{Image{Width: 300, Height: 200}, recipe{skew: 2, scale: 2}}
			if b := p.back(w, blank()); b.X < 0 || b.Y < 0 || b.W < 0 || b.H < 0 || b.X+b.W > 200 || b.Y+b.H > 100 {
				t.Fatalf("%+v", b)
			}
		}
	})
}

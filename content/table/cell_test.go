package table

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
)

func TestCell(t *testing.T) {
	for s, want := range map[string]string{
		"+1": "'+1", "-1": "'-1", "@a": "'@a", "＝a": "'＝a", "＋a": "'＋a", "－a": "'－a", "＠a": "'＠a", " =a": "'=a", "\t=a": "'=a", "\u2028=a": "'=a",
		"'a": "''a", "a=b": "a=b", "\ufeff=a": "'=a", "": "", "a\nb": "a b", "\xff=": "\ufffd=",
	} {
		if got := Cell(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

// What a cell holds is what was put in, on one line, and no spreadsheet runs it.
func FuzzCell(f *testing.F) {
	for _, s := range []string{"", "a", "=1+1", " =1+1", "\t@x", "+420", "-", "'a", "''", "＝1", "a\"b,c\r\nd", "\u2028=1", "\ufeff=1", "\xff", "=cmd|' /C calc'!A0"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c := Cell(s)
		if got, want := Text(c), Line(s); got != want {
			t.Errorf("cell %q of %q gives back %q", c, s, got)
		}
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		w.UseCRLF = true
		if err := w.Write([]string{"id", c, "end"}); err != nil {
			t.Fatal(err)
		}
		w.Flush()
		row, err := csv.NewReader(&b).Read()
		if err != nil || len(row) != 3 || row[1] != c {
			t.Errorf("cell %q comes back as %q (%v)", c, row, err)
		}
		if strings.IndexAny(c, formulaStart) == 0 || strings.ContainsAny(c, "\r\n\t\x00") || c != strings.TrimSpace(c) {
			t.Errorf("cell %q of %q: a spreadsheet would run it, or it is not one line", c, s)
		}
	})
}

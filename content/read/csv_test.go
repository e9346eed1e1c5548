package read

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
)

func csvAll(text string) (byte, [][]string, int) {
	delimiter, text := csvDelimiter(text)
	p := &csvParser{text: text, delimiter: delimiter}
	var all [][]string
	for r := p.next(); r != nil; r = p.next() {
		all = append(all, r)
	}
	return delimiter, all, p.broken
}

func TestCSV(t *testing.T) {
	for _, tt := range []struct {
		in        string
		delimiter byte
		want      [][]string
		broken    int
	}{
		{"a;b\n1,5;2,5\n", ';', [][]string{{"a", "b"}, {"1,5", "2,5"}}, 0},
		{"a,b\r\n\"x;y\",\"z\"\"\"\r\n", ',', [][]string{{"a", "b"}, {"x;y", `z"`}}, 0},
		{"a\tb\n\n\n1\t\n", '\t', [][]string{{"a", "b"}, {"1", ""}}, 0},
		{"a|b|c\n1|2|3", '|', [][]string{{"a", "b", "c"}, {"1", "2", "3"}}, 0},
		{"jen\rjeden\rsloupec", 0, [][]string{{"jen"}, {"jeden"}, {"sloupec"}}, 0},
		{"a;b\n\"přes\ndva\";1\n", ';', [][]string{{"a", "b"}, {"přes\ndva", "1"}}, 0},
		{"a;b\n1;\"bez konce\n2;3\n4;\"x\"\n", ';', [][]string{{"a", "b"}, {"1", "bez konce\n2;3\n4;x\""}}, 4},
		{"a;b\n1;\"bez konce\n2;3\n", ';', [][]string{{"a", "b"}, {"1", "\"bez konce"}, {"2", "3"}}, 2},
		{"a;b\n\"x\"y;5\" trubka\n", ';', [][]string{{"a", "b"}, {"xy", "5\" trubka"}}, 2},
		{"=1+1;@x\n-3;+4\n", ';', [][]string{{"=1+1", "@x"}, {"-3", "+4"}}, 0},
		{"sep=,\na;b,c\n", ',', [][]string{{"a;b", "c"}}, 0},
		{";;\n;x;\n", ';', [][]string{{"", "", ""}, {"", "x", ""}}, 0},
	} {
		delimiter, got, broken := csvAll(tt.in)
		if delimiter != tt.delimiter || !reflect.DeepEqual(got, tt.want) || broken != tt.broken {
			t.Errorf("%q: %q %q broken %d", tt.in, delimiter, got, broken)
		}
	}
}

func TestCSVDocument(t *testing.T) {
	r := NewReader(Options{})
	defer r.Close()
	doc, pages := readBack(t, r, "a.csv", []byte("jméno;částka\n\"Jana\";1 250\n\"Petr\"x;3\n"))
	if want := "jméno\tčástka\nJana\t1 250\nPetrx\t3\n"; doc.Text() != want {
		t.Errorf("text %q", doc.Text())
	}
	if len(doc.Warnings) != 1 || !strings.Contains(doc.Warnings[0], "line 3") || doc.Field("delimiter") != "semicolon" || len(pages) != 1 {
		t.Errorf("%+v", doc)
	}
	wide := strings.Repeat(";", maxSheetColumns) + "\n"
	if _, err := r.Read(t.Context(), Source{Name: "a.csv", Data: strings.NewReader(wide), Size: int64(len(wide))}, nil); err == nil || !strings.Contains(err.Error(), "split the file") {
		t.Errorf("too wide: %v", err)
	}
}

// FuzzCSV: no character of a table is lost but quotes and delimiters.
func FuzzCSV(f *testing.F) {
	for _, s := range []string{"a;b\n\"c\nd\";e", "\"\"\"a\";\"b", "a\tb\r\rc", "sep=;\na;b"} {
		f.Add([]byte(s))
	}
	r := NewReader(Options{})
	f.Cleanup(func() { r.Close() })
	strip := func(s string) string {
		return strings.Map(func(r rune) rune {
			if strings.ContainsRune("\";,|", r) {
				return -1
			}
			return r
		}, visible(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) == 0 || len(data) > 1<<12 {
			return
		}
		before := bytes.Clone(data)
		doc, err := r.Read(t.Context(), Source{Name: "a.csv", Data: bytes.NewReader(data), Size: int64(len(data))}, nil)
		if (doc == nil) == (err == nil) || !bytes.Equal(before, data) {
			t.Fatalf("%v, %v", doc, err)
		}
		if err != nil || doc.Format != "csv" {
			return
		}
		checkTokens(t, doc.Tokens)
		text, _, _ := decodeText(data)
		_, text = csvDelimiter(text)
		if got, want := strip(doc.Text()), strip(text); got != want {
			t.Fatalf("cells say %q, the file %q", got, want)
		}
	})
}

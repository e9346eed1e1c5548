package read

import (
	"bytes"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/encoding/charmap"
)

func joined(tokens []Token) string {
	d := Document{Tokens: tokens}
	return d.Text()
}

func TestTokenize(t *testing.T) {
	long := strings.Repeat("ž", maxTokenBytes)
	for _, tt := range []struct {
		in   string
		want []string
	}{
		{"", nil},
		{" \n\t ", nil},
		{"a", []string{"a"}},
		{"a ", []string{"a"}},
		{"a\n", []string{"a\n"}},
		{"a\n\n\n", []string{"a\n"}},
		{"\n a  b", []string{"a ", "b"}},
		{"a\tb\u00A0c", []string{"a ", "b ", "c"}},
		{"Jana\nNovotná", []string{"Jana\n", "Novotná"}},
		{"a \r\n b", []string{"a\n", "b"}},
		{"a\rb", []string{"a\n", "b"}},
		{"a\r\n\r\nb", []string{"a\n\n", "b"}},
		{"a\n \n\n b", []string{"a\n\n", "b"}},
		{"a\fb\u2029c", []string{"a\n\n", "b\n\n", "c"}},
		{"a\x07b", []string{"ab"}},
		{"No\u00ADvák e\u0301", []string{"No\u00ADvák ", "e\u0301"}},
		{long, []string{long[:maxTokenBytes], long[maxTokenBytes:]}},
	} {
		tokens, _, err := tokenize(tt.in)
		if err != nil || len(tokens) != len(tt.want) {
			t.Errorf("%q: %v, %v", tt.in, tokens, err)
			continue
		}
		for i, tok := range tokens {
			if tok.Text != tt.want[i] {
				t.Errorf("%q: token %d is %q, want %q", tt.in, i, tok.Text, tt.want[i])
			}
		}
	}
}

func TestCharset(t *testing.T) {
	const (
		cs = "Žádost: příští týden Tomáš Šťastný přiveze žluťoučkého koně, ľahko."
		hu = "Tisztelt Cím! Kérem a közérdekű adatokat, köszönettel: Őri Űzött"
	)
	win, _ := charmap.Windows1250.NewEncoder().String(cs)
	iso, _ := charmap.ISO8859_2.NewEncoder().String(cs)
	huWin, _ := charmap.Windows1250.NewEncoder().String(hu)
	quoted, _ := charmap.Windows1250.NewEncoder().String("Tak „pravil“ kůň – a odešel…")
	for _, tt := range []struct{ name, in, charset, want string }{
		{"utf-8", cs, "utf-8", cs},
		{"bom", "\xEF\xBB\xBF" + cs, "utf-8", cs},
		{"utf-16 le", "\xFF\xFEk\x00\x6F\x01", "utf-16", "ků"},
		{"utf-16 be", "\xFE\xFF\x00k\x01\x6F", "utf-16", "ků"},
		{"windows-1250", win, "windows-1250", cs},
		{"iso-8859-2", iso, "iso-8859-2", cs},
		{"Hungarian", huWin, "windows-1250", hu},
		{"quotes", quoted, "windows-1250", "Tak „pravil“ kůň – a odešel…"},
		{"NUL", "a\x00b", "", ""},
		{"controls", strings.Repeat("\x01\x02", 20), "", ""},
		{"random", "\x81\x83\x90\x98\xFF\xF7\xD7\xD8", "", ""},
		{"odd utf-16", "\xFF\xFEk", "", ""},
	} {
		got, charset, err := decodeText([]byte(tt.in))
		if got != tt.want || charset != tt.charset || (err == nil) != (tt.charset != "") {
			t.Errorf("%s: %q as %q (%v), want %q as %q", tt.name, got, charset, err, tt.want, tt.charset)
		}
	}
}

func TestReadFormats(t *testing.T) {
	r := NewReader(Options{})
	defer r.Close()
	for _, tt := range []struct {
		name, in, media, format string
		machine                 bool
	}{
		{"a.txt", "Dobrý den", "text/plain", "text", true},
		{"A.MD", "# Nadpis", "text/markdown", "markdown", true},
		{"bez přípony", "text", "text/plain", "text", true},
		{"o PDF.txt", "Soubor začíná znaky %PDF-1.7", "text/plain", "text", true},
		{"a.bin", "\x7FELF\x00\x00", "application/octet-stream", "bytes", false},
	} {
		doc, _ := readBack(t, r, "/tmp/"+tt.name, []byte(tt.in))
		if doc.MediaType != tt.media || doc.Format != tt.format || doc.MachineRead != tt.machine || doc.Field("filename") != tt.name {
			t.Errorf("%s: %+v", tt.name, doc)
		}
		if tt.format == "bytes" && (len(doc.Tokens) > 0 || len(doc.Warnings) != 1) {
			t.Errorf("%s: %+v", tt.name, doc)
		}
	}
	src := Source{Name: "kratší.txt", Data: bytes.NewReader([]byte("ab")), Size: 100}
	if _, err := r.Read(t.Context(), src, nil); err == nil || !strings.Contains(err.Error(), "2 of 100 bytes") {
		t.Errorf("a file shorter than it says: %v", err)
	}
}

// visible drops what tokens may drop: white space and control characters.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || r == '\uFEFF' {
			return -1
		}
		return r
	}, s)
}

// checkTokens holds the promises of Token.
func checkTokens(t *testing.T, tokens []Token) {
	t.Helper()
	for i, tok := range tokens {
		word := strings.TrimRight(tok.Text, " \t\n")
		sep := tok.Text[len(word):]
		if word == "" || len(word) > maxTokenBytes || strings.ContainsFunc(word, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) {
			t.Fatalf("token %d: word %q", i, word)
		}
		if sep != "" && sep != " " && sep != "\t" && sep != "\n" && sep != "\n\n" || i == len(tokens)-1 && len(sep) > 0 && sep != "\n" {
			t.Fatalf("token %d of %d: separator %q", i, len(tokens), sep)
		}
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"Jana\nNovotná\r\n\r\n", "\xEF\xBB\xBFáé", "\xFF\xFEk\x00", "\x8A\x9A\x9E koš", "a\x00", "\xB9\xBE\xBB te\xBBka"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		text, _, err := decodeText(data)
		if err != nil {
			return
		}
		tokens, _, err := tokenize(text)
		if err != nil {
			t.Fatal(err)
		}
		checkTokens(t, tokens)
		if got, want := visible(joined(tokens)), visible(text); got != want {
			t.Fatalf("tokens say %q, the text %q", got, want)
		}
		again, _, err := tokenize(joined(tokens))
		if err != nil || joined(again) != joined(tokens) {
			t.Fatalf("read again: %q, first %q (%v)", joined(again), joined(tokens), err)
		}
	})
}

package letter_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles/bundlestest"
	"github.com/akta-foi/akta/content/law"
	"github.com/akta-foi/akta/content/letter"
	"github.com/akta-foi/akta/content/read"
)

var day = law.NewDate(2026, 3, 5)

// long is a letter with all that a letter can have, on several pages.
const long = `**Obec Lhotka**\
Náves 1 &amp; 2

# Příliš žluťoučký kůň: *rozhodnutí* „o odmítnutí“

Vážená paní, viz § 8a odst. 1 a **tučné *i šikmé* písmo**, [odkaz](https://lhotka.example/a), ![obrázek](x.png) <b>holé</b> a ` + "`kód`" + `.

Árvíztűrő tükörfúrógép ŐŰőű — 12 345 Kč, [[doplňte č. j.]] a **[[podpis]]**.

- první
- druhá

  pokračování druhé

  1. vnořená
  2. další
- třetí

3. třetí bod
4. čtvrtý bod

> citát

| rok | částka |
|-----|-------:|
| 2025 | 12 345 Kč |
| 2026 | [[částka]] |

## Odůvodnění
`

func longLetter(t testing.TB) *letter.Text {
	t.Helper()
	text, err := letter.Parse(long+strings.Repeat("\nOdstavec, který má dost slov na to, aby se zalomil na více řádků, a proto je delší než jeden řádek stránky.\n", 70), "cs")
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// words are those of a letter in order. numbers tells whether the marks of
// items are among them.
func words(t *letter.Text, marks bool) []string {
	var out []string
	for i := range t.Blocks {
		if b := &t.Blocks[i]; b.Kind == letter.Item && marks {
			out = append(out, b.Mark)
		}
		out = append(out, strings.Fields(t.Blocks[i].Words())...)
	}
	return out
}

func render(t testing.TB, text *letter.Text, format string) []byte {
	t.Helper()
	data, missing, err := letter.Render(text, format, day)
	if err != nil {
		t.Fatal(err)
	}
	if missing != "" {
		t.Errorf("%s: no picture for %q", format, missing)
	}
	return data
}

// samples are the letters that are written in every format.
func samples(t *testing.T) map[string]*letter.Text {
	t.Helper()
	out := map[string]*letter.Text{"long": longLetter(t)}
	for _, s := range []struct{ law, lang, kind string }{
		{"cz-106-1999", "cs", "refusal-part"}, {"hu-infotv", "hu", "refusal"}, {"uk-foia-2000", "en", "answer"},
	} {
		p, err := law.Load(s.law)
		if err != nil {
			t.Fatal(err)
		}
		l, err := letter.Write(letter.Facts{
			Law: p, Case: "2026-001", Title: "Výpadek", Date: day, Authority: letter.Authority{Name: "Obec Lhotka"},
			History: []law.Event{{Code: "receive", Date: day - 3}}, Documents: []letter.Document{{ID: "d1", Title: "Smlouva", Redacted: true}},
		}, s.kind, s.lang, nil)
		if err != nil {
			t.Fatal(err)
		}
		if out[s.law], err = letter.Parse(l.Markdown, s.lang); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// same compares words. Lists' marks may stand in got or not.
func same(t *testing.T, what string, got []string, text *letter.Text) {
	t.Helper()
	with := words(text, true)
	numbered := slices.DeleteFunc(slices.Clone(with), func(w string) bool { return w == "•" })
	if slices.Equal(got, with) || slices.Equal(got, numbered) || slices.Equal(got, words(text, false)) {
		return
	}
	for i, w := range with {
		if i >= len(got) || got[i] != w {
			t.Errorf("%s: word %d is %q, want %q", what, i, strings.Join(got[min(i, len(got)):min(len(got), i+5)], " "), strings.Join(with[i:min(len(with), i+5)], " "))
			return
		}
	}
	t.Errorf("%s: %d words, want %d; the rest is %q", what, len(got), len(with), got[len(with):])
}

// TestReadBack: akta's own readers read in each format the words of the letter,
// and find nothing that hides.
func TestReadBack(t *testing.T) {
	r := read.NewReader(read.Options{})
	defer r.Close()
	for name, text := range samples(t) {
		for _, format := range []string{"docx", "odt", "pdf"} {
			data := render(t, text, format)
			doc, err := r.Read(t.Context(), read.Source{Name: "letter." + format, Data: bytes.NewReader(data), Size: int64(len(data))}, func(read.Page) error { return nil })
			if err != nil {
				t.Fatalf("%s.%s: %v", name, format, err)
			}
			if doc.Format != format || !doc.MachineRead {
				t.Errorf("%s: read as %q, machine-read %v", format, doc.Format, doc.MachineRead)
			}
			var got strings.Builder
			for _, token := range doc.Tokens {
				got.WriteString(token.Text)
			}
			same(t, name+"."+format, pageless(got.String(), format), text)
			for _, h := range doc.Hidden {
				if h.Kind != "metadata" {
					t.Errorf("%s.%s: hides %+v", name, format, h)
				}
			}
			for _, f := range doc.Fields {
				if f.Name == "author" || f.Name == "creator" || f.Name == "producer" {
					t.Errorf("%s.%s: says who made it: %+v", name, format, f)
				}
			}
		}
	}
}

var pageNumber = regexp.MustCompile(`(^|\s)[0-9]{1,2} ?/ ?[0-9]{1,2}\s`)

// pageless are the words of a text without the numbers of pages ("2 / 5").
func pageless(s, format string) []string {
	if format == "pdf" {
		s = pageNumber.ReplaceAllString(s+"\n", "\n")
	}
	return strings.Fields(s)
}

// TestOutsideReaders: LibreOffice opens DOCX and ODT, and pdftotext and qpdf the
// PDF, and all read the words of the letter.
func TestOutsideReaders(t *testing.T) {
	pdftotext, qpdf, pdfinfo := bundlestest.Tool(t, "pdftotext"), bundlestest.Tool(t, "qpdf"), bundlestest.Tool(t, "pdfinfo")
	soffice := bundlestest.Tool(t, "soffice")
	dir := t.TempDir()
	var office []string
	all := samples(t)
	for name, text := range all {
		for _, format := range []string{"docx", "odt", "pdf"} {
			file := filepath.Join(dir, name+"-"+format+"."+format)
			if err := os.WriteFile(file, render(t, text, format), 0o600); err != nil {
				t.Fatal(err)
			}
			if format != "pdf" {
				office = append(office, file)
				continue
			}
			bundlestest.Run(t, qpdf, "--check", file)
			same(t, name+": pdftotext", pageless(bundlestest.Run(t, pdftotext, "-enc", "UTF-8", file, "-"), "pdf"), text)
			info := bundlestest.Run(t, pdfinfo, "-struct-text", file)
			for _, want := range []string{"Document\n", "H1 (block)", "H2 (block)", "LBody (block)", text.Title} {
				if !strings.Contains(info, want) {
					t.Errorf("%s: no %q in its structure:\n%s", name, want, info)
				}
			}
		}
	}
	bundlestest.Run(t, soffice, append([]string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", filepath.Join(dir, "out")}, office...)...)
	for name, text := range all {
		for _, format := range []string{"docx", "odt"} {
			got, err := os.ReadFile(filepath.Join(dir, "out", name+"-"+format+".txt"))
			if err != nil {
				t.Fatal(err)
			}
			same(t, name+": LibreOffice, "+format, strings.Fields(strings.TrimPrefix(string(got), "\ufeff")), text)
		}
	}
}

// TestSameBytes: the same letter gives the same bytes, and another day others.
func TestSameBytes(t *testing.T) {
	text := longLetter(t)
	for _, format := range []string{"docx", "odt", "pdf"} {
		first := render(t, text, format)
		if !bytes.Equal(first, render(t, longLetter(t), format)) {
			t.Errorf("%s: other bytes the second time", format)
		}
		other, _, err := letter.Render(text, format, day+1)
		if err != nil || bytes.Equal(first, other) {
			t.Errorf("%s: the same bytes on another day (%v)", format, err)
		}
	}
	if _, _, err := letter.Render(text, "rtf", day); err == nil || !strings.Contains(err.Error(), "want one of md, pdf, docx, odt") {
		t.Errorf("an unknown format: %v", err)
	}
	if _, _, err := letter.Render(text, "pdf", 0); err == nil {
		t.Error("a letter without a date")
	}
}

// TestLanguageTags: each format says which language it is in, and has no author.
func TestLanguageTags(t *testing.T) {
	text := longLetter(t)
	for format, want := range map[string]string{"docx": `<w:lang w:val="cs-CZ"`, "odt": `fo:language="cs" fo:country="CZ"`} {
		all := unpack(t, render(t, text, format))
		if !strings.Contains(all, want) || strings.Contains(all, "creator") {
			t.Errorf("%s: no %s, or an author", format, want)
		}
	}
	if pdf := render(t, text, "pdf"); !bytes.Contains(pdf, []byte("/Lang (cs-CZ)")) || !bytes.Contains(pdf, []byte("/MarkInfo << /Marked true >>")) {
		t.Error("pdf: no language, or not tagged")
	}
}

// unpack joins the parts of a package, each of which must be well-formed.
func unpack(t testing.TB, data []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(raw)
		if f.Name == "mimetype" {
			continue
		}
		d := xml.NewDecoder(bytes.NewReader(raw))
		for {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v\n%s", f.Name, err, raw)
			}
		}
	}
	return all.String()
}

// textOf are the words of the body of a DOCX or an ODT.
func textOf(t testing.TB, data []byte) []string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, f := range z.File {
		if f.Name != "word/document.xml" && f.Name != "content.xml" {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		d := xml.NewDecoder(r)
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			switch token := token.(type) {
			case xml.CharData:
				text.Write(token)
			case xml.EndElement:
				if slices.Contains([]string{"p", "h", "br", "line-break"}, token.Name.Local) {
					text.WriteByte(' ')
				}
			case nil:
				t.Fatal(err)
			}
		}
	}
	return strings.Fields(text.String())
}

// TestMissing: characters without a picture are told, and stay in the text.
func TestMissing(t *testing.T) {
	text, err := letter.Parse("# Dopis\n\nPan 張 a 張, Ελλάδα, Київ, e\u0301.\n", "cs")
	if err != nil {
		t.Fatal(err)
	}
	data, missing, err := letter.Render(text, "pdf", day)
	if err != nil || missing != "張" {
		t.Errorf("missing %q (%v), want 張", missing, err)
	}
	r := read.NewReader(read.Options{})
	defer r.Close()
	doc, err := r.Read(t.Context(), read.Source{Name: "a.pdf", Data: bytes.NewReader(data), Size: int64(len(data))}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for _, token := range doc.Tokens {
		got.WriteString(token.Text)
	}
	if !strings.Contains(got.String(), "Pan 張 a 張, Ελλάδα, Київ, é.") {
		t.Errorf("read as %q", got.String())
	}
}

// TestBounds: what is too long or too deep is refused.
func TestBounds(t *testing.T) {
	for what, md := range map[string]string{
		"more than the 1048576 allowed": "# A\n" + strings.Repeat("a", 1<<20),
		"paragraphs allowed":            "# A\n" + strings.Repeat("\na\n", 20_002),
		"more than 50 deep":             "# A\n\n" + strings.Repeat("> ", 60) + "a", "no heading": "text",
	} {
		if _, err := letter.Parse(md, "cs"); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("%v, want %q", err, what)
		}
	}
	text, err := letter.Parse("# A\n"+strings.Repeat("\na\n", 19_000), "cs")
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := letter.Render(text, "pdf", day); err != nil && !strings.Contains(err.Error(), "pages allowed") {
		t.Error(err)
	}
}

// FuzzRender: whatever an officer wrote, DOCX and ODT are well-formed and have
// the words of the letter, and a PDF has the same bytes each time.
func FuzzRender(f *testing.F) {
	f.Add(long)
	f.Add("# A\n\n- a\n\n      - b\n\n1) c\n   - d\n\n10) e\n")
	f.Add("# A\n\n<div>\n&#0;&#x1F;&nbsp;\n</div>\n\n```\ncode\n```\n\n[[\u0301]]\n\n[a]: b\n\n[a] ***")
	f.Add("# " + strings.Repeat("dlouhé", 100) + "\n\n> 1. - a\n>\n>   b\n")
	f.Fuzz(func(t *testing.T, md string) {
		if len(md) > 4_000 {
			t.Skip()
		}
		text, err := letter.Parse(md, "cs")
		if err != nil {
			t.Skip()
		}
		for _, format := range []string{"docx", "odt"} {
			data, _, err := letter.Render(text, format, day)
			if err != nil {
				t.Fatal(err)
			}
			unpack(t, data)
			if got, want := textOf(t, data), words(text, false); !slices.Equal(got, want) {
				t.Errorf("%s: the text is %q, want %q", format, got, want)
			}
		}
		first, _, err := letter.Render(text, "pdf", day)
		if err != nil {
			t.Fatal(err)
		}
		if again, _, err := letter.Render(text, "pdf", day); err != nil || !bytes.Equal(first, again) {
			t.Errorf("pdf: other bytes the second time (%v)", err)
		}
	})
}

package content

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/akta-foi/akta/content/law"
)

// letterOffice is an office with one case, whose requester and portal are known.
func letterOffice(t *testing.T) *Office {
	t.Helper()
	o := &Office{Dir: t.TempDir(), Settings: Settings{
		Authority: "Obec Lhotka", Law: "cz-106-1999", Language: "cs", Domain: "lhotka.example",
		Portal: &Portal{URL: "https://spisy.lhotka.example/", Address: []string{"Náves 1", "123 45 Lhotka"}, DataBox: "abc1234"},
	}}
	var err error
	if o.Law, err = law.Load(o.Settings.Law); err != nil {
		t.Fatal(err)
	}
	_, err = o.OpenCase(Case{ID: "2026-001", Title: "Výpadek pošty", Received: "2026-03-02", Requester: Requester{
		Name: "Žofie Smyšlená", Address: "Vymyšlená 12, 543 21 Kotěhůlky", Born: "1985-04-12",
	}})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func letterText(t *testing.T, d *LetterDraft) string {
	t.Helper()
	raw, err := os.ReadFile(d.File)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func letterDay(t *testing.T, s string) law.Date {
	t.Helper()
	d, err := law.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestLetterDrafts: each is a new private file with the next number, whatever
// else lies there; the case is not changed.
func TestLetterDrafts(t *testing.T) {
	o := letterOffice(t)
	dir := filepath.Join(o.Dir, "content", "2026-001", "letters")
	before, err := os.ReadFile(filepath.Join(o.Dir, "content", "2026-001", "case.md"))
	if err != nil {
		t.Fatal(err)
	}
	opt := LetterOptions{Format: "md", Date: letterDay(t, "2026-03-05")}
	for _, want := range []string{"01-refusal.cs.md", "02-refusal.cs.md"} {
		d, err := o.Letter("refusal", "2026-001", opt)
		if err != nil || d.File != filepath.Join(dir, want) {
			t.Fatalf("%v (%v), want %s", d, err, want)
		}
		info, err := os.Stat(d.File)
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: mode %v (%v), want 0600", want, info.Mode(), err)
		}
		for _, say := range []string{"Žofie Smyšlená", "datum narození 12. dubna 1985", "Vymyšlená 12, 543 21 Kotěhůlky", "Datová schránka: abc1234"} {
			if !strings.Contains(letterText(t, d), say) {
				t.Errorf("%s does not say %q:\n%s", want, say, letterText(t, d))
			}
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "17-note.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(dir, "01-refusal.cs.md"), filepath.Join(dir, "07-refusal.cs.md")); err != nil {
		t.Fatal(err)
	}
	opt.Language, opt.Format = "en", "docx"
	if d, err := o.Letter("answer", "2026-001", opt); err != nil || filepath.Base(d.File) != "08-answer.en.docx" {
		t.Errorf("%v (%v), want 08-answer.en.docx", d, err)
	}
	opt.File = filepath.Join(dir, "07-refusal.cs.md")
	if _, err := o.Letter("answer", "2026-001", opt); err == nil || !strings.Contains(err.Error(), "never overwritten") {
		t.Errorf("onto a file that exists: %v", err)
	}
	after, err := os.ReadFile(filepath.Join(o.Dir, "content", "2026-001", "case.md"))
	if err != nil || string(before) != string(after) {
		t.Errorf("case.md was changed (%v)", err)
	}
}

// TestLetterDocuments: of the plan come the documents and the grounds, but not
// the request, nor what an officer rejected.
func TestLetterDocuments(t *testing.T) {
	o := letterOffice(t)
	plan := &Plan{Format: formatPlan, Documents: []Document{
		{ID: "d1", File: "z.txt", Kind: "request", Title: "Žádost", Language: "cs", Decision: Redacted},
		{ID: "d2", File: "h.txt", Kind: "incident-report", Title: "Hlášení *2*", Language: "cs", Decision: Redacted},
		{ID: "d3", File: "s.txt", Kind: "annex", Title: "Smlouva", Language: "cs", Decision: Withheld, Ground: "trade-secret"},
		{ID: "d4", File: "o.txt", Kind: "answer", Title: "Odpověď", Language: "cs", Decision: Whole},
		{ID: "d5", File: "p.txt", Kind: "annex", Title: "Příloha", Language: "cs", Decision: Whole},
	}, Redactions: []Redaction{
		{Document: "d2", Text: "Jan", Ground: "personal-data", Unit: "word", State: Accepted, Source: "officer"},
		{Document: "d2", Text: "kód", Ground: "security", Unit: "word", State: Rejected, Source: "officer"},
	}}
	docs, grounds, released, err := o.letterDocuments("2026-001", plan, "cs")
	if err != nil || released {
		t.Fatalf("released %v, %v", released, err)
	}
	if !slices.Equal(grounds, []string{"personal-data", "trade-secret"}) {
		t.Errorf("grounds %q", grounds)
	}
	var got []string
	for _, d := range docs {
		got = append(got, d.ID+" "+d.Withheld)
	}
	if !slices.Equal(got, []string{"d2 ", "d3 trade-secret", "d5 "}) || !docs[0].Redacted || docs[2].Redacted {
		t.Errorf("documents %+v", docs)
	}
}

// TestLetterPage: the address of the answer is told where the site has it.
func TestLetterPage(t *testing.T) {
	o := letterOffice(t)
	page := func(lang string) string {
		p, err := o.publicPage("2026-001", lang)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	if p := page("cs"); p != "" {
		t.Errorf("%q before the site was built", p)
	}
	if err := mkdirs(o.SiteDir()); err != nil {
		t.Fatal(err)
	}
	ledger := "cases/2026-001/index.html\ncases/2026-0011/index.html\nen/cases/2026-001/index.html\nhu/cases/2026-001/index.html\t2026-03-02\tgone\n"
	if err := os.WriteFile(o.AddressesFile(), []byte(ledger), 0o600); err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[string]string{
		"cs": "https://spisy.lhotka.example/cases/2026-001/", "en": "https://spisy.lhotka.example/en/cases/2026-001/", "hu": "https://spisy.lhotka.example/cases/2026-001/",
	} {
		if p := page(lang); p != want {
			t.Errorf("%s: %q, want %q", lang, p, want)
		}
	}
	o.Settings.Portal.URL = ""
	if p := page("cs"); p != "" {
		t.Errorf("%q of a site without an address", p)
	}
}

// TestConvertLetter: the language comes from the name, and what is left to fill
// in is told.
func TestConvertLetter(t *testing.T) {
	dir := t.TempDir()
	draft := filepath.Join(dir, "03-answer.hu.md")
	if err := os.WriteFile(draft, []byte("# Válasz\n\nTisztelt Igénylő! [[aláírás]]\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := ConvertLetter(draft, LetterOptions{Format: "pdf", Date: letterDay(t, "2026-03-05")})
	if err != nil {
		t.Fatal(err)
	}
	if d.File != filepath.Join(dir, "03-answer.hu.pdf") || d.Title != "Válasz" || !slices.Equal(d.Open, []string{"aláírás"}) || !strings.Contains(letterText(t, d), "/Lang (hu-HU)") {
		t.Errorf("%+v", d)
	}
	if _, err := ConvertLetter(draft, LetterOptions{Format: "pdf", Date: letterDay(t, "2026-03-05")}); err == nil || !strings.Contains(err.Error(), "never overwritten") {
		t.Errorf("a second time: %v", err)
	}
	nameless := filepath.Join(dir, "letter.md")
	if err := os.WriteFile(nameless, []byte("# A\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		file, lang, format, want string
	}{
		{nameless, "", "pdf", "--lang"}, {nameless, "xx", "pdf", "want one of cs, hu, en"}, {nameless, "cs", "md", "is Markdown already"},
		{nameless, "cs", "rtf", "want one of md, pdf"}, {filepath.Join(dir, "none.md"), "cs", "pdf", "no such file"},
	} {
		_, err := ConvertLetter(c.file, LetterOptions{Language: c.lang, Format: c.format, Date: letterDay(t, "2026-03-05")})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %q %s: %v, want %q", c.file, c.lang, c.format, err, c.want)
		}
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 3 {
		t.Errorf("%d files (%v), want 3", len(left), err)
	}
}

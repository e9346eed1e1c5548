package letter

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/akta-foi/akta/content/law"
)

var update = flag.Bool("update", false, "write testdata/letters anew")

func date(t testing.TB, s string) law.Date {
	t.Helper()
	d, err := law.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func profile(t testing.TB, code string) *law.Profile {
	t.Helper()
	p, err := law.Load(code)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// minimal are the facts of a case of which nothing is known but that it is
// there; full those of one that has all, the event of the letter included.
func minimal(t testing.TB, lawCode string) Facts {
	return Facts{
		Law: profile(t, lawCode), Case: "2026-001", Title: "Výpadek pošty", Date: date(t, "2026-03-05"),
		Authority: Authority{Name: "Obec Lhotka"}, History: []law.Event{{Code: "receive", Date: date(t, "2026-03-02")}},
	}
}

func full(t testing.TB, lawCode, kind string) Facts {
	f := minimal(t, lawCode)
	f.Authority = Authority{
		Name: "Obec Lhotka", Address: []string{"Náves 1", "123 45 Lhotka"}, Email: "urad@lhotka.example", Phone: "+420 123 456 789",
		DataBox: "abc1234", CompanyID: "00123456", Web: "https://lhotka.example",
	}
	f.Requester = Requester{Name: "Žofie Nová-Őszi", Address: "Smyšlená 12, 543 21 Kotěhůlky", Email: "zofie@posta.example", DataBox: "xyz9876", Born: law.NewDate(1985, 4, 12)}
	f.Documents = []Document{{ID: "d2", Title: "Hlášení o výpadku"}, {ID: "d3", Title: "Smlouva s dodavatelem", Redacted: true}, {ID: "d4", Withheld: "trade-secret"}}
	f.Grounds = []string{"personal-data", "trade-secret"}
	f.Answer = "Pošta nešla **dvě hodiny**.\n\n1. příčina: disk\n2. náprava: nový disk"
	f.Page = "https://spisy.lhotka.example/cases/2026-001/"
	k, err := KindOf(kind)
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range k.Events {
		rule := f.Law.Event(code)
		if rule == nil || rule.First {
			continue
		}
		e := law.Event{Code: code, Date: date(t, "2026-03-04"), Reason: "spis je ve 2 archivech"}
		if slices.Contains(rule.Needs, law.NeedGround) {
			e.Grounds = []string{"personal-data"}
			if rule.Grounds == law.GroundsExtension {
				e.Grounds = []string{f.Law.Extensions[0].Code}
			}
		}
		if slices.Contains(rule.Needs, law.NeedBody) {
			e.Body = "Město Kotěhůlky, Radniční 1"
		}
		if slices.Contains(rule.Needs, law.NeedDocument) {
			e.Document = "d5"
		}
		f.History = append(f.History, e)
	}
	return f
}

// eachTemplate runs f for every template akta has.
func eachTemplate(t *testing.T, f func(t *testing.T, lawCode, lang, kind string)) {
	t.Helper()
	n := 0
	for _, code := range law.Codes() {
		for _, lang := range Languages(code, "") {
			for _, k := range Kinds() {
				n++
				t.Run(code+"/"+lang+"/"+k.Code, func(t *testing.T) { f(t, code, lang, k.Code) })
			}
		}
	}
	if n != 88 {
		t.Errorf("%d templates, want 88: 11 languages of 5 laws, 8 kinds", n)
	}
}

// TestTemplates fills in every template with all facts and with almost none.
// What comes of it stands in testdata/letters.
func TestTemplates(t *testing.T) {
	golden := map[string]*strings.Builder{}
	eachTemplate(t, func(t *testing.T, lawCode, lang, kind string) {
		name := lawCode + "." + lang + ".txt"
		if golden[name] == nil {
			golden[name] = &strings.Builder{}
		}
		for _, c := range []struct {
			what  string
			facts Facts
		}{{"full", full(t, lawCode, kind)}, {"minimal", minimal(t, lawCode)}} {
			l, err := Write(c.facts, kind, lang, nil)
			if err != nil {
				t.Fatalf("%s: %v", c.what, err)
			}
			fmt.Fprintf(golden[name], "-- %s, %s --\n%s", kind, c.what, l.Markdown)
			checkLetter(t, l, c.what, &c.facts)
		}
	})
	for name, got := range golden {
		file := filepath.Join("testdata", "letters", name)
		if *update {
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(got.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got.String() != string(want) {
			t.Errorf("%s: letters differ from it; look at the difference after go test -run TestTemplates -update", file)
		}
	}
	if files, err := filepath.Glob("testdata/letters/*.txt"); err != nil || len(files) != len(golden) {
		t.Errorf("%d golden files (%v), want %d", len(files), err, len(golden))
	}
}

func checkLetter(t *testing.T, l *Letter, what string, f *Facts) {
	t.Helper()
	for _, bad := range []string{"<no value>", "<nil>", "{{", "}}", "%!", "[]", "()", "  ", " ,", " .", "\n\n\n"} {
		if strings.Contains(l.Markdown, bad) {
			t.Errorf("%s: %q in the letter", what, bad)
		}
	}
	read, err := Parse(l.Markdown, l.Language)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range read.Blocks {
		if b.Kind == Item && b.Mark != "•" && !strings.Contains(b.Words(), "disk") {
			t.Errorf("%s: a number begins a list: %s %s", what, b.Mark, b.Words())
		}
	}
	for _, want := range []string{f.Case, f.Title, f.Authority.Name, f.Date.Words(l.Language), f.History[0].Date.Words(l.Language)} {
		if !strings.Contains(l.Markdown, want) {
			t.Errorf("%s: the letter does not say %q", what, want)
		}
	}
	if what == "minimal" {
		if len(l.Open) < 4 {
			t.Errorf("minimal: only %d placeholders", len(l.Open))
		}
		return
	}
	for _, want := range []string{"Žofie Nová-Őszi", "Smyšlená 12", "Náves 1", "urad@lhotka.example"} {
		if !strings.Contains(l.Markdown, want) {
			t.Errorf("full: the letter does not say %q", want)
		}
	}
	for _, known := range f.known() {
		if slices.Contains(l.Open, known) {
			t.Errorf("full: placeholder for what is known: %s", known)
		}
	}
}

// known are placeholders that a letter with all facts must not have.
func (*Facts) known() []string {
	return []string{
		"adresa úřadu", "a szerv címe", "address of the authority", "jméno a příjmení žadatele", "az igénylő neve", "name of the requester",
		"adresa žadatele", "az igénylő címe", "address of the requester", "text odpovědi", "a válasz szövege", "text of the answer",
		"konec lhůty", "a határidő vége", "end of the deadline", "end of the time limit", "seznam poskytnutých informací",
		"a kiadott adatok felsorolása", "list of what is provided", "datum narození", "date of birth", "počet dnů", "number of days", "napok száma",
		"poučení o opravných prostředcích", "jogorvoslati tájékoztatás", "what the requester can do",
		"důvod a ustanovení zákona", "ok és jogszabályhely", "ground and provision of the law",
		"konec prodloužené lhůty", "a meghosszabbított határidő vége", "end of the extended deadline", "new date",
	}
}

// TestEmbedded: there is no template that no letter uses.
func TestEmbedded(t *testing.T) {
	err := fs.WalkDir(templates, "templates", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		parts := strings.Split(strings.TrimSuffix(name, templateSuffix), "/")
		if parts[1] == "layout" {
			return nil
		}
		if _, err := KindOf(parts[3]); err != nil || !slices.Contains(law.Codes(), parts[1]) {
			t.Errorf("%s: no letter uses it", name)
		}
		text, err := readTemplate(templates, name)
		if !strings.HasPrefix(text, "{{- /* ") {
			t.Errorf("%s: does not begin with what the office has to check", name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestExtension: the deadline before and after, from the event or from the
// letter's day; and none that the law refuses.
func TestExtension(t *testing.T) {
	for _, c := range []struct{ law, lang, was, due, added string }{
		{"cz-106-1999", "cs", "17. března 2026", "27. března 2026", "10 kalendářních dnů"},
		{"hu-infotv", "hu", "2026. március 17.", "2026. április 1.", "15 naptári nap"},
		{"eu-1049-2001", "en", "23 March 2026", "16 April 2026", "15 working days"},
		{"uk-foia-2000", "en", "31 March 2026", "30 April 2026", ""},
	} {
		for _, f := range []Facts{minimal(t, c.law), full(t, c.law, "extension")} {
			l, err := Write(f, "extension", c.lang, nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, want := range []string{c.was, "**" + c.due + "**", c.added} {
				if !strings.Contains(l.Markdown, want) {
					t.Errorf("%s: no %q in\n%s", c.law, want, l.Markdown)
				}
			}
		}
	}
	f := minimal(t, "cz-106-1999")
	f.Date = date(t, "2026-03-18")
	if _, err := Write(f, "extension", "cs", nil); err == nil || !strings.Contains(err.Error(), "ended on 17 March 2026") {
		t.Errorf("an extension after the end of the deadline: %v", err)
	}
	f.Date = date(t, "2026-03-01")
	if _, err := Write(f, "answer", "cs", nil); err == nil || !strings.Contains(err.Error(), "was received on 2026-03-02") {
		t.Errorf("a letter before the request: %v", err)
	}
}

// TestGrounds: an event's grounds go before those of the redactions; a ground
// the law has not is told.
func TestGrounds(t *testing.T) {
	f := full(t, "cz-106-1999", "refusal")
	l, err := Write(f, "refusal", "cs", nil)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(l.Markdown, "- osobní údaj (§ 8a)") || strings.Contains(l.Markdown, "§ 9") {
		t.Errorf("grounds:\n%s", l.Markdown)
	}
	f.Grounds = []string{"whim"}
	if _, err := Write(f, "answer", "cs", nil); err == nil || !strings.Contains(err.Error(), `"whim": not in law cz-106-1999`) {
		t.Errorf("an unknown ground: %v", err)
	}
}

func TestOffice(t *testing.T) {
	own := func(text string) fstest.MapFS { return fstest.MapFS{"cs/answer.md.tmpl": {Data: []byte(text)}} }
	f := full(t, "cz-106-1999", "answer")
	l, err := Write(f, "answer", "cs", own("\ufeff{{template \"head\" .}}\r\n\r\n# Naše odpověď\r\n\r\n{{.Title}}, {{.Due}}\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	if l.Title != "Naše odpověď" || !strings.HasSuffix(l.Markdown, "\n\nVýpadek pošty, 17. března 2026\n") {
		t.Errorf("%q:\n%s", l.Title, l.Markdown)
	}
	for _, c := range []struct{ text, want string }{
		{`# A {{printf "%d" 1}}`, `function "printf": not one a letter can use`},
		{`# A {{call .Title}}`, `function "call"`},
		{`# A {{html .Title}}`, `function "html"`},
		{`# A {{range 1000000000}}x{{end}}`, "want one from 0 to"},
		{`# A {{template "answer" .}}`, "takes itself in"},
		{`# A {{.Secret}}`, "can't evaluate field Secret"},
		{`# A {{if`, "unclosed action"},
		{`A`, "no heading"},
		{strings.Repeat("x", maxTemplate+1), "bytes allowed"},
		{`# A` + strings.Repeat(`{{range .Documents}}{{range $.Documents}}{{$.Answer}}{{end}}{{end}}`, 3_500), "longer than"},
	} {
		if _, err := Write(f, "answer", "cs", own(c.text)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.60s: %v, want %q", c.text, err, c.want)
		}
	}
	layout := fstest.MapFS{"cs/layout.md.tmpl": {Data: []byte(strings.ReplaceAll(mustLayout(t), "Vážená paní, vážený pane,", "Dobrý den,"))}}
	if l, err = Write(f, "answer", "cs", layout); err != nil || !strings.Contains(l.Markdown, "\n\nDobrý den,\n") {
		t.Errorf("an own layout: %v", err)
	}
	if _, err := Write(f, "answer", "hu", nil); err == nil || !strings.Contains(err.Error(), "there are some in cs, en") {
		t.Errorf("a language the law has no letters in: %v", err)
	}
	if _, err := Write(f, "love", "cs", nil); err == nil || !strings.Contains(err.Error(), "want one of acknowledgement, particulars") {
		t.Errorf("an unknown kind: %v", err)
	}
}

func mustLayout(t *testing.T) string {
	t.Helper()
	text, err := readTemplate(templates, "templates/layout/cs.md.tmpl")
	if err != nil {
		t.Fatal(err)
	}
	return text
}

package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/akta-foi/akta/content/audit"
)

const testBase = "https://ukazka.example/odpovedi"

// dataPortal is testPortal with all that the open data can show.
func dataPortal(t testing.TB) *Portal {
	t.Helper()
	p := testPortal(t)
	p.BaseURL = testBase + "/"
	p.Contact = Contact{Email: "podatelna@ukazka.example", CompanyID: "000 00 019", Web: "https://www.ukazka.example/"}
	p.Topics = []Topic{
		{Code: "roads", Label: map[string]string{"cs": "Silnice", "hu": "Utak", "en": "Roads"}},
		{Code: "noise", Label: map[string]string{"cs": "Hluk", "hu": "Zaj", "en": "Noise"}},
	}
	p.Cases[0].Topics = []string{"roads"}
	p.Cases[0].Question = "Posílám =tato data: žádám o smlouvu.\n\nA o protokol."
	shown := &p.Cases[0].Releases[1]
	shown.Takedown = &Takedown{Releases: []string{"r1"}, Reason: "Vydání obsahovalo \"chybu\" & <omyl>."}
	shown.Changes = &Changes{Redacted: 1}
	shown.Audit = &Audit{Files: 7, Redactions: 3}
	shown.Approvals = []Approval{{Name: "SHA256:x", Person: "druhý podpis"}}
	shown.Documents[0].Blocks = append(shown.Documents[0].Blocks,
		Block{Kind: "heading", Level: 1, Spans: []Span{{Text: "Položky"}}},
		Block{Kind: "item", Level: 1, Spans: []Span{{Text: "jedna"}}}, Block{Kind: "item", Level: 2, Spans: []Span{{Text: "dvě"}}},
		Block{Kind: "cell", Table: 1, Row: 1, Col: 1, Spans: []Span{{Text: "a"}}}, Block{Kind: "cell", Table: 1, Row: 1, Col: 2, Spans: []Span{{Redaction: shown.Documents[1].Ground}}})
	p.Cases[1].Due = "2026-07-16"
	return p
}

// planned is a plan with the files of its cases among its data.
func planned(t testing.TB, p *Portal) *plan {
	t.Helper()
	pl, err := newPlan(p)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range pl.made {
		if pl.data[f.name], err = f.make(); err != nil {
			t.Fatal(err)
		}
	}
	return pl
}

// conforms holds a JSON value to a schema: one that is published, or one of the
// tests' that says what a norm asks for.
func conforms(t *testing.T, what string, data []byte, schema string) {
	t.Helper()
	raw, err := schemaFiles.ReadFile("schema/" + schema)
	if err != nil {
		if raw, err = os.ReadFile(filepath.Join("testdata/schema", schema)); err != nil {
			t.Fatal(err)
		}
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		t.Fatalf("%s: %v", schema, err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource(schema, doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(schema)
	if err != nil {
		t.Fatalf("%s: %v", schema, err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	if err := s.Validate(value); err != nil {
		t.Errorf("%s: %v", what, err)
	}
}

func TestOpenDataSchemas(t *testing.T) {
	for _, base := range []string{testBase, ""} {
		p := dataPortal(t)
		p.BaseURL = base
		pl := planned(t, p)
		checked := map[string]int{}
		check := func(name, schema string) {
			conforms(t, name, pl.data[name], schema)
			checked[schema]++
		}
		for name := range pl.data {
			switch {
			case strings.HasSuffix(name, "/case.json"):
				check(name, "case.schema.json")
			case strings.HasSuffix(name, "/case.jsonld"):
				check(name, "case-schema-org.json")
			case strings.HasPrefix(name, "data/dataset-"):
				check(name, "dcat-ap-cz-dataset.json")
			}
		}
		check("data/releases.json", "releases.schema.json")
		check("data/takedowns.json", "takedowns.schema.json")
		for line := range bytes.Lines(pl.data["data/register.jsonl"]) {
			conforms(t, "register.jsonl", line, "register.schema.json")
		}
		want := map[string]int{"case.schema.json": 3, "case-schema-org.json": 3, "releases.schema.json": 1, "takedowns.schema.json": 1}
		if base != "" {
			check(catalogFile, "dcat-ap-cz-catalog.json")
			check(noticeBoardFile, "uredni-deska.json")
			maps.Copy(want, map[string]int{"dcat-ap-cz-dataset.json": 3, "dcat-ap-cz-catalog.json": 1, "uredni-deska.json": 1})
		}
		if !maps.Equal(checked, want) {
			t.Errorf("checked %v, want %v", checked, want)
		}
	}
}

// The data of a case says what its page says.
func TestCaseData(t *testing.T) {
	pl := planned(t, dataPortal(t))
	var c caseData
	if err := json.Unmarshal(pl.data["cases/2026-001/case.json"], &c); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(c.Documents[0].Text)
	if err != nil {
		t.Fatal(err)
	}
	want := `[{"kind":"paragraph","content":["Objednatel: Obec Ukázka\nZastoupená: ",{"redacted":"personal-data"},", starostkou"]},` +
		`{"kind":"paragraph","content":["Kód zámku skladu ",{"redacted":"security"},". \u003cb\u003eCena\u003c/b\u003e 410 000 Kč \u0026 DPH."]},` +
		`{"kind":"heading","level":1,"content":["Položky"]},{"kind":"list","items":[{"content":["jedna"],"items":[{"content":["dvě"]}]}]},` +
		`{"kind":"table","rows":[[{"content":["a"],"columns":1},{"content":[{"redacted":"security"}],"columns":1}]]}]`
	if string(text) != want {
		t.Errorf("text:\n%s\nwant:\n%s", text, want)
	}
	if d := c.Documents[1]; !d.Withheld || d.Ground == nil || d.Ground.Code != "security" || len(d.Files) > 0 {
		t.Errorf("withheld document: %+v", d)
	}
	if r := c.Releases; len(r) != 2 || r[0].Address != testBase+"/releases/2026-001-r2.zip" || r[1].Address != "" || r[1].TakenDown == nil || r[1].TakenDown.SHA256 != r[0].SHA256 {
		t.Errorf("releases: %+v", r)
	}
	if f := c.Documents[0].Files[0]; f.Role != "facsimile" || len(f.SHA256) != 64 {
		t.Errorf("facsimile: %+v", f)
	}
	if o := pl.data["cases/2026-002/case.json"]; !bytes.Contains(o, []byte(`"due": "2026-07-16"`)) {
		t.Errorf("open case: %s", o)
	}
}

// addresses are the strings of a JSON value that are addresses of the portal.
func addresses(v any, key, base string, found func(string)) {
	switch v := v.(type) {
	case map[string]any:
		for k, x := range v {
			addresses(x, k, base, found)
		}
	case []any:
		for _, x := range v {
			addresses(x, key, base, found)
		}
	case string:
		relative := slices.Contains([]string{"$schema", "address", "page", "data", "trust", "checkpoint", "@id", "url", "contentUrl", "isBasedOn"}, key)
		u, err := url.Parse(v)
		if base != "" && strings.HasPrefix(v, base) || base == "" && relative && err == nil && !u.IsAbs() {
			found(v)
		}
	}
}

// Every address in the data leads to a public file, with and without an address
// of the portal.
func TestDataAddresses(t *testing.T) {
	for _, base := range []string{testBase, ""} {
		p := dataPortal(t)
		p.BaseURL = base
		out, report := build(t, p)
		files := tree(t, out)
		checked := 0
		for name, data := range files {
			follow := func(address string) {
				target := strings.TrimPrefix(strings.TrimPrefix(address, base), "/")
				if base == "" {
					target = path.Join(path.Dir(name), address)
				}
				target, _, _ = strings.Cut(target, "#")
				if target == "" || strings.HasSuffix(target, "/") {
					target += "index.html"
				}
				if _, there := files[target]; !there {
					t.Errorf("%s: address %q: no file %q", name, address, target)
				}
				checked++
			}
			values := []string{data}
			switch path.Ext(name) {
			case ".jsonl":
				values = slices.Collect(strings.Lines(data))
			case ".atom", ".xml", ".html", ".csv", ".txt":
				for _, word := range strings.FieldsFunc(data, func(r rune) bool { return strings.ContainsRune("<>\"', \r\n", r) }) {
					if base != "" && strings.HasPrefix(word, base) {
						follow(word)
					}
				}
				continue
			case ".json", ".jsonld":
				if strings.HasSuffix(name, ".schema.json") || strings.HasSuffix(name, "metadata.json") {
					continue
				}
			default:
				continue
			}
			for _, text := range values {
				var v any
				if err := json.Unmarshal([]byte(text), &v); err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				addresses(v, "", base, follow)
			}
		}
		if checked < 40 || base != "" && checked < 200 {
			t.Errorf("base %q: only %d addresses checked", base, checked)
		}
		for _, name := range []string{"feeds/all.atom", "sitemap.xml", "robots.txt", catalogFile, noticeBoardFile} {
			if _, there := files[name]; there != (base != "") {
				t.Errorf("base %q: %s is there: %v", base, name, there)
			}
		}
		if notes := strings.Join(report.Notes, "\n"); strings.Contains(notes, "no address of the portal") != (base == "") {
			t.Errorf("base %q: notes %q", base, notes)
		}
	}
}

// Another case changes the lists and nothing else.
func TestOneMoreCase(t *testing.T) {
	before := planned(t, dataPortal(t))
	p := dataPortal(t)
	more := p.Cases[0]
	more.ID, more.Topics, more.Received = "2026-003", []string{"noise"}, "2026-07-09"
	more.Releases = slices.Clone(more.Releases)
	for i := range more.Releases {
		more.Releases[i].Date = more.Releases[i].Date.AddDate(0, 1, 0)
	}
	p.Cases = append(p.Cases, more)
	after := planned(t, p)
	lists := []string{".well-known/security.txt", "data/register.csv", "data/register.jsonl", "data/releases.json", "data/takedowns.json", noticeBoardFile,
		"feeds/all.atom", "feeds/kind-letter.atom", "feeds/kind-regulation.atom", "feeds/takedowns.atom", "feeds/topic-noise.atom", "sitemap.xml"}
	var changed []string
	for name, data := range before.data {
		if !bytes.Equal(data, after.data[name]) {
			changed = append(changed, name)
		}
	}
	slices.Sort(changed)
	if !slices.Equal(changed, lists) {
		t.Errorf("changed: %q", changed)
	}
	if len(after.data) != len(before.data)+2 {
		t.Errorf("%d files, before %d", len(after.data), len(before.data))
	}
}

// The leak audit reads every type of file of the open data as a reader does.
func TestAuditReadsData(t *testing.T) {
	for name, text := range map[string]string{
		"data/register.csv":          "id,title\r\n1,\"'=\"\"Vendelín Třešňák\"\"\"\r\n",
		"data/register.jsonl":        "{}\n{\"a\":\"Vendel\\u00edn T\\u0159e\\u0161\\u0148\\u00e1k\"}\n",
		"feeds/all.atom":             `<?xml version="1.0"?><feed><a>Vendel&#xED;n</a><b>T&#x159;e&#x161;&#x148;&#xE1;k</b></feed>`,
		"sitemap.xml":                `<?xml version="1.0"?><urlset><loc>https://a.example/vendelin-tresnak/</loc></urlset>`,
		"cases/2026-001/case.jsonld": `{"a":["Vendelín","Třešňák"]}`,
		"cases/2026-001/case.json":   `{"content":["Vendelín ","Třešňák"]}`,
		".well-known/security.txt":   "Contact: mailto:vendelin.tresnak@a.example\n",
	} {
		dir := t.TempDir()
		writeFile(t, filepath.Join(dir, name), []byte(text))
		report, err := audit.Folder(t.Context(), dir, secrets())
		if err == nil || !slices.ContainsFunc(report.Hits, func(h audit.Hit) bool { return h.Check == audit.CheckTerms && h.File == name }) {
			t.Errorf("%s: not found (%v)", name, err)
		}
	}
}

func TestPageMetadata(t *testing.T) {
	p := dataPortal(t)
	p.Cases[1].Question = "Data: " + strings.Repeat("a <b>bold</b> \"quote\" ", 20)
	out, _ := build(t, p)
	read := func(name string) string {
		data, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	for _, c := range []struct{ file, want string }{
		{"cases/2026-001/index.html", `<meta name="description" content="Posílám =tato data: žádám o smlouvu.">`},
		{"hu/cases/2026-001/index.html", `<link rel="canonical" href="` + testBase + `/hu/cases/2026-001/">`},
		{"hu/cases/2026-001/index.html", `<link rel="alternate" type="application/ld+json" href="../../../cases/2026-001/case.jsonld">`},
		{"hu/cases/2026-001/index.html", `<meta property="og:locale" content="hu_HU">`},
		{"cases/2026-002/index.html", `<meta name="description" content="Data: a &lt;b&gt;bold&lt;/b&gt; &#34;quote&#34;`},
		{"cases/2026-002/index.html", `<meta property="og:type" content="article">`},
		{"en/index.html", `<link rel="alternate" type="application/atom+xml" title="All answers" href="../feeds/all.atom">`},
		{"en/data/index.html", `<a href="../../feeds/topic-noise.atom" type="application/atom+xml">Topic: Noise</a>`},
		{"data/index.html", `<meta property="og:title" content="Otevřená data">`},
	} {
		if got := read(c.file); !strings.Contains(got, c.want) {
			head, _, _ := strings.Cut(got, "</head>")
			t.Errorf("%s: %q is missing in\n%s", c.file, c.want, head)
		}
	}
	ofItsOwn := regexp.MustCompile(`data-layout="(case|front)"`)
	about := regexp.MustCompile(`<meta name="description" content="([^"]*)">`)
	title := regexp.MustCompile(`<meta property="og:title" content="([^"]*)">`)
	for name, page := range tree(t, out) {
		if path.Ext(name) != ".html" || path.Base(name) == "404.html" {
			continue
		}
		said, called := about.FindStringSubmatch(page), title.FindStringSubmatch(page)
		switch {
		case said == nil || called == nil || called[1] == "":
			t.Errorf("%s: description %q, title %q", name, said, called)
		case !ofItsOwn.MatchString(page) && !strings.HasPrefix(said[1], called[1]+". "):
			t.Errorf("%s: the description %q does not begin with the title %q", name, said[1], called[1])
		}
	}
	if page := read("404.html"); strings.Contains(page, "canonical") || strings.Contains(page, "og:") {
		t.Error("404.html has an address of its own")
	}
	for name, page := range tree(t, out) {
		if path.Ext(name) == ".html" && strings.Contains(page, "og:image") {
			t.Errorf("%s: a picture", name)
		}
	}
	plain, _ := build(t, testPortal(t))
	for name, page := range tree(t, plain) {
		if path.Ext(name) == ".html" && (strings.Contains(page, "canonical") || strings.Contains(page, "og:url") || strings.Contains(page, ".atom")) {
			t.Errorf("%s: an address, but the portal has none", name)
		}
	}
}

func TestWellKnown(t *testing.T) {
	pl := planned(t, dataPortal(t))
	if got := string(pl.data[".well-known/akta/trust.json"]); got != string(pl.data["trust.json"]) || got == "" {
		t.Errorf("trust: %q", got)
	}
	want := "Contact: mailto:podatelna@ukazka.example\nContact: https://www.ukazka.example/\nExpires: 2027-07-02T09:30:00Z\nPreferred-Languages: cs, en\nCanonical: " + testBase + "/.well-known/security.txt\n"
	if got := string(pl.data[".well-known/security.txt"]); got != want {
		t.Errorf("security.txt:\n%s", got)
	}
	for name, change := range map[string]func(*Portal){
		"no contact":        func(p *Portal) { p.Contact = Contact{} },
		"contact over http": func(p *Portal) { p.Contact = Contact{Web: "http://www.ukazka.example/"} },
		"nothing is released": func(p *Portal) {
			for i := range p.Cases {
				p.Cases[i].Releases = nil
			}
		},
	} {
		p := dataPortal(t)
		change(p)
		pl := planned(t, p)
		if text, there := pl.data[".well-known/security.txt"]; there || !strings.Contains(fmt.Sprint(pl.notes()), "security.txt") {
			t.Errorf("%s: %q, notes %q", name, text, pl.notes())
		}
	}
}

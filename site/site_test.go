package site

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"
	xhtml "golang.org/x/net/html"
)

// htmlPage is what the tests need to know of one HTML file.
type htmlPage struct {
	name  string
	ids   map[string]bool
	links []string // href and src
	lang  string
	csp   string
	text  string
	tags  map[string]int
}

// readPage parses one page and reports what is wrong in any page.
func readPage(t *testing.T, dir, name string) htmlPage {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	checkBalanced(t, name, data)
	root, err := xhtml.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	p := htmlPage{name: name, ids: map[string]bool{}, tags: map[string]int{}}
	var text strings.Builder
	var walk func(*xhtml.Node)
	walk = func(n *xhtml.Node) {
		if n.Type == xhtml.TextNode {
			text.WriteString(n.Data)
		}
		if n.Type == xhtml.ElementNode {
			p.tags[n.Data]++
			attrs := map[string]string{}
			for _, a := range n.Attr {
				attrs[a.Key] = a.Val
				switch {
				case a.Key == "id" && p.ids[a.Val]:
					t.Errorf("%s: id %q twice", name, a.Val)
				case a.Key == "id":
					p.ids[a.Val] = true
				case a.Key == "href" || a.Key == "src":
					p.links = append(p.links, a.Val)
				case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
					t.Errorf("%s: <%s %s>: inline code", name, n.Data, a.Key)
				}
			}
			if slices.Contains([]string{"a", "h1", "h2", "h3", "h4", "h5", "h6", "summary"}, n.Data) && strings.TrimSpace(textOf(n)) == "" {
				t.Errorf("%s: an empty <%s>", name, n.Data)
			}
			if n.Data == "script" && (attrs["src"] == "" || n.FirstChild != nil) {
				t.Errorf("%s: a script in the page", name)
			}
			if n.Data == "html" {
				p.lang = attrs["lang"]
			}
			if n.Data == "meta" && attrs["http-equiv"] == "Content-Security-Policy" {
				p.csp = attrs["content"]
			}
			if _, ok := attrs["alt"]; n.Data == "img" && !ok {
				t.Errorf("%s: an image without alt", name)
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	p.text = text.String()
	return p
}

// textOf is the text in an element.
func textOf(n *xhtml.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == xhtml.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// checkBalanced demands that every element is closed, in order: the parser
// repairs silently.
func checkBalanced(t *testing.T, name string, data []byte) {
	t.Helper()
	void := map[string]bool{"meta": true, "link": true, "br": true, "img": true, "hr": true, "input": true}
	var open []string
	z := xhtml.NewTokenizer(bytes.NewReader(data))
	for {
		switch z.Next() {
		case xhtml.ErrorToken:
			if len(open) > 0 {
				t.Errorf("%s: not closed: %q", name, open)
			}
			return
		case xhtml.StartTagToken:
			tag, _ := z.TagName()
			if !void[string(tag)] {
				open = append(open, string(tag))
			}
		case xhtml.EndTagToken:
			tag, _ := z.TagName()
			if len(open) == 0 || open[len(open)-1] != string(tag) {
				t.Fatalf("%s: </%s> closes %q", name, tag, open)
			}
			open = open[:len(open)-1]
		}
	}
}

// readSite parses every page of a public folder.
func readSite(t *testing.T, dir string) map[string]htmlPage {
	t.Helper()
	files, err := listFiles(dir)
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]htmlPage{}
	for _, f := range files {
		if path.Ext(f.name) == ".html" {
			pages[f.name] = readPage(t, dir, f.name)
		}
	}
	return pages
}

func TestPages(t *testing.T) {
	out, report := build(t, testPortal(t))
	pages := readSite(t, out)
	// 15 pages of the portal, 14 lists of the register, three cases and four documents, in three languages
	if len(pages) != 111 || report.Pages != 111 {
		t.Errorf("%d pages, report says %d, want 111", len(pages), report.Pages)
	}
	if len(report.Warnings) > 0 {
		t.Errorf("warnings: %q", report.Warnings)
	}
	for name, p := range pages {
		want := "cs"
		if l, _, _ := strings.Cut(name, "/"); l == "hu" || l == "en" {
			want = l
		}
		if p.lang != want {
			t.Errorf("%s: lang %q, want %q", name, p.lang, want)
		}
		if !strings.HasPrefix(p.csp, "default-src 'none'; ") || strings.Contains(p.csp, "unsafe-inline") || strings.Contains(p.csp, "'unsafe-eval'") {
			t.Errorf("%s: content security policy %q", name, p.csp)
		}
		if p.tags["style"]+p.tags["iframe"]+p.tags["form"] > 0 {
			t.Errorf("%s: style, iframe or form", name)
		}
		if p.tags["h1"] != 1 || p.tags["main"] != 1 {
			t.Errorf("%s: %d h1, %d main", name, p.tags["h1"], p.tags["main"])
		}
		for _, word := range []string{"<no value>", "%!", "map[", "ZgotmplZ"} {
			if strings.Contains(p.text, word) {
				t.Errorf("%s: holds %q", name, word)
			}
		}
	}
}

// Every relative link leads to a file and, with a fragment, to an id in it.
func TestLinks(t *testing.T) {
	out, _ := build(t, testPortal(t))
	pages := readSite(t, out)
	checked := 0
	for name, p := range pages {
		for _, link := range p.links {
			u, err := url.Parse(link)
			if err != nil {
				t.Fatalf("%s: link %q: %v", name, link, err)
			}
			if u.IsAbs() {
				if !slices.Contains([]string{"www.e-sbirka.cz", "c2sp.org", "jinde.example"}, u.Host) {
					t.Errorf("%s: link to a third party: %q", name, link)
				}
				continue
			}
			checked++
			target := name
			if u.Path != "" {
				target = path.Join(path.Dir(name), u.Path)
			}
			info, err := os.Stat(filepath.Join(out, target))
			if err != nil || !info.Mode().IsRegular() {
				t.Errorf("%s: link %q: no file %q", name, link, target)
			}
			if u.Fragment != "" && !pages[target].ids[u.Fragment] {
				t.Errorf("%s: link %q: no such id", name, link)
			}
		}
	}
	if checked < 300 {
		t.Errorf("only %d links checked", checked)
	}
}

func TestCasePage(t *testing.T) {
	out, _ := build(t, testPortal(t))
	read := func(name string) string {
		data, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	for _, c := range []struct{ file, want string }{
		{"cases/2026-001/index.html", `<time datetime="2026-07-03">3. července 2026</time>`},
		{"hu/cases/2026-001/index.html", `<time datetime="2026-07-03">2026. július 3.</time>`},
		{"en/cases/2026-001/index.html", `<time datetime="2026-07-03">3 July 2026</time>`},
		{"index.html", `Celý registr (3 žádosti)`},
		{"verify/index.html", `5 záznamů`},
		// the label is in the document's language, the ground in the reader's
		{"en/cases/2026-001/d1/index.html", `<a class="redaction" href="#ground-1"><span class="hidden" lang="en">redacted: </span>[osobní údaj]<span class="why"> § 8a</span></a>`},
		{"en/cases/2026-001/d1/index.html", `<li id="ground-1" value="1" data-ground="personal-data"><strong>personal data</strong>, <a href="https://www.e-sbirka.cz/`},
		{"en/cases/2026-001/index.html", `<li id="ground-1" value="1" data-ground="personal-data"><strong>personal data</strong>, <a href="https://www.e-sbirka.cz/`},
		{"cases/2026-001/d1/index.html", `<a class="redaction" href="#ground-1"><span class="hidden" lang="cs">skryto: </span>[osobní údaj]<span class="why"> § 8a</span></a>`},
		{"en/cases/2026-001/d1/index.html", `alt="Page 1 of 5, 3 parts hidden: personal data, security. Its text is in the text of the document."`},
		{"cases/2026-001/d1/index.html", `alt="Strana 1 z 5, 3 skryté části: osobní údaj, bezpečnost. Její text je v textu dokumentu."`},
		{"hu/cases/2026-001/d1/index.html", `alt="2. oldal, összesen 5. Szövege az irat szövegében olvasható."`},
		{"en/cases/2026-001/d1/index.html", `Pages shown only as text, without an image: 3–5.`},
		{"en/cases/2026-001/d1/index.html", `href="../../../../files/2026-001/r2/d1.pdf" download>Download the page images</a> <span class="meta">PDF, 18 B</span>`},
		{"en/cases/2026-001/d1/index.html", `<dt>Author</dt><dd lang="cs">Obec Ukázka</dd>`},
		{"en/cases/2026-001/d1/index.html", `<dt>unheard-of</dt><dd lang="cs">x</dd>`},
		{"en/cases/2025-007/d1/index.html", `[személyes adat]`},
		{"en/cases/2025-007/index.html", `<h1 lang="hu">`},
		{"en/cases/2025-007/d1/index.html", `<h1 lang="hu">Jegyzőkönyv</h1>`},
		{"en/cases/2026-001/index.html", "stated by the publisher&#39;s own clock"},
		{"en/cases/2026-001/index.html", "not witnessed"},
		{"en/cases/2026-001/index.html", `href="../../../releases/2026-001-r1.zip"`},
		{"en/cases/2026-001/index.html", `This document is withheld. Ground: <a href="#ground-2">security, § 11</a>`},
		{"en/cases/2026-001/index.html", `<h3 id="title-d2">Document 2</h3>`},
		{"hu/cases/2026-001/d2/index.html", `<h1>2. irat</h1>`},
		{"en/verify/index.html", `cosign verify-blob --key akta.pub \`},
		{"en/verify/index.html", `--bundle 2026-001-r2/seals/s1/seal.sigstore.json`},
	} {
		if got := strings.ReplaceAll(read(c.file), "’", "&#39;"); !strings.Contains(got, c.want) {
			t.Errorf("%s: %q is missing", c.file, c.want)
		}
	}
	for name, want := range map[string]string{
		"trust.json": "{}\n", "log/tile/0/000.p/5": strings.Repeat("\x07", 160),
		"tsa/obec-ukazka-tsa.pem": "-----BEGIN CERTIFICATE-----\n", "files/2026-001/r2/d3.txt": "Celé znění vyhlášky.\n",
	} {
		if got := read(name); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	if _, err := os.Stat(filepath.Join(out, "log/.lock")); err == nil {
		t.Error("the lock of the log was published")
	}
}

func TestEscaping(t *testing.T) {
	out, _ := build(t, testPortal(t))
	title := "cases/2026-002/index.html"
	if p := readPage(t, out, title); !strings.Contains(p.text, hostileTitle) {
		t.Errorf("%s: the title is not shown as it is", title)
	}
	p := readPage(t, out, "cases/2026-001/index.html")
	d := readPage(t, out, "cases/2026-001/d1/index.html")
	for _, want := range []string{
		`<script>alert(2)</script>`, `<b onclick="x()">html</b> {{< figure >}} {{% x %}}`, `<b>Cena</b> 410 000 Kč & DPH.`,
	} {
		if !strings.Contains(p.text+d.text, want) {
			t.Errorf("%q is not shown as text", want)
		}
	}
	if p.tags["b"]+d.tags["b"] > 0 || p.tags["img"] > 0 || d.tags["img"] != 2 || p.tags["table"] != 1 {
		t.Errorf("tags: %v, %v", p.tags, d.tags)
	}
	for _, link := range p.links {
		if strings.HasPrefix(link, "javascript:") || strings.HasSuffix(link, ".example/p.png") != (link == "https://jinde.example/p.png") {
			t.Errorf("link %q", link)
		}
	}
}

var plural = regexp.MustCompile(`^(one|few|many|other)$`)

// The three languages have the same keys, each language its plural forms, and
// the templates ask for no key that is not there.
func TestTranslations(t *testing.T) {
	theme, err := Theme()
	if err != nil {
		t.Fatal(err)
	}
	forms := map[string][]string{"cs": {"one", "few", "many", "other"}, "hu": {"one", "other"}, "en": {"one", "other"}}
	tables := map[string]map[string]any{}
	for _, l := range Languages() {
		data, err := fs.ReadFile(theme, "i18n/"+l+".toml")
		if err != nil {
			t.Fatal(err)
		}
		if err := toml.Unmarshal(data, &struct{}{}); err != nil {
			t.Fatal(err)
		}
		m := map[string]any{}
		if err := toml.Unmarshal(data, &m); err != nil {
			t.Fatal(err)
		}
		tables[l] = m
		for key, v := range m {
			switch v := v.(type) {
			case string:
				if strings.TrimSpace(v) == "" {
					t.Errorf("%s: %q is empty", l, key)
				}
			case map[string]any:
				if len(v) != len(forms[l]) {
					t.Errorf("%s: %q has the forms %v", l, key, v)
				}
				for form := range v {
					if !plural.MatchString(form) {
						t.Errorf("%s: %q: form %q", l, key, form)
					}
				}
			}
		}
	}
	if len(tables["en"]) < 100 {
		t.Errorf("only %d keys", len(tables["en"]))
	}
	for _, l := range Languages() {
		for key := range tables["en"] {
			if _, ok := tables[l][key]; !ok {
				t.Errorf("%s: %q is missing", l, key)
			}
		}
		if len(tables[l]) != len(tables["en"]) {
			t.Errorf("%s: %d keys, en has %d", l, len(tables[l]), len(tables["en"]))
		}
	}
	// a text says the same things in every language
	field := regexp.MustCompile(`{{ \.[A-Za-z]+ }}`)
	fields := func(v any) []string {
		if m, ok := v.(map[string]any); ok {
			v = m["other"]
		}
		out := field.FindAllString(fmt.Sprint(v), -1)
		slices.Sort(out)
		return slices.Compact(out)
	}
	for key, v := range tables["en"] {
		for _, l := range Languages() {
			if got, want := fields(tables[l][key]), fields(v); !slices.Equal(got, want) {
				t.Errorf("%s: %q says %v, en says %v", l, key, got, want)
			}
		}
	}
	used := regexp.MustCompile(`i18n "([a-z0-9_]+)"`)
	if err := fs.WalkDir(theme, "layouts", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(theme, name)
		for _, m := range used.FindAllSubmatch(data, -1) {
			if _, ok := tables["en"][string(m[1])]; !ok {
				t.Errorf("%s: no translation of %q", name, m[1])
			}
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

// The embedding drops names with an underscore unless told otherwise.
func TestThemeIsWhole(t *testing.T) {
	theme, err := Theme()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	if err := filepath.WalkDir("theme", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		n++
		_, err = fs.Stat(theme, strings.TrimPrefix(filepath.ToSlash(name), "theme/"))
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := fs.Stat(theme, "layouts/_partials/head.html"); err != nil || n < 20 {
		t.Errorf("%d files, %v", n, err)
	}
}

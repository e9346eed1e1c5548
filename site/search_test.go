package site

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles/bundlestest"
)

// pagefind is the program on this machine.
func pagefind(t testing.TB) *Pagefind {
	t.Helper()
	bundlestest.Tool(t, "pagefind")
	p, err := FindPagefind(t.Context())
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skipf("%v: the full-text search is not tested", err)
	}
	return p
}

func withPagefind(p *Pagefind) func(*Options) {
	return func(o *Options) {
		o.Pagefind = func(context.Context) (*Pagefind, error) { return p, nil }
	}
}

func withoutPagefind(o *Options) {
	o.Pagefind = func(context.Context) (*Pagefind, error) { return nil, errors.New("pagefind is not installed") }
}

type searchResult struct {
	URL     string              `json:"url"`
	Title   string              `json:"title"`
	Excerpt string              `json:"excerpt"`
	Filters map[string][]string `json:"filters"`
}

type searchQuery struct {
	Q       string         `json:"q,omitempty"`
	Filters map[string]any `json:"filters,omitempty"`
}

// searchIn asks a built site by the script that a reader's browser runs.
func searchIn(t testing.TB, out string, queries []searchQuery) [][]searchResult {
	t.Helper()
	node := bundlestest.Tool(t, "node")
	server := httptest.NewServer(http.FileServer(http.Dir(out)))
	defer server.Close()
	script := filepath.Join(t.TempDir(), "pagefind.mjs")
	writeFile(t, script, readFile(t, out, "pagefind/pagefind.js"))
	var years []string
	entries, err := filepath.Glob(filepath.Join(out, "pagefind", "[0-9]*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		years = append(years, filepath.Base(e))
	}
	asked, err := json.Marshal(queries)
	if err != nil {
		t.Fatal(err)
	}
	var errs bytes.Buffer
	cmd := exec.CommandContext(t.Context(), node, "testdata/search.mjs", script, filepath.Join(out, "searchwords.js"), server.URL+"/pagefind/", strings.Join(years, " "), string(asked))
	cmd.Stderr = &errs
	said, err := cmd.Output()
	if err != nil {
		t.Fatalf("node: %v\n%s", err, errs.String())
	}
	var all [][]searchResult
	if err := json.Unmarshal(said, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func readFile(t testing.TB, dir, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func foundAt(results []searchResult) []string {
	list := []string{}
	for _, r := range results {
		list = append(list, r.URL)
	}
	slices.Sort(list)
	return list
}

// TestSearch: words are found with and without their diacritics, in Czech and in
// Hungarian, in all years together; facets narrow; labels are no content.
func TestSearch(t *testing.T) {
	out, report := build(t, testPortal(t), withPagefind(pagefind(t)))
	if !report.Search || report.Searchable < 4 {
		t.Fatalf("report: search %v, %d texts", report.Search, report.Searchable)
	}
	const bridge, contract, minutes, noise = "/cases/2026-001/index.html", "/cases/2026-001/d1/index.html", "/cases/2026-002/index.html", "/cases/2025-007/index.html"
	cases := []struct {
		query searchQuery
		want  []string // among what is found, all of it where exact
		exact bool
	}{
		{searchQuery{Q: "lhotecky"}, []string{bridge}, true},
		{searchQuery{Q: "LHOTECKÝ"}, []string{bridge}, true},
		{searchQuery{Q: "žádám"}, []string{bridge}, true},
		{searchQuery{Q: "zadam"}, []string{bridge}, true},
		{searchQuery{Q: "jegyzőkönyvet"}, []string{noise}, true},
		{searchQuery{Q: "jegyzokonyv"}, []string{noise, "/cases/2025-007/d1/index.html"}, true},
		{searchQuery{Q: "neznamo"}, nil, true},  // no word begins so
		{searchQuery{Q: "osvojeni"}, nil, true}, // but "o" does
		{searchQuery{Q: "zajterheles jatszoteren"}, []string{noise}, true},
		{searchQuery{Q: "starostkou"}, []string{contract}, true},
		{searchQuery{Q: `"obec ukázka"`}, []string{contract}, true},
		{searchQuery{Q: "minutes"}, []string{minutes}, true},
		{searchQuery{Q: "smlouva"}, []string{bridge, contract}, false},
		{searchQuery{Q: "osobní údaj"}, nil, true},    // the label of what is hidden
		{searchQuery{Q: "partly-refused"}, nil, true}, // a state is no word
		{searchQuery{Filters: map[string]any{"state": map[string]any{"any": []string{StateOpen}}}}, []string{minutes}, true},
		{searchQuery{Filters: map[string]any{"ground": map[string]any{"any": []string{"security"}}}}, []string{bridge, contract}, true},
		{searchQuery{Filters: map[string]any{"year": map[string]any{"any": []string{"2025"}}, "kind": map[string]any{"any": []string{"letter"}}}}, []string{}, true},
	}
	var queries []searchQuery
	for _, c := range cases {
		queries = append(queries, c.query)
	}
	for i, results := range searchIn(t, out, queries) {
		c := cases[i]
		got := foundAt(results)
		want := slices.Sorted(slices.Values(c.want))
		if c.exact && !slices.Equal(got, want) {
			t.Errorf("%+v: %q, want %q", c.query, got, want)
		}
		for _, w := range want {
			if !slices.Contains(got, w) {
				t.Errorf("%+v: %q, without %q", c.query, got, w)
			}
		}
	}
	found := searchIn(t, out, []searchQuery{{Q: "zastoupena"}})[0]
	if len(found) != 1 || !strings.Contains(found[0].Excerpt, "<mark>Zastoupená:</mark> […], starostkou") ||
		found[0].Title != "Smlouva o dílo" || found[0].Filters["case"][0] != "Oprava mostu přes Lhotecký potok" || found[0].Filters["lang"][0] != "cs" {
		t.Errorf("result %+v", found)
	}
	for _, language := range []string{"", "hu/", "en/"} {
		page := string(readFile(t, out, language+"search/index.html"))
		up := strings.Repeat("../", strings.Count(language, "/"))
		root := strings.Repeat("../", strings.Count(language, "/")+1)
		for _, want := range []string{`data-years="2026 2025"`, `data-index="` + root + `pagefind/"`, `data-root="` + root + language + `"`, `id="search-input"`, `id="search-results"`, `id="search-count"`, `id="search-filters"`, "form-action 'self'"} {
			if !strings.Contains(page, want) {
				t.Errorf("%ssearch: no %s in %s", language, want, page[strings.Index(page, "<h1"):][:1200])
			}
		}
		home := string(readFile(t, out, language+"index.html"))
		if !strings.Contains(home, `action="`+up+language+`search/index.html"`) {
			t.Errorf("%shome: no search box", language)
		}
	}
}

// TestSearchWithout: without the program the pages say that there is no search,
// and none of them has a form or a script for it.
func TestSearchWithout(t *testing.T) {
	out, report := build(t, testPortal(t), withoutPagefind)
	if report.Search || report.Searchable != 0 || !slices.ContainsFunc(report.Notes, func(n string) bool { return strings.HasPrefix(n, "no full-text search: pagefind is not installed") }) {
		t.Errorf("report: search %v, notes %q", report.Search, report.Notes)
	}
	if _, err := os.Stat(filepath.Join(out, "pagefind")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("pagefind/: %v", err)
	}
	if page := string(readFile(t, out, "search/index.html")); strings.Contains(page, "<form") || strings.Contains(page, "script-src") || !strings.Contains(page, "nemají vyhledávání") || !strings.Contains(page, "../cases/index.html") {
		t.Errorf("search page: %s", page)
	}
	if home := string(readFile(t, out, "index.html")); strings.Contains(home, "<form") || strings.Contains(home, "search/index.html") {
		t.Error("the home page has a search box")
	}
}

// TestSearchByYear: a new answer changes the index of its year only; a site of
// which no text changed keeps its search where the program is missing, and one
// of which a text changed has none.
func TestSearchByYear(t *testing.T) {
	program := pagefind(t)
	a := newAgain(t)
	p := a.portal(t, 6)
	for i := range p.Cases[:3] {
		p.Cases[i].Received = "2025" + p.Cases[i].Received[4:]
	}
	if report := a.build(t, p, withPagefind(program)); !report.Search || report.Searchable != 12 {
		t.Fatalf("search %v, %d texts", report.Search, report.Searchable)
	}
	before := marks(t, filepath.Join(a.out, "pagefind"))
	if report := a.build(t, p, withoutPagefind); !report.Search || len(report.Changed)+len(report.Removed) > 0 {
		t.Errorf("nothing new: search %v, changed %q, removed %q", report.Search, report.Changed, report.Removed)
	}
	p.Cases[5].Question = "Kdo opravil kapličku?"
	a.build(t, p, withPagefind(program))
	year := p.Cases[5].Received[:4]
	changed := touched(before, marks(t, filepath.Join(a.out, "pagefind")))
	if len(changed) == 0 {
		t.Error("a new question: the index is as it was")
	}
	for _, name := range changed {
		if !strings.HasPrefix(name, year+"/") {
			t.Errorf("a new question of %s: %s changed", year, name)
		}
	}
	if got := foundAt(searchIn(t, a.out, []searchQuery{{Q: "kaplicku"}})[0]); len(got) != 1 {
		t.Errorf("the new question: found %q", got)
	}
	p.Cases[5].Question = "Kdo opravil zvonici?"
	if report := a.build(t, p, withoutPagefind); report.Search || len(report.Notes) == 0 {
		t.Errorf("without the program: search %v, notes %q", report.Search, report.Notes)
	}
	// an index that somebody changed is made anew
	a.build(t, p, withPagefind(program))
	index, err := filepath.Glob(filepath.Join(a.out, "pagefind", year, "fragment", "*"))
	if err != nil || len(index) == 0 {
		t.Fatalf("fragments: %q, %v", index, err)
	}
	was := readFile(t, filepath.Dir(index[0]), filepath.Base(index[0]))
	if err := os.Remove(index[0]); err != nil { // it is linked
		t.Fatal(err)
	}
	writeFile(t, index[0], []byte("x"))
	a.build(t, p, withPagefind(program))
	if now := readFile(t, filepath.Dir(index[0]), filepath.Base(index[0])); !bytes.Equal(was, now) {
		t.Error("a changed fragment was taken over")
	}
}

// TestSearchSameBytes: the same texts give the same index.
func TestSearchSameBytes(t *testing.T) {
	program := pagefind(t)
	g := generator{dir: t.TempDir()}
	pl, err := newPlan(g.portal(t, 40))
	if err != nil {
		t.Fatal(err)
	}
	year := pl.searchYears()[0]
	first, _, err := pl.indexYear(t.Context(), program, year)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		again, _, err := pl.indexYear(t.Context(), program, year)
		if err != nil {
			t.Fatal(err)
		}
		if !maps.EqualFunc(first, again, bytes.Equal) {
			t.Fatal("the same texts, another index")
		}
	}
}

// TestSearchPrograms: the scripts that are published are those of the version
// that writes the index, as the program writes them.
func TestSearchPrograms(t *testing.T) {
	if head := fmt.Sprintf("const pagefind_version=%q;", pagefindVersion); !bytes.HasPrefix(searchScript, []byte(head)) {
		t.Errorf("pagefind.js begins with %q, want %q", searchScript[:40], head)
	}
	ci, err := os.ReadFile("../.ci/run")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(ci, []byte("pagefind_version="+pagefindVersion+"\n")) {
		t.Errorf(".ci/run does not install %s", pagefindVersion)
	}
	program := pagefind(t)
	if runtime.GOOS != "linux" || runtime.GOARCH != "amd64" {
		t.Skip("the program for this system writes scripts of other bytes")
	}
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "pages", "a.html"), []byte("<!doctype html><html><body data-pagefind-body><p>a</p></body></html>"))
	if _, err := program.index(t.Context(), dir, filepath.Join(dir, "pages")); err != nil {
		t.Fatal(err)
	}
	for name, data := range searchPrograms() {
		if name != "LICENSE.txt" && !bytes.Equal(data, readFile(t, filepath.Join(dir, "index"), name)) {
			t.Errorf("%s is not that of pagefind %s", name, pagefindVersion)
		}
	}
}

// TestFindPagefind: another version is not used, a program that fails is named,
// and where it fails on the texts there is a site without a search.
func TestFindPagefind(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the programs of this test are shell scripts")
	}
	dir := t.TempDir()
	t.Setenv("PATH", dir)
	if _, err := FindPagefind(t.Context()); err == nil || !strings.Contains(err.Error(), "not installed (npm install -g pagefind@"+pagefindVersion) {
		t.Errorf("none: %v", err)
	}
	fake := func(script string) {
		if err := os.WriteFile(filepath.Join(dir, "pagefind"), []byte("#!/bin/sh\n"+script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	fake("echo pagefind 1.3.0\n")
	if _, err := FindPagefind(t.Context()); err == nil || !strings.Contains(err.Error(), "another version than "+pagefindVersion) {
		t.Errorf("another version: %v", err)
	}
	fake("echo broken >&2; exit 3\n")
	if _, err := FindPagefind(t.Context()); err == nil || !strings.Contains(err.Error(), "broken") {
		t.Errorf("a broken one: %v", err)
	}
	fake("test \"$1\" = --version && echo pagefind " + pagefindVersion + " && exit; echo no room >&2; exit 1\n")
	_, report := build(t, testPortal(t), func(o *Options) { o.Pagefind = FindPagefind })
	if report.Search || !slices.ContainsFunc(report.Warnings, func(w string) bool { return strings.Contains(w, "no room") }) {
		t.Errorf("one that fails on texts: search %v, warnings %q", report.Search, report.Warnings)
	}
}

// TestSearchTexts: what is indexed is what the pages show, without labels, and
// nothing of a document that is withheld; what is text stays text.
func TestSearchTexts(t *testing.T) {
	pl, err := newPlan(testPortal(t))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, year := range pl.searchYears() {
		if err := pl.searchTexts(year, func(s searchText) error {
			all[s.name] = string(s.html())
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	for name, wants := range map[string][]string{
		"cases/2026-001/index.html":    {"<h1>Oprava mostu přes Lhotecký potok</h1>", "410 000 Kč", `data-pagefind-filter="ground[content]" content="security"`},
		"cases/2026-001/d1/index.html": {"Zastoupená: […], starostkou", "&lt;b&gt;Cena&lt;/b&gt;", `data-pagefind-filter="kind[content]" content="letter"`},
		"cases/2026-002/index.html":    {"&lt;script&gt;alert(1)&lt;/script&gt;"},
	} {
		for _, want := range wants {
			if !strings.Contains(all[name], want) {
				t.Errorf("%s: no %q in %s", name, want, all[name])
			}
		}
	}
	for name, text := range all {
		if strings.Contains(text, "osobní údaj") || strings.Contains(text, "<script") {
			t.Errorf("%s: %s", name, text)
		}
		if strings.Contains(name, "/d2/") {
			t.Errorf("%s is withheld", name)
		}
	}
}

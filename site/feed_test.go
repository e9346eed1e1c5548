package site

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// node is an element of an XML file.
type node struct {
	name  xml.Name
	attrs map[string]string
	text  string
	sub   []*node
}

// readXML parses a whole document strictly.
func readXML(t *testing.T, data []byte) *node {
	t.Helper()
	root := &node{}
	open := []*node{root}
	for d := xml.NewDecoder(bytes.NewReader(data)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, data)
		}
		top := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			n := &node{name: token.Name, attrs: map[string]string{}}
			for _, a := range token.Attr {
				n.attrs[a.Name.Local] = a.Value
			}
			top.sub = append(top.sub, n)
			open = append(open, n)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			top.text += string(token)
		}
	}
	if len(root.sub) != 1 {
		t.Fatalf("%d root elements", len(root.sub))
	}
	return root.sub[0]
}

// all are the elements of a name directly below n.
func (n *node) all(name string) []*node {
	return slices.DeleteFunc(slices.Clone(n.sub), func(s *node) bool { return s.name.Local != name })
}

// one is the text of the element that has to be there once.
func (n *node) one(t *testing.T, name string) string {
	t.Helper()
	list := n.all(name)
	if len(list) != 1 || strings.TrimSpace(list[0].text) == "" {
		t.Errorf("<%s>: %d <%s>, want one with text", n.name.Local, len(list), name)
		return ""
	}
	return list[0].text
}

// names demands that all elements below n are in one name space and known.
func (n *node) names(t *testing.T, space string, known ...string) {
	t.Helper()
	for _, s := range n.sub {
		if s.name.Space != space || !slices.Contains(known, s.name.Local) {
			t.Errorf("<%s> holds <%s> of %q", n.name.Local, s.name.Local, s.name.Space)
		}
	}
}

const atomSpace = "http://www.w3.org/2005/Atom"

// checkFeed holds a feed to what RFC 4287 asks for, and returns its entries.
func checkFeed(t *testing.T, name string, data []byte) []*node {
	t.Helper()
	f := readXML(t, data)
	if f.name != (xml.Name{Space: atomSpace, Local: "feed"}) || f.attrs["lang"] == "" {
		t.Errorf("%s: root %v", name, f.name)
	}
	f.names(t, atomSpace, "id", "title", "updated", "author", "link", "entry") // 4.1.1
	ids := map[string]bool{f.one(t, "id"): true}
	f.one(t, "title")
	if authors := f.all("author"); len(authors) != 1 || authors[0].one(t, "name") == "" {
		t.Errorf("%s: %d authors", name, len(authors))
	}
	links := map[string]string{}
	for _, l := range f.all("link") {
		links[l.attrs["rel"]] = l.attrs["href"]
	}
	if links["self"] != testBase+"/"+name || links["alternate"] == "" {
		t.Errorf("%s: links %v", name, links)
	}
	newest, err := time.Parse(time.RFC3339, f.one(t, "updated"))
	if err != nil {
		t.Errorf("%s: %v", name, err)
	}
	entries := f.all("entry")
	for i, e := range entries {
		e.names(t, atomSpace, "id", "title", "published", "updated", "link", "category", "summary") // 4.1.2
		id := e.one(t, "id")
		if u, err := url.Parse(id); err != nil || !u.IsAbs() || ids[id] {
			t.Errorf("%s: id %q (%v)", name, id, err)
		}
		ids[id] = true
		e.one(t, "title")
		if summary := e.all("summary"); len(summary) > 1 || len(summary) == 1 && summary[0].text == "" {
			t.Errorf("%s: entry %d: an empty summary, or several", name, i+1)
		}
		published, err1 := time.Parse(time.RFC3339, e.one(t, "published"))
		updated, err2 := time.Parse(time.RFC3339, e.one(t, "updated"))
		if err := errors.Join(err1, err2); err != nil || updated.Before(published) || updated.After(newest) || i == 0 && !updated.Equal(newest) {
			t.Errorf("%s: entry %d: published %v, updated %v, newest %v (%v)", name, i+1, published, updated, newest, err)
		}
		alternates := 0
		for _, l := range e.all("link") {
			if l.attrs["rel"] == "alternate" {
				alternates++
			}
			if !strings.HasPrefix(l.attrs["href"], testBase+"/") || !strings.Contains(l.attrs["type"], "/") {
				t.Errorf("%s: link %v", name, l.attrs)
			}
		}
		if alternates != 1 {
			t.Errorf("%s: entry %d: %d pages", name, i+1, alternates)
		}
		newest = updated
	}
	return entries
}

func TestFeeds(t *testing.T) {
	p := dataPortal(t)
	pl := planned(t, p)
	want := map[string]int{"feeds/all.atom": 2, "feeds/topic-roads.atom": 1, "feeds/topic-noise.atom": 0,
		"feeds/kind-decision.atom": 1, "feeds/kind-letter.atom": 1, "feeds/kind-regulation.atom": 1, "feeds/takedowns.atom": 1}
	got := map[string]int{}
	for name, data := range pl.data {
		if strings.HasPrefix(name, "feeds/") {
			got[name] = len(checkFeed(t, name, data))
		}
	}
	if !maps.Equal(got, want) {
		t.Errorf("feeds: %v, want %v", got, want)
	}
	entry := checkFeed(t, "feeds/all.atom", pl.data["feeds/all.atom"])[0]
	if entry.one(t, "id") != "tag:ukazka.example,2026:cases/2026-001/" || entry.one(t, "published") != "2026-07-02T09:30:00Z" || entry.one(t, "updated") != "2026-07-03T09:30:00Z" {
		t.Errorf("entry: %+v", entry)
	}
	// the portal moves, and its ids stay
	p.BaseURL = "https://jinde.example/"
	moved := planned(t, p)
	if !bytes.Contains(moved.data["feeds/all.atom"], []byte("<id>tag:ukazka.example,2026:cases/2026-001/</id>")) {
		t.Error("the id of an entry changed with the portal's address")
	}
}

func TestFeedHoldsTheNewest(t *testing.T) {
	p := dataPortal(t)
	p.Cases = nil
	for i := range maxFeedEntries + 10 {
		p.Cases = append(p.Cases, Case{ID: fmt.Sprintf("2026-%03d", i+1), Title: hostileTitle, Language: "hu", Received: "2026-01-01", Answered: time.Date(2026, 2, i+1, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), State: StateAnswered})
	}
	pl := planned(t, p)
	list := checkFeed(t, "feeds/all.atom", pl.data["feeds/all.atom"])
	if len(list) != maxFeedEntries || list[0].one(t, "id") != "tag:ukazka.example,2026:cases/2026-060/" || list[0].one(t, "title") != hostileTitle {
		t.Errorf("%d entries, first %+v", len(list), list[0])
	}
}

func TestSitemap(t *testing.T) {
	pl := planned(t, dataPortal(t))
	pages, err := pl.pages()
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]bool{}
	for _, p := range pages {
		for _, l := range Languages() {
			if name := pl.file(p, l); strings.HasSuffix(name, "index.html") {
				want[testBase+"/"+strings.TrimSuffix(name, "index.html")] = true
			}
		}
	}
	const space = "http://www.sitemaps.org/schemas/sitemap/0.9"
	root := readXML(t, pl.data["sitemap.xml"])
	if root.name != (xml.Name{Space: space, Local: "urlset"}) {
		t.Errorf("root %v", root.name)
	}
	root.names(t, space, "url")
	seen := map[string]bool{}
	dated := 0
	for _, u := range root.all("url") {
		loc := u.one(t, "loc")
		if seen[loc] || !want[loc] {
			t.Errorf("address %q: twice, or of no page", loc)
		}
		seen[loc] = true
		alternates := map[string]bool{}
		for _, l := range u.all("link") {
			if l.name.Space != "http://www.w3.org/1999/xhtml" || l.attrs["rel"] != "alternate" || !slices.Contains(Languages(), l.attrs["hreflang"]) || !want[l.attrs["href"]] {
				t.Errorf("%s: link %v", loc, l.attrs)
			}
			alternates[l.attrs["href"]] = true
		}
		if len(alternates) != 3 || !alternates[loc] {
			t.Errorf("%s: languages %v", loc, alternates)
		}
		for _, m := range u.all("lastmod") {
			dated++
			if _, err := time.Parse(time.RFC3339, m.text); err != nil {
				t.Error(err)
			}
		}
	}
	if len(seen) != len(want) || dated < 12 {
		t.Errorf("%d addresses, %d pages, %d dated", len(seen), len(want), dated)
	}
	if got, want := string(pl.data["robots.txt"]), "User-agent: *\nAllow: /\n\nSitemap: "+testBase+"/sitemap.xml\n"; got != want {
		t.Errorf("robots.txt: %q", got)
	}
}

// A list that is too long is cut, and sitemap.xml names the pieces: together they
// hold what one file would. A new case changes the piece of its own year.
func TestSitemapIndex(t *testing.T) {
	pieces := func(limit, more int) (addresses []string, inputs map[string][32]byte) {
		p := dataPortal(t)
		for i := range more {
			c := p.Cases[0]
			c.ID, c.Received = fmt.Sprintf("2024-%03d", i), "2024-02-03"
			p.Cases = append(p.Cases, c)
		}
		pl := planned(t, p)
		pages, err := pl.pages()
		if err != nil {
			t.Fatal(err)
		}
		delete(pl.data, "sitemap.xml")
		pl.made = nil
		if err := pl.publishSitemaps(pages, limit); err != nil {
			t.Fatal(err)
		}
		made := map[string][]byte{}
		inputs = map[string][32]byte{}
		for _, f := range pl.made {
			data, err := f.make()
			if err != nil {
				t.Fatal(err)
			}
			made[f.name], inputs[f.name] = data, f.input
		}
		root := readXML(t, pl.data["sitemap.xml"])
		root.names(t, "http://www.sitemaps.org/schemas/sitemap/0.9", "sitemap")
		for _, s := range root.all("sitemap") {
			name := strings.TrimPrefix(s.one(t, "loc"), testBase+"/")
			for _, u := range readXML(t, made[name]).all("url") {
				addresses = append(addresses, u.one(t, "loc"))
			}
			delete(made, name)
		}
		if len(made) > 0 {
			t.Errorf("not named: %v", slices.Collect(maps.Keys(made)))
		}
		slices.Sort(addresses)
		return addresses, inputs
	}
	var whole []string
	for _, u := range readXML(t, planned(t, dataPortal(t)).data["sitemap.xml"]).all("url") {
		whole = append(whole, u.one(t, "loc"))
	}
	slices.Sort(whole)
	all, before := pieces(maxSitemapURLs, 0)
	if !slices.Equal(all, whole) || len(before) < 2 {
		t.Errorf("%d pieces with %d addresses, one file has %d", len(before), len(all), len(whole))
	}
	all, many := pieces(9, 0)
	if !slices.Equal(all, whole) || len(many) <= len(before) {
		t.Errorf("%d small pieces with %d addresses, one file has %d", len(many), len(all), len(whole))
	}
	grown := func(limit int, before map[string][32]byte) {
		t.Helper()
		_, after := pieces(limit, 2)
		for name, input := range after {
			if strings.HasPrefix(name, "sitemap-pages") {
				continue // the register has pages of the new year
			}
			if was, there := before[name]; there == strings.HasPrefix(name, "sitemap-2024") || there && was != input {
				t.Errorf("%s: there before: %v, changed: %v", name, there, was != input)
			}
		}
	}
	grown(maxSitemapURLs, before)
	grown(9, many)
}

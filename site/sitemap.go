package site

import (
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// maxSitemapURLs bounds one file of the sitemap: sitemaps.org allows 50,000
// addresses and 50 MB, and an address takes some 700 bytes with its languages. Up
// to wholeSitemapURLs, all stand in one file.
const (
	maxSitemapURLs   = 50_000
	wholeSitemapURLs = 2_000
)

type urlSet struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	XHTML   string       `xml:"xmlns:xhtml,attr"`
	URLs    []sitemapURL `xml:"url"`
}

type sitemapURL struct {
	Loc        string          `xml:"loc"`
	LastMod    string          `xml:"lastmod,omitempty"`
	Alternates []alternateLink `xml:"xhtml:link"`
}

type alternateLink struct {
	Rel      string `xml:"rel,attr"`
	HrefLang string `xml:"hreflang,attr"`
	Href     string `xml:"href,attr"`
}

type sitemapIndex struct {
	XMLName  xml.Name        `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
	Sitemaps []sitemapOfMany `xml:"sitemap"`
}

type sitemapOfMany struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod,omitempty"`
}

// planSitemap lists every page in every language. A list that is too long for one
// file is cut, and sitemap.xml names the pieces: one of the pages of no case, and
// for each year one of the cases that were received in it, so that a new case
// changes that of one year.
func (pl *plan) planSitemap() error {
	if pl.base() == "" {
		return nil
	}
	robots := "User-agent: *\nAllow: /\n\nSitemap: " + pl.absolute("sitemap.xml") + "\n"
	if err := pl.publish("robots.txt", []byte(robots)); err != nil { // RFC 9309
		return err
	}
	pages, err := pl.pages()
	if err != nil {
		return err
	}
	if len(pages)*len(Languages()) <= wholeSitemapURLs {
		data, err := pl.sitemap(pages)
		if err != nil {
			return fmt.Errorf("sitemap.xml: %w", err)
		}
		return pl.publish("sitemap.xml", data)
	}
	return pl.publishSitemaps(pages, maxSitemapURLs)
}

// publishSitemaps writes a list in pieces of at most limit addresses.
func (pl *plan) publishSitemaps(pages []page, limit int) error {
	cases := map[string]*plannedCase{}
	for i := range pl.cases {
		cases[pl.cases[i].address()] = &pl.cases[i]
	}
	years := map[string][]page{}
	for _, p := range pages {
		year := "pages"
		if c := cases[caseFolder(p.address)]; c != nil {
			year = c.year()
		}
		years[year] = append(years[year], p)
	}
	var index sitemapIndex
	for _, year := range slices.Sorted(maps.Keys(years)) {
		for i, piece := range slices.Collect(slices.Chunk(years[year], max(limit/len(Languages()), 1))) {
			name := fmt.Sprintf("sitemap-%s.xml", year)
			if i > 0 { // a piece that is added renames no other
				name = fmt.Sprintf("sitemap-%s-%d.xml", year, i+1)
			}
			last := ""
			for _, p := range piece {
				last = max(last, pl.lastChange(p.address))
			}
			index.Sitemaps = append(index.Sitemaps, sitemapOfMany{pl.absolute(name), last})
			pl.made = append(pl.made, pl.sitemapPiece(name, piece))
		}
	}
	data, err := encodeXML(index)
	if err != nil {
		return err
	}
	return pl.publish("sitemap.xml", data)
}

// sitemapPiece is made from addresses and dates alone.
func (pl *plan) sitemapPiece(name string, pages []page) keyedFile {
	f := keyedFile{name: name, make: func() ([]byte, error) { return pl.sitemap(pages) }}
	h := sha256.New()
	putAll(h, pl.program, []byte(pl.base()), []byte(pl.portal.Language), []byte(name))
	for _, p := range pages {
		putAll(h, []byte(p.address), []byte(pl.lastChange(p.address)))
	}
	f.input = [sha256.Size]byte(h.Sum(nil))
	return f
}

// sitemap lists pages in every language.
func (pl *plan) sitemap(pages []page) ([]byte, error) {
	set := urlSet{XHTML: "http://www.w3.org/1999/xhtml"}
	for _, p := range pages {
		if p.address != "" && !strings.HasSuffix(p.address, "/") {
			continue // 404.html is no place to go to
		}
		var languages []alternateLink
		for _, l := range Languages() {
			languages = append(languages, alternateLink{"alternate", l, pl.absolute(pl.folder(p.address, l))})
		}
		for _, l := range languages {
			set.URLs = append(set.URLs, sitemapURL{Loc: l.Href, LastMod: pl.lastChange(p.address), Alternates: languages})
		}
	}
	return encodeXML(set)
}

// folder is the public path of a page's folder in a language.
func (pl *plan) folder(address, language string) string {
	if language == pl.portal.Language {
		return address
	}
	return language + "/" + address
}

// lastChange is when a page last changed, as far as the data tell: that of a case
// and all below it with its newest release, the lists of cases with that of all.
func (pl *plan) lastChange(address string) string {
	if address == "" || address == "cases/" {
		if pl.newest.IsZero() {
			return ""
		}
		return pl.newest.UTC().Format(time.RFC3339)
	}
	return pl.changed()[caseFolder(address)]
}

// changed is when each case last changed, by its address.
func (pl *plan) changed() map[string]string {
	if pl.lastOf == nil {
		pl.lastOf = map[string]string{}
		for i := range pl.cases {
			c := &pl.cases[i]
			_, pl.lastOf[c.address()] = c.dates()
		}
	}
	return pl.lastOf
}

// caseFolder is the address of the case to which a page belongs, or of none.
func caseFolder(address string) string {
	rest, ok := strings.CutPrefix(address, "cases/")
	if !ok || rest == "" {
		return ""
	}
	name, _, _ := strings.Cut(rest, "/")
	return "cases/" + name + "/"
}

package site

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"time"
)

// maxSitemapURLs bounds one file of the sitemap: sitemaps.org allows 50,000
// addresses and 50 MB, and an address takes some 700 bytes with its languages.
const maxSitemapURLs = 50_000

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

// planSitemap lists every page in every language. A list that is too long for
// one file is cut, and sitemap.xml names the pieces.
func (pl *plan) planSitemap() error {
	if pl.base() == "" {
		return nil
	}
	robots := "User-agent: *\nAllow: /\n\nSitemap: " + pl.absolute("sitemap.xml") + "\n"
	if err := pl.publish("robots.txt", []byte(robots)); err != nil { // RFC 9309
		return err
	}
	urls, err := pl.sitemapURLs()
	if err != nil {
		return err
	}
	return pl.publishSitemaps(urls, maxSitemapURLs)
}

// publishSitemaps writes a list in files of at most limit addresses.
func (pl *plan) publishSitemaps(urls []sitemapURL, limit int) error {
	if len(urls) <= limit {
		return pl.publishSitemap("sitemap.xml", urls)
	}
	var index sitemapIndex
	for piece := range slices.Chunk(urls, limit) {
		name := fmt.Sprintf("sitemap-%d.xml", len(index.Sitemaps)+1)
		if err := pl.publishSitemap(name, piece); err != nil {
			return err
		}
		last := ""
		for _, u := range piece {
			last = max(last, u.LastMod)
		}
		index.Sitemaps = append(index.Sitemaps, sitemapOfMany{pl.absolute(name), last})
	}
	data, err := encodeXML(index)
	if err != nil {
		return err
	}
	return pl.publish("sitemap.xml", data)
}

func (pl *plan) publishSitemap(name string, urls []sitemapURL) error {
	data, err := encodeXML(urlSet{XHTML: "http://www.w3.org/1999/xhtml", URLs: urls})
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return pl.publish(name, data)
}

func (pl *plan) sitemapURLs() ([]sitemapURL, error) {
	pages, err := pl.pages()
	if err != nil {
		return nil, err
	}
	changed := map[string]string{}
	for i := range pl.cases {
		c := &pl.cases[i]
		if _, last := c.dates(); last != "" {
			changed[c.address()] = last
		}
	}
	var urls []sitemapURL
	for _, p := range pages {
		if p.address != "" && !strings.HasSuffix(p.address, "/") {
			continue // 404.html is no place to go to
		}
		var languages []alternateLink
		for _, l := range Languages() {
			languages = append(languages, alternateLink{"alternate", l, pl.absolute(pl.folder(p.address, l))})
		}
		for _, l := range languages {
			urls = append(urls, sitemapURL{Loc: l.Href, LastMod: pl.lastChange(p.address, changed), Alternates: languages})
		}
	}
	return urls, nil
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
func (pl *plan) lastChange(address string, changed map[string]string) string {
	switch {
	case address == "" || address == "cases/":
		if pl.newest.IsZero() {
			return ""
		}
		return pl.newest.UTC().Format(time.RFC3339)
	case strings.HasPrefix(address, "cases/"):
		name, _, _ := strings.Cut(strings.TrimPrefix(address, "cases/"), "/")
		return changed["cases/"+name+"/"]
	}
	return ""
}

package site

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"net/url"
	"slices"
	"time"

	"github.com/akta-foi/akta/content"
	"github.com/akta-foi/akta/content/normal"
)

// maxFeedEntries is how many answers a feed holds, the newest; the register has
// them all.
const maxFeedEntries = 50

// idsSince is the date in the tag: addresses by which feeds and entries are known
// (RFC 4151). With the domain, which never changes, and the case it makes an id
// that stays the same when the portal moves (RFC 4287, 4.2.6).
const idsSince = "2026"

// emptySince is when a feed without an entry was last updated (RFC 4287 wants a
// date): it is no news that there is none.
var emptySince = stamp(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))

// atomFeed is an Atom feed (RFC 4287). Its own texts are in the office's
// language, those of an entry in that of the case: one feed serves all readers.
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  atomAuthor  `xml:"author"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomAuthor struct {
	Name string `xml:"name"`
	URI  string `xml:"uri,omitempty"`
}

type atomLink struct {
	Rel      string `xml:"rel,attr"`
	Type     string `xml:"type,attr,omitempty"`
	Href     string `xml:"href,attr"`
	HrefLang string `xml:"hreflang,attr,omitempty"`
	Length   int64  `xml:"length,attr,omitempty"`
}

type atomEntry struct {
	Lang       string         `xml:"xml:lang,attr"`
	ID         string         `xml:"id"`
	Title      string         `xml:"title"`
	Published  string         `xml:"published"`
	Updated    string         `xml:"updated"`
	Links      []atomLink     `xml:"link"`
	Categories []atomCategory `xml:"category"`
	Summary    string         `xml:"summary,omitempty"`
}

type atomCategory struct {
	Term   string `xml:"term,attr"`
	Scheme string `xml:"scheme,attr"`
	Label  string `xml:"label,attr,omitempty"`
}

// feed is one feed: its public name, what it is called, and the topic or kind of
// document that cases in it have.
type feed struct{ name, title, topic, kind string }

func (f *feed) has(c *plannedCase) bool {
	return (f.topic == "" || slices.Contains(c.view.Topics, f.topic)) &&
		(f.kind == "" || slices.ContainsFunc(c.view.Documents, func(d documentView) bool { return d.Kind == f.kind }))
}

// feeds lists those of the portal: of all answers, of each topic, and of each
// kind of document that some case has.
func (pl *plan) feeds() []feed {
	p := pl.portal
	title := map[string]string{"cs": "odpovědi na žádosti o informace", "hu": "válaszok közérdekű adatigénylésekre", "en": "answers to information requests"}[p.Language]
	title = p.Authority + ": " + title
	list := []feed{{name: "feeds/all.atom", title: title}}
	for _, t := range p.Topics {
		list = append(list, feed{name: "feeds/topic-" + t.Code + ".atom", title: title + ": " + t.Label[p.Language], topic: t.Code})
	}
	for _, kind := range pl.kinds() {
		list = append(list, feed{name: "feeds/kind-" + normal.Slug(kind) + ".atom", title: title + ": " + content.KindName(kind, p.Language), kind: kind})
	}
	return list
}

// kinds are those of the documents of all cases, sorted.
func (pl *plan) kinds() []string {
	var list []string
	for i := range pl.cases {
		for _, d := range pl.cases[i].view.Documents {
			if normal.Slug(d.Kind) != "" {
				list = addOnce(list, d.Kind)
			}
		}
	}
	slices.Sort(list)
	return list
}

func (pl *plan) planFeeds() error {
	if pl.base() == "" {
		return nil
	}
	news := pl.answeredCases()
	for _, f := range pl.feeds() {
		data, err := encodeXML(pl.atomFeed(f, news))
		if err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
		if err := pl.publish(f.name, data); err != nil {
			return err
		}
	}
	data, err := encodeXML(pl.takedownFeed())
	if err != nil {
		return fmt.Errorf("%s: %w", takedownsFeed, err)
	}
	return pl.publish(takedownsFeed, data)
}

func (pl *plan) atomFeed(f feed, news []*plannedCase) *atomFeed {
	p := pl.portal
	out := &atomFeed{
		Lang: p.Language, ID: pl.tag(f.name), Title: f.title, Updated: emptySince, Author: atomAuthor{p.Authority, p.Contact.Web},
		Links: []atomLink{{Rel: "self", Type: "application/atom+xml", Href: pl.absolute(f.name)}, {Rel: "alternate", Type: "text/html", Href: pl.absolute("cases/")}},
	}
	for _, c := range news {
		if !f.has(c) {
			continue
		}
		if len(out.Entries) == maxFeedEntries {
			break
		}
		out.Entries = append(out.Entries, pl.atomEntry(c))
	}
	if len(out.Entries) > 0 {
		out.Updated = out.Entries[0].Updated // they are sorted
	}
	return out
}

func (pl *plan) atomEntry(c *plannedCase) atomEntry {
	v := &c.view
	first, last := c.dates()
	e := atomEntry{
		Lang: v.Lang, ID: pl.tag(c.address()), Title: c.src.Title, Published: first, Updated: last, Summary: c.entry().Summary,
		Links: []atomLink{
			{Rel: "alternate", Type: "text/html", Href: pl.absolute(c.address())},
			{Rel: "related", Type: "application/json", Href: pl.absolute(c.address() + "case.json")},
		},
		Categories: []atomCategory{{Term: v.State, Scheme: pl.tag("state")}},
	}
	if r := v.Release; r != nil && r.Path != "" {
		e.Links = append(e.Links, atomLink{Rel: "enclosure", Type: mediaTypeOf(r.Path), Href: pl.absolute(r.Path), Length: r.Size})
	}
	for _, t := range pl.topicData(v.Topics) {
		e.Categories = append(e.Categories, atomCategory{t.Code, pl.tag("topic"), t.Label[pl.portal.Language]})
	}
	return e
}

// tag is an address that names and does not locate (RFC 4151).
func (pl *plan) tag(name string) string {
	domain := pl.portal.Domain
	if u, err := url.Parse(pl.base()); domain == "" && err == nil {
		domain = u.Hostname()
	}
	return "tag:" + domain + "," + idsSince + ":" + name
}

// encodeXML writes v as an XML document.
func encodeXML(v any) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	e := xml.NewEncoder(&b)
	e.Indent("", " ")
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

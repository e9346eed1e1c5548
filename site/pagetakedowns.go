package site

import (
	"slices"
	"strings"

	"github.com/akta-foi/akta/content/table"
)

// takedownsFeed is the feed of what was taken down.
const takedownsFeed = "feeds/takedowns.atom"

// takedownsPage is the address of the page of what was taken down.
const takedownsPage = "takedowns/"

// takedownsView is what the page of releases that were taken down shows, newest
// first. data/takedowns.json holds the same for programs.
type takedownsView struct {
	Takedowns []takenDownEntry `json:"takedowns"`
}

// takenDownEntry is one of them.
type takenDownEntry struct {
	Address  string `json:"address"` // of the case, below the language's root
	Title    string `json:"title"`   // of the case
	Lang     string `json:"lang"`    // of title and reason
	Release  string `json:"release"`
	Released string `json:"released"` // RFC 3339, UTC
	SHA256   string `json:"sha256"`   // of the release that is gone
	Date     string `json:"date"`     // of the takedown
	Reason   string `json:"reason"`
	By       string `json:"by"`       // the release that takes it down
	BySHA256 string `json:"bysha256"` // of that one
}

// takenDownEntries lists all that was taken down, newest first.
func (pl *plan) takenDownEntries() []takenDownEntry {
	list := []takenDownEntry{}
	for i := range pl.cases {
		c := &pl.cases[i]
		for _, r := range c.releases() {
			if t := r.TakenDown; t != nil {
				list = append(list, takenDownEntry{c.address(), c.src.Title, c.view.Lang, r.ID, r.Date, r.SHA256, t.Date, t.Reason, t.By, t.SHA256})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b takenDownEntry) int { return strings.Compare(b.Date, a.Date) })
	return list
}

// takedownPages is the page of takedowns; it is there without any, too, and says so.
func (pl *plan) takedownPages() ([]page, error) {
	return []page{{address: takedownsPage, layout: "takedowns", params: takedownsView{pl.takenDownEntries()}}}, nil
}

// takedownFeed is an Atom feed of takedowns. It holds all of them: they are few, and
// whoever has an old release must not miss that it is gone.
func (pl *plan) takedownFeed() *atomFeed {
	p := pl.portal
	title := map[string]string{"cs": "stažená vydání odpovědí", "hu": "visszavont kiadások", "en": "releases taken down"}[p.Language]
	out := &atomFeed{
		Lang: p.Language, ID: pl.tag(takedownsFeed), Title: p.Authority + ": " + title, Updated: emptySince, Author: atomAuthor{p.Authority, p.Contact.Web},
		Links: []atomLink{{Rel: "self", Type: "application/atom+xml", Href: pl.absolute(takedownsFeed)}, {Rel: "alternate", Type: "text/html", Href: pl.absolute(takedownsPage)}},
	}
	for _, t := range pl.takenDownEntries() {
		out.Entries = append(out.Entries, atomEntry{
			Lang: t.Lang, ID: pl.tag(t.Address + "#release-" + t.Release), Title: t.Title + ": " + t.Release, Published: t.Date, Updated: t.Date, Summary: table.Line(t.Reason),
			Links: []atomLink{
				{Rel: "alternate", Type: "text/html", Href: pl.absolute(t.Address) + "#release-" + t.Release},
				{Rel: "related", Type: "application/json", Href: pl.absolute(takedownsFile)},
			},
			Categories: []atomCategory{{Term: "taken-down", Scheme: pl.tag("release")}},
		})
	}
	if len(out.Entries) > 0 {
		out.Updated = out.Entries[0].Updated
	}
	return out
}

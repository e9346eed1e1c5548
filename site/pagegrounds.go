package site

import (
	"maps"
	"slices"
	"strings"

	"github.com/akta-foi/akta/content/law"
)

type groundsView struct {
	Grounds []groundUseView `json:"grounds"`
}

// groundUseView is one ground and how often it was used. It never counts what
// is hidden: a document counts once, however much of it is hidden.
type groundUseView struct {
	Ground    groundView       `json:"ground"`
	Address   string           `json:"address"` // of the list of its cases; empty: it was not used
	Cases     int              `json:"cases"`
	Documents int              `json:"documents"`
	Years     []groundYearView `json:"years"` // newest first
}

type groundYearView struct {
	Year      string `json:"year"` // of receipt
	Cases     int    `json:"cases"`
	Documents int    `json:"documents"`
}

// groundPages is the page of the grounds of the law, and of others that were
// used, those of the law first.
func (pl *plan) groundPages() ([]page, error) {
	f, err := pl.facets(pl.entries())
	if err != nil {
		return nil, err
	}
	addresses := map[string]string{}
	for _, v := range f.list[slices.IndexFunc(f.list, func(t *facet) bool { return t.name == "ground" })].values {
		addresses[v.value] = v.address
	}
	used := pl.grounds()
	var codes []string
	known := map[string]*groundView{}
	for _, g := range pl.lawGrounds() {
		codes = append(codes, g.Code)
		known[g.Code] = &groundView{Code: g.Code, Label: g.Label, Paragraph: g.Paragraph, Link: g.Link}
	}
	for _, v := range slices.Sorted(maps.Keys(used)) {
		codes = addOnce(codes, v)
		known[v] = used[v]
	}
	view := groundsView{Grounds: []groundUseView{}}
	for _, code := range codes {
		u := pl.groundUse(code)
		u.Ground, u.Address = *known[code], addresses[code]
		view.Grounds = append(view.Grounds, u)
	}
	return []page{{address: "grounds/", layout: "grounds", params: view}}, nil
}

// lawGrounds are the grounds of the portal's law; none of a law that akta does
// not know.
func (pl *plan) lawGrounds() []Ground {
	if l := pl.portal.Law; l.Grounds != nil {
		return l.Grounds
	}
	p, err := law.Load(pl.portal.Law.Code)
	if err != nil {
		return nil
	}
	return lawGrounds(p)
}

// lawGrounds are those of a law.
func lawGrounds(p *law.Profile) []Ground {
	var list []Ground
	for _, g := range p.Grounds {
		list = append(list, Ground{Code: g.Code, Label: g.Label, Paragraph: g.Paragraph, Link: g.Link})
	}
	return list
}

// groundUse counts the cases and documents in which a ground hides something.
func (pl *plan) groundUse(code string) groundUseView {
	u := groundUseView{Years: []groundYearView{}}
	for i := range pl.cases {
		c := &pl.cases[i]
		if !slices.ContainsFunc(c.view.Grounds, func(g groundView) bool { return g.Code == code }) {
			continue
		}
		if year := c.src.Received[:4]; len(u.Years) == 0 || u.Years[len(u.Years)-1].Year != year {
			u.Years = append(u.Years, groundYearView{Year: year}) // the register is sorted, newest first
		}
		y := &u.Years[len(u.Years)-1]
		n := 0
		for _, d := range shownDocuments(c.src) {
			if d.hides(code) {
				n++
			}
		}
		u.Cases, u.Documents = u.Cases+1, u.Documents+n
		y.Cases, y.Documents = y.Cases+1, y.Documents+n
	}
	return u
}

// shownDocuments are those of a case's newest release.
func shownDocuments(c *Case) []Document {
	var newest *Release
	for i := range c.Releases {
		r := &c.Releases[i]
		if newest == nil || len(r.ID) > len(newest.ID) || len(r.ID) == len(newest.ID) && strings.Compare(r.ID, newest.ID) > 0 {
			newest = r
		}
	}
	if newest == nil {
		return nil
	}
	return newest.Documents
}

// hides says whether anything of a document is hidden on a ground.
func (d *Document) hides(code string) bool {
	is := func(g *Ground) bool { return g != nil && g.Code == code }
	if is(d.Ground) {
		return true
	}
	for _, b := range d.Blocks {
		if slices.ContainsFunc(b.Spans, func(s Span) bool { return is(s.Redaction) }) {
			return true
		}
	}
	return slices.ContainsFunc(d.Pages, func(p PageImage) bool {
		return slices.ContainsFunc(p.Grounds, func(g Ground) bool { return is(&g) })
	})
}

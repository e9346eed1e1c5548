package site

import (
	"fmt"
	"time"
)

// aboutPages are the pages about the portal itself. What they show is in the
// settings, but for the example of how to cite.
func (pl *plan) aboutPages() ([]page, error) {
	list := []page{{address: "about/", layout: "about"}, {address: "cite/", layout: "cite", params: pl.cite()}}
	if a := pl.portal.Accessibility; a != nil {
		if err := a.check(); err != nil {
			return nil, fmt.Errorf("portal: accessibility statement: %w", err)
		}
		list = append(list, page{address: "accessibility/", layout: "accessibility", params: accessibilityView(*a)})
	}
	return list, nil
}

// accessibilityView is what the accessibility statement says of itself.
type accessibilityView struct {
	Prepared string `json:"prepared"` // ISO date
	Reviewed string `json:"reviewed"` // ISO date, empty: not yet
	Method   string `json:"method"`   // "self" or "third-party"
}

func (a *Accessibility) check() error {
	if _, err := time.Parse(time.DateOnly, a.Prepared); err != nil {
		return fmt.Errorf("prepared %q: want a date like 2026-07-03", a.Prepared)
	}
	if _, err := time.Parse(time.DateOnly, a.Reviewed); a.Reviewed != "" && err != nil {
		return fmt.Errorf("reviewed %q: want a date like 2026-07-03, or nothing", a.Reviewed)
	}
	if a.Method != "self" && a.Method != "third-party" {
		return fmt.Errorf("method %q: want self or third-party", a.Method)
	}
	return nil
}

// citeView is the newest release as an example of how to cite.
type citeView struct {
	Case    string `json:"case"` // empty: nothing is released yet
	Title   string `json:"title"`
	Lang    string `json:"lang"`
	Address string `json:"address"` // of the case, below the language's root
	// Document is the slug of the first document that can be read, Name its title.
	Document string `json:"document"`
	Name     string `json:"name"`
	Release  string `json:"release"`
	Date     string `json:"date"` // RFC 3339, UTC
	Path     string `json:"path"`
	SHA256   string `json:"sha256"`
}

// cite finds the newest release that is shown.
func (pl *plan) cite() citeView {
	var v citeView
	for i := range pl.cases {
		c := &pl.cases[i]
		r := c.view.Release
		if r == nil || r.Date <= v.Date {
			continue
		}
		v = citeView{Case: c.src.ID, Title: c.src.Title, Lang: c.view.Lang, Address: c.address(), Release: r.ID, Date: r.Date, Path: r.Path, SHA256: r.SHA256}
		for _, d := range c.view.Documents {
			if !d.Withheld && v.Document == "" {
				v.Document, v.Name = d.Slug, d.Title
			}
		}
	}
	return v
}

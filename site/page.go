package site

import (
	"encoding/json"
	"fmt"
	"path"
	"strings"
)

// page is one page of the portal. It is written once for each language of the
// user interface. All it shows is in it or in the settings that are common to
// all pages (plan.params): a page whose input is as before needs no rendering.
type page struct {
	// address is that of the page's folder below the language's root, "" for the
	// home page, "cases/2026-001/"; or a file, "404.html". It never changes.
	address string
	// layout names the template: "case" is layouts/case.html of the theme.
	// The home page is "front": "home" belongs to a list of all pages.
	layout string
	// title is what the page is about, in the language params.lang; empty where
	// the layout has a title in the reader's language.
	title string
	// params become .Params of the template, as JSON. The theme escapes them.
	params any
	// body is HTML that is safe to embed; it becomes .Content. So does markdown, as
	// renderAnswer makes it HTML.
	body, markdown string
	// key, of the page of a case, stands for all else that it is made from: see
	// planKeys.
	key []byte
}

// file is the public file of the page in a language.
func (pl *plan) file(p page, language string) string {
	name := p.address
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	if language != pl.portal.Language {
		name = path.Join(language, name)
	}
	return name
}

// frame names the pages that have menus and the ways of their links in common:
// those at one depth below one folder, of which only that folder's own page is the
// one that a menu may mark as the present one. The theme makes these once a frame.
func (p page) frame() string {
	depth := strings.Count(p.address, "/")
	if depth < 2 {
		return p.address
	}
	first, _, _ := strings.Cut(p.address, "/")
	return fmt.Sprintf("%s %d", first, depth)
}

// source is the content file that Hugo reads.
func (p page) source() ([]byte, error) {
	url := p.address
	if url == "" {
		url = "index.html" // a page by itself: the theme needs no list of all pages
	}
	title := p.title
	if title == "" {
		title = p.layout
	}
	front := map[string]any{"title": title, "layout": p.layout, "url": url, "frame": p.frame()}
	if p.params != nil {
		front["params"] = p.params
	}
	data, err := json.Marshal(front)
	if err != nil {
		return nil, fmt.Errorf("page %q: %w", p.address, err)
	}
	body := p.body
	if p.markdown != "" {
		if body, err = renderAnswer(p.markdown); err != nil {
			return nil, fmt.Errorf("page %q: %w", p.address, err)
		}
	}
	return append(append(data, '\n', '\n'), body...), nil
}

// pages lists every page of the portal.
func (pl *plan) pages() ([]page, error) {
	if pl.all != nil {
		return pl.all, nil
	}
	var all []page
	for _, group := range []func() ([]page, error){
		pl.homePages, pl.searchPages, pl.registerPages, pl.casePages, pl.documentPages, pl.checkPages,
		pl.topicPages, pl.groundPages, pl.statisticsPages, pl.reportPages, pl.logPages, pl.aboutPages, pl.dataPages, pl.takedownPages,
	} {
		list, err := group()
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	all = append(all, page{address: "404.html", layout: "notfound"})
	taken := map[string]bool{}
	for _, p := range all {
		if taken[p.address] {
			return nil, fmt.Errorf("page %q: there twice", p.address)
		}
		taken[p.address] = true
	}
	pl.all = all
	return all, nil
}

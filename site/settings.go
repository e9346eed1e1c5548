package site

import (
	"slices"
	"strings"

	"github.com/akta-foi/akta/content/normal"
)

// params are the settings that every page of the theme can show. They hold
// nothing that changes from answer to answer: such a change would be one of
// every page.
func (pl *plan) params() map[string]any {
	p := pl.portal
	tsa := []map[string]string{}
	for _, t := range p.TSACertificates {
		tsa = append(tsa, map[string]string{"name": t.Name, "path": "tsa/" + normal.Slug(t.Name) + ".pem"})
	}
	return map[string]any{
		"authority": p.Authority, "domain": p.Domain, "keyid": p.KeyID,
		"base":    strings.TrimSuffix(p.BaseURL, "/"),
		"law":     map[string]any{"code": p.Law.Code, "name": p.Law.Name, "link": p.Law.Link},
		"log":     map[string]any{"published": p.LogDir != "", "origin": p.LogOrigin},
		"tsa":     tsa,
		"contact": p.Contact, "brand": p.Brand.view(), "topics": pl.topics(),
		"accessibility": p.Accessibility != nil,
		"search":        pl.search != nil && pl.search.on,
		"check":         map[string]any{"size": len(checkFiles()["check/akta.wasm.gz"])},
		"evidence": map[string]bool{
			"trust": p.Trust != nil, "root": p.TrustedRoot != nil, "key": p.PublicKeyPEM != nil,
		},
	}
}

// menuEntry is a link of a navigation: the key of its name in the theme's
// translations, and the address below the language's root.
type menuEntry struct{ identifier, address string }

// menu is the main navigation.
var menu = []menuEntry{
	{"register", "cases/"},
	{"page_topics", "topics/"},
	{"page_statistics", "statistics/"},
	{"verify", "verify/"},
	{"page_about", "about/"},
}

// foot is the navigation at the end of every page.
func (pl *plan) foot() []menuEntry {
	list := []menuEntry{{"page_about", "about/"}, {"page_grounds", "grounds/"}}
	if pl.portal.Accessibility != nil {
		list = append(list, menuEntry{"page_accessibility", "accessibility/"})
	}
	list = append(list, menuEntry{"page_cite", "cite/"}, menuEntry{"data", "data/"})
	if pl.portal.LogDir != "" {
		list = append(list, menuEntry{"page_log", "log/"})
	}
	return list
}

// menus is the navigation as Hugo takes it.
func (pl *plan) menus(language string) map[string]any {
	root := "/"
	if language != pl.portal.Language {
		root = "/" + language + "/"
	}
	head := menu
	if pl.search != nil && pl.search.on {
		head = slices.Insert(slices.Clone(menu), 1, menuEntry{"page_search", "search/"})
	}
	all := map[string]any{}
	for name, entries := range map[string][]menuEntry{"main": head, "foot": pl.foot()} {
		var list []map[string]any
		for i, m := range entries {
			list = append(list, map[string]any{"identifier": m.identifier, "url": root + m.address, "weight": i + 1})
		}
		all[name] = list
	}
	return all
}

// topics is the list of topics with their labels, by code.
func (pl *plan) topics() map[string]map[string]string {
	all := map[string]map[string]string{}
	for _, t := range pl.portal.Topics {
		all[t.Code] = t.Label
	}
	return all
}

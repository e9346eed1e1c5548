package site

// searchView is what the search page shows.
type searchView struct {
	On     bool        `json:"on"`
	Years  []string    `json:"years"`  // that have an index, newest first
	Facets []facetView `json:"facets"` // that narrow a search; not counted
}

// searchPages is the page that searches. It is there without an index, too: an
// address never changes.
func (pl *plan) searchPages() ([]page, error) {
	v := searchView{On: pl.search != nil && pl.search.on, Years: []string{}, Facets: []facetView{}}
	if v.On {
		for _, y := range pl.search.years {
			v.Years = append(v.Years, y.year)
		}
		entries := pl.entries()
		f, err := pl.facets(entries)
		if err != nil {
			return nil, err
		}
		v.Facets = f.views(entries)
		for _, facet := range v.Facets {
			for _, values := range facet.Values {
				for i := range values {
					values[i].Count, values[i].Address = 0, ""
				}
			}
		}
	}
	return []page{{address: "search/", layout: "search", params: v}}, nil
}

// searchWith gives the portal its index, of which one page tells.
func (pl *plan) searchWith(x *searchIndex) error {
	pl.search = x
	pages, err := pl.searchPages()
	if err != nil {
		return err
	}
	for i := range pl.all {
		if pl.all[i].address == pages[0].address {
			pl.all[i] = pages[0]
		}
	}
	return nil
}

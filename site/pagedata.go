package site

// dataView is what the page "Open data" shows.
type dataView struct {
	Feeds   []feedView `json:"feeds"`
	Catalog bool       `json:"catalog"`
	Notices bool       `json:"notices"` // there is a notice board
}

// feedView is a feed of all answers, of a topic or of a kind of document, or of
// what was taken down.
type feedView struct {
	Path      string `json:"path"`
	Topic     string `json:"topic"` // code
	Kind      string `json:"kind"`  // code
	Takedowns bool   `json:"takedowns"`
}

func (pl *plan) dataPages() ([]page, error) {
	v := dataView{Feeds: []feedView{}, Catalog: pl.base() != "", Notices: pl.czechLacks() == ""}
	if v.Catalog {
		for _, f := range pl.feeds() {
			v.Feeds = append(v.Feeds, feedView{Path: f.name, Topic: f.topic, Kind: f.kind})
		}
		v.Feeds = append(v.Feeds, feedView{Path: takedownsFeed, Takedowns: true})
	}
	return []page{{address: "data/", layout: "data", params: v}}, nil
}

// notes say which of the open data were left out, and what they want.
func (pl *plan) notes() []string {
	var list []string
	if pl.base() == "" {
		list = append(list, "feeds, sitemap.xml, robots.txt and the open-data catalogue are left out: akta.toml names no address of the portal ([portal] url)")
	} else if lacks := pl.czechLacks(); pl.portal.czech() && lacks != "" {
		list = append(list, "the catalogue is plain DCAT-AP, and "+noticeBoardFile+" is left out: DCAT-AP-CZ wants "+lacks)
	}
	if pl.securityText() == "" {
		list = append(list, ".well-known/security.txt is left out: it wants a contact ([portal] email or an https web) and a release")
	}
	return list
}

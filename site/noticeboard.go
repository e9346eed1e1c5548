package site

import "cmp"

const (
	noticeBoardFile = "data/uredni-deska.jsonld"
	noticeBoardNorm = "https://ofn.gov.cz/úřední-desky/2021-07-20/"
)

// planNoticeBoard writes the answers in the form in which Czech authorities
// publish their notice boards (open formal norm "Úřední desky", 2021-07-20), for
// the programs that read those. The norm lets a board have several parts with a
// page each; this is the part whose page is the register.
func (pl *plan) planNoticeBoard() error {
	if pl.czechLacks() != "" {
		return nil
	}
	list := []thing{}
	for _, c := range pl.answeredCases() {
		list = append(list, pl.notice(c))
	}
	return pl.publishJSON(noticeBoardFile, thing{
		"@context": noticeBoardNorm + "kontexty/úřední-deska.jsonld",
		"typ":      "Úřední deska", "iri": pl.absolute(noticeBoardFile), "stránka": pl.absolute("cases/"),
		"provozovatel": thing{"typ": "Osoba", "ičo": pl.portal.companyNumber(), "název": thing{"cs": pl.portal.Authority}},
		"informace":    list,
	})
}

// notice is one answer. An answer stays: it is relevant without an end.
func (pl *plan) notice(c *plannedCase) thing {
	v := &c.view
	page := pl.absolute(c.address())
	first, _ := c.dates()
	t := thing{
		"typ": []string{"Digitální objekt", "Informace na úřední desce"}, "iri": page, "url": page, "název": czechText(c.src.Title, v.Lang, "Žádost o informace "+v.ID),
		"spisová_značka": v.ID,
		"vyvěšení":       thing{"typ": "Časový okamžik", "datum": first[:len("2026-07-03")]},
		"relevantní_do":  thing{"typ": "Časový okamžik", "nespecifikovaný": true},
	}
	var files []thing
	add := func(name, lang, instead, path, mediaType string) {
		files = append(files, thing{
			"typ": "Digitální objekt", "název": czechText(cmp.Or(name, instead), lang, instead), "url": pl.absolute(path), "typ_média": ianaType(mediaType),
		})
	}
	for _, d := range v.Documents {
		if d.Whole != nil {
			add(d.Title, d.Lang, "Dokument "+d.Slug, d.Whole.Path, d.Whole.Type)
		} else if d.Facsimile != nil {
			add(d.Title, d.Lang, "Dokument "+d.Slug, d.Facsimile.Path, mediaTypeOf(d.Facsimile.Path))
		}
	}
	if r := v.Release; r != nil && r.Path != "" {
		add("", "cs", "Vydání "+r.ID+" s důkazy", r.Path, mediaTypeOf(r.Path))
	}
	t.set("dokument", files)
	return t
}

// czechText is a text by language as the norms have it. They ask for Czech or
// English: a text in another language gets a Czech one beside it.
func czechText(text, language, czech string) thing {
	t := thing{language: text}
	if language != "cs" && language != "en" {
		t["cs"] = czech
	}
	return t
}

// ianaType is the address by which catalogues name a media type.
func ianaType(mediaType string) string {
	return "http://www.iana.org/assignments/media-types/" + mediaType
}

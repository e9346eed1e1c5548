package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"
)

// The open data of a portal are small files beside its pages:
//
//	cases/<case>/case.json    all that a case's page says     data/case.schema.json
//	cases/<case>/case.jsonld  the same for search engines     schema.org
//	data/register.csv         one row for each case           data/register.csv-metadata.json
//	data/register.jsonl       the same, one JSON value a line data/register.schema.json
//	data/releases.json        every release there ever was    data/releases.schema.json
//	data/takedowns.json       those that were taken down      data/takedowns.schema.json
//	statistics/report-<year>/*  what the law asks to report   data/report.schema.json
//	feeds/*.atom              answers, newest first           RFC 4287
//	feeds/takedowns.atom      what was taken down             RFC 4287
//	sitemap.xml, robots.txt   every page, for search engines  sitemaps.org, RFC 9309
//	sitemap-<year>.xml        its pieces, of a large site     sitemaps.org
//	catalog.jsonld            the lists above, described      DCAT-AP, in the Czech Republic DCAT-AP-CZ
//	data/uredni-deska.jsonld  answers as on a notice board    OFN Úřední desky, in the Czech Republic
//	.well-known/              trust.json again; security.txt  RFC 8615, RFC 9116
//
// Feeds, sitemap and catalogue hold absolute addresses and are written only
// where the portal has an address. In all other files an address is absolute
// where that is known, and otherwise relative to the file it stands in.
//
// The files of a case follow from the case and the settings alone: another case
// changes none of their bytes. Nothing follows from the clock.

// planData makes the open data.
func (pl *plan) planData() error {
	for _, make := range []func() error{
		pl.planSchemas, pl.planCaseData, pl.planCaseLinks, pl.planRegister, pl.planReleaseLists,
		pl.planReports, pl.planFeeds, pl.planSitemap, pl.planCatalog, pl.planNoticeBoard, pl.planWellKnown,
	} {
		if err := make(); err != nil {
			return fmt.Errorf("open data: %w", err)
		}
	}
	return nil
}

// publish adds a small public file.
func (pl *plan) publish(name string, data []byte) error {
	if _, taken := pl.data[name]; taken {
		return fmt.Errorf("%s: there twice", name)
	}
	pl.data[name] = data
	return nil
}

// publishJSON adds v as JSON, indented by one space.
func (pl *plan) publishJSON(name string, v any) error {
	data, err := encodeJSON(v, " ")
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return pl.publish(name, data)
}

// publishOfCases adds a JSON file of every case.
func (pl *plan) publishOfCases(name string, about func(c *plannedCase) any) error {
	for i := range pl.cases {
		c := &pl.cases[i]
		pl.made = append(pl.made, c.file(name, func() ([]byte, error) { return encodeJSON(about(c), " ") }))
	}
	return nil
}

// encodeJSON writes v and a line feed. Letters, "<" and "&" stay as they are:
// the files are no pages.
func encodeJSON(v any, indent string) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	err := e.Encode(v)
	return b.Bytes(), err
}

// base is the portal's address without the last slash; empty: not known.
func (pl *plan) base() string { return strings.TrimSuffix(pl.portal.BaseURL, "/") }

// absolute is the address of a public path. The portal's address is known.
func (pl *plan) absolute(name string) string { return pl.base() + "/" + name }

// link is the address of a public path as the file from may give it. A folder
// stands for its page.
func (pl *plan) link(from, to string) string {
	if pl.base() != "" {
		return pl.absolute(to)
	}
	if to == "" || strings.HasSuffix(to, "/") {
		to += "index.html"
	}
	return strings.Repeat("../", strings.Count(from, "/")) + to
}

// czech says whether the authority answers under a Czech law.
func (p *Portal) czech() bool { return strings.HasPrefix(p.Law.Code, "cz-") }

// companyNumber is the authority's number without the spaces in it.
func (p *Portal) companyNumber() string { return strings.ReplaceAll(p.Contact.CompanyID, " ", "") }

// publisherIRI is the authority in the Czech register of rights and duties: the
// address that its number (IČO) has there. It is empty elsewhere, and where the
// number is not known.
func (p *Portal) publisherIRI() string {
	number := p.companyNumber()
	if !p.czech() || len(number) != 8 || strings.Trim(number, "0123456789") != "" {
		return ""
	}
	return "https://rpp-opendata.egon.gov.cz/odrpp/zdroj/orgán-veřejné-moci/" + number
}

// mediaTypes of public files, by extension.
var mediaTypes = map[string]string{
	".atom": "application/atom+xml", ".csv": "text/csv", ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".eml": "message/rfc822", ".html": "text/html", ".jpg": "image/jpeg", ".json": "application/json", ".jsonld": "application/ld+json",
	".md": "text/markdown", ".odt": "application/vnd.oasis.opendocument.text", ".pdf": "application/pdf", ".png": "image/png", ".txt": "text/plain",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xml": "application/xml", ".zip": "application/zip",
}

// mediaTypeOf is the type of a public file by its name.
func mediaTypeOf(name string) string {
	if t := mediaTypes[path.Ext(name)]; t != "" {
		return t
	}
	return "application/octet-stream"
}

// dates are when the public first and last learned something of a case, as RFC
// 3339 in UTC: by its releases or, without one, by the date of its answer. They
// are empty for a case without either.
func (c *plannedCase) dates() (first, last string) {
	v := &c.view
	switch {
	case v.Release != nil && len(v.Older) > 0:
		return v.Older[len(v.Older)-1].Date, v.Release.Date
	case v.Release != nil:
		return v.Release.Date, v.Release.Date
	case v.Answered != "":
		return v.Answered + "T00:00:00Z", v.Answered + "T00:00:00Z"
	}
	return "", ""
}

// releases of a case, newest first.
func (c *plannedCase) releases() []releaseView {
	if c.view.Release == nil {
		return nil
	}
	return append([]releaseView{*c.view.Release}, c.view.Older...)
}

// answeredCases are those of which a reader learns more than that they are open,
// the newest news first.
func (pl *plan) answeredCases() []*plannedCase {
	var list []*plannedCase
	for i := range pl.cases {
		if _, last := pl.cases[i].dates(); last != "" {
			list = append(list, &pl.cases[i])
		}
	}
	slices.SortStableFunc(list, func(a, b *plannedCase) int {
		_, x := a.dates()
		_, y := b.dates()
		return strings.Compare(y, x)
	})
	return list
}

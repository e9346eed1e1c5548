package site

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"

	"github.com/akta-foi/akta/content/table"
)

// registerEntry is one case in data/register.jsonl, and one row of
// data/register.csv.
type registerEntry struct {
	ID       string   `json:"id"`
	Title    string   `json:"title"`
	Language string   `json:"language"` // of the title
	State    string   `json:"state"`
	Received string   `json:"received"`           // ISO date
	Answered string   `json:"answered,omitempty"` // ISO date
	Due      string   `json:"due,omitempty"`      // ISO date
	Law      string   `json:"law"`                // code
	Topics   []string `json:"topics"`             // codes
	Kinds    []string `json:"kinds"`              // of the documents of the newest release
	Grounds  []string `json:"grounds"`            // codes
	// Documents counts those of the newest release, Withheld those of them of
	// which nothing is released.
	Documents int    `json:"documents"`
	Withheld  int    `json:"withheld"`
	Releases  int    `json:"releases"`          // those taken down included
	Release   string `json:"release,omitempty"` // the newest
	Released  string `json:"released,omitempty"`
	Page      string `json:"page"` // address
	Data      string `json:"data"` // address of case.json
}

func (pl *plan) registerEntry(from string, c *plannedCase) registerEntry {
	e := c.entry()
	r := registerEntry{
		ID: c.view.ID, Title: e.Title, Language: e.Lang, State: e.State, Received: e.Received, Answered: e.Answered, Due: e.Due, Law: pl.portal.Law.Code,
		Topics: e.Topics, Kinds: e.Kinds, Grounds: e.Grounds, Documents: len(c.view.Documents), Releases: len(c.releases()),
		Page: pl.link(from, c.address()), Data: pl.link(from, c.address()+"case.json"),
	}
	for _, d := range c.view.Documents {
		if d.Withheld {
			r.Withheld++
		}
	}
	if n := c.view.Release; n != nil {
		r.Release, r.Released = n.ID, n.Date
	}
	return r
}

// column is one column of the table: its name in the first row, what it holds as
// CSV on the Web says it, and the cell of an entry.
type column struct {
	name, about, datatype string
	list                  bool // of codes, with spaces between
	cell                  func(e *registerEntry) string
}

// columns are never renamed or moved; new ones come last.
var columns = []column{
	{"id", "Identifier of the case; never changes.", "string", false, func(e *registerEntry) string { return e.ID }},
	{"title", "Title, in the language of the case.", "string", false, func(e *registerEntry) string { return e.Title }},
	{"language", "Language of the case (BCP 47).", "language", false, func(e *registerEntry) string { return e.Language }},
	{"state", "open, answered, partly-refused, refused, transferred, withdrawn or closed (without an answer).", "string", false, func(e *registerEntry) string { return e.State }},
	{"received", "Day of receipt of the request.", "date", false, func(e *registerEntry) string { return e.Received }},
	{"answered", "Day of the answer; empty: not answered.", "date", false, func(e *registerEntry) string { return e.Answered }},
	{"due", "Day by which the answer is due; empty: not known, or answered.", "date", false, func(e *registerEntry) string { return e.Due }},
	{"law", "Code of the law of the request.", "string", false, func(e *registerEntry) string { return e.Law }},
	{"topics", "Codes of the topics.", "string", true, func(e *registerEntry) string { return strings.Join(e.Topics, " ") }},
	{"kinds", "Kinds of the documents of the newest release.", "string", true, func(e *registerEntry) string { return strings.Join(e.Kinds, " ") }},
	{"grounds", "Codes of the grounds on which something is hidden.", "string", true, func(e *registerEntry) string { return strings.Join(e.Grounds, " ") }},
	{"documents", "Number of documents of the newest release.", "integer", false, func(e *registerEntry) string { return fmt.Sprint(e.Documents) }},
	{"withheld", "Number of documents of which nothing is released.", "integer", false, func(e *registerEntry) string { return fmt.Sprint(e.Withheld) }},
	{"releases", "Number of releases, those taken down included.", "integer", false, func(e *registerEntry) string { return fmt.Sprint(e.Releases) }},
	{"release", "Identifier of the newest release; empty: there is none.", "string", false, func(e *registerEntry) string { return e.Release }},
	{"released", "Date and time of the newest release, UTC.", "dateTime", false, func(e *registerEntry) string { return e.Released }},
	{"page", "Address of the page of the case.", "anyURI", false, func(e *registerEntry) string { return e.Page }},
	{"data", "Address of the data of the case (JSON).", "anyURI", false, func(e *registerEntry) string { return e.Data }},
}

const (
	registerCSV   = "data/register.csv"
	registerJSONL = "data/register.jsonl"
)

// planRegister writes the list of cases, in the order of the register.
func (pl *plan) planRegister() error {
	var rows, lines bytes.Buffer
	w := csv.NewWriter(&rows)
	w.UseCRLF = true // RFC 4180, 2.1
	row := []string{}
	for _, c := range columns {
		row = append(row, c.name)
	}
	w.Write(row) // errors are kept until Flush
	for i := range pl.cases {
		e := pl.registerEntry(registerCSV, &pl.cases[i]) // both files lie in one folder
		row = row[:0]
		for _, c := range columns {
			row = append(row, table.Cell(c.cell(&e)))
		}
		w.Write(row)
		line, err := encodeJSON(e, "")
		if err != nil {
			return fmt.Errorf("%s: %w", registerJSONL, err)
		}
		lines.Write(line)
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return fmt.Errorf("%s: %w", registerCSV, err)
	}
	if err := pl.publish(registerCSV, rows.Bytes()); err != nil {
		return err
	}
	if err := pl.publish(registerJSONL, lines.Bytes()); err != nil {
		return err
	}
	return pl.publishJSON(registerCSV+"-metadata.json", pl.registerMetadata())
}

// registerMetadata describes the table (W3C Metadata Vocabulary for Tabular Data).
func (pl *plan) registerMetadata() map[string]any {
	list := []map[string]any{}
	for _, c := range columns {
		m := map[string]any{"name": c.name, "titles": c.name, "dc:description": c.about, "datatype": c.datatype}
		if c.list {
			m["separator"] = " "
		}
		if c.name == "id" {
			m["required"] = true
		}
		list = append(list, m)
	}
	return map[string]any{
		"@context": []any{"http://www.w3.org/ns/csvw", map[string]any{"@language": "en"}},
		"url":      "register.csv",
		"dc:title": "Register of information requests: " + pl.portal.Authority,
		"dc:description": "One row for each request. A cell that would begin with =, +, - or @, which a spreadsheet would run as a formula, " +
			"or with an apostrophe, has an apostrophe in front that is not part of the text.",
		"dc:language": "en",
		"dialect":     map[string]any{"encoding": "utf-8", "header": true, "delimiter": ",", "quoteChar": "\"", "doubleQuote": true, "lineTerminators": []string{"\r\n"}},
		"tableSchema": map[string]any{"columns": list, "primaryKey": "id"},
	}
}

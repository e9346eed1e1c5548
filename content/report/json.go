package report

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"slices"
)

// Format names the format of a report's JSON.
const Format = "https://github.com/akta-foi/akta/report/v1"

//go:embed report.schema.json
var schema []byte

// Schema is the JSON Schema (2020-12) of a report.
func Schema() []byte { return slices.Clone(schema) }

// JSON writes the report as its schema describes it, with all names in three
// languages.
func (r *Report) JSON() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	err := e.Encode(r)
	return b.Bytes(), err
}

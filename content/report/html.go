package report

import (
	"bytes"
	_ "embed"
	"html/template"
)

//go:embed report.html
var htmlSource string

var htmlTemplate = template.Must(template.New("report").Funcs(template.FuncMap{
	"cases": func(list []CaseView, more string) string { return inLine(list, more) },
	"named": named,
}).Parse(htmlSource))

// HTML writes the report as one section of a page, without scripts and styles.
func (r *Report) HTML(lang string) ([]byte, error) {
	v, err := r.In(lang)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = htmlTemplate.Execute(&b, v)
	return b.Bytes(), err
}

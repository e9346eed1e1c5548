package report

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"

	"github.com/akta-foi/akta/content/law"
	"github.com/akta-foi/akta/content/table"
)

// csvHead names the columns of the table. They are never renamed or moved; new
// ones come last. There is a line for each item (row and case are empty), for each
// of its rows (case is empty) and for each case that either counts: the value of
// the item or row is the sum of the values of its cases, but for days and texts.
var csvHead = []string{"report", "year", "until", "item", "paragraph", "name", "row", "label", "date", "grounds", "case", "value", "state", "basis"}

// CSV writes the report as a table (RFC 4180), the names in a language.
func (r *Report) CSV(lang string) ([]byte, error) {
	if _, err := r.In(lang); err != nil { // a language there is
		return nil, err
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true // RFC 4180, 2.1
	w.Write(csvHead) // errors are kept until Flush
	for n := range r.Items {
		i := &r.Items[n]
		line := func(paragraph, row, label, date, grounds, id, value string) {
			cells := []string{r.Code, fmt.Sprint(r.Year), r.Until.String(), i.Code, paragraph, i.Name[lang], row, label, date, grounds, id, value, i.State, i.Basis}
			for c := range cells {
				cells[c] = table.Cell(cells[c])
			}
			w.Write(cells)
		}
		line(i.Paragraph, "", "", "", "", "", i.value())
		if i.Number != nil && i.Text != "" {
			line(i.Paragraph, "text", texts[lang].statedWords, "", "", "", i.Text)
		}
		for _, c := range i.Cases {
			line(i.Paragraph, "", "", "", "", c.ID, fmt.Sprint(c.Times))
		}
		for _, row := range i.Rows {
			grounds := codesOf(row.Grounds)
			line(row.Paragraph, row.Code, row.Label[lang], date(row.Date), grounds, "", fmt.Sprint(row.Number))
			for _, c := range row.Cases {
				line(row.Paragraph, row.Code, row.Label[lang], date(row.Date), grounds, c.ID, fmt.Sprint(c.Times))
			}
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

// value is what an item tells, for programs.
func (i *Item) value() string {
	switch {
	case i.Number != nil:
		return fmt.Sprint(*i.Number)
	case i.Days != nil:
		return i.Days.String()
	}
	return i.Text
}

func date(d law.Date) string {
	if d == 0 {
		return ""
	}
	return d.String()
}

func codesOf(grounds []Ground) string {
	var codes []string
	for _, g := range grounds {
		codes = append(codes, g.Code)
	}
	return strings.Join(codes, " ")
}

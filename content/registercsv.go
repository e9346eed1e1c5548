package content

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"github.com/akta-foi/akta/content/table"
)

// registerColumns of the table as CSV are never renamed or moved; new ones come
// last.
var registerColumns = []struct {
	name string
	cell func(r *RegisterRow) string
}{
	{"id", func(r *RegisterRow) string { return r.ID }},
	{"title", func(r *RegisterRow) string { return r.Title }},
	{"language", func(r *RegisterRow) string { return r.Language }},
	{"state", func(r *RegisterRow) string { return r.State }},
	{"standing", func(r *RegisterRow) string { return r.Standing }},
	{"state_name", func(r *RegisterRow) string { return r.StateName }},
	{"received", func(r *RegisterRow) string { return r.Received }},
	{"due", func(r *RegisterRow) string { return r.Due }},
	{"suspended", func(r *RegisterRow) string { return fmt.Sprint(r.Suspended) }},
	{"answered", func(r *RegisterRow) string { return r.Answered }},
	{"overdue", func(r *RegisterRow) string { return fmt.Sprint(r.Overdue) }},
	{"topics", func(r *RegisterRow) string { return strings.Join(r.Topics, " ") }},
	{"grounds", func(r *RegisterRow) string { return strings.Join(r.Grounds, " ") }},
	{"documents", func(r *RegisterRow) string { return fmt.Sprint(r.Documents) }},
	{"releases", func(r *RegisterRow) string { return fmt.Sprint(r.Releases) }},
	{"release", func(r *RegisterRow) string { return r.Release }},
	{"released", func(r *RegisterRow) string { return r.Released }},
	{"review_by", func(r *RegisterRow) string { return r.ReviewBy }},
}

// WriteRegisterCSV writes rows as the website writes its table: RFC 4180, UTF-8
// without a byte order mark, cells as package table makes them.
func WriteRegisterCSV(out io.Writer, rows []RegisterRow) error {
	w := csv.NewWriter(out)
	w.UseCRLF = true // RFC 4180, 2.1
	record := make([]string, len(registerColumns))
	for i, c := range registerColumns {
		record[i] = c.name
	}
	w.Write(record) // errors are kept until Flush
	for i := range rows {
		for j, c := range registerColumns {
			record[j] = table.Cell(c.cell(&rows[i]))
		}
		w.Write(record)
	}
	w.Flush()
	return w.Error()
}

package intake

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// table is a CSV file with a header row (RFC 4180).
type table struct {
	columns map[string]int // by name, in lower case with single blanks
	rows    [][]string
	lines   []int // of each row
}

// parseTable reads a table; it has to have the columns of one of the sets.
func parseTable(f Input, wanted ...[]string) (*table, error) {
	if len(f.Data) > maxTable {
		return nil, fmt.Errorf("%s: %d bytes, more than the %d allowed", f.Name, len(f.Data), maxTable)
	}
	data := bytes.TrimPrefix(f.Data, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(data) { // spreadsheet programs write the code page of Windows
		var err error
		if data, err = charmap.Windows1252.NewDecoder().Bytes(data); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	r := csv.NewReader(bytes.NewReader(data))
	header, err := r.Read()
	if err != nil {
		return nil, fmt.Errorf("%s: no header row: %w", f.Name, err)
	}
	t := &table{columns: map[string]int{}}
	for i, name := range header {
		name = strings.ToLower(line(name))
		if _, twice := t.columns[name]; twice {
			return nil, fmt.Errorf("%s: column %q: there twice", f.Name, cut(name, maxWord))
		}
		t.columns[name] = i
	}
	if !slices.ContainsFunc(wanted, t.has) {
		return nil, fmt.Errorf("%s: no columns %s: not the table that is meant", f.Name, strings.Join(wanted[0], ", "))
	}
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return t, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		if len(t.rows) == maxRequests {
			return nil, fmt.Errorf("%s: more than the %d rows allowed: import it in parts", f.Name, maxRequests)
		}
		n, _ := r.FieldPos(0)
		t.rows, t.lines = append(t.rows, row), append(t.lines, n)
	}
}

func (t *table) has(columns []string) bool {
	for _, c := range columns {
		if _, ok := t.columns[c]; !ok {
			return false
		}
	}
	return true
}

// cell is a field of a row, "" where there is no such column.
func (t *table) cell(row []string, column string) string {
	i, ok := t.columns[column]
	if !ok || i >= len(row) {
		return ""
	}
	return strings.TrimSpace(row[i])
}

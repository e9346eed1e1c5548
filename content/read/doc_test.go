package read

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/akta-foi/akta/content/read/readtest"
)

// docRow is what the fixtures of one format show.
type docRow struct {
	format              string
	text, places, pages bool
	files               int
	hidden              []string
}

func (d docRow) lines() string {
	mark := func(b bool) string {
		if b {
			return "yes"
		}
		return "-"
	}
	first := fmt.Sprintf("//\t%-8s %-4s %-6s %-5s %5d  ", d.format, mark(d.text), mark(d.places), mark(d.pages), d.files)
	rest := "//\t" + strings.Repeat(" ", len(first)-3)
	var out strings.Builder
	line := first
	for i, kind := range d.hidden {
		if i < len(d.hidden)-1 {
			kind += ","
		}
		if len(line)+len(kind) > 110 {
			out.WriteString(strings.TrimRight(line, " ") + "\n")
			line = rest
		}
		line += kind + " "
	}
	return out.String() + strings.TrimRight(line, " ") + "\n"
}

// TestDocTable holds the table in doc.go against what the fixtures show.
func TestDocTable(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	want := "//\tformat   text places pages files  hidden content that is named\n"
	for _, d := range docRows(t) {
		want += d.lines()
	}
	if !strings.Contains(string(doc), want) {
		t.Errorf("doc.go does not have this table:\n%s", want)
	}
}

func docRows(t *testing.T) []docRow {
	r := NewReader(Options{})
	defer r.Close()
	rows := map[string]*docRow{}
	for _, f := range readtest.All() {
		d := rows[f.Format]
		if d == nil {
			d = &docRow{format: f.Format}
			rows[f.Format] = d
		}
		if d.files++; f.Hidden != "" && !slices.Contains(d.hidden, f.Hidden) {
			d.hidden = append(d.hidden, f.Hidden)
		}
		if f.Hidden != "" && d.text {
			continue // the clean ones and the first say what is read
		}
		doc, pages := readBack(t, r, f.Name, f.Data)
		d.text = d.text || len(doc.Tokens) > 0
		d.places = d.places || slices.ContainsFunc(doc.Tokens, func(t Token) bool { return !t.Box.Empty() })
		d.pages = d.pages || len(pages) > 0
	}
	var out []docRow
	for _, d := range rows {
		slices.Sort(d.hidden)
		out = append(out, *d)
	}
	slices.SortFunc(out, func(a, b docRow) int { return strings.Compare(a.format, b.format) })
	return out
}

package site

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/akta-foi/akta/content/law"
	"github.com/akta-foi/akta/content/report"
)

// hiddenCase is one that the office has and the portal does not show.
const hiddenCase = "2025-999"

// reportPortal is dataPortal with the reports of a law for 2025, and for 2024, in
// which nothing happened.
func reportPortal(t testing.TB, code string) *Portal {
	t.Helper()
	profile, err := law.Load(code)
	if err != nil {
		t.Fatal(err)
	}
	p := dataPortal(t)
	p.Law = Law{Code: profile.Code, Name: profile.Name, Link: profile.Link}
	day := func(m, d int) law.Date { return law.NewDate(2025, 1, 1) + law.Date(31*(m-1)+d-1) }
	refused := func(id string, m int) report.Case {
		return report.Case{ID: id, History: []law.Event{{Code: "receive", Date: day(m, 2)}, {Code: "refuse", Date: day(m, 9), Grounds: []string{"personal-data"}, Document: "d1"}}}
	}
	cases := []report.Case{
		refused("2026-001", 3), refused(hiddenCase, 4),
		{ID: "2025-007", History: []law.Event{{Code: "receive", Date: day(5, 1)}, {Code: "answer", Date: day(5, 12), Document: "d1"}}},
	}
	stated := map[string]string{}
	if code == "cz-106-1999" {
		stated = map[string]string{"judgments": "none", "court-costs": "=1+1 <b>12 500 Kč</b>\n\nDruhý odstavec.", "licences": "none"}
	}
	for _, year := range []int{2024, 2025} {
		for _, of := range profile.Reports {
			r, err := report.Make(report.Options{Authority: p.Authority, Language: p.Language, Law: profile, Code: of.Code, Year: year, Stated: stated}, cases)
			if err != nil {
				t.Fatal(err)
			}
			p.Reports = append(p.Reports, r)
		}
	}
	return p
}

// TestReportPages: a page a year in three languages, whose numbers count every
// case, and whose links lead to those that are shown.
func TestReportPages(t *testing.T) {
	for code, want := range map[string]map[string][]string{
		"cz-106-1999": {
			"statistics/report-2025/index.html":    {"Zprávy podle zákona za rok 2025", "Výroční zpráva za rok 2025", "Počet rozhodnutí o odmítnutí žádosti", "odmítnuto zcela", "=1+1 <b>12 500 Kč</b>", "Druhý odstavec.", "nevyplněno", "žádné", "1. 3. 2026"},
			"hu/statistics/report-2025/index.html": {"A törvény szerinti jelentések, 2025. év", "Éves jelentés – 2025. év", "teljes elutasítás", "nincs kitöltve"},
			"en/statistics/report-2025/index.html": {"Reports under the law for 2025", "Annual report for 2025", "refused in full", "not filled in"},
			"statistics/report-2024/index.html":    {"Výroční zpráva za rok 2024"},
		},
		"hu-infotv": {
			"hu/statistics/report-2025/index.html": {"Elutasított igények nyilvántartása – 2025. év", "2025. 03. 12.", "személyes adat, 30. § (1)", "8,3"},
			"en/statistics/report-2025/index.html": {"Register of refusals for 2025", "12 March 2025", "8.3"},
			"statistics/report-2025/index.html":    {"Evidence odmítnutých žádostí za rok 2025", "12. 3. 2025"},
		},
	} {
		p := reportPortal(t, code)
		out, _ := build(t, p)
		pages := readSite(t, out)
		for name, words := range want {
			page, ok := pages[name]
			if !ok {
				t.Fatalf("%s: no page %s", code, name)
			}
			for _, w := range words {
				if !strings.Contains(page.text, w) {
					t.Errorf("%s, %s: %q is not there", code, name, w)
				}
			}
			if page.tags["b"] > 0 || page.tags["h1"] != 1 {
				t.Errorf("%s, %s: tags %v", code, name, page.tags)
			}
			for _, bad := range []string{"<no value>", "%!", "map["} {
				if strings.Contains(page.text, bad) {
					t.Errorf("%s, %s: holds %q", code, name, bad)
				}
			}
			linked := 0
			for _, l := range page.links {
				if target := filepath.Join(filepath.Dir(filepath.Join(out, name)), l); !strings.Contains(l, "://") && (strings.Contains(l, "cases/2026-001/") || strings.Contains(l, "/report-")) {
					linked++
					if _, err := os.Stat(target); err != nil {
						t.Errorf("%s, %s: %v", code, name, err)
					}
				}
			}
			if linked == 0 && strings.Contains(name, "2025") {
				t.Errorf("%s, %s: no link to a case: %q", code, name, page.links)
			}
		}
		for name, data := range tree(t, out) {
			if strings.Contains(data, hiddenCase) {
				t.Errorf("%s, %s: names a case that is not shown", code, name)
			}
		}
		if links := pages["en/statistics/index.html"].links; !slices.ContainsFunc(links, func(l string) bool { return strings.HasSuffix(l, "/report-2024/index.html") }) {
			t.Errorf("%s: the statistics do not lead to the reports: %q", code, links)
		}
	}
}

// TestReportFiles: the files beside a page are those of the report, without the
// ids that are not shown; each conforms to the schema that is published.
func TestReportFiles(t *testing.T) {
	p := reportPortal(t, "cz-106-1999")
	pl := planned(t, p)
	c := jsonschema.NewCompiler()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(pl.data[reportSchema]))
	if err != nil {
		t.Fatal(err)
	}
	if err := c.AddResource("report.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("report.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, year := range []int{2024, 2025} {
		name := fmt.Sprintf("statistics/report-%d/annual", year)
		raw := pl.data[name+".json"]
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(value); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		var r struct {
			Items []struct {
				Code   string
				Number *int
				Cases  []struct{ ID string }
			}
		}
		if err := json.Unmarshal(raw, &r); err != nil {
			t.Fatal(err)
		}
		if i := r.Items[1]; i.Code != "refusals" || year == 2025 && (*i.Number != 2 || len(i.Cases) != 1 || i.Cases[0].ID != "2026-001") || year == 2024 && *i.Number != 0 {
			t.Errorf("%s: %+v", name, i)
		}
		rows, err := csv.NewReader(bytes.NewReader(pl.data[name+".csv"])).ReadAll()
		if err != nil || len(rows) < 9 {
			t.Errorf("%s: %v, %q", name, err, rows)
		}
		for _, row := range rows {
			for _, cell := range row {
				if strings.HasPrefix(cell, "=") {
					t.Errorf("%s: a formula: %q", name, cell)
				}
			}
		}
	}
	if !bytes.Contains(pl.data["sitemap.xml"], []byte(testBase+"/hu/statistics/report-2025/")) {
		t.Error("the sitemap does not name the pages of the reports")
	}
	if none := planned(t, dataPortal(t)); none.data[reportSchema] != nil {
		t.Error("a portal without reports publishes their schema")
	}
}

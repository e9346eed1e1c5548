package report

import (
	"bytes"
	"encoding/csv"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"

	"github.com/akta-foi/akta/content/law"
)

var update = flag.Bool("update", false, "write testdata anew")

// small are the first cases that the generator makes of a law, and what the office
// states in it; all of it is invented.
func small(t testing.TB, p *law.Profile, code string) *Report {
	t.Helper()
	cases, _ := generate(t, p, len(stories[p.Code])*2, 11)
	stated := noneStated(p)
	for code, text := range map[string]string{
		"judgments":        "Soud žalobu zamítl.\n\nPovinný subjekt postupoval podle zákona.",
		"complaints":       "Důvodem byla nečinnost; žádosti se vyřídily.",
		"court-costs":      "12 500 Kč",
		"publication-page": "https://www.ukazka.example/kozerdeku",
		"sensitive":        "3",
	} {
		if _, ok := stated[code]; ok {
			stated[code] = text
		}
	}
	delete(stated, "licences")
	r, err := Make(Options{Authority: "Obec Ukázka", Language: p.Language, Law: p, Code: code, Year: 2025, Stated: stated}, cases)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestGolden: one small report of each report of each law, in each format.
func TestGolden(t *testing.T) {
	files := 0
	for _, code := range law.Codes() {
		p := load(t, code)
		for _, of := range p.Reports {
			r := small(t, p, of.Code)
			for format, write := range map[string]func() ([]byte, error){
				"md":   func() ([]byte, error) { return r.Markdown(p.Language) },
				"html": func() ([]byte, error) { return r.HTML(p.Language) },
				"csv":  func() ([]byte, error) { return r.CSV("en") },
				"json": r.JSON,
			} {
				files++
				got, err := write()
				if err != nil {
					t.Fatal(err)
				}
				name := filepath.Join("testdata", code+"-"+of.Code+"."+format)
				if *update {
					if err := os.WriteFile(name, got, 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(name)
				if err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(got, want) {
					t.Errorf("%s: is another now; go test ./content/report -run Golden -update writes it anew, and a person reads what changed", name)
				}
			}
		}
	}
	if there, err := filepath.Glob("testdata/*"); err != nil || len(there) != files || files < 20 {
		t.Errorf("%d files in testdata for %d reports and formats (%v)", len(there), files, err)
	}
}

// TestSchema holds the JSON to its schema, and the schema to the JSON.
func TestSchema(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("report.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("report.json")
	if err != nil {
		t.Fatal(err)
	}
	valid := func(raw []byte) error {
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		return s.Validate(value)
	}
	for _, code := range law.Codes() {
		p := load(t, code)
		for _, of := range p.Reports {
			for _, stated := range []map[string]string{nil, noneStated(p)} {
				cases, _ := generate(t, p, 80, 2)
				r, err := Make(Options{Authority: "Obec Ukázka", Language: "cs", Law: p, Code: of.Code, Year: 2025, Stated: stated}, cases)
				if err != nil {
					t.Fatal(err)
				}
				raw, err := r.JSON()
				if err != nil {
					t.Fatal(err)
				}
				if err := valid(raw); err != nil {
					t.Errorf("%s, %s: %v", code, of.Code, err)
				}
				if err := valid(bytes.Replace(raw, []byte(`"state": "computed"`), []byte(`"state": "guessed"`), 1)); err == nil && bytes.Contains(raw, []byte(`"computed"`)) {
					t.Errorf("%s, %s: the schema takes a state that there is not", code, of.Code)
				}
			}
		}
	}
}

// TestWords: each text is there in three languages, and no language lends
// another's.
func TestWords(t *testing.T) {
	for _, lang := range Languages() {
		v := reflect.ValueOf(texts[lang])
		for i := range v.NumField() {
			if v.Field(i).IsZero() {
				t.Errorf("%s: no text for %s", lang, v.Type().Field(i).Name)
			}
			if f := v.Field(i); lang != "en" && f.Kind() == reflect.String && len(f.String()) > 3 && f.String() == reflect.ValueOf(texts["en"]).Field(i).String() {
				t.Errorf("%s: %s is English: %q", lang, v.Type().Field(i).Name, f)
			}
		}
		for _, m := range []map[string]string{wordsRefused, wordsPartlyRefused, wordsNoGround, wordsOpen} {
			if m[lang] == "" {
				t.Errorf("%s: %v", lang, m)
			}
		}
	}
	for _, code := range law.Codes() {
		p := load(t, code)
		for _, of := range p.Reports {
			r := small(t, p, of.Code)
			for _, lang := range Languages() {
				v, err := r.In(lang)
				if err != nil {
					t.Fatal(err)
				}
				if v.Title == "" || len(v.Facts) < 3 || len(v.Items) != len(of.Items) {
					t.Errorf("%s, %s in %s: %+v", code, of.Code, lang, v)
				}
				for _, i := range v.Items {
					if i.Name == "" || i.How == "" || i.Value == "" && len(i.Text) == 0 && i.Missing == "" {
						t.Errorf("%s, %s in %s: %q says nothing: %+v", code, of.Code, lang, i.Code, i)
					}
					for _, row := range i.Rows {
						if row.Label == "" || i.Entries != (row.Date != "") || len(row.Cases) == 0 {
							t.Errorf("%s, %s in %s: %q: %+v", code, of.Code, lang, i.Code, row)
						}
					}
				}
			}
		}
	}
	if _, err := small(t, load(t, "generic"), "").In("de"); err == nil {
		t.Error("a language that there is not is taken")
	}
}

// TestUnfinishedYear says so in each language and format for people.
func TestUnfinishedYear(t *testing.T) {
	p := load(t, "hu-infotv")
	r, err := Make(Options{Authority: "Ukázka", Language: "hu", Law: p, Year: 2025, Until: law.NewDate(2025, 9, 8)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[string]string{
		"cs": "Rok ještě neskončil: čísla jsou ke dni 8. 9. 2025.", "hu": "Az év még nem ért véget: a számok a következő napon érvényesek: 2025. 09. 08.", "en": "The year is not over: the numbers are as of 8 September 2025.",
	} {
		md, _ := r.Markdown(lang)
		page, _ := r.HTML(lang)
		if !strings.Contains(string(md), want) || !strings.Contains(string(page), want) {
			t.Errorf("%s: %s", lang, md)
		}
	}
}

const hostile = "=cmd|' /C calc'!A0 <script>alert(1)</script>\n- *x* [a](javascript:b) | & $1$\n2. `c`\n# d"

// TestHostileText: what an office states is text, in each format.
func TestHostileText(t *testing.T) {
	p := load(t, "cz-106-1999")
	stated := noneStated(p)
	stated["other"] = hostile
	r, err := Make(Options{Authority: "<b>@Úřad", Language: "cs", Law: p, Year: 2025, Stated: stated}, nil)
	if err != nil {
		t.Fatal(err)
	}
	page, err := r.HTML("cs")
	if err != nil {
		t.Fatal(err)
	}
	md, err := r.Markdown("cs")
	if err != nil {
		t.Fatal(err)
	}
	var rendered bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.Table)).Convert(md, &rendered); err != nil {
		t.Fatal(err)
	}
	for what, raw := range map[string][]byte{"HTML": page, "Markdown": rendered.Bytes()} {
		tags, text := tagsAndText(t, raw)
		if slices.Contains(tags, "script") || slices.Contains(tags, "b") || what == "Markdown" && slices.Contains(tags, "a") {
			t.Errorf("%s: tags %v", what, tags)
		}
		squash := func(s string) string { return strings.Join(strings.Fields(s), " ") }
		for _, l := range append(strings.Split(hostile, "\n"), "<b>@Úřad") {
			if !strings.Contains(squash(text), squash(l)) {
				t.Errorf("%s: %q is not there as it was stated", what, l)
			}
		}
	}
	table, err := r.CSV("cs")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(table), `"'=cmd|' /C calc'!A0 <script>`) && !strings.Contains(string(table), `'=cmd|' /C calc'!A0 <script>`) {
		t.Errorf("CSV: %s", table)
	}
}

func tagsAndText(t *testing.T, raw []byte) (tags []string, text string) {
	t.Helper()
	z := html.NewTokenizer(bytes.NewReader(raw))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return tags, text
		case html.StartTagToken:
			tags = append(tags, z.Token().Data)
		case html.TextToken:
			text += z.Token().Data
		}
	}
}

// TestTable: no cell is a formula, and the cases of each line add up.
func TestTable(t *testing.T) {
	for _, code := range law.Codes() {
		p := load(t, code)
		for _, of := range p.Reports {
			raw, err := small(t, p, of.Code).CSV("hu")
			if err != nil {
				t.Fatal(err)
			}
			rows, err := csv.NewReader(bytes.NewReader(raw)).ReadAll()
			if err != nil || !slices.Equal(rows[0], csvHead) {
				t.Fatalf("%v, %v", err, rows[0])
			}
			sums, totals := map[string]int{}, map[string]int{}
			for _, r := range rows[1:] {
				for _, c := range r {
					if strings.IndexAny(c, "=+-@＝＋－＠") == 0 || strings.ContainsAny(c, "\r\n\t") {
						t.Errorf("%s: cell %q", code, c)
					}
				}
				key := fmt.Sprint(r[3], r[6], r[8])
				n, err := strconv.Atoi(r[11])
				switch {
				case strings.HasSuffix(r[3], "-days") || err != nil:
				case r[10] == "":
					totals[key] += n
				default:
					sums[key] += n
				}
			}
			for key, n := range sums {
				if totals[key] != n {
					t.Errorf("%s, %s: cases add up to %d, the total is %d", code, key, n, totals[key])
				}
			}
			if len(sums) == 0 {
				t.Errorf("%s, %s: no cases", code, of.Code)
			}
		}
	}
}

// FuzzMark: what Markdown shows of a stated paragraph is its letters, and no tags
// but those of a paragraph and its line breaks.
func FuzzMark(f *testing.F) {
	for _, s := range []string{hostile, "1) a", "***", "a\n===", "<a href=x>", "&amp;", "\\", "+ x\n= y", "    code", "~~~", "http://a.example", "![x](y)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if checkText(s) != nil {
			return
		}
		for _, p := range paragraphs(s) {
			var b bytes.Buffer
			if err := goldmark.New(goldmark.WithExtensions(extension.GFM)).Convert([]byte("x\n\n"+markLines(p)), &b); err != nil {
				t.Fatal(err)
			}
			z := html.NewTokenizer(&b)
			for tt := z.Next(); tt != html.ErrorToken; tt = z.Next() {
				if name := z.Token().Data; tt == html.StartTagToken && name != "p" && name != "br" && !(name == "a" && strings.ContainsAny(p, ".@:")) {
					t.Errorf("%q becomes <%s>", p, name)
				}
			}
		}
	})
}

// TestManyShown: a page lists as many cases as a reader can look through, and says
// that there are more; the files list all.
func TestManyShown(t *testing.T) {
	p := load(t, "cz-106-1999")
	var cases []Case
	for i := range MaxShownCases + 1 {
		cases = append(cases, Case{ID: fmt.Sprintf("c-%04d", i), History: []law.Event{{Code: "receive", Date: law.NewDate(2025, 2, 3)}}})
	}
	r, err := Make(Options{Authority: "Obec Ukázka", Language: "cs", Law: p, Year: 2025}, cases)
	if err != nil {
		t.Fatal(err)
	}
	last := cases[MaxShownCases].ID
	for lang, want := range map[string]string{"cs": "celkem 201", "hu": "összesen 201", "en": "201 in all"} {
		page, err := r.HTML(lang)
		if err != nil || !strings.Contains(string(page), want) || strings.Contains(string(page), last) {
			t.Errorf("%s: %v, %s", lang, err, page)
		}
		table, _ := r.CSV(lang)
		data, _ := r.JSON()
		if !strings.Contains(string(table), last) || !strings.Contains(string(data), last) {
			t.Errorf("%s: a file does not list all cases", lang)
		}
	}
}

package law

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

func load(t testing.TB, code string) *Profile {
	t.Helper()
	p, err := Load(code)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func source(t testing.TB, code string) string {
	t.Helper()
	raw, err := data.ReadFile("data/" + code + ".toml")
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestEveryProfileIsComplete(t *testing.T) {
	if want := []string{"cz-106-1999", "eu-1049-2001", "generic", "hu-infotv", "uk-foia-2000"}; !slices.Equal(Codes(), want) {
		t.Fatalf("profiles: %v, want %v", Codes(), want)
	}
	for _, code := range Codes() {
		p := load(t, code)
		if p.Code != code {
			t.Errorf("file %s.toml holds %q", code, p.Code)
		}
		for _, g := range []string{"personal-data", "trade-secret", "classified", "security", "internal"} {
			if _, err := p.Ground(g); err != nil {
				t.Error(err)
			}
		}
		if p.Deadline("answer") == nil || p.State("open") == nil || p.Event("receive") == nil || len(p.Remedies) == 0 || len(p.Reports) == 0 {
			t.Errorf("%s: no answer, open, receive, remedies or reports", code)
		}
		used := map[string]bool{}
		for _, e := range p.Events {
			for _, d := range e.Starts {
				used[d] = true
			}
			for _, n := range e.Needs {
				if n == NeedDays && len(e.Starts) == 0 {
					t.Errorf("%s: event %s", code, e.Code)
				}
			}
		}
		for _, d := range p.DeadlineRules {
			if !used[d.Code] {
				t.Errorf("%s: no event starts the deadline %s", code, d.Code)
			}
			if d.Window != (d.Who == WhoRequester) && d.Code != "first-steps" {
				t.Errorf("%s: deadline %s of %s: window %v", code, d.Code, d.Who, d.Window)
			}
		}
	}
}

// TestCzechReport: § 18 odst. 1 has the letters (a) to (f).
func TestCzechReport(t *testing.T) {
	var letters []string
	for _, i := range load(t, "cz-106-1999").Reports[0].Items {
		if _, l, ok := strings.Cut(i.Paragraph, "písm. "); ok && !slices.Contains(letters, l) {
			letters = append(letters, l)
		}
	}
	if got := strings.Join(letters, ""); got != "a)b)c)d)e)f)" {
		t.Errorf("items of §%s", got)
	}
}

func TestGroundByCodeAndParagraph(t *testing.T) {
	for _, c := range []struct{ law, name, want string }{
		{"cz-106-1999", "personal-data", "personal-data"},
		{"cz-106-1999", "§ 8a", "personal-data"},
		{"cz-106-1999", "§8A", "personal-data"},
		{"cz-106-1999", "§ 11 odst. 4 písm. a)", "criminal-proceedings"},
		{"hu-infotv", "27. § (1)", "classified"},
		{"hu-infotv", "27.§(3)", "trade-secret"},
		{"hu-infotv", "27. § (2) a)", "defence"},
		{"uk-foia-2000", "S.40", "personal-data"},
		{"generic", "personal-data", "personal-data"},
	} {
		if g, err := load(t, c.law).Ground(c.name); err != nil || g.Code != c.want {
			t.Errorf("%s: ground %q: %v, %v, want %s", c.law, c.name, g, err, c.want)
		}
	}
	p := load(t, "generic")
	for _, name := range []string{"", "§ 8a", "not-held"} {
		if g, err := p.Ground(name); err == nil {
			t.Errorf("generic: ground %q is %q, want an error", name, g.Code)
		}
	}
	if g, err := p.Refusal("not-held"); err != nil || g.Code != "not-held" {
		t.Errorf("generic: refusal not-held: %v, %v", g, err)
	}
	if _, err := p.Refusal("personal-data"); err != nil {
		t.Error(err)
	}
	if _, err := p.Extension("personal-data"); err == nil {
		t.Error("personal-data extends a deadline")
	}
}

// brokenProfiles are changes to the Czech profile; schema tells whether the
// schema sees them, too.
var brokenProfiles = []struct {
	what, old, new, want string
	schema               bool
}{
	{"nothing", "", "", "", false},
	{"a need of days for nothing", "\"closed\"]\nneeds = [\"reason\"]", "\"closed\"]\nneeds = [\"days\"]", "starts no deadline", true},
	{"an unknown field", `language = "cs"`, "language = \"cs\"\nextra = 1", "strict mode", true},
	{"an unknown field of an event", "first = true", "first = true\nbesides = true", "strict mode", true},
	{"a law of another language", `language = "cs"`, `language = "sk"`, `language: "sk": want one of cs, hu, en`, true},
	{"no years of retention", "years = 5", "years = 0", "retention: 0 years, want 1 to 100", true},
	{"a retention of a thousand years", "years = 5", "years = 1000", "retention: 1000 years, want 1 to 100", true},
	{"a repeated ground", `code = "trade-secret"`, `code = "personal-data"`, `ground "personal-data": want a code`, false},
	{"a repeated paragraph", `paragraph = "§ 9"`, `paragraph = "§8a"`, "is of another ground already", false},
	{"a missing label", `hu = "személyes adat", `, "", `ground personal-data: no text in "hu"`, true},
	{"a label in Klingon", `cs = "osobní údaj", `, `cs = "osobní údaj", tlh = "De'", `, `language "tlh"`, true},
	{"a label on two lines", `cs = "osobní údaj"`, `cs = "osobní\núdaj"`, "want text on one line", true},
	{"no personal-data", `code = "personal-data"`, `code = "private"`, `no ground "personal-data"`, true},
	{"not TOML", `language = "cs"`, "language =", "unexpected character", false},
	{"no name", `en = "Act No. 106/1999 Coll., on Free Access to Information (Czech Republic)"`, "", `name: no text in "en"`, true},
	{"no source", `source = "as usually cited; to be checked against the act"`, "", "source: \"\"", true},
	{"a status of its own", `status = "read"`, `status = "certain"`, `status: "certain"`, true},
	{"a link without TLS", `link = "https://www.e-sbirka.cz/eli/cz/sb/1999/106"`, `link = "http://www.e-sbirka.cz"`, "https://", true},
	{"no days", "days = 15", "days = 0", "0 days, want 1 to 1000", true},
	{"too many days", "days = 15", "days = 1001", "1001 days, want 1 to 1000", true},
	{"too many months", "days = 2\n", "days = 121\n", "121 days, want 1 to 120", true},
	{"an unknown unit", `count = "calendar"`, `count = "lunar"`, `count: "lunar"`, true},
	{"an unknown actor", `who = "office"`, `who = "mayor"`, `who: "mayor"`, true},
	{"a public state of its own", `public = "open"`, `public = "secret"`, `public: "secret"`, true},
	{"two beginnings", `from = ["incomplete"]`, "first = true", "2 of them begin a case", true},
	{"no beginning", "first = true", `from = ["open"]`, "0 of them begin a case", true},
	{"a beginning that shows nothing", "first = true\nto = \"received\"", "first = true\nto = \"court\"", "leads to no state that can be shown", false},
	{"an unknown state", `to = "incomplete"`, `to = "nowhere"`, `to "nowhere": not a state`, false},
	{"an unknown state before", `from = ["incomplete"]`, `from = ["nowhere"]`, `from "nowhere"`, false},
	{"to and back", "back = true", "back = true\nto = \"open\"", "want to or back", true},
	{"an unknown deadline", `starts = ["complete"]`, `starts = ["nothing"]`, `starts "nothing": not a deadline`, false},
	{"an unknown deadline to keep", `before = "answer"`, `before = "nothing"`, `"nothing": not a deadline`, false},
	{"an extension without days", "days = 10\n", "", "0 days, want 1", true},
	{"times of nothing", `extends = "answer"` + "\ndays = 10\n", "", "belong to extends", true},
	{"an unknown need", `needs = ["reason"]`, `needs = ["patience"]`, `needs: "patience"`, true},
	{"a ground of no list", `grounds = "refusal"`, "", "says not of which list", true},
	{"a duty without a deadline", `deadline = "publish"`, "", "a duty needs a deadline", true},
	{"an unknown deadline to publish", `deadline = "publish"`, `deadline = "never"`, `deadline "never"`, false},
	{"a report on no day", `due = "03-01"`, `due = "02-30"`, `"02-30": want a day of every year`, false},
	{"an item of its own kind", `kind = "money"`, `kind = "gold"`, `kind: "gold"`, true},
	{"a weekend day that is none", `weekend = ["saturday", "sunday"]`, `weekend = ["someday"]`, `weekend: "someday"`, true},
	{"a week of weekends", `weekend = ["saturday", "sunday"]`, `weekend = ["friday", "saturday", "sunday", "monday"]`, "want at most 3", true},
	{"a holiday on no day", `date = "05-08"`, `date = "05-32"`, `date "05-32"`, true},
	{"a holiday given twice", `date = "05-08"`, "date = \"05-08\"\neaster = 1", "want exactly one of", true},
	{"half a weekday", `date = "05-08"`, "month = 5\nnth = 1", `weekday ""`, true},
	{"years out of order", `date = "05-08"`, "date = \"05-08\"\nfrom = 2020\nto = 2019", "want years in order", false},
	{"a known year without a text", `weekend = ["saturday", "sunday"]`, "weekend = [\"saturday\"]\nknown_to = 2026", `unknown: no text in "cs"`, true},
}

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("profile.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("profile.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// valid tells whether the schema accepts a TOML text.
func valid(t *testing.T, s *jsonschema.Schema, text string) error {
	t.Helper()
	var m map[string]any
	if err := toml.Unmarshal([]byte(text), &m); err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(instance)
}

func TestSchemaAcceptsEveryProfile(t *testing.T) {
	s := compileSchema(t)
	for _, code := range Codes() {
		if err := valid(t, s, source(t, code)); err != nil {
			t.Errorf("%s: %v", code, err)
		}
	}
}

// TestParseRefuses holds the parser and the schema to the same answers.
func TestParseRefuses(t *testing.T) {
	s, good := compileSchema(t), source(t, "cz-106-1999")
	bad := 0
	for _, c := range brokenProfiles {
		text := strings.Replace(good, c.old, c.new, 1)
		if text == good && c.old != "" {
			if c.want == "" {
				continue
			}
			t.Fatalf("%s: %q does not stand in the profile", c.what, c.old)
		}
		_, err := Parse([]byte(text))
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v, want an error with %q", c.what, err, c.want)
		}
		if c.want == "unexpected character" {
			continue // no TOML, no JSON
		}
		if got := valid(t, s, text) == nil; got != !c.schema {
			t.Errorf("%s: the schema accepts it: %v", c.what, got)
		}
		if c.want != "" {
			bad++
		}
	}
	if bad < 35 {
		t.Errorf("%d broken profiles", bad)
	}
	if _, err := Parse(make([]byte, maxProfile+1)); err == nil || !strings.Contains(err.Error(), "more than") {
		t.Errorf("a profile too long: %v", err)
	}
}

func TestLoadUnknown(t *testing.T) {
	if _, err := Load("../doc"); err == nil || !strings.Contains(err.Error(), "known are cz-106-1999") {
		t.Error(err)
	}
}

// sameProfile compares what stands in two profiles.
func sameProfile(t *testing.T, a, b *Profile) {
	t.Helper()
	for i := range reflect.TypeFor[Profile]().NumField() {
		f := reflect.TypeFor[Profile]().Field(i)
		if !f.IsExported() || f.Name == "Calendar" || f.Tag.Get("toml") == "-" {
			continue
		}
		if x, y := reflect.ValueOf(*a).Field(i).Interface(), reflect.ValueOf(*b).Field(i).Interface(); !reflect.DeepEqual(x, y) {
			t.Errorf("%s differs:\n%+v\n%+v", f.Name, x, y)
		}
	}
	x, y := a.Calendar, b.Calendar
	if !reflect.DeepEqual(x.Holidays, y.Holidays) || !reflect.DeepEqual(x.Days, y.Days) || !slices.Equal(x.table, y.table) || x.KnownTo != y.KnownTo {
		t.Error("the calendar differs")
	}
}

// smallProfile has one of each, so that a fuzzer gets far.
const smallProfile = `code = "x"
language = "en"
name = { cs = "x", hu = "x", en = "x" }
[[grounds]]
code = "personal-data"
label = { cs = "x", hu = "x", en = "x" }
source = "x"
status = "read"
[counting]
roll = true
source = "x"
status = "read"
[[deadlines]]
code = "a"
name = { cs = "x", hu = "x", en = "x" }
days = 2
count = "working"
who = "office"
source = "x"
status = "read"
[[states]]
code = "s"
name = { cs = "x", hu = "x", en = "x" }
public = "open"
[[events]]
code = "e"
name = { cs = "x", hu = "x", en = "x" }
done = { cs = "x", hu = "x", en = "x" }
first = true
to = "s"
starts = ["a"]
source = "x"
status = "read"
[publication]
duty = false
text = { cs = "x", hu = "x", en = "x" }
source = "x"
status = "read"
[retention]
years = 5
source = "x"
status = "read"
[calendar]
weekend = ["sunday"]
source = "x"
status = "read"
[[calendar.holidays]]
name = { cs = "x", hu = "x", en = "x" }
date = "12-25"
substitute = true
source = "x"
status = "read"
[[calendar.days]]
name = { cs = "x", hu = "x", en = "x" }
date = "2026-08-08"
source = "x"
status = "read"
`

// FuzzParse: what is accepted is complete, each ground is found by its code,
// and it marshals to what parses to the same.
func FuzzParse(f *testing.F) {
	f.Add([]byte(smallProfile))
	for _, code := range Codes() {
		f.Add([]byte(source(f, code)))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		p, err := Parse(raw)
		if err != nil {
			return
		}
		for _, g := range p.Grounds {
			if found, err := p.Ground(g.Code); err != nil || found.Code != g.Code {
				t.Errorf("ground %q: found %v, %v", g.Code, found, err)
			}
			for _, l := range languages {
				if g.Label[l] == "" {
					t.Errorf("ground %q: no label in %q", g.Code, l)
				}
			}
		}
		first, err := p.Marshal()
		if err != nil {
			t.Fatal(err)
		}
		again, err := Parse(first)
		if err != nil {
			t.Fatalf("%v in what was written:\n%s", err, first)
		}
		second, err := again.Marshal()
		if err != nil || !bytes.Equal(first, second) {
			t.Fatalf("%v; written twice, it differs:\n%s\n%s", err, first, second)
		}
	})
}

func TestMarshal(t *testing.T) {
	for _, code := range Codes() {
		p := load(t, code)
		raw, err := p.Marshal()
		if err != nil {
			t.Fatal(err)
		}
		again, err := Parse(raw)
		if err != nil {
			t.Fatalf("%s: %v", code, err)
		}
		sameProfile(t, p, again)
	}
}

// TestMarshalJSON: what programs get is what the schema describes.
func TestMarshalJSON(t *testing.T) {
	s := compileSchema(t)
	for _, code := range Codes() {
		p := load(t, code)
		raw, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(instance); err != nil {
			t.Errorf("%s: %v", code, err)
		}
		if got, want := len(p.Bases()), strings.Count(source(t, code), "\nstatus = "); got != want {
			t.Errorf("%s: %d bases, and %d in the file", code, got, want)
		}
	}
}

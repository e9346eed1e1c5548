package content

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// richPlan uses everything that a plan can say.
const richPlan = `{"format":"https://github.com/akta-foi/akta/plan/v1","documents":[
{"id":"d1","file":"dopis.pdf","kind":"letter","title":"Dopis","language":"cs","decision":"redacted","reviewed":true,"fields":["source-title","kind"]},
{"id":"d2","file":"příloha.txt","kind":"annex","title":"Příloha","language":"cs","parent":"d1","decision":"withheld","ground":"security"}],
"redactions":[
{"id":"x4","text":"Jana Vymyšlená","unit":"line","ground":"§ 8a","state":"undecided","source":"detector names","type":"person","score":85,"reasons":["a title before it"],"group":"vymyšlen"},
{"document":"d1","page":2,"box":[0.1,0.25,0.5,0.75],"ground":"security","note":"a stamp\nand a signature"},
{"document":"d1","seal":"s1","words":[14,2],"unit":"paragraph","ground":"personal-data","state":"rejected","by":"Božena Úřední","at":"2026-03-02T09:30:00Z"},
{"document":"d1","field":"source-author","ground":"personal-data","source":"requester"}],
"allowed":[{"text":"Jana Vymyšlená","case":"2026-002","document":"d3","reason":"the mayor of that name","by":"Božena Úřední","at":"2026-03-02T09:30:00Z"}]}
`

// planCases are good and bad plans, made from richPlan; where schema is true,
// the schema can tell, too.
var planCases = []struct {
	what, old, new, want string // want: part of the error; "": accepted
	schema               bool
}{
	{"as it is", "", "", "", true},
	{"without anything", richPlan, `{"format":"https://github.com/akta-foi/akta/plan/v1"}`, "", true},
	{"a short redaction", `"id":"x4",`, "", "", true},
	{"a time that is empty", `"at":"2026-03-02T09:30:00Z"},`, `"at":""},`, "", true},
	{"no format", `"format":"https://github.com/akta-foi/akta/plan/v1",`, "", "format", true},
	{"an unknown state", `"undecided"`, `"undecide"`, "state", true},
	{"a state in capitals", `"rejected"`, `"Rejected"`, "state", true},
	{"an unknown unit", `"line"`, `"sentence"`, `unit "sentence"`, true},
	{"the unit of a field for a text", `"line"`, `"field"`, "a field has the unit", true},
	{"the unit of a text for a field", `"source-author",`, `"source-author","unit":"word",`, "a field has the unit", true},
	{"an unknown source", `"detector names"`, `"robot"`, `source "robot"`, true},
	{"a detector without a name", `"detector names"`, `"detector "`, "source", true},
	{"a plug-in", `"detector names"`, `"plugin own-2"`, "", true},
	{"the reader", `"detector names"`, `"reader"`, "", true},
	{"a type in capitals", `"person"`, `"Person"`, `type "Person"`, true},
	{"a score above 100", `85`, `101`, "score 101", true},
	{"a score below 0", `85`, `-1`, "score -1", true},
	{"half a score", `85`, `1.5`, "score", true},
	{"an empty reason", `"a title before it"`, `""`, "reason of 0 bytes", true},
	{"a reason of two lines", `a title before it`, `a\ntitle`, "one line of 1", true},
	{"too many reasons", `"a title before it"`, `"a"` + strings.Repeat(`,"a"`, maxFindingReasons), "21 reasons", true},
	{"a group of two lines", `"group":"vymyšlen"`, `"group":"a\tb"`, "group of 3 bytes", true},
	{"a long group", `"group":"vymyšlen"`, `"group":"` + strings.Repeat("a", maxFindingGroup+1) + `"`, "group of 501 bytes", true},
	{"a wrong id", `"x4"`, `"r4"`, `id "r4"`, true},
	{"no ground", `"ground":"§ 8a"`, `"ground":""`, "no ground", true},
	{"text and box", `"page":2,`, `"page":2,"text":"x",`, "want one of", true},
	{"text and words", `"words":[14,2]`, `"words":[14,2],"text":"x"`, "want one of", true},
	{"text and field", `"field":"source-author"`, `"field":"source-author","text":"x"`, "want one of", true},
	{"nothing", `"field":"source-author",`, ``, "want one of", true},
	{"words without a seal", `"seal":"s1",`, ``, "want a document and a seal", true},
	{"words of no document", `"document":"d1","seal"`, `"seal"`, "want a document and a seal", true},
	{"a seal of a text", `"id":"x4",`, `"id":"x4","seal":"s1",`, "nothing else has a seal", true},
	{"a page of a text", `"id":"x4",`, `"id":"x4","page":1,`, "nothing else has a page", true},
	{"a word too early", `[14,2]`, `[0,2]`, "the number of the first word", true},
	{"no words", `[14,2]`, `[14,0]`, "the number of the first word", true},
	{"one number", `[14,2]`, `[14]`, "1 values, want 2", true},
	{"three numbers", `[14,2]`, `[14,2,9]`, "3 values, want 2", true},
	{"half a word", `[14,2]`, `[14,1.5]`, "words", true},
	{"five numbers", `0.75]`, `0.75,0.9]`, "5 values, want 4", true},
	{"an empty box", `0.5,0.75]`, `0,0.75]`, "empty", true},
	{"a box beside the page", `[0.1,`, `[1.1,`, "fractions of the page", true},
	{"null", `"text":"Jana Vymyšlená","unit"`, `"text":"Jana Vymyšlená","note":null,"unit"`, "null", true},
	{"a local time", `"at":"2026-03-02T09:30:00Z"},`, `"at":"2026-03-02T09:30:00+01:00"},`, "want a time in UTC", true},
	{"a name of two lines", `"by":"Božena Úřední","at":"2026-03-02T09:30:00Z"},`, `"by":"Božena\nÚřední"},`, "a name on one line", true},
	{"a wrong field name", `"source-author"`, `"Source author"`, "want a name of a-z", true},
	{"a field opened twice", `["source-title","kind"]`, `["kind","kind"]`, "each once", true},
	{"an allowance without a reason", `"reason":"the mayor of that name",`, ``, "no reason", true},
	{"an allowance without a text", `"allowed":[{"text":"Jana Vymyšlená"`, `"allowed":[{"text":""`, "text of 0 bytes", true},
	{"withheld without a ground", `"decision":"withheld","ground":"security"`, `"decision":"withheld"`, "without a ground", true},
	{"a ground of what is released", `"decision":"redacted"`, `"decision":"redacted","ground":"security"`, "belongs to what is withheld", true},
	{"an unknown field", `"id":"x4",`, `"id":"x4","blur":1,`, "unknown field", true},
	// What a schema cannot say.
	{"an id twice", `{"document":"d1","page"`, `{"id":"x4","document":"d1","page"`, `id "x4"`, false},
	{"an unknown document", `{"document":"d1","page"`, `{"document":"d9","page"`, `document "d9"`, false},
	{"a box over the edge", `[0.1,`, `[0.6,`, "not on the page", false},
	{"a day that is none", `"at":"2026-03-02T09:30:00Z"},`, `"at":"2026-02-30T09:30:00Z"},`, "want a time in UTC", false},
	{"a repeated name", `"id":"x4",`, `"id":"x4","id":"x4",`, "there twice", false},
}

// TestPlanSchema holds the schema and the parser to the same answers.
func TestPlanSchema(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(PlanSchema()))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("plan.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("plan.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	good, bad := 0, 0
	for _, c := range planCases {
		raw := strings.Replace(richPlan, c.old, c.new, 1)
		if c.old != "" && raw == richPlan {
			t.Fatalf("%s: %q does not stand in the plan", c.what, c.old)
		}
		_, err := ParsePlan([]byte(raw))
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v, want an error with %q", c.what, err, c.want)
		}
		instance, err := jsonschema.UnmarshalJSON(strings.NewReader(raw))
		if err != nil {
			t.Fatalf("%s: %v", c.what, err)
		}
		valid := schema.Validate(instance) == nil
		if want := c.want == "" || !c.schema; valid != want {
			t.Errorf("%s: the schema accepts it: %v, want %v", c.what, valid, want)
		}
		if c.want == "" {
			good++
		} else {
			bad++
		}
	}
	if good < 4 || bad < 35 {
		t.Errorf("%d good and %d bad plans", good, bad)
	}
}

// TestPlanWritten: what is written holds to the schema's names, and defaults
// and ids are filled in.
func TestPlanWritten(t *testing.T) {
	p, err := ParsePlan([]byte(richPlan))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []Redaction{
		{ID: "x4", Unit: UnitLine, State: Undecided, Source: "detector names"},
		{ID: "x5", Unit: UnitWord, State: Accepted, Source: SourceOfficer},
		{ID: "x6", Unit: UnitParagraph, State: Rejected, Source: SourceOfficer},
		{ID: "x7", Unit: UnitField, State: Accepted, Source: SourceRequester},
	} {
		got := p.Redactions[i]
		if got.ID != want.ID || got.Unit != want.Unit || got.State != want.State || got.Source != want.Source {
			t.Errorf("redaction %d: %+v, want %+v", i+1, got, want)
		}
	}
	raw, err := p.marshal()
	if err != nil {
		t.Fatal(err)
	}
	again, err := ParsePlan(raw)
	if err != nil || !reflect.DeepEqual(p, again) {
		t.Errorf("%+v is read again as %+v (%v)", p, again, err)
	}
}

func TestPut(t *testing.T) {
	p := &Plan{Format: formatPlan}
	text := Redaction{Text: "Jana Vymyšlená", Ground: "personal-data"}
	with := func(change func(*Redaction)) Redaction { x := text; change(&x); return x }
	proposal := with(func(x *Redaction) { x.State, x.Source = Undecided, "detector names" })
	rejected := with(func(x *Redaction) { x.State, x.By = Rejected, "Božena Úřední" })
	for _, c := range []struct {
		what    string
		put     Redaction
		changed bool
		states  string
	}{
		{"a proposal", proposal, true, "undecided"},
		{"the same again", proposal, false, "undecided"},
		{"rejected", rejected, true, "rejected"},
		{"proposed again", proposal, false, "rejected"},
		{"an officer hides it after all", text, true, "accepted"},
		{"twice", text, false, "accepted"},
		{"another ground", with(func(x *Redaction) { x.Ground = "security" }), true, "accepted accepted"},
		{"another unit", with(func(x *Redaction) { x.Unit = UnitLine }), true, "accepted accepted accepted"},
		{"the unit spelled out", with(func(x *Redaction) { x.Unit = UnitWord }), false, "accepted accepted accepted"},
		{"one document", with(func(x *Redaction) { x.Document, x.State = "d1", Undecided }), true, "accepted accepted accepted undecided"},
	} {
		changed := p.Put(c.put)
		p.complete()
		var states []string
		for _, x := range p.Redactions {
			states = append(states, x.State)
		}
		if got := strings.Join(states, " "); changed != c.changed || got != c.states {
			t.Errorf("%s: changed %v, %s; want %v, %s", c.what, changed, got, c.changed, c.states)
		}
	}
}

// FuzzPlanDecision: whatever happens to the state or the ground of a redaction
// in the file, the plan is refused, or the redaction still is there, and hides,
// stops the release or was rejected in plain words.
func FuzzPlanDecision(f *testing.F) {
	for _, s := range []string{"accepted", "rejected", "undecided", "", "ACCEPTED", "accepted ", "null", `"`, "acc\u200bepted", "reject\x00ed"} {
		f.Add(s, "personal-data")
		f.Add("accepted", s)
	}
	f.Fuzz(func(t *testing.T, state, ground string) {
		x := map[string]any{"text": "Jana Vymyšlená", "state": state, "ground": ground}
		raw, err := json.Marshal(map[string]any{"format": formatPlan, "documents": []any{}, "redactions": []any{x}})
		if err != nil {
			t.Fatal(err)
		}
		p, err := ParsePlan(raw)
		if err != nil {
			return
		}
		if len(p.Redactions) != 1 || p.Redactions[0].Text != "Jana Vymyšlená" || p.Redactions[0].Ground == "" {
			t.Fatalf("%q, %q: %+v", state, ground, p.Redactions)
		}
		switch got := p.Redactions[0].State; {
		case got == Rejected && state != Rejected, got == Undecided && state != Undecided:
			t.Fatalf("%q became %q", state, got)
		case got == Accepted && state != "" && state != Accepted:
			t.Fatalf("%q was taken for %q", state, got)
		case got != Accepted && got != Rejected && got != Undecided:
			t.Fatalf("state %q", got)
		}
	})
}

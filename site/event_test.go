package site

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/akta-foi/akta/content"
	"github.com/akta-foi/akta/content/audit"
	"github.com/akta-foi/akta/content/law"
	"github.com/akta-foi/akta/content/read"
)

// historyOffice is an office whose cases were closed, transferred, withdrawn and
// answered; what their events say besides is canaries.
func historyOffice(t *testing.T) (o *content.Office, canaries []string) {
	t.Helper()
	t.Setenv(content.PasswordVariable, "")
	o, err := content.Init(filepath.Join(t.TempDir(), "office"), content.Settings{
		Authority: "Obec Lhotka", Law: "generic", Language: "cs", Domain: "lhotka.example",
	}, nil, time.Now())
	fatal(t, err)
	r := read.NewReader(read.Options{})
	t.Cleanup(func() { r.Close() })
	canaries = []string{"Kanarkova-duvod", "Kanarkova-aktor", "Kanarkova-organ", "Kanarkova-zadatel", "d7919"}
	reason, actor, body := canaries[0], canaries[1], canaries[2]
	event := func(id, code, date string) {
		t.Helper()
		day, err := law.ParseDate(date)
		fatal(t, err)
		e := content.Event{Event: law.Event{Code: code, Date: day, Reason: reason, Body: body}, Actor: actor}
		rule := o.Law.Event(code)
		if g := o.Law.GroundsOf(rule); len(g) > 0 {
			e.Grounds = []string{g[0].Code}
		}
		for _, n := range rule.Needs {
			if n == law.NeedDocument {
				e.Document = "d1"
			}
		}
		_, _, err = o.AddEvent(id, e)
		fatal(t, err)
	}
	for _, id := range []string{"closed", "transferred", "withdrawn", "refused", "running"} {
		_, err := o.OpenCase(content.Case{ID: id, Title: "Spis " + id, Received: "2026-03-02", Events: content.Received("2026-03-02", actor),
			Requester: content.Requester{Name: canaries[3]}})
		fatal(t, err)
		letter := filepath.Join(t.TempDir(), "dopis.txt")
		writeFile(t, letter, []byte("Dopis.\n"))
		_, err = o.Add(t.Context(), r, id, []string{letter}, content.AddOptions{})
		fatal(t, err)
	}
	event("closed", "request-particulars", "2026-03-04")
	event("closed", "shelve", "2026-06-30")
	event("transferred", "transfer", "2026-03-05")
	event("withdrawn", "withdraw", "2026-03-06")
	event("refused", "extend", "2026-03-09")
	event("refused", "refuse", "2026-03-20")
	event("refused", "appeal", "2026-03-25")
	event("running", "extend", "2026-03-09")
	return o, canaries
}

// TestHistoryPages: the website tells what happened to a case, when and under
// which provision; and of everything else that an event says, nothing.
func TestHistoryPages(t *testing.T) {
	o, canaries := historyOffice(t)
	out, options := publish(t, o)
	for _, c := range canaries {
		options.Terms = append(options.Terms, audit.Term{Case: "refused", Class: "canary", Text: c})
	}
	if _, err := audit.Folder(t.Context(), out, options); err != nil {
		t.Error(err)
	}
	files := 0
	fatal(t, filepath.WalkDir(out, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		data, err := os.ReadFile(name)
		for _, c := range canaries {
			if bytes.Contains(bytes.ToLower(data), bytes.ToLower([]byte(c))) {
				t.Errorf("%s: holds %q", name, c)
			}
		}
		return err
	}))
	if files < 100 {
		t.Errorf("%d files", files)
	}
	has(t, out, [][2]string{
		{"en/cases/refused/index.html", `<li><strong>Received</strong> <time datetime="2026-03-02">2 March 2026</time></li>
<li><strong>Extended</strong> <time datetime="2026-03-09">9 March 2026</time></li>
<li><strong>Refused</strong> <time datetime="2026-03-20">20 March 2026</time></li>
<li><strong>Appealed</strong> <time datetime="2026-03-25">25 March 2026</time></li>
</ol>`}, // and no row besides for the answer, or for its want
		{"cases/refused/index.html", `<strong>Odmítnuto</strong> <time datetime="2026-03-20">`},
		{"hu/cases/refused/index.html", `<time datetime="2026-03-20">2026. március 20.</time>`},
		{"en/cases/running/index.html", `<strong>Answer due</strong>`},
		{"en/cases/running/index.html", `<strong>Answered</strong> not yet`},
		{"en/cases/running/index.html", `No answer has been published yet.`},
		{"en/cases/transferred/index.html", `!not yet`},
		{"en/cases/transferred/index.html", `<span class="state state-transferred">Passed to another body</span>`},
		{"en/cases/transferred/index.html", `The request was passed to another body, which decides on it.`},
		{"cases/withdrawn/index.html", `<span class="state state-withdrawn">Vzato zpět</span>`},
		{"cases/withdrawn/index.html", `Žadatel vzal žádost zpět`},
		{"hu/cases/closed/index.html", `<span class="state state-closed">Válasz nélkül lezárva</span>`},
		{"hu/cases/closed/index.html", `Az igénylést válasz nélkül zártuk le.`},
		{"en/register/state-closed/index.html", "Spis closed"},
		{"en/register/state-closed/index.html", "!not yet"},
		{"en/statistics/2026/index.html", `<td>5</td><td>0</td><td>0</td><td>1</td><td>3</td><td>1</td>`},
		{"en/statistics/index.html", `bar bar-withdrawn`},
		{"index.html", "!Spis withdrawn"}, // neither an answer nor due
		{"data/register.csv", "withdrawn,Spis withdrawn,cs,withdrawn,2026-03-02,,"},
		{"cases/closed/case.jsonld", `"creativeWorkStatus": "closed"`},
	})
	raw, err := os.ReadFile(filepath.Join(out, "cases/refused/case.json"))
	fatal(t, err)
	conforms(t, "cases/refused/case.json", raw, "case.schema.json")
	var c struct {
		Answered string
		Events   []map[string]any
	}
	fatal(t, json.Unmarshal(raw, &c))
	if c.Answered != "2026-03-20" || len(c.Events) != 4 || c.Events[2]["event"] != "refuse" || c.Events[2]["state"] != "refused" || c.Events[3]["state"] != nil {
		t.Errorf("%+v", c)
	}
	for _, e := range c.Events {
		for key := range e {
			if !strings.Contains(" date event name paragraph link state ", " "+key+" ") {
				t.Errorf("an event says %q", key)
			}
		}
	}
}

// TestHistoryRows: the paragraph leads to the law; an answer that no event tells
// has its own row; a case without events is told as ever.
func TestHistoryRows(t *testing.T) {
	p := testPortal(t)
	name := func(s string) map[string]string { return map[string]string{"cs": s, "hu": s, "en": s} }
	p.Cases[0].Events = []CaseEvent{
		{Date: "2026-06-12", Code: "receive", Name: name("přijato"), State: StateOpen},
		{Date: "2026-06-20", Code: "extend", Name: name("prodlouženo"), Paragraph: "§ 14 odst. 7 <x>", Link: "https://www.e-sbirka.cz/sb/1999/106"},
	}
	out, _ := build(t, p, unsearched)
	has(t, out, [][2]string{
		{"cases/2026-001/index.html", `<li><strong>Přijato</strong> <time datetime="2026-06-12">12. června 2026</time></li>
<li><strong>Prodlouženo</strong> <time datetime="2026-06-20">20. června 2026</time> <span class="meta">(<a href="https://www.e-sbirka.cz/sb/1999/106">§ 14 odst. 7 &lt;x&gt;</a>)</span></li>
<li><strong>Vydání r1</strong>`},
		{"cases/2026-001/index.html", `<strong>Zodpovězeno</strong> <time datetime="2026-07-03">3. července 2026</time> <span class="state state-partly-refused">`},
		{"cases/2025-007/index.html", `<li><strong>Přijato</strong> <time datetime="2025-11-30">`},
	})
	for what, change := range map[string]func(*Case){
		"not a date":         func(c *Case) { c.Events[1].Date = "soon" },
		"before the last":    func(c *Case) { c.Events[1].Date = "2026-06-01" },
		"a code with a path": func(c *Case) { c.Events[1].Code = "../x" },
		"an unknown state":   func(c *Case) { c.Events[1].State = "lost" },
		"a script as a link": func(c *Case) { c.Events[1].Link = "javascript:alert(1)" },
		"no Hungarian name":  func(c *Case) { c.Events[1].Name = map[string]string{"cs": "x", "en": "x"} },
		"too many":           func(c *Case) { c.Events = make([]CaseEvent, maxEvents+1) },
		"withdrawn answered": func(c *Case) { c.State = StateWithdrawn },
	} {
		bad := *p
		bad.Cases = append([]Case{}, p.Cases...)
		bad.Cases[0].Events = append([]CaseEvent{}, p.Cases[0].Events...)
		change(&bad.Cases[0])
		if _, err := newPlan(&bad); err == nil || !strings.Contains(err.Error(), `case "2026-001"`) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// TestOwnLaw: the website and the audit call a ground what the office calls it.
func TestOwnLaw(t *testing.T) {
	const label = "údaj o člověku (vymyšlený název)"
	o := leakOffice(t, leakDocument)
	o.Settings.Override = &law.Override{Labels: []law.LabelOverride{{Ground: "personal-data", Label: map[string]string{"cs": label, "en": "data about a person"}, Note: "vymyšlené usnesení"}}}
	var err error
	o.Law, err = law.LoadWith(o.Settings.Law, o.Settings.Override)
	fatal(t, err)
	out, options := publish(t, o) // the release has the label of before
	has(t, out, [][2]string{
		{"cases/" + stageCase + "/d1/index.html", label},
		{"grounds/index.html", label},
		{"en/grounds/index.html", "data about a person"},
		{"en/grounds/index.html", "!>personal data"},
	})
	options.Law = nil
	if _, err := audit.Folder(t.Context(), out, options); err == nil || !strings.Contains(err.Error(), "label") {
		t.Errorf("an audit that does not know the office's law: %v", err)
	}
}

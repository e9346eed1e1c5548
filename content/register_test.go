package content

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"github.com/akta-foi/akta/content/law"
)

// registerIndex is an index of cases in different states.
func registerIndex(t *testing.T, o *Office) []IndexEntry {
	t.Helper()
	var out []IndexEntry
	add := func(id string, more ...law.Event) *IndexEntry {
		e := entryOf(t, o.Law, append([]law.Event{{Code: receive, Date: day(t, "2026-03-02")}}, more...))
		e.Case.ID = id
		out = append(out, e)
		return &out[len(out)-1]
	}
	add("open")
	add("waiting", law.Event{Code: "suspend", Date: day(t, "2026-03-05"), Reason: "a fee"})
	refused := add("refused", law.Event{Code: "refuse", Date: day(t, "2026-03-10"), Document: "d1", Grounds: []string{"§ 9"}})
	refused.Case.Answered, refused.Case.Topics = "2026-03-10", []string{"roads"}
	refused.Grounds = o.groundsUsed(refused)
	released := add("released", law.Event{Code: "answer", Date: day(t, "2026-03-12"), Document: "d1"}, law.Event{Code: "publish", Date: day(t, "2026-03-13")})
	released.Case.Answered, released.Releases, released.Newest, released.Grounds = "2026-03-12", 1, "r1", []string{"personal-data"}
	byHand := IndexEntry{Case: &Case{ID: "by-hand", Title: "=1+1", Language: "cs", Received: "2025-11-03", Answered: "2025-11-10", State: law.PublicRefused}}
	return append(out, byHand)
}

func TestRegister(t *testing.T) {
	o := plainOffice(t, "cz-106-1999")
	o.Settings.Portal = &Portal{Topics: []Topic{{Code: "water", CS: "voda", HU: "víz", EN: "water"}}}
	index := registerIndex(t, o)
	on := day(t, "2026-03-18")
	for _, c := range []struct {
		year, state, topic, ground string
		overdue                    bool
		want                       string
	}{
		{want: "by-hand open waiting refused released"},
		{year: "2026", want: "open waiting refused released"},
		{year: "2025", want: "by-hand"},
		{year: "2024", want: ""},
		{state: "open", want: "open waiting"},
		{state: "suspended", want: "waiting"},
		{state: "refused", want: "by-hand refused"},
		{topic: "roads", want: "refused"},
		{topic: "water", want: ""},
		{ground: "trade-secret", want: "refused"},
		{ground: "§ 9", want: "refused"},
		{ground: "§8a", want: "released"},
		{overdue: true, want: "open"},
		{year: "2026", state: "refused", topic: "roads", ground: "§ 9", want: "refused"},
		{year: "2025", state: "open", want: ""},
	} {
		f, err := o.RegisterFilter(index, c.year, c.state, c.topic, c.ground, c.overdue)
		if err != nil {
			t.Errorf("%+v: %v", c, err)
			continue
		}
		rows, err := o.Register(index, f, on)
		var ids []string
		for _, r := range rows {
			ids = append(ids, r.ID)
		}
		if err != nil || strings.Join(ids, " ") != c.want {
			t.Errorf("%+v: %q, %v", c, ids, err)
		}
	}
	rows, err := o.Register(index, &RegisterFilter{}, on)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []RegisterRow{
		{StateName: "refused"}, {StateName: "received", Standing: "received", Due: "2026-03-17", Overdue: true}, {StateName: "waiting for the fee", Standing: "suspended", Suspended: true},
		{StateName: "refused", Standing: "refused"}, {StateName: "answered", Standing: "answered", Release: "r1"},
	} {
		r := rows[i]
		if r.StateName != want.StateName || r.Standing != want.Standing || r.Due != want.Due || r.Overdue != want.Overdue || r.Suspended != want.Suspended || r.Release != want.Release {
			t.Errorf("%d: %+v, want %+v", i, r, want)
		}
	}
}

// TestRegisterFilter: what there is not is refused, and what there is is named.
func TestRegisterFilter(t *testing.T) {
	o := plainOffice(t, "cz-106-1999")
	index := registerIndex(t, o)
	for _, c := range []struct{ year, state, topic, ground, want string }{
		{year: "26", want: `year "26": want one such as 2026; there are cases of 2025 to 2026`},
		{year: "2026-03", want: `year "2026-03"`},
		{state: "Open", want: `state "Open": want one of open, answered, partly-refused, refused, withdrawn, transferred, closed, received`},
		{topic: "water", want: `topic "water": want one of roads`},
		{ground: "§ 99", want: `"§ 99": not in law cz-106-1999; known are: personal-data § 8a`},
	} {
		if _, err := o.RegisterFilter(index, c.year, c.state, c.topic, c.ground, false); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v", c, err)
		}
	}
	if _, err := o.RegisterFilter(nil, "", "", "water", "", false); err == nil || !strings.Contains(err.Error(), "no topics") {
		t.Errorf("%v", err)
	}
}

// TestRegisterCSV: a table that a spreadsheet takes, and runs nothing of.
func TestRegisterCSV(t *testing.T) {
	o := plainOffice(t, "cz-106-1999")
	rows, err := o.Register(registerIndex(t, o), &RegisterFilter{}, day(t, "2026-03-18"))
	if err != nil {
		t.Fatal(err)
	}
	rows[1].Title = "a \"quote\", a line\nand\ta tab"
	var b bytes.Buffer
	if err := WriteRegisterCSV(&b, rows); err != nil {
		t.Fatal(err)
	}
	if strings.HasPrefix(b.String(), "\ufeff") || strings.Count(b.String(), "\r\n") != len(rows)+1 || strings.Count(b.String(), "\n") != len(rows)+1 {
		t.Errorf("%q", b.String())
	}
	records, err := csv.NewReader(&b).ReadAll()
	if err != nil || len(records) != len(rows)+1 || strings.Join(records[0], ",") != "id,title,language,state,standing,state_name,received,due,suspended,answered,overdue,topics,grounds,documents,releases,release,released,review_by" {
		t.Fatalf("%v, %q", err, records)
	}
	for i, title := range []string{"'=1+1", `a "quote", a line and a tab`} {
		if records[i+1][1] != title {
			t.Errorf("%q, want %q", records[i+1][1], title)
		}
	}
}

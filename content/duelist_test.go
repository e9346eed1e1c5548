package content

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/akta-foi/akta/content/law"
)

// openings finds, for each deadline of a law, the shortest history after which
// it runs.
func openings(t *testing.T, p *law.Profile) map[string][]law.Event {
	t.Helper()
	out, seen := map[string][]law.Event{}, map[string]bool{}
	queue := [][]law.Event{{{Code: receive, Date: day(t, "2026-03-02")}}}
	for len(queue) > 0 {
		h := queue[0]
		queue = queue[1:]
		last := h[len(h)-1].Date
		deadlines, err := p.Deadlines(h, last)
		if err != nil {
			t.Fatal(err)
		}
		s, err := p.Standing(h)
		if err != nil {
			t.Fatal(err)
		}
		at := s.State.Code
		for _, d := range deadlines {
			if d.Closed == 0 {
				at += " " + d.Rule.Code
			}
			if d.State == law.Running && out[d.Rule.Code] == nil {
				out[d.Rule.Code] = h
			}
		}
		if seen[at] || len(h) > 8 {
			continue
		}
		seen[at] = true
		next, err := p.Next(h)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range next {
			for _, days := range []law.Date{1, 70} {
				more := append(slices.Clone(h), whole(p, r.Code, last+days))
				if _, err := p.Standing(more); err == nil {
					queue = append(queue, more)
				}
			}
		}
	}
	return out
}

// entryOf is the index entry of a case with that history.
func entryOf(t *testing.T, p *law.Profile, history []law.Event) IndexEntry {
	t.Helper()
	s, err := p.Standing(history)
	if err != nil {
		t.Fatal(err)
	}
	c := &Case{ID: "2026-001", Title: "Případ", Language: "cs", Received: history[0].Date.String(), State: s.Public}
	for _, e := range history {
		c.Events = append(c.Events, Event{Event: e})
	}
	return IndexEntry{Case: c}
}

// TestDueDeadlines: each deadline of each law is listed on its last day, in three
// languages and with a command, and the day after as the law has it: a duty is
// overdue, a right is gone.
func TestDueDeadlines(t *testing.T) {
	for _, code := range law.Codes() {
		p, err := law.Load(code)
		if err != nil {
			t.Fatal(err)
		}
		o := &Office{Law: p, Settings: Settings{Language: "cs"}}
		histories := openings(t, p)
		for i := range p.DeadlineRules {
			r := &p.DeadlineRules[i]
			h := histories[r.Code]
			if h == nil {
				t.Errorf("%s: no history in which %s runs", code, r.Code)
				continue
			}
			e := entryOf(t, p, h)
			deadlines, err := p.Deadlines(h, h[len(h)-1].Date)
			if err != nil {
				t.Fatal(err)
			}
			at := slices.IndexFunc(deadlines, func(d law.Deadline) bool { return d.Rule == r && d.State == law.Running })
			due := deadlines[at].Due
			find := func(opt DueOptions) *Due {
				list, err := o.DueList([]IndexEntry{e}, opt)
				if err != nil {
					t.Fatal(err)
				}
				for i := range list {
					if list[i].Kind == r.Code && list[i].Date == due {
						return &list[i]
					}
				}
				return nil
			}
			for _, lang := range languages {
				d := find(DueOptions{Date: due, Language: lang})
				if d == nil || d.What != r.Name[lang] || d.Why == "" || d.Who != r.Who || d.Left != 0 || d.Status != map[bool]string{false: DueOpen, true: DueMay}[r.Window] {
					t.Errorf("%s, %s, on its last day, %s: %+v", code, r.Code, lang, d)
				} else if !strings.HasPrefix(d.Command, "akta ") || !strings.Contains(d.Command, e.Case.ID) {
					t.Errorf("%s, %s: command %q", code, r.Code, d.Command)
				}
			}
			if d := find(DueOptions{Date: due - 8, Days: 7, Language: "en"}); d != nil {
				t.Errorf("%s, %s: listed 8 days before: %+v", code, r.Code, d)
			}
			if d := find(DueOptions{Date: due - 7, Days: 7, Language: "en"}); d == nil && h[len(h)-1].Date <= due-7 {
				t.Errorf("%s, %s: not listed 7 days before", code, r.Code)
			}
			d := find(DueOptions{Date: due + 1, Language: "en"})
			switch {
			case r.Window:
				if d != nil && d.Status != DueLapsed {
					t.Errorf("%s, %s, the day after: %+v", code, r.Code, d)
				}
			case d == nil || d.Status != DueOverdue || d.Left != -1 || d.OfficeLate() != (r.Who == law.WhoOffice):
				t.Errorf("%s, %s, the day after: %+v", code, r.Code, d)
			}
		}
	}
}

// TestDueLapsed: when nobody completes a request, the office can set it aside.
func TestDueLapsed(t *testing.T) {
	o := plainOffice(t, "cz-106-1999")
	e := entryOf(t, o.Law, []law.Event{
		{Code: receive, Date: day(t, "2026-03-02")}, {Code: "request-particulars", Date: day(t, "2026-03-04"), Reason: "which road"},
	})
	list, err := o.DueList([]IndexEntry{e}, DueOptions{Date: day(t, "2026-05-04"), Language: "en"})
	if err != nil || len(list) != 1 || list[0].Status != DueLapsed || list[0].OfficeLate() || list[0].Command != "akta case shelve 2026-001 --reason REASON" {
		t.Errorf("%v, %+v", err, list)
	}
}

// TestDueByHand: a case.md without events is due by what its front matter says.
func TestDueByHand(t *testing.T) {
	cz, hu := plainOffice(t, "cz-106-1999"), plainOffice(t, "hu-infotv")
	late := "publish 2026-04-07 overdue akta release 2026-001, then akta build"
	for i, c := range []struct {
		o               *Office
		state, answered string
		releases        int
		want            string
	}{
		{cz, law.PublicOpen, "", 0, "answer 2026-03-17 overdue akta case answer 2026-001 --document DOCUMENT"},
		{cz, law.PublicAnswered, "2026-03-20", 0, late}, // 4 April is a Saturday, 6 April Easter Monday
		{cz, law.PublicOpen, "2026-03-20", 0, ""},
		{cz, law.PublicPartlyRefused, "2026-03-20", 0, late},
		{cz, law.PublicRefused, "2026-03-20", 0, ""},
		{cz, law.PublicAnswered, "2026-03-20", 1, ""},
		{cz, law.PublicWithdrawn, "", 0, ""},
		{hu, law.PublicAnswered, "2026-03-20", 0, ""}, // the act orders no publication
	} {
		e := IndexEntry{Case: &Case{ID: "2026-001", Title: "Případ", Received: "2026-03-02", State: c.state, Answered: c.answered}, Releases: c.releases}
		list, err := c.o.DueList([]IndexEntry{e}, DueOptions{Date: day(t, "2026-05-04"), Days: 7, Language: "en"})
		var got []string
		for _, d := range list {
			got = append(got, fmt.Sprintf("%s %s %s %s", d.Kind, d.Date, d.Status, d.Command))
		}
		if strings.Join(got, "\n") != c.want || err != nil {
			t.Errorf("%d: %v, %q, want %q", i, err, got, c.want)
		}
	}
}

// TestDueReview: the newest release says when it is looked at again.
func TestDueReview(t *testing.T) {
	o := plainOffice(t, "hu-infotv")
	e := IndexEntry{Case: &Case{ID: "a", Title: "Případ", Received: "2026-03-02", State: law.PublicAnswered, Answered: "2026-03-10"}, Releases: 2, Newest: "r2", ReviewBy: "2026-11-30"}
	for _, c := range []struct {
		on, status string
		left       int
	}{{"2026-11-22", "", 0}, {"2026-11-23", DueOpen, 7}, {"2026-11-30", DueOpen, 0}, {"2026-12-01", DueOverdue, -1}} {
		list, err := o.DueList([]IndexEntry{e}, DueOptions{Date: day(t, c.on), Days: 7, Language: "hu"})
		if c.status == "" {
			if len(list) != 0 || err != nil {
				t.Errorf("%s: %+v, %v", c.on, list, err)
			}
			continue
		}
		if err != nil || len(list) != 1 || list[0].Status != c.status || list[0].Left != c.left || list[0].Key != "a.review-by.2" || !strings.Contains(list[0].What, "r2") || list[0].OfficeLate() != (c.left < 0) {
			t.Errorf("%s: %+v, %v", c.on, list, err)
		}
	}
}

// TestDueReport: the law's yearly report is listed ahead of its day, whatever
// the cases, and the next one from the day after.
func TestDueReport(t *testing.T) {
	o := plainOffice(t, "cz-106-1999")
	for _, c := range []struct{ on, date, command string }{
		{"2027-02-28", "2027-03-01", "akta report --year 2026"}, {"2027-03-01", "2027-03-01", "akta report --year 2026"}, {"2027-03-02", "2028-03-01", "akta report --year 2027"},
	} {
		list, err := o.DueList(nil, DueOptions{Date: day(t, c.on), Days: -1, Language: "cs"})
		if err != nil || len(list) != 1 || list[0].Date.String() != c.date || list[0].Command != c.command || list[0].OfficeLate() {
			t.Errorf("%s: %+v, %v", c.on, list, err)
		}
	}
}

// TestDueList: what is due is sorted, what happens later has not happened, and a
// case whose history is wrong hides no other.
func TestDueList(t *testing.T) {
	o := plainOffice(t, "cz-106-1999")
	at := func(id, received string, more ...law.Event) IndexEntry {
		e := entryOf(t, o.Law, append([]law.Event{{Code: receive, Date: day(t, received)}}, more...))
		e.Case.ID = id
		return e
	}
	wrong := at("b", "2026-03-03")
	wrong.Case.State = law.PublicOpen
	wrong.Case.Events = append(wrong.Case.Events, Event{Event: law.Event{Code: "resume", Date: day(t, "2026-03-04")}})
	index := []IndexEntry{
		at("a", "2026-03-04"), wrong, at("c", "2026-03-02", law.Event{Code: "answer", Date: day(t, "2026-03-20"), Document: "d1"}), at("d", "2026-06-01"),
	}
	list, err := o.DueList(index, DueOptions{Date: day(t, "2026-03-18"), Days: 7, Language: "en"})
	var got []string
	for _, d := range list {
		got = append(got, d.Case+" "+d.Kind+" "+d.Status)
	}
	if want := "c answer overdue, a answer due"; strings.Join(got, ", ") != want {
		t.Errorf("%q, want %q", got, want)
	}
	if err == nil || !strings.Contains(err.Error(), `case "b": event 2 of the history: resume: not possible`) {
		t.Errorf("%v", err)
	}
	index = slices.Repeat([]IndexEntry{wrong}, 30)
	if _, err = o.DueList(index, DueOptions{Date: day(t, "2026-03-18")}); strings.Count(err.Error(), "\n") != maxListedErrors || !strings.Contains(err.Error(), "and 10 more cases") {
		t.Errorf("%v", err)
	}
}

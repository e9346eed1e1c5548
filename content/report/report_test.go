package report

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/akta-foi/akta/content/law"
)

func load(t testing.TB, code string) *law.Profile {
	t.Helper()
	p, err := law.Load(code)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// noneStated says "none" to all that an office states for a law.
func noneStated(p *law.Profile) map[string]string {
	m := map[string]string{}
	for _, code := range codes(p) {
		m[code] = StatedNone
	}
	return m
}

// TestEveryItemIsComputed: every item of every report of every law, in a year
// without cases.
func TestEveryItemIsComputed(t *testing.T) {
	items := 0
	used := map[string]bool{}
	for _, code := range law.Codes() {
		p := load(t, code)
		if len(p.Reports) == 0 {
			t.Errorf("%s: no report", code)
		}
		for _, of := range p.Reports {
			r, err := Make(Options{Authority: "Obec Ukázka", Language: "cs", Law: p, Code: of.Code, Year: 2025, Stated: noneStated(p)}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if len(r.Lacking()) > 0 || len(r.Items) != len(of.Items) || !r.Closed() {
				t.Errorf("%s, %s: lacks %q, %d items of %d", code, of.Code, r.Lacking(), len(r.Items), len(of.Items))
			}
			for _, i := range r.Items {
				items++
				used[code+"/"+i.Code], used[i.Code] = true, true
				if i.Kind == "count" && (i.Number == nil || *i.Number != 0) || len(i.Cases)+len(i.Rows) > 0 || i.Days != nil {
					t.Errorf("%s, %s: a nil report says %+v", code, i.Code, i)
				}
			}
		}
	}
	if items < 30 {
		t.Errorf("only %d items", items)
	}
	for key, r := range rules {
		if !used[key] {
			t.Errorf("rule %s: no law has such an item", key)
		}
		for _, lang := range Languages() {
			if !strings.HasSuffix(r.how[lang], ".") {
				t.Errorf("rule %s: how it is counted is not told in %s", key, lang)
			}
		}
		if len(r.how) != len(Languages()) || !slices.Contains([]string{ByReceipt, ByDecision, ByEvent, ByOffice}, r.basis) {
			t.Errorf("rule %s: %v, %q", key, r.how, r.basis)
		}
	}
	p := load(t, "generic")
	p.Reports[0].Items[0].Code = "unheard-of"
	if _, err := Make(Options{Law: p, Year: 2025}, nil); err == nil || !strings.Contains(err.Error(), "unheard-of: nobody knows") {
		t.Errorf("an unknown item: %v", err)
	}
}

// TestAgainstTheBook: 300 lawful cases of each law, and what the generator wrote
// into its own book.
func TestAgainstTheBook(t *testing.T) {
	const n = 300
	compared, counted := 0, 0
	for _, code := range law.Codes() {
		p := load(t, code)
		cases, book := generate(t, p, n, 7)
		for _, of := range p.Reports {
			for year, name := range map[int]string{2023: "2023", 2024: "2024", 2025: "2025", 2026: "2026", 2027: "2027"} {
				r, err := Make(Options{Authority: "Obec Ukázka", Language: "cs", Law: p, Code: of.Code, Year: year}, cases)
				if err != nil {
					t.Fatal(err)
				}
				c := &counter{book, name}
				for _, i := range r.Items {
					if i.Basis == ByOffice {
						continue
					}
					compared++
					counted += len(i.Cases)
					same(t, code+", "+of.Code+", "+name+", "+i.Code, &i, c.expect(t, code, i.Code))
				}
			}
		}
	}
	if compared < 100 || counted < 3000 {
		t.Errorf("only %d items and %d cases compared", compared, counted)
	}
}

func same(t *testing.T, what string, i *Item, want expectation) {
	t.Helper()
	if i.Kind == "days" {
		got := -1
		if i.Days != nil {
			got = int(*i.Days)
		}
		if got != want.tenths {
			t.Errorf("%s: %d tenths, the book says %d", what, got, want.tenths)
		}
	} else if i.Number == nil || *i.Number != want.number {
		t.Errorf("%s: %v, the book says %d", what, i.Number, want.number)
	}
	cases, rows := map[string]int{}, map[string]int{}
	for _, c := range i.Cases {
		cases[c.ID] += c.Times
	}
	for _, r := range i.Rows {
		rows[r.Code] += r.Number
		sum := 0
		for _, c := range r.Cases {
			sum += c.Times
		}
		if sum != r.Number {
			t.Errorf("%s, %s: the cases add up to %d, the number is %d", what, r.Code, sum, r.Number)
		}
	}
	if !maps.Equal(cases, want.cases) {
		t.Errorf("%s: cases %v, the book says %v", what, cases, want.cases)
	}
	if !maps.Equal(rows, want.rows) {
		t.Errorf("%s: rows %v, the book says %v", what, rows, want.rows)
	}
	if !slices.IsSortedFunc(i.Cases, func(a, b Counted) int { return strings.Compare(a.ID, b.ID) }) {
		t.Errorf("%s: cases are not sorted", what)
	}
}

// TestLaterChangesNothing: a report is the same when it is made again later, from
// cases in another order.
func TestLaterChangesNothing(t *testing.T) {
	for _, code := range law.Codes() {
		p := load(t, code)
		cases, _ := generate(t, p, 100, 3)
		o := Options{Authority: "Obec Ukázka", Language: "cs", Law: p, Year: 2025}
		whole, err := Make(o, cases)
		if err != nil {
			t.Fatal(err)
		}
		var then []Case
		for _, c := range slices.Backward(cases) {
			n := slices.IndexFunc(c.History, func(e law.Event) bool { return e.Date > law.NewDate(2025, 12, 31) })
			if n < 0 {
				n = len(c.History)
			}
			if c.History = c.History[:n]; n > 0 {
				then = append(then, c)
			}
		}
		o.Until = law.NewDate(2030, 1, 1)
		again, err := Make(o, then)
		if err != nil {
			t.Fatal(err)
		}
		a, _ := json.Marshal(whole)
		b, _ := json.Marshal(again)
		if string(a) != string(b) || len(then) == len(cases) {
			t.Errorf("%s: the report of 2025 depends on what happened later (%d of %d cases)", code, len(then), len(cases))
		}
	}
}

// TestByHand: a case without events counts by the day and the state that an
// officer wrote, and by the grounds of what is hidden.
func TestByHand(t *testing.T) {
	p := load(t, "uk-foia-2000")
	received := []law.Event{{Code: "receive", Date: law.NewDate(2025, 3, 3)}}
	cases := []Case{
		{ID: "a", History: received, State: law.PublicPartlyRefused, Answered: law.NewDate(2025, 3, 20), Grounds: []string{"s.40", "personal-data", "trade-secret"}},
		{ID: "b", History: received, State: law.PublicAnswered, Answered: law.NewDate(2025, 6, 20)},
		{ID: "c", History: received, State: law.PublicWithdrawn},
		{ID: "d", History: received, State: law.PublicAnswered},
		{ID: "e", History: received, State: law.PublicRefused, Answered: law.NewDate(2026, 1, 2), Grounds: []string{"personal-data"}},
		{ID: "f", History: received},
	}
	r, err := Make(Options{Law: p, Year: 2025}, cases)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, i := range r.Items {
		var ids []string
		for _, c := range i.Cases {
			ids = append(ids, c.ID)
		}
		got[i.Code] = strings.Join(ids, "")
		for _, row := range i.Rows {
			got[i.Code] += " " + row.Code
		}
	}
	want := map[string]string{
		"requests": "abcdef", "unanswered": "ef", "in-time": "a", "granted": "b", "refused": "a partly-refused",
		"refused-by-ground": "a personal-data trade-secret", "reviews": "",
	}
	if !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if l := r.Lacking(); len(l) != 1 || !strings.HasPrefix(l[0], "case d: its state is written by hand") {
		t.Errorf("lacking %q", l)
	}
}

func TestRefusedInput(t *testing.T) {
	p := load(t, "cz-106-1999")
	day := law.NewDate(2025, 3, 3)
	receive := law.Event{Code: "receive", Date: day}
	eu := load(t, "eu-1049-2001")
	hu := load(t, "hu-infotv")
	for want, make := range map[string]func() error{
		"no history": func() error { _, err := Make(Options{Law: p, Year: 2025}, []Case{{ID: "a"}}); return err },
		"the year has not begun": func() error {
			_, err := Make(Options{Law: p, Year: 2025, Until: law.NewDate(2024, 5, 1)}, nil)
			return err
		},
		`report "naih": not in law cz-`: func() error { _, err := Make(Options{Law: p, Year: 2025, Code: "naih"}, nil); return err },
		"100001 cases, more than":       func() error { _, err := Make(Options{Law: p, Year: 2025}, make([]Case, maxCases+1)); return err },
		`"transfer" on 2025-03-03: not`: func() error {
			_, err := Make(Options{Law: p, Year: 2025}, []Case{{ID: "a", History: []law.Event{receive, {Code: "transfer", Date: day}}}})
			return err
		},
		`sensitive: "many": want a`: func() error {
			_, err := Make(Options{Law: eu, Year: 2025, Stated: map[string]string{"sensitive": "many"}}, nil)
			return err
		},
		`sensitive: "-1": want a`: func() error {
			_, err := Make(Options{Law: eu, Year: 2025, Stated: map[string]string{"sensitive": "-1"}}, nil)
			return err
		},
		`"javascript:x": want an https`: func() error {
			_, err := Make(Options{Law: hu, Year: 2025, Stated: map[string]string{"publication-page": "javascript:x"}}, nil)
			return err
		},
		`"requests": no item that an`:    func() error { return CheckStated(p, map[string]string{"requests": "7"}) },
		`"other": nothing is stated`:     func() error { return CheckStated(p, map[string]string{"other": " "}) },
		`"other": want plain text of at`: func() error { return CheckStated(p, map[string]string{"other": "a\x00b"}) },
	} {
		if err := make(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

// TestStated: silence is missing, "none" is a statement, and one that the events
// contradict is not taken.
func TestStated(t *testing.T) {
	p := load(t, "cz-106-1999")
	cases, _ := generate(t, p, 200, 1)
	states := func(stated map[string]string) (map[string]string, *Report) {
		r, err := Make(Options{Law: p, Year: 2025, Stated: stated}, cases)
		if err != nil {
			t.Fatal(err)
		}
		m := map[string]string{}
		for _, i := range r.Items {
			m[i.Code] = i.State
		}
		return m, r
	}
	got, r := states(nil)
	for _, code := range codes(p) {
		if got[code] != Missing {
			t.Errorf("%s: %q without a statement", code, got[code])
		}
	}
	if l := r.Lacking(); len(l) != 5 || !strings.Contains(l[0], `judgments: not filled in; write judgments = "..." or "none" below [reports.2025] in akta.toml`) {
		t.Errorf("lacking %q", l)
	}
	got, r = states(noneStated(p))
	if got["judgments"] != Missing || got["complaints"] != Missing || got["court-costs"] != None || got["requests"] != Computed {
		t.Errorf("%v", got)
	}
	if l := r.Lacking(); len(l) != 2 || !strings.Contains(l[0], `akta.toml says "none", but the events of these cases tell of some: c-`) {
		t.Errorf("lacking %q", l)
	}
	got, r = states(map[string]string{"judgments": "Soud žalobu zamítl.", "complaints": "Důvodem byla nečinnost.", "court-costs": "12 500 Kč", "licences": "none", "other": "none"})
	if got["judgments"] != Stated || got["complaints"] != Stated || got["court-costs"] != Stated || len(r.Lacking()) > 0 {
		t.Errorf("%v, %q", got, r.Lacking())
	}
}

// TestPublic: the ids of cases that are not shown go, and nothing else.
func TestPublic(t *testing.T) {
	p := load(t, "hu-infotv")
	cases, _ := generate(t, p, 60, 5)
	for _, of := range p.Reports {
		r, err := Make(Options{Law: p, Code: of.Code, Year: 2025, Stated: noneStated(p)}, cases)
		if err != nil {
			t.Fatal(err)
		}
		before, _ := r.JSON()
		hidden := r.Items[0].Cases[0].ID
		raw, err := r.Public(func(id string) bool { return id != hidden }).JSON()
		if err != nil || strings.Contains(string(raw), hidden) || !strings.Contains(string(before), hidden) {
			t.Errorf("%s: %s is shown (%v)", of.Code, hidden, err)
		}
		after, _ := r.JSON()
		if string(before) != string(after) {
			t.Errorf("%s: the report itself was changed", of.Code)
		}
		all, _ := r.Public(func(string) bool { return true }).JSON()
		if string(all) != string(before) {
			t.Errorf("%s: with every case shown, something is missing", of.Code)
		}
	}
}

// manyCases are enough for a large office of twenty years.
const manyCases = 10_000

func TestManyCases(t *testing.T) {
	for _, code := range law.Codes() {
		p := load(t, code)
		cases, _ := generate(t, p, manyCases, 9)
		start := time.Now()
		if _, err := Make(Options{Law: p, Year: 2025}, cases); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("%s: %d cases took %s", code, manyCases, took)
		}
	}
}

func BenchmarkMake(b *testing.B) {
	for _, code := range law.Codes() {
		p := load(b, code)
		cases, _ := generate(b, p, manyCases, 9)
		b.Run(code, func(b *testing.B) {
			for b.Loop() {
				if _, err := Make(Options{Law: p, Year: 2025}, cases); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

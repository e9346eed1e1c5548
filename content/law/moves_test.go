package law

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write testdata/moves anew")

// later is how many days after the last event the two probes are.
var later = [...]Date{1, 400}

// TestMoves: every event in every state of every law, against a table that is
// reviewed by people: what it needs, where it leads the day after, and 400 days
// after.
func TestMoves(t *testing.T) {
	for _, code := range Codes() {
		p := load(t, code)
		got := moves(t, p)
		name := filepath.Join("testdata", "moves", code+".txt")
		if *update {
			if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		a, b := strings.Split(got, "\n"), strings.Split(string(want), "\n")
		for i := range max(len(a), len(b)) {
			if i >= len(a) || i >= len(b) || a[i] != b[i] {
				t.Errorf("%s: line %d differs from the table; go test -run Moves -update writes it anew", code, i+1)
				break
			}
		}
		if n := strings.Count(got, "\n  "); n != (len(p.States)+1)*(len(p.Events)+1) {
			t.Errorf("%s: %d rows, want one for each of %d states and %d events, and one above them", code, n, len(p.States)+1, len(p.Events))
		}
	}
}

// histories finds for each state the shortest history that leads to it.
func histories(t *testing.T, p *Profile) map[string][]Event {
	t.Helper()
	out := map[string][]Event{}
	queue := [][]Event{nil}
	for len(queue) > 0 {
		h := queue[0]
		queue = queue[1:]
		for i := range p.Events {
			for _, days := range later {
				e := probe(p, &p.Events[i], h, days)
				s, err := p.Apply(h, e)
				if err != nil || out[s.State.Code] != nil && len(out[s.State.Code]) <= len(h)+1 && !between(p, &p.Events[i], h) {
					continue
				}
				next := append(append([]Event{}, h...), e)
				if out[s.State.Code] == nil {
					out[s.State.Code] = next
				}
				queue = append(queue, next)
			}
		}
	}
	return out
}

// between tells whether an event that does not change the state is the way to
// other events, as forwarding an appeal is; it is followed once.
func between(p *Profile, r *EventRule, h []Event) bool {
	if r.While == "" || r.To != "" || r.Back {
		return false
	}
	for _, e := range h {
		if e.Code == r.Code {
			return false
		}
	}
	return true
}

func probe(p *Profile, r *EventRule, h []Event, days Date) Event {
	e := Event{Code: r.Code, Date: NewDate(2026, 7, 3)}
	if len(h) > 0 {
		e.Date = h[len(h)-1].Date + days
	}
	fill(p, r, &e)
	return e
}

func moves(t *testing.T, p *Profile) string {
	t.Helper()
	var b strings.Builder
	all := histories(t, p)
	b.WriteString("nothing yet\n")
	rows(&b, p, nil)
	for _, s := range p.States {
		h := all[s.Code]
		if h == nil {
			t.Fatalf("%s: no history leads to the state %s", p.Code, s.Code)
		}
		stands, err := p.Standing(h)
		if err != nil || stands.State.Code != s.Code {
			t.Fatalf("%s: %v, %v", p.Code, stands, err)
		}
		var steps []string
		for _, e := range h {
			steps = append(steps, e.Code)
		}
		fmt.Fprintf(&b, "%s (public: %s), after %s on %s\n", s.Code, stands.Public, strings.Join(steps, ", "), h[len(h)-1].Date)
		rows(&b, p, h)
	}
	return b.String()
}

// rows writes one row for each event. "-" is the refusal above them.
func rows(b *strings.Builder, p *Profile, h []Event) {
	var lines []string
	misplaced := ""
	for i := range p.Events {
		line := row(p, &p.Events[i], h)
		if strings.HasPrefix(line, "REFUSED not possible while the case is") || strings.HasPrefix(line, "REFUSED the case has not begun") {
			misplaced, line = line, "-"
		}
		lines = append(lines, fmt.Sprintf("  %-20s %s\n", p.Events[i].Code, line))
	}
	fmt.Fprintf(b, "  %-20s %s\n%s", "-", misplaced, strings.Join(lines, ""))
}

// row tells what becomes of an event: once if the same always.
func row(p *Profile, r *EventRule, h []Event) string {
	var out []string
	for _, days := range later {
		e := probe(p, r, h, days)
		result := outcome(p, h, e)
		if bare := outcome(p, h, Event{Code: e.Code, Date: e.Date}); bare != result {
			result = bare + "; with all: " + result
		}
		out = append(out, result)
	}
	if out[0] == out[1] {
		return out[0]
	}
	return "next day: " + out[0] + " | 400 days later: " + out[1]
}

func outcome(p *Profile, h []Event, e Event) string {
	s, err := p.Apply(h, e)
	if err != nil {
		return "REFUSED " + strings.TrimPrefix(err.Error(), e.Code+": ")
	}
	return fmt.Sprintf("-> %s (%s)", s.State.Code, s.Public)
}

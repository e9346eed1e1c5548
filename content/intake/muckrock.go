package intake

import (
	"time"

	"github.com/akta-foi/akta/content/law"
)

// readMuckRock reads a log of requests: a row is a request, without documents.
func readMuckRock(j *job) error {
	for _, f := range j.in {
		t, err := parseTable(f, []string{"request id", "subject", "date requested"})
		if err != nil {
			return err
		}
		for i, row := range t.rows {
			cell := func(column string) string { return t.cell(row, column) }
			n := &notes{}
			r := Request{ID: line(cell("request id")), Title: line(cell("subject")), Word: cell("status"), Language: "en"}
			if r.ID == "" {
				j.notes.add(LeftOut, "%s, line %d: no request id", f.Name, t.lines[i])
				continue
			}
			r.Requester.Name = line(cell("requester"))
			r.Received = americanDate(cell("date requested"), "date requested", n)
			r.Closed = americanDate(cell("date completed"), "date completed", n)
			if r.Received != 0 {
				r.Events = append(r.Events, Event{Event: law.Event{Code: "receive", Date: r.Received}, Word: "date requested"})
			}
			m := j.words.state(r.Word, n)
			if r.State = m.State; m.State == law.PublicOpen {
				if r.Closed != 0 {
					n.add(Missing, "completed on %s, but the state is %q: taken as open", r.Closed, cut(line(r.Word), maxWord))
				}
				r.Closed = 0
			} else if e, ok := m.event(r.Word, r.Closed, ""); ok {
				r.Events = append(r.Events, e)
			}
			if x := line(cell("exemptions")); x != "" {
				n.add(LeftOut, "exemptions %q: of the law of the log, not of this office's: decide on the grounds", cut(x, maxWord))
			}
			r.Notes = n.all()
			j.batch.Requests = append(j.batch.Requests, r)
		}
	}
	return nil
}

// americanDate reads a day as the logs write it: 2024-03-09, or the month
// first, 3/9/2024; 0 for none, with a note for what is no date.
func americanDate(s, column string, n *notes) law.Date {
	if s == "" {
		return 0
	}
	if d := dateOf(s); d != 0 {
		return d
	}
	for _, layout := range []string{"1/2/2006", "1/2/06", "Jan 2, 2006", "January 2, 2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			if d, err := law.ParseDate(t.Format(time.DateOnly)); err == nil {
				return d
			}
		}
	}
	n.add(Missing, "%s %q: no date that is known (2024-03-09, or 3/9/2024 for 9 March)", column, cut(line(s), maxWord))
	return 0
}

package intake

import (
	"fmt"
	"strconv"
	"time"

	"github.com/akta-foi/akta/content/law"
)

// readCanada reads the two tables that Canada's bodies publish each month: of
// completed requests, and of months in which there was none. A row tells the
// month in which a request was completed, and no day; when it was received is
// told nowhere.
func readCanada(j *job) error {
	months := map[string]bool{}
	for _, f := range j.in {
		t, err := parseTable(f, []string{"year", "month", "request_number"}, []string{"year", "month", "owner_org"})
		if err != nil {
			return err
		}
		_, requests := t.columns["request_number"]
		for i, row := range t.rows {
			month, err := canadaMonth(t.cell(row, "year"), t.cell(row, "month"))
			if err != nil {
				j.notes.add(LeftOut, "%s, line %d: %v", f.Name, t.lines[i], err)
				continue
			}
			if key := month.Format("2006-01"); !requests && !months[key] {
				months[key] = true
				j.batch.Nothing = append(j.batch.Nothing, key)
			}
			if requests {
				j.canada(t, row, month, fmt.Sprintf("%s, line %d", f.Name, t.lines[i]))
			}
		}
	}
	return nil
}

func (j *job) canada(t *table, row []string, month time.Time, where string) {
	n := &notes{}
	r := Request{ID: line(t.cell(row, "request_number")), Word: t.cell(row, "disposition"), Language: "en", Assumed: true}
	if r.ID == "" {
		j.notes.add(LeftOut, "%s: no request_number", where)
		return
	}
	if org := line(t.cell(row, "owner_org")); org != "" {
		r.ID = org + "/" + r.ID // numbers are unique in one body
	}
	summary := t.cell(row, "summary_en")
	if summary == "" {
		summary = t.cell(row, "summary_fr")
		n.add(Missing, "no English summary: the French one was taken")
	}
	r.Title, r.Question = line(summary), paragraphs(summary)
	first := law.NewDate(month.Date())
	r.Received = first
	n.add(Assumed, "received on %s: the table tells only the month of the answer: put the day into case.md", first)
	m := j.words.state(r.Word, n)
	if r.State = m.State; m.State != law.PublicOpen {
		r.Closed = law.NewDate(month.AddDate(0, 1, -1).Date())
		n.add(Assumed, "answered on %s, the last day of the month: put the day into case.md", r.Closed)
	}
	if pages := t.cell(row, "pages"); pages != "" {
		n.add(LeftOut, "%s pages were released: their number is in no field here", cut(line(pages), maxWord))
	}
	r.Notes = n.all()
	j.batch.Requests = append(j.batch.Requests, r)
}

func canadaMonth(year, month string) (time.Time, error) {
	y, err1 := strconv.Atoi(year)
	m, err2 := strconv.Atoi(month)
	if err1 != nil || err2 != nil || y < 1990 || y > 2199 || m < 1 || m > 12 {
		return time.Time{}, fmt.Errorf("year %q and month %q: no month", cut(line(year), maxWord), cut(line(month), maxWord))
	}
	return time.Date(y, time.Month(m), 1, 0, 0, 0, 0, time.UTC), nil
}

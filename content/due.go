package content

import "github.com/akta-foi/akta/content/law"

// AnswerDue is the day by which a case is to be answered under the office's law,
// 2006-01-02, as its events have it. It is "" for a case that is not open, while
// the deadline is suspended, and for a law without such a deadline.
func (o *Office) AnswerDue(c *Case) (string, error) {
	if c.State != law.PublicOpen || c.Answered != "" {
		return "", nil
	}
	history := c.History()
	if len(history) == 0 {
		return "", nil
	}
	deadlines, err := o.Law.Deadlines(history, history[len(history)-1].Date)
	if err != nil {
		return "", err
	}
	for _, d := range deadlines {
		if d.Rule.Code == "answer" && d.Closed == 0 {
			return d.Due.String(), nil
		}
	}
	return "", nil
}

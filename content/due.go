package content

import "github.com/akta-foi/akta/content/law"

// AnswerDue is the day by which a case is to be answered under the office's law,
// 2006-01-02, counted from the day it was received. It is "" for a case that is
// not open, and for a law without such a deadline.
func (o *Office) AnswerDue(c *Case) (string, error) {
	if c.State != law.PublicOpen || c.Answered != "" {
		return "", nil
	}
	received, err := law.ParseDate(c.Received)
	if err != nil {
		return "", err
	}
	deadlines, err := o.Law.Deadlines([]law.Event{{Code: "receive", Date: received}}, received)
	if err != nil {
		return "", err
	}
	for _, d := range deadlines {
		if d.Rule.Code == "answer" {
			return d.Due.String(), nil
		}
	}
	return "", nil
}

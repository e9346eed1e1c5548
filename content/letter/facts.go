package letter

import (
	"fmt"
	"slices"

	"github.com/akta-foi/akta/content/law"
)

// Facts are what a letter is filled with. What is empty becomes a placeholder.
// All texts are one line, but Answer.
type Facts struct {
	Law       *law.Profile
	Authority Authority
	Requester Requester
	Case      string // its id
	Title     string
	History   []law.Event // oldest first; the first is the receipt of the request
	Date      law.Date    // of the letter
	Documents []Document
	Grounds   []string // codes or paragraphs, where no event names them: those of the redactions
	Answer    string   // the office's own words, in Markdown
	Page      string   // where the answer is published
}

// Authority is who writes.
type Authority struct {
	Name      string
	Address   []string
	Email     string
	Phone     string
	DataBox   string
	CompanyID string
	Web       string
}

// Requester is who the letter goes to.
type Requester struct {
	Name, Address, Email, DataBox string
	Born                          law.Date
}

// Document is one document of the case.
type Document struct {
	ID       string
	Title    string
	Redacted bool
	Withheld string // code of a ground; empty: it is provided
}

// check holds the facts together, and cuts the history to the letter's day.
func (f *Facts) check() error {
	if f.Law == nil || f.Authority.Name == "" || f.Case == "" || len(f.History) == 0 {
		return fmt.Errorf("letter: want a law, an authority, a case and the day it was received")
	}
	received := f.History[0].Date
	if f.Date < received {
		return fmt.Errorf("letter of %s: the request was received on %s", f.Date, received)
	}
	if len(f.Documents) > maxItems || len(f.Grounds) > maxItems || len(f.Authority.Address) > maxItems {
		return fmt.Errorf("letter: a list of more than the %d entries allowed", maxItems)
	}
	if i := slices.IndexFunc(f.History, func(e law.Event) bool { return e.Date > f.Date }); i >= 0 {
		f.History = f.History[:i]
	}
	return nil
}

// event is the last event the kind tells of, and its place in the history; -1
// if it was not written down yet, as when the letter comes first.
func (f *Facts) event(k *Kind) (law.Event, int) {
	for i := len(f.History) - 1; i >= 0; i-- {
		if slices.Contains(k.Events, f.History[i].Code) {
			return f.History[i], i
		}
	}
	return law.Event{}, -1
}

// deadline is how a deadline stands after a history; nil if it never ran.
func (f *Facts) deadline(code string, history []law.Event, on law.Date) (*law.Deadline, error) {
	all, err := f.Law.Deadlines(history, on)
	if err != nil {
		return nil, err
	}
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].Rule.Code == code {
			return &all[i], nil
		}
	}
	return nil, nil
}

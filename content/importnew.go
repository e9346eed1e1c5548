package content

import (
	"slices"
	"strings"

	"github.com/akta-foi/akta/content/intake"
)

// state is the request's state in a word that case.md has.
func (im *importing) state() string {
	if slices.Contains(states, im.req.State) {
		return im.req.State
	}
	return "open"
}

// newCase is case.md as the source tells it. What names the requester stays
// out of what is public.
func (im *importing) newCase(id string) *Case {
	r := im.req
	c := &Case{ID: id, Title: r.Title, Language: r.Language, State: im.state(), Question: r.Question, Requester: Requester{Name: r.Requester.Name, Email: r.Requester.Email}}
	if c.State != r.State {
		im.note(intake.Unknown, "the state %q is none of case.md: the case is open until an officer says what it is", r.State)
	}
	if c.Language == "" {
		c.Language = im.office.Settings.Language
	}
	switch {
	case named(c.Title, c.Requester):
		im.note(intake.Refused, "the title names who asked, and was replaced: a case's title is public")
		c.Title = ""
	case r.Private && c.Title != "":
		im.note(intake.LeftOut, "%q did not become the title, which is public: write one into case.md", c.Title)
		c.Title = ""
	}
	if c.Title = strings.TrimSpace(cut(c.Title, maxTitle)); checkTitle(c.Title) != nil {
		c.Title = KindName("request", c.Language)
	}
	if named(c.Question, c.Requester) {
		im.note(intake.Refused, "the question names who asked, and was left out: write it into case.md in public words")
		c.Question = ""
	}
	received := r.Received
	if received == 0 {
		received = im.opt.Today
		im.note(intake.Assumed, "received on %s, the day of the import: the source tells no day: put it into case.md", received)
	}
	c.Received = received.String()
	if r.Closed >= received && c.State != "open" {
		c.Answered = r.Closed.String()
	}
	return c
}

// named tells whether a text holds the name or the address of who asked, or
// half of the name.
func named(text string, r Requester) bool {
	f := newFinder(strings.SplitAfter(text, " "))
	for _, w := range append(strings.Fields(r.Name), r.Email) {
		if len([]rune(foldText(w))) >= minForm && len(f.find(w)) > 0 {
			return true
		}
	}
	return false
}

package main

import (
	"strings"

	"github.com/akta-foi/akta/content"
)

const (
	shownPlaces   = 3   // of a group, before e is asked for
	listedPlaces  = 200 // of a group with e
	shownWords    = 6   // around what was found
	explainedWord = 20  // with e
)

// show prints the group at hand.
func (s *session) show(at step, g content.Group) {
	x := g.Redactions[0]
	what := strings.Join(g.Types, ", ") + ", " + plural(len(g.Redactions), "place", "places")
	if g.Score > 0 {
		what += ", score " + score(g.Score)
	}
	switch {
	case at.second:
		s.printf("\nSecond look, %d left: %s, kept", len(s.queue), what)
	case at.also:
		s.printf("\nalso: %s of this person; %s left", plural(len(g.Redactions), "further mention", "further mentions"), plural(len(s.queue), "group", "groups"))
	default:
		s.printf("\n%s left: %s, ground %s", plural(len(s.queue), "group", "groups"), what, g.Ground)
	}
	for _, x := range g.Redactions[:min(len(g.Redactions), shownPlaces)] {
		s.printf("  %s", s.line(x, shownWords))
	}
	if n := len(g.Redactions) - shownPlaces; n > 0 {
		s.printf("  and %s: e shows them", plural(n, "further place", "further places"))
	}
	s.printf("  because: %s", reasonOf(x))
}

// line is one place and what stands there.
func (s *session) line(x content.Redaction, around int) string {
	if x.Field != "" {
		return s.v.Place(x)
	}
	line := s.v.Place(x) + ": " + marked(s.v.Excerpt(x, around))
	if x.Box != nil {
		line += " (look at page " + score(x.Page) + " of " + s.v.File(x.Document) + ")"
	}
	return line
}

// explain prints every place of a group, each with its reasons.
func (s *session) explain(g content.Group) {
	for _, x := range g.Redactions[:min(len(g.Redactions), listedPlaces)] {
		s.printf("  %s  %s", x.ID, s.line(x, explainedWord))
		s.printf("      %s, ground %s, %s: %s", x.Type, x.Ground, x.Source, strings.Join(x.Reasons, "; "))
	}
	if n := len(g.Redactions) - listedPlaces; n > 0 {
		s.printf("  and %d more: o decides one by one", n)
	}
}

func (s *session) help() {
	for _, line := range []string{
		"a  accept: hide all places of the group",
		"r  reject: hide none of them",
		"A  accept all groups of this type; R rejects them",
		"e  show every place with more words around it",
		"o  decide the places of the group one by one",
		"g  choose another ground, then a",
		"s  skip: decide later",
		"u  undo the last decision, again and again",
		"k  in the second look: keep; h: hide after all",
		"q  quit; everything decided is saved, and the next run goes on here",
	} {
		s.printf("  %s", line)
	}
}

package read

import (
	"encoding/xml"
	"strings"
)

// docxChange is one tracked change (ECMA-376 part 1, 17.13.5). The text view
// is the document as if all of them were accepted, which is what a reader of
// the final view sees: insertions are shown, deletions are not; both are named.
type docxChange struct {
	what, author, date string
}

func docxChangeOf(what string, e xml.StartElement) docxChange {
	return docxChange{what, attr(e, "author"), attr(e, "date")}
}

// String is "deleted by Jana Vzorová, 2026-03-01T10:00:00Z".
func (c docxChange) String() string {
	s := c.what
	if c.author != "" {
		s += " by " + c.author
	}
	if c.date != "" {
		s += ", " + c.date
	}
	return s
}

// docxChanges collects tracked changes: text that one author changed in one go
// is one item, changes of looks are counted per author.
type docxChanges struct {
	texts []docxChangedText
	looks []docxChangedLooks
}

type docxChangedText struct {
	docxChange
	where string
	text  excerptText
}

type docxChangedLooks struct {
	docxChange
	where string
	count int
}

// add records changed text.
func (l *docxChanges) add(c docxChange, where, text string) {
	if n := len(l.texts); n == 0 || l.texts[n-1].docxChange != c {
		if strings.TrimSpace(text) == "" {
			return
		}
		l.texts = append(l.texts, docxChangedText{docxChange: c, where: where})
	}
	l.texts[len(l.texts)-1].text.join(text)
}

// look records a change without text of its own.
func (l *docxChanges) look(c docxChange, where string) {
	c.date = ""
	for i := range l.looks {
		if l.looks[i].docxChange == c {
			l.looks[i].count++
			return
		}
	}
	if len(l.looks) < maxHidden {
		l.looks = append(l.looks, docxChangedLooks{c, where, 1})
	}
}

// name names all of them.
func (l *docxChanges) name(doc *Document) {
	for _, c := range l.texts {
		doc.hide(Hidden{Kind: HiddenTrackedChange, Where: c.where, Count: max(c.text.words, 1), Unit: "words", Excerpt: c.String() + ": " + c.text.String()})
	}
	for _, c := range l.looks {
		doc.hide(Hidden{Kind: HiddenTrackedChange, Where: "from " + c.where + " on", Count: c.count, Unit: "changes", Excerpt: c.String()})
	}
}

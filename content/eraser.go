package content

import (
	"slices"
	"strings"

	"github.com/akta-foi/akta/bundles"
)

// eraser takes the persons of a case out of what the office writes down: the
// case's pseudonym takes the place of a name or an address. A nil one erases
// nothing.
type eraser struct {
	persons   *persons // whom the case knows
	pseudonym string
}

// forgottenEraser is that of a case whose requester was forgotten; nil: was not.
func (o *Office) forgottenEraser(caseID string, p *Plan, seals []*bundles.Sealed) (*eraser, error) {
	c, err := o.Case(caseID)
	if err != nil || c.Forgotten == "" {
		return nil, err
	}
	e := new(eraser)
	if e.persons, err = o.knownPersons(c, p, seals); err != nil {
		return nil, err
	}
	e.pseudonym, err = o.Pseudonym(caseID)
	return e, err
}

// names tells whether a text names a person of the case.
func (e *eraser) names(text string) bool {
	return text != "" && len(e.persons.find(newFinder(strings.SplitAfter(text, " ")))) > 0
}

// without is a text with the pseudonym in the place of what names the person.
func (e *eraser) without(text string) string {
	if text == "" {
		return ""
	}
	leaves := strings.SplitAfter(text, " ")
	for _, h := range slices.Backward(e.persons.find(newFinder(leaves))) {
		end := h.at[0] + h.at[1]
		instead := e.pseudonym
		if strings.HasSuffix(leaves[end-1], " ") {
			instead += " "
		}
		leaves = slices.Replace(leaves, h.at[0], end, instead)
	}
	return strings.Join(leaves, "")
}

// erase replaces what names the person in a text, and tells whether it did.
func (e *eraser) erase(text *string) bool {
	was := *text
	*text = e.without(was)
	return *text != was
}

// redaction erases in what is said about a redaction, and tells in how many of
// its texts. What it hides stays.
func (e *eraser) redaction(x *Redaction) (n int) {
	if e == nil {
		return 0
	}
	for _, text := range []*string{&x.Note, &x.Group} {
		if e.erase(text) {
			n++
		}
	}
	x.Reasons = slices.Clone(x.Reasons)
	for i := range x.Reasons {
		if e.erase(&x.Reasons[i]) {
			n++
		}
	}
	return n
}

package find

import "strconv"

// Steps of a number's score. What they add up to: a shape with its checksum is
// above Low where chance makes it rarely, a label and a shape always are.
const (
	labelled     = 25 // a label stands before it
	perLetter    = 4  // a letter was read for a digit
	perLetterOCR = 1  // in a document that was recognised
	partOfLonger = 20 // more digits stand beside it
)

// evidence is why a number is taken for something, step by step.
type evidence struct {
	number  *number
	score   int
	reasons []string
	label   bool
}

// evidence begins with the score that the shape alone has.
func (n *number) evidence(score int, reason string) *evidence {
	e := &evidence{number: n, score: score, reasons: make([]string, 0, 6)}
	return e.add(0, reason)
}

// add changes the score, for a reason.
func (e *evidence) add(points int, reason string) *evidence {
	e.score += points
	if reason != "" {
		e.reasons = append(e.reasons, reason)
	}
	return e
}

// check adds what a rule says; a failed one lowers.
func (e *evidence) check(holds bool, up int, yes string, down int, no string) *evidence {
	if holds {
		return e.add(up, yes)
	}
	return e.add(-down, no)
}

// labels raises the score if one of the labels stands before the number.
func (e *evidence) labels(labels []string) *evidence {
	n := e.number
	_, chars, ok := n.text.label(n.from-n.prefix, labels, labelReach)
	if !ok && n.prefix > 0 {
		_, chars, ok = n.text.label(n.from, labels, 0) // glued to it
	}
	if ok {
		e.label = true
		e.add(labelled, "label "+strconv.Itoa(chars)+" characters before it")
	}
	return e
}

// reading lowers the score for what had to be guessed to read the number.
func (e *evidence) reading() *evidence {
	n := e.number
	if k := n.damaged(); k > 0 {
		per := perLetter
		if n.text.Recognised {
			per = perLetterOCR
		}
		e.add(-k*per, strconv.Itoa(k)+" of its digits read as letters")
	}
	if n.tight() && !e.label {
		e.add(-partOfLonger, "more digits stand beside it")
	}
	return e
}

// emit makes the finding, if anything is left of the score.
func (e *evidence) emit(emit func(Finding), typ Type, key, ground string) {
	if e.score >= hint {
		n := e.number
		emit(n.text.finding(n.from-n.prefix, n.to, typ, key, e.score, ground, e.reasons...))
	}
}

// hint is the lowest score that is worth a look: less is noise.
const hint = 15

// Grounds that are suggested, as the laws' profiles name them.
const (
	groundPersonal = "personal-data"
	groundInternal = "internal" // public by nature: an officer will seldom hide it
)

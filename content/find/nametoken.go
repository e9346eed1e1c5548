package find

import "strings"

// nameToken is a word that may belong to a name: letters, with the hyphens,
// apostrophes and misread digits between them. Offsets are into text.folded.
type nameToken struct {
	from, to int32
	gap      gap // before it
	form     form
}

// gap is what stands between two words.
type gap uint16

const (
	gapSpace gap = 1 << iota
	gapLine
	gapDot
	gapEnd // ! or ?
	gapColon
	gapComma
	gapDigit
	gapAt
	gapSlash
	gapDash
	gapOther
	gapStart // of the text
)

// tight tells whether two words stand together with something between them.
func (g gap) tight() bool { return g&(gapSpace|gapLine|gapStart) == 0 }

// plain tells whether nothing but white space lies between.
func (g gap) plain() bool { return g&^(gapSpace|gapLine) == 0 }

// form is how a word is written.
type form uint8

const (
	formCapital form = 1 << iota // begins with one
	formCaps                     // has no small letter
	formBroken                   // over the end of a line
	formDigit                    // has digits between its letters
	formMixed                    // has capitals among small letters, as no name has
)

// nameTokens reads words from an offset on, about as many as a block has; a
// block ends at the end of a line if it can. tail is what stands after the last word.
func (t *text) nameTokens(at int, out []nameToken) (toks []nameToken, next int, tail gap) {
	s := t.plain
	g := gapStart
	if at > 0 {
		g = gapLine
	}
	for at < len(s) {
		c := s[at]
		if !isLetter(c) {
			switch {
			case c == ' ':
				g |= gapSpace
			case c == '\n':
				if g |= gapLine; len(out) >= maxNameBlock || len(out) >= maxNameBlock-maxNameLine && g&gapDot != 0 {
					return out, at, g
				}
			case c == '.':
				g |= gapDot
			case c == '!' || c == '?':
				g |= gapEnd
			case c == ':':
				g |= gapColon
			case c == ',' || c == ';':
				g |= gapComma
			case isDigit(c):
				if t.Recognised && t.misreadCapital(at) {
					tok := nameToken{from: int32(at), gap: g}
					at = tok.read(s, at)
					out = append(out, tok)
					g = 0
					continue
				}
				g |= gapDigit
				for at+1 < len(s) && alnum(s[at+1]) {
					at++
				}
			case c == '@':
				g |= gapAt
			case c == '/' || c == '\\':
				g |= gapSlash
			case c == '-':
				g |= gapDash
			default:
				g |= gapOther
			}
			at++
			continue
		}
		tok := nameToken{from: int32(at), gap: g}
		at = tok.read(s, at)
		out = append(out, tok)
		g = 0
		if len(out) >= maxNameBlock+maxNameLine { // a line without an end
			return out, at, gapLine
		}
	}
	return out, at, g
}

// misreadCapital tells whether a digit is the misread capital of a word, or a
// stain before it: 9ommrová, 5Somogyi.
func (t *text) misreadCapital(at int) bool {
	s := t.plain
	if at > 0 && (alnum(s[at-1]) || strings.IndexByte(".,-/:", s[at-1]) >= 0) {
		return false
	}
	small, vowel := 0, false
	i := at + 1
	for ; i < len(s) && isLetter(s[i]); i++ {
		if s[i] >= 'a' {
			small++
		} else if i > at+1 {
			return false
		}
		vowel = vowel || strings.IndexByte("aeiouyAEIOUY", s[i]) >= 0
	}
	if !vowel || small < minNearName || i < len(s) && (isDigit(s[i]) || s[i] == '@') {
		return false
	}
	v, w := vocabularyOf(t.Language), t.folded[at+1:i] // 5denní
	return !v.common[w] && !v.stems[stems(w, v.hungarian)[0]]
}

// read takes a word that starts at an offset and returns where it ends.
func (n *nameToken) read(s string, at int) int {
	caps, small, parts := 0, 0, 0
	if s[at] <= 'Z' {
		n.form |= formCapital
	}
	for at < len(s) {
		c := s[at]
		switch {
		case c >= 'a' && c <= 'z':
			small++
		case c >= 'A' && c <= 'Z':
			caps++
		default:
			next := joins(s, at)
			if next == 0 {
				n.to = int32(at)
				n.finish(caps-parts, small)
				return at
			}
			if isDigit(c) {
				n.form |= formDigit
			}
			if c == '-' {
				if next == at+1 {
					parts++
				} else {
					n.form |= formBroken
				}
			}
			at = next
			continue
		}
		at++
	}
	n.to = int32(at)
	n.finish(caps-parts, small)
	return at
}

func (n *nameToken) finish(caps, small int) {
	switch {
	case small == 0 && caps > 1:
		n.form |= formCaps
	case caps > 2:
		n.form |= formMixed
	}
}

// joins returns where a word goes on after a sign between its letters, or 0.
func joins(s string, at int) int {
	if at+1 >= len(s) {
		return 0
	}
	next := s[at+1]
	switch c := s[at]; {
	case c == '-' && next >= 'A' && next <= 'Z':
		return at + 1 // a small letter begins a suffix: Kiss-sel
	case c == '-' && next == '\n' && at+2 < len(s) && s[at+2] >= 'a' && s[at+2] <= 'z':
		return at + 2
	case c == '\'' && next >= 'A' && next <= 'Z' && at >= 1 && (at == 1 || !isLetter(s[at-2])):
		return at + 1 // O'Brien
	case isDigit(c) && isLetter(next):
		return at + 1
	}
	return 0
}

// word is the folded word, without what a line's end put into it.
func (t *text) nameWord(n nameToken) string {
	w := t.folded[n.from:n.to]
	if n.form&formBroken != 0 {
		w = strings.ReplaceAll(w, "-\n", "")
	}
	return w
}

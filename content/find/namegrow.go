package find

import (
	"slices"
	"strings"
)

// A name that was recognised may be in pieces: "Alic e", "Bl ažek", with a mark
// between its words, or with a small letter where its capital was. It grows over
// the words beside it that seem to be the rest of it.

// Bounds of what a damaged name may take in.
const (
	maxGrow   = 3 // words on either side
	maxStray  = 3 // characters of a mark between two words of a name
	maxPiece  = 3 // letters of a piece of a word that is in no list
	longPiece = 4 // letters of a piece with a capital that its rest follows
)

// grow returns the part of the folded text that a run and the damaged words
// beside it take.
func (b *nameBlock) grow(r *nameRun, s *nameScore) (from, to int) {
	from, to = int(b.toks[r.first].from), int(b.toks[r.last].to)
	if !b.t.Recognised || s.capped || s.score < Low || r.exact {
		return from, to
	}
	n := r.tally()
	g := growth{
		nameBlock: b,
		whole:     n.given > 0 && n.surname+n.unknown+n.foreign > 0 || n.given > 1,
		certain:   s.score >= likelyName || n.given+n.surname > 0 && s.score >= Low+5,
		given:     n.given > 0,
	}
	if k := b.nameKind(r.words[0].word); len(r.words) == 1 && k != 0 { // as it was before it was misread
		g.near, g.given = true, k&kindGiven != 0
	}
	// The word that is missing stands where the language has it, if it does.
	grown := 0
	for side := range 2 {
		before := (side == 0) == (b.v.hungarian == g.given)
		for range maxGrow {
			at := -1
			if before {
				at = g.left(from, to)
			} else {
				at = g.right(from, to)
			}
			if at < 0 {
				break
			}
			if grown++; before {
				from = at
			} else {
				to = at
			}
		}
	}
	if grown > 0 {
		s.reasons = append(s.reasons, "with what is left of a damaged word beside it")
	}
	return from, to
}

// pieceEndings end the names whose ends were read as another word.
var pieceEndings = []string{"ova", "ove", "ovou", "ovi", "nak", "nek", "nal", "val", "vel", "tol", "hoz"}

// growth is a name while it grows.
type growth struct {
	*nameBlock
	whole   bool // it has a given name and a surname
	certain bool // it is a name, as it stands
	near    bool // it is a name with a letter misread
	given   bool // it has a given name
}

// printed is what stands between two blanks.
type printed struct {
	from, to   int // of its letters and what is between them
	word       string
	capital    bool
	marked     bool   // marks or digits stand between its letters
	lead, tail string // marks before and after its letters
}

// printedAt reads what stands between the blanks at two offsets; ok tells that
// it may be a word.
func (b *nameBlock) printedAt(from, to int) (p printed, ok bool) {
	s := b.t.plain
	p.from, p.to = from, to
	for p.from < to && !alnum(s[p.from]) {
		p.from++
	}
	for p.to > p.from && !alnum(s[p.to-1]) {
		p.to--
	}
	if s[from:to] == "c" { // © is folded to it, and it is no word
		p.from = p.to
	}
	p.lead, p.tail = s[from:p.from], s[p.to:to]
	if p.from == p.to || p.to-p.from > maxNameLetters || len(p.lead) > maxStray || len(p.tail) > maxStray || strings.ContainsAny(s[from:to], "@/\\_") {
		return p, false
	}
	p.word = keepBytes(b.t.folded[p.from:p.to], alnum)
	digits := len(onlyDigits(p.word))
	p.capital, p.marked = s[p.from] <= 'Z', digits > 0 || len(p.word) < p.to-p.from
	return p, digits <= 2 && 2*digits <= len(p.word) && digits < len(p.word)
}

// after returns the word after an offset, and what stands between, without
// blanks; a line's end counts as a mark.
func (b *nameBlock) after(at int) (p printed, between string, ok bool) {
	s := b.t.plain
	start := at
	for at < len(s) && !isSpace(s[at]) {
		at++
	}
	between = s[start:at]
	for range 2 {
		if at >= len(s) {
			return p, "", false
		}
		if s[at] == '\n' {
			between += "\n"
		}
		first := at + 1
		for at = first; at < len(s) && !isSpace(s[at]); at++ {
		}
		if p, ok = b.printedAt(first, at); p.from < p.to {
			return p, between + p.lead, ok && len(between) <= maxStray
		}
		between += " " + s[first:at]
	}
	return p, "", false
}

// before is the same on the other side.
func (b *nameBlock) before(at int) (p printed, between string, ok bool) {
	s := b.t.plain
	end := at
	for at > 0 && !isSpace(s[at-1]) {
		at--
	}
	between = s[at:end]
	for range 2 {
		if at == 0 {
			return p, "", false
		}
		if s[at-1] == '\n' {
			between = "\n" + between
		}
		last := at - 1
		for at = last; at > 0 && !isSpace(s[at-1]); at-- {
		}
		if p, ok = b.printedAt(at, last); p.from < p.to {
			return p, p.tail + between, ok && len(between) <= maxStray
		}
		between = s[at:last] + " " + between
	}
	return p, "", false
}

// edge is the first or the last word of a part of the text, and whether it has a
// capital.
func (b *nameBlock) edge(from, to int, last bool) (word string, capital bool) {
	s := b.t.folded
	if last {
		if i := strings.LastIndexAny(s[from:to], " \n"); i >= 0 {
			from += i + 1
		}
	} else if i := strings.IndexAny(s[from:to], " \n"); i >= 0 {
		to = from + i
	}
	return keepBytes(s[from:to], alnum), b.t.plain[from] <= 'Z'
}

// right returns where a name ends with the word after it, or -1.
func (g *growth) right(from, to int) int {
	p, between, ok := g.after(to)
	if !ok {
		return -1
	}
	w := p.word
	edge, capital := g.edge(from, to, true)
	if strings.Contains(between, "\n") {
		return g.nextLine(p, between, p.to)
	}
	small := !p.capital
	if (len(w) <= maxPiece || len(edge) <= longPiece || small && g.strange(w)) && (!g.v.common[w] || len(w) == 1 && g.nameKind(edge) == 0) && g.pieceKind(edge+w) != 0 {
		return p.to
	}
	if len(w) > 1 && g.cueOf(w)&^cueParticle != 0 {
		return -1
	}
	if between == "" {
		switch {
		case small && capital && len(edge) <= longPiece && len(edge) > 1 && len(w) > 1 && !g.v.common[w] && !g.v.common[edge]:
			return p.to // "Tanc ojovi"
		case small && len(w) <= longPiece+1 && g.certain && g.nameKind(edge) == 0 && slices.ContainsFunc(pieceEndings, func(e string) bool { return strings.HasSuffix(w, e) }):
			return p.to // "Nezdaři iová"
		case len(w) <= maxPiece && g.certain && !strings.HasPrefix(p.tail, ".") && g.piece(p):
			return p.to
		}
	}
	switch {
	case g.whole:
		return -1
	case len(w) == 1 && small && between == "" && g.certain:
		q, between, ok := g.after(p.to)
		if !ok || between != "" || q.capital || !g.strange(q.word) || g.nameKind(w+q.word) == 0 {
			return -1
		}
		g.whole = true
		return q.to // "s einerová"
	case strings.ContainsAny(between, ",.;:!?") && between[0] != ' ':
		// The end of a part of a sentence as well: only a name goes on there.
		if k := g.nameKind(w); !p.capital || k == 0 || g.given == (k&kindGiven != 0) || !g.closed(p) {
			return -1
		}
		g.whole = true
		return p.to
	case g.takes(p, between == ""):
		return p.to
	}
	return -1
}

// left returns where a name begins with the word before it, or -1.
func (g *growth) left(from, to int) int {
	p, between, ok := g.before(from)
	if !ok {
		return -1
	}
	w := p.word
	edge, capital := g.edge(from, to, false)
	if strings.Contains(between, "\n") {
		return g.nextLine(p, between, p.from)
	}
	if len(w) == 1 && p.capital && isLetter(w[0]) && between != "" && strings.Contains(".,:;", between[:1]) && !g.whole {
		return p.from // an initial
	}
	if (len(w) <= maxPiece || len(edge) <= maxPiece) && !g.v.common[w] && (len(w) > 1 || p.capital && !capital) && g.pieceKind(w+edge) != 0 {
		return p.from
	}
	if p.capital && between == "" && !capital && len(w) > 1 && g.strange(edge) && !g.v.common[w] && g.cueOf(w) == 0 {
		return p.from // "Kovat svályi"
	}
	if g.whole {
		return -1
	}
	if q, _, ok := g.before(p.from); ok && (len(w) <= maxPiece || len(q.word) <= maxPiece) {
		if k := g.pieceKind(q.word + w); k != 0 && g.nameKind(w) == 0 && (len(q.word) > 1 || q.capital) && (!g.v.common[w] || !g.v.common[q.word]) && g.cueOf(q.word) == 0 {
			g.whole = true
			return q.from // two pieces: "vě ra"
		}
	}
	if len(w) > 1 && g.cueOf(w)&^cueParticle != 0 {
		return -1
	}
	switch {
	case strings.ContainsAny(between, ",.;!?"):
		return -1
	case strings.Contains(between, ":"):
		if k := g.nameKind(w); !p.capital || g.v.common[w] || !g.certain && !g.near && k == 0 && !g.strange(w) || len(w) <= maxPiece {
			return -1
		}
		g.whole = true
		return p.from
	case between == "" && len(w) <= maxPiece && g.certain && g.piece(p):
		return p.from
	case g.takes(p, between == ""):
		return p.from
	}
	return -1
}

// nextLine returns an offset if the missing word of a name stands in another
// line, else -1: a line ends anywhere, so that it must be a name by itself.
func (g *growth) nextLine(p printed, between string, at int) int {
	k := g.nameKind(p.word)
	if g.whole || !(g.certain || g.near) || between != "\n" || !p.capital || g.given == (k&kindGiven != 0) || k == 0 || g.cueOf(p.word) != 0 {
		return -1
	}
	g.whole = true
	return at
}

// piece tells whether a few letters are no word.
func (g *growth) piece(p printed) bool {
	if len(p.word) > 1 {
		return !g.v.common[p.word] && onlyDigits(p.word) == ""
	}
	// No word of one letter has an accent, but ő.
	raw := g.t.raw[g.t.places[p.from]:]
	return raw[0] >= 0xc3 && !strings.HasPrefix(raw, "ő") && !strings.HasPrefix(raw, "Ő")
}

// takes tells whether a word beside a name is its missing one.
func (g *growth) takes(p printed, plain bool) bool {
	w := p.word
	k := g.nameKind(w)
	if strings.HasSuffix(p.lead, "[") || strings.HasSuffix(p.lead, "|") || strings.HasSuffix(p.lead, "!") {
		if i := g.nameKind("i" + w); i&kindGivenExact != 0 { // "[van"
			k, p.capital = i, true
		}
	}
	switch {
	case g.given && p.capital && (g.certain || g.near) && g.v.surnames[w] && plain && g.v.hungarian: // a common word as well: Veres, Fodor
	case k != 0 && (g.certain || g.near || p.capital || k&kindGivenExact != 0):
	case len(w) < maxPiece || g.v.common[w]:
		return false
	case p.capital && (g.certain || g.near), p.capital && p.marked && plain:
	case len(w) <= maxPiece || !g.strange(w) || !g.certain && (!p.capital || plain):
		return false
	}
	g.whole = true
	return true
}

// closed tells whether no further word of a name follows: in a list of names
// each comma is one.
func (g *growth) closed(p printed) bool {
	next, between, ok := g.after(p.to)
	return !ok || between != "" || !next.capital
}

package find

import "strings"

// nameBlock is a piece of a text being searched.
type nameBlock struct {
	v      *vocabulary
	t      *text
	toks   []nameToken
	tail   gap                      // after the last of them
	infos  map[string]*nameWordInfo // of words with a capital, by how they are written
	cues   map[string]cue           // of words beside names
	small  map[string]bool          // words that occur without a capital
	locals map[string]bool          // stems in the local parts of e-mail addresses
	near   map[string]wordKind      // of words that may be damaged names
	odd    map[string]bool          // whether words are far from all common ones
	people *people                  // nil while they are collected
}

// info is what is known of a token with a capital.
func (b *nameBlock) info(i int) *nameWordInfo {
	n := b.toks[i]
	w := b.t.nameWord(n)
	key := w
	if n.form&formCaps != 0 && len(w) <= maxAcronym {
		key = b.t.plain[n.from:n.to]
	}
	female := strings.HasSuffix(w, "ova") && !b.t.Recognised && !b.possessive(i)
	if female {
		key = w + "!"
	}
	known, ok := b.infos[key]
	if !ok {
		known = b.v.wordInfo(w, n.form&formCaps != 0)
		if female {
			known.stems = known.stems[:1] // Nováková is not Novák's
		}
		if b.t.Recognised && known.kind&(kindDull|kindNamed) == 0 && b.v.looks[looksOf(w)] {
			known.kind |= kindCommon
		}
		if b.people != nil {
			b.people.mark(known, b.t.Recognised)
		}
		if len(b.infos) >= maxNameInfos {
			clear(b.infos)
		}
		b.infos[key] = known
	}
	return known
}

// cueOf is what a word beside a name says.
func (b *nameBlock) cueOf(w string) cue {
	c, ok := b.cues[w]
	if !ok {
		c = cueOf(w, b.v.hungarian)
		if c == 0 && b.t.Recognised && !b.v.common[w] && !b.v.given[w] && !b.v.surnames[w] {
			c = nearCue(w, b.v.hungarian)
		}
		if len(b.cues) < maxNameInfos {
			b.cues[w] = c
		}
	}
	return c
}

// starts tells whether a sentence, an item or a heading may start at a token, so
// that its capital says nothing.
func (b *nameBlock) starts(i int) bool {
	g := b.toks[i].gap
	switch {
	case g&(gapStart|gapEnd) != 0:
		return true
	case g&gapDot != 0 && g&gapComma == 0:
		return g.tight() || i == 0 || !b.abbreviation(i-1)
	case g&gapLine != 0:
		// In running text a line may break before any word.
		return i == 0 || g&(gapDash|gapOther|gapDigit|gapColon) != 0 || b.toks[i-1].form&formCapital != 0 && g&gapComma == 0 && b.info(i-1).kind&kindNamed == 0
	case g&gapColon != 0:
		return true
	case g&(gapDigit|gapDash) != 0 && i > 0 && g&gapSpace != 0:
		return g&gapDigit != 0 && g&gapDot != 0
	}
	return false
}

// abbreviation tells whether the dot after a token need not end a sentence.
func (b *nameBlock) abbreviation(i int) bool {
	w := b.t.nameWord(b.toks[i])
	return len(w) <= 2 || cueWords()[w]&(cueTitle|cueAfter|cueSaint|cueStreet|cueCompany) != 0
}

func (b *nameBlock) gapAfter(i int) gap {
	if i+1 < len(b.toks) {
		return b.toks[i+1].gap
	}
	return b.tail
}

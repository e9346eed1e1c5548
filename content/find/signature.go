package find

// A letter ends with a formula and the names of those who signed it.

// signed tells whether a closing formula stands a few words before a run.
func (b *nameBlock) signed(r *nameRun) bool {
	lines := 0
	for k, back := r.first, 0; k > 0 && back < maxSignature; k, back = k-1, back+1 {
		if b.toks[k].gap&gapLine != 0 {
			lines++
		}
		n := b.toks[k-1]
		if n.to-n.from > 4 && cueWords()[b.t.nameWord(n)]&cueClosing != 0 {
			return lines > 0 || b.toks[k].gap&(gapComma|gapColon|gapDot) != 0
		}
	}
	return false
}

// signature is the block of lines that a signature's name begins: itself and
// the lines after it, as long as they are short.
func (b *nameBlock) signature(r *nameRun) (from, to int) {
	lines, words, last := 0, 0, r.last
	for k := r.last + 1; k < len(b.toks); k++ {
		if words++; b.toks[k].gap&gapLine != 0 {
			lines, words = lines+1, 1
		}
		if lines >= signatureLines || words > signatureWords {
			break
		}
		last = k
	}
	return int(b.toks[r.first].from), int(b.toks[last].to)
}

const (
	maxSignature   = 16 // words from the formula to the name
	signatureLines = 3  // of a signature
	signatureWords = 7  // in each but the first
)

package typeset

import (
	"cmp"
	"slices"
)

// maxLacking bounds the different characters without a picture that are told
// apart.
const maxLacking = 1_000

// Lacking returns how many characters have no picture in akta's fonts and were
// drawn as a box, and the different ones in their order.
func (p *Pages) Lacking() (n int, which []rune) {
	seen := map[rune]bool{}
	for _, run := range p.runs {
		for _, r := range run.text {
			if run.face.glyphs[r] != nil {
				continue
			}
			if n++; !seen[r] && len(which) < maxLacking {
				seen[r] = true
				which = append(which, r)
			}
		}
	}
	slices.SortFunc(which, cmp.Compare[rune])
	return n, which
}

// Dropped is the number of control characters that were left out.
func (p *Pages) Dropped() int {
	n := 0
	count := func(runs []Run) {
		for _, r := range runs {
			_, dropped := clean(r.Text)
			n += dropped
		}
	}
	for _, b := range p.flow.Blocks {
		_, dropped := clean(b.Marker)
		n += dropped
		count(b.Runs)
		for _, row := range b.Rows {
			for _, c := range row.Cells {
				count(c.Runs)
			}
		}
	}
	return n
}

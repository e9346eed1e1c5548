package content

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/akta-foi/akta/content/find"
)

// Notes of findings that nobody has to decide about.
const (
	noteHint = "hint"
	noteFact = "public fact: " // and why
)

// proposed tells whether a program proposed the redaction.
func (r *Redaction) proposed() bool {
	return r.Source == SourceReader || strings.HasPrefix(r.Source, SourceDetector) || strings.HasPrefix(r.Source, SourcePlugin)
}

// automatic tells whether nobody rejected it: it is a public fact or a hint.
func (r *Redaction) automatic() bool {
	return r.State == Rejected && r.At == "" && r.proposed() && (r.Note == noteHint || strings.HasPrefix(r.Note, noteFact))
}

// wordsOf names words of a seal.
type wordsOf struct {
	document, seal string
	words          [2]int
}

// recorder writes findings into a plan.
type recorder struct {
	review  *Review
	at      map[wordsOf]int    // the redaction of those words
	boxes   map[string][]int   // redactions of boxes, by document
	types   map[string]uint64  // a bit for each type; beyond 63 they share one
	added   []int              // redactions that are new proposals
	before  map[int]*Redaction // what added ones were; nil: new
	changed bool
}

func newRecorder(v *Review) *recorder {
	r := &recorder{review: v, at: map[wordsOf]int{}, boxes: map[string][]int{}, types: map[string]uint64{}, before: map[int]*Redaction{}}
	for i, x := range v.plan.Redactions {
		switch {
		case x.Words != nil:
			k := wordsOf{x.Document, x.Seal, *x.Words}
			// Of several of one place that which is decided counts.
			if old, ok := r.at[k]; !ok || v.plan.Redactions[old].State == Undecided {
				r.at[k] = i
			}
		case x.Box != nil:
			r.boxes[x.Document] = append(r.boxes[x.Document], i)
		}
	}
	return r
}

// bestOfPlace leaves one finding of each place: the surest that is not a public
// fact, with the reasons of the others.
func bestOfPlace(found []find.Finding) []find.Finding {
	slices.SortStableFunc(found, func(a, b find.Finding) int {
		return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(a.Count, b.Count), cmp.Compare(a.Kept, b.Kept), cmp.Compare(b.Score, a.Score))
	})
	var out []find.Finding
	for _, f := range found {
		if n := len(out); n > 0 && out[n-1].First == f.First && out[n-1].Count == f.Count {
			out[n-1].Reasons = append(slices.Clone(out[n-1].Reasons), fmt.Sprintf("or %s, score %d", f.Type, f.Score))
			continue
		}
		out = append(out, f)
	}
	return out
}

// redaction is a finding as a proposal.
func (r *recorder) redaction(d *searched, f find.Finding) Redaction {
	x := Redaction{
		Document: d.ID, Words: &[2]int{f.First + 1, f.Count}, Unit: UnitWord, State: Undecided, Source: f.Source,
		Ground: r.review.office.groundFor(f), Type: string(f.Type), Score: min(max(f.Score, 1), 100), Group: oneLine(f.Group, maxFindingGroup),
	}
	if d.sealed != nil {
		x.Seal = d.sealed.doc.Header.Seal
	}
	for _, s := range f.Reasons {
		if s = oneLine(s, maxFindingReason); s != "" && len(x.Reasons) < maxFindingReasons {
			x.Reasons = append(x.Reasons, s)
		}
	}
	switch {
	case f.Kept != "":
		x.State, x.Note = Rejected, oneLine(noteFact+f.Kept, maxRedactionNote)
	case f.Score < find.Low:
		x.State, x.Note = Rejected, noteHint
	}
	r.review.erase.redaction(&x)
	return x
}

// oneLine makes a text of other programs fit for the plan.
func oneLine(s string, most int) string {
	s = printable(s)
	for len(s) > most {
		_, n := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-n]
	}
	return s
}

// document records the findings of a sealed document.
func (r *recorder) document(d *searched, found []find.Finding) error {
	cover, err := r.cover(d)
	if err != nil {
		return err
	}
	words := d.sealed.wordLeaves()
	for _, f := range found {
		if f.First < 0 || f.Count < 1 || f.First+f.Count > len(words) {
			return fmt.Errorf("document %s: %s found words %d to %d, there are %d", d.ID, f.Source, f.First+1, f.First+f.Count, len(words))
		}
		x := r.redaction(d, f)
		if i, ok := r.at[wordsOf{x.Document, x.Seal, *x.Words}]; ok {
			r.again(i, x)
			continue
		}
		if settled(cover, words[f.First:f.First+f.Count], r.bit(x.Type)) {
			continue
		}
		r.add(x)
	}
	return nil
}

// unread records the places of a sealed document that no machine read surely.
func (r *recorder) unread(d *searched) error {
	if d.Reviewed {
		return nil
	}
	regions, err := readerRegions(d)
	if err != nil {
		return err
	}
	for _, x := range regions {
		if r.review.hidden(d, x) {
			continue
		}
		if !slices.ContainsFunc(r.boxes[d.ID], func(i int) bool { return r.review.plan.Redactions[i].samePlace(x) }) {
			r.add(x)
		}
	}
	return nil
}

func (r *recorder) add(x Redaction) {
	p := r.review.plan
	i := len(p.Redactions)
	p.Redactions = append(p.Redactions, x)
	r.changed = true
	if x.Words != nil {
		r.at[wordsOf{x.Document, x.Seal, *x.Words}] = i
	}
	if x.State == Undecided {
		r.added = append(r.added, i)
	}
}

// again records a finding of a place that is in the plan.
func (r *recorder) again(i int, x Redaction) {
	old := &r.review.plan.Redactions[i]
	switch {
	case old.automatic() || old.State == Undecided && x.State == Undecided && old.proposed():
	case old.State == Undecided && old.proposed() && x.Note != noteHint: // a public fact by now
	default:
		return // decided, or a proposal that became a hint: it stays
	}
	next := *old
	next.Type, next.Score, next.Reasons, next.Group, next.Source = x.Type, x.Score, x.Reasons, x.Group, x.Source
	next.State, next.Note = x.State, x.Note
	if next.same(*old) {
		return
	}
	r.changed = true
	if old.State != Undecided && next.State == Undecided {
		was := *old
		r.before[i] = &was
		r.added = append(r.added, i)
	}
	*old = next
}

// same compares what a second finding of a place can change.
func (r *Redaction) same(o Redaction) bool {
	return r.Type == o.Type && r.Score == o.Score && slices.Equal(r.Reasons, o.Reasons) && r.Group == o.Group &&
		r.Source == o.Source && r.State == o.State && r.Note == o.Note
}

const allTypes = ^uint64(0)

// bit of a type of finding.
func (r *recorder) bit(kind string) uint64 {
	b, ok := r.types[kind]
	if !ok {
		b = 1 << min(len(r.types), 63)
		r.types[kind] = b
	}
	return b
}

// cover tells of each leaf for which types of findings it is settled already:
// hidden, left by an officer, or proposed by somebody else than a program. What
// was rejected as an address may still be a person.
func (r *recorder) cover(d *searched) ([]uint64, error) {
	cover := make([]uint64, len(d.finder.leaves))
	if res := r.review.resolved(d); res != nil {
		for i, ground := range res.leaves {
			if ground != "" {
				cover[i] = allTypes
			}
		}
	}
	for i := range r.review.plan.Redactions {
		x := &r.review.plan.Redactions[i]
		if !x.of(d.ID) || x.automatic() || x.Field != "" || x.State == Undecided && x.proposed() {
			continue
		}
		ranges, _, err := d.sealed.locate(*x)
		if err != nil {
			continue // of an older reading
		}
		bits := allTypes
		if x.State == Rejected && x.Type != "" {
			bits = r.bit(x.Type)
		}
		for _, g := range ranges {
			for leaf := g[0]; leaf < g[0]+g[1]; leaf++ {
				cover[leaf] |= bits
			}
		}
	}
	return cover, nil
}

func settled(cover []uint64, leaves []int, bit uint64) bool {
	for _, leaf := range leaves {
		if cover[leaf]&bit == 0 {
			return false
		}
	}
	return true
}

// dropStale takes proposals out that nobody decided about and that name no place
// any more: words of an older reading, and those that are hidden by now.
func (p *Plan) dropStale(v *Review) bool {
	n := len(p.Redactions)
	p.Redactions = slices.DeleteFunc(p.Redactions, func(x Redaction) bool {
		if !x.proposed() || x.State != Undecided && !x.automatic() {
			return false
		}
		d := v.document(x.Document)
		if d == nil || d.sealed == nil {
			return false
		}
		if x.Words != nil {
			return x.Seal != d.sealed.doc.Header.Seal || v.hidden(d, x)
		}
		return x.Source == SourceReader && (d.Reviewed || v.hidden(d, x) || !v.isRegion(d, x))
	})
	return len(p.Redactions) != n
}

package bundles

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Takedown says that a release takes older ones down (SPEC 5.9): it hides what
// they show, and they are not published any more. What was public stays known
// to whoever has it; a takedown says so instead of pretending.
type Takedown struct {
	Releases []string `json:"releases"` // those taken down, oldest first
	Reason   string   `json:"reason"`   // in plain words, public
}

// releaseNumber is the number of a release's id, 0 for no id.
func releaseNumber(id string) int {
	if !releaseID.MatchString(id) {
		return 0
	}
	n, err := strconv.Atoi(id[1:])
	if err != nil {
		return 0
	}
	return n
}

// checkTakedown holds that only earlier releases are taken down, each once.
func (r *Release) checkTakedown() error {
	t := r.Takedown
	if t == nil {
		return nil
	}
	if r.Previous == nil {
		return errors.New("takedown: there is no earlier release")
	}
	if n := len(t.Releases); n == 0 || n > maxTakenDown {
		return fmt.Errorf("takedown of %d releases, want 1 to %d", n, maxTakenDown)
	}
	last := 0
	for _, id := range t.Releases {
		n := releaseNumber(id)
		if n <= last || n > releaseNumber(r.Previous.Release) || n >= releaseNumber(r.Release) {
			return fmt.Errorf("takedown of %q: want releases before this one, the oldest first", id)
		}
		last = n
	}
	return checkLine("takedown's reason", t.Reason)
}

// TakenDown names the releases that one of these takes down, in the order of
// the list. A takedown stands also where the release that made it was taken
// down itself: nothing becomes public again by that.
func TakenDown(releases []*Released) []string {
	var all []string
	for _, r := range releases {
		if t := r.Release.Takedown; t != nil {
			all = append(all, t.Releases...)
		}
	}
	var out []string
	for _, r := range releases {
		if slices.Contains(all, r.Release.Release) {
			out = append(out, r.Release.Release)
		}
	}
	return out
}

// Standing returns the releases that neither one of them nor t, which may be
// nil, takes down: those with which a new release must agree (SPEC 5.9).
func Standing(releases []*Released, t *Takedown) []*Released {
	down := TakenDown(releases)
	if t != nil {
		down = append(down, t.Releases...)
	}
	var out []*Released
	for _, r := range releases {
		if !slices.Contains(down, r.Release.Release) {
			out = append(out, r)
		}
	}
	return out
}

// checkTakedown holds that what a release takes down is there, and that the
// release hides something of it: a takedown that changes nothing would only
// look like one.
func (in *ReleaseInput) checkTakedown() error {
	if in.Takedown == nil {
		return nil
	}
	down := TakenDown(in.Earlier)
	var targets []*Released
	for _, id := range in.Takedown.Releases {
		i := slices.IndexFunc(in.Earlier, func(r *Released) bool { return r.Release.Release == id })
		if i < 0 {
			return fmt.Errorf("takedown of %s: there is no such earlier release", id)
		}
		if slices.Contains(down, id) {
			return fmt.Errorf("takedown of %s: an earlier release took it down already", id)
		}
		targets = append(targets, in.Earlier[i])
	}
	for _, r := range targets {
		for _, old := range r.Release.Documents {
			if old.Withheld != "" {
				continue
			}
			hides, err := in.hidesOf(r, old)
			if err != nil {
				return fmt.Errorf("takedown of %s: %w", r.Release.Release, err)
			}
			if hides {
				return nil
			}
		}
	}
	return fmt.Errorf("nothing to take down: this release shows all that %s shows", strings.Join(in.Takedown.Releases, ", "))
}

// hidesOf tells whether something that an older release shows of a document is
// not shown any more.
func (in *ReleaseInput) hidesOf(r *Released, old ReleasedDocument) (bool, error) {
	i := slices.IndexFunc(in.Documents, func(d ReleaseDecision) bool { return d.ID == old.ID })
	if i < 0 || in.Documents[i].Withheld != "" {
		return true, nil
	}
	d := in.Documents[i]
	doc, err := in.sealed(d.Seal, d.ID)
	if err != nil {
		return false, err
	}
	now, err := d.hides(doc)
	if err != nil {
		return false, err
	}
	if d.Seal != old.Seal {
		return hidesWords(r, old, doc, now[2])
	}
	for j, v := range doc.Header.Views {
		if before, ok := r.Hidden(old.Seal, old.ID, v.View); ok && hidesMore(v.Leaves, before, now[j]) {
			return true, nil
		}
	}
	return false, nil
}

// hidesWords compares two readings of a document, whose leaves do not
// correspond, by how often each word is shown.
func hidesWords(r *Released, old ReleasedDocument, doc *SealedDocument, now []Range) (bool, error) {
	before, err := r.Text(old.Seal, old.ID)
	if err != nil {
		return false, err
	}
	shown := map[string]int{}
	hidden := hiddenSet(len(doc.Text), now)
	for i, leaf := range doc.Text {
		if !hidden[i] {
			shown[strings.TrimSpace(leaf)]++
		}
	}
	for _, leaf := range before {
		if leaf == nil || strings.TrimSpace(*leaf) == "" {
			continue
		}
		word := strings.TrimSpace(*leaf)
		if shown[word]--; shown[word] < 0 {
			return true, nil
		}
	}
	return false, nil
}

// hidesMore tells whether a leaf is hidden now that was not hidden before.
func hidesMore(leaves int, before, now []Range) bool {
	was := hiddenSet(leaves, before)
	for _, r := range now {
		if slices.Contains(was[r[0]:r[0]+r[1]], false) {
			return true
		}
	}
	return false
}

// sealed returns a document of the seals drawn on.
func (in *ReleaseInput) sealed(seal, id string) (*SealedDocument, error) {
	for _, s := range in.Seals {
		if s.Commitment.Seal == seal {
			return s.Document(id)
		}
	}
	return nil, fmt.Errorf("document %s: seal %q is not one of those drawn on", id, seal)
}

// hides is the hidden ranges of each view of a document under a decision.
func (d *ReleaseDecision) hides(doc *SealedDocument) ([][]Range, error) {
	out := make([][]Range, len(doc.Header.Views))
	out[0] = []Range{{0, 1}}
	if d.Whole {
		out[0] = []Range{}
	}
	var err error
	if out[1], err = doc.hiddenMeta(d.Fields); err != nil {
		return nil, err
	}
	for i, v := range doc.Header.Views[2:] {
		if out[2+i], err = d.hidden(v); err != nil {
			return nil, err
		}
	}
	return out, nil
}

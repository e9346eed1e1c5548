package site

import (
	"encoding/hex"
	"fmt"
	"slices"
	"sort"
	"strings"
	"time"
)

// planReleases sorts the releases, newest first; the first is shown.
func (pl *plan) planReleases(c *Case, name string, v *caseView) error {
	numbers := map[string]int{}
	releases := slices.Clone(c.Releases)
	for _, r := range releases {
		n, err := releaseNumber(r.ID)
		if err != nil {
			return err
		}
		if _, twice := numbers[r.ID]; twice {
			return fmt.Errorf("release %q: listed twice", r.ID)
		}
		numbers[r.ID] = n
	}
	sort.Slice(releases, func(i, j int) bool { return numbers[releases[i].ID] > numbers[releases[j].ID] })
	taken, err := takenDown(releases)
	if err != nil {
		return err
	}
	for i := range releases {
		r := &releases[i]
		view, err := pl.planRelease(r, name, taken[r.ID])
		if err != nil {
			return fmt.Errorf("release %q: %w", r.ID, err)
		}
		if i > 0 {
			v.Older = append(v.Older, *view)
			continue
		}
		v.Release = view
		if pl.sample == nil || r.Date.After(pl.newest) {
			pl.newest, pl.sample = r.Date, view
		}
		if err := pl.planDocuments(r, name, v); err != nil {
			return fmt.Errorf("release %q: %w", r.ID, err)
		}
	}
	return nil
}

// planRelease plans one release. One that was taken down keeps its entry and
// loses its file.
func (pl *plan) planRelease(r *Release, name string, taken *takenDownView) (*releaseView, error) {
	if sum, err := hex.DecodeString(r.SHA256); err != nil || len(sum) != 32 || strings.ToLower(r.SHA256) != r.SHA256 {
		return nil, fmt.Errorf("sha256 %q: want 64 lower case hex digits", r.SHA256)
	}
	if r.Date.IsZero() {
		return nil, fmt.Errorf("date is missing")
	}
	view := &releaseView{
		ID: r.ID, Date: stamp(r.Date), Size: r.Size, SHA256: r.SHA256, Root: r.Root, LogIndex: r.LogIndex, Seals: []sealView{},
		ReviewBy: r.ReviewBy, Approvals: []approvalView{}, Changes: (*changesView)(r.Changes), TakenDown: taken,
	}
	if r.ReviewBy != "" {
		if _, err := time.Parse(time.DateOnly, r.ReviewBy); err != nil {
			return nil, fmt.Errorf("review by %q: want a date like 2026-07-03, or nothing", r.ReviewBy)
		}
	}
	if a := r.Audit; a != nil {
		if a.Hits != 0 || a.Files < 1 || a.Redactions < 0 {
			return nil, fmt.Errorf("leak audit: %d hits in %d files for %d redactions: not to be published", a.Hits, a.Files, a.Redactions)
		}
		view.Audit = &auditView{Files: a.Files, Redactions: a.Redactions}
	}
	for _, a := range r.Approvals {
		if a.Name == "" {
			return nil, fmt.Errorf("approval without the name of a key")
		}
		approval := approvalView{Name: a.Name, Person: a.Person}
		if !a.Time.IsZero() {
			approval.Time = stamp(a.Time)
		}
		view.Approvals = append(view.Approvals, approval)
	}
	if t := r.Takedown; t != nil {
		view.Takedown = &takedownView{Releases: t.Releases, Reason: t.Reason}
	}
	for _, s := range r.Seals {
		seal := sealView{ID: s.ID, Path: s.Path, LogIndex: s.LogIndex, Times: []timeView{}, OwnOnly: true}
		for _, t := range s.Times {
			seal.Times = append(seal.Times, timeView{Name: t.Name, Own: t.Own, Time: stamp(t.Time)})
			seal.OwnOnly = seal.OwnOnly && t.Own
		}
		view.Seals = append(view.Seals, seal)
	}
	if taken != nil {
		return view, nil
	}
	view.Path = releaseFile(name, r.ID)
	pl.copies = append(pl.copies, publicCopy{from: r.File, to: view.Path, size: r.Size, sha256: r.SHA256})
	return view, nil
}

// takenDown tells of each release that a newer one takes down by which, when
// and why. releases are sorted, newest first; where several take one down, the
// first to do so counts.
func takenDown(releases []Release) (map[string]*takenDownView, error) {
	taken := map[string]*takenDownView{}
	for i, r := range releases {
		t := r.Takedown
		if t == nil {
			continue
		}
		if len(t.Releases) == 0 || strings.TrimSpace(t.Reason) == "" {
			return nil, fmt.Errorf("release %q: a takedown without releases or without a reason", r.ID)
		}
		for _, id := range t.Releases {
			if !slices.ContainsFunc(releases[i+1:], func(o Release) bool { return o.ID == id }) {
				return nil, fmt.Errorf("release %q: takes down %q, which is no older release of the case", r.ID, id)
			}
			taken[id] = &takenDownView{By: r.ID, Date: stamp(r.Date), Reason: t.Reason, SHA256: r.SHA256}
		}
	}
	return taken, nil
}

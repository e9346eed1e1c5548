package site

import (
	"fmt"
	"slices"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/audit"
)

// auditMember is the record of the leak audit in a release's bag.
const auditMember = "audit.json"

// history maps what a release says of itself: its audit, its approvals, what it
// takes down and what it changed. redactor is the key that signed it. The releases of a case come oldest first.
func (u *unpacking) history(r *bundles.Released, redactor string, out *Release) error {
	var err error
	if r.Bag().Has(auditMember) {
		raw, err := r.Bag().Read(auditMember, maxAuditRecord)
		if err != nil {
			return err
		}
		if out.Audit, err = parseAudit(raw); err != nil {
			return fmt.Errorf("%s: %w", auditMember, err)
		}
	}
	if out.Approvals, err = approvals(r, u.trust, redactor); err != nil {
		return err
	}
	if t := r.Release.Takedown; t != nil {
		out.Takedown = &Takedown{Releases: t.Releases, Reason: t.Reason}
	}
	if u.previous != nil {
		out.Changes = changes(u.previous, r.Release)
	}
	u.previous = r.Release
	return nil
}

// parseAudit reads the record of a leak audit.
func parseAudit(raw []byte) (*Audit, error) {
	rec, err := audit.ParseRecord(raw)
	if err != nil {
		return nil, err
	}
	if rec.Files < 1 {
		return nil, fmt.Errorf("audit record: of no file")
	}
	out := &Audit{Files: rec.Files, Redactions: rec.Redactions}
	for _, c := range rec.Checks {
		out.Hits += min(c.Hits, 1<<30) // a sum that cannot overflow back to none
	}
	return out, nil
}

// changes compares the documents of two releases.
func changes(before, now *bundles.Release) *Changes {
	old := map[string]bundles.ReleasedDocument{}
	for _, d := range before.Documents {
		old[d.ID] = d
	}
	c := &Changes{}
	for _, d := range now.Documents {
		o, there := old[d.ID]
		delete(old, d.ID)
		switch {
		case !there:
			c.Added++
		case o.Withheld != "" && d.Withheld == "":
			c.Opened++
		case o.Withheld == "" && d.Withheld != "":
			c.Withheld++
		case o.Seal != d.Seal || o.Withheld != d.Withheld || !sameRedactions(o.Redactions, d.Redactions):
			c.Redacted++
		}
	}
	c.Removed = len(old)
	return c
}

// sameRedactions compares what two releases hide of a document, and why.
func sameRedactions(a, b []bundles.Redaction) bool {
	return slices.EqualFunc(a, b, func(x, y bundles.Redaction) bool {
		return x.View == y.View && x.Ground == y.Ground && equal(x.Leaves, y.Leaves) && equal(x.Tiles, y.Tiles)
	})
}

func equal[T comparable](a, b *T) bool {
	return a == b || a != nil && b != nil && *a == *b
}

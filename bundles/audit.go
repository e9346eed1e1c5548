package bundles

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"unicode/utf8"
)

// nameAudit is the record of the search that was made before a release was
// signed (SPEC 5.13).
const nameAudit = "audit.json"

// checkAudit holds that a record is one JSON object of bounded size. What it
// says is the publisher's word.
func checkAudit(data []byte) error {
	if len(data) > maxAudit {
		return fmt.Errorf("%s: %d bytes, more than the %d allowed", nameAudit, len(data), maxAudit)
	}
	var object map[string]json.RawMessage
	if err := json.Unmarshal(data, &object); err != nil {
		return fmt.Errorf("%s: %w", nameAudit, err)
	}
	if object == nil || !utf8.Valid(data) {
		return fmt.Errorf("%s: not a JSON object in UTF-8", nameAudit)
	}
	return nil
}

// audit has the members searched, all but what signs them, and adds the record
// of it. The search is shown what release.json will say of the documents.
func (w *bagWriter) audit(ctx context.Context, r *Release, in ReleaseInput) error {
	if in.Audit == nil {
		return nil
	}
	draft := filepath.Join(w.tmp, nameRelease)
	if err := os.WriteFile(draft, marshalJSON(r), 0o600); err != nil {
		return err
	}
	record, err := in.Audit(ctx, w.tmp)
	if err := errors.Join(err, os.Remove(draft)); err != nil {
		return fmt.Errorf("audit: %w", err)
	}
	if err := checkAudit(record); err != nil {
		return err
	}
	return w.add(nameAudit, record)
}

// verifyAudit notes that there is a record. Of its counts nothing is proven.
func (b *Bag) verifyAudit(v *Verdict) {
	if !b.Has(nameAudit) {
		return
	}
	data, err := b.Read(nameAudit, maxAudit)
	if err == nil {
		err = checkAudit(data)
	}
	if err != nil {
		v.Completeness.fail(err)
		return
	}
	v.Completeness.Note("searched by the publisher before release: see %s", nameAudit)
}

package bundles

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// PredicateApproval is the in-toto predicate type of an approval (SPEC 6.6).
const PredicateApproval = "https://github.com/akta-foi/akta/approval/v1"

const approvalPrefix = "release.approval-"

// approvalName is the prefix of the files of approval n, counted from 1.
func approvalName(n int) string { return fmt.Sprintf("%s%d", approvalPrefix, n) }

// approvals is the number of approvals that a release carries.
func (b *Bag) approvals() int {
	n := 0
	for b.Has(approvalName(n+1) + ".sigstore.json") {
		n++
	}
	return n
}

// Approve adds an approval of the release in the folder dir, made with ev by a
// key other than the redactor's (SPEC 6.6). The release has to verify under its
// own trust.json, which must list the key in the role "approve". The bag gets
// the approval whole or stays as it is, and nothing in it is overwritten; after
// a crash in the middle of the exchange the next call puts it back.
func Approve(ctx context.Context, dir string, ev Evidence) error {
	dir = filepath.Clean(dir)
	x := exchange{dir: dir}
	if err := x.recover(); err != nil {
		return err
	}
	if info, err := os.Lstat(dir); err == nil && !info.IsDir() {
		return fmt.Errorf("approval of %s: not a folder; unpack the release first", filepath.Base(dir))
	}
	b, err := OpenBag(dir)
	if err != nil {
		return err
	}
	defer b.Close()
	files, err := b.approve(ctx, ev)
	if err != nil {
		return fmt.Errorf("approval of %s: %w", filepath.Base(dir), err)
	}
	return x.add(files)
}

// approve makes the files of the next approval.
func (b *Bag) approve(ctx context.Context, ev Evidence) ([]namedFile, error) {
	raw, err := b.Read(nameRelease, maxSmallJSON)
	if err != nil {
		return nil, err
	}
	r, err := ParseRelease(raw)
	if err != nil {
		return nil, err
	}
	n := b.approvals()
	if n >= maxApprovals {
		return nil, fmt.Errorf("there are %d already, the most allowed", n)
	}
	id, err := KeyID(ev.Signer.PublicKey())
	if err != nil {
		return nil, err
	}
	trust, err := b.checkApprover(id, n)
	if err != nil {
		return nil, err
	}
	v, err := VerifyBag(ctx, b, VerifyOptions{Case: r.Case, Name: r.Release})
	if err != nil {
		return nil, err
	}
	if v.Code == CodeFalse {
		return nil, fmt.Errorf("it does not verify:\n%w", v.Err())
	}
	st := Statement{Name: nameRelease, Digest: sha256.Sum256(raw), PredicateType: PredicateApproval, Predicate: r.predicate()}
	sig, err := ev.sign(ctx, st)
	if err != nil {
		return nil, err
	}
	if c := trust.CheckSignature(sig, nameRelease, raw, PredicateApproval, RoleApprove); c.Signer.Status == False {
		return nil, errors.New(strings.Join(c.Signer.Facts, "; "))
	}
	return signatureFiles(approvalName(n+1), sig), nil
}

// checkApprover holds, before anything is signed and logged, that the key may
// approve this release.
func (b *Bag) checkApprover(id string, approvals int) (*Trust, error) {
	raw, err := b.Read("trust.json", maxTrust)
	if err != nil {
		return nil, err
	}
	t, err := ParseTrust(raw)
	if err != nil {
		return nil, err
	}
	if k, _, err := t.key(id); err != nil || !slices.Contains(k.Roles, RoleApprove) {
		return nil, fmt.Errorf("key %s: the release's trust.json does not list it with the role %q", id, RoleApprove)
	}
	for i := range approvals + 1 {
		prefix, who := "release", "the redactor's key: another person has to approve"
		if i > 0 {
			prefix, who = approvalName(i), "it has approved this release already"
		}
		sig, err := b.signature(prefix)
		if err != nil {
			return nil, err
		}
		if sig.KeyID() == id {
			return nil, fmt.Errorf("key %s: %s", id, who)
		}
	}
	return t, nil
}

// signature reads a .sigstore.json.
func (b *Bag) signature(prefix string) (*Signature, error) {
	raw, err := b.Read(prefix+".sigstore.json", maxSignatureBundle)
	if err != nil {
		return nil, err
	}
	return ParseSignature(raw)
}

// verifyApprovals judges every approval and counts those that hold, of
// different keys that are not the redactor's (SPEC 6.6).
func (b *Bag) verifyApprovals(v *Verdict, t *Trust, r *Release, raw []byte, redactor *SignatureCheck) {
	n := b.approvals()
	if n > maxApprovals {
		v.Signer.Say(False, "%d approvals, more than the %d allowed", n, maxApprovals)
		return
	}
	for _, name := range b.names {
		of := func(i int) bool { return strings.HasPrefix(name, approvalName(i)+".") }
		if strings.HasPrefix(name, approvalPrefix) && !slices.ContainsFunc(sequence(n), of) {
			v.Integrity.Say(False, "%q: not part of an approval", name)
		}
	}
	seen := map[string]bool{}
	for _, i := range sequence(n) {
		what := fmt.Sprintf("approval %d: ", i)
		c := b.checkSignature(v, t, "", approvalName(i), what, nameRelease, raw, PredicateApproval, RoleApprove, r.predicate())
		if c == nil {
			continue
		}
		switch {
		case redactor != nil && c.KeyID == redactor.KeyID:
			v.Signer.Say(False, "%sby the redactor's own key", what)
		case seen[c.KeyID]:
			v.Signer.Say(False, "%sby a key that has approved already", what)
		case c.Signer.Status == Holds && c.Integrity.Status == Holds:
			seen[c.KeyID] = true
		}
	}
	if t == nil || t.Require.Approvals == 0 || redactor != nil && redactor.before(t.Require.ApprovalsFrom) {
		return
	}
	if want := t.Require.Approvals; len(seen) < want {
		v.Signer.Say(Unconfirmed, "%d of %d required approvals: somebody other than the redactor has yet to approve this release", len(seen), want)
	}
}

// before tells whether the signature was verified to be older than from. Zero
// is before all times.
func (c *SignatureCheck) before(from Time) bool {
	return slices.ContainsFunc(c.Times, func(s StatedTime) bool { return s.Time.Before(from.Time) })
}

// sequence is 1 to n.
func sequence(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i + 1
	}
	return out
}

// Approvals judges every approval of a release. Those that hold, by different
// keys other than the redactor's, are what the policy may ask for.
func (r *Released) Approvals(t *Trust) ([]SignatureCheck, error) {
	raw, err := r.bag.Read(nameRelease, maxSmallJSON)
	if err != nil {
		return nil, err
	}
	var out []SignatureCheck
	for _, i := range sequence(min(r.bag.approvals(), maxApprovals)) {
		sig, err := r.bag.signature(approvalName(i))
		if err != nil {
			return nil, err
		}
		out = append(out, t.CheckSignature(sig, nameRelease, raw, PredicateApproval, RoleApprove))
	}
	return out, nil
}

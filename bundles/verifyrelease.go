package bundles

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// verifyRelease is SPEC 9.5: the published answer is the sealed originals
// minus exactly the marked parts.
func (b *Bag) verifyRelease(ctx context.Context, v *Verdict, o VerifyOptions) {
	raw, err := b.Read(nameRelease, maxSmallJSON)
	if err != nil {
		v.Integrity.fail(err)
		return
	}
	r, err := ParseRelease(raw)
	if err != nil {
		v.Integrity.fail(err)
		return
	}
	v.Authority, v.Case, v.Name = r.Authority, r.Case, r.Release
	v.expect(o)

	digests, err := b.checkBag(nil, r.bagInfo())
	if err != nil {
		v.Integrity.fail(err)
	}
	if digests == nil {
		return // a member cannot be read; nothing below would say more
	}
	b.checkFiles(v, r, digests)
	trust := b.releaseTrust(v, o.Trust)
	if trust != nil && trust.Authority != r.Authority {
		v.Signer.Say(False, "the release is of %q, the trust of %q", r.Authority, trust.Authority)
	}
	redactor := b.checkSignature(v, trust, "", "release", "", nameRelease, raw, PredicateRelease, RoleRelease, r.predicate())
	b.verifyApprovals(v, trust, r, raw, redactor)
	if o.Trust == nil {
		for _, a := range []*Answer{&v.Signer, &v.Time, &v.Log} {
			a.Say(Unconfirmed, "held against the trust.json inside the release only; give --trust to hold it against your own")
		}
	}
	commitments := b.verifySeals(v, r, trust)
	if ctx.Err() != nil || commitments == nil {
		return
	}
	b.verifyProof(ctx, v, r, commitments, o.Progress)
}

// checkFiles holds the members against the list the redactor signed.
func (b *Bag) checkFiles(v *Verdict, r *Release, digests map[string]Hash) {
	listed := map[string]bool{}
	for _, f := range r.Files {
		listed[f.Name] = true
		switch d, ok := digests[f.Name]; {
		case !ok:
			v.Integrity.Say(False, "member %q: signed, and missing", f.Name)
		case d != f.SHA256:
			v.Integrity.Say(False, "member %q: not the one that was signed", f.Name)
		}
	}
	for _, n := range b.names {
		if !listed[n] && !unlisted(n) {
			v.Integrity.Say(False, "member %q: not in the list that was signed", n)
		}
	}
	v.Integrity.Say(Holds, "%s listed and signed", count(len(r.Files), "file", "files"))
}

// releaseTrust parses the release's own trust.json, holds the files made from
// it against it, and returns the trust to use.
func (b *Bag) releaseTrust(v *Verdict, own *Trust) *Trust {
	raw, err := b.Read("trust.json", maxTrust)
	if err != nil {
		v.Integrity.fail(err)
		return own
	}
	t, err := ParseTrust(raw)
	if err != nil {
		v.Integrity.fail(err)
		return own
	}
	files, err := trustFiles(t)
	if err != nil {
		v.Integrity.fail(err)
	}
	for _, f := range files {
		if have, err := b.Read(f.name, maxTrust); err != nil {
			v.Integrity.fail(err)
		} else if !bytes.Equal(have, f.data) {
			v.Integrity.Say(False, "%q: not what trust.json says", f.name)
		}
	}
	if own != nil {
		return own
	}
	return t
}

// verifySeals checks every seal drawn on, and that all their documents are
// accounted for.
func (b *Bag) verifySeals(v *Verdict, r *Release, t *Trust) []*Commitment {
	var out []*Commitment
	for _, s := range r.Seals {
		what := "seal " + s.Seal + ": "
		raw, err := b.Read(sealFolder(s.Seal)+nameCommitment, maxSmallJSON)
		if err != nil {
			v.Completeness.fail(err)
			return nil
		}
		if Hash(sha256.Sum256(raw)) != s.Commitment {
			v.Integrity.Say(False, "%scommitment.json is not the one that was signed", what)
		}
		c, err := ParseCommitment(raw)
		if err != nil {
			v.Completeness.fail(fmt.Errorf("%s%w", what, err))
			return nil
		}
		if c.Case != r.Case || c.Seal != s.Seal || c.Authority != r.Authority {
			v.Completeness.Say(False, "%sit is seal %s of case %q of %q", what, c.Seal, c.Case, c.Authority)
		}
		b.checkSignature(v, t, sealFolder(s.Seal), "seal", what, nameCommitment, raw, PredicateSeal, "seal", c.predicate())
		out = append(out, c)
	}
	if err := r.accountFor(out); err != nil {
		v.Completeness.fail(err)
	}
	return out
}

// accountFor holds that each sealed document is released or withheld, unless a
// newer seal in the same release holds it, and that no other is (SPEC 5.8).
func (r *Release) accountFor(commitments []*Commitment) error {
	var errs []error
	known := map[string]bool{}
	for _, c := range commitments {
		for _, d := range c.Documents {
			known[c.Seal+"/"+d.ID] = true
			replaced := slices.ContainsFunc(commitments, func(o *Commitment) bool {
				n := o.Document(d.ID)
				return o != c && n != nil && n.Replaces == c.Seal
			})
			told := slices.ContainsFunc(r.Documents, func(o ReleasedDocument) bool { return o.ID == d.ID && (o.Seal == c.Seal || replaced) })
			if !told {
				errs = append(errs, fmt.Errorf("document %s of seal %s: sealed, and neither released nor withheld", d.ID, c.Seal))
			}
		}
	}
	for _, d := range r.Documents {
		if !known[d.Seal+"/"+d.ID] {
			errs = append(errs, fmt.Errorf("document %s of seal %s: released, and never sealed", d.ID, d.Seal))
		}
	}
	return errors.Join(errs...)
}

// verifyProof rebuilds every released document's root from what is shown.
func (b *Bag) verifyProof(ctx context.Context, v *Verdict, r *Release, commitments []*Commitment, progress func(Event)) {
	raw, err := b.Read(nameProof, maxProof)
	if err != nil {
		v.Completeness.fail(err)
		return
	}
	proof, err := ParseProof(raw)
	if err != nil {
		v.Completeness.fail(err)
		return
	}
	if err := r.checkProofShape(proof); err != nil {
		v.Completeness.fail(err)
	}
	expected := map[string]bool{}
	shown, withheld, words, boxes := 0, 0, 0, 0
	for i := range r.Documents {
		d := &r.Documents[i]
		if progress != nil {
			progress(Event{"verify", d.ID, int64(i), int64(len(r.Documents))})
		}
		if ctx.Err() != nil {
			return
		}
		if d.Withheld != "" {
			withheld++
			continue
		}
		shown++
		for _, x := range d.Redactions {
			if x.Leaves != nil {
				words++
			} else {
				boxes++
			}
		}
		at := slices.IndexFunc(commitments, func(c *Commitment) bool { return c.Seal == d.Seal })
		p := proof.document(d.Seal, d.ID)
		if at < 0 || p == nil {
			v.Completeness.Say(False, "document %s: no proof", d.ID)
			continue
		}
		if err := b.verifyDocument(r, d, p, commitments[at], expected); err != nil {
			v.Completeness.fail(fmt.Errorf("document %s: %w", d.ID, err))
		}
	}
	for _, n := range b.names {
		if !isTag(n) && !expected[n] {
			v.Completeness.Say(False, "member %q: shows something no proof speaks of", n)
		}
	}
	v.Completeness.Say(Holds, "%s proven, word for word and pixel for pixel, to be the sealed original minus exactly the marked parts: %s, %s",
		count(shown, "document", "documents"), count(words, "gap in the text", "gaps in the text"), count(boxes, "box on pages", "boxes on pages"))
	if withheld > 0 {
		v.Completeness.Note("%s withheld whole", count(withheld, "document", "documents"))
	}
	v.Completeness.Note("stated by the authority, not proven: that the words and pages are what the sealed file shows, where on a page a word stands, and what is a heading, a list or a table")
	b.verifyAudit(v)
	r.noteFuture(v)
}

// noteFuture says what the release says of itself and of others.
func (r *Release) noteFuture(v *Verdict) {
	if t := r.Takedown; t != nil {
		v.Completeness.Note("takes down %s: %s; whoever kept %[1]s still has it", strings.Join(t.Releases, ", "), t.Reason)
	}
	if r.ReviewBy != "" {
		v.Completeness.Note("the redactions are to be looked at again by %s", r.ReviewBy)
	}
}

// checkProofShape holds that the proof speaks of the released documents, in
// the seals' order, and of nothing else.
func (r *Release) checkProofShape(p *Proof) error {
	if len(p.Seals) != len(r.Seals) {
		return fmt.Errorf("proof of %d seals, the release draws on %d", len(p.Seals), len(r.Seals))
	}
	for i, s := range p.Seals {
		if s.Seal != r.Seals[i].Seal {
			return fmt.Errorf("proof of seal %q at place %d, the release has %q", s.Seal, i+1, r.Seals[i].Seal)
		}
		var want, have []string
		for _, d := range r.Documents {
			if d.Seal == s.Seal && d.Withheld == "" {
				want = append(want, d.ID)
			}
		}
		for _, d := range s.Documents {
			have = append(have, d.ID)
		}
		if !slices.Equal(want, have) {
			return fmt.Errorf("seal %s: proof of documents [%s], released are [%s]", s.Seal, strings.Join(have, " "), strings.Join(want, " "))
		}
	}
	return nil
}

package bundles

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
)

// VerifyOptions says what a bundle is held against.
type VerifyOptions struct {
	// Trust is the verifier's own policy. Nil: the one that a release carries
	// is used to check what it can, and no answer about the signer, the time
	// or the log is better than Unconfirmed.
	Trust *Trust
	// Case, if not "", is the case the bundle is expected to be about.
	Case string
	// Name, if not "", is the seal or release it is expected to be.
	Name     string
	Progress func(Event) // may be nil
}

// Verify gives the verdict on the sealed bag or release at path, a folder or a
// ZIP. It returns an error, which is ErrUnusable, only where there is nothing
// to give a verdict on. It never touches the network.
func Verify(ctx context.Context, path string, o VerifyOptions) (*Verdict, error) {
	b, err := OpenBag(path)
	if err != nil {
		return nil, err
	}
	defer b.Close()
	return VerifyBag(ctx, b, o)
}

// VerifyBag is Verify for a bag that is open.
func VerifyBag(ctx context.Context, b *Bag, o VerifyOptions) (*Verdict, error) {
	v := &Verdict{}
	for _, a := range v.answers() {
		a.answer.Facts = []string{}
	}
	switch {
	case b.Has(nameRelease):
		v.Kind = "release"
		b.verifyRelease(ctx, v, o)
	case b.Has(nameCommitment):
		v.Kind = "seal"
		b.verifySeal(ctx, v, o)
	default:
		return nil, asUnusable(fmt.Errorf("a BagIt bag, but neither %s nor %s is in it: not an akta bundle", nameRelease, nameCommitment))
	}
	if err := ctx.Err(); err != nil {
		return nil, asUnusable(err)
	}
	v.Code = v.ExitCode()
	return v, nil
}

// fail records every error as a False fact.
func (a *Answer) fail(err error) {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			a.fail(e)
		}
		return
	}
	a.Say(False, "%v", err)
}

// expect holds the bundle against what the caller looks for (SPEC 9.3): a
// genuine seal of another case is no answer to this one.
func (v *Verdict) expect(o VerifyOptions) {
	if o.Case != "" && v.Case != o.Case {
		v.Integrity.Say(False, "it is about case %q, not about case %q", v.Case, o.Case)
	}
	if o.Name != "" && v.Name != o.Name {
		v.Integrity.Say(False, "it is %s, not %s", v.Name, o.Name)
	}
}

// checkSignature judges the signature files under folder and merges the
// answers. The files made for stock tools have to follow from the first. It
// returns nil where there is no signature, or no trust to judge it under.
func (b *Bag) checkSignature(v *Verdict, t *Trust, folder, prefix, what, subjectName string, subject []byte, predicateType, role string, predicate []byte) *SignatureCheck {
	raw, err := b.Read(folder+prefix+".sigstore.json", maxSignatureBundle)
	if err != nil {
		v.Integrity.fail(fmt.Errorf("%s%w", what, err))
		v.Signer.Say(Unconfirmed, "%snot signed", what)
		return nil
	}
	sig, err := ParseSignature(raw)
	if err != nil {
		v.Integrity.fail(fmt.Errorf("%s%w", what, err))
		return nil
	}
	if !bytes.Equal(sig.Statement().Predicate, predicate) {
		v.Integrity.Say(False, "%sthe statement speaks of %s, the subject of %s", what, sig.Statement().Predicate, predicate)
	}
	derived := map[string]bool{}
	for _, f := range signatureFiles(prefix, sig) {
		derived[f.name] = true
		if have, err := b.Read(folder+f.name, maxSignatureBundle); err != nil {
			v.Integrity.fail(err)
		} else if !bytes.Equal(have, f.data) {
			v.Integrity.Say(False, "%q: not what %s.sigstore.json holds", folder+f.name, prefix)
		}
	}
	for _, n := range b.names {
		approval := prefix == "release" && strings.HasPrefix(n, approvalPrefix) // has its own files
		if strings.HasPrefix(n, folder+prefix+".") && n != nameRelease && !approval && !derived[strings.TrimPrefix(n, folder)] {
			v.Integrity.Say(False, "%q: not part of the signature", n)
		}
	}
	if t == nil {
		v.Integrity.Say(Unconfirmed, "%sthe signature could not be checked: no trust.json", what)
		v.Signer.Say(Unconfirmed, "%sno trust.json to hold the signature against", what)
		v.Time.Say(Unconfirmed, "%sno trust.json", what)
		v.Log.Say(Unconfirmed, "%sno trust.json", what)
		return nil
	}
	c := t.CheckSignature(sig, subjectName, subject, predicateType, role)
	v.Integrity.Merge(what, c.Integrity)
	v.Signer.Merge(what, c.Signer)
	v.Time.Merge(what, c.Time)
	v.Log.Merge(what, c.Log)
	return &c
}

// verifySeal is SPEC 9.4.
func (b *Bag) verifySeal(ctx context.Context, v *Verdict, o VerifyOptions) {
	raw, err := b.Read(nameCommitment, maxSmallJSON)
	if err != nil {
		v.Integrity.fail(err)
		return
	}
	c, err := ParseCommitment(raw)
	if err != nil {
		v.Integrity.fail(err)
		return
	}
	v.Authority, v.Case, v.Name = c.Authority, c.Case, c.Seal
	v.expect(o)

	s, err := readSecret(b, c)
	if err != nil {
		v.Completeness.fail(err)
	} else {
		b.verifySealContent(ctx, v, c, s, o)
	}
	if o.Trust != nil && o.Trust.Authority != c.Authority {
		v.Signer.Say(False, "the seal is of %q, the trust of %q", c.Authority, o.Trust.Authority)
	}
	b.checkSignature(v, o.Trust, "", "seal", "", nameCommitment, raw, PredicateSeal, "seal", c.predicate())
}

// verifySealContent recomputes every root from the members and the seeds. The
// originals are read once, for their leaf and their digest.
func (b *Bag) verifySealContent(ctx context.Context, v *Verdict, c *Commitment, s *secret, o VerifyOptions) {
	seen := map[string]Hash{}
	used := map[string]bool{nameBagIt: true, nameBagInfo: true, nameManifest: true, nameTagManifest: true, nameCommitment: true, nameSecret: true}
	for i, d := range c.Documents {
		if o.Progress != nil {
			o.Progress(Event{"verify", d.ID, int64(i), int64(len(c.Documents))})
		}
		if ctx.Err() != nil {
			return
		}
		if err := b.verifySealedDocument(c, d, Seed(s.Documents[i].Seed), seen, used); err != nil {
			v.Completeness.fail(fmt.Errorf("document %s: %w", d.ID, err))
		}
	}
	for _, n := range b.names {
		if !used[n] && !isSealSignature(n) {
			v.Integrity.Say(False, "member %q: does not belong to this seal", n)
		}
	}
	if _, err := b.checkBag(seen, c.bagInfo()); err != nil {
		v.Integrity.fail(err)
	}
	manifest, err := b.Read(nameManifest, maxManifest)
	if err != nil {
		v.Integrity.fail(err)
	} else if blindedBag(Seed(s.BagKey), manifest) != c.Bag {
		v.Integrity.Say(False, "the manifest is not the one committed to")
	} else {
		v.Integrity.Say(Holds, "every file is the one that was sealed (%d files)", len(b.names))
	}
	if len(v.Completeness.Facts) == 0 {
		v.Completeness.Say(Holds, "%s whole, every word, pixel and field gives its sealed root", count(len(c.Documents), "document", "documents"))
	}
}

func isSealSignature(name string) bool { return strings.HasPrefix(name, "seal.") }

// verifySealedDocument recomputes one document's root.
func (b *Bag) verifySealedDocument(c *Commitment, d DocumentRoot, seed Seed, seen map[string]Hash, used map[string]bool) error {
	folder := "data/" + d.ID + "/"
	h, err := readHeader(b, c, d.ID)
	if err != nil {
		return err
	}
	if documentRoot(headerSalt(seed), marshalJSON(h)) != d.Root {
		return errors.New("header does not give the committed root")
	}
	original := b.original(folder)
	leaf := newLeafHash(0, viewSeed(seed, ViewFile))
	if seen[original], err = b.digest(original, leaf); err != nil {
		return err
	}
	if Hash(leaf.Sum(nil)) != h.Views[0].Root {
		return fmt.Errorf("%q: not the file that was sealed", original)
	}
	if _, err := readPlaces(b, folder+"places.json", h); err != nil {
		return err
	}
	for i, view := range []string{ViewMeta, ViewText} {
		leaves, err := readLeaves(b, folder+view+".json", h.Views[1+i].Leaves)
		if err != nil {
			return err
		}
		if showAll(leaves).tree().root(len(leaves), viewSeed(seed, view)) != h.Views[1+i].Root {
			return fmt.Errorf("view %q: does not give the sealed root", view)
		}
	}
	used[folder+nameReading] = true // optional, and bound by the bag alone (SPEC 4.8)
	for _, n := range []string{original, folder + "header.json", folder + "meta.json", folder + "text.json", folder + "places.json"} {
		used[n] = true
	}
	pages := h.pageNumbers()
	for _, n := range pages {
		used[folder+pageFile(n)] = true
	}
	return eachInParallel(runtime.GOMAXPROCS(0), pages, func(_, n int) error {
		p, err := readPage(b, folder+pageFile(n), h.Page(n))
		if err == nil && p.tree().root(h.Page(n).Leaves, viewSeed(seed, PageView(n))) != h.Page(n).Root {
			err = fmt.Errorf("page %d: does not give the sealed root", n)
		}
		return err
	})
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

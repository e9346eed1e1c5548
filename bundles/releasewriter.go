package bundles

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// ReleaseInput is what a release is made of.
type ReleaseInput struct {
	Authority, Case, Release, Title string
	Created                         time.Time
	Earlier                         []*Released // all earlier releases of the case, oldest first
	Seals                           []*Sealed   // those drawn on, oldest first
	Grounds                         []Ground
	Documents                       []ReleaseDecision
	Trust                           *Trust // published with the release
	ReviewBy                        string // date such as "2027-11-30", or ""
	Takedown                        *Takedown
	// Audit, which may be nil, searches the bag's folder before it is signed and
	// returns the record that is signed with it, audit.json. An error stops the release.
	Audit    func(ctx context.Context, dir string) ([]byte, error)
	Progress func(Event)
}

// ReleaseDecision is one document and what is decided about it.
type ReleaseDecision struct {
	ReleasedDocument
	// Whole releases the file's own bytes as well. Only for a document that
	// hides nothing, which the caller has made sure of.
	Whole bool
	// Layout is that of the whole text; the writer leaves out what is hidden.
	Layout []LayoutBlock
	// Fields names the metadata fields that are shown.
	Fields []string
}

// WriteRelease makes the release bag dir (".../r1"), which must not exist. The
// bag appears whole or not at all.
func WriteRelease(ctx context.Context, dir string, in ReleaseInput, ev Evidence) (*Release, error) {
	r := &Release{
		Format: formatRelease, Authority: in.Authority, Case: in.Case, Release: in.Release,
		Created: At(in.Created), Title: in.Title, ReviewBy: in.ReviewBy, Takedown: in.Takedown, Grounds: sortGrounds(in.Grounds),
		Documents: []ReleasedDocument{}, Files: []FileDigest{},
	}
	if n := len(in.Earlier); n > 0 {
		r.Previous = &PreviousRelease{in.Earlier[n-1].Release.Release, in.Earlier[n-1].Digest}
	}
	for _, s := range in.Seals {
		if s.Commitment.Case != in.Case || s.Commitment.Authority != in.Authority {
			return nil, fmt.Errorf("seal %s is of case %q of %q, not of case %q of %q",
				s.Commitment.Seal, s.Commitment.Case, s.Commitment.Authority, in.Case, in.Authority)
		}
		r.Seals = append(r.Seals, SealRef{s.Commitment.Seal, s.CommitmentDigest()})
	}
	for _, d := range in.Documents {
		r.Documents = append(r.Documents, d.ReleasedDocument)
	}
	if err := r.check(); err != nil {
		return nil, err
	}
	if err := r.accountFor(commitments(in.Seals)); err != nil {
		return nil, err
	}
	if err := in.checkTakedown(); err != nil {
		return nil, err
	}
	w, err := newBagWriter(dir, false)
	if err != nil {
		return nil, err
	}
	if err := writeRelease(ctx, w, r, in, ev); err != nil {
		w.abort()
		return nil, fmt.Errorf("release %s: %w", in.Release, err)
	}
	return r, nil
}

func commitments(seals []*Sealed) []*Commitment {
	var out []*Commitment
	for _, s := range seals {
		out = append(out, s.Commitment)
	}
	return out
}

func writeRelease(ctx context.Context, w *bagWriter, r *Release, in ReleaseInput, ev Evidence) error {
	proof := Proof{Format: formatProof, Seals: []SealProof{}}
	standing := Standing(in.Earlier, in.Takedown)
	for _, s := range in.Seals {
		sp := SealProof{Seal: s.Commitment.Seal, Documents: []DocumentProof{}}
		for i, d := range in.Documents {
			if d.Seal != sp.Seal {
				continue
			}
			if d.Withheld != "" {
				if err := d.checkWithheld(standing); err != nil {
					return fmt.Errorf("document %s/%s: %w", d.Seal, d.ID, err)
				}
				continue
			}
			if in.Progress != nil {
				in.Progress(Event{"release", d.ID, int64(i), int64(len(in.Documents))})
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			dp, err := releaseDocument(w, r, s, d, standing)
			if err != nil {
				return fmt.Errorf("document %s/%s: %w", d.Seal, d.ID, err)
			}
			sp.Documents = append(sp.Documents, *dp)
		}
		proof.Seals = append(proof.Seals, sp)
		for _, f := range s.files {
			if err := w.add(sealFolder(sp.Seal)+f.name, f.data); err != nil {
				return err
			}
		}
	}
	if err := w.add(nameProof, marshalJSON(proof)); err != nil {
		return err
	}
	trust, err := trustFiles(in.Trust)
	if err != nil {
		return err
	}
	if err := w.addAll(trust); err != nil {
		return err
	}
	if err := w.audit(ctx, r, in); err != nil {
		return err
	}
	return w.signRelease(ctx, r, ev)
}

// signRelease lists every file in release.json, signs it and closes the bag.
func (w *bagWriter) signRelease(ctx context.Context, r *Release, ev Evidence) error {
	for n, d := range w.digests {
		r.Files = append(r.Files, FileDigest{n, d})
	}
	slices.SortFunc(r.Files, func(a, b FileDigest) int { return strings.Compare(a.Name, b.Name) })
	data := marshalJSON(r)
	sig, err := ev.sign(ctx, Statement{Name: nameRelease, Digest: sha256.Sum256(data), PredicateType: PredicateRelease, Predicate: r.predicate()})
	if err != nil {
		return err
	}
	if err := w.add(nameRelease, data); err != nil {
		return err
	}
	if err := w.addAll(signatureFiles("release", sig)); err != nil {
		return err
	}
	if err := w.finish(r.bagInfo()); err != nil {
		return err
	}
	return w.commit()
}

// predicate is what a release's statement says besides the digest (SPEC 6.1).
func (r *Release) predicate() json.RawMessage {
	return rawJSON(struct {
		Authority string `json:"authority"`
		Case      string `json:"case"`
		Release   string `json:"release"`
	}{r.Authority, r.Case, r.Release})
}

// releaseDocument writes what is shown of one document and returns its proof.
func releaseDocument(w *bagWriter, r *Release, s *Sealed, d ReleaseDecision, earlier []*Released) (*DocumentProof, error) {
	doc, err := s.Document(d.ID)
	if err != nil {
		return nil, err
	}
	if err := d.checkLedger(doc.Header, earlier); err != nil {
		return nil, err
	}
	folder := dataFolder(d.Seal, d.ID)
	p := &DocumentProof{ID: d.ID, Salt: Hash(headerSalt(doc.seed)), Header: *doc.Header}

	file := doc.proveHiddenView(0)
	if d.Whole {
		if len(d.Redactions) > 0 {
			return nil, errors.New("released as its own bytes, and yet redacted")
		}
		file = doc.proveView(0, []Range{}, tree{})
		if err := w.copyMember(s.bag, s.bag.original(doc.member("")), folder); err != nil {
			return nil, err
		}
	}
	meta, err := releaseMeta(w, doc, d, folder, earlier)
	if err != nil {
		return nil, err
	}
	p.Views = append(p.Views, file, meta)

	hidden, err := d.hidden(doc.Header.Views[2])
	if err != nil {
		return nil, err
	}
	shown := showAll(doc.Text)
	text := doc.proveView(2, hidden, shown.tree())
	for _, r := range hidden {
		clear(shown[r[0] : r[0]+r[1]])
	}
	p.Views = append(p.Views, text)
	if !text.hidesAll(len(shown)) {
		if err := w.addAll([]namedFile{
			{folder + "text.json", marshalJSON(shown)},
			{folder + "text.txt", r.textEdition(&d.ReleasedDocument, shown)},
		}); err != nil {
			return nil, err
		}
		if err := w.addLayout(folder, d, doc.Text, hidden); err != nil {
			return nil, err
		}
	}
	views, err := inParallel(doc.Header.pageNumbers(), func(n int) (ViewProof, error) {
		v, err := releasePage(w, doc, n, &d.ReleasedDocument, folder)
		if err != nil {
			return v, fmt.Errorf("page %d: %w", n, err)
		}
		return v, nil
	})
	if err != nil {
		return nil, err
	}
	p.Views = append(p.Views, views...)
	return p, w.addFacsimile(r, doc, p, folder, shown)
}

func releasePage(w *bagWriter, doc *SealedDocument, n int, d *ReleasedDocument, folder string) (ViewProof, error) {
	h := doc.Header.Page(n)
	hidden, err := d.hidden(h)
	if err != nil {
		return ViewProof{}, err
	}
	page, err := doc.Page(n)
	if err != nil {
		return ViewProof{}, err
	}
	v := doc.proveView(2+n, hidden, page.tree())
	if v.hidesAll(h.Leaves) {
		return v, nil
	}
	for _, r := range hidden {
		for i := r[0]; i < r[0]+r[1]; i++ {
			page.fillTile(i)
		}
	}
	return v, w.addPage(folder+pageFile(n), page)
}

// copyMember copies the original out of a sealed bag.
func (w *bagWriter) copyMember(from *Bag, name, folder string) error {
	r, err := from.Open(name)
	if err != nil {
		return err
	}
	defer r.Close()
	return w.copy(folder+name[strings.LastIndexByte(name, '/')+1:], r)
}

// trustFiles is trust.json and what stock tools read instead of it (SPEC 8.3).
func trustFiles(t *Trust) ([]namedFile, error) {
	root, err := t.TrustedRoot()
	if err != nil {
		return nil, err
	}
	files := []namedFile{{"trust.json", t.Marshal()}, {"trusted_root.json", root}}
	for i, k := range t.Keys {
		key, err := t.PublicKeyPEM(k.KeyID)
		if err != nil {
			return nil, err
		}
		name := "akta.pub"
		if i > 0 {
			name = fmt.Sprintf("akta-%d.pub", i+1)
		}
		files = append(files, namedFile{name, key})
	}
	for i, a := range t.TimestampAuthorities {
		files = append(files, namedFile{fmt.Sprintf("tsa-%d.pem", i+1), a.PEM()})
	}
	return files, nil
}

package bundles

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"sync"
	"time"
)

// SealInput is what a seal is made of.
type SealInput struct {
	Authority, Case, Seal string
	Created               time.Time
	Documents             []DocumentInput
	Random                io.Reader   // nil: crypto/rand
	Progress              func(Event) // may be nil
}

// DocumentInput is one document to be sealed.
type DocumentInput struct {
	ID       string
	Replaces string // the seal with an older reading of this document, or ""
	Name     string // the file's name; only its extension stands in the bag
	Open     func() (io.ReadCloser, error)
	// Read gives the views. It hands over the page images in their order, one
	// at a time, and must not touch a page after that.
	Read func(ctx context.Context, page func(*Page) error) (*Views, error)
}

// Evidence is who signs, who says the time, and where it is logged.
type Evidence struct {
	Signer       Signer
	Timestampers []Timestamper
	Log          Appender // nil: not logged
}

// Event is progress as data: what is being done to what, how far, and the
// unit is up to the stage.
type Event struct {
	Stage       string // "read", "seal", "release", "verify", ...
	Item        string
	Done, Total int64 // Total 0: not known
}

// secret is data/secret.json of a sealed bag: the seeds (SPEC 4.3). It must
// never leave the sealed bag.
type secret struct {
	Format    string           `json:"format"`
	BagKey    Hash             `json:"bag_key"`
	Documents []documentSecret `json:"documents"`
}

type documentSecret struct {
	ID   string `json:"id"`
	Seed Hash   `json:"seed"`
}

// WriteSeal makes the sealed bag dir (".../s1"), which must not exist. The bag
// appears whole or not at all.
func WriteSeal(ctx context.Context, dir string, in SealInput, ev Evidence) (*Commitment, error) {
	if in.Random == nil {
		in.Random = rand.Reader
	}
	c := &Commitment{
		Format: formatCommitment, Algorithm: algorithmGGM,
		Authority: in.Authority, Case: in.Case, Seal: in.Seal, Created: At(in.Created),
	}
	for _, d := range in.Documents {
		c.Documents = append(c.Documents, DocumentRoot{ID: d.ID, Replaces: d.Replaces})
	}
	if err := c.check(); err != nil { // before the work, not after
		return nil, err
	}
	w, err := newBagWriter(dir, true)
	if err != nil {
		return nil, err
	}
	if err := writeSeal(ctx, w, c, in, ev); err != nil {
		w.abort()
		return nil, fmt.Errorf("seal %s: %w", in.Seal, err)
	}
	return c, nil
}

func writeSeal(ctx context.Context, w *bagWriter, c *Commitment, in SealInput, ev Evidence) error {
	s := secret{Format: formatSecret}
	if _, err := io.ReadFull(in.Random, s.BagKey[:]); err != nil {
		return err
	}
	for i, d := range in.Documents {
		if in.Progress != nil {
			in.Progress(Event{"seal", d.ID, int64(i), int64(len(in.Documents))})
		}
		ds := documentSecret{ID: d.ID}
		if _, err := io.ReadFull(in.Random, ds.Seed[:]); err != nil {
			return err
		}
		s.Documents = append(s.Documents, ds)
		root, err := sealDocument(ctx, w, c, d, Seed(ds.Seed), in.Random)
		if err != nil {
			return fmt.Errorf("document %s: %w", d.ID, err)
		}
		c.Documents[i].Root = root
	}
	if err := w.add(nameSecret, marshalJSON(s)); err != nil {
		return err
	}
	c.Bag = blindedBag(Seed(s.BagKey), w.manifest())
	commitment := marshalJSON(c)
	sig, err := ev.sign(ctx, Statement{
		Name: nameCommitment, Digest: sha256.Sum256(commitment), PredicateType: PredicateSeal,
		Predicate: c.predicate(),
	})
	if err != nil {
		return err
	}
	if err := w.add(nameCommitment, commitment); err != nil {
		return err
	}
	if err := w.addAll(signatureFiles("seal", sig)); err != nil {
		return err
	}
	if err := w.finish(c.bagInfo()); err != nil {
		return err
	}
	return w.commit()
}

const (
	nameCommitment = "commitment.json"
	nameSecret     = "data/secret.json"
	nameReading    = "reading.json" // in a document's folder of a sealed bag
)

// predicate is what a seal's statement says besides the digest (SPEC 6.1).
func (c *Commitment) predicate() json.RawMessage {
	return rawJSON(struct {
		Authority string `json:"authority"`
		Case      string `json:"case"`
		Seal      string `json:"seal"`
	}{c.Authority, c.Case, c.Seal})
}

func (e Evidence) sign(ctx context.Context, st Statement) (*Signature, error) {
	return Sign(ctx, st, e.Signer, e.Timestampers, e.Log)
}

func (c *Commitment) bagInfo() bagInfo {
	return bagInfo{authority: c.Authority, identifier: c.Case + "/" + c.Seal, created: c.Created}
}

// signatureFiles is a signature in the shapes that stock tools read (SPEC
// 6.5). All but the first follow from the first.
func signatureFiles(prefix string, s *Signature) []namedFile {
	files := []namedFile{
		{prefix + ".sigstore.json", s.Marshal()},
		{prefix + ".sig", s.SignatureBytes()},
	}
	for i, t := range s.Timestamps() {
		files = append(files, namedFile{fmt.Sprintf("%s.timestamp-%d.tsr", prefix, i+1), t})
	}
	if p := s.TLogProof(); p != nil {
		files = append(files, namedFile{prefix + ".tlog-proof", p})
	}
	return files
}

// pageFile is the member name of a page's image below a document's folder.
func pageFile(n int) string { return fmt.Sprintf("page-%04d.png", n) }

// sealDocument writes one document's members and returns its salted root.
func sealDocument(ctx context.Context, w *bagWriter, c *Commitment, d DocumentInput, seed Seed, random io.Reader) (Hash, error) {
	folder := "data/" + d.ID + "/"
	pages, views, err := sealPages(ctx, w, folder, d, seed)
	if err != nil {
		return Hash{}, err
	}
	if err := ctx.Err(); err != nil {
		return Hash{}, err
	}
	fileRoot, err := sealFile(w, folder+"original"+memberExtension(filepath.Base(d.Name)), d, seed)
	if err != nil {
		return Hash{}, err
	}
	meta, err := metaLeaves(views.Meta)
	if err == nil {
		err = shuffle(meta, random)
	}
	if err != nil {
		return Hash{}, err
	}
	text, places, err := textLeaves(views.Text, random)
	if err != nil {
		return Hash{}, err
	}
	for _, p := range places {
		if p[1] < 1 || p[1] > len(pages) {
			return Hash{}, fmt.Errorf("word on page %d, the document has %d", p[1], len(pages))
		}
	}
	h := Header{Format: formatHeader, Case: c.Case, Seal: c.Seal, Document: d.ID, Views: []ViewHeader{
		{View: ViewFile, Leaves: 1, Root: fileRoot},
		{View: ViewMeta, Leaves: len(meta), Root: showAll(meta).tree().root(len(meta), viewSeed(seed, ViewMeta))},
		{View: ViewText, Leaves: len(text), Root: showAll(text).tree().root(len(text), viewSeed(seed, ViewText))},
	}}
	h.Views = append(h.Views, pages...)
	if err := h.check(c.Case, c.Seal, d.ID); err != nil {
		return Hash{}, err
	}
	header := marshalJSON(h)
	if len(places) == 0 {
		places = []place{}
	}
	files := []namedFile{
		{folder + "header.json", header},
		{folder + "meta.json", marshalJSON(showAll(meta))},
		{folder + "text.json", marshalJSON(showAll(text))},
		{folder + "places.json", marshalJSON(places)},
	}
	if views.Reading != nil {
		if len(views.Reading) > maxJSON || !json.Valid(views.Reading) {
			return Hash{}, fmt.Errorf("%s: %d bytes, at most %d of JSON are sealed", nameReading, len(views.Reading), maxJSON)
		}
		files = append(files, namedFile{folder + nameReading, views.Reading})
	}
	return documentRoot(headerSalt(seed), header), w.addAll(files)
}

// sealFile copies the original into the bag; the same pass computes its leaf.
func sealFile(w *bagWriter, name string, d DocumentInput, seed Seed) (Hash, error) {
	r, err := d.Open()
	if err != nil {
		return Hash{}, err
	}
	defer r.Close()
	leaf := newLeafHash(0, viewSeed(seed, ViewFile))
	if err := w.copy(name, r, leaf); err != nil {
		return Hash{}, err
	}
	return Hash(leaf.Sum(nil)), nil
}

// sealPages takes the pages as the reader gives them; committing to one and
// writing its image runs beside the reading of the next.
func sealPages(ctx context.Context, w *bagWriter, folder string, d DocumentInput, seed Seed) ([]ViewHeader, *Views, error) {
	var (
		headers []*ViewHeader
		wg      sync.WaitGroup
		slots   = make(chan struct{}, runtime.GOMAXPROCS(0))
		once    sync.Once
		failed  error
	)
	views, err := d.Read(ctx, func(p *Page) error {
		if err := checkGeometry(p.Width, p.Height, p.Channels); err != nil {
			return err
		}
		if len(p.Samples) != p.Width*p.Height*p.Channels {
			return fmt.Errorf("page of %d x %d with %d samples", p.Width, p.Height, len(p.Samples))
		}
		number := len(headers) + 1
		cols, rows := TileGrid(p.Width, p.Height)
		v := &ViewHeader{View: PageView(number), Leaves: cols * rows, Width: p.Width, Height: p.Height, Channels: p.Channels, DPI: p.DPI}
		headers = append(headers, v)
		slots <- struct{}{}
		wg.Add(1)
		go func() {
			defer func() { <-slots; wg.Done() }()
			v.Root = p.tree().root(v.Leaves, viewSeed(seed, v.View))
			if err := w.addPage(folder+pageFile(number), p); err != nil {
				once.Do(func() { failed = err })
			}
		}()
		return nil
	})
	wg.Wait()
	if err == nil {
		err = failed
	}
	if err != nil {
		return nil, nil, err
	}
	out := make([]ViewHeader, len(headers))
	for i, v := range headers {
		out[i] = *v
	}
	return out, views, nil
}

// addPage writes a page's image as it is encoded, without holding it whole.
func (w *bagWriter) addPage(name string, p *Page) error {
	r, pw := io.Pipe()
	go func() { pw.CloseWithError(p.encodePNG(pw)) }()
	defer r.Close()
	return w.copy(name, r)
}

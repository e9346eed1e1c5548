package bundles

import (
	"bytes"
	"os"
)

// NewMemoryBag is a bag of members that are in memory, under the rules that
// hold for a folder. For tests of package bundles_test.
func NewMemoryBag(files map[string][]byte) (*Bag, error) { return OpenFiles(files) }

// MarshalCanonical writes v in the spelling of the bundle's JSON files.
func MarshalCanonical(v any) []byte { return marshalJSON(v) }

// ReleasePredicate is what the statement about r says of it.
func ReleasePredicate(r *Release) []byte { return r.predicate() }

// SignatureMembers are the files of a signature, by name.
func SignatureMembers(prefix string, s *Signature) map[string][]byte {
	out := map[string][]byte{}
	for _, f := range signatureFiles(prefix, s) {
		out[f.name] = f.data
	}
	return out
}

// SeedsInPlace is the proof of a view with the seed of every hidden subtree in
// the place of its hash: the mistake that would undo a redaction.
func (d *SealedDocument) SeedsInPlace(view int, hidden []Range) Bytes {
	h := d.Header.Views[view]
	var out Bytes
	var walk func(lo, n int, seed Seed, hidden []Range)
	walk = func(lo, n int, seed Seed, hidden []Range) {
		some, all, rest := overlap(hidden, lo, n)
		if !some || all {
			out = append(out, seed[:]...)
			return
		}
		k := splitAt(n)
		walk(lo, k, prf(&seed, 0), rest)
		walk(lo+k, n-k, prf(&seed, 1), rest)
	}
	walk(0, h.Leaves, viewSeed(d.seed, h.View), hidden)
	return out
}

// ProveMeta is the proof of the meta view with other leaves hidden.
func (d *SealedDocument) ProveMeta(hidden []Range) ViewProof {
	return d.proveView(1, hidden, showAll(d.Meta).tree())
}

// PageCommit is the root of a page's tree under a seed.
func PageCommit(p *Page, seed Seed) Hash {
	cols, rows := TileGrid(p.Width, p.Height)
	return p.tree().root(cols*rows, seed)
}

// EncodePNG is a page's image as it stands in a bag.
func EncodePNG(p *Page) []byte {
	var b bytes.Buffer
	if err := p.encodePNG(&b); err != nil {
		panic(err) // only memory is written to
	}
	return b.Bytes()
}

// DecodePNG reads a page's image.
func DecodePNG(data []byte, v ViewHeader) (*Page, error) { return decodePNG(data, v) }

// BagWriter gives tests the writer of bags.
type BagWriter struct{ w *bagWriter }

// NewBagWriter starts a bag.
func NewBagWriter(final string, private bool) (BagWriter, error) {
	w, err := newBagWriter(final, private)
	return BagWriter{w}, err
}

// Add writes a member.
func (w BagWriter) Add(name, data string) error { return w.w.add(name, []byte(data)) }

// Temporary is the folder the bag is built in.
func (w BagWriter) Temporary() string { return w.w.tmp }

// Abort gives the bag up.
func (w BagWriter) Abort() { w.w.abort() }

// Finish closes the bag and puts it in its place.
func (w BagWriter) Finish() error {
	if err := w.w.finish(bagInfo{authority: "Testov", identifier: "c/s1"}); err != nil {
		return err
	}
	return w.w.commit()
}

// OpenFolder opens a folder as a bag without looking at its evidence.
func OpenFolder(dir string) (*Bag, error) { return openFolder(dir) }

// PeakMemory is the most memory the process ever held, in bytes, or 0 where
// the system does not tell.
func PeakMemory() int64 {
	data, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := bytes.Cut(data, []byte("VmHWM:"))
	var kb int64
	for _, c := range bytes.TrimLeft(rest, " \t") {
		if c < '0' || c > '9' {
			break
		}
		kb = kb*10 + int64(c-'0')
	}
	return kb << 10
}

// WithoutTimestamps drops all but the first keep timestamps of a .sigstore.json.
func WithoutTimestamps(data []byte, keep int) (*Signature, error) {
	s, err := ParseSignature(data)
	if err != nil {
		return nil, err
	}
	if keep == 0 {
		s.wire.Material.Timestamps = nil
	} else {
		s.wire.Material.Timestamps.RFC3161 = s.wire.Material.Timestamps.RFC3161[:keep]
	}
	return ParseSignature(marshalJSON(s.wire))
}

// WithoutLog drops the log entry of a .sigstore.json.
func WithoutLog(data []byte) (*Signature, error) {
	s, err := ParseSignature(data)
	if err != nil {
		return nil, err
	}
	s.wire.Material.Entries = nil
	return ParseSignature(marshalJSON(s.wire))
}

// WithEvidenceOf is the signature a with the timestamps and log entry of b.
func WithEvidenceOf(a, b []byte) (*Signature, error) {
	s, err := ParseSignature(a)
	if err != nil {
		return nil, err
	}
	o, err := ParseSignature(b)
	if err != nil {
		return nil, err
	}
	s.wire.Material = o.wire.Material
	return ParseSignature(marshalJSON(s.wire))
}

// ProvePage is the proof and the image of a page on which tiles are hidden.
func ProvePage(p *Page, h ViewHeader, seed Seed, hidden []Range) (ViewProof, []byte) {
	v := ViewProof{View: h.View, Hidden: hidden}
	for _, item := range p.tree().prune(h.Leaves, seed, hidden) {
		v.Items = append(v.Items, item[:]...)
	}
	shown := *p
	shown.Samples = bytes.Clone(p.Samples)
	for _, r := range hidden {
		for i := r[0]; i < r[0]+r[1]; i++ {
			shown.fillTile(i)
		}
	}
	return v, EncodePNG(&shown)
}

// CheckPage decodes a released page and rebuilds its root.
func CheckPage(image []byte, h ViewHeader, v ViewProof) error {
	p, err := decodePNG(image, h)
	if err != nil {
		return err
	}
	return v.verify(h, p.tree())
}

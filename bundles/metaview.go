package bundles

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

const nameMeta = "meta.json" // in a document's folder

const metaPad = 16 // meta leaves are padded to a multiple of this (SPEC 4.4.4)

// metaLeaves is one leaf a field, "name: value", and empty leaves up to the
// next multiple of 16, so that their number tells nothing. Before they are
// sealed they are shuffled.
func metaLeaves(fields []Field) ([]string, error) {
	var leaves []string
	for _, f := range fields {
		if err := checkFieldName(f.Name); err != nil {
			return nil, err
		}
		if len(f.Value) > maxStringField || !utf8.ValidString(f.Value) {
			return nil, fmt.Errorf("field %q: a value of %d bytes (at most %d, UTF-8)", f.Name, len(f.Value), maxStringField)
		}
		leaves = append(leaves, f.Name+": "+f.Value)
	}
	for len(leaves)%metaPad != 0 {
		leaves = append(leaves, "")
	}
	if len(leaves) > maxMetaFields {
		return nil, fmt.Errorf("%d fields, more than the %d allowed", len(fields), maxMetaFields)
	}
	return leaves, nil
}

// shuffle puts leaves in random order, so that the place of a shown one tells
// nothing of those before it (SPEC 4.4.4).
func shuffle(leaves []string, random io.Reader) error {
	for i := len(leaves) - 1; i > 0; i-- {
		var b [8]byte // of 64 bits the remainder is uniform but for 2^-56
		if _, err := io.ReadFull(random, b[:]); err != nil {
			return err
		}
		j := binary.BigEndian.Uint64(b[:]) % uint64(i+1)
		leaves[i], leaves[j] = leaves[j], leaves[i]
	}
	return nil
}

func checkFieldName(name string) error {
	for _, c := range name {
		if (c < 'a' || c > 'z') && c != '-' {
			return fmt.Errorf("field name %q: want a-z and \"-\"", name)
		}
	}
	if name == "" || len(name) > maxNameLength {
		return fmt.Errorf("field name of %d bytes, want 1 to %d", len(name), maxNameLength)
	}
	return nil
}

// fieldOf reads a meta leaf. A pad is no field: it is never shown, because
// that would tell how many fields there are not.
func fieldOf(leaf string) (Field, error) {
	name, value, ok := strings.Cut(leaf, ": ")
	if !ok {
		return Field{}, fmt.Errorf("meta leaf %.60q: not a field", leaf)
	}
	return Field{name, value}, checkFieldName(name)
}

// shownFields is what is shown of a meta view. The order of its leaves is
// random, that of the fields is by name.
func (s shownLeaves) fields() ([]Field, error) {
	var out []Field
	for _, leaf := range s {
		if leaf != nil {
			f, err := fieldOf(*leaf)
			if err != nil {
				return nil, err
			}
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b Field) int { return cmp.Compare(a.Name, b.Name) })
	return out, nil
}

// parseMeta reads meta.json of a release.
func parseMeta(data []byte, leaves int, hidden []Range) (shownLeaves, error) {
	shown, err := parseJSON[shownLeaves](nameMeta, data, maxMetaJSON)
	if err != nil {
		return nil, err
	}
	if err := shown.check(leaves, hidden); err != nil {
		return nil, fmt.Errorf("%s: %w", nameMeta, err)
	}
	if _, err := shown.fields(); err != nil {
		return nil, fmt.Errorf("%s: %w", nameMeta, err)
	}
	return *shown, nil
}

// hiddenMeta is the ranges of the meta view that hide all but the named fields.
func (d *SealedDocument) hiddenMeta(names []string) ([]Range, error) {
	hide := make([]bool, len(d.Meta))
	found := map[string]bool{}
	for i, leaf := range d.Meta {
		f, err := fieldOf(leaf)
		found[f.Name] = found[f.Name] || err == nil
		hide[i] = err != nil || !slices.Contains(names, f.Name)
	}
	for i, n := range names {
		if err := checkFieldName(n); err != nil {
			return nil, err
		}
		if !found[n] {
			return nil, fmt.Errorf("field %q: the document has none of that name", n)
		}
		if slices.Contains(names[:i], n) {
			return nil, fmt.Errorf("field %q: named twice", n)
		}
	}
	return rangesOf(hide), nil
}

// releaseMeta writes the fields that are shown and returns the view's proof.
func releaseMeta(w *bagWriter, doc *SealedDocument, d ReleaseDecision, folder string, earlier []*Released) (ViewProof, error) {
	hidden, err := doc.hiddenMeta(d.Fields)
	if err != nil {
		return ViewProof{}, err
	}
	for _, e := range earlier {
		if before, ok := e.Hidden(d.Seal, d.ID, ViewMeta); ok && hidesMore(len(doc.Meta), before, hidden) {
			return ViewProof{}, fmt.Errorf("a metadata field is hidden that release %s shows: it is public already", e.Release.Release)
		}
	}
	shown := showAll(doc.Meta)
	v := doc.proveView(1, hidden, shown.tree())
	if v.hidesAll(len(shown)) {
		return doc.proveHiddenView(1), nil
	}
	for _, r := range hidden {
		clear(shown[r[0] : r[0]+r[1]])
	}
	return v, w.add(folder+nameMeta, marshalJSON(shown))
}

// verifyMeta holds the fields that are shown.
func (b *Bag) verifyMeta(folder string, p *DocumentProof, expected map[string]bool) error {
	h, v := p.Header.Views[1], p.Views[1]
	if v.hidesAll(h.Leaves) {
		return v.verify(h, tree{})
	}
	expected[folder+nameMeta] = true
	raw, err := b.Read(folder+nameMeta, maxMetaJSON)
	if err != nil {
		return err
	}
	shown, err := parseMeta(raw, h.Leaves, v.Hidden)
	if err != nil {
		return err
	}
	return v.verify(h, shown.tree())
}

// Fields returns the metadata fields that a release shows of a document, by
// name; nil where it shows none.
func (r *Released) Fields(seal, id string) ([]Field, error) {
	d := r.proof.document(seal, id)
	if d == nil || d.Views[1].hidesAll(d.Header.Views[1].Leaves) {
		return nil, nil
	}
	raw, err := r.bag.Read(dataFolder(seal, id)+nameMeta, maxMetaJSON)
	if err != nil {
		return nil, err
	}
	shown, err := parseMeta(raw, d.Header.Views[1].Leaves, d.Views[1].Hidden)
	if err != nil {
		return nil, err
	}
	return shown.fields()
}

package bundles

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
)

// A documentVector is a document of a seal, and releases of it: header,
// commitment and proof as they stand in the files, byte for byte.
type documentVector struct {
	Vector   string            `json:"vector"`
	Name     string            `json:"name"`
	Sealed   *sealedDocVector  `json:"sealed,omitempty"`
	Releases []documentRelease `json:"releases"`
}

type sealedDocVector struct {
	Label        string          `json:"label"`
	DocumentSeed Hash            `json:"document_seed"`
	HeaderSalt   Hash            `json:"header_salt"`
	Header       string          `json:"header"` // header.json
	Root         Hash            `json:"root"`
	BagKey       Hash            `json:"bag_key"`
	Manifest     string          `json:"manifest"` // manifest-sha256.txt
	Bag          Hash            `json:"bag"`
	Views        []sealedDocView `json:"views"`
}

type sealedDocView struct {
	View     string   `json:"view"`
	ViewSeed Hash     `json:"view_seed"`
	Content  []string `json:"content,omitempty"` // but for pages
	Samples  Bytes    `json:"samples,omitempty"`
}

type documentRelease struct {
	Name       string      `json:"name"`
	Expect     string      `json:"expect"`
	Step       string      `json:"step,omitempty"`
	Why        string      `json:"why,omitempty"`
	Document   string      `json:"document"`
	Commitment string      `json:"commitment"`     // commitment.json
	Proof      string      `json:"proof"`          // proof.json
	File       *Bytes      `json:"file,omitempty"` // original.EXT
	Meta       string      `json:"meta,omitempty"` // meta.json
	Text       string      `json:"text,omitempty"` // text.json
	Pages      []pageShown `json:"pages,omitempty"`
}

type pageShown struct {
	Page    int   `json:"page"`
	Samples Bytes `json:"samples"` // of page-NNNN.png, decoded
}

// A docMaker seals one document and releases it in several ways.
type docMaker struct {
	seed       Seed
	contents   []viewContent
	header     Header
	other      Header // of d2, which is withheld
	commitment Commitment
}

const vectorManifest = "1111111111111111111111111111111111111111111111111111111111111111  data/d1/original.txt\n"

func newDocMaker(label string) *docMaker {
	m := &docMaker{seed: vectorSeed(label), contents: []viewContent{
		fileContent([]byte("Podepsán Vendelín Neexistující.")), textContent(ViewMeta, fields(2)), padsContent(),
		pageContent(1, vectorPage(40, 39, 1)), pageContent(2, vectorPage(17, 16, 3)),
	}}
	for _, n := range []int{3, 4} {
		m.contents[n].header.DPI = 200
	}
	m.header = m.seal(m.seed, "d1", m.contents)
	seed2 := vectorSeed(label + " d2")
	m.other = m.seal(seed2, "d2", m.contents[:3])
	m.commitment = Commitment{
		Format: formatCommitment, Algorithm: algorithmGGM, Authority: "Horní Planá nad Ničím", Case: "2026-1", Seal: "s1", Documents: []DocumentRoot{
			{ID: "d1", Root: documentRoot(headerSalt(m.seed), marshalJSON(m.header))},
			{ID: "d2", Root: documentRoot(headerSalt(seed2), marshalJSON(m.other))},
		},
		Bag: blindedBag(vectorSeed(label+" bag"), []byte(vectorManifest)),
	}
	if err := m.commitment.Created.UnmarshalText([]byte("2026-03-02T09:30:00Z")); err != nil {
		panic(err) // the time is fixed
	}
	return m
}

func (m *docMaker) seal(seed Seed, id string, contents []viewContent) Header {
	h := Header{Format: formatHeader, Case: "2026-1", Seal: "s1", Document: id}
	for _, c := range contents {
		v := c.header
		v.Root = c.tree().root(v.Leaves, viewSeed(seed, v.View))
		h.Views = append(h.Views, v)
	}
	return h
}

// release hides ranges of each view.
func (m *docMaker) release(name string, hidden ...[]Range) documentRelease {
	proof := DocumentProof{ID: "d1", Salt: Hash(headerSalt(m.seed)), Header: m.header}
	r := documentRelease{Name: name, Expect: expectHolds, Document: "d1", Commitment: string(marshalJSON(m.commitment))}
	for i, c := range m.contents {
		v := ViewProof{View: c.header.View, Hidden: hidden[i], Items: Bytes{}}
		for _, item := range c.tree().prune(c.header.Leaves, viewSeed(m.seed, v.View), v.Hidden) {
			v.Items = append(v.Items, item[:]...)
		}
		proof.Views = append(proof.Views, v)
		if v.hidesAll(c.header.Leaves) {
			continue
		}
		shown, samples := c.shown(v.Hidden)
		switch {
		case c.page != nil:
			r.Pages = append(r.Pages, pageShown{i - 2, samples})
		case v.View == ViewFile:
			r.File = (*Bytes)(&c.file)
		case v.View == ViewMeta:
			r.Meta = string(marshalJSON(shown))
		default:
			r.Text = string(marshalJSON(shown))
		}
	}
	r.Proof = string(marshalJSON(Proof{Format: formatProof, Seals: []SealProof{{Seal: "s1", Documents: []DocumentProof{proof}}}}))
	return r
}

// all hides a view whole.
func (m *docMaker) all(view int) []Range { return []Range{{0, m.contents[view].header.Leaves}} }

// redacted is the usual release: file and fields hidden, a gap and two boxes.
func (m *docMaker) redacted(name string) documentRelease {
	return m.release(name, m.all(0), m.all(1), []Range{gapOf(m.contents[2].text, "Vendelín ", "Neexistující, ")}, []Range{{1, 2}}, []Range{{1, 1}})
}

func goodDocument() documentVector {
	const label = "akta vector document"
	m := newDocMaker(label)
	bagKey := vectorSeed(label + " bag")
	s := &sealedDocVector{Label: label, DocumentSeed: Hash(m.seed), HeaderSalt: Hash(headerSalt(m.seed)), Header: string(marshalJSON(m.header)),
		Root: m.commitment.Documents[0].Root, BagKey: Hash(bagKey), Manifest: vectorManifest, Bag: m.commitment.Bag}
	for _, c := range m.contents {
		v := sealedDocView{View: c.header.View, ViewSeed: Hash(viewSeed(m.seed, c.header.View))}
		if c.page != nil {
			v.Samples = c.page.Samples
		} else {
			for i := range c.header.Leaves {
				v.Content = append(v.Content, c.spell(i))
			}
		}
		s.Views = append(s.Views, v)
	}
	none := []Range{}
	return documentVector{algorithmGGM, "document", s, []documentRelease{
		m.redacted("a gap in the text, boxes on both pages"),
		m.release("whole: its own bytes are shown", none, m.all(1), none, none, none),
		m.release("the text alone", m.all(0), m.all(1), none, m.all(3), m.all(4)),
		m.release("a page alone", m.all(0), m.all(1), m.all(2), none, m.all(4)),
		m.release("one field alone", m.all(0), []Range{{1, 15}}, m.all(2), m.all(3), m.all(4)),
		m.release("nothing shown", m.all(0), m.all(1), m.all(2), m.all(3), m.all(4)),
	}}
}

// A docFault is one way to spoil a release, and the step that must see it.
type docFault struct {
	step, name, why string
	spoil           func(r *documentRelease)
}

func badDocument() documentVector {
	m := newDocMaker("akta vector refused document")
	v := documentVector{Vector: algorithmGGM, Name: "refused-document"}
	v.Releases = append(v.Releases, m.redacted("the release from which the others are made"))
	for _, f := range slices.Concat(spellingFaults(), m.proofFaults(), m.contentFaults()) {
		r := m.redacted(f.name)
		r.Expect, r.Step, r.Why = expectRefused, f.step, f.why
		before := fmt.Sprint(r)
		f.spoil(&r)
		if fmt.Sprint(r) == before {
			panic(f.name + ": nothing was spoiled")
		}
		v.Releases = append(v.Releases, r)
	}
	return v
}

// spellingFaults are other spellings of the same JSON (SPEC 2.2).
func spellingFaults() []docFault {
	in := func(file func(r *documentRelease) *string, old, new string) func(r *documentRelease) {
		return func(r *documentRelease) { s := file(r); *s = strings.Replace(*s, old, new, 1) }
	}
	proof := func(r *documentRelease) *string { return &r.Proof }
	commitment := func(r *documentRelease) *string { return &r.Commitment }
	text := func(r *documentRelease) *string { return &r.Text }
	return []docFault{
		{"json", "an unknown field in the commitment", "", in(commitment, `{"format"`, `{"note":"x","format"`)},
		{"json", "an unknown field in the proof", "", in(proof, `"documents"`, `"note":"x","documents"`)},
		{"json", "a repeated field", "", in(proof, `"id":"d1"`, `"id":"d1","id":"d1"`)},
		{"json", "two fields in the other order", "", in(commitment, `"case":"2026-1","seal":"s1"`, `"seal":"s1","case":"2026-1"`)},
		{"json", "a missing field", "no blinded bag", func(r *documentRelease) { r.Commitment = r.Commitment[:strings.Index(r.Commitment, `,"bag"`)] + "}\n" }},
		{"json", "an optional field that is empty", "", in(commitment, `},{"id":"d2"`, `,"replaces":""},{"id":"d2"`)},
		{"json", "white space", "", in(proof, `:[`, `: [`)},
		{"json", "no line feed at the end", "", in(proof, "\n", "")},
		{"json", "two line feeds at the end", "", in(commitment, "\n", "\n\n")},
		{"json", "a byte order mark", "", in(commitment, "{", "\ufeff{")},
		{"json", "an escape that is not needed", "", in(commitment, "á", `\u00e1`)},
		{"json", "an escape in the text that is not needed", "", in(text, "á", `\u00e1`)},
		{"json", "half a character", "a lone surrogate", in(text, "á", `\ud800`)},
		{"json", "U+2028 without its escape", "", in(text, `\u2028`, "\u2028")},
		{"json", "a number with a fraction", "", in(proof, `"leaves":1,`, `"leaves":1.0,`)},
		{"json", "a digest in upper case", "", func(r *documentRelease) {
			at := strings.Index(r.Proof, `"salt":"`) + len(`"salt":"`)
			r.Proof = r.Proof[:at] + strings.ToUpper(r.Proof[at:at+64]) + r.Proof[at+64:]
		}},
		{"json", "base64 without padding", "", in(proof, `="}`, `"}`)},
		{"json", "base64 with unused bits", "", func(r *documentRelease) {
			b := []byte(r.Proof)
			at := strings.Index(r.Proof, `="}`) - 1
			if b[at] == '=' {
				at--
			}
			b[at]++ // the unused bits were zero, and the alphabet goes on
			r.Proof = string(b)
		}},
		{"json", "the text cut off", "", func(r *documentRelease) { r.Text = r.Text[:len(r.Text)-2] }},
	}
}

// proofFaults are proofs that are well written and wrong.
func (m *docMaker) proofFaults() []docFault {
	proof := func(edit func(d *DocumentProof)) func(r *documentRelease) {
		return func(r *documentRelease) {
			p, err := ParseProof([]byte(r.Proof))
			if err != nil {
				panic(err) // it was written by marshalJSON
			}
			edit(&p.Seals[0].Documents[0])
			r.Proof = string(marshalJSON(p))
		}
	}
	commitment := func(edit func(c *Commitment)) func(r *documentRelease) {
		return func(r *documentRelease) {
			c := m.commitment
			c.Documents = slices.Clone(c.Documents)
			edit(&c)
			r.Commitment = string(marshalJSON(c))
		}
	}
	// committed spoils the header and the commitment with it, as a dishonest sealer would.
	committed := func(edit func(h *Header)) func(r *documentRelease) {
		return func(r *documentRelease) {
			h := m.header
			h.Views = slices.Clone(h.Views)
			edit(&h)
			proof(func(d *DocumentProof) {
				d.Header = h
				views := d.Views
				d.Views = nil
				for _, o := range h.Views {
					i := slices.IndexFunc(views, func(v ViewProof) bool { return v.View == o.View })
					d.Views = append(d.Views, views[i])
				}
			})(r)
			commitment(func(c *Commitment) { c.Documents[0].Root = documentRoot(headerSalt(m.seed), marshalJSON(h)) })(r)
		}
	}
	return []docFault{
		{"commitment", "another algorithm", "", commitment(func(c *Commitment) { c.Algorithm = "akta-ggm-sha256/v2" })},
		{"commitment", "another format", "", commitment(func(c *Commitment) { c.Format = formatProof })},
		{"header", "the root of another document", "", commitment(func(c *Commitment) { c.Documents[0].Root = c.Documents[1].Root })},
		{"header", "a document that was not sealed", "", commitment(func(c *Commitment) { c.Documents = c.Documents[1:] })},
		{"header", "a document that is not proven", "it is withheld", func(r *documentRelease) { r.Document = "d2" }},
		{"header", "the salt of another document", "", proof(func(d *DocumentProof) { d.Salt = sha256.Sum256(nil) })},
		{"header", "the header of another document", "", proof(func(d *DocumentProof) { d.Header = m.other })},
		{"header", "a header of another case", "", committed(func(h *Header) { h.Case = "2026-2" })},
		{"header", "a header of another seal", "", committed(func(h *Header) { h.Seal = "s2" })},
		{"header", "a header with another root", "", proof(func(d *DocumentProof) { d.Header.Views[2].Root[0] ^= 1 })},
		{"header", "a header without the text view", "committed to so", committed(func(h *Header) { h.Views = slices.Delete(h.Views, 2, 3) })},
		{"header", "a header of two views", "committed to so", committed(func(h *Header) { h.Views = h.Views[:2] })},
		{"header", "a header with two views exchanged", "committed to so", committed(func(h *Header) { h.Views[3], h.Views[4] = h.Views[4], h.Views[3] })},
		{"header", "more tiles than the page has", "committed to so", committed(func(h *Header) { h.Views[3].Leaves++ })},
		{"header", "two files in the file view", "committed to so", committed(func(h *Header) { h.Views[0].Leaves = 2 })},
		{"header", "a text view with a width", "committed to so", committed(func(h *Header) { h.Views[2].Width = 100 })},
		{"header", "a proof without a view", "the last page is not spoken of", proof(func(d *DocumentProof) { d.Views = d.Views[:4] })},
		{"header", "a proof with two views exchanged", "", proof(func(d *DocumentProof) { d.Views[3], d.Views[4] = d.Views[4], d.Views[3] })},
		{"ranges", "a range outside the page", "", proof(func(d *DocumentProof) { d.Views[4].Hidden = []Range{{1, 2}} })},
		{"ranges", "touching ranges", "", proof(func(d *DocumentProof) { d.Views[3].Hidden = []Range{{1, 1}, {2, 1}} })},
		{"ranges", "no list of ranges", "null", proof(func(d *DocumentProof) { d.Views[3].Hidden = nil })},
		{"items", "an item too many for the file", "", proof(func(d *DocumentProof) { d.Views[0].Items = append(d.Views[0].Items, make([]byte, 32)...) })},
		{"root", "a page proven with another page's items", "", proof(func(d *DocumentProof) {
			d.Views[4].Items = bytes.Clone(d.Views[3].Items[:64])
		})},
		{"root", "the hash of the fields", "", proof(func(d *DocumentProof) { d.Views[1].Items[31] ^= 0x80 })},
	}
}

// contentFaults are files beside a proof that is right.
func (m *docMaker) contentFaults() []docFault {
	gap := gapOf(m.contents[2].text, "Vendelín ", "Neexistující, ")
	return []docFault{
		{"content", "content for a hidden word", "", func(r *documentRelease) { r.Text = strings.Replace(r.Text, "null", `"Vendelín "`, 1) }},
		{"root", "another word", "", func(r *documentRelease) { r.Text = strings.Replace(r.Text, "telefon", "telefun", 1) }},
		{"content", "a leaf left out", "", func(r *documentRelease) { r.Text = strings.Replace(r.Text, `"telefon ",`, "", 1) }},
		{"content", "no text", "though words are shown", func(r *documentRelease) { r.Text = "" }},
		{"content", "all of the text null", fmt.Sprintf("though only %d leaves are hidden", gap[1]), func(r *documentRelease) {
			r.Text = "[" + strings.Repeat("null,", m.header.Views[2].Leaves-1) + "null]\n"
		}},
		{"content", "a hidden tile that is not black", "", func(r *documentRelease) { r.Pages[0].Samples[16] = 255 }},
		{"root", "a pixel of a shown tile", "", func(r *documentRelease) { r.Pages[1].Samples[0] ^= 1 }},
		{"content", "a page that is not there", "though tiles of it are shown", func(r *documentRelease) { r.Pages = r.Pages[:1] }},
	}
}

// HeaderSalt is the salt that opens the document's header. For tests of
// package bundles_test.
func (d *SealedDocument) HeaderSalt() Hash { return Hash(headerSalt(d.seed)) }

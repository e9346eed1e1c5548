package bundles

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// A viewVector is one view, sealed, and releases of it. The format is
// explained in testdata/vectors/README.md.
type viewVector struct {
	Vector   string        `json:"vector"`
	Name     string        `json:"name"`
	View     ViewHeader    `json:"view"`
	Sealed   *sealedVector `json:"sealed,omitempty"`
	Releases []viewRelease `json:"releases"`
}

type sealedVector struct {
	Label        string     `json:"label"`
	DocumentSeed Hash       `json:"document_seed"`
	ViewSeed     Hash       `json:"view_seed"`
	Content      []string   `json:"content"` // text, or base64 for files and pages
	Samples      Bytes      `json:"samples,omitempty"`
	Salts        []leafSalt `json:"salts"`
	LeafHashes   []Hash     `json:"leaf_hashes"`
}

type leafSalt struct {
	Leaf int  `json:"leaf"`
	Salt Hash `json:"salt"`
}

type viewRelease struct {
	Name    string       `json:"name"`
	Expect  string       `json:"expect"`
	Step    string       `json:"step,omitempty"`
	Why     string       `json:"why,omitempty"`
	Hidden  []Range      `json:"hidden"`
	Items   Bytes        `json:"items"`
	Parts   []vectorPart `json:"parts,omitempty"`
	Shown   []*string    `json:"shown,omitempty"`
	Samples Bytes        `json:"samples,omitempty"`
}

// A vectorPart says what one proof item is.
type vectorPart struct {
	First int    `json:"first"`
	Count int    `json:"count"`
	Is    string `json:"is"` // "seed" or "hash"
	Value Hash   `json:"value"`
}

const (
	expectHolds   = "holds"
	expectRefused = "refused"
)

// vectorFiles generates every vector, by file name.
func vectorFiles() map[string][]byte {
	out := map[string][]byte{}
	for _, v := range slices.Concat(goodViews(), badViews()) {
		out[v.Name+".json"] = marshalVector(v)
	}
	for _, d := range []documentVector{goodDocument(), badDocument()} {
		out[d.Name+".json"] = marshalVector(d)
	}
	return out
}

// marshalVector writes a vector for people to read: one value a line.
func marshalVector(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(v); err != nil {
		panic(err) // only our own types reach this
	}
	return b.Bytes()
}

func vectorSeed(label string) Seed { return sha256.Sum256([]byte(label)) }

func vectorRandom(label string) *rand.ChaCha8 { return rand.NewChaCha8(vectorSeed(label)) }

// viewContent is what a vector's view holds: leaves of text or bytes, or a page.
type viewContent struct {
	header ViewHeader // but for the root
	text   []string
	file   []byte
	page   *Page
}

func textContent(view string, leaves []string) viewContent {
	return viewContent{header: ViewHeader{View: view, Leaves: len(leaves)}, text: leaves}
}

func fileContent(data []byte) viewContent {
	return viewContent{header: ViewHeader{View: ViewFile, Leaves: 1}, file: data}
}

func pageContent(n int, p *Page) viewContent {
	cols, rows := TileGrid(p.Width, p.Height)
	return viewContent{header: ViewHeader{View: PageView(n), Leaves: cols * rows, Width: p.Width, Height: p.Height, Channels: p.Channels, DPI: p.DPI}, page: p}
}

func (c viewContent) tree() tree {
	switch {
	case c.page != nil:
		return c.page.tree()
	case c.header.View == ViewFile:
		return tree{func(buf []byte, _ int) []byte { return append(buf, c.file...) }}
	}
	return showAll(c.text).tree()
}

// spell is a leaf's content as a string of a vector.
func (c viewContent) spell(i int) string {
	if c.header.View == ViewFile || c.page != nil {
		return base64.StdEncoding.EncodeToString(c.tree().leaf(nil, i))
	}
	return c.text[i]
}

// seal is the sealed half of a vector. K is SHA-256 of the label.
func (c viewContent) seal(name string) viewVector {
	v := viewVector{Vector: algorithmGGM, Name: name, View: c.header}
	s := &sealedVector{Label: "akta vector " + name, Content: []string{}, Salts: []leafSalt{}, LeafHashes: []Hash{}}
	seed := vectorSeed(s.Label)
	s.DocumentSeed, s.ViewSeed = Hash(seed), Hash(viewSeed(seed, c.header.View))
	n := c.header.Leaves
	expandSeeds(0, n, Seed(s.ViewSeed), func(i int, leaf Seed) {
		s.Content = append(s.Content, c.spell(i))
		h := newLeafHash(i, leaf)
		h.Write(c.tree().leaf(nil, i))
		s.LeafHashes = append(s.LeafHashes, Hash(h.Sum(nil)))
		if i == 0 || i == n/2 || i == n-1 {
			s.Salts = append(s.Salts, leafSalt{i, Hash(prf(&leaf, 2))})
		}
	})
	if c.page != nil {
		s.Samples = c.page.Samples
	}
	v.Sealed, v.View.Root = s, c.tree().root(n, Seed(s.ViewSeed))
	return v
}

func expandSeeds(lo, n int, seed Seed, f func(i int, leaf Seed)) {
	if n > 0 {
		expand(lo, n, seed, f)
	}
}

// release adds a release that hides ranges, which must be canonical.
func (v *viewVector) release(c viewContent, name string, hidden []Range) {
	r := viewRelease{Name: name, Expect: expectHolds, Hidden: hidden, Items: Bytes{}}
	for _, item := range c.tree().prune(c.header.Leaves, Seed(v.Sealed.ViewSeed), hidden) {
		r.Items = append(r.Items, item[:]...)
	}
	r.Parts = partsOf(c, Seed(v.Sealed.ViewSeed), hidden)
	if !(ViewProof{Hidden: hidden}).hidesAll(c.header.Leaves) {
		r.Shown, r.Samples = c.shown(hidden)
	}
	v.Releases = append(v.Releases, r)
}

// shown is the public content: null for hidden leaves, black for hidden tiles.
func (c viewContent) shown(hidden []Range) ([]*string, Bytes) {
	if c.page != nil {
		p := *c.page
		p.Samples = bytes.Clone(p.Samples)
		for _, r := range hidden {
			for i := r[0]; i < r[0]+r[1]; i++ {
				p.fillTile(i)
			}
		}
		return nil, p.Samples
	}
	var out []*string
	for i, hide := range hiddenSet(c.header.Leaves, hidden) {
		s := c.spell(i)
		out = append(out, &s)
		if hide {
			out[i] = nil
		}
	}
	return out, nil
}

// partsOf says what each proof item stands for.
func partsOf(c viewContent, seed Seed, hidden []Range) []vectorPart {
	var out []vectorPart
	var walk func(lo, n int, seed Seed)
	walk = func(lo, n int, seed Seed) {
		some, all, _ := overlap(hidden, lo, n)
		switch {
		case !some:
			out = append(out, vectorPart{lo, n, "seed", Hash(seed)})
		case all:
			out = append(out, vectorPart{lo, n, "hash", c.tree().subtree(lo, n, seed, 1)})
		default:
			k := splitAt(n)
			walk(lo, k, prf(&seed, 0))
			walk(lo+k, n-k, prf(&seed, 1))
		}
	}
	if n := c.header.Leaves; n > 0 {
		walk(0, n, seed)
	}
	return out
}

// goodViews are the views whose releases hold, all but some of the edges'.
func goodViews() []viewVector {
	var out []viewVector
	for _, n := range []int{0, 1, 2, 3, 5, 8, 13, 1000} {
		c := textContent(ViewText, numberedWords(n))
		v := c.seal(fmt.Sprintf("text-%04d", n))
		for _, h := range hidings(n) {
			v.release(c, h.name, h.hidden)
		}
		out = append(out, v)
	}
	pads := padsContent()
	v := pads.seal("text-pads")
	v.release(pads, "nothing hidden", []Range{})
	v.release(pads, "one gap, grown over the pads beside it", []Range{gapOf(pads.text, "Vendelín ", "Neexistující, ")})
	v.release(pads, "two gaps", []Range{gapOf(pads.text, "Vendelín ", "Neexistující, "), gapOf(pads.text, "555 ", "111.")})
	out = append(out, v)
	for _, c := range []struct {
		name    string
		content viewContent
	}{
		{"page-grey", pageContent(1, vectorPage(40, 39, 1))},
		{"page-rgb", pageContent(2, vectorPage(35, 18, 3))},
		{"meta-16", textContent(ViewMeta, fields(3))},
		{"meta-32", textContent(ViewMeta, fields(17))},
		{"file", fileContent([]byte("%PDF-1.7\n\x00\x01\xff an invented file\n"))},
		{"file-empty", fileContent(nil)},
	} {
		v := c.content.seal(c.name)
		for _, h := range hidings(c.content.header.Leaves) {
			v.release(c.content, h.name, h.hidden)
		}
		out = append(out, v)
	}
	return out
}

type hiding struct {
	name   string
	hidden []Range
}

// hidings are the ways to hide some of n leaves, each once.
func hidings(n int) []hiding {
	out := []hiding{{"nothing hidden", []Range{}}}
	add := func(name string, hide func(i int) bool) {
		set := make([]bool, n)
		for i := range set {
			set[i] = hide(i)
		}
		h := hiding{name, rangesOf(set)}
		if !slices.ContainsFunc(out, func(o hiding) bool { return slices.Equal(o.hidden, h.hidden) }) {
			out = append(out, h)
		}
	}
	add("all hidden", func(int) bool { return true })
	add("first hidden", func(i int) bool { return i == 0 })
	add("last hidden", func(i int) bool { return i == n-1 })
	add("all but the last hidden", func(i int) bool { return i < n-1 })
	add("every other hidden", func(i int) bool { return i%2 == 0 })
	add("several ranges", func(i int) bool { return i > 0 && i < 3 || i == 4 || i >= n*2/3 && i < n-1 })
	return out
}

func numberedWords(n int) []string {
	out := make([]string, n)
	for i := range out {
		if i%4 != 2 { // a pad
			out[i] = fmt.Sprintf("slovo%d ", i)
		}
	}
	return out
}

// padsContent is a text as a seal cuts it, with everything JSON can spell in
// more than one way.
func padsContent() viewContent {
	var words []Word
	for _, w := range []string{"Vážený ", "úřade,\n\n", "podepsán ", "Vendelín ", "Neexistující, ", "telefon ", "555 ", "000 ", "111.\n\n",
		"<b>&amp;</b> ", "\"uvozovky\"\t", "zpětné\\lomítko ", "\u2028\u2029 ", "\u0001\u001f\u007f\b\f\r ", "e\u0301 ", "é ", "😀 ", "/"} {
		words = append(words, Word{Text: w})
	}
	leaves, _, err := textLeaves(words, vectorRandom("akta vector pads"))
	if err != nil {
		panic(err) // the words are fixed
	}
	return textContent(ViewText, leaves)
}

// gapOf is the run of leaves from first to last, grown over pads.
func gapOf(leaves []string, first, last string) Range {
	d := SealedDocument{Text: leaves}
	i := slices.Index(leaves, first)
	j := slices.Index(leaves, last)
	return d.Gap(Range{i, j - i + 1})
}

// vectorPage is noise in which no sample is black, so that each tile differs
// from a hidden one.
func vectorPage(width, height, channels int) *Page {
	p := &Page{Width: width, Height: height, Channels: channels, Samples: make([]byte, width*height*channels)}
	if _, err := vectorRandom(fmt.Sprint("akta vector page ", width, height, channels)).Read(p.Samples); err != nil {
		panic(err) // ChaCha8 never fails
	}
	for i := range p.Samples {
		p.Samples[i] |= 0x10
	}
	return p
}

func fields(n int) []string {
	var out []Field
	for i := range n {
		out = append(out, Field{"field-" + strings.Repeat("x", i+1), fmt.Sprintf("hodnota %d", i)})
	}
	leaves, err := metaLeaves(out)
	if err != nil {
		panic(err) // the fields are fixed
	}
	return leaves
}

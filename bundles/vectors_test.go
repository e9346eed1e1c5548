package bundles

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var updateVectors = flag.Bool("update-vectors", false, "write testdata/vectors/*.json again")

const (
	vectorFolder   = "testdata/vectors"
	maxVectorBytes = 2 << 20 // of all vectors: they are in the repository for ever
)

// TestVectorsAreGenerated holds that the committed vectors are what this
// package makes, byte for byte, and that no file is left over.
func TestVectorsAreGenerated(t *testing.T) {
	want := vectorFiles()
	if again := vectorFiles(); !maps.EqualFunc(want, again, bytes.Equal) {
		t.Fatal("two runs give two sets of vectors")
	}
	if *updateVectors {
		for name, data := range want {
			if err := os.WriteFile(filepath.Join(vectorFolder, name), data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	total := 0
	for name, data := range want {
		total += len(data)
		got, err := os.ReadFile(filepath.Join(vectorFolder, name))
		if err != nil {
			t.Error(err)
		} else if !bytes.Equal(got, data) {
			t.Errorf("%s: not what is generated (go test ./bundles -run Vectors -update-vectors writes it again)", name)
		}
	}
	if total > maxVectorBytes {
		t.Errorf("vectors of %d bytes, want at most %d", total, maxVectorBytes)
	}
	for _, name := range vectorNames(t) {
		if want[name] == nil {
			t.Errorf("%s: is not generated any more", name)
		}
	}
}

func vectorNames(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(vectorFolder, "*.json"))
	if err != nil || len(paths) < 20 {
		t.Fatalf("%d vectors, %v", len(paths), err)
	}
	for i := range paths {
		paths[i] = filepath.Base(paths[i])
	}
	return paths
}

// readVector reads a vector file strictly.
func readVector[T any](t *testing.T, name string) *T {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(vectorFolder, name))
	if err != nil {
		t.Fatal(err)
	}
	v := new(T)
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return v
}

// TestVectors judges every release of every vector, and recomputes what the
// sealed halves say.
func TestVectors(t *testing.T) {
	steps := map[string]int{}
	for _, name := range vectorNames(t) {
		judge := func(release, expect, step string, err error) {
			var s stepError
			switch got := errors.As(err, &s); {
			case err != nil && !got:
				t.Errorf("%s, %q: %v", name, release, err)
			case expect == expectHolds && step == "" && err == nil, expect == expectRefused && step != "" && err != nil && s.step == step:
				steps[expect+" "+step]++
			default:
				t.Errorf("%s, %q: want %s %s, got %v", name, release, expect, step, err)
			}
		}
		if strings.HasSuffix(name, "document.json") {
			v := readVector[documentVector](t, name)
			if v.Sealed != nil {
				v.checkSealed(t)
			}
			for _, r := range v.Releases {
				judge(r.Name, r.Expect, r.Step, r.check())
			}
			continue
		}
		v := readVector[viewVector](t, name)
		v.checkSealed(t)
		for _, r := range v.Releases {
			judge(r.Name, r.Expect, r.Step, v.View.checkRelease(r))
		}
	}
	for _, s := range slices.Sorted(maps.Keys(steps)) {
		t.Logf("%4d %s", steps[s], s)
	}
	for _, s := range []string{"holds ", "refused json", "refused commitment", "refused header", "refused ranges", "refused content", "refused items", "refused root"} {
		if steps[s] == 0 {
			t.Errorf("no vector is %s", s)
		}
	}
}

// A stepError says at which step of the README a release is refused.
type stepError struct {
	step string
	error
}

// refusedAt is err as found at a step, or nil.
func refusedAt(step string, err error) error {
	if err == nil {
		return nil
	}
	return stepError{step, err}
}

// contentOf gives the content that the sealed half of a vector speaks of.
func contentOf(t *testing.T, h ViewHeader, content []string, samples Bytes) viewContent {
	t.Helper()
	c := viewContent{header: h, text: content}
	switch {
	case h.Channels != 0:
		c.page = &Page{Width: h.Width, Height: h.Height, Channels: h.Channels, DPI: h.DPI, Samples: samples}
	case h.View == ViewFile:
		data, err := base64.StdEncoding.DecodeString(content[0])
		if err != nil {
			t.Fatal(err)
		}
		c.file = data
	}
	return c
}

// checkSealed recomputes seeds, salts, leaves, root, and the items of each
// release that holds.
func (v *viewVector) checkSealed(t *testing.T) {
	t.Helper()
	s := v.Sealed
	seed := viewSeed(Seed(s.DocumentSeed), v.View.View)
	if v.Vector != algorithmGGM || Hash(vectorSeed(s.Label)) != s.DocumentSeed || Hash(seed) != s.ViewSeed || len(s.Content) != v.View.Leaves {
		t.Fatalf("%s: seeds, or number of leaves", v.Name)
	}
	c := contentOf(t, v.View, s.Content, s.Samples)
	salts := 0
	expandSeeds(0, v.View.Leaves, seed, func(i int, leaf Seed) {
		if c.spell(i) != s.Content[i] {
			t.Errorf("%s: leaf %d is %q", v.Name, i, c.spell(i))
		}
		h := newLeafHash(i, leaf)
		h.Write(c.tree().leaf(nil, i))
		if Hash(h.Sum(nil)) != s.LeafHashes[i] {
			t.Errorf("%s: hash of leaf %d", v.Name, i)
		}
		if salts < len(s.Salts) && s.Salts[salts].Leaf == i {
			if s.Salts[salts].Salt != Hash(prf(&leaf, 2)) {
				t.Errorf("%s: salt of leaf %d", v.Name, i)
			}
			salts++
		}
	})
	if salts != len(s.Salts) || c.tree().root(v.View.Leaves, seed) != v.View.Root {
		t.Errorf("%s: %d salts, or the root", v.Name, salts)
	}
	for _, r := range v.Releases {
		if r.Expect == expectHolds {
			v.checkItems(t, c, r)
		}
	}
}

// checkItems prunes the sealed tree again.
func (v *viewVector) checkItems(t *testing.T, c viewContent, r viewRelease) {
	t.Helper()
	var items, parts []byte
	for _, item := range c.tree().prune(v.View.Leaves, Seed(v.Sealed.ViewSeed), r.Hidden) {
		items = append(items, item[:]...)
	}
	for _, p := range r.Parts {
		parts = append(parts, p.Value[:]...)
	}
	if !bytes.Equal(items, r.Items) || !bytes.Equal(parts, r.Items) && r.Parts != nil {
		t.Errorf("%s, %q: the pruned tree", v.Name, r.Name)
	}
}

// checkRelease is what a verifier does with one view, in the order of
// verifyDocument.
func (h ViewHeader) checkRelease(r viewRelease) error {
	if err := checkRanges(r.Hidden, h.Leaves); err != nil {
		return refusedAt("ranges", err)
	}
	v := ViewProof{View: h.View, Hidden: r.Hidden, Items: r.Items}
	t, err := r.content(h, v)
	if err != nil {
		return refusedAt("content", err)
	}
	return h.checkItems(v, t)
}

// checkItems tells items that do not fit from a root that differs.
func (h ViewHeader) checkItems(v ViewProof, t tree) error {
	err := v.verify(h, t)
	if err != nil && strings.HasSuffix(err.Error(), "does not give the sealed root") {
		return refusedAt("root", err)
	}
	return refusedAt("items", err)
}

// content is the tree of what a release shows of a view.
func (r viewRelease) content(h ViewHeader, v ViewProof) (tree, error) {
	switch {
	case v.hidesAll(h.Leaves):
		if len(r.Shown) != 0 || len(r.Samples) != 0 {
			return tree{}, errors.New("content, though nothing is shown")
		}
		return tree{}, nil
	case h.Channels != 0:
		return shownPage(h, v, r.Samples)
	case h.View != ViewFile:
		return shownLeaves(r.Shown).tree(), shownLeaves(r.Shown).check(h.Leaves, r.Hidden)
	}
	if len(r.Shown) != 1 || r.Shown[0] == nil {
		return tree{}, errors.New("no file")
	}
	data, err := base64.StdEncoding.DecodeString(*r.Shown[0])
	return fileContent(data).tree(), err
}

func shownPage(h ViewHeader, v ViewProof, samples []byte) (tree, error) {
	p := &Page{Width: h.Width, Height: h.Height, Channels: h.Channels, Samples: samples}
	if len(samples) != h.Width*h.Height*h.Channels {
		return tree{}, fmt.Errorf("%d samples", len(samples))
	}
	for i, hidden := range hiddenSet(h.Leaves, v.Hidden) {
		if hidden && !p.tileFilled(i) {
			return tree{}, fmt.Errorf("hidden tile %d is not black", i)
		}
	}
	return p.tree(), nil
}

// checkSealed recomputes what the sealed half of a document says.
func (v *documentVector) checkSealed(t *testing.T) {
	t.Helper()
	s := v.Sealed
	h, err := parseJSON[Header]("header.json", []byte(s.Header), maxSmallJSON)
	if err != nil {
		t.Fatal(err)
	}
	k := Seed(s.DocumentSeed)
	if Hash(vectorSeed(s.Label)) != s.DocumentSeed || Hash(headerSalt(k)) != s.HeaderSalt || documentRoot(headerSalt(k), []byte(s.Header)) != s.Root ||
		blindedBag(Seed(s.BagKey), []byte(s.Manifest)) != s.Bag || len(h.Views) != len(s.Views) {
		t.Errorf("%s: header's salt, document's root or blinded bag", v.Name)
	}
	for i, view := range s.Views {
		c := contentOf(t, h.Views[i], view.Content, view.Samples)
		if seed := viewSeed(k, view.View); Hash(seed) != view.ViewSeed || c.tree().root(h.Views[i].Leaves, seed) != h.Views[i].Root {
			t.Errorf("%s: view %s", v.Name, view.View)
		}
	}
}

// check is what a verifier does with one document, in the order of
// verifyDocument.
func (r documentRelease) check() error {
	c, err := parseJSON[Commitment]("commitment.json", []byte(r.Commitment), maxSmallJSON)
	if err != nil {
		return refusedAt("json", err)
	}
	p, err := parseJSON[Proof]("proof.json", []byte(r.Proof), maxProof)
	if err != nil {
		return refusedAt("json", err)
	}
	if _, err = ParseCommitment([]byte(r.Commitment)); err == nil {
		_, err = ParseProof([]byte(r.Proof))
	}
	if err != nil {
		return refusedAt("commitment", err)
	}
	d := p.document(c.Seal, r.Document)
	if d == nil {
		return refusedAt("header", errors.New("no proof of the document"))
	}
	if err := d.checkHeader(c); err != nil {
		if strings.Contains(err.Error(), "hidden range") {
			return refusedAt("ranges", err)
		}
		return refusedAt("header", err)
	}
	for i, v := range d.Views {
		if err := r.checkView(d.Header.Views[i], v); err != nil {
			return err
		}
	}
	return nil
}

// checkView takes a view's content from the release's files.
func (r documentRelease) checkView(h ViewHeader, v ViewProof) error {
	view := viewRelease{Hidden: v.Hidden, Items: v.Items}
	switch {
	case h.Channels != 0:
		for _, p := range r.Pages {
			if PageView(p.Page) == h.View {
				view.Samples = p.Samples
			}
		}
	case h.View == ViewFile && r.File != nil:
		s := base64.StdEncoding.EncodeToString(*r.File)
		view.Shown = []*string{&s}
	case h.View == ViewText && r.Text != "", h.View == ViewMeta && r.Meta != "":
		raw := r.Text
		if h.View == ViewMeta {
			raw = r.Meta
		}
		shown, err := parseJSON[shownLeaves](h.View+".json", []byte(raw), maxJSON)
		if err != nil {
			return refusedAt("json", err)
		}
		view.Shown = *shown
	}
	return h.checkRelease(view)
}

// TestOtherRulesAreOther holds that the wrong rules of the vectors start from
// the right one.
func TestOtherRulesAreOther(t *testing.T) {
	words, seed := numberedWords(13), vectorSeed("other rules")
	if got, want := (rule{}).root(words, 0, seed), showAll(words).tree().root(13, seed); got != want {
		t.Errorf("the plain rule gives %s, the package %s", got, want)
	}
}

// TestVectorsReadmeQuotesSpec holds that the clauses and sentences that the
// vectors' README quotes stand in SPEC.md, and that it explains every step.
func TestVectorsReadmeQuotesSpec(t *testing.T) {
	read := func(name string) string {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(strings.Fields(string(data)), " ")
	}
	readme, spec := read(filepath.Join(vectorFolder, "README.md")), read("SPEC.md")
	quotes := regexp.MustCompile(`"([A-Za-z0-9][^"]{30,})" \(SPEC`).FindAllStringSubmatch(readme, -1)
	clauses := regexp.MustCompile(`SPEC (\d+\.\d+)`).FindAllStringSubmatch(readme, -1)
	if len(quotes) < 3 || len(clauses) < 10 {
		t.Fatalf("%d quotes, %d clauses", len(quotes), len(clauses))
	}
	for _, q := range quotes {
		if !strings.Contains(spec, q[1]) {
			t.Errorf("SPEC.md does not say %q", q[1])
		}
	}
	for _, c := range clauses {
		if !strings.Contains(spec, " "+c[1]+" ") {
			t.Errorf("SPEC.md has no clause %s", c[1])
		}
	}
	for _, step := range []string{"json", "commitment", "header", "ranges", "content", "items", "root"} {
		if !strings.Contains(readme, "| `"+step+"` |") {
			t.Errorf("step %s is not explained", step)
		}
	}
}

package bundles_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
)

// wordsDocument is a document of words, whose file is the same words.
func wordsDocument(id, text string) bundles.DocumentInput {
	views := &bundles.Views{}
	for _, w := range strings.SplitAfter(text, " ") {
		if w != "" {
			views.Text = append(views.Text, bundles.Word{Text: w})
		}
	}
	return bundles.DocumentInput{ID: id, Name: id + ".txt",
		Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil },
		Read: func(context.Context, func(*bundles.Page) error) (*bundles.Views, error) { return views, nil }}
}

func trapDocument(id string) bundles.ReleasedDocument {
	return bundles.ReleasedDocument{Seal: "s1", ID: id, Title: "Dokument", Kind: "letter", Language: "cs"}
}

// trapRelease is a release of a seal, and its members.
type trapRelease struct {
	seal, release string
	files         bagFiles
}

type decide func(d *bundles.SealedDocument) bundles.ReleaseDecision

// newTrapRelease seals documents and releases them, as decided one by one.
func newTrapRelease(t *testing.T, o *bundlestest.Office, random string, docs []bundles.DocumentInput, decisions ...decide) trapRelease {
	t.Helper()
	dir := t.TempDir()
	r := trapRelease{seal: filepath.Join(dir, "s1"), release: filepath.Join(dir, "r1")}
	if _, err := bundles.WriteSeal(t.Context(), r.seal, bundles.SealInput{Authority: o.Authority, Case: "2026-1", Seal: "s1", Created: o.Now,
		Documents: docs, Random: bundlestest.FixedRandom(random)}, o.Evidence()); err != nil {
		t.Fatal(err)
	}
	s, err := bundles.OpenSealed(r.seal)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	in := bundles.ReleaseInput{Authority: o.Authority, Case: "2026-1", Release: "r1", Title: "Hluk", Created: o.Now,
		Seals: []*bundles.Sealed{s}, Trust: o.Trust, Grounds: []bundles.Ground{{Code: "personal-data", Label: "osobní údaj"}}}
	for i, decide := range decisions {
		d, err := s.Document(docs[i].ID)
		if err != nil {
			t.Fatal(err)
		}
		in.Documents = append(in.Documents, decide(d))
	}
	if _, err := bundles.WriteRelease(t.Context(), r.release, in, o.Evidence()); err != nil {
		t.Fatal(err)
	}
	r.files = readFiles(t, r.release)
	return r
}

// hideWords hides the run of leaves that says words, grown over the pads.
func hideWords(id, words string) decide {
	return func(d *bundles.SealedDocument) bundles.ReleaseDecision {
		out := bundles.ReleaseDecision{ReleasedDocument: trapDocument(id)}
		first := slices.IndexFunc(d.Text, func(s string) bool { return s != "" && strings.HasPrefix(words, s) })
		end := first
		for text := ""; text != words; end++ {
			text += d.Text[end]
		}
		gap := d.Gap(bundles.Range{first, end - first})
		out.Redactions = []bundles.Redaction{{View: bundles.ViewText, Leaves: &gap, Ground: "personal-data"}}
		return out
	}
}

func withhold(id string) decide {
	return func(*bundles.SealedDocument) bundles.ReleaseDecision {
		return bundles.ReleaseDecision{ReleasedDocument: bundles.ReleasedDocument{Seal: "s1", ID: id, Withheld: "personal-data"}}
	}
}

func whole(id string) decide {
	return func(*bundles.SealedDocument) bundles.ReleaseDecision {
		return bundles.ReleaseDecision{ReleasedDocument: trapDocument(id), Whole: true}
	}
}

// seedsOf are the secrets of sealed bags: the bag's key and each document's seed.
func seedsOf(t *testing.T, dirs ...string) map[string]int {
	t.Helper()
	out := map[string]int{}
	for _, dir := range dirs {
		var secret struct {
			BagKey    string `json:"bag_key"`
			Documents []struct{ Seed string }
		}
		if err := json.Unmarshal(readFiles(t, dir)["data/secret.json"], &secret); err != nil {
			t.Fatal(err)
		}
		out[secret.BagKey]++
		for _, d := range secret.Documents {
			out[d.Seed]++
		}
	}
	return out
}

// TestTrap10SeedsReused: every document of every seal has its own seed, and the
// file that holds them is in no public bag.
func TestTrap10SeedsReused(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSample(t, o, "2026-1")
	seeds := seedsOf(t, s.Path("s1"), s.Path("s2"))
	if len(seeds) != 8 { // four and two documents, two bags
		t.Errorf("%d different secrets in two seals of six documents, want 8", len(seeds))
	}
	for _, release := range []string{"r1", "r2"} {
		f := readFiles(t, s.Path(release))
		for _, n := range f.names() {
			if strings.Contains(n, "secret") {
				t.Errorf("%s has the member %s", release, n)
			}
			for seed := range seeds {
				if bytes.Contains(f[n], []byte(seed)) {
					t.Errorf("%s of %s holds a seed", n, release)
				}
			}
		}
	}
	// Sprung: the file in a release that is signed over it.
	secret := readFiles(t, s.Path("s1"))["data/secret.json"]
	f := readFiles(t, s.Path("r1")).with("data/secret.json", secret)
	v := wantCode(t, "a release with secret.json", resigned(t, o, f, nil), bundles.VerifyOptions{Trust: o.Trust}, bundles.CodeFalse)
	says(t, v.Completeness, "data/secret.json")
	public := publicFiles(t, s, "r1", "r2")
	public["site/data/secret.json"] = secret
	if leaks := leaksOf(t, s, public); !strings.Contains(leaks, "the seed of document 2026-1/s1/d4") {
		t.Errorf("the seeds are public, and not found: %q", leaks)
	}
	// Sprung: two seals whose random bytes are the same.
	doc := []bundles.DocumentInput{wordsDocument("d1", "a b")}
	one, two := newTrapRelease(t, o, "twice", doc, whole("d1")), newTrapRelease(t, o, "twice", doc, whole("d1"))
	if seeds := seedsOf(t, one.seal, two.seal); len(seeds) != 2 {
		t.Errorf("two seals of the same random bytes have %d secrets, want 2: reuse is not seen", len(seeds))
	}
}

// rootsOf are the roots of a document's views in a sealed bag, by name.
func rootsOf(t *testing.T, f bagFiles, id string) map[string]bundles.Hash {
	t.Helper()
	var h bundles.Header
	if err := json.Unmarshal(f["data/"+id+"/header.json"], &h); err != nil {
		t.Fatal(err)
	}
	out := map[string]bundles.Hash{}
	for _, v := range h.Views {
		out[v.View] = v.Root
	}
	return out
}

// TestTrap11CoordinatesInALeaf: under one seed the roots of text and page do
// not change with places, file name, bytes, fields or resolution: nothing of
// these is in a leaf that may be shown.
func TestTrap11CoordinatesInALeaf(t *testing.T) {
	o := bundlestest.NewSpareOffice(t)
	type input struct {
		name, file, word string
		box              bundles.Box
		field            string
		dpi              int
		pixel            byte
	}
	seal := func(in input) map[string]bundles.Hash {
		d := wordsDocument("d1", in.file)
		d.Name = in.name
		d.Read = func(_ context.Context, give func(*bundles.Page) error) (*bundles.Views, error) {
			p := bundlestest.InventedPage(40, 20, 1, "trap 11")
			p.DPI, p.Samples[0] = in.dpi, in.pixel
			return &bundles.Views{Text: []bundles.Word{{Text: in.word, Page: 1, Box: in.box}, {Text: "slovo", Page: 1, Box: in.box}},
				Meta: []bundles.Field{{Name: "title", Value: in.field}}}, give(p)
		}
		dir := filepath.Join(t.TempDir(), "s1")
		if _, err := bundles.WriteSeal(t.Context(), dir, bundles.SealInput{Authority: o.Authority, Case: "2026-1", Seal: "s1", Created: o.Now,
			Documents: []bundles.DocumentInput{d}, Random: bundlestest.FixedRandom("trap 11")}, o.Evidence()); err != nil {
			t.Fatal(err)
		}
		return rootsOf(t, readFiles(t, dir), "d1")
	}
	a := input{"dopis.txt", "the file", "Vendelín ", bundles.Box{X: 1, Y: 2, W: 3, H: 4}, "Stížnost", 200, 85}
	roots := seal(a)
	b := a
	b.name, b.file, b.box, b.field, b.dpi = "Vendelín.eml", "a longer file", bundles.Box{X: 9, Y: 8, W: 7, H: 6}, "Odpověď", 300
	other := seal(b)
	for _, view := range []string{"text", "page/1"} {
		if roots[view] != other[view] {
			t.Errorf("%s: its leaves hold more than what is shown", view)
		}
	}
	for _, view := range []string{"file", "meta"} {
		if roots[view] == other[view] {
			t.Errorf("%s: two contents have one root", view)
		}
	}
	c := a
	c.word, c.pixel = "Vendelín", 170 // without its separator
	other = seal(c)
	for _, view := range []string{"text", "page/1"} {
		if roots[view] == other[view] {
			t.Errorf("%s: what is shown is not in its leaves", view)
		}
	}
}

// TestTrap12HeaderOfWithheld: of a document that is not released the public
// learns that it exists: no header, no geometry, and nothing of its size.
func TestTrap12HeaderOfWithheld(t *testing.T) {
	o := bundlestest.NewSpareOffice(t)
	small, large := wordsDocument("d2", "ne"), wordsDocument("d2", strings.Repeat("dlouhé vyjádření ", 400))
	words := large.Read
	large.Read = func(ctx context.Context, give func(*bundles.Page) error) (*bundles.Views, error) {
		for n := range 3 {
			if err := give(bundlestest.InventedPage(64, 48, 3, fmt.Sprint("trap 12 ", n))); err != nil {
				return nil, err
			}
		}
		return words(ctx, give)
	}
	sizes := map[string]string{}
	for what, withheld := range map[string]bundles.DocumentInput{"small": small, "large": large} {
		r := newTrapRelease(t, o, what, []bundles.DocumentInput{wordsDocument("d1", "Je hluk."), withheld}, whole("d1"), withhold("d2"))
		wantCode(t, what, r.files, bundles.VerifyOptions{Trust: o.Trust}, bundles.CodeHolds)
		bundlestest.CheckNoLeak(t, []string{r.seal}, r.files)
		private := readFiles(t, r.seal)
		for _, n := range r.files.names() {
			if strings.Contains(n, "d2") || bytes.Contains(r.files[n], []byte("vyjádření")) || bytes.Contains(r.files[n], bytes.TrimSpace(private["data/d2/header.json"])) {
				t.Errorf("%s: %s speaks of the withheld document", what, n)
			}
		}
		p, err := bundles.ParseProof(r.files["proof.json"])
		if err != nil {
			t.Fatal(err)
		}
		if n := len(p.Seals[0].Documents); n != 1 {
			t.Errorf("%s: the proof opens %d documents, want 1", what, n)
		}
		sizes[what] = fmt.Sprint(r.files.names(), len(r.files["seals/s1/commitment.json"]), len(r.files["release.json"]))
		// Sprung: the header and its salt.
		leaky := r.files.with("data/s1/d2/header.json", private["data/d2/header.json"])
		v := wantCode(t, "with the header", resigned(t, o, leaky, nil), bundles.VerifyOptions{Trust: o.Trust}, bundles.CodeFalse)
		says(t, v.Completeness, "data/s1/d2/header.json")
		leaks, err := bundlestest.FindLeaks([]string{r.seal}, r.files.with("site/salt", headerSaltOf(t, r.seal, "d2")))
		if err != nil || !strings.Contains(strings.Join(leaks, "\n"), "the salt of the header of 2026-1/s1/d2") {
			t.Errorf("the salt of a withheld header is public, and not found: %q, %v", leaks, err)
		}
	}
	if sizes["small"] != sizes["large"] {
		t.Errorf("the release tells the size of what is withheld:\n%s\n%s", sizes["small"], sizes["large"])
	}
}

// headerSaltOf is a document's header salt, which its seed gives.
func headerSaltOf(t *testing.T, dir, id string) []byte {
	t.Helper()
	s, err := bundles.OpenSealed(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	d, err := s.Document(id)
	if err != nil {
		t.Fatal(err)
	}
	salt := d.HeaderSalt()
	return salt[:]
}

// TestTrap13EdgeSizes: no words, one, and numbers that are no power of two;
// all hidden, some, and nothing. Each proof stops holding when its ranges say
// something else.
func TestTrap13EdgeSizes(t *testing.T) {
	o := bundlestest.NewSpareOffice(t)
	seen := 0
	for _, n := range []int{0, 1, 2, 3, 5, 8, 13} {
		text := ""
		for i := range n {
			text += fmt.Sprintf("slovo%d ", i)
		}
		decisions := map[string]decide{"nothing hidden": whole("d1")}
		if n > 0 {
			decisions["all hidden"] = func(d *bundles.SealedDocument) bundles.ReleaseDecision {
				out := bundles.ReleaseDecision{ReleasedDocument: trapDocument("d1")}
				out.Redactions = []bundles.Redaction{{View: bundles.ViewText, Leaves: &bundles.Range{0, len(d.Text)}, Ground: "personal-data"}}
				return out
			}
		}
		if n > 1 {
			decisions["the first hidden"] = hideWords("d1", "slovo0 ")
			decisions["the last hidden"] = hideWords("d1", fmt.Sprintf("slovo%d ", n-1))
		}
		for what, decide := range decisions {
			seen++
			what = fmt.Sprintf("%d words, %s", n, what)
			r := newTrapRelease(t, o, what, []bundles.DocumentInput{wordsDocument("d1", text)}, decide)
			wantCode(t, what, r.files, bundles.VerifyOptions{Trust: o.Trust}, bundles.CodeHolds)
			bundlestest.CheckNoLeak(t, []string{r.seal}, r.files)
			f := r.files.withProof(t, func(p *bundles.Proof) {
				v := &p.Seals[0].Documents[0].Views[textView]
				if len(v.Hidden) > 0 {
					v.Hidden = []bundles.Range{}
				} else {
					v.Hidden = []bundles.Range{{0, 1}}
				}
			})
			v := wantCode(t, what+", other ranges", resigned(t, o, f, nil), bundles.VerifyOptions{Trust: o.Trust}, bundles.CodeFalse)
			if v.Completeness.Status != bundles.False {
				t.Errorf("%s, other ranges: completeness %s", what, v.Completeness.Status)
			}
		}
	}
	if seen != 1+2+5*4 {
		t.Errorf("%d releases", seen)
	}
}

package bundles_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
)

// The traps into which a provable redaction can fall. Each test asserts that
// we do not fall into one, and springs it on purpose to see that this would be
// noticed. Traps 6, 7 and 8 are about pages and stand in package content.

// leaksOf is FindLeaks that must work.
func leaksOf(t *testing.T, s *bundlestest.Sample, public map[string][]byte) string {
	t.Helper()
	sealed := []string{s.Path("s1")}
	if !s.Small {
		sealed = append(sealed, s.Path("s2"))
	}
	leaks, err := bundlestest.FindLeaks(sealed, public)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(leaks, "\n")
}

// TestTrap01PlainDigest: no digest of anything private is public, wherever
// digests like to stand.
func TestTrap01PlainDigest(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSample(t, o, "2026-1")
	public := publicFiles(t, s, "r1", "r2")
	for n, data := range readFiles(t, o.LogDir) {
		public["log/"+n] = data
	}
	if leaks := leaksOf(t, s, public); leaks != "" {
		t.Errorf("leaks:\n%s", leaks)
	}
	private := readFiles(t, s.Path("s1"))
	sum := sha256.Sum256(private["data/d1/original.txt"])
	hidden := sha256.Sum256([]byte("Neexistující,"))
	for where, plant := range map[string]struct {
		name string
		data []byte
	}{
		"manifest":            {"site/r1/manifest-sha256.txt", slices.Concat(public["site/r1/manifest-sha256.txt"], []byte(hex.EncodeToString(sum[:])+"  data/d1/original.txt\n"))},
		"ETag":                {"site/_headers", []byte("ETag: \"" + hex.EncodeToString(sum[:16]) + "\"\n")},
		"file name":           {"site/" + hex.EncodeToString(sum[:8]) + ".html", nil},
		"PDF ID":              {"site/d1.pdf", []byte("%PDF-1.7\ntrailer << /ID [<" + strings.ToUpper(hex.EncodeToString(sum[:16])) + ">] >>")},
		"log leaf":            {"log/tile/entries/000", slices.Concat(public["log/tile/entries/000"], sum[:])},
		"digest of one word":  {"site/index.json", []byte(`{"word":"` + hex.EncodeToString(hidden[:]) + `"}`)},
		"manifest of the bag": {"site/s1.txt", private["tagmanifest-sha256.txt"]},
	} {
		planted := maps.Clone(public)
		planted[plant.name] = plant.data
		if !strings.Contains(leaksOf(t, s, planted), plant.name) {
			t.Errorf("a digest in a %s is not found", where)
		}
	}
}

// TestTrap02SeedAboveHidden: what the public files open is what they show, of
// each release and of both together.
func TestTrap02SeedAboveHidden(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSample(t, o, "2026-1")
	for _, releases := range [][]string{{"r1"}, {"r2"}, {"r1", "r2"}} {
		if leaks := leaksOf(t, s, publicFiles(t, s, releases...)); leaks != "" {
			t.Errorf("%q: %s", releases, leaks)
		}
	}
	sealed, err := bundles.OpenSealed(s.Path("s1"))
	if err != nil {
		t.Fatal(err)
	}
	defer sealed.Close()
	doc, err := sealed.Document("d1")
	if err != nil {
		t.Fatal(err)
	}
	for view := range doc.Header.Views {
		public := publicFiles(t, s, "r2")
		f := bagFiles{"proof.json": public["site/r2/proof.json"]}.withProof(t, func(p *bundles.Proof) {
			v := &p.Seals[0].Documents[0].Views[view]
			v.Items = doc.SeedsInPlace(view, v.Hidden)
		})
		public["site/r2/proof.json"] = f["proof.json"]
		if leaks := leaksOf(t, s, public); !strings.Contains(leaks, "opens hidden leaf") {
			t.Errorf("a seed above a hidden leaf of %s is not found: %q", doc.Header.Views[view].View, leaks)
		}
	}
}

// TestTrap03UnionOfReleases: a release that hides what an older one shows is
// refused; made all the same, the two together give it away.
func TestTrap03UnionOfReleases(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSample(t, o, "2026-1")
	write := func(as string, ledger bool) error {
		in, done := s.ReleaseInput(t, "r1") // hides the telephone, which r2 shows
		defer done()
		in.Release = as
		if ledger {
			r2, err := bundles.OpenReleased(s.Path("r2"))
			if err != nil {
				t.Fatal(err)
			}
			defer r2.Close()
			in.Earlier = []*bundles.Released{r2}
		}
		_, err := bundles.WriteRelease(t.Context(), s.Path(as), in, o.Evidence())
		return err
	}
	if err := write("r3", true); err == nil || !strings.Contains(err.Error(), "public already") || !strings.Contains(err.Error(), "r2") {
		t.Errorf("a gap that r2 shows: %v, want that it is public already", err)
	}
	if err := write("r4", false); err != nil {
		t.Fatal(err)
	}
	words := func(release string) []*string {
		r, err := bundles.OpenReleased(s.Path(release))
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		leaves, err := r.Text("s1", "d1")
		if err != nil {
			t.Fatal(err)
		}
		return leaves
	}
	var union strings.Builder
	older := words("r2")
	for i, leaf := range words("r4") {
		if leaf == nil && older[i] != nil {
			union.WriteString(*older[i])
		}
	}
	if !strings.Contains(union.String(), "555 000 111") {
		t.Errorf("without a ledger r2 and r4 together give away %q: the trap was not sprung", union.String())
	}
	if leaks := leaksOf(t, s, publicFiles(t, s, "r1", "r2", "r4")); leaks != "" {
		t.Errorf("the union of all shows more than its releases do one by one:\n%s", leaks)
	}
}

// TestTrap04ContentForHidden: nothing rides along under a signed proof.
func TestTrap04ContentForHidden(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSmallSample(t, o, "2026-1")
	f := readFiles(t, s.Path("r1"))
	sealed, err := bundles.OpenSealed(s.Path("s1"))
	if err != nil {
		t.Fatal(err)
	}
	defer sealed.Close()
	doc, err := sealed.Document("d1")
	if err != nil {
		t.Fatal(err)
	}
	all := lies(t, f, doc)
	for what, fact := range map[string]string{
		"content for a hidden leaf":   "content is given for a hidden leaf",
		"hidden tile not black":       "content is given for hidden tile",
		"extra proof item":            "left over",
		"document twice in the proof": "proof of documents [d1 d1]",
		"unknown field in the proof":  "unknown field",
		"unknown field in the text":   "text.json",
	} {
		v := wantCode(t, what, resigned(t, o, all[what].files, all[what].edit), bundles.VerifyOptions{Trust: o.Trust}, bundles.CodeFalse)
		says(t, v.Completeness, fact)
	}
	white, err := bundles.DecodePNG(f[releasedPage], doc.Header.Page(1))
	if err != nil {
		t.Fatal(err)
	}
	for y := range 16 {
		copy(white.Samples[64*y+16:64*y+48], bytes.Repeat([]byte{0xff}, 32))
	}
	v := wantCode(t, "hidden tiles of another fixed value", resigned(t, o, f.with(releasedPage, bundles.EncodePNG(white)), nil), bundles.VerifyOptions{Trust: o.Trust}, bundles.CodeFalse)
	says(t, v.Completeness, "content is given for hidden tile")
	wantCode(t, "the same, untouched and signed again", resigned(t, o, f, nil), bundles.VerifyOptions{Trust: o.Trust}, bundles.CodeHolds)
}

// TestTrap05GapTellsWords: what is public of a gap is the same for one word
// and for four, but for the number of leaves, which pads blur
// (TestGapDoesNotTellItsWords measures it).
func TestTrap05GapTellsWords(t *testing.T) {
	o := bundlestest.NewSpareOffice(t)
	editions := map[string]bool{}
	for _, secret := range []string{"Neexistující, ", "Vendelín Jan Maria Neexistující, "} {
		r := newTrapRelease(t, o, secret, []bundles.DocumentInput{wordsDocument("d1", "Podepsán "+secret+"bytem tamtéž.")}, hideWords("d1", secret))
		wantCode(t, secret, r.files, bundles.VerifyOptions{Trust: o.Trust}, bundles.CodeHolds)
		editions[string(r.files["data/s1/d1/text.txt"])] = true
		if beside := padsBeside(t, r.files["data/s1/d1/text.json"]); beside != 0 {
			t.Errorf("%q: %d pads beside the gap are shown, and tell where its words end", secret, beside)
		}
	}
	if len(editions) != 1 {
		t.Errorf("the text edition tells one word from four: %q", slices.Collect(maps.Keys(editions)))
	}
	// Sprung: words hidden one by one, without the pads between and beside them.
	r := newTrapRelease(t, o, "sprung", []bundles.DocumentInput{wordsDocument("d1", "Podepsán Vendelín Jan Maria Neexistující, bytem tamtéž.")},
		func(d *bundles.SealedDocument) bundles.ReleaseDecision {
			out := bundles.ReleaseDecision{ReleasedDocument: trapDocument("d1")}
			for i, leaf := range d.Text {
				if strings.Contains("Vendelín Jan Maria Neexistující, ", leaf) && leaf != "" {
					out.Redactions = append(out.Redactions, bundles.Redaction{View: bundles.ViewText, Leaves: &bundles.Range{i, 1}, Ground: "personal-data"})
				}
			}
			return out
		})
	if beside := padsBeside(t, r.files["data/s1/d1/text.json"]); beside == 0 {
		t.Error("sprung, and no pad is seen beside a gap")
	}
}

// padsBeside counts the gaps' ends at which a pad is shown.
func padsBeside(t *testing.T, text []byte) int {
	t.Helper()
	var leaves []*string
	if err := json.Unmarshal(text, &leaves); err != nil {
		t.Fatal(err)
	}
	n := 0
	for i := 1; i < len(leaves); i++ {
		a, b := leaves[i-1], leaves[i]
		if a == nil && b != nil && *b == "" || b == nil && a != nil && *a == "" {
			n++
		}
	}
	return n
}

// TestTrap09RasterIsAStatement: that the words are those of the file is not
// proven, and the verdict says so, of a release that shows something else too.
func TestTrap09RasterIsAStatement(t *testing.T) {
	o := bundlestest.NewSpareOffice(t)
	const note = "stated by the authority, not proven: that the words and pages are what the sealed file shows"
	lying := wordsDocument("d1", "Je ticho.")
	lying.Open = wordsDocument("d1", "Je hluk.").Open
	for what, d := range map[string]bundles.DocumentInput{"true": wordsDocument("d1", "Je hluk."), "lying": lying} {
		r := newTrapRelease(t, o, what, []bundles.DocumentInput{d}, hideWords("d1", "Je "))
		v := wantCode(t, what, r.files, bundles.VerifyOptions{Trust: o.Trust}, bundles.CodeHolds)
		says(t, v.Completeness, note)
	}
}

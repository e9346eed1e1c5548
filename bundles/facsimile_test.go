package bundles_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
)

// TestFacsimileIsOneFile: the same release gives the same bytes, however it is
// read, and its digest is the one that was signed.
func TestFacsimileIsOneFile(t *testing.T) {
	c, r := mixedCase(t)
	pdf := facsimilePDF(t, r)
	f := r.Release.Documents[0].Facsimile
	if f == nil || f.Growth != bundles.GrowthLine || f.SHA256 != sha256.Sum256(pdf) {
		t.Fatalf("signed: %+v", f)
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			var b bytes.Buffer
			if err := r.WriteFacsimile(&b, "s1", "d1"); err != nil || !bytes.Equal(b.Bytes(), pdf) {
				t.Errorf("again: %d bytes, %v; want the same %d bytes", b.Len(), err, len(pdf))
			}
		}()
	}
	wg.Wait()
	name := filepath.Join(c.dir, "r1.zip")
	if err := bundles.Pack(filepath.Join(c.dir, "r1"), name); err != nil {
		t.Fatal(err)
	}
	z, err := bundles.OpenReleased(name)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	if !bytes.Equal(facsimilePDF(t, z), pdf) {
		t.Error("from the ZIP: another PDF")
	}
	if err := z.CheckFacsimile(bytes.NewReader(pdf), "s1", "d1"); err != nil {
		t.Error(err)
	}
}

func TestCheckFacsimileRefuses(t *testing.T) {
	c := newFacsimileCase(t, []*bundles.Page{bundlestest.InventedPage(640, 320, 1, "small")}, inventedWords(2))
	r := c.release(t, "r1", c.decision(func(word string, _ int) bool { return strings.Contains(word, "slovo") }, nil))
	pdf := facsimilePDF(t, r)
	if err := r.CheckFacsimile(bytes.NewReader(pdf), "s1", "d1"); err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for i := range 400 {
		at, mask := random.IntN(len(pdf)), byte(1)<<random.IntN(8)
		err := r.CheckFacsimile(bytes.NewReader(flipped(pdf, at, mask)), "s1", "d1")
		if err == nil || !strings.Contains(err.Error(), fmt.Sprintf("differs from the release's at byte %d", at)) {
			t.Fatalf("mutant %d, byte %d: %v", i, at, err)
		}
	}
	for what, data := range map[string][]byte{
		"nothing": {}, "cut off": pdf[:len(pdf)-1], "goes on": append(slices.Clone(pdf), '\n'), "twice": slices.Concat(pdf, pdf),
	} {
		if err := r.CheckFacsimile(bytes.NewReader(data), "s1", "d1"); err == nil {
			t.Errorf("%s: accepted", what)
		}
	}
	for _, of := range [][2]string{{"s1", "d2"}, {"s2", "d1"}} {
		if err := r.WriteFacsimile(io.Discard, of[0], of[1]); err == nil || !strings.Contains(err.Error(), "not shown by release r1") {
			t.Errorf("%v: %v", of, err)
		}
	}
}

// TestFacsimileIsDecided: what a caller says of growth is held against what is
// hidden, and of a document without a shown page there is no PDF.
func TestFacsimileIsDecided(t *testing.T) {
	c := newFacsimileCase(t, []*bundles.Page{bundlestest.InventedPage(640, 320, 1, "one"), bundlestest.InventedPage(640, 320, 1, "two")}, inventedWords(2), inventedWords(2))
	nothing := func(string, int) bool { return false }
	whole := bundles.TileBlock{0, 0, 40, 20}
	part := bundles.TileBlock{0, 0, 1, 1}
	name := 0
	for _, test := range []struct {
		what      string
		facsimile *bundles.Facsimile
		tiles     map[int][]bundles.TileBlock
		want      string // of the error
	}{
		{"growth unknown", &bundles.Facsimile{Growth: "wide"}, nil, `growth "wide"`},
		{"exact without a reason", &bundles.Facsimile{Growth: bundles.GrowthExact}, nil, "reason for exact boxes"},
		{"line with a reason", &bundles.Facsimile{Growth: bundles.GrowthLine, Reason: "x"}, nil, "needs none"},
		{"page, and one shown in part", &bundles.Facsimile{Growth: bundles.GrowthPage}, map[int][]bundles.TileBlock{2: {part}}, "page 2 is shown in part"},
		{"page", &bundles.Facsimile{Growth: bundles.GrowthPage}, map[int][]bundles.TileBlock{2: {whole}}, ""},
		{"exact", &bundles.Facsimile{Growth: bundles.GrowthExact, Reason: "soud to nařídil"}, map[int][]bundles.TileBlock{2: {part}}, ""},
		{"no page shown", nil, map[int][]bundles.TileBlock{1: {whole}, 2: {whole}}, ""},
	} {
		name++
		release := fmt.Sprintf("r%d", name)
		d := c.decision(nothing, test.tiles)
		d.Facsimile = test.facsimile
		if test.want != "" {
			if err := c.write(t, release, d); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%s: %v, want %q", test.what, err, test.want)
			}
			continue
		}
		r := c.release(t, release, d)
		got := r.Release.Documents[0].Facsimile
		if len(test.tiles) == 2 {
			if got != nil || r.WriteFacsimile(io.Discard, "s1", "d1") == nil || r.Bag().Has("data/s1/d1/places.json") {
				t.Errorf("%s: signed %+v", test.what, got)
			}
			continue
		}
		if got.Growth != test.facsimile.Growth || got.Reason != test.facsimile.Reason || test.facsimile.SHA256 != (bundles.Hash{}) {
			t.Errorf("%s: signed %+v, asked for %+v", test.what, got, test.facsimile)
		}
	}
}

// TestFacsimileIsVerified: an office that signs another PDF, no PDF, or places
// that a box touches, is caught.
func TestFacsimileIsVerified(t *testing.T) {
	c := newFacsimileCase(t, []*bundles.Page{bundlestest.InventedPage(1240, 320, 1, "one")}, inventedWords(2))
	r := c.release(t, "r1", c.decision(func(word string, _ int) bool { return strings.Contains(word, "slovo") }, map[int][]bundles.TileBlock{1: linesOf(c, 1, "slovo")[:1]}))
	if len(placed(t, r)[1]) == 0 {
		t.Fatal("no word has a place: the test would prove nothing")
	}
	hiddenLeaf, underBox := -1, ""
	text, err := r.Text("s1", "d1")
	if err != nil {
		t.Fatal(err)
	}
	shown := map[int]bool{}
	if err := r.Places("s1", "d1", func(leaf, _ int, _ bundles.Box) { shown[leaf] = true }); err != nil {
		t.Fatal(err)
	}
	c.doc.Places(func(leaf, page int, b bundles.Box) {
		switch {
		case text[leaf] == nil:
			hiddenLeaf = leaf
		case !shown[leaf]:
			underBox = fmt.Sprintf("[[%d,%d,%d,%d,%d,%d]]\n", leaf, page, b.X, b.Y, b.W, b.H)
		}
	})
	first := slices.Min(slices.Collect(func(yield func(int) bool) {
		for leaf := range shown {
			if !yield(leaf) {
				return
			}
		}
	}))
	if hiddenLeaf < 0 || underBox == "" {
		t.Fatal("no hidden word, or none under a box that the text shows")
	}
	f := readFiles(t, filepath.Join(c.dir, "r1"))
	const name = "data/s1/d1/places.json"
	at := func(format string, args ...any) bagFiles { return f.with(name, fmt.Appendf(nil, format, args...)) }
	for what, test := range map[string]struct {
		files bagFiles
		edit  func(r *bundles.Release)
		want  string
	}{
		"unchanged":                              {f, nil, ""},
		"digest":                                 {f, func(r *bundles.Release) { r.Documents[0].Facsimile.SHA256[3] ^= 1 }, "not the one that was signed"},
		"none signed":                            {f, func(r *bundles.Release) { r.Documents[0].Facsimile = nil }, "signed: false, and 1 page is shown"},
		"language":                               {f, func(r *bundles.Release) { r.Documents[0].Language = "hu" }, "not the one that was signed"},
		"no places":                              {f.with(name, nil), nil, "not the one that was signed"},
		"empty places":                           {at("[]\n"), nil, "byte 1"},
		"of a hidden word":                       {at("[[%d,1,300,300,10,10]]\n", hiddenLeaf), nil, "no word that is shown"},
		"beneath a box":                          {f.with(name, []byte(underBox)), nil, "stands where page 1 is hidden"},
		"off the page":                           {at("[[%d,1,1235,300,10,10]]\n", first), nil, "outside page 1"},
		"no such page":                           {at("[[%d,2,300,300,10,10]]\n", first), nil, "on page 2 of 1"},
		"elsewhere":                              {at("[[%d,1,300,300,10,10]]\n", first), nil, "not the one that was signed"},
		"places of a document that is not there": {f.with("data/s1/d9/places.json", []byte("[[0,1,0,0,1,1]]\n")), nil, "no proof speaks of"},
	} {
		v, err := resigned(t, c.office, test.files, test.edit).verdict(t, bundles.VerifyOptions{Trust: c.office.Trust})
		if err != nil {
			t.Fatal(err)
		}
		if test.want == "" {
			allHold(t, v)
			continue
		}
		if v.Completeness.Status != bundles.False {
			t.Errorf("%s: completeness %s", what, v.Completeness.Status)
		}
		says(t, v.Completeness, test.want)
	}
}

package bundles_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
)

// checkPlacesShown holds that the places a release tells are some of the
// sealed ones, of shown words only.
func checkPlacesShown(t *testing.T, release bagFiles, name string, sealed bagFiles) {
	t.Helper()
	folder, ok := strings.CutSuffix(name, "/places.json")
	parts := strings.Split(folder, "/")
	if !ok || len(parts) != 3 {
		t.Fatalf("member %s", name)
	}
	var told, known [][6]int
	var text []*string
	for data, v := range map[string]any{string(release[name]): &told, string(sealed["data/"+parts[2]+"/places.json"]): &known, string(release[folder+"/text.json"]): &text} {
		if err := json.Unmarshal([]byte(data), v); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	all := map[[6]int]bool{}
	for _, p := range known {
		all[p] = true
	}
	for _, p := range told {
		if text[p[0]] == nil || !all[p] {
			t.Errorf("%s: place %v is of a hidden word, or of none", name, p)
		}
	}
	if len(told) == 0 || len(told) >= len(known) {
		t.Errorf("%s: %d places told, %d sealed", name, len(told), len(known))
	}
}

// TestPlacesAvoidWhatIsHidden: for boxes anywhere on the page, the words with
// a place are all the shown ones whose box, grown by a pixel, meets no hidden
// pixel, and only those. It looks at the pixels, one by one.
func TestPlacesAvoidWhatIsHidden(t *testing.T) {
	page := bundlestest.InventedPage(1003, 517, 1, "places")
	c := newFacsimileCase(t, []*bundles.Page{page}, inventedWords(11))
	cols, rows := bundles.TileGrid(page.Width, page.Height)
	random := rand.New(rand.NewPCG(7, 8))
	some, none := 0, 0
	for n := range 25 {
		var boxes []bundles.TileBlock
		hidden := make([]bool, page.Width*page.Height)
		for range 1 + random.IntN(24) {
			w, h := 1+random.IntN(5), 1+random.IntN(3)
			b := bundles.TileBlock{random.IntN(cols - w + 1), random.IntN(rows - h + 1), w, h}
			boxes = append(boxes, b)
			for y := b[1] * 16; y < min(page.Height, (b[1]+h)*16); y++ {
				for x := b[0] * 16; x < min(page.Width, (b[0]+w)*16); x++ {
					hidden[y*page.Width+x] = true
				}
			}
		}
		r := c.release(t, fmt.Sprintf("r%d", n+1), c.decision(func(string, int) bool { return random.IntN(10) == 0 }, map[int][]bundles.TileBlock{1: boxes}))
		text, err := r.Text("s1", "d1")
		if err != nil {
			t.Fatal(err)
		}
		told := map[int]bundles.Box{}
		if err := r.Places("s1", "d1", func(leaf, _ int, b bundles.Box) { told[leaf] = b }); err != nil {
			t.Fatal(err)
		}
		c.doc.Places(func(leaf, _ int, b bundles.Box) {
			width := min(b.W, page.Width-b.X) // cut at the edge
			want := text[leaf] != nil && width > 0
			for y := b.Y - 1; want && y <= b.Y+b.H && y < page.Height; y++ {
				for x := b.X - 1; x <= b.X+width && x < page.Width; x++ {
					if hidden[y*page.Width+x] {
						want = false
					}
				}
			}
			got, ok := told[leaf]
			if ok != want || ok && got != (bundles.Box{X: b.X, Y: b.Y, W: width, H: b.H}) {
				t.Fatalf("release %d, leaf %d, box %v: told %v, %t; want %t", n+1, leaf, b, got, ok, want)
			}
			if want {
				some++
			} else {
				none++
			}
		})
	}
	if some < 500 || none < 500 {
		t.Errorf("%d words with a place, %d without: the test proves little", some, none)
	}
}

func TestPlacesOfOddBoxes(t *testing.T) {
	const width, height = 100, 60
	for _, test := range []struct {
		box, want bundles.Box // W 0: no place
	}{
		{bundles.Box{X: 0, Y: 0, W: 100, H: 60}, bundles.Box{X: 0, Y: 0, W: 100, H: 60}},
		{bundles.Box{X: -5, Y: -1, W: 10, H: 4}, bundles.Box{X: 0, Y: 0, W: 5, H: 3}},
		{bundles.Box{X: 95, Y: 59, W: 10, H: 4}, bundles.Box{X: 95, Y: 59, W: 5, H: 1}},
		{bundles.Box{X: 100, Y: 0, W: 10, H: 4}, bundles.Box{}},
		{bundles.Box{X: -10, Y: 0, W: 10, H: 4}, bundles.Box{}},
		{bundles.Box{X: 5, Y: 5, W: 0, H: 4}, bundles.Box{}},
		{bundles.Box{X: 5, Y: 5, W: 4, H: -4}, bundles.Box{}},
		{bundles.Box{X: 1 << 62, Y: 5, W: 1 << 62, H: 1}, bundles.Box{}},
		{bundles.Box{X: -1 << 63, Y: 5, W: 1<<63 - 1, H: 1}, bundles.Box{}},
		{bundles.Box{X: 5, Y: 5, W: 1<<63 - 1, H: 1}, bundles.Box{X: 5, Y: 5, W: 95, H: 1}},
	} {
		got, ok := bundles.PlaceOnPage(width, height, test.box)
		if ok != (test.want.W > 0) || ok && got != test.want {
			t.Errorf("box %v: place %v, %t; want %v", test.box, got, ok, test.want)
		}
	}
}

func TestParsePlaces(t *testing.T) {
	const good = "[[0,1,2,3,4,5],[7,5000,0,104857600,1,104857600]]\n"
	if again, err := bundles.RewritePlaces([]byte(good)); err != nil || string(again) != good {
		t.Fatalf("%q, %v", again, err)
	}
	for _, bad := range []string{
		"", "\n", "null\n", "[]\n", "[[]]\n", "[[0,1,2,3,4,5]]", "[[0,1,2,3,4,5]]\n\n", "[[0,1,2,3,4,5],]\n", "[[0,1,2,3,4,5]]]\n", " [[0,1,2,3,4,5]]\n",
		"[[0, 1,2,3,4,5]]\n", "[[0,1,2,3,4]]\n", "[[0,1,2,3,4,5,6]]\n", "[[00,1,2,3,4,5]]\n", "[[-1,1,2,3,4,5]]\n", "[[0,1,2.0,3,4,5]]\n", "[[0,1,2e0,3,4,5]]\n",
		"[[0,0,2,3,4,5]]\n", "[[0,5001,2,3,4,5]]\n", "[[0,1,2,3,0,5]]\n", "[[0,1,2,3,4,0]]\n", "[[0,1,104857601,3,4,5]]\n", "[[0,1,99999999999999999999,3,4,5]]\n",
		"[[0,1,2,3,4,5],[0,1,2,3,4,5]]\n", "[[1,1,2,3,4,5],[0,1,2,3,4,5]]\n", "[[0,1,2,3,4,5][1,1,2,3,4,5]]\n", "[[,1,2,3,4,5]]\n",
	} {
		if _, err := bundles.RewritePlaces([]byte(bad)); err == nil {
			t.Errorf("%q: accepted", bad)
		}
	}
}

// FuzzParsePlaces: what is accepted has one spelling, and is JSON that an
// ordinary reader reads the same way.
func FuzzParsePlaces(f *testing.F) {
	c := newFacsimileCase(f, []*bundles.Page{bundlestest.InventedPage(64, 64, 1, "fuzz")}, inventedWords(1))
	f.Add(readFiles(f, filepath.Join(c.dir, "s1"))["data/d1/places.json"])
	f.Add([]byte("[[0,1,2,3,4,5],[7,5000,0,104857600,1,104857600]]\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		again, err := bundles.RewritePlaces(data)
		if err != nil {
			return
		}
		if !bytes.Equal(again, data) {
			t.Fatalf("accepted %q, which is written %q", data, again)
		}
		var numbers [][6]int
		if err := json.Unmarshal(data, &numbers); err != nil {
			t.Fatalf("accepted %q: %v", data, err)
		}
		if !bytes.Equal(bundles.MarshalCanonical(numbers), data) {
			t.Fatalf("accepted %q, which JSON reads as %v", data, numbers)
		}
	})
}

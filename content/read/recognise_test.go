package read

import (
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/akta-foi/akta/content/read/ocr"
	"github.com/akta-foi/akta/content/read/readtest"
)

// engine returns the OCR program with Czech and Hungarian, or skips.
func engine(t testing.TB) *ocr.Engine {
	t.Helper()
	e, err := ocr.Find(t.Context())
	if err == nil && len(e.Missing([]string{"cs", "hu"})) == 0 {
		return e
	}
	if err == nil {
		err = fmt.Errorf("tesseract has only %v: apt-get install tesseract-ocr-ces tesseract-ocr-hun", e.Languages())
	}
	if os.Getenv("CI") == "true" {
		t.Fatal(err)
	}
	t.Skip(err)
	return nil
}

// scanned draws a scan and reads it as a page image.
func scanned(t testing.TB, e *ocr.Engine, s readtest.Scan) (Page, *recognised) {
	t.Helper()
	m := s.Draw()
	page := Page{Number: 1, Width: m.Rect.Dx(), Height: m.Rect.Dy(), DPI: s.DPI}
	j := &job{ctx: t.Context(), reader: NewReader(Options{OCR: e, Languages: []string{s.Language}}), doc: &Document{}}
	r, err := j.recognise(page, m.Pix)
	if err != nil || len(j.notes.list) > 0 {
		t.Fatal(err, j.notes.list)
	}
	return page, r
}

// wrongWords is the edit distance over words.
func wrongWords(want, got []string) int {
	row := make([]int, len(got)+1)
	for i := range row {
		row[i] = i
	}
	for i, w := range want {
		diagonal := row[0]
		row[0] = i + 1
		for k, g := range got {
			cost := diagonal
			if w != g {
				cost++
			}
			diagonal, row[k+1] = row[k+1], min(cost, row[k]+1, row[k+1]+1)
		}
	}
	return row[len(got)]
}

func inches(s readtest.Scan, place [4]float64) Box {
	d := float64(s.DPI)
	return Box{int(place[0] * d), int(place[1] * d), int((place[2] - place[0]) * d), int((place[3] - place[1]) * d)}
}

// TestRecognise reads scans whose every word is known. The floors are a little
// below what tesseract 5.3.0 reached.
func TestRecognise(t *testing.T) {
	e := engine(t)
	type right struct{ words, wrong int }
	var mu sync.Mutex
	lines := map[string]string{}
	sure, unsure := right{}, right{}
	cases := []struct {
		name    string
		scan    readtest.Scan
		floor   float64
		regions int // that must be named: -1 where noise may add some
	}{
		{"1 clean, 200 DPI", readtest.Scan{DPI: 200}, 0.98, 0},
		{"2 with a table, 200 DPI", readtest.Scan{DPI: 200, Table: true}, 0.96, 0},
		{"3 clean, 100 DPI", readtest.Scan{DPI: 100}, 0.98, 0},
		{"4 noisy, 100 DPI", readtest.Scan{DPI: 100, Noise: 40}, 0.95, -1},
		{"5 very noisy, 100 DPI", readtest.Scan{DPI: 100, Noise: 70}, 0.90, -1},
		{"6 skewed 2 degrees", readtest.Scan{DPI: 200, Skew: 2}, 0.98, -1},
		{"7 stamped and signed", readtest.Scan{DPI: 200, Stamp: true, Signature: true}, 0.93, 2},
	}
	t.Run("pages", func(t *testing.T) {
		for _, c := range cases {
			for _, language := range []string{"cs", "hu"} {
				s := c.scan
				s.Language = language
				t.Run(c.name+" "+language, func(t *testing.T) {
					t.Parallel()
					page, r := scanned(t, e, s)
					got := strings.Fields(joined(r.tokens))
					want := s.Words()
					extra := 0
					if s.Table {
						extra = 4
					}
					accuracy := 1 - float64(max(wrongWords(want, got)-extra, 0))/float64(len(want))
					if accuracy < c.floor {
						t.Errorf("accuracy %.4f, at least %.2f wanted:\n%s", accuracy, c.floor, joined(r.tokens))
					}
					checkRegions(t, s, page, r, c.regions)
					mu.Lock()
					defer mu.Unlock()
					lines[c.name+language] = fmt.Sprintf("%-26s %s  %.4f  %3d words, %d regions", c.name, language, accuracy, len(got), len(r.hidden))
					for _, tok := range r.tokens {
						count := &sure
						if tok.Confidence < doubtful {
							count = &unsure
						}
						count.words++
						if !slices.Contains(want, strings.TrimSpace(tok.Text)) {
							count.wrong++
						}
					}
				})
			}
		}
	})
	keys := make([]string, 0, len(lines))
	for k := range lines {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		t.Log(lines[k])
	}
	t.Logf("confidence %d and more: %d of %d words wrong; below: %d of %d", doubtful, sure.wrong, sure.words, unsure.wrong, unsure.words)
	if sure.wrong*20 > sure.words || unsure.wrong*4 < unsure.words {
		t.Errorf("the bound of %d tells right words from wrong ones badly", doubtful)
	}
}

// checkRegions wants the stamp and the signature named, and nothing on a page
// without them; boxes and confidences as promised.
func checkRegions(t *testing.T, s readtest.Scan, page Page, r *recognised, regions int) {
	t.Helper()
	for _, tok := range r.tokens {
		b := tok.Box
		if tok.Page != 1 || tok.Confidence < 1 || tok.Confidence > 100 || b.Empty() || b.X < 0 || b.Y < 0 || b.X+b.W > page.Width || b.Y+b.H > page.Height {
			t.Errorf("token %+v", tok)
		}
	}
	if last := r.tokens[len(r.tokens)-1].Text; !strings.HasSuffix(last, "\n\n") {
		t.Errorf("the last token is %q, not the end of a paragraph", last)
	}
	if regions == 0 && len(r.hidden) > 0 {
		t.Errorf("a clean page, and %v", r.hidden)
	}
	places := [][4]float64{}
	if s.Stamp {
		places = append(places, readtest.StampPlace)
	}
	if s.Signature {
		places = append(places, readtest.SignaturePlace)
	}
	for _, place := range places {
		want, covered := inches(s, place), Box{}
		for _, h := range r.hidden {
			if h.Kind == HiddenUnreadRegion && h.Page == 1 && h.Box.overlaps(want) {
				covered = covered.join(*h.Box)
			}
		}
		if covered.W*10 < want.W*8 || covered.H*2 < want.H {
			t.Errorf("of %v only %v is named among %v", want, covered, r.hidden)
		}
	}
}

// TestRecogniseAgain: the same page gives the same words, and the place of a
// word on a turned page covers its ink.
func TestRecogniseAgain(t *testing.T) {
	e := engine(t)
	s := readtest.Scan{Language: "cs", DPI: 100, Skew: -3, Noise: 20}
	_, first := scanned(t, e, s)
	_, again := scanned(t, e, s)
	if !reflect.DeepEqual(first, again) {
		t.Error("reading a page twice gives two results")
	}
	m := s.Draw()
	for _, tok := range first.tokens {
		ink, all := 0, tok.Box.W*tok.Box.H
		for y := tok.Box.Y; y < tok.Box.Y+tok.Box.H; y++ {
			for x := tok.Box.X; x < tok.Box.X+tok.Box.W; x++ {
				if m.Pix[y*m.Stride+x] < 150 {
					ink++
				}
			}
		}
		if letters := len([]rune(strings.TrimSpace(tok.Text))); letters > 3 && ink*20 < all {
			t.Errorf("%q: %d of %d pixels of its box %v are dark", tok.Text, ink, all, tok.Box)
		}
	}
}

// TestPlace: places are given as a redaction's box is, rounded outward, and
// only where the page is known.
func TestPlace(t *testing.T) {
	j := &job{sizes: [][2]int{{1654, 2339}}, doc: &Document{Hidden: []Hidden{
		{Where: "page 1", Page: 1, Box: &Box{X: 827, Y: 0, W: 827, H: 1}},
		{Where: "page 1", Page: 1, Box: &Box{X: 1, Y: 2338, W: 1, H: 1}},
		{Where: "page 2", Page: 2, Box: &Box{W: 5, H: 5}},
		{Where: "page 1", Page: 1},
	}}}
	j.place()
	for i, want := range []string{"page 1, box 0.500,0.000,0.500,0.001", "page 1, box 0.000,0.999,0.002,0.001", "page 2", "page 1"} {
		if got := j.doc.Hidden[i].Where; got != want {
			t.Errorf("item %d: %q, want %q", i, got, want)
		}
	}
}

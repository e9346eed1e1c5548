package content

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/goregular"

	"github.com/akta-foi/akta/bundles"
)

// growthNames have lengths from 7 to 19 characters.
var growthNames = []string{"Jan Vít", "Gyöngyi Nagy", "Petr Příkladný", "Bohuslava Nezvěstná"}

// growthPDF writes a page with a name where NAME stands. Columns begin at the
// points given; a line of text is set in one column after the other.
func growthPDF(t *testing.T, name string, draw func(f *fpdf.Fpdf, text func(x, y float64, s string))) string {
	t.Helper()
	f := fpdf.New("P", "pt", "A4", "")
	f.SetCatalogSort(true)
	f.AddUTF8FontFromBytes("go", "", goregular.TTF)
	f.SetAutoPageBreak(false, 0)
	f.AddPage()
	f.SetFont("go", "", 11)
	draw(f, func(x, y float64, s string) { f.Text(x, y, strings.ReplaceAll(s, "NAME", name)) })
	var b bytes.Buffer
	if err := f.Output(&b); err != nil {
		t.Fatal(err)
	}
	return writeText(t, "strana.pdf", b.String()) // in a folder of its own
}

const growthLineText = "Obecní úřad sděluje, že žádost byla přijata"

// flow sets text in a column as a word processor does.
func growthFlow(f *fpdf.Fpdf, text func(x, y float64, s string), name string, x, y, width float64, words []string) float64 {
	line := ""
	for _, w := range words {
		w = strings.ReplaceAll(w, "NAME", name)
		for _, w := range strings.Fields(w) {
			next := strings.TrimSpace(line + " " + w)
			if line != "" && f.GetStringWidth(next) > width {
				text(x, y, line)
				y, next = y+16, w
			}
			line = next
		}
	}
	text(x, y, line)
	return y + 16
}

// TestBoxDoesNotDependOnTheName seals pages that differ in a name alone, and
// compares what is hidden of them, through the reader of PDF.
func TestBoxDoesNotDependOnTheName(t *testing.T) {
	prose := strings.Fields(strings.Repeat("Rada obce projednala podnět a pověřila starostu jednáním se správcem sítě o dalším postupu v této věci. ", 5))
	pages := map[string]func(name string) func(f *fpdf.Fpdf, text func(x, y float64, s string)){
		"two columns": func(name string) func(f *fpdf.Fpdf, text func(x, y float64, s string)) {
			return func(f *fpdf.Fpdf, text func(x, y float64, s string)) {
				growthFlow(f, text, name, 60, 100, 220, slices.Concat(prose[:33], []string{"NAME,"}, prose[33:]))
				growthFlow(f, text, name, 315, 100, 220, slices.Concat(prose, prose[:9]))
			}
		},
		"an address": func(name string) func(f *fpdf.Fpdf, text func(x, y float64, s string)) {
			return func(f *fpdf.Fpdf, text func(x, y float64, s string)) {
				for i, s := range []string{"NAME", "Smyšlená 12", "999 01 Lhotka"} {
					text(330, 120+16*float64(i), s)
				}
				growthFlow(f, text, name, 60, 220, 470, prose)
			}
		},
		"a line of a form": func(name string) func(f *fpdf.Fpdf, text func(x, y float64, s string)) {
			return func(f *fpdf.Fpdf, text func(x, y float64, s string)) {
				text(60, 80, "Vyřizuje: NAME")
				text(60, 96, "Datum: 12. března 2025")
				growthFlow(f, text, name, 60, 150, 470, prose)
			}
		},
		// The column is as wide as its longest cell, as LibreOffice does it.
		"a table": func(name string) func(f *fpdf.Fpdf, text func(x, y float64, s string)) {
			return func(f *fpdf.Fpdf, text func(x, y float64, s string)) {
				growthFlow(f, text, name, 60, 80, 470, prose[:20])
				second := 60 + max(f.GetStringWidth(name), f.GetStringWidth("Eva Malá")) + 40
				for i, s := range []string{"Jméno", "Eva Malá", "NAME", "Jiří Kos"} {
					y := 200 + 18*float64(i)
					text(60, y, s)
					text(second, y, "předseda výboru")
				}
			}
		},
	}
	whats := slices.Sorted(maps.Keys(pages))
	var files []string
	for _, what := range whats {
		for i, name := range growthNames {
			file := filepath.Join(t.TempDir(), fmt.Sprintf("%s %d.pdf", what, i))
			if err := os.Rename(growthPDF(t, name, pages[what](name)), file); err != nil {
				t.Fatal(err)
			}
			files = append(files, file)
		}
	}
	o := newTestOffice(t, files...)
	for n, what := range whats {
		var want []bool
		for i, name := range growthNames {
			doc := o.sealed(t, fmt.Sprintf("d%d", n*len(growthNames)+i+1))
			got := hiddenTiles(t, doc, &Plan{Redactions: []Redaction{{Text: name, Ground: "x"}}})
			checkCovered(t, what+": "+name, doc, got, name)
			if i == 0 {
				want = got
				t.Logf("%s: %.1f %% of the page is hidden", what, 100*shareOf(got))
				if share := shareOf(got); what != "a table" && share > 0.4 {
					t.Errorf("%s: %.0f %% of the page is hidden", what, 100*share)
				}
			} else if what == "two columns" {
				// Narrow columns: a long name may take a line more, and as many
				// widths give one height as the other. Nothing else may differ.
				a, b := extent(doc, got), extent(doc, want)
				if a[0] != b[0] || a[1] != b[1] || a[2] != b[2] || !near(a[3], b[3], 3) {
					t.Errorf("%s: %v is hidden for %q, %v for %q", what, a, name, b, growthNames[0])
				}
			} else if !slices.Equal(got, want) {
				t.Errorf("%s: other tiles are hidden for %q than for %q", what, name, growthNames[0])
			}
		}
	}
}

// hiddenTiles is the tiles that the default hides of page 1.
func hiddenTiles(t *testing.T, doc *bundles.SealedDocument, plan *Plan) []bool {
	t.Helper()
	r, err := plan.resolve(doc, bundles.GrowthLine, nil)
	if err != nil {
		t.Fatal(err)
	}
	return tilesOf(doc, r.redactions)
}

func tilesOf(doc *bundles.SealedDocument, redactions []bundles.Redaction) []bool {
	h := doc.Header.Page(1)
	cols, rows := bundles.TileGrid(h.Width, h.Height)
	out := make([]bool, cols*rows)
	for _, x := range redactions {
		if b := x.Tiles; x.View == bundles.PageView(1) && b != nil {
			for r := b[1]; r < b[1]+b[3]; r++ {
				for c := b[0]; c < b[0]+b[2]; c++ {
					out[r*cols+c] = true
				}
			}
		}
	}
	return out
}

// extent is the first and last column, the first row and the last one hidden.
func extent(doc *bundles.SealedDocument, tiles []bool) [4]int {
	cols, _ := bundles.TileGrid(doc.Header.Page(1).Width, doc.Header.Page(1).Height)
	out := [4]int{cols, 0, len(tiles), 0}
	for i, b := range tiles {
		if b {
			out = [4]int{min(out[0], i%cols), max(out[1], i%cols), min(out[2], i/cols), max(out[3], i/cols)}
		}
	}
	return out
}

func shareOf(tiles []bool) float64 {
	n := 0
	for _, b := range tiles {
		if b {
			n++
		}
	}
	return float64(n) / float64(len(tiles))
}

// checkCovered: every tile that a hidden word touches, with its margin, is hidden.
func checkCovered(t *testing.T, what string, doc *bundles.SealedDocument, tiles []bool, name string) {
	t.Helper()
	cols, _ := bundles.TileGrid(doc.Header.Page(1).Width, doc.Header.Page(1).Height)
	seen := 0
	doc.Places(func(leaf, page int, b bundles.Box) {
		if !slices.Contains(strings.Fields(name), strings.Trim(doc.Text[leaf], " \n,.")) {
			return
		}
		seen++
		for y := b.Y - boxMargin; y < b.Y+b.H+boxMargin; y++ {
			for x := b.X - boxMargin; x < b.X+b.W+boxMargin; x++ {
				if !tiles[y/bundles.TileSize*cols+x/bundles.TileSize] {
					t.Fatalf("%s: %q is not covered at %d, %d", what, doc.Text[leaf], x, y)
				}
			}
		}
	})
	if seen < 2 {
		t.Errorf("%s: %d words of the name were found", what, seen)
	}
}

// checkPublic: what an earlier release shows beside a hidden word stays shown,
// and the officer is told.
func checkPublic(t *testing.T, doc *bundles.SealedDocument) {
	t.Helper()
	plan := &Plan{Redactions: []Redaction{{Text: "Jarmila Příkladná", Ground: "x"}}}
	all := hiddenTiles(t, doc, plan)
	public := func(page, tile int) bool { return page == 1 && all[tile] && tile%2 == 0 }
	r, err := plan.resolve(doc, bundles.GrowthLine, public)
	if err != nil {
		t.Fatal(err)
	}
	got := tilesOf(doc, r.redactions)
	checkCovered(t, "beside public tiles", doc, got, "Jarmila Příkladná")
	if shareOf(got) >= shareOf(all) || len(r.warnings) == 0 || !strings.Contains(strings.Join(r.warnings, "\n"), "stay shown") {
		t.Errorf("%.3f hidden, %.3f without public tiles; warnings %q", shareOf(got), shareOf(all), r.warnings)
	}
	again, err := plan.resolve(doc, bundles.GrowthLine, public)
	if err != nil || !slices.EqualFunc(again.redactions, r.redactions, sameRedaction) {
		t.Errorf("the same plan hides something else the second time (%v)", err)
	}
}

func sameRedaction(a, b bundles.Redaction) bool {
	return a.View == b.View && a.Ground == b.Ground && (a.Tiles == nil) == (b.Tiles == nil) && (a.Tiles == nil || *a.Tiles == *b.Tiles)
}

// TestGrowths compares the three ways of growing.
func TestGrowths(t *testing.T) {
	o := newTestOffice(t, filepath.Join(fixtures, "cs-posta-hlaseni.pdf"))
	doc := o.sealed(t, "d1")
	plan := &Plan{Redactions: []Redaction{{Text: "Jarmila Příkladná", Ground: "x"}}}
	checkPublic(t, doc)
	share := map[string]float64{}
	for _, g := range []string{bundles.GrowthExact, bundles.GrowthLine, bundles.GrowthPage} {
		r, err := plan.resolve(doc, g, nil)
		if err != nil {
			t.Fatal(err)
		}
		tiles := tilesOf(doc, r.redactions)
		checkCovered(t, g, doc, tiles, "Jarmila Příkladná")
		share[g] = shareOf(tiles)
	}
	if share[bundles.GrowthPage] != 1 || share[bundles.GrowthExact] > 0.03 || share[bundles.GrowthLine] < 2*share[bundles.GrowthExact] || share[bundles.GrowthLine] > 0.4 {
		t.Errorf("hidden shares of the page: %v", share)
	}
	for g, ok := range map[string]bool{"": true, bundles.GrowthLine: true, bundles.GrowthPage: true, bundles.GrowthExact: true, "word": false} {
		s := o.Settings
		if s.Facsimile = g; (s.check() == nil) != ok {
			t.Errorf("facsimile = %q: %v", g, s.check())
		}
	}
}

// TestJoinLines: line breaks that the width explains go, others stay.
func TestJoinLines(t *testing.T) {
	o := newTestOffice(t, growthPDF(t, "Jan Vít", func(f *fpdf.Fpdf, text func(x, y float64, s string)) {
		for i, s := range []string{"NAME", "Smyšlená 12", "999 01 Lhotka"} {
			text(60, 120+14*float64(i), s)
		}
		growthFlow(f, text, "", 60, 220, 470, strings.Fields(strings.Repeat(growthLineText+" ", 8)))
		text(60, 600, "Datum: 12. března 2025")
		text(60, 614, "Vyřizuje: NAME")
	}))
	text := strings.Join(o.sealed(t, "d1").Text, "")
	for _, want := range []string{"Vít\nSmyšlená 12\n999 01 Lhotka\n", strings.Repeat(growthLineText+" ", 7) + growthLineText + "\n", "Datum: 12. března 2025\nVyřizuje: Jan Vít"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

// TestGrowthAfterExact releases with boxes around the words first, and then
// with ones that grow: what the first release shows stays shown.
func TestGrowthAfterExact(t *testing.T) {
	o := newTestOffice(t, filepath.Join(fixtures, "cs-posta-hlaseni.pdf"))
	if _, _, err := o.Decide(t.Context(), o.reader, "a", Decisions{Redactions: []Redaction{{Text: "Jarmila Příkladná", Ground: "personal-data"}}}); err != nil {
		t.Fatal(err)
	}
	_, name, err := o.Release(t.Context(), o.keys, "a", ReleaseOptions{Created: time.Now(), Facsimile: bundles.GrowthExact, Reason: "zkouška"})
	if err != nil {
		t.Fatal(err)
	}
	first, err := bundles.OpenReleased(name)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	second := o.release(t)
	a, _ := first.Hidden("s1", "d1", bundles.PageView(1))
	b, _ := second.Hidden("s1", "d1", bundles.PageView(1))
	if len(a) == 0 || !slices.Equal(a, b) {
		t.Errorf("the second release hides %v, the first %v", b, a)
	}
}

// textLine is words of a test side by side, from x on.
func textLine(leaf, page, x, y int, text string) (out []placed) {
	for i, s := range strings.Fields(text) {
		hidden := strings.HasPrefix(s, "#")
		s = strings.TrimPrefix(s, "#")
		w := 14 * len(s)
		out = append(out, placed{leaf: leaf + i, page: page, box: bundles.Box{X: x, Y: y - 28, W: w, H: 28}, text: s + " ", hidden: hidden})
		x += w + 8
	}
	out[len(out)-1].text = strings.TrimSpace(out[len(out)-1].text) + "\n"
	return out
}

// TestGrowthWhereNothingIsUnderstood: turned text, a table with close columns
// and a page of too many lines are hidden whole.
func TestGrowthWhereNothingIsUnderstood(t *testing.T) {
	size := [][2]int{{1654, 2339}}
	turned := textLine(0, 1, 200, 300, "urad sdeluje #Novak vsem")
	for i := range turned {
		b := &turned[i].box
		*b = bundles.Box{X: 200, Y: 2000 - 200*i, W: 28, H: 150}
	}
	var table, many []placed
	for i, s := range []string{"jmeno", "#novak", "mala"} {
		table = append(table, textLine(10*i, 1, 200, 300+50*i, s)...)
		table = append(table, textLine(10*i+5, 1, 360, 300+50*i, "predseda vyboru")...)
	}
	for i := range maxPageLines + 1 {
		many = append(many, textLine(i, 1, 200+(i%2)*400, 100+i/2, "slovo")...)
	}
	many[5].hidden = true
	for what, words := range map[string][]placed{"turned": turned, "a table": table, "too many lines": many} {
		areas, _ := grow(words, size, bundles.GrowthLine)
		if !slices.ContainsFunc(areas, func(a area) bool { return a.x0 == 0 && a.y0 == 0 && a.x1 == 1654 && a.y1 == 2339 }) {
			t.Errorf("%s: only %v is hidden", what, areas)
		}
	}
	plain := textLine(0, 1, 200, 300, "urad sdeluje #Novak vsem")
	if areas, _ := grow(plain, size, bundles.GrowthLine); len(areas) != 1 || areas[0].x0 != 0 || areas[0].x1 != 1654 || areas[0].y1 > 600 {
		t.Errorf("a plain line: %v is hidden", areas)
	}
}

// TestBrokenWordIsTold: the text shows where a word was broken at a line's end.
func TestBrokenWordIsTold(t *testing.T) {
	var words []placed
	for i, s := range []string{"urad sdeluje zadateli ze jeho zadost byla prijata a predana odboru ktery ji", "posoudil #Novak #Jan rozhodl a odbor se s tim seznamil pri jednani se sta-",
		"rostou obce ktera k tomu nic dalsiho nema a nebude se k veci jiz vyjadrovat", "nikdy."} {
		line := textLine(20*i, 1, 200, 300+44*i, s)
		if last := &line[len(line)-1]; strings.HasSuffix(last.text, "-\n") {
			last.text = strings.TrimSuffix(last.text, "-\n")
		}
		words = append(words, line...)
	}
	_, warnings := grow(words, [][2]int{{1654, 2339}}, bundles.GrowthLine)
	if !slices.ContainsFunc(warnings, func(s string) bool { return strings.Contains(s, `"sta" ends a line`) }) {
		t.Errorf("warnings %q", warnings)
	}
}

package typeset

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	"image/color"
	"strings"
	"testing"
)

var roomy = Limits{Pages: 5000, Words: 4_000_000, WordBytes: 1024}

func text(s string) []Run { return []Run{{Text: s}} }

func row(header bool, cells ...string) Row {
	r := Row{Header: header}
	for _, c := range cells {
		r.Cells = append(r.Cells, Cell{Runs: text(c)})
	}
	return r
}

// gradient is a picture wider than the page.
func gradient(w, h int) image.Image {
	m := image.NewGray(image.Rect(5, 7, 5+w, 7+h))
	for y := range h {
		for x := range w {
			m.SetGray(5+x, 7+y, color.Gray{uint8(x * 200 / w)})
		}
	}
	return m
}

// letter is a document with everything a flow can hold.
func letter() Flow {
	para := "Městský úřad Vlčí Důl sděluje k žádosti ze dne 12. března 2024, že příliš žluťoučký kůň úpěl ďábelské ódy a Árvíztűrő tükörfúrógép zůstal v evidenci. "
	spans := []Row{row(true, "Položka", "Množství", "Poznámka")}
	spans = append(spans,
		Row{Cells: []Cell{{Runs: text("Oprava střechy radnice"), Rows: 2}, {Runs: text("1 250,00"), Right: true}, {Runs: text("faktura č. 2024/118")}}},
		Row{Cells: []Cell{{Runs: text("85,50"), Right: true}, {Runs: text("doplatek")}}},
		Row{Cells: []Cell{{Runs: text("Celkem přes tři sloupce"), Cols: 3}}},
	)
	return Flow{Blocks: []Block{
		{Kind: Heading, Level: 1, Runs: text("Rozhodnutí o poskytnutí informace")},
		{Kind: Paragraph, Runs: []Run{{Text: "Čj.", Bold: true}, {Text: ": MUVD/2024/0117 "}, {Text: "(kurzíva) ", Italic: true}, {Text: "obojí", Bold: true, Italic: true}}},
		{Kind: Paragraph, Runs: text(strings.Repeat(para, 3))},
		{Kind: Heading, Level: 2, Runs: text("Odůvodnění")},
		{Kind: Item, Level: 1, Runs: text(strings.Repeat(para, 2))},
		{Kind: Item, Level: 2, Runs: text("vnořená položka")},
		{Kind: Item, Level: 3, Runs: text("ještě hlouběji")},
		{Kind: Item, Level: 1, Marker: "1.", Runs: text(para)},
		{Kind: Item, Level: 2, Marker: "a)", Runs: text("písmeno a)")},
		{Kind: Item, Level: 1, Marker: "Článek XVIII.", Runs: text(para)},
		{Kind: Table, Rows: spans},
		{Kind: Paragraph, Runs: text("Dlouhé slovo " + strings.Repeat("nejneobhospodařovávatelnějšími", 8) + " končí zde.")},
		{Kind: Paragraph, Mono: true, Runs: text("func main() {\n    fmt.Println(\"ahoj\")\n}\n\nsloupec\tdruhý\ttřetí")},
		{Kind: Picture, Image: gradient(2000, 300)},
		{Kind: Paragraph, Runs: text("Bez znaku: 漢 a ☐ ☑, e\u0301 složené, mě\u00ADkké, vo\u200Blné\x07.")},
		{Kind: PageBreak},
		{Kind: Heading, Level: 3, Runs: text("Nová stránka")},
		{Kind: Table, Rows: wide(12, 40, "hodnota")},
		{Kind: Paragraph, Runs: text("Po široké tabulce.")},
	}}
}

func wide(cols, rows int, value string) []Row {
	var all []Row
	for r := range rows {
		var cells []string
		for c := range cols {
			cells = append(cells, fmt.Sprintf("%s %d/%d", value, r+1, c+1))
		}
		all = append(all, row(r == 0, cells...))
	}
	return all
}

func lay(t testing.TB, f Flow) *Pages {
	t.Helper()
	p, err := Layout(t.Context(), f, roomy)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// words joins the words with what stands after them.
func words(p *Pages) string {
	var b strings.Builder
	for _, w := range p.Words() {
		b.WriteString(w.Text + [...]string{"", " ", "|", "/", "//"}[w.After])
	}
	return b.String()
}

// checkInk holds the promise of Word.Box: every box lies on its page and holds
// ink on all four sides, one pixel in; what is left are rules, bullets and
// pictures.
func checkInk(t *testing.T, p *Pages) {
	t.Helper()
	pages := make([]Drawn, p.Count())
	for n := range pages {
		pages[n] = p.Draw(n + 1)
	}
	for i, w := range p.Words() {
		b := w.Box
		if b == (Box{}) {
			continue
		}
		d := pages[w.Page-1]
		if b.X < 0 || b.Y < 0 || b.X+b.W > d.Width || b.Y+b.H > d.Height || b.W < 3 || b.H < 3 {
			t.Fatalf("word %d %q: box %+v on %d x %d", i, w.Text, b, d.Width, d.Height)
		}
		if b.X < margin-3 || b.X+b.W > d.Width-margin+3 || b.Y+b.H > d.Height-margin+3 {
			t.Errorf("word %d %q: %+v reaches into the margin", i, w.Text, b)
		}
		ink := false
		for y := b.Y + 1; y < b.Y+b.H-1; y++ {
			for x := b.X + 1; x < b.X+b.W-1; x++ {
				ink = ink || d.Gray[y*d.Width+x] < 255
			}
		}
		if !ink {
			t.Errorf("word %d %q: no ink in %+v", i, w.Text, b)
		}
	}
	for n := range pages {
		d := pages[n]
		blank := func(b Box) {
			for y := b.Y; y < b.Y+b.H; y++ {
				for x := b.X; x < b.X+b.W; x++ {
					d.Gray[y*d.Width+x] = 255
				}
			}
		}
		for _, w := range p.Words() {
			if w.Page == n+1 {
				blank(w.Box)
			}
		}
		for _, r := range p.sheets[n].rules {
			blank(r)
		}
		for _, m := range p.sheets[n].marks {
			g := m.face.glyph(m.r)
			blank(Box{int(m.x) + g.x, int(m.y) + g.y, g.w, g.h})
		}
		for _, pic := range p.Pictures() {
			if pic.Page == n+1 {
				blank(pic.Box)
			}
		}
		for i, v := range d.Gray {
			if v != 255 {
				t.Fatalf("page %d: ink at %d, %d outside of all boxes", n+1, i%d.Width, i/d.Width)
			}
		}
	}
}

func TestLetter(t *testing.T) {
	p := lay(t, letter())
	checkInk(t, p)
	got := words(p)
	for _, want := range []string{
		"informace//Čj.: MUVD/2024/0117 (kurzíva) obojí//Městský",
		"hlouběji//1. Městský",
		"Položka|Množství|Poznámka/Oprava střechy radnice|1 250,00|faktura č. 2024/118/85,50|doplatek/Celkem přes tři sloupce//Dlouhé",
		"main() {/fmt.Println(\"ahoj\")/}//sloupec druhý třetí//Bez znaku: 漢 a ☐ ☑, e\u0301 složené, mě\u00ADkké, vo\u200Blné.//Nová",
		"Po široké tabulce.//",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the words lack %q:\n%s", want, got)
		}
	}
	if !strings.Contains(strings.ReplaceAll(got, "//", ""), strings.Repeat("nejneobhospodařovávatelnějšími", 8)) {
		t.Error("the pieces of a broken word do not join to it")
	}
	if n, which := p.Lacking(); n != 1 || string(which) != "漢" || p.Dropped() != 1 {
		t.Errorf("lacking %d %q, dropped %d", n, string(which), p.Dropped())
	}
	if w, h := p.Size(1); w != 1654 || h != 2339 {
		t.Errorf("page 1 is %d x %d", w, h)
	}
	if w, _ := p.Size(2); w != 2339 {
		t.Errorf("the wide table and its heading stand on a page %d wide", w)
	}
	pic := p.Pictures()[0]
	if pic.Page != 1 || pic.Box.W != shortSide-2*margin || pic.Box.H != 300*pic.Box.W/2000 {
		t.Errorf("picture %+v", pic)
	}
}

// pixels is the digest of all pages.
func pixels(t testing.TB, p *Pages) string {
	sum := sha256.New()
	err := Each(t.Context(), p.Count(), 2, func(n int) (Drawn, error) { return p.Draw(n), nil }, func(d Drawn) error {
		fmt.Fprintln(sum, d.Number, d.Width, d.Height)
		sum.Write(d.Gray)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%x", sum.Sum(nil))
}

// TestSamePixels pins the pixels: they must not change with the machine, nor
// unnoticed with a library, because a seal commits to them.
func TestSamePixels(t *testing.T) {
	const want = "0c546aaa209bcd695541773551d2a5e468243985cd3c984c57ac77981ac8ce5f"
	for range 2 {
		if got := pixels(t, lay(t, letter())); got != want {
			t.Errorf("the letter's pixels are %s, were %s", got, want)
		}
	}
}

func TestTablesGetSmallerThenLandscapeThenGroups(t *testing.T) {
	for _, tt := range []struct {
		cols      int
		landscape bool
		least     size
		groups    bool
	}{{3, false, tableSize, false}, {12, true, tableSize, false}, {20, true, leastSize, false}, {60, true, groupSize, true}} {
		p := &plan{}
		s := &setter{Pages: &Pages{fonts: newFonts(), limits: roomy}, ctx: t.Context()}
		s.flow = Flow{Blocks: []Block{{Kind: Table, Rows: wide(tt.cols, 3, "hodnota")}}}
		if err := s.measureTables(); err != nil {
			t.Fatal(err)
		}
		p = s.plans[0]
		if p.landscape != tt.landscape || p.size < tt.least || (len(p.groups) > 1) != tt.groups {
			t.Errorf("%d columns: landscape %v, size %d, groups %v", tt.cols, p.landscape, p.size, p.groups)
		}
		if tt.groups && p.size < leastSize {
			t.Errorf("size %d", p.size)
		}
	}
}

// TestColumnGroups: the words stay row by row, wherever their page is.
func TestColumnGroups(t *testing.T) {
	p := lay(t, Flow{Blocks: []Block{{Kind: Table, Rows: wide(60, 5, "hodnota")}}})
	checkInk(t, p)
	if got := words(p); !strings.HasPrefix(got, "hodnota 1/1|hodnota 1/2|") || !strings.Contains(got, "hodnota 1/60/hodnota 2/1|") {
		t.Errorf("%s", got)
	}
	parts := p.Parts()
	if len(parts) != 300 || parts[61].Row != 2 || parts[61].Col != 2 || parts[61].Count != 2 {
		t.Errorf("%d parts, %+v", len(parts), parts[61])
	}
	first, last := 0, 0
	for _, w := range p.Words() {
		if w.Text == "1/1" {
			first = w.Page
		}
		if w.Text == "1/60" {
			last = w.Page
		}
	}
	if first != 1 || last <= first || last > p.Count() {
		t.Errorf("column 1 on page %d, column 60 on page %d of %d", first, last, p.Count())
	}
}

// TestRowsBreak: a cell longer than a page goes on on the next ones, also
// beside a cell that spans all of its rows.
func TestRowsBreak(t *testing.T) {
	long := strings.Repeat("slovo za slovem ", 1500)
	p := lay(t, Flow{Blocks: []Block{{Kind: Table, Rows: []Row{
		row(true, "A", "B"),
		{Cells: []Cell{{Runs: text("vlevo " + long), Rows: 3}, {Runs: text(long)}}},
		row(false, "druhý"),
		{Cells: []Cell{{Runs: text("třetí"), Cols: 1000, Rows: 1000}}},
		row(false, "konec", "tabulky"),
	}}}})
	checkInk(t, p)
	if got := strings.Count(words(p), "slovem"); got != 3000 || p.Count() < 3 {
		t.Errorf("%d words on %d pages", got, p.Count())
	}
	for i, w := range p.Words() {
		if w.Page < 1 || w.Box == (Box{}) {
			t.Fatalf("word %d %q has no place: %+v", i, w.Text, w)
		}
	}
}

func TestBounds(t *testing.T) {
	f := Flow{Blocks: []Block{{Runs: text(strings.Repeat("slovo ", 5000))}}}
	for _, tt := range []struct {
		limits Limits
		want   string
	}{
		{Limits{Pages: 2, Words: 10_000, WordBytes: 1024}, "more than 2 pages: split the file"},
		{Limits{Pages: 100, Words: 100, WordBytes: 1024}, "more than 100 words: split the file"},
	} {
		if p, err := Layout(t.Context(), f, tt.limits); err == nil || p != nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%v, want %q", err, tt.want)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Layout(ctx, f, roomy); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	p := lay(t, f)
	stop := errors.New("enough")
	n := 0
	err := Each(t.Context(), p.Count(), 2, func(n int) (Drawn, error) { return p.Draw(n), nil }, func(d Drawn) error {
		if n++; d.Number != n {
			t.Errorf("page %d came as number %d", d.Number, n)
		}
		if n == 2 {
			return stop
		}
		return nil
	})
	if err != stop || n != 2 {
		t.Errorf("%v after %d pages", err, n)
	}
}

// FuzzLayout: every flow ends in sound pages or in an error.
func FuzzLayout(f *testing.F) {
	f.Add("slovo další\ttab\nřádek", uint8(3), uint8(2), uint8(1))
	f.Add(strings.Repeat("dlouhé", 60), uint8(40), uint8(0), uint8(9))
	f.Add("e\u0301\u0301\u0301 \xff\x00 漢\u200B", uint8(7), uint8(200), uint8(4))
	f.Fuzz(func(t *testing.T, s string, cols, span, level uint8) {
		if len(s) > 1<<9 {
			return
		}
		cell := func(i int) Cell {
			return Cell{Runs: []Run{{Text: s}, {Text: s, Bold: true}}, Cols: int(span) * i % 7, Rows: int(level) * i % 5, Right: i%2 == 0}
		}
		var rows []Row
		for r := range 4 {
			var row Row
			for c := range int(cols) % 50 {
				row.Cells = append(row.Cells, cell(r+c))
			}
			rows = append(rows, row)
		}
		flow := Flow{Blocks: []Block{
			{Kind: Heading, Level: int(level), Runs: text(s)}, {Kind: Item, Level: int(level), Marker: s, Runs: text(s)},
			{Kind: Table, Rows: rows}, {Kind: Paragraph, Mono: true, Runs: text(s)}, {Kind: Item, Runs: text(s)},
		}}
		limits := Limits{Pages: 30, Words: 100_000, WordBytes: 1024}
		p, err := Layout(t.Context(), flow, limits)
		if err != nil {
			return
		}
		if p.Count() > limits.Pages || p.Len() > limits.Words {
			t.Fatalf("%d pages, %d words", p.Count(), p.Len())
		}
		for i, w := range p.Words() {
			width, height := p.Size(w.Page)
			if len(w.Text) == 0 || len(w.Text) > limits.WordBytes || w.Box.X < 0 || w.Box.Y < 0 || w.Box.X+w.Box.W > width || w.Box.Y+w.Box.H > height {
				t.Fatalf("word %d %q: %+v", i, w.Text, w)
			}
		}
		p.Draw(1)
		p.Draw(p.Count())
	})
}

func BenchmarkPages(b *testing.B) {
	var f Flow
	for range 400 {
		f.Blocks = append(f.Blocks, letter().Blocks[2])
	}
	pages := 0
	for b.Loop() {
		p := lay(b, f)
		pages += p.Count()
		pixels(b, p)
	}
	b.ReportMetric(float64(pages)/b.Elapsed().Seconds(), "pages/s")
}

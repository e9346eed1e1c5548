package content

import (
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/read/typeset"
)

// attackNames are the list the reader has: a council and its staff, invented.
var attackNames = []string{
	"Jan Vít", "Eva Malá", "Petr Novák", "Jana Dvořáková", "Tomáš Příkladný", "Květa Vymyšlená", "Bohuslava Nezvěstná", "Karel Šídlo",
	"Ludmila Horáčková", "Jiří Kos", "Zdeňka Procházková", "Miroslav Smyšlený", "Alena Říhová", "Vladimír Testovací", "Iva Nová", "Oldřich Jelínek",
	"Marie Ukázková", "František Dlouhý", "Hana Krátká", "Stanislav Ježek",
	"Nagy Ádám", "Kiss Éva", "Szabó Mihály", "Példa Jolán", "Képzelt Szabolcs", "Tóth Ibolya", "Horváth Krisztina", "Varga Pál", "Minta Erzsébet", "Kovács Zoltán",
	"Kitalált Zsófia", "Molnár Gergő", "Bognár Piroska", "Szűcs Ottó", "Fekete Bálint", "Rácz Anna", "Lakatos Benedek", "Vörös Gyöngyi", "Balog Csaba", "Mészáros Veronika",
}

// attackWords are those of the letters it is hidden in.
var attackWords = strings.Fields(`obec úřad žádost informace podle zákona č. ze dne o svobodném přístupu k informacím ve věci smlouvy a sděluje že dokument byl
předán odboru který jej posoudil v souladu s vnitřním předpisem na základě usnesení rady města bylo rozhodnuto poskytnout údaje do patnácti dnů od doručení
hlášení bezpečnostního incidentu nedostupnost elektronické pošty a kérelem alapján az önkormányzat tájékoztatja hogy a közérdekű adatok megismerésére irányuló
igény teljesítése során hivatal munkatársa jegyzőkönyv szerint a bejelentés időpontjában nem volt elérhető i od za při u se si po je 12 2025 § 14 odst.`)

// attackPage is a document as an office holds it, but for the name in it.
type attackPage struct {
	mode     string // ragged, justified, scanned, or set by akta
	seed     uint64
	text     [][]string // paragraphs; "" is the name
	measure  int        // width of the column
	pitch    int
	pages    int
	sizeX10  int // type size, tenths of a point
	spacing  int // between paragraphs
	leftEdge int
}

const attackHeight, attackWidth = 2339, 1654

func newAttackPage(seed uint64, mode string) *attackPage {
	r := rand.New(rand.NewPCG(seed, 7))
	d := &attackPage{mode: mode, seed: seed, measure: 1000 + r.IntN(340), leftEdge: 157 + r.IntN(40), sizeX10: 100 + 5*r.IntN(5)}
	d.pitch = d.sizeX10 * 200 * (115 + r.IntN(35)) / 72000
	d.spacing = r.IntN(2) * d.pitch / 2
	n := 3 + r.IntN(5)
	if r.IntN(4) == 0 {
		n *= 4 // two or more pages
	}
	for range n {
		var para []string
		length := 12 + r.IntN(90)
		if r.IntN(5) == 0 {
			length = 1 + r.IntN(6) // a heading, a form of address
		}
		for range length {
			para = append(para, attackWords[r.IntN(len(attackWords))])
		}
		para[len(para)-1] += "."
		d.text = append(d.text, para)
	}
	places := 1
	if seed%4 == 3 {
		places = 2 + r.IntN(4) // the same name more than once
	}
	for range places {
		p := r.IntN(n)
		d.text[p][r.IntN(len(d.text[p]))] = ""
	}
	return d
}

// attackFont measures words.
type attackFont struct {
	face  font.Face
	known map[string]attackWord
	space int
}

func newAttackFont(t *testing.T, sizeX10 int) *attackFont {
	t.Helper()
	parsed, err := opentype.Parse(goregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	face, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: float64(sizeX10) / 10, DPI: 200})
	if err != nil {
		t.Fatal(err)
	}
	f := &attackFont{face: face, known: map[string]attackWord{}}
	f.space = font.MeasureString(face, " ").Round()
	return f
}

type attackWord struct {
	advance int
	ink     [4]int
}

// word returns the advance of a word and its ink: left, top, right, bottom.
func (f *attackFont) word(s string) (advance int, ink [4]int) {
	if m, ok := f.known[s]; ok {
		return m.advance, m.ink
	}
	b, adv := font.BoundString(f.face, s)
	m := attackWord{adv.Round(), [4]int{b.Min.X.Floor(), b.Min.Y.Floor(), b.Max.X.Ceil(), b.Max.Y.Ceil()}}
	f.known[s] = m
	return m.advance, m.ink
}

// set sets the document with a name in it, as its author's word processor did;
// noise moves boxes as a scanner and OCR do (nil: none).
func (d *attackPage) set(t *testing.T, f *attackFont, name string, noise *rand.Rand) []placed {
	t.Helper()
	if d.mode == "akta" {
		return d.setByAkta(t, name)
	}
	type cell struct {
		text          string
		hidden        bool
		advance, x, y int
		page          int
		ink           [4]int
		endsLine      bool
		ends          bool
	}
	var all []cell
	page, y := 1, 157+d.pitch
	for _, para := range d.text {
		var line []cell
		flush := func(last bool) {
			if y > attackHeight-157 {
				page, y = page+1, 157+d.pitch
			}
			total := 0
			for _, c := range line {
				total += c.advance
			}
			x, extra := d.leftEdge, 0
			if d.mode != "ragged" && d.seed%2 == 0 || d.mode == "justified" {
				if !last && len(line) > 1 {
					extra = d.measure - total - f.space*(len(line)-1)
				}
			}
			for i := range line {
				line[i].x, line[i].y, line[i].page = x, y, page
				x += line[i].advance + f.space
				if n := len(line) - 1; n > 0 {
					x += extra*(i+1)/n - extra*i/n
				}
			}
			line[len(line)-1].endsLine, line[len(line)-1].ends = true, last
			all = append(all, line...)
			line, y = nil, y+d.pitch
		}
		width := 0
		for _, w := range para {
			words := []string{w}
			if w == "" {
				words = strings.Fields(name)
			}
			for _, s := range words {
				adv, ink := f.word(s)
				if len(line) > 0 && width+f.space+adv > d.measure {
					flush(false)
					width = 0
				}
				if len(line) > 0 {
					width += f.space
				}
				line, width = append(line, cell{text: s, hidden: w == "", advance: adv, ink: ink}), width+adv
			}
		}
		flush(true)
		y += d.spacing
	}
	d.pages = page
	jitter := func(n int) int {
		if noise == nil {
			return 0
		}
		return noise.IntN(2*n+1) - n
	}
	dx, dy := jitter(3), jitter(3)
	var out []placed
	for i, c := range all {
		x0, y0 := c.x+c.ink[0]-2+dx+jitter(1), c.y+c.ink[1]-2+dy+jitter(1)
		x1, y1 := c.x+c.ink[2]+2+dx+jitter(1), c.y+c.ink[3]+2+dy+jitter(1)
		w := placed{leaf: i, page: c.page, box: bundles.Box{X: x0, Y: y0, W: max(x1-x0, 1), H: max(y1-y0, 1)}, text: c.text + " ", ends: c.ends, hidden: c.hidden}
		if c.endsLine { // as the readers of PDF and OCR give it
			w.text = c.text + "\n"
		}
		out = append(out, w)
	}
	return out
}

// setByAkta sets it with akta's own typesetter.
func (d *attackPage) setByAkta(t *testing.T, name string) []placed {
	t.Helper()
	var flow typeset.Flow
	var hidden []bool
	var ends []bool
	for _, para := range d.text {
		var words []string
		for _, w := range para {
			if w != "" {
				words, hidden, ends = append(words, w), append(hidden, false), append(ends, false)
				continue
			}
			for _, s := range strings.Fields(name) {
				words, hidden, ends = append(words, s), append(hidden, true), append(ends, false)
			}
		}
		ends[len(ends)-1] = true
		flow.Blocks = append(flow.Blocks, typeset.Block{Runs: []typeset.Run{{Text: strings.Join(words, " ")}}})
	}
	pages, err := typeset.Layout(t.Context(), flow, typeset.Limits{Pages: 100, Words: 100_000, WordBytes: 1000})
	if err != nil {
		t.Fatal(err)
	}
	d.pages = pages.Count()
	var out []placed
	for i, w := range pages.Words() {
		out = append(out, placed{leaf: i, page: w.Page, box: bundles.Box(w.Box), text: w.Text + " ", ends: ends[i], hidden: hidden[i]})
	}
	return out
}

// sizes are those of the document's pages.
func (d *attackPage) sizes() (out [][2]int) {
	for range d.pages {
		out = append(out, [2]int{attackWidth, attackHeight})
	}
	return out
}

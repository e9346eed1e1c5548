package typeset

import "context"

// setter sets one block after the other. Its cursor is a place on the last
// page.
type setter struct {
	*Pages
	ctx   context.Context
	plans []*plan // of the tables, by block
	y     int     // where the next line begins, on the last page
	first bool    // nothing stands on the page yet
}

// top is where the text of a page begins.
const top = margin

func (s *setter) page() *sheet { return &s.sheets[len(s.sheets)-1] }
func (s *setter) bottom() int  { return s.page().h - margin }
func (s *setter) width() int   { return s.page().w - 2*margin }

// turnPage begins a page of the same format.
func (s *setter) turnPage() error { return s.begin(s.page().w > s.page().h) }

func (s *setter) begin(landscape bool) error {
	s.y, s.first = top, true
	return s.newPage(landscape)
}

// orient makes the next block stand on a page of that format.
func (s *setter) orient(landscape bool) error {
	if len(s.sheets) > 0 && (s.page().w > s.page().h) == landscape {
		return nil
	}
	if len(s.sheets) > 0 && s.first {
		s.sheets = s.sheets[:len(s.sheets)-1]
	}
	return s.begin(landscape)
}

// set sets all blocks.
func (s *setter) set() error {
	if err := s.measureTables(); err != nil {
		return err
	}
	for i, b := range s.flow.Blocks {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		if err := s.orient(s.landscape(i)); err != nil {
			return err
		}
		before := len(s.words)
		if err := s.block(i, b); err != nil {
			return err
		}
		s.after(GapParagraph)
		if n := len(s.words) - before; n > 0 && b.Kind != Table {
			s.parts = append(s.parts, Part{Block: i, First: before, Count: n})
		}
	}
	if len(s.sheets) == 0 {
		return s.begin(false)
	}
	return nil
}

// landscape tells the format of block i: a wide table's, also for the
// headings right before it.
func (s *setter) landscape(i int) bool {
	for i+1 < len(s.flow.Blocks) && s.flow.Blocks[i].Kind == Heading {
		i++
	}
	return s.plans[i] != nil && s.plans[i].landscape
}

func (s *setter) block(i int, b Block) error {
	switch b.Kind {
	case Heading:
		return s.heading(b)
	case Item:
		return s.item(b)
	case Table:
		return s.table(i)
	case Picture:
		return s.picture(i, b)
	case PageBreak:
		if s.first {
			return nil
		}
		return s.turnPage()
	}
	st := style{size: bodySize}
	if b.Mono {
		st = style{size: monoSize, mono: true}
	}
	return s.lines(len(s.words), b.Runs, st, 0, 0, bodySize.em(70))
}

func (s *setter) heading(b Block) error {
	size := headingSize(min(max(b.Level, 1), 6))
	s.space(size.em(90))
	// A heading does not stand alone at the foot of a page.
	if s.y+size.line()+3*bodySize.line() > s.bottom() {
		if err := s.turnPage(); err != nil {
			return err
		}
	}
	return s.lines(len(s.words), b.Runs, style{size: size, bold: true}, 0, 0, size.em(45))
}

// item sets an item of a list with its marker hanging to the left.
func (s *setter) item(b Block) error {
	depth := min(max(b.Level, 1), 9)
	hang := bodySize.em(200)
	indent := depth * hang
	face, err := s.fonts.face(style{size: bodySize})
	if err != nil {
		return err
	}
	from, start, runs := len(s.words), 0, b.Runs
	switch long, err := s.longMarker(b.Marker, hang); {
	case err != nil:
		return err
	case b.Marker == "":
		if err := s.bullet(face, depth, indent-hang*3/4); err != nil {
			return err
		}
	case long:
		runs = append([]Run{{Text: b.Marker + " "}}, runs...)
	default:
		if start, err = s.marker(b.Marker, hang); err != nil {
			return err
		}
	}
	return s.lines(from, runs, style{size: bodySize}, indent, start, bodySize.em(35))
}

// longMarker tells whether a marker is too long to hang before its text.
func (s *setter) longMarker(text string, hang int) (long bool, err error) {
	width := 0
	err = s.scan([]Run{{Text: text}}, style{size: bodySize}, func(word []chunk, white rune) error {
		for _, c := range word {
			width += c.width
		}
		long = long || white == '\n' || white == '\f' || white == '\t'
		return nil
	})
	return long || width > 6*hang<<6, err
}

// marker sets the words of an item's number and returns where its text begins.
func (s *setter) marker(text string, hang int) (start int, err error) {
	before := len(s.words)
	if _, err := s.breakRuns([]Run{{Text: text}}, style{size: bodySize}, s.width(), 0, false); err != nil {
		return 0, err
	}
	for i := before; i < len(s.words); i++ {
		s.words[i].x -= int32(hang)
		start = int(s.words[i].x) + wordWidth(s.runsOf(i)) + bodySize.em(30)
	}
	s.after(GapBlank)
	return max(start, 0), nil
}

func wordWidth(runs []run) int {
	last := runs[len(runs)-1]
	return int(last.dx) + (last.face.width(last.text)+63)>>6
}

// bullet draws the sign of an item beside its first line.
func (s *setter) bullet(in *face, depth, x int) error {
	sign := [...]rune{'•', '◦', '▪'}[(depth-1)%3]
	if _, err := s.fonts.load(in, sign); err != nil {
		return err
	}
	if s.y+bodySize.line() > s.bottom() {
		if err := s.turnPage(); err != nil {
			return err
		}
	}
	s.page().marks = append(s.page().marks, mark{in, sign, int32(margin + x), int32(s.y + bodySize.ascent())})
	s.first = false
	return nil
}

// space leaves white space above a block, but not at the top of a page.
func (s *setter) space(pixels int) {
	if !s.first {
		s.y += pixels
	}
}

// lines sets the runs of a block whose words begin at index from (those of a
// marker are there already); below it follows white space.
func (s *setter) lines(from int, runs []Run, st style, indent, start, below int) error {
	lines, err := s.breakRuns(runs, st, s.width()-indent, start, false)
	if err != nil {
		return err
	}
	if len(s.words) > from {
		lines = max(lines, 1)
	}
	next := from
	for line := range lines {
		if s.y+st.size.line() > s.bottom() {
			if err := s.turnPage(); err != nil {
				return err
			}
		}
		for ; next < len(s.words) && int(s.words[next].y) == line; next++ {
			s.put(next, margin+indent, s.y+st.size.ascent())
		}
		s.y, s.first = s.y+st.size.line(), false
	}
	if lines > 0 {
		s.y += below
	}
	return nil
}

// put gives a word its place: x is the left edge of its block.
func (s *setter) put(i, x, y int) {
	w := &s.words[i]
	w.page, w.x, w.y = int32(len(s.sheets)-1), w.x+int32(x), int32(y)
	s.page().words = append(s.page().words, int32(i))
}

// picture places a picture, scaled down to the page and never up.
func (s *setter) picture(i int, b Block) error {
	if b.Image == nil || b.Image.Bounds().Empty() {
		return nil
	}
	w, h := b.Image.Bounds().Dx(), b.Image.Bounds().Dy()
	if room := s.width(); w > room {
		w, h = room, max(h*room/w, 1)
	}
	if room := s.bottom() - top; h > room {
		w, h = max(w*room/h, 1), room
	}
	if s.y+h > s.bottom() {
		if err := s.turnPage(); err != nil {
			return err
		}
	}
	s.page().pictures = append(s.page().pictures, int32(len(s.pictures)))
	s.pictures = append(s.pictures, Placed{Block: i, Page: len(s.sheets), Box: Box{margin, s.y, w, h}, Word: len(s.words)})
	s.y, s.first = s.y+h+bodySize.em(70), false
	return nil
}

package audit

import (
	"bufio"
	"compress/zlib"
	"crypto/sha256"
	"io"
	"math"
)

// content reads a page's content stream (ISO 32000-1, 7.8.2): it draws its
// image once, and places words that are not painted.
func (d *pdfDocument) content(data []byte, from int64) error {
	page := &d.pages[len(d.pages)-1]
	l := &pdfLexer{data: data, base: from}
	s := contentState{page: page, used: d.used}
	for {
		if err := l.blank(); err != nil {
			return err
		}
		if l.at == len(data) {
			break
		}
		v, err := l.value(maxPDFDepth) // no arrays of arrays, no dictionaries
		if err != nil {
			return err
		}
		op, ok := v.(pdfKeyword)
		if !ok {
			if s.operands = append(s.operands, v); len(s.operands) > 6 {
				return l.defect("more than six operands")
			}
			continue
		}
		if what := s.do(string(op)); what != "" {
			return l.defect("%s", what)
		}
		s.operands = s.operands[:0]
	}
	if len(s.operands) > 0 || s.saved != 0 || s.text || !s.drawn {
		return l.defect("a page's content that is not brought to its end")
	}
	return nil
}

// contentState is how far a page's content is.
type contentState struct {
	page     *pdfPage
	used     *[1 << 16]bool
	operands []any
	saved    int
	text     bool // between BT and ET
	drawn    bool
	open     []graphics // for the page, and for each q that is open
	font     bool
}

// graphics is the part of the graphics state that is looked at.
type graphics struct {
	invisible bool       // text is not painted
	matrix    [6]float64 // from user space to points
}

// transform is what cm does (ISO 32000-1, 8.3.4).
func (g *graphics) transform(operands []any) {
	var n [6]float64
	for i, v := range operands {
		n[i] = v.(pdfNumber).value
	}
	m := g.matrix
	g.matrix = [6]float64{
		n[0]*m[0] + n[1]*m[2], n[0]*m[1] + n[1]*m[3], n[2]*m[0] + n[3]*m[2], n[2]*m[1] + n[3]*m[3],
		n[4]*m[0] + n[5]*m[2] + m[4], n[4]*m[1] + n[5]*m[3] + m[5],
	}
}

// fills tells whether the unit square is the whole page, which an image then fills.
func (g *graphics) fills(p *pdfPage) bool {
	for i, want := range [6]float64{p.width, 0, 0, p.height, 0, 0} {
		if !(math.Abs(g.matrix[i]-want) <= pageTolerance) {
			return false
		}
	}
	return true
}

// do takes one operator and says what is wrong with it.
func (s *contentState) do(op string) string {
	want, there := pdfOperators[op]
	if !there {
		return "an operator that a facsimile does not use"
	}
	if !s.operandsFit(want) {
		return "operator " + op + " with operands that a facsimile does not give it"
	}
	if s.open == nil {
		s.open = []graphics{{matrix: [6]float64{1, 0, 0, 1, 0, 0}}}
	}
	top := len(s.open) - 1
	switch op {
	case "q":
		if s.saved++; s.saved > 2 || s.text {
			return "states that are saved within one another"
		}
		s.open = append(s.open, s.open[top])
	case "Q":
		if s.saved--; s.saved < 0 || s.text {
			return "a state that is restored and was not saved"
		}
		s.open = s.open[:top]
	case "Do":
		if s.drawn || s.text || s.operands[0] != pdfName(s.page.imageKey) {
			return "a page that draws something besides its one image"
		}
		if !s.open[top].fills(s.page) {
			return "an image that does not fill its page"
		}
		s.drawn = true
	case "BT", "ET":
		if s.text == (op == "BT") {
			return "text within text"
		}
		s.text = op == "BT"
	case "Tf":
		if s.page.fonts == "" || s.operands[0] != pdfName(s.page.fonts) {
			return "a font that the page does not have"
		}
		s.font = true
	case "Tr":
		s.open[top].invisible = true
	case "cm":
		if s.text {
			return "a transformation within text"
		}
		s.open[top].transform(s.operands)
	case "Tj":
		return s.show(s.operands[0].(pdfString), s.open[top].invisible)
	}
	return ""
}

func (s *contentState) show(text pdfString, invisible bool) string {
	switch {
	case !s.text || !s.font:
		return "text outside a text object, or without a font"
	case !invisible:
		return "text that is painted"
	case len(text)%2 != 0:
		return "text of half a character"
	}
	for i := 0; i < len(text); i += 2 {
		s.used[int(text[i])<<8|int(text[i+1])] = true
	}
	return ""
}

func (s *contentState) operandsFit(want string) bool {
	if len(s.operands) != len(want) {
		return false
	}
	for i, v := range s.operands {
		ok := false
		switch c := want[i]; c {
		case 'n':
			_, ok = v.(pdfNumber)
		case '/':
			_, ok = v.(pdfName)
		case 's':
			_, ok = v.(pdfString)
		default:
			ok = v == pdfNumber{float64(c - '0'), true}
		}
		if !ok {
			return false
		}
	}
	return true
}

// image reads a page's image: it inflates to exactly its pixels.
func (d *pdfDocument) image(dict pdfDict, from, size int64) error {
	number := func(dict pdfDict, k string) int { return int(dict[k].(pdfNumber).value) }
	w, h, bits := number(dict, "Width"), number(dict, "Height"), number(dict, "BitsPerComponent")
	parms := dict["DecodeParms"].(pdfDict)
	channels := number(parms, "Colors")
	if w < 1 || h < 1 || w > maxImageSide || h > maxImageSide || w*h > maxImagePixels {
		return defectAt(from, "an image of %d x %d pixels", w, h)
	}
	want := 1
	if dict["ColorSpace"] == pdfName("DeviceRGB") {
		want = 3
	}
	_, indexed := dict["ColorSpace"].(pdfArray)
	if channels != want || number(parms, "Columns") != w || number(parms, "BitsPerComponent") != bits || indexed && bits != 2 || bits != 2 && bits != 8 {
		return defectAt(from, "an image whose dictionary does not agree with itself")
	}
	page := &d.pages[len(d.pages)-1]
	page.columns, page.rows, page.bits, page.channels, page.from, page.size = w, h, bits, channels, from, size
	packed := sha256.New()
	r := bufio.NewReaderSize(io.TeeReader(io.NewSectionReader(d.item.r, from, size), packed), 1<<16)
	z, err := zlib.NewReader(r)
	if err != nil {
		return defectAt(from, "an image that does not inflate")
	}
	if err := readRows(z, w, h, bits*channels, func(int, []byte) {}); err != nil {
		return defectAt(from, "an image that does not inflate to its pixels")
	}
	if n, err := z.Read(make([]byte, 1)); n > 0 || err != io.EOF {
		return defectAt(from, "an image with more pixels than it has room for")
	}
	if _, err := r.ReadByte(); err != io.EOF {
		return defectAt(from+size, "bytes after the end of the pixels")
	}
	d.images = append(d.images, [sha256.Size]byte(packed.Sum(nil)))
	return nil
}

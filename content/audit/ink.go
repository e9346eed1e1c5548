package audit

import (
	"bufio"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
)

// Values of fpdfview.h.
const (
	pdfiumGray  = 1 // FPDFBitmap_Gray: one byte a pixel
	pdfiumWhite = 0xFFFFFFFF
)

// inkMap is what is printed on a page: levels of grey, 0 is black.
type inkMap struct {
	width, height, stride int
	grey                  []byte
}

// printed is what a page shows: its image, which fills it, and nothing else is
// painted. buf is used where it is large enough.
func (d *pdfDocument) printed(i int, buf []byte) (inkMap, error) {
	p := d.pages[i]
	if n := p.columns * p.rows; cap(buf) < n {
		buf = make([]byte, n)
	} else {
		buf = buf[:n]
	}
	z, err := zlib.NewReader(bufio.NewReaderSize(io.NewSectionReader(d.item.r, p.from, p.size), 1<<16))
	if err != nil {
		return inkMap{}, err
	}
	err = readRows(z, p.columns, p.rows, p.bits*p.channels, func(y int, row []byte) {
		out := buf[y*p.columns : (y+1)*p.columns]
		switch {
		case p.bits == 2:
			for x := range out {
				out[x] = row[x/4] >> (6 - 2*(x%4)) & 3 * 85
			}
		case p.channels == 1:
			copy(out, row)
		default:
			for x := range out {
				r, g, b := int(row[3*x]), int(row[3*x+1]), int(row[3*x+2])
				out[x] = byte((299*r + 587*g + 114*b) / 1000)
			}
		}
	})
	return inkMap{p.columns, p.rows, p.columns, buf}, err
}

// apart counts the pixels that are painted lighter or darker than everything
// around their place.
func (m inkMap) apart(painted inkMap) (n int) {
	for y := range m.height {
		a, b := m.grey[y*m.stride:][:m.width], painted.grey[y*painted.stride:][:m.width]
		for x, v := range a {
			if d := int(v) - int(b[x]); d > renderedApart || d < -renderedApart {
				low, high := m.around(x, y)
				if int(b[x]) < low-renderedApart || int(b[x]) > high+renderedApart {
					n++
				}
			}
		}
	}
	return n
}

// around is the darkest and the lightest of nine pixels.
func (m inkMap) around(x, y int) (low, high int) {
	low = 255
	for j := max(y-1, 0); j < min(y+2, m.height); j++ {
		for _, v := range m.grey[j*m.stride:][max(x-1, 0):min(x+2, m.width)] {
			low, high = min(low, int(v)), max(high, int(v))
		}
	}
	return low, high
}

// render draws a page on white, as large as its image is, and hands it to use,
// which must not keep it.
func (o *pdfOpen) render(page uint64, p pdfPage, use func(inkMap)) error {
	w, h := uint64(p.columns), uint64(p.rows)
	bitmap, err := o.Do("FPDFBitmap_CreateEx", w, h, pdfiumGray, 0, 0)
	if err != nil {
		return err
	}
	if bitmap == 0 {
		return fmt.Errorf("no memory for %d x %d pixels", w, h)
	}
	if _, err := o.Do("FPDFBitmap_FillRect", bitmap, 0, 0, w, h, pdfiumWhite); err != nil {
		return err
	}
	if _, err := o.Do("FPDF_RenderPageBitmap", bitmap, page, 0, 0, w, h, 0, 0); err != nil {
		return err
	}
	stride, err := o.Do("FPDFBitmap_GetStride", bitmap)
	if err != nil {
		return err
	}
	at, err := o.Do("FPDFBitmap_GetBuffer", bitmap)
	if err != nil {
		return err
	}
	grey, ok := o.Memory().Read(uint32(at), uint32(stride)*uint32(h))
	if !ok || stride < w {
		return errors.New("no pixels from pdfium")
	}
	use(inkMap{int(w), int(h), int(stride), grey})
	_, err = o.Do("FPDFBitmap_Destroy", bitmap)
	return err
}

// bare counts the letters and digits that stand where nothing is printed, and
// says of the first what is in its place. They are judged three together, on
// one line: an "i" that is a little beside its ink has neighbours, a hidden
// word has none.
func (m inkMap) bare(chars []readChar) (n int, first string) {
	var run []readChar
	judge := func() {
		for i := 0; i+inkRun <= len(run); {
			what := m.missing(run[i : i+inkRun])
			if what == "" {
				i++
				continue
			}
			if n == 0 {
				first = what
			}
			n += inkRun
			i += inkRun
		}
		run = run[:0]
	}
	for _, c := range chars {
		if !isLetter(c.r) {
			judge()
			continue
		}
		if !c.placed {
			// pdfium makes up no letters: one without a place is hidden.
			judge()
			if n++; n == 1 {
				first = "text that stands nowhere"
			}
			continue
		}
		if len(run) > 0 {
			if last := run[len(run)-1]; c.y0 >= last.y1 || c.y1 <= last.y0 {
				judge()
			}
		}
		run = append(run, c)
	}
	judge()
	return n, first
}

// missing says why nothing can be read where characters stand; "" if there is ink.
func (m inkMap) missing(run []readChar) string {
	box := run[0]
	for _, c := range run[1:] {
		box.x0, box.y0, box.x1, box.y1 = min(box.x0, c.x0), min(box.y0, c.y0), max(box.x1, c.x1), max(box.y1, c.y1)
	}
	x0, y0 := max(box.x0-inkMargin, 0), max(box.y0-inkMargin, 0)
	x1, y1 := min(box.x1+inkMargin, m.width), min(box.y1+inkMargin, m.height)
	if x0 >= x1 || y0 >= y1 {
		return "text outside the page"
	}
	darkest, lightest, black := byte(255), byte(0), 0
	for y := y0; y < y1; y++ {
		for _, v := range m.grey[y*m.stride+x0 : y*m.stride+x1] {
			darkest, lightest = min(darkest, v), max(lightest, v)
			if v == 0 {
				black++
			}
		}
	}
	switch {
	case 100*black >= solidShare*(x1-x0)*(y1-y0):
		return "text under a solid box"
	case int(lightest)-int(darkest) < inkSpan:
		return "text where nothing is printed"
	}
	return ""
}

package audit

import (
	"bytes"
	"io"
)

// tileScan notes of each tile whether it is all zero, which is black in every
// format of a page.
type tileScan struct {
	cols, size int // bytes of a row of a tile
	black      []bool
}

func newTileScan(width, height, bits int) *tileScan {
	t := &tileScan{cols: (width + tileSide - 1) / tileSide, size: tileSide * bits / 8}
	t.black = make([]bool, t.cols*((height+tileSide-1)/tileSide))
	for i := range t.black {
		t.black[i] = true
	}
	return t
}

func (t *tileScan) row(y int, row []byte) {
	for c := range t.cols {
		i := y/tileSide*t.cols + c
		if t.black[i] && len(bytes.TrimLeft(row[c*t.size:min((c+1)*t.size, len(row))], "\x00")) > 0 {
			t.black[i] = false
		}
	}
}

// readRows reads the filtered rows of an image of pixels of some bits and hands
// each to use, which must not keep it.
func readRows(r io.Reader, width, height, bits int, use func(y int, row []byte)) error {
	n := (width*bits + 7) / 8
	line, last := make([]byte, 1+n), make([]byte, 1+n)
	for y := range height {
		if _, err := io.ReadFull(r, line); err != nil {
			return err
		}
		row := line[1:]
		if err := unfilter(line[0], row, last[1:], max(bits/8, 1)); err != nil {
			return err
		}
		if rest := width * bits % 8; rest != 0 && row[n-1]<<rest != 0 {
			return defectAt(0, "bits beyond the right edge of row %d", y)
		}
		use(y, row)
		line, last = last, line
	}
	return nil
}

// unfilter undoes a row's filter (PNG 3, 9.2).
func unfilter(filter byte, row, up []byte, bpp int) error {
	switch filter {
	case 0:
	case 1:
		for i := bpp; i < len(row); i++ {
			row[i] += row[i-bpp]
		}
	case 2:
		for i := range row {
			row[i] += up[i]
		}
	case 3:
		for i := range row {
			left := 0
			if i >= bpp {
				left = int(row[i-bpp])
			}
			row[i] += byte((left + int(up[i])) / 2)
		}
	case 4:
		for i := range row {
			var a, c int
			if i >= bpp {
				a, c = int(row[i-bpp]), int(up[i-bpp])
			}
			row[i] += paeth(a, int(up[i]), c)
		}
	default:
		return defectAt(0, "a row's filter of kind %d", filter)
	}
	return nil
}

func paeth(a, b, c int) byte {
	distance := func(v int) int { return max(v-(a+b-c), a+b-c-v) }
	switch pa, pb, pc := distance(a), distance(b), distance(c); {
	case pa <= pb && pa <= pc:
		return byte(a)
	case pb <= pc:
		return byte(b)
	}
	return byte(c)
}

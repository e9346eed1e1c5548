package read

import "encoding/binary"

// The four levels keep what a person reads on a page and drop what a printer
// hides in it: yellow tracking dots are far above the upper threshold.

// level rounds a luminance to the nearest of 0, 85, 170 and 255.
func level(v uint8) uint8 { return uint8((int(v) + 42) / 85 * 85) }

// levels rounds full greys into a new page image.
func levels(gray []byte) []byte {
	out := make([]byte, len(gray))
	for i, v := range gray {
		out[i] = level(v)
	}
	return out
}

// luminance weighs red, green and blue as ITU-R BT.601 does, in integers, so
// that every machine gets the same value.
func luminance(r, g, b uint32) uint32 { return (299*r + 587*g + 114*b + 500) / 1000 }

// levelsOf turns rows of grey with the given stride into levels. Most of a page
// is white paper, which is copied eight pixels at a time.
func levelsOf(gray []byte, stride, width, height int) []byte {
	const white = 1<<64 - 1
	var levelOf [256]uint8
	for v := range levelOf {
		levelOf[v] = level(uint8(v))
	}
	out := make([]byte, width*height)
	for y := range height {
		row, line := gray[y*stride:][:width], out[y*width:][:width]
		for len(row) >= 8 {
			if binary.LittleEndian.Uint64(row) == white {
				binary.LittleEndian.PutUint64(line, white)
			} else {
				for x, v := range row[:8] {
					line[x] = levelOf[v]
				}
			}
			row, line = row[8:], line[8:]
		}
		for x, v := range row {
			line[x] = levelOf[v]
		}
	}
	return out
}

// rowsOf copies rows of grey with the given stride.
func rowsOf(gray []byte, stride, width, height int) []byte {
	out := make([]byte, 0, width*height)
	for y := range height {
		out = append(out, gray[y*stride:][:width]...)
	}
	return out
}

// hasInk reports whether any pixel is not white.
func hasInk(gray []byte) bool {
	for _, v := range gray {
		if v != 255 {
			return true
		}
	}
	return false
}

package read

// The four levels keep what a person reads on a page and drop what a printer
// hides in it: yellow tracking dots are far above the upper threshold.

// level rounds a luminance to the nearest of 0, 85, 170 and 255.
func level(v uint8) uint8 { return uint8((int(v) + 42) / 85 * 85) }

// luminance weighs red, green and blue as ITU-R BT.601 does, in integers, so
// that every machine gets the same value.
func luminance(r, g, b uint32) uint32 { return (299*r + 587*g + 114*b + 500) / 1000 }

// grayOfBGRX turns width x height pixels of four bytes (blue, green, red,
// unused) with the given stride into levels.
func grayOfBGRX(data []byte, stride, width, height int) []byte {
	out := make([]byte, width*height)
	for y := range height {
		row := data[y*stride : y*stride+4*width]
		line := out[y*width : (y+1)*width]
		for x := range line {
			p := row[4*x : 4*x+4 : 4*x+4]
			line[x] = level(uint8(luminance(uint32(p[2]), uint32(p[1]), uint32(p[0]))))
		}
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

package ocr

// noisy tells whether a page is covered with noise. Letters are little of a
// page, and most of their pixels have one like them beside; in noise most
// pixels stand out from both neighbours.
func noisy(m Image) bool {
	seen, off := 0, 0
	for y := 0; y < m.Height; y += 4 {
		row := m.Gray[y*m.Width : (y+1)*m.Width]
		for x := 1; x+1 < len(row); x++ {
			a, v, b := int(row[x-1]), int(row[x]), int(row[x+1])
			middle := max(min(a, b), min(max(a, b), v))
			seen++
			if v-middle > noiseLevel || middle-v > noiseLevel {
				off++
			}
		}
	}
	return float64(off) > noisyShare*float64(seen)
}

// bilevel tells whether a page was cut to black and white. Enlarged as it is, the
// steps of its edges look like parts of letters.
func bilevel(m Image) bool {
	seen, grey := 0, 0
	for y := 0; y < m.Height; y += 4 {
		for _, v := range m.Gray[y*m.Width : (y+1)*m.Width] {
			seen++
			if v >= darkLevel && v <= 255-darkLevel {
				grey++
			}
		}
	}
	return float64(grey) <= greyShare*float64(seen)
}

// smooth mixes every pixel with the eight around it, the nearer ones more. The
// edge of one pixel is left as it is. A median of the nine would keep edges
// sharper, but it eats the thin strokes and the accents of a coarse scan.
func smooth(m Image) Image {
	out := m
	out.Gray = make([]byte, len(m.Gray))
	copy(out.Gray, m.Gray)
	w := m.Width
	for y := 1; y+1 < m.Height; y++ {
		above, here, below := m.Gray[(y-1)*w:y*w], m.Gray[y*w:(y+1)*w], m.Gray[(y+1)*w:(y+2)*w]
		row := out.Gray[y*w : (y+1)*w]
		column := func(x int) uint32 { return uint32(above[x]) + 2*uint32(here[x]) + uint32(below[x]) }
		for x := 1; x+1 < w; x++ {
			row[x] = byte((column(x-1) + 2*column(x) + column(x+1) + 8) / 16)
		}
	}
	return out
}

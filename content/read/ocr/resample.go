package ocr

import "math"

const (
	phases     = 64      // places between two pixels
	weightUnit = 1 << 10 // the four weights of one place together
	fixedOne   = 1 << 16 // one pixel
)

// catmullRom are the weights of the four pixels around each place between two.
// They are made in integers, so that every machine gets the same image.
func catmullRom() (weights [phases][4]int32) {
	const cube = 2 * phases * phases * phases
	for i := range phases {
		t, n := i, phases
		w := [4]int{
			-t*t*t + 2*t*t*n - t*n*n,
			3*t*t*t - 5*t*t*n + 2*n*n*n,
			-3*t*t*t + 4*t*t*n + t*n*n,
			t*t*t - t*t*n,
		}
		sum := int32(0)
		for k, v := range w {
			weights[i][k] = int32(math.Floor(float64(v)*weightUnit/cube + 0.5))
			sum += weights[i][k]
		}
		weights[i][1] += weightUnit - sum
	}
	return weights
}

// resample turns and enlarges in one step. Beyond the edge of the page its last
// pixels go on, so that no edge is drawn.
func (r recipe) resample(img Image) Image {
	w, h := r.size(img.Width, img.Height)
	out := Image{Gray: make([]byte, w*h), Width: w, Height: h, DPI: img.DPI * r.scale}
	weights := catmullRom()
	sin, cos := math.Sincos(r.skew * math.Pi / 180)
	stepX := int64(math.Round(cos / float64(r.scale) * fixedOne))
	stepY := int64(math.Round(sin / float64(r.scale) * fixedOne))
	p := prepared{out, r}
	for y := range h {
		sx, sy := p.source(0.5, float64(y)+0.5, img)
		fx, fy := int64(math.Round((sx-0.5)*fixedOne)), int64(math.Round((sy-0.5)*fixedOne))
		row := out.Gray[y*w : (y+1)*w]
		for x := range row {
			row[x] = img.cubic(&weights, fx, fy)
			fx, fy = fx+stepX, fy+stepY
		}
	}
	return out
}

// cubic mixes the sixteen pixels around a place in 1/65536 of a pixel.
func (m Image) cubic(weights *[phases][4]int32, fx, fy int64) byte {
	x, y := int(fx>>16)-1, int(fy>>16)-1
	wx := &weights[(fx&(fixedOne-1))*phases/fixedOne]
	wy := &weights[(fy&(fixedOne-1))*phases/fixedOne]
	var sum int32
	if x >= 0 && y >= 0 && x+4 <= m.Width && y+4 <= m.Height {
		for k := range 4 {
			p := m.Gray[(y+k)*m.Width+x:][:4]
			sum += wy[k] * ((wx[0]*int32(p[0]) + wx[1]*int32(p[1]) + wx[2]*int32(p[2]) + wx[3]*int32(p[3])) >> 4)
		}
	} else {
		for k := range 4 {
			line := min(max(y+k, 0), m.Height-1) * m.Width
			var s int32
			for l := range 4 {
				s += wx[l] * int32(m.Gray[line+min(max(x+l, 0), m.Width-1)])
			}
			sum += wy[k] * (s >> 4)
		}
	}
	return byte(min(max((sum+1<<15)>>16, 0), 255))
}

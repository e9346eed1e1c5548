package read

import "math"

// density is the resolution that a file claims, in dots per inch; 0 where it
// claims none.
type density struct{ x, y float64 }

// perMetre, perCentimetre and perInch read the units of the formats.
func perMetre(x, y uint32) density       { return density{float64(x) * 0.0254, float64(y) * 0.0254} }
func perCentimetre(x, y float64) density { return density{x * 2.54, y * 2.54} }

// believed returns the resolution of a page image. A claim is believed where a
// scanner or a camera can have meant it: 72 to 1200, square pixels, and a sheet
// no larger than A3, because 72 and 96 are what programs write that know none.
func (d density) believed(w, h int) int {
	const a3 = 17.0 // inches, the longer side
	dpi := int(math.Round(d.x))
	square := math.Abs(d.x-d.y) < 1.5
	if dpi < 72 || dpi > 1200 || !square || float64(max(w, h)) > a3*float64(dpi) {
		return pdfDPI
	}
	return dpi
}

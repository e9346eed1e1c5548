package readtest

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"unicode/utf16"
)

// onePixelPNG is the smallest picture there is, with nothing on it: ink would
// be an unread region.
func onePixelPNG() string {
	img := image.NewGray(image.Rect(0, 0, 1, 1))
	img.SetGray(0, 0, color.Gray{Y: 255})
	var b bytes.Buffer
	must(png.Encode(&b, img))
	return b.String()
}

// twoPixelPNG is a picture of which one half can be cropped away.
func twoPixelPNG() string {
	img := image.NewGray(image.Rect(0, 0, 2, 1))
	img.SetGray(0, 0, color.Gray{Y: 40})
	img.SetGray(1, 0, color.Gray{Y: 200})
	var b bytes.Buffer
	must(png.Encode(&b, img))
	return b.String()
}

// utf16LE is text as Windows programs keep it.
func utf16LE(s string) string {
	var b bytes.Buffer
	for _, u := range utf16.Encode([]rune(s)) {
		b.Write([]byte{byte(u), byte(u >> 8)})
	}
	return b.String()
}

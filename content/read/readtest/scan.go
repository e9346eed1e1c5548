package readtest

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"slices"
)

// scans are images with something in the file that is not in the picture. The
// picture itself has no words: it is a drawing of a fence.
func scans() []Fixture {
	exif := exifBlock("KANAREK402 Jiřina Kopřivová", "KANAREK403", "KANAREK404")
	image := func(name, format, hidden, canary string, data []byte) Fixture {
		return Fixture{Name: name, Format: format, Hidden: hidden, Canary: canary, Data: data}
	}
	return slices.Concat([]Fixture{
		image("cisty-plot.png", "image", "", "", pngFile()),
		image("cisty-plot.jpg", "image", "", "", jpegFile()),
		image("png-text.png", "image", "metadata", "KANAREK411", pngFile(pngChunk("tEXt", []byte("Author\x00KANAREK411")))),
		image("png-ztxt.png", "image", "metadata", "KANAREK412", pngFile(pngChunk("zTXt", append([]byte("Comment\x00\x00"), zlibOf("KANAREK412 pod plotem")...)))),
		image("png-itxt.png", "image", "metadata", "KANAREK413", pngFile(pngChunk("iTXt", []byte("Title\x00\x00\x00hu\x00Cím\x00Kerítés KANAREK413 őre")))),
		image("png-xmp.png", "image", "metadata", "KANAREK414", pngFile(pngChunk("iTXt", []byte("XML:com.adobe.xmp\x00\x00\x00\x00\x00"+xmp("KANAREK414"))))),
		image("png-exif.png", "image", "metadata", "KANAREK402", pngFile(pngChunk("eXIf", exif))),
		image("png-cas.png", "image", "metadata", "2024-03-12", pngFile(pngChunk("tIME", []byte{7, 232, 3, 12, 9, 15, 0}))),
		image("png-neznamy.png", "image", "unknown-part", "KANAREK415", pngFile(pngChunk("pvTe", []byte("KANAREK415 tajne")))),
		image("png-za-koncem.png", "image", "unknown-part", "KANAREK416", append(pngFile(), "KANAREK416 za plotem"...)),
		image("png-alfa.png", "image", "unknown-part", "alpha channel", alphaPNG()),
		image("jpeg-exif.jpg", "image", "metadata", "KANAREK402", jpegFile(segment(0xE1, "Exif\x00\x00"+string(exif)))),
		image("jpeg-gps.jpg", "image", "metadata", "49.50000 N", jpegFile(segment(0xE1, "Exif\x00\x00"+string(exif)))),
		image("jpeg-vyrobce.jpg", "image", "metadata", "KANAREK403", jpegFile(segment(0xE1, "Exif\x00\x00"+string(exif)))),
		image("jpeg-nahled.jpg", "image", "thumbnail", "small picture", jpegFile(segment(0xE1, "Exif\x00\x00"+string(exif)))),
		image("jpeg-jfif-nahled.jpg", "image", "thumbnail", "", jpegFile(segment(0xE0, "JFIF\x00\x01\x02\x01\x00\xC8\x00\xC8\x01\x01\x00\x00\x00"))),
		image("jpeg-xmp.jpg", "image", "metadata", "KANAREK421", jpegFile(segment(0xE1, "http://ns.adobe.com/xap/1.0/\x00"+xmp("KANAREK421")))),
		image("jpeg-iptc.jpg", "image", "metadata", "KANAREK422", jpegFile(segment(0xED, "Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x0F\x1C\x02\x50\x00\x0AKANAREK422\x00"))),
		image("jpeg-komentar.jpg", "image", "metadata", "KANAREK423", jpegFile(segment(0xFE, "KANAREK423 fotil soused"))),
		image("jpeg-neznamy.jpg", "image", "unknown-part", "KANAREK424", jpegFile(segment(0xEB, "HDR_RI\x00KANAREK424"))),
		image("jpeg-za-koncem.jpg", "image", "unknown-part", "KANAREK425", append(jpegFile(), "KANAREK425 a druhá fotka"...)),
	}, tiffs())
}

// fence is the picture.
func fence() *image.Gray {
	m := image.NewGray(image.Rect(0, 0, 120, 80))
	for y := range 80 {
		for x := range 120 {
			v := uint8(255)
			if y > 20 && (x%16 < 7 || y%24 < 5) {
				v = 40
			}
			m.SetGray(x, y, color.Gray{Y: v})
		}
	}
	return m
}

// pngFile is the fence with chunks before its pixels.
func pngFile(chunks ...[]byte) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, fence()); err != nil {
		panic(err) // a buffer takes everything
	}
	const header = 8 + 25 // signature and IHDR
	return slices.Concat(b.Bytes()[:header], slices.Concat(chunks...), b.Bytes()[header:])
}

// alphaPNG has a picture under pixels that are wholly transparent.
func alphaPNG() []byte {
	m := image.NewNRGBA(image.Rect(0, 0, 120, 80))
	for y := range 80 {
		for x := range 120 {
			m.SetNRGBA(x, y, color.NRGBA{R: 255, G: 255, B: 255})
			if x > 20 && x < 60 && y > 20 && y < 50 {
				m.SetNRGBA(x, y, color.NRGBA{R: 30, G: 30, B: 30})
			}
			if y > 60 {
				m.SetNRGBA(x, y, color.NRGBA{A: 255})
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		panic(err) // a buffer takes everything
	}
	return b.Bytes()
}

// jpegFile is the fence with segments behind its beginning.
func jpegFile(segments ...[]byte) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, fence(), &jpeg.Options{Quality: 90}); err != nil {
		panic(err) // a buffer takes everything
	}
	return slices.Concat(b.Bytes()[:2], slices.Concat(segments...), b.Bytes()[2:])
}

package read

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"io"
)

// hiddenInPNG names the chunks that are not the picture (PNG, third edition,
// section 11) and returns the resolution that the file claims. The picture was
// decoded before, so that the chunks up to its end are whole.
func hiddenInPNG(doc *Document, data []byte) (d density) {
	rest := data[8:]
	for len(rest) >= 12 {
		n := int64(binary.BigEndian.Uint32(rest))
		if n > int64(len(rest)-12) {
			break
		}
		name, body := string(rest[4:8]), rest[8:8+n]
		rest = rest[12+n:]
		if name == "pHYs" && n == 9 && body[8] == 1 {
			d = perMetre(binary.BigEndian.Uint32(body), binary.BigEndian.Uint32(body[4:]))
		}
		hiddenChunk(doc, name, body)
		if name == "IEND" {
			break
		}
	}
	hiddenTrail(doc, rest)
	return d
}

// hiddenTrail names what stands behind the end of the picture.
func hiddenTrail(doc *Document, trail []byte) {
	if len(trail) > 0 {
		doc.hide(Hidden{Kind: HiddenUnknownPart, Where: "behind the end of the image", Count: len(trail), Unit: "bytes", Excerpt: legible(trail)})
	}
}

func hiddenChunk(doc *Document, name string, body []byte) {
	switch name {
	case "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs", "hIST", "sPLT", "cICP", "mDCV", "cLLI":
	case "tEXt", "zTXt", "iTXt":
		hiddenPNGText(doc, name, body)
	case "eXIf":
		hiddenInEXIF(doc, body)
	case "tIME":
		if len(body) == 7 {
			date := fmt.Sprintf("%04d-%02d-%02d %02d:%02d:%02d", binary.BigEndian.Uint16(body), body[2], body[3], body[4], body[5], body[6])
			doc.hide(Hidden{Kind: HiddenMetadata, Where: "PNG, last change", Count: 1, Excerpt: date})
		}
	case "acTL", "fcTL", "fdAT":
		doc.hide(Hidden{Kind: HiddenUnknownPart, Where: "PNG, further pictures of an animation", Count: len(body), Unit: "bytes"})
	default:
		doc.hide(Hidden{Kind: HiddenUnknownPart, Where: fmt.Sprintf("PNG, chunk %q", name), Count: max(len(body), 1), Unit: "bytes", Excerpt: legible(body)})
	}
}

// hiddenPNGText names a text: a keyword, a NUL, and the text in the way of its
// kind.
func hiddenPNGText(doc *Document, kind string, body []byte) {
	keyword, rest, _ := bytes.Cut(body, []byte{0})
	text, xmp := "", string(keyword) == "XML:com.adobe.xmp"
	switch kind {
	case "tEXt":
		text = latin1(rest)
	case "zTXt":
		if len(rest) > 0 {
			text = latin1(unpacked(rest[1:]))
		}
	case "iTXt": // flag, method, language, translated keyword, text in UTF-8
		if len(rest) >= 2 {
			packed := rest[0] == 1
			_, rest, _ = bytes.Cut(rest[2:], []byte{0})
			_, rest, _ = bytes.Cut(rest, []byte{0})
			if packed {
				rest = unpacked(rest)
			}
			text = printable(rest[:min(len(rest), maxTextChunk)])
			if xmp {
				text = xmpText(rest)
			}
		}
	}
	where := fmt.Sprintf("PNG, text %q", cutBytes(latin1(keyword), 79))
	if xmp {
		where = "XMP"
	}
	doc.hide(Hidden{Kind: HiddenMetadata, Where: where, Count: max(len(rest), 1), Unit: "bytes", Excerpt: text})
}

// unpacked inflates the beginning of a text, as far as it is whole.
func unpacked(packed []byte) []byte {
	z, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil
	}
	out, _ := io.ReadAll(io.LimitReader(z, maxTextChunk)) // a damaged end is no reason to hide the beginning
	return out
}

func latin1(b []byte) string {
	b = b[:min(len(b), maxTextChunk)]
	runes := make([]rune, len(b))
	for i, c := range b {
		runes[i] = rune(c)
	}
	return printable([]byte(string(runes)))
}

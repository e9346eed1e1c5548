package read

import (
	"bytes"
	"encoding/binary"
	"fmt"
)

// hiddenInJPEG names the segments that are not the picture (ITU-T T.81, annex
// B) and returns the resolution that the file claims: JFIF's, else EXIF's.
func hiddenInJPEG(doc *Document, data []byte) density {
	var jfif, exif density
	p := 2
	for p+2 <= len(data) {
		if data[p] != 0xFF { // the picture's own data, or something between segments
			next := bytes.IndexByte(data[p:], 0xFF)
			if next < 0 {
				break
			}
			p += next
			continue
		}
		switch marker := data[p+1]; {
		case marker == 0xD9:
			hiddenTrail(doc, data[p+2:])
			return jfif.or(exif)
		case marker == 0xFF: // filling
			p++
		case marker == 0 || marker == 1 || marker >= 0xD0 && marker <= 0xD8: // no segments
			p += 2
		default:
			if p+4 > len(data) {
				return jfif.or(exif)
			}
			size := int(binary.BigEndian.Uint16(data[p+2:]))
			if size < 2 || p+2+size > len(data) {
				return jfif.or(exif)
			}
			hiddenSegment(doc, marker, data[p+4:p+2+size], &jfif, &exif)
			p += 2 + size
		}
	}
	return jfif.or(exif)
}

// or returns o where d claims nothing.
func (d density) or(o density) density {
	if d.x == 0 {
		return o
	}
	return d
}

func hiddenSegment(doc *Document, marker byte, body []byte, jfif, exif *density) {
	name, rest, _ := bytes.Cut(body, []byte{0})
	item := Hidden{Kind: HiddenUnknownPart, Where: fmt.Sprintf("JPEG, segment %d %q", marker-0xE0, cutBytes(printable(name), 40)), Count: max(len(body), 1), Unit: "bytes"}
	switch {
	case marker == 0xFE:
		doc.hide(Hidden{Kind: HiddenMetadata, Where: "JPEG, comment", Count: max(len(body), 1), Unit: "bytes", Excerpt: printable(body)})
		return
	case marker < 0xE0 || marker > 0xEF:
		return // tables and frames of the picture
	case marker == 0xE0 && string(name) == "JFIF" && len(body) >= 14:
		*jfif = jfifDensity(body)
		if body[12] == 0 || body[13] == 0 {
			return
		}
		item.Kind, item.Where = HiddenThumbnail, "JPEG, JFIF"
	case marker == 0xE0 && string(name) == "JFXX":
		item.Kind, item.Where = HiddenThumbnail, "JPEG, JFIF extension"
	case marker == 0xE1 && string(name) == "Exif" && len(rest) > 0:
		*exif = hiddenInEXIF(doc, rest[1:])
		return
	case marker == 0xE1 && bytes.HasPrefix(name, []byte("http://ns.adobe.com/xap/")), marker == 0xE1 && bytes.HasPrefix(name, []byte("http://ns.adobe.com/xmp/")):
		item.Kind, item.Where, item.Excerpt = HiddenMetadata, "XMP", xmpText(rest)
	case marker == 0xE2 && string(name) == "ICC_PROFILE", marker == 0xEE && bytes.HasPrefix(body, []byte("Adobe")):
		return // how colours are meant
	case marker == 0xED && string(name) == "Photoshop 3.0":
		hiddenPhotoshop(doc, rest)
		return
	default:
		item.Excerpt = legible(rest)
	}
	doc.hide(item)
}

// jfifDensity reads the units: 1 per inch, 2 per centimetre (JFIF 1.02).
func jfifDensity(body []byte) density {
	x, y := float64(binary.BigEndian.Uint16(body[8:])), float64(binary.BigEndian.Uint16(body[10:]))
	switch body[7] {
	case 1:
		return density{x, y}
	case 2:
		return perCentimetre(x, y)
	}
	return density{}
}

// hiddenPhotoshop walks through image resources: "8BIM", a number, a name, a
// length, data. Those that say how to print are left out.
func hiddenPhotoshop(doc *Document, b []byte) {
	for len(b) >= 12 && bytes.HasPrefix(b, []byte("8BIM")) {
		id := binary.BigEndian.Uint16(b[4:])
		name := 1 + int(b[6])
		name += name % 2
		if 6+name+4 > len(b) {
			return
		}
		n := int64(binary.BigEndian.Uint32(b[6+name:]))
		b = b[6+name+4:]
		if n > int64(len(b)) {
			n = int64(len(b))
		}
		body := b[:n]
		b = b[min(n+n%2, int64(len(b))):]
		item := Hidden{Kind: HiddenUnknownPart, Where: fmt.Sprintf("JPEG, Photoshop resource 0x%04X", id), Count: max(len(body), 1), Unit: "bytes", Excerpt: legible(body)}
		switch id {
		case 0x0404:
			item.Kind, item.Where, item.Excerpt = HiddenMetadata, "IPTC", iptcText(body)
		case 0x0409, 0x040C:
			item.Kind, item.Excerpt = HiddenThumbnail, ""
		case 0x03ED, 0x03F3, 0x0406, 0x040F, 0x0425: // resolution, print flags, quality, profile, digest
			continue
		}
		doc.hide(item)
	}
}

// iptcText reads the texts of IPTC data sets: 0x1C, record, number, length.
func iptcText(b []byte) string {
	var text []byte
	for len(b) >= 5 && b[0] == 0x1C {
		n := int(binary.BigEndian.Uint16(b[3:]))
		if n > len(b)-5 {
			break
		}
		if b[1] == 2 && b[2] != 0 { // the application record, without its version
			text = append(append(text, b[5:5+n]...), ' ')
		}
		b = b[5+n:]
	}
	return printable(text)
}

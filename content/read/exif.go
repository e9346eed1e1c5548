package read

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// exifName is what an officer knows an entry by.
func exifName(tag uint16) string {
	switch tag {
	case 0x010D:
		return "document name"
	case 0x010E:
		return "description"
	case 0x010F:
		return "maker"
	case 0x0110:
		return "model"
	case 0x011D:
		return "page name"
	case 0x0131:
		return "software"
	case 0x0132, 0x9003, 0x9004:
		return "date"
	case 0x013B, 0xA430:
		return "author"
	case 0x013C:
		return "computer"
	case 0x8298:
		return "copyright"
	case 0x9286, 0x9C9C:
		return "comment"
	case 0xA431, 0xA435, 0xC62F:
		return "serial number"
	case 0x9C9B:
		return "title"
	case 0x9C9D:
		return "author"
	}
	return fmt.Sprintf("entry 0x%04X", tag)
}

// technical entries say how the pixels are stored and shown, and no more.
func technical(tag uint16) bool {
	switch tag {
	case 0x00FE, 0x00FF, 0x0100, 0x0101, 0x0102, 0x0103, 0x0106, 0x0107, 0x010A, 0x0111, 0x0112, 0x0115, 0x0116, 0x0117,
		0x0118, 0x0119, 0x011A, 0x011B, 0x011C, 0x0124, 0x0125, 0x0128, 0x0129, 0x012D, 0x013D, 0x013E, 0x013F, 0x0140,
		0x0142, 0x0143, 0x0144, 0x0145, 0x0152, 0x0153, 0x0154, 0x0155, 0x015B, 0x0201, 0x0202, 0x0211, 0x0212, 0x0213,
		0x0214, 0x8769, 0x8773, 0x8825, 0x9000, 0x9101, 0xA000, 0xA001, 0xA002, 0xA003, 0xA005:
		return true
	}
	return false
}

// hiddenInEXIF names what an EXIF block says beyond how to show the picture,
// and returns the resolution it claims.
func hiddenInEXIF(doc *Document, block []byte) (d density) {
	t, first, ok := openTIFF(block)
	if !ok {
		doc.hide(Hidden{Kind: HiddenUnknownPart, Where: "EXIF", Count: len(block), Unit: "bytes", Excerpt: legible(block)})
		return d
	}
	entries, second, ok := t.directory(first)
	if !ok {
		doc.hide(Hidden{Kind: HiddenUnknownPart, Where: "EXIF, damaged", Count: len(block), Unit: "bytes", Excerpt: legible(block)})
		return d
	}
	hiddenEntries(doc, t, entries, "EXIF")
	if thumbnail, _, ok := t.directory(second); ok {
		doc.hide(Hidden{Kind: HiddenThumbnail, Where: "EXIF", Count: thumbnailBytes(t, thumbnail), Unit: "bytes", Excerpt: "a small picture of how the image once looked"})
		hiddenEntries(doc, t, thumbnail, "EXIF of the thumbnail")
	}
	return t.density(entries)
}

// hiddenEntries names the entries of one directory and of those it points to.
func hiddenEntries(doc *Document, t tiffBlock, entries []tiffEntry, where string) {
	others := 0
	for _, e := range entries {
		text := t.text(e)
		switch {
		case e.tag == 0x8769:
			if sub, _, ok := t.directory(t.number(e)); ok {
				hiddenSub(doc, t, sub, where)
			}
		case e.tag == 0x8825:
			if sub, _, ok := t.directory(t.number(e)); ok {
				hiddenPlace(doc, t, sub, where)
			}
		case technical(e.tag):
		case e.tag == 0x02BC:
			doc.hide(Hidden{Kind: HiddenMetadata, Where: where + ", XMP", Count: len(e.value), Unit: "bytes", Excerpt: xmpText(e.value)})
		case e.tag == 0x83BB || e.tag == 0x8649:
			doc.hide(Hidden{Kind: HiddenMetadata, Where: where + ", IPTC", Count: len(e.value), Unit: "bytes", Excerpt: legible(e.value)})
		case e.tag == 0x014A:
			doc.hide(Hidden{Kind: HiddenThumbnail, Where: where + ", further pictures", Count: int(e.count), Excerpt: "other versions of the page"})
		case e.tag == 0x927C:
			doc.hide(Hidden{Kind: HiddenMetadata, Where: where + ", maker note", Count: len(e.value), Unit: "bytes", Excerpt: legible(e.value)})
		case text != "":
			doc.hideText(HiddenMetadata, where+", "+exifName(e.tag), text)
		case e.kind == 7 && len(e.value) > 64 || e.tag >= 0x8000 && len(e.value) > 64:
			doc.hide(Hidden{Kind: HiddenUnknownPart, Where: where + ", " + exifName(e.tag), Count: len(e.value), Unit: "bytes", Excerpt: legible(e.value)})
		default:
			others++
		}
	}
	if others > 0 {
		doc.hide(Hidden{Kind: HiddenMetadata, Where: where, Count: others, Unit: "entries", Excerpt: "how the picture was taken"})
	}
}

// hiddenSub keeps the EXIF directory from being followed twice.
func hiddenSub(doc *Document, t tiffBlock, entries []tiffEntry, where string) {
	kept := entries[:0:0]
	for _, e := range entries {
		if e.tag != 0x8769 && e.tag != 0x8825 {
			kept = append(kept, e)
		}
	}
	hiddenEntries(doc, t, kept, where)
}

// hiddenPlace names where a picture was taken (Exif 2.3, 4.6.6).
func hiddenPlace(doc *Document, t tiffBlock, entries []tiffEntry, where string) {
	place := ""
	for i, e := range entries {
		switch e.tag {
		case 2, 4:
			degrees := 0.0
			for k, v := range t.rationals(e, 3) {
				degrees += v / []float64{1, 60, 3600}[k]
			}
			place += strconv.FormatFloat(degrees, 'f', 5, 64)
			if i > 0 && entries[i-1].tag == e.tag-1 {
				place += " " + t.text(entries[i-1])
			}
			place += " "
		case 1, 3:
		default:
			if text := t.text(e); text != "" {
				place += text + " "
			}
		}
	}
	doc.hide(Hidden{Kind: HiddenMetadata, Where: where + ", place (GPS)", Count: len(entries), Unit: "entries", Excerpt: place})
}

func thumbnailBytes(t tiffBlock, entries []tiffEntry) int {
	for _, e := range entries {
		if e.tag == 0x0202 || e.tag == 0x0117 {
			return max(int(t.number(e)), 1)
		}
	}
	return 1
}

// density reads the resolution tags (TIFF 6.0, section 8).
func (t tiffBlock) density(entries []tiffEntry) density {
	unit, x, y := uint32(2), 0.0, 0.0
	for _, e := range entries {
		switch r := t.rationals(e, 1); {
		case e.tag == 0x011A && len(r) > 0:
			x = r[0]
		case e.tag == 0x011B && len(r) > 0:
			y = r[0]
		case e.tag == 0x0128:
			unit = t.number(e)
		}
	}
	switch unit {
	case 2:
		return density{x, y}
	case 3:
		return perCentimetre(x, y)
	}
	return density{}
}

// xmpText is the text of an XMP packet without its markup, and the values of
// its attributes.
func xmpText(packet []byte) string {
	out := make([]byte, 0, min(len(packet), maxFieldBytes))
	inTag, quote := false, byte(0)
	for _, c := range packet[:min(len(packet), maxTextChunk)] {
		switch {
		case inTag && quote == 0 && (c == '"' || c == '\''):
			quote = c
			out = append(out, ' ')
		case inTag && quote == c:
			quote = 0
		case inTag && quote == 0 && c == '>':
			inTag = false
			out = append(out, ' ')
		case !inTag && c == '<':
			inTag = true
		case !inTag || quote != 0:
			out = append(out, c)
		}
	}
	return strings.Join(slices.DeleteFunc(strings.Fields(printable(out)), isNamespace), " ")
}

// isNamespace tells the names of XML's vocabularies from what was written.
func isNamespace(word string) bool {
	return strings.HasPrefix(word, "http") && (strings.HasSuffix(word, "/") || strings.HasSuffix(word, "#"))
}

package read

import (
	"bytes"
	"encoding/binary"
)

// exifOrientation returns the value of tag 0x0112 of a JPEG's EXIF block, 1 to
// 8 (TIFF 6.0, Exif 2.3 4.6.4), or 1 if there is none that can be read.
func exifOrientation(data []byte) int {
	for p := 2; p+4 <= len(data) && data[p] == 0xFF; {
		marker, size := data[p+1], int(binary.BigEndian.Uint16(data[p+2:]))
		if marker == 0xDA || size < 2 || p+2+size > len(data) {
			return 1 // the pixels begin, or the segment is cut off
		}
		body := data[p+4 : p+2+size]
		if marker == 0xE1 && bytes.HasPrefix(body, []byte("Exif\x00\x00")) {
			return tiffOrientation(body[6:])
		}
		p += 2 + size
	}
	return 1
}

// tiffOrientation looks through the first directory only and follows nothing.
func tiffOrientation(t []byte) int {
	if len(t) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.LittleEndian
	switch string(t[:4]) {
	case "II*\x00":
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return 1
	}
	at := int64(order.Uint32(t[4:]))
	if at+2 > int64(len(t)) {
		return 1
	}
	entries := t[at+2:]
	for range min(int(order.Uint16(t[at:])), maxEXIFEntries) {
		if len(entries) < 12 {
			return 1
		}
		if order.Uint16(entries) == 0x0112 && order.Uint16(entries[2:]) == 3 {
			if v := int(order.Uint16(entries[8:])); v >= 1 && v <= 8 {
				return v
			}
			return 1
		}
		entries = entries[12:]
	}
	return 1
}

// turn makes a page upright for an EXIF orientation.
func turn(p Page, orientation int) Page {
	if orientation <= 1 || orientation > 8 {
		return p
	}
	w, h := p.Width, p.Height
	out := p
	if orientation >= 5 {
		out.Width, out.Height = h, w
	}
	out.Gray = make([]byte, len(p.Gray))
	for y := range out.Height {
		for x := range out.Width {
			sx, sy := x, y
			switch orientation {
			case 2: // mirrored
				sx = w - 1 - x
			case 3: // upside down
				sx, sy = w-1-x, h-1-y
			case 4: // mirrored and upside down
				sy = h - 1 - y
			case 5: // transposed
				sx, sy = y, x
			case 6: // to be turned clockwise
				sx, sy = y, h-1-x
			case 7: // transposed over the other diagonal
				sx, sy = w-1-y, h-1-x
			case 8: // to be turned counter-clockwise
				sx, sy = w-1-y, x
			}
			out.Gray[y*out.Width+x] = p.Gray[sy*w+sx]
		}
	}
	return out
}

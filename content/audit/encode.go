package audit

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
)

// addEncoded adds the byte patterns that show that data holds form: UTF-16,
// Windows-1250 and ISO-8859-2, hex and base64. wide adds hex and base64 of
// UTF-16LE.
func (p *patterns) addEncoded(id int32, form string, wide bool) {
	raw := []byte(form)
	le, be := utf16Bytes(form)
	p.addBytes(id, le)
	p.addBytes(id, be)
	for _, cs := range [...]*charmap.Charmap{charmap.Windows1250, charmap.ISO8859_2} {
		if b, ok := encodeIn(cs, form); ok && !bytes.Equal(b, raw) {
			p.addBytes(id, b)
		}
	}
	if len(raw) < minEncoded {
		return
	}
	p.addHex(id, raw)
	p.addHex(id, be) // a PDF's <FEFF...>
	p.addBase64(id, raw)
	if wide {
		p.addHex(id, le)
		p.addBase64(id, le)
	}
}

// encodeIn writes a text in an older encoding; false where it has not all letters.
func encodeIn(cs *charmap.Charmap, text string) ([]byte, bool) {
	out := make([]byte, 0, len(text))
	for _, r := range text {
		b, ok := cs.EncodeRune(r)
		if !ok {
			return nil, false
		}
		out = append(out, b)
	}
	return out, true
}

func (p *patterns) addBytes(id int32, b []byte) {
	if len(b) >= minEncoded {
		p.encoded.add(b, id, rule{})
	}
}

// addHex looks for hex among letters and digits: in either case, in groups, and
// across lines.
func (p *patterns) addHex(id int32, b []byte) {
	var space [256]byte
	p.letters.add(hex.AppendEncode(space[:0], b), id, rule{})
}

func (p *patterns) addBase64(id int32, b []byte) {
	var space [512]byte
	for shift := range 3 {
		p.addBytes(id, base64Core(space[:0], b, shift, base64.StdEncoding))
		p.addBytes(id, base64Core(space[:0], b, shift, base64.URLEncoding))
	}
}

// base64Core is the part of the encoding of any data that holds b at an offset of
// shift modulo 3 which depends on b alone. It may use the memory of space.
func base64Core(space, b []byte, shift int, enc *base64.Encoding) []byte {
	var held [256]byte
	padded := append(append(held[:0], make([]byte, shift)...), b...)
	text := enc.AppendEncode(space, padded)
	first := [...]int{0, 2, 3}[shift] // characters that mix in the bytes before
	whole := len(padded) * 8 / 6      // characters that do not mix in bytes after
	return text[first:whole]
}

func utf16Bytes(s string) (le, be []byte) {
	le, be = make([]byte, 0, 2*len(s)), make([]byte, 0, 2*len(s))
	var units [2]uint16
	for _, r := range s {
		for _, u := range utf16.AppendRune(units[:0], r) {
			le, be = append(le, byte(u), byte(u>>8)), append(be, byte(u>>8), byte(u))
		}
	}
	return le, be
}

// addDigests adds the first bytes of every digest, raw, in hex and in base64.
func (p *patterns) addDigests(private []Private) {
	names := map[int]string{16: "MD5", 20: "SHA-1", 32: "SHA-256", 64: "SHA-512"}
	for _, x := range private {
		for _, sum := range x.Sums {
			if len(sum) < digestBytes {
				continue
			}
			name := names[len(sum)]
			if name == "" {
				name = "digest"
			}
			id := p.subject(subject{check: CheckDigests, caseID: x.Case, document: x.Document, what: name + " of " + x.What})
			first := sum[:digestBytes]
			p.addBytes(id, first)
			p.addHex(id, first)
			p.addBase64(id, first)
		}
	}
}

package audit

import (
	"bytes"
	"encoding/binary"
	"strconv"
	"unicode/utf16"
)

// codeRange is the characters that a map gives to the codes first..last.
type codeRange struct {
	first, last int
	to          []rune // of the first; those of the others follow
}

// identity tells whether a range gives every code the character of its number,
// which says nothing of the words.
func (c codeRange) identity() bool { return len(c.to) == 1 && int(c.to[0]) == c.first }

// readCMap reads a map of codes to Unicode (Adobe Technical Note 5411): the
// words that such a map is written with, and codes.
func readCMap(data []byte, from int64) ([]codeRange, error) {
	var out []codeRange
	var codes [][]byte
	at := int64(0)
	expect := "" // the block that is open
	for line := range bytes.Lines(data) {
		tokens := cmapTokens(line)
		for i, t := range tokens {
			switch {
			case len(t) >= 2 && t[0] == '<' && t[1] != '<':
				c, err := cmapCode(t)
				if err != nil || expect == "" {
					return nil, defectAt(from+at, "a code that stands outside a list")
				}
				codes = append(codes, c)
			case cmapWords[t]:
				switch t {
				case "beginbfchar", "beginbfrange", "begincodespacerange":
					expect = t[len("begin"):]
				case "endbfchar", "endbfrange", "endcodespacerange":
					if t[len("end"):] != expect {
						return nil, defectAt(from+at, "a list that ends and did not begin")
					}
					more, ok := cmapRanges(expect, codes)
					if !ok {
						return nil, defectAt(from+at, "a list of codes that is not whole")
					}
					out, codes, expect = append(out, more...), nil, ""
				}
			case t == "<<" || t == ">>":
			default:
				if n, err := strconv.Atoi(t); err != nil || n < 0 || n > 100 || strconv.Itoa(n) != t {
					return nil, defectAt(from+at, "word %d of a line in a map of characters that such a map does not have", i+1)
				}
			}
		}
		at += int64(len(line))
	}
	if expect != "" || len(out) == 0 {
		return nil, defectAt(from, "a map of characters that is not whole")
	}
	return out, nil
}

// cmapTokens splits a line; names and codes may follow one another without a blank.
func cmapTokens(line []byte) (out []string) {
	for i := 0; i < len(line); {
		start := i
		switch c := line[i]; {
		case c == ' ' || c == '\n':
			i++
			continue
		case bytes.HasPrefix(line[i:], []byte("<<")), bytes.HasPrefix(line[i:], []byte(">>")):
			i += 2
		case c == '<':
			for i < len(line) && line[i] != '>' {
				i++
			}
			i = min(i+1, len(line))
		default:
			for i++; i < len(line) && line[i] != ' ' && line[i] != '\n' && line[i] != '<' && line[i] != '/' && line[i] != '>'; i++ {
			}
		}
		out = append(out, string(line[start:i]))
	}
	return out
}

func cmapCode(t string) ([]byte, error) {
	if len(t) < 4 || t[len(t)-1] != '>' || len(t) > 18 || len(t)%2 != 0 {
		return nil, strconv.ErrSyntax
	}
	n, err := strconv.ParseUint(t[1:len(t)-1], 16, 64)
	if err != nil {
		return nil, err
	}
	b := binary.BigEndian.AppendUint64(nil, n)
	return b[8-(len(t)-2)/2:], nil
}

// cmapRanges takes the codes of a list two or three at a time.
func cmapRanges(list string, codes [][]byte) (out []codeRange, ok bool) {
	step := map[string]int{"bfchar": 2, "bfrange": 3, "codespacerange": 2}[list]
	if len(codes) == 0 || len(codes)%step != 0 {
		return nil, false
	}
	for ; len(codes) > 0; codes = codes[step:] {
		first, last := codes[0], codes[step-2]
		if list == "codespacerange" {
			if !bytes.Equal(codes[0], []byte{0, 0}) || !bytes.Equal(codes[1], []byte{0xff, 0xff}) {
				return nil, false
			}
			continue
		}
		if len(first) != 2 || len(last) != 2 {
			return nil, false
		}
		to := codes[step-1]
		if len(to)%2 != 0 {
			return nil, false
		}
		var units []uint16
		for i := 0; i < len(to); i += 2 {
			units = append(units, binary.BigEndian.Uint16(to[i:]))
		}
		r := codeRange{int(binary.BigEndian.Uint16(first)), int(binary.BigEndian.Uint16(last)), utf16.Decode(units)}
		if r.last < r.first || len(r.to) == 0 {
			return nil, false
		}
		out = append(out, r)
	}
	return out, true
}

// checkCodes holds that the map of characters has no code that no page uses:
// the letters of a hidden word would be among those of the shown ones.
func (d *pdfDocument) checkCodes() error {
	for _, r := range d.cmap {
		if r.identity() {
			continue
		}
		for c := r.first; c <= r.last; c++ {
			if !d.used[c] {
				return defectAt(0, "a character in the map that no page shows")
			}
		}
	}
	return nil
}

// fontTables are those of a font with one glyph that has no area, and the most
// bytes that each has (OpenType 1.9). No names, no characters, no programs.
var fontTables = map[string]int{"glyf": 64, "head": 54, "hhea": 36, "hmtx": 8, "loca": 12, "maxp": 32}

// checkFontProgram holds an embedded font to those tables, which fill it.
func checkFontProgram(data []byte, from int64) error {
	wrong := defectAt(from, "a font program that is not that of one empty glyph")
	be := binary.BigEndian
	if len(data) < 12 || !bytes.Equal(data[:4], []byte{0, 1, 0, 0}) {
		return wrong
	}
	n := int(be.Uint16(data[4:]))
	if n != len(fontTables) || len(data) < 12+16*n {
		return wrong
	}
	next := 12 + 16*n
	last := ""
	for i := range n {
		e := data[12+16*i:]
		tag, at, size := string(e[:4]), be.Uint32(e[8:]), be.Uint32(e[12:])
		if limit, known := fontTables[tag]; !known || tag <= last || int64(at) != int64(next) || int64(size) > int64(limit) {
			return wrong
		}
		if next += (int(size) + 3) &^ 3; next > len(data) {
			return wrong
		}
		if tag == "maxp" && (size < 6 || be.Uint16(data[at+4:]) > 2) {
			return wrong
		}
		last = tag
	}
	if next != len(data) {
		return wrong
	}
	return nil
}

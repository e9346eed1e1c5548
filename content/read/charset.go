package read

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

var errNotText = errors.New("not text: control bytes or an unknown character set")

// decodeText decodes the bytes of a text file and names the character set:
// by its byte order mark, as UTF-8, or by a guess between the two single byte
// sets that Czech and Hungarian offices used.
func decodeText(data []byte) (text, charset string, err error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		data = data[3:]
		if !utf8.Valid(data) || !plausibleControls(data) {
			return "", "", errNotText
		}
		return string(data), "utf-8", nil
	case bytes.HasPrefix(data, []byte("\xFF\xFE")), bytes.HasPrefix(data, []byte("\xFE\xFF")):
		out, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(data)
		if err != nil || len(data)%2 != 0 || !plausibleControls(out) {
			return "", "", errNotText
		}
		return string(out), "utf-16", nil
	}
	if !plausibleControls(data) {
		return "", "", errNotText
	}
	if utf8.Valid(data) {
		return string(data), "utf-8", nil
	}
	return decodeSingleByte(data)
}

// plausibleControls reports whether data may be text: no NUL, and at most one
// other control byte in a thousand (old printers' form feeds and escapes).
func plausibleControls(data []byte) bool {
	junk := 0
	for _, c := range data {
		switch {
		case c == 0:
			return false
		case c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v', c == 0x7F:
			junk++
		}
	}
	return junk <= len(data)/1000
}

// decodeSingleByte tells Windows-1250 from ISO-8859-2 by what the bytes above
// 0x7F would mean. The two agree on most letters, also on ő and ű; they differ
// on š, ť, ž and ľ, which sit in 0x80-0x9F or on signs of the other one.
func decodeSingleByte(data []byte) (text, charset string, err error) {
	win, winScore, winHigh := scoreSingleByte(charmap.Windows1250, data)
	iso, isoScore, _ := scoreSingleByte(charmap.ISO8859_2, data)
	text, charset, score := win, "windows-1250", winScore
	if isoScore > winScore {
		text, charset, score = iso, "iso-8859-2", isoScore
	}
	// At least three of five must be letters one expects, else it is a binary.
	if winHigh == 0 || score*5 < winHigh*3 {
		return "", "", errNotText
	}
	return text, charset, nil
}

const (
	expectedLetters = "áčďéěíňóřšťúůýžÁČĎÉĚÍŇÓŘŠŤÚŮÝŽöőüűÖŐÜŰľĺŕôäĽĹŔÔÄßąćęłńśźżĄĆĘŁŃŚŹŻ"
	expectedSigns   = "\u00A0„“”‚‘’–—…§°€«»×"
)

// scoreSingleByte decodes data as cm and weighs the bytes above 0x7F: expected
// letters and signs count for it, controls and other signs against it.
func scoreSingleByte(cm *charmap.Charmap, data []byte) (text string, score, high int) {
	var letters [256]int
	for i := range letters {
		switch r := cm.DecodeByte(byte(i)); {
		case i < 0x80:
		case runeIn(expectedLetters, r):
			letters[i] = 1
		case runeIn(expectedSigns, r):
			letters[i] = 1
		case r == utf8.RuneError, r < 0xA0:
			letters[i] = -5
		}
	}
	// Signs inside a word ("Ho»ice") betray the wrong set.
	letter := func(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
	out := make([]rune, 0, len(data))
	for i, c := range data {
		r := cm.DecodeByte(c)
		out = append(out, r)
		if c < 0x80 {
			continue
		}
		high++
		inside := i > 0 && letter(data[i-1]) && i+1 < len(data) && letter(data[i+1])
		if inside && !runeIn(expectedLetters, r) {
			score -= 2
			continue
		}
		score += letters[c]
	}
	return string(out), score, high
}

func runeIn(set string, r rune) bool {
	for _, s := range set {
		if s == r {
			return true
		}
	}
	return false
}

// charsetReader decodes XML parts that declare another character set.
func charsetReader(label string, input io.Reader) (io.Reader, error) {
	e, err := htmlindex.Get(label)
	if err != nil {
		return nil, fmt.Errorf("unknown character set %q", label)
	}
	return e.NewDecoder().Reader(input), nil
}

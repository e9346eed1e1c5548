package pdfobject

import (
	"slices"
	"strings"
	"unicode/utf16"
)

// Object is one of nil, bool, int64, float64, String, Name, Array, Dict, Ref,
// *Stream and, in content streams, Keyword.
type Object any

// Name is a name without its slash, decoded.
type Name string

// Keyword is a word that is no object: an operator of a content stream.
type Keyword string

// String is a string as bytes; see Text.
type String string

// Array is an array; its elements may be references.
type Array []Object

// Dict is a dictionary; its values may be references.
type Dict map[Name]Object

// Ref refers to an object by its number.
type Ref struct{ Number, Generation int }

// Stream is a dictionary and the data that follow it. See Reader.Data.
type Stream struct {
	Dict  Dict
	start int64 // of the data in the file
}

// Keys returns the keys in order.
func (d Dict) Keys() []Name {
	keys := make([]Name, 0, len(d))
	for k := range d {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// docEncoding is PDFDocEncoding (ISO 32000-1 D.2) where it is not Latin-1.
var docEncoding = strings.NewReplacer(
	"\u0018", "˘", "\u0019", "ˇ", "\u001a", "ˆ", "\u001b", "˙", "\u001c", "˝", "\u001d", "˛", "\u001e", "˚", "\u001f", "˜",
	"\u0080", "•", "\u0081", "†", "\u0082", "‡", "\u0083", "…", "\u0084", "—", "\u0085", "–", "\u0086", "ƒ", "\u0087", "⁄",
	"\u0088", "‹", "\u0089", "›", "\u008a", "−", "\u008b", "‰", "\u008c", "„", "\u008d", "“", "\u008e", "”", "\u008f", "‘",
	"\u0090", "’", "\u0091", "‚", "\u0092", "™", "\u0093", "ﬁ", "\u0094", "ﬂ", "\u0095", "Ł", "\u0096", "Œ", "\u0097", "Š",
	"\u0098", "Ÿ", "\u0099", "Ž", "\u009a", "ı", "\u009b", "ł", "\u009c", "œ", "\u009d", "š", "\u009e", "ž", "\u00a0", "€",
)

// Text decodes a text string (ISO 32000-1 7.9.2.2): UTF-16 or UTF-8 with its
// mark, else PDFDocEncoding.
func (s String) Text() string {
	switch raw := string(s); {
	case strings.HasPrefix(raw, "\xFE\xFF"):
		return utf16Text(raw[2:], 0)
	case strings.HasPrefix(raw, "\xFF\xFE"): // against the rules, and there
		return utf16Text(raw[2:], 1)
	case strings.HasPrefix(raw, "\xEF\xBB\xBF"):
		return strings.ToValidUTF8(raw[3:], "\uFFFD")
	}
	runes := make([]rune, len(s))
	for i := range len(s) {
		runes[i] = rune(s[i])
	}
	return docEncoding.Replace(string(runes))
}

// utf16Text decodes UTF-16 whose high bytes stand at index high of each pair,
// and leaves out language marks between two escapes.
func utf16Text(raw string, high int) string {
	units := make([]uint16, 0, len(raw)/2)
	mark := false
	for i := 0; i+1 < len(raw); i += 2 {
		unit := uint16(raw[i+high])<<8 | uint16(raw[i+1-high])
		if unit == 0x1B {
			mark = !mark
		} else if !mark {
			units = append(units, unit)
		}
	}
	return string(utf16.Decode(units))
}

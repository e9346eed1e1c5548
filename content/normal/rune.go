package normal

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const none = rune(-1) // a character that is dropped

// plain maps a character that becomes at most one other, without case; ok is
// false where it may become several (see expand).
func plain(r rune) (to rune, ok bool) {
	switch {
	case unicode.IsSpace(r):
		return ' ', true
	case r < utf8.RuneSelf:
		return r, true
	case r >= 0x2010 && r <= 0x2015, r == 0x2212, r == 0x2043: // hyphens, dashes, minus
		return '-', true
	case r >= 0x2018 && r <= 0x201b, r == 0x2039, r == 0x203a:
		return '\'', true
	case r >= 0x201c && r <= 0x201f, r == 0xab, r == 0xbb:
		return '"', true
	case r == 0x2044, r == 0x2215: // fraction and division slash
		return '/', true
	case invisible(r):
		return none, true
	case r < 0xc0, r >= 0x17f: // not the letters of our languages
		return r, false
	}
	switch r {
	case 'ß', 'Ĳ', 'ĳ', 'Ŀ', 'ŀ', 'ŉ':
		return r, false
	}
	return r, true
}

// invisible tells what has no width and no ink: Unicode's default ignorable
// characters.
func invisible(r rune) bool {
	switch {
	case r == 0xad, r == 0x34f, r == 0x61c, r == 0x115f, r == 0x1160, r == 0x17b4, r == 0x17b5,
		r >= 0x180b && r <= 0x180f, r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e,
		r >= 0x2060 && r <= 0x206f, r == 0x3164, r >= 0xfe00 && r <= 0xfe0f, r == 0xfeff, r == 0xffa0,
		r >= 0xfff0 && r <= 0xfffb, r >= 0x1bca0 && r <= 0x1bca3, r >= 0x1d173 && r <= 0x1d17a,
		r >= 0xe0000 && r <= 0xe0fff:
		return true
	}
	return false
}

// expand maps any other character to the characters it stands for. The outcome
// may begin or end with marks.
func expand(r rune, f Fold) string {
	s := string(r)
	form := norm.NFKC
	if f&(Lookalikes|Digits) != 0 && r < 0x2000 {
		form = norm.NFKD // its marks go on the letter or digit it looks like
	}
	whole := form.String(s)
	if strings.HasPrefix(whole, " ") {
		return norm.NFC.String(s) // a spacing accent: its letter is somewhere else
	}
	var b strings.Builder
	for _, c := range whole {
		if c, _ = plain(c); c == none {
			continue
		}
		if c = f.letter(c); c == 'ß' && f&Case != 0 {
			b.WriteString("ss")
			continue
		}
		b.WriteRune(c)
	}
	return b.String()
}

// letter maps one letter to the one it is compared as.
func (f Fold) letter(r rune) rune {
	r = f.looks(r)
	if f&Case == 0 {
		return r
	}
	return f.looks(lower(r)) // an L has become an l, which looks like 1
}

func (f Fold) looks(r rune) rune {
	if f&Lookalikes != 0 {
		r = latin(r)
	}
	if f&Digits != 0 {
		r = digit(r)
	}
	return r
}

// lower also makes one letter of those that share an upper case: σ and ς, s
// and ſ. The iota below a letter (U+0345) stays a mark.
func lower(r rune) rune {
	switch {
	case r >= 'A' && r <= 'Z':
		return r + 'a' - 'A'
	case r < utf8.RuneSelf, r == 0x345:
		return r
	}
	return unicode.ToLower(unicode.ToUpper(r))
}

// Letters that look like Latin ones in upper case, most in lower case, too.
// Both cases have the same Latin letter, so that case still does not matter.
const (
	strangers = "АВЕКМНОРСТУХІЈЅԚԜҺԀӏ" + "авекмнорстухіјѕԛԝһԁӀ" + "ΑΒΕΖΗΙΚΝΟΡΤΥΧ" + "αβεζηικνορτυχ"
	relatives = "ABEKMHOPCTYXIJSQWHDl" + "abekmhopctyxijsqwhdL" + "ABEZHIKNOPTYX" + "abezhiknoptyx"
)

// latin returns the Latin letter that r looks like, else r.
func latin(r rune) rune {
	if r < 0x370 || r > 0x530 {
		return r
	}
	n := 0
	for _, s := range strangers {
		if s == r {
			return rune(relatives[n])
		}
		n++
	}
	return r
}

// digit returns the digit that OCR may have taken r for, else r.
func digit(r rune) rune {
	switch r {
	case 'O', 'o', 'D', 'Q':
		return '0'
	case 'l', 'I', 'í', '|', 'i', '!':
		return '1'
	case 'Z':
		return '2'
	case 'S', '§':
		return '5'
	case 'G', 'b':
		return '6'
	case 'B':
		return '8'
	case 'g':
		return '9'
	}
	return r
}

// separates tells what may stand between the groups of a number. Control
// characters do not: callers use them as walls.
func separates(r rune) bool {
	return r == ' ' || unicode.IsPunct(r) || unicode.IsSymbol(r)
}

// joins tells whether a character may melt into the one before it.
func joins(r rune) bool {
	if r < 0x300 {
		return false
	}
	var buf [utf8.UTFMax]byte
	n := utf8.EncodeRune(buf[:], r)
	return !norm.NFC.Properties(buf[:n]).BoundaryBefore()
}

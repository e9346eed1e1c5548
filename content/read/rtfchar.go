package read

import (
	"fmt"
	"unicode/utf16"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
)

// codePage returns the encoding of a Windows or DOS code page, or nil.
func codePage(n int) encoding.Encoding {
	name := fmt.Sprintf("windows-%d", n)
	switch n {
	case 437:
		return charmap.CodePage437
	case 850:
		return charmap.CodePage850
	case 852:
		return charmap.CodePage852
	case 10000:
		return charmap.Macintosh
	case 932:
		name = "shift_jis"
	case 936:
		name = "gbk"
	case 949:
		name = "euc-kr"
	case 950:
		name = "big5"
	case 65001:
		name = "utf-8"
	}
	e, err := htmlindex.Get(name)
	if err != nil {
		return nil
	}
	return e
}

// fontPage returns the encoding of a font's \fcharset, or nil for the file's.
func fontPage(charset int) encoding.Encoding {
	switch charset {
	case 2:
		return symbolFont{}
	case 77:
		return codePage(10000)
	case 128:
		return codePage(932)
	case 129:
		return codePage(949)
	case 134:
		return codePage(936)
	case 136:
		return codePage(950)
	case 161:
		return codePage(1253)
	case 162:
		return codePage(1254)
	case 163:
		return codePage(1258)
	case 177:
		return codePage(1255)
	case 178:
		return codePage(1256)
	case 186:
		return codePage(1257)
	case 204:
		return codePage(1251)
	case 222:
		return codePage(874)
	case 238:
		return codePage(1250)
	case 255:
		return codePage(850)
	}
	return nil
}

// symbolFont marks fonts whose bytes are pictures: they have no letters.
type symbolFont struct{ encoding.Encoding }

// text takes eight bit text, less what only stands in for a \u before it.
func (r *rtf) text(b []byte) {
	if r.top().data != nil {
		r.top().data.hex(b)
		return
	}
	if n := min(r.fallback, len(b)); n > 0 {
		r.fallback -= n
		b = b[n:]
	}
	r.raw = append(r.raw, b...)
	r.starred = false
	if len(r.raw) > maxRTFRun {
		r.flush()
	}
}

// eightBit takes one byte written as \'hh.
func (r *rtf) eightBit(b []byte) {
	if r.top().data != nil {
		return
	}
	if r.fallback > 0 {
		r.fallback--
		return
	}
	r.raw = append(r.raw, b...)
}

// flush decodes the bytes collected so far.
func (r *rtf) flush() {
	if len(r.raw) == 0 {
		return
	}
	raw := r.raw
	r.raw = r.raw[:0]
	e := r.page
	if own := r.fonts[r.top().char.font]; own != nil {
		e = own
	}
	if _, symbols := e.(symbolFont); symbols {
		out := make([]rune, len(raw))
		for i, c := range raw {
			if out[i] = rune(c); c > ' ' {
				out[i] = 0xF000 + rune(c) // where Unicode puts the signs of such fonts
			}
		}
		r.emit(string(out))
		return
	}
	out, err := e.NewDecoder().Bytes(raw)
	if err != nil {
		out = []byte(string([]rune{'\uFFFD'}))
	}
	r.emit(string(out))
}

// unicode takes \uN: a signed 16 bit unit of UTF-16.
func (r *rtf) unicode(n int) {
	c := rune(uint16(n))
	if n > 0xFFFF && n <= 0x10FFFF {
		c = rune(n) // some programs write the character itself
	}
	r.fallback = r.top().uc
	switch {
	case utf16.IsSurrogate(c) && c < 0xDC00:
		r.high = c
		return
	case utf16.IsSurrogate(c):
		c = utf16.DecodeRune(r.high, c)
	}
	r.high = 0
	r.emit(string(c))
}

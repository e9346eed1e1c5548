package read

import (
	"strings"

	"github.com/akta-foi/akta/content/read/pdfobject"
	"golang.org/x/text/encoding/charmap"
)

// pdfFont turns the codes of strings into text as far as the file says how.
type pdfFont struct {
	wide    bool // two bytes a code
	unicode map[int]string
}

// font returns a font of the resources; it is read once a page.
func (c *pdfOperators) font(name pdfobject.Object) *pdfFont {
	key, _ := name.(pdfobject.Name)
	o := c.r.Dict(c.resources["Font"])[key]
	ref, numbered := o.(pdfobject.Ref)
	if f := c.fonts[ref.Number]; f != nil && numbered {
		return f
	}
	d := c.r.Dict(o)
	f := &pdfFont{wide: c.r.Name(d["Subtype"]) == "Type0"}
	if stream, ok := c.r.Resolve(d["ToUnicode"]).(*pdfobject.Stream); ok {
		if data, err := c.r.Data(stream, maxPDFContent); err == nil {
			f.unicode = readCharacterMap(data)
		}
	}
	if numbered {
		c.fonts[ref.Number] = f
	}
	return f
}

// decode returns the text of a string. Without a map the codes of a simple font
// are taken for Windows-1252, those of any other have no text.
func (f *pdfFont) decode(s pdfobject.String) string {
	var text strings.Builder
	if f != nil && f.wide {
		for i := 0; i+1 < len(s); i += 2 {
			if t, ok := f.unicode[int(s[i])<<8|int(s[i+1])]; ok {
				text.WriteString(t)
			} else {
				text.WriteRune('\uFFFD')
			}
		}
		return text.String()
	}
	for i := range len(s) {
		if f != nil {
			if t, ok := f.unicode[int(s[i])]; ok {
				text.WriteString(t)
				continue
			}
		}
		text.WriteRune(charmap.Windows1252.DecodeByte(s[i]))
	}
	return text.String()
}

// readCharacterMap reads the bfchar and bfrange parts of a map to Unicode
// (ISO 32000-1 9.10.3).
func readCharacterMap(data []byte) map[int]string {
	codes := map[int]string{}
	scan := pdfobject.NewScanner(data)
	var args []pdfobject.Object
	for {
		o, ok := scan.Next()
		if !ok {
			return codes
		}
		switch word, isWord := o.(pdfobject.Keyword); {
		case !isWord:
			if len(args) < 3*maxArguments {
				args = append(args, o)
			}
			continue
		case word == "endbfchar":
			for ; len(args) >= 2; args = args[2:] {
				addCodes(codes, args[0], args[0], args[1])
			}
		case word == "endbfrange":
			for ; len(args) >= 3; args = args[3:] {
				addCodes(codes, args[0], args[1], args[2])
			}
		}
		args = args[:0]
	}
}

// addCodes records the codes from first to last: their text is in an array, or
// counts up from the given one.
func addCodes(codes map[int]string, first, last, to pdfobject.Object) {
	from, ok := fontCode(first)
	until, ok2 := fontCode(last)
	if !ok || !ok2 {
		return
	}
	for n := 0; from+n <= until && n < 1<<16 && len(codes) < maxPDFCharacterMaps; n++ {
		switch to := to.(type) {
		case pdfobject.Array:
			if n >= len(to) {
				return
			}
			if s, ok := to[n].(pdfobject.String); ok {
				codes[from+n] = pdfobject.String("\xFE\xFF" + s).Text()
			}
		case pdfobject.String:
			text := []rune(pdfobject.String("\xFE\xFF" + to).Text())
			if len(text) == 0 {
				return
			}
			text[len(text)-1] += rune(n)
			codes[from+n] = string(text)
		default:
			return
		}
	}
}

// fontCode reads a code of one to four bytes.
func fontCode(o pdfobject.Object) (int, bool) {
	s, ok := o.(pdfobject.String)
	if !ok || len(s) == 0 || len(s) > 4 {
		return 0, false
	}
	v := 0
	for i := range len(s) {
		v = v<<8 | int(s[i])
	}
	return v, true
}

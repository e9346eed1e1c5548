package read

import (
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/akta-foi/akta/content/read/typeset"
)

// xlsxMargins are the headers and footers of a printed sheet (ECMA-376 part 1,
// 18.3.1.46).
type xlsxMargins struct {
	even, first      bool // even pages and the first one have their own
	headers, footers []string
}

func (m *xlsxMargins) set(e xml.StartElement) {
	m.even = attr(e, "differentOddEven") != "" && on(attr(e, "differentOddEven"))
	m.first = attr(e, "differentFirst") != "" && on(attr(e, "differentFirst"))
}

// add takes one text. Those no page shows are hidden.
func (m *xlsxMargins) add(local, code string, s *xlsxSheet) {
	text := marginText(code, s.ref.name)
	if text == "" {
		return
	}
	shown := strings.HasPrefix(local, "odd") || strings.HasPrefix(local, "even") && m.even || strings.HasPrefix(local, "first") && m.first
	switch {
	case s.hidden:
		s.hides.whole.text.add(text)
	case !shown:
		s.b.j.doc.hideText(HiddenText, fmt.Sprintf("sheet %q, %s, which no page shows", s.ref.name, local), text)
	case strings.HasSuffix(local, "Header"):
		m.headers = append(m.headers, text)
	default:
		m.footers = append(m.footers, text)
	}
}

func (m *xlsxMargins) blocks(texts []string) []typeset.Block {
	var blocks []typeset.Block
	for _, t := range texts {
		blocks = append(blocks, typeset.Block{Runs: []typeset.Run{{Text: t}}})
	}
	return blocks
}

// marginText reads the codes of a header: &L, &C and &R begin its thirds, &"..."
// is a font, &8 a size, &K a colour. Page numbers, dates and file names are
// what printing makes of them and are left out.
func marginText(code, sheet string) string {
	var b strings.Builder
	for i := 0; i < len(code); {
		if code[i] != '&' || i+1 == len(code) {
			b.WriteByte(code[i])
			i++
			continue
		}
		c := code[i+1]
		i += 2
		switch {
		case c == '&':
			b.WriteByte('&')
		case c == 'A':
			b.WriteString(sheet)
		case c == 'L', c == 'C', c == 'R':
			b.WriteByte('\t')
		case c == '"':
			end := strings.IndexByte(code[i:], '"')
			if end < 0 {
				end = len(code) - i - 1
			}
			i += end + 1
		case c == 'K':
			i = min(i+6, len(code))
		case c >= '0' && c <= '9':
			for i < len(code) && code[i] >= '0' && code[i] <= '9' {
				i++
			}
		}
	}
	return strings.TrimSpace(strings.ToValidUTF8(b.String(), "\uFFFD"))
}

package read

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/akta-foi/akta/content/read/pdfobject"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// pdfUnder asks pdfium for the text in places of one page.
type pdfUnder struct {
	f    *pdfFile
	text references.FPDF_TEXTPAGE
}

// in returns the text in a rectangle, on one line; "" where there is none.
func (u pdfUnder) in(r rect) string {
	got, err := u.f.pdf.FPDFText_GetBoundedText(&requests.FPDFText_GetBoundedText{
		TextPage: u.text, Left: r.left, Top: r.top, Right: r.right, Bottom: r.bottom,
	})
	if err != nil {
		return "" // pdfium's way to say that nothing is there
	}
	return cleanLine(got.Text)
}

// redacted names the redactions that were marked and never applied, with what
// still stands under them.
func (u pdfUnder) redacted(p *pdfPageObject) (items []Hidden) {
	for _, m := range p.redacted {
		var under []string
		for _, a := range m.areas {
			under = append(under, u.in(a))
		}
		text := strings.TrimSpace(strings.Join(under, " "))
		if text == "" {
			continue
		}
		items = append(items, Hidden{
			Kind: HiddenRedactMark, Where: onPage(p.number, "the text under a redaction that was never applied"),
			Page: p.number, Count: len(strings.Fields(text)), Unit: "words", Excerpt: text,
		})
	}
	return items
}

// links names addresses that the page does not show. A long address may be
// broken into several links, whose texts count together.
func (u pdfUnder) links(p *pdfPageObject) (items []Hidden) {
	var addresses []string
	shown := map[string]string{}
	for _, l := range p.links {
		if _, known := shown[l.uri]; !known {
			addresses = append(addresses, l.uri)
		}
		for _, a := range l.areas {
			shown[l.uri] += u.in(a)
		}
	}
	for _, uri := range addresses {
		if strings.Contains(onlySigns(shown[uri]), onlySigns(bareAddress(uri))) {
			continue
		}
		items = append(items, Hidden{
			Kind: HiddenAnnotation, Where: onPage(p.number, fmt.Sprintf("the address behind the link %q", cutBytes(cleanLine(shown[uri]), 60))),
			Page: p.number, Count: 1, Unit: "links", Excerpt: uri,
		})
	}
	return items
}

// replaced names replacement texts of the structure that the page does not show.
func (u pdfUnder) replaced(p *pdfPageObject, shown string) (items []Hidden) {
	all, err := u.f.pdf.FPDFText_GetText(&requests.FPDFText_GetText{TextPage: u.text, StartIndex: 0, Count: maxPDFDecodedText})
	if err == nil {
		shown += all.Text
	}
	shown = onlySigns(shown)
	for _, text := range p.replaced {
		if strings.Contains(shown, onlySigns(text)) {
			continue
		}
		items = append(items, Hidden{
			Kind: HiddenAltText, Where: onPage(p.number, "a replacement text that the page does not show"),
			Page: p.number, Count: max(len(strings.Fields(text)), 1), Unit: "words", Excerpt: text,
		})
	}
	return items
}

// bareAddress takes away what people leave out when they write an address.
func bareAddress(uri string) string {
	lower := strings.ToLower(uri)
	for _, prefix := range []string{"mailto:", "tel:", "https://", "http://", "www."} {
		lower = strings.TrimPrefix(lower, prefix)
	}
	return strings.TrimSuffix(lower, "/")
}

// onlySigns keeps letters, digits and signs, in lower case, for comparison.
func onlySigns(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || r == softHyphen || r == '\uFFFE' {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

// pdfMark is a redaction that was never applied.
type pdfMark struct{ areas []rect }

// pdfLink is a link to an address.
type pdfLink struct {
	uri   string
	areas []rect
}

// areas returns the rectangles of an annotation: its quadrilaterals, or its
// own.
func (s *pdfScan) areas(d pdfobject.Dict) []rect {
	var areas []rect
	for q := range slices.Chunk(s.numbers(d["QuadPoints"]), 8) {
		if len(q) == 8 && len(areas) < maxPDFOfOneKind {
			areas = append(areas, rect{
				min(q[0], q[2], q[4], q[6]), min(q[1], q[3], q[5], q[7]),
				max(q[0], q[2], q[4], q[6]), max(q[1], q[3], q[5], q[7]), true,
			})
		}
	}
	if q := s.numbers(d["Rect"]); len(areas) == 0 && len(q) == 4 {
		areas = append(areas, rectOf(q))
	}
	return areas
}

// rectOf makes a rectangle of four numbers.
func rectOf(q []float64) rect {
	return rect{min(q[0], q[2]), min(q[1], q[3]), max(q[0], q[2]), max(q[1], q[3]), true}
}

// numbers returns an array of numbers.
func (s *pdfScan) numbers(o pdfobject.Object) []float64 {
	var out []float64
	for _, n := range s.r.Array(o) {
		out = append(out, s.r.Float(n))
	}
	return out
}

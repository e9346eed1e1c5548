package audit

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf16"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"image"
)

// A page of the tests, in pixels: small, and no whole number of tiles.
const (
	testWidth, testHeight = 648, 330
	testCase              = "2026-001"
	testZIP               = "releases/2026-001-r1.zip"
)

// testWord is a word that stands on a test page.
type testWord struct {
	text       string
	x, y, w, h int
	hidden     bool
}

// testPage prints words in black, with black tiles where one is hidden.
type testPage struct {
	width, height int
	words         []testWord
	grey          []byte
	hidden        []bool // tiles
}

var testFace = sync.OnceValue(func() font.Face {
	f, err := opentype.Parse(goregular.TTF)
	if err != nil {
		panic(err)
	}
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: 28, DPI: 72})
	if err != nil {
		panic(err)
	}
	return face
})

var testFaceLock sync.Mutex // a face keeps what it draws with

// newTestPage prints lines of text; words in brackets are hidden.
func newTestPage(width, height int, lines ...string) *testPage {
	testFaceLock.Lock()
	defer testFaceLock.Unlock()
	p := &testPage{width: width, height: height}
	img := image.NewGray(image.Rect(0, 0, width, height))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	d := font.Drawer{Dst: img, Src: image.Black, Face: testFace()}
	for i, line := range lines {
		d.Dot = fixed.P(40, 60+48*i)
		for _, w := range strings.Fields(line) {
			name, hidden := strings.CutPrefix(w, "[")
			name = strings.TrimSuffix(name, "]")
			x := d.Dot.X.Round()
			d.DrawString(name)
			p.words = append(p.words, testWord{name, x, d.Dot.Y.Round() - 26, d.Dot.X.Round() - x, 34, hidden})
			d.Dot.X += fixed.I(36) // so that no box touches a neighbour
		}
	}
	p.grey = make([]byte, width*height)
	for i, v := range img.Pix {
		p.grey[i] = []byte{0, 85, 170, 255}[int(v)*4/256]
	}
	cols := (width + 15) / 16
	p.hidden = make([]bool, cols*((height+15)/16))
	for _, w := range p.words {
		if w.hidden {
			for y := (w.y - 2) / 16; y <= (w.y+w.h+2)/16; y++ {
				for x := (w.x - 2) / 16; x <= (w.x+w.w+2)/16; x++ {
					p.hidden[y*cols+x] = true
				}
			}
		}
	}
	for i, h := range p.hidden {
		if h {
			p.fill(i, 0)
		}
	}
	return p
}

func (p *testPage) fill(tile int, v byte) {
	cols := (p.width + 15) / 16
	for y := tile / cols * 16; y < min(tile/cols*16+16, p.height); y++ {
		for x := tile % cols * 16; x < min(tile%cols*16+16, p.width); x++ {
			p.grey[y*p.width+x] = v
		}
	}
}

// packed is the page's pixels as a PNG and a PDF hold them.
func (p *testPage) packed() []byte {
	var b bytes.Buffer
	z, _ := zlib.NewWriterLevel(&b, zlib.BestSpeed)
	row := make([]byte, 1+(p.width+3)/4)
	for y := range p.height {
		clear(row)
		for x := range p.width {
			row[1+x/4] |= p.grey[y*p.width+x] / 85 << (6 - 2*(x%4))
		}
		z.Write(row)
	}
	z.Close()
	return b.Bytes()
}

func chunk(kind string, data []byte) []byte {
	out := append(binary.BigEndian.AppendUint32(nil, uint32(len(data))), kind...)
	out = append(out, data...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

func (p *testPage) png() []byte {
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, uint32(p.width)), uint32(p.height))
	return slices.Concat([]byte(pngMagic), chunk("IHDR", append(head, 2, 3, 0, 0, 0)), chunk("PLTE", []byte(pageFormats[0].palette)),
		chunk("IDAT", p.packed()), chunk("IEND", nil))
}

// testPDF writes a facsimile. What it writes can be changed before it does, to
// make one that is not as it has to be.
type testPDF struct {
	pages   []*testPage
	objects []string                                    // extra ones, at the end
	catalog string                                      // extra keys
	page    string                                      // extra keys
	trailer string                                      // extra keys
	content func(page int, content string) string       // may be nil
	words   func(page int, words []testWord) []testWord // may be nil
	chars   string                                      // that only the map of characters has
}

// firstPage is the number of the first page's object.
const firstPage = 9

// emptyFont is a TrueType program of one glyph, a line there and back across
// its box: it has a place, and nothing to paint.
func emptyFont() string {
	words := func(n ...int) (out []byte) {
		for _, v := range n {
			out = binary.BigEndian.AppendUint16(out, uint16(v))
		}
		return out
	}
	glyf := append(words(1, 0, 0, 500, 1000, 2, 0, 0x101), 1)
	glyf = append(glyf, words(0, 500, -250, 0, 1000, -500)...)
	glyf = append(glyf, make([]byte, -len(glyf)&3)...)
	tables := []struct {
		tag  string
		data []byte
	}{
		{"glyf", glyf},
		{"head", words(1, 0, 1, 0, 0, 0, 0x5f0f, 0x3cf5, 0, 1000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 500, 1000, 0, 3, 2, 0, 0)},
		{"hhea", words(1, 0, 1000, 0, 0, 500, 0, 0, 500, 1, 0, 0, 0, 0, 0, 0, 0, 1)},
		{"hmtx", words(500, 0, 0)},
		{"loca", words(0, 0, len(glyf)/2)},
		{"maxp", words(1, 0, 2, 3, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0)},
	}
	head := append([]byte{0, 1, 0, 0}, words(len(tables), 64, 2, 32)...)
	var body []byte
	for _, t := range tables {
		head = binary.BigEndian.AppendUint32(append(head, t.tag...), 0)
		head = binary.BigEndian.AppendUint32(head, uint32(12+16*len(tables)+len(body)))
		head = binary.BigEndian.AppendUint32(head, uint32(len(t.data)))
		body = append(body, t.data...)
		body = append(body, make([]byte, -len(t.data)&3)...)
	}
	return string(append(head, body...))
}

func (t *testPDF) bytes() []byte {
	var b bytes.Buffer
	var offsets []int
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	object := func(body string) {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(offsets), body)
	}
	stream := func(entries, data string) {
		object(fmt.Sprintf("<< %s/Length %d >>\nstream\n%s\nendstream", entries, len(data), data))
	}
	words := make([][]testWord, len(t.pages))
	set := map[rune]bool{' ': true}
	for _, c := range t.chars {
		set[c] = true
	}
	for i, p := range t.pages {
		for _, w := range p.words {
			if !w.hidden {
				words[i] = append(words[i], w)
			}
		}
		if t.words != nil {
			words[i] = t.words(i, words[i])
		}
		for _, w := range words[i] {
			for _, c := range w.text {
				set[c] = true
			}
		}
	}
	chars := slices.Sorted(maps.Keys(set))
	object("<< /Type /Catalog /Pages 2 0 R /Lang (cs)" + t.catalog + " >>")
	kids := ""
	for i := range t.pages {
		kids += fmt.Sprintf(" %d 0 R", firstPage+3*i)
	}
	object(fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", kids[1:], len(t.pages)))
	object("<< /Type /Font /Subtype /Type0 /BaseFont /Empty /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>")
	object("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Empty /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 5 0 R /DW 500 /CIDToGIDMap 7 0 R >>")
	object("<< /Type /FontDescriptor /FontName /Empty /Flags 5 /FontBBox [0 0 500 1000] /ItalicAngle 0 /Ascent 1000 /Descent 0 /CapHeight 1000 /StemV 80 /FontFile2 8 0 R >>")
	cmap := "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
	for i, c := range chars {
		units := ""
		for _, u := range utf16.AppendRune(nil, c) {
			units += fmt.Sprintf("%04X", u)
		}
		cmap += fmt.Sprintf("1 beginbfchar\n<%04X> <%s>\nendbfchar\n", i+1, units)
	}
	stream("", cmap+"endcmap\nend\nend\n")
	stream("", "\x00\x00"+strings.Repeat("\x00\x01", len(chars)))
	program := emptyFont()
	stream(fmt.Sprintf("/Length1 %d ", len(program)), program)
	for i, p := range t.pages {
		n := firstPage + 3*i
		object(fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.2f %.2f] /Resources << /XObject << /I %d 0 R >> /Font << /F 3 0 R >> >> /Contents %d 0 R%s >>",
			float64(p.width)*.36, float64(p.height)*.36, n+2, n+1, t.page))
		content := fmt.Sprintf("q\n0.36 0 0 0.36 0 0 cm\nq\n%d 0 0 %d 0 0 cm\n/I Do\nQ\nBT\n3 Tr\n", p.width, p.height)
		for _, w := range words[i] {
			text := ""
			for _, c := range w.text + " " {
				at, _ := slices.BinarySearch(chars, c)
				text += fmt.Sprintf("%04X", at+1)
			}
			runes := len([]rune(w.text))
			content += fmt.Sprintf("/F %d Tf\n1 0 0 1 %d %d Tm %.3f Tz <%s> Tj\n", w.h, w.x, p.height-w.y-w.h, 100*float64(w.w)/(float64(runes*w.h)*.5), text)
		}
		content += "ET\nQ\n"
		if t.content != nil {
			content = t.content(i, content)
		}
		stream("", content)
		stream(fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 2 /Filter /FlateDecode "+
			"/DecodeParms << /Predictor 15 /Colors 1 /BitsPerComponent 2 /Columns %[1]d >> ", p.width, p.height), string(p.packed()))
	}
	for _, o := range t.objects {
		object(o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, at := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, t.trailer, xref)
	return b.Bytes()
}

// testSite is a small site with one release; fields are changed before files
// makes it, files after.
type testSite struct {
	page    *testPage
	pdf     *testPDF
	leaves  []*string
	gaps    [][2]int
	tiles   [][4]int
	places  [][6]int
	members map[string][]byte // that replace or join the release's
	public  map[string][]byte // that replace or join the site's; nil takes one away
}

func newTestSite() *testSite {
	p := newTestPage(testWidth, testHeight, "Obec Horní Lhotka odpovídá", "Věc vyřizuje [Ludvík] [Kalousek] zde", "tel. 500 111 222")
	s := &testSite{page: p, pdf: &testPDF{pages: []*testPage{p}}, members: map[string][]byte{}, public: map[string][]byte{}}
	for _, w := range p.words {
		pad := ""
		s.leaves = append(s.leaves, &pad)
		text := w.text + " "
		s.leaves = append(s.leaves, &text)
		n := len(s.leaves) - 1
		if w.hidden {
			s.leaves[n] = nil
			s.gaps = append(s.gaps, [2]int{n, 1})
			continue
		}
		s.places = append(s.places, [6]int{n, 1, w.x, w.y, w.w, w.h})
	}
	cols := (p.width + 15) / 16
	for i, h := range p.hidden {
		if h {
			s.tiles = append(s.tiles, [4]int{i % cols, i / cols, 1, 1})
		}
	}
	return s
}

func mustJSON(v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return data
}

// files are the site's files by name.
func (s *testSite) files() map[string][]byte {
	type object = map[string]any
	redactions := []object{}
	for _, g := range s.gaps {
		redactions = append(redactions, object{"view": "text", "leaves": g, "ground": "personal-data"})
	}
	var hidden [][2]int
	for i, h := range s.page.hidden {
		if h {
			hidden = append(hidden, [2]int{i, 1})
		}
	}
	for _, t := range s.tiles {
		redactions = append(redactions, object{"view": "page/1", "tiles": t, "ground": "personal-data"})
	}
	member := map[string][]byte{
		"bagit.txt": []byte("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"),
		"release.json": mustJSON(object{"case": testCase, "release": "r1",
			"grounds": []object{{"code": "personal-data", "label": "osobní údaj", "paragraph": "§ 8a"}},
			"documents": []object{
				{"seal": "s1", "id": "d1", "language": "cs", "redactions": redactions},
				{"seal": "s1", "id": "d2", "language": "cs"},
			}}),
		"proof.json": mustJSON(object{"seals": []object{{"seal": "s1", "documents": []object{{"id": "d1",
			"header": object{"views": []object{{"view": "text"}, {"view": "page/1", "width": s.page.width, "height": s.page.height}}},
			"views":  []object{{"view": "text", "hidden": s.gaps}, {"view": "page/1", "hidden": hidden}}}}}}}),
		"data/s1/d1/text.json":     mustJSON(s.leaves),
		"data/s1/d1/text.txt":      []byte("Obec Horní Lhotka odpovídá Věc vyřizuje [osobní údaj] zde tel. 500 111 222 "),
		"data/s1/d1/places.json":   mustJSON(s.places),
		"data/s1/d1/page-0001.png": s.page.png(),
		"data/s1/d2/original.docx": []byte("PK\x03\x04 whatever an office has"),
	}
	maps.Copy(member, s.members)
	label := `<span class="redaction"><a href="#ground-1">[osobní údaj]<span class="hidden" lang="cs"> (skryto: § 8a)</span></a></span>`
	site := map[string][]byte{
		testZIP:                        zipOf(member),
		"files/2026-001/r1/d1-001.png": member["data/s1/d1/page-0001.png"],
		"files/2026-001/r1/d1.pdf":     s.pdf.bytes(),
		"files/2026-001/r1/d2.docx":    member["data/s1/d2/original.docx"],
		"cases/2026-001/index.html":    []byte("<!doctype html>\n<html lang=\"cs\"><head><title>Obec</title></head><body><p>Věc vyřizuje " + label + " zde " + label + "</p></body></html>\n"),
		"statistics/index.html":        []byte("<!doctype html>\n<html lang=\"cs\"><body><svg viewBox=\"0 0 8 8\" role=\"img\"><title>Žádosti</title><g><rect width=\"3\" height=\"2\"/><text x=\"4\">3</text></g></svg></body></html>\n"),
		"akta.css":                     []byte("body { margin: 0 }\n"),
		"akta.svg":                     []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>`),
		"feed.xml":                     []byte(`<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Obec</title></feed>`),
		"log/checkpoint":               []byte("log.example\n1\n"),
		"manifest/files.sha256":        []byte(strings.Repeat("0f", 32) + "  index.html\n"),
		"log/tile/0/000.p/1":           make([]byte, 32),
		"log/tile/entries/000.p/1":     []byte("\x00\x02ab"),
		"trust.json":                   []byte("{}\n"),
	}
	for name, data := range s.public {
		if data == nil {
			delete(site, name)
			continue
		}
		site[name] = data
	}
	return site
}

// zipOf packs members as a release's ZIP: stored, sorted, without dates.
func zipOf(members map[string][]byte) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(members)) {
		data := members[name]
		w, err := z.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Store, CRC32: crc32.ChecksumIEEE(data),
			CompressedSize64: uint64(len(data)), UncompressedSize64: uint64(len(data))})
		if err != nil {
			panic(err)
		}
		w.Write(data)
	}
	z.Close()
	return b.Bytes()
}

// inspectAll runs the checks over files, members of ZIPs too, from several
// goroutines, as the engine does.
func inspectAll(t testing.TB, files map[string][]byte, o Options) (*inspection, []Hit) {
	t.Helper()
	x := newInspection(o)
	all := maps.Clone(files)
	for name, data := range files {
		if !bytes.HasPrefix(data, []byte("PK\x03\x04")) {
			continue
		}
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			continue
		}
		for _, m := range z.File {
			r, err := m.Open()
			if err != nil {
				t.Fatal(err)
			}
			if all[name+"!"+m.Name], err = io.ReadAll(r); err != nil {
				t.Fatal(err)
			}
		}
	}
	var wait sync.WaitGroup
	for name, data := range all {
		wait.Go(func() {
			if err := x.file(context.Background(), name, bytes.NewReader(data), int64(len(data))); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if err := x.finish(context.Background()); err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(x.hits, func(a, b Hit) int { return strings.Compare(a.File+a.What, b.File+b.What) })
	return x, x.hits
}

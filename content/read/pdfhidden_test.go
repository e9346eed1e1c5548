package read

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/akta-foi/akta/content/read/readtest"
)

// onePage is a document with one page in Helvetica; object 6 is the first more.
func onePage(catalog, page, content string, more ...string) []byte {
	return rawPDF(append([]string{
		"<</Type/Catalog/Pages 2 0 R" + catalog + ">>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>" + page + ">>",
		stream("", content), "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
	}, more...)...)
}

// again appends a save that replaces object n.
func again(data []byte, n int, object string) []byte {
	prev := bytes.LastIndex(data, []byte("\nxref\n")) + 1
	out := append(bytes.Clone(data), fmt.Sprintf("%d 0 obj\n%s\nendobj\n", n, object)...)
	return append(out, fmt.Sprintf("xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size 9/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n", n, len(data), prev, len(out))...)
}

func hiddenLines(doc *Document) string {
	var lines []string
	for _, h := range doc.Hidden {
		lines = append(lines, h.String())
	}
	return strings.Join(lines, "\n")
}

func TestPDFHidden(t *testing.T) {
	r := NewReader(Options{})
	defer r.Close()
	const text = "BT /F 12 Tf 20 160 Td (Jan Novotny) Tj 0 -40 Td (www.urad.example/) Tj 0 -20 Td (zprava) Tj ET\n"
	redact := "/Annots[<</Type/Annot/Subtype/Redact/Rect[10 150 200 180]/QuadPoints[18 172 100 172 18 156 100 156]>>]"
	half := "<</Type/Annot/Subtype/Link/Border[0 0 0]/Rect[18 %d 200 %d]/A<</S/URI/URI(https://www.urad.example/%s)>>>>"
	const member = "/Resources<</Font<</F 5 0 R>>/Properties<</O 7 0 R>>>>" // the later of two entries counts
	for _, tt := range []struct {
		name string
		data []byte
		want []string // parts of one line each
		not  string
	}{
		{"text under a redaction mark", onePage("", redact, text), []string{`redact-mark, page 1, a redaction that was marked`, `2 words: "Jan Novotny"`}, ""},
		{"address in two lines", onePage("", "/Annots["+fmt.Sprintf(half, 116, 132, "zprava")+fmt.Sprintf(half, 96, 112, "zprava")+"]", text), nil, "annotation"},
		{"address with more behind", onePage("", "/Annots["+fmt.Sprintf(half, 116, 132, "zprava?kdo=7")+"]", text), []string{`1 link: "https://www.urad.example/zprava?kdo=7"`}, ""},
		{"replacement that says the same", onePage("", "", "/Span <</ActualText(Jan)>> BDC BT /F 12 Tf 20 160 Td (J) Tj (an) Tj ET EMC"), nil, "alternative"},
		{"replacement that says another", onePage("", "", "/Span <</ActualText(Petr)>> BDC BT /F 12 Tf 20 160 Td (Jan) Tj ET EMC"), []string{`a replacement for the text "Jan": 1 word: "Petr"`}, ""},
		{"structure says the same", onePage("/StructTreeRoot<</K<</S/P/Pg 3 0 R/ActualText(Jan Novotny)>>>>", "", text), nil, "alternative"},
		{"layer shown", onePage("/OCProperties<</OCGs[6 0 R]/D<</BaseState/OFF/ON[6 0 R]>>>>", member, "/OC /O BDC "+text+"EMC", "<</Type/OCG/Name(A)>>", "<</Type/OCMD/OCGs 6 0 R>>"), []string{`layer "A", shown`}, "only in the layer"},
		{"layer by membership", onePage("/OCProperties<</OCGs[6 0 R]/D<</BaseState/OFF>>>>", member, "/OC /O BDC "+text+"EMC", "<</Type/OCG/Name(A)>>", "<</Type/OCMD/OCGs[6 0 R]>>"), []string{`only in the layer "A", which is not shown: 4 words`}, ""},
		{"save that takes text away", again(onePage("", "", text), 4, stream("", "BT /F 12 Tf 20 160 Td (Jan) Tj ET")), []string{`revision 1 of 2, its page 1: text that the next revision lacks: 3 words: "Novotny www.urad.example/ zprava"`}, ""},
		{"save that adds text", again(onePage("", "", "BT /F 12 Tf 20 160 Td (Jan) Tj ET"), 4, stream("", text)), []string{"earlier-revision"}, "lacks"},
		{"chain of scripts", onePage("/OpenAction 6 0 R", "", text, "<</S/JavaScript/JS(prvni)/Next[7 0 R 6 0 R]>>", "<</S/JavaScript/JS(druhy)/Next 6 0 R>>"), []string{`"prvni"`, `"druhy"`}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc, _ := readBack(t, r, "a.pdf", tt.data)
			got := hiddenLines(doc)
			for _, want := range tt.want {
				if !strings.Contains(got, want) {
					t.Errorf("no %q in\n%s", want, got)
				}
			}
			if tt.not != "" && strings.Contains(got, tt.not) {
				t.Errorf("%q in\n%s", tt.not, got)
			}
		})
	}
}

// Whoever changes a signed file has to see that the signature does not cover
// the change.
func TestPDFSignatureCovers(t *testing.T) {
	all := readtest.All()
	i := slices.IndexFunc(all, func(f readtest.Fixture) bool { return f.Name == "pdf-signature.pdf" })
	if i < 0 {
		t.Fatal("no signed fixture")
	}
	r := NewReader(Options{})
	defer r.Close()
	doc, _ := readBack(t, r, "a.pdf", all[i].Data)
	if got := hiddenLines(doc); !strings.Contains(got, "it covers the file to its end") || strings.Contains(got, "lacks") {
		t.Errorf("signed:\n%s", got)
	}
	changed := again(all[i].Data, 4, stream("", ""))
	doc, _ = readBack(t, r, "a.pdf", changed)
	want := fmt.Sprintf("%d bytes were added after it", len(changed)-len(all[i].Data))
	if got := hiddenLines(doc); !strings.Contains(got, want) || !strings.Contains(got, "dubna") {
		t.Errorf("no %q, or not the text that was taken away:\n%s", want, got)
	}
}

// What the objects hide where they cannot be read is not taken for nothing.
func TestPDFUnreadableObjectsAreSaid(t *testing.T) {
	r := NewReader(Options{})
	defer r.Close()
	lost := onePage("/Names<</JavaScript<</Names[(a) 6 0 R]>>>>", "", "", "<</S/JavaScript/JS(a)>>")
	lost = bytes.Replace(lost, []byte("6 0 obj"), []byte("6 0 xbj"), 1)
	packed := onePage("", "/Metadata 6 0 R", "", stream("/Type/Metadata/Filter/LZWDecode", "abc"))
	for name, data := range map[string][]byte{"lost": lost, "packed": packed} {
		doc, _ := readBack(t, r, "a.pdf", data)
		if !strings.Contains(strings.Join(doc.Warnings, "\n"), "objects could not be read") {
			t.Errorf("%s: warnings %q, hidden:\n%s", name, doc.Warnings, hiddenLines(doc))
		}
	}
}

// A file with more of one kind than is named one by one still counts them all,
// and the other kinds have their place.
func TestPDFManyOfOneKind(t *testing.T) {
	r := NewReader(Options{})
	defer r.Close()
	notes := strings.Repeat("<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(a)>>", 3*maxPDFOfOneKind)
	doc, _ := readBack(t, r, "a.pdf", onePage("", "/Annots["+notes+"]/PieceInfo<</A<</Private(b)>>>>", ""))
	count, private := 0, false
	for _, h := range doc.Hidden {
		if h.Kind == HiddenAnnotation {
			count += h.Count
		}
		private = private || h.Kind == HiddenUnknownPart
	}
	if count != 3*maxPDFOfOneKind || !private || len(doc.Hidden) > maxPDFOfOneKind+10 {
		t.Errorf("%d of %d notes in %d items, private data %v", count, 3*maxPDFOfOneKind, len(doc.Hidden), private)
	}
}

func BenchmarkPDFHiddenPage(b *testing.B) {
	var content strings.Builder
	content.WriteString("0 Tr\n")
	for i := range 3_000 {
		fmt.Fprintf(&content, "BT /F 10 Tf 1 0 0 1 %d %d Tm [(Obecni) -20 (urad)] TJ ET\n", i%500, i%800)
	}
	data := onePage("", "", content.String())
	s := &pdfScan{ctx: b.Context(), layers: map[int]pdfLayer{}}
	var err error
	if s.file, err = openObjects(s.ctx, bytes.NewReader(data), int64(len(data))); err != nil {
		b.Fatal(err)
	}
	r := s.file.Reader(s.ctx, maxPDFWork)
	f := &pdfFile{j: &job{ctx: s.ctx}}
	for b.Loop() {
		page := pagesOfTree(r, r.Dict(s.file.Trailer["Root"]))[0]
		if c := s.readContent(f, page); c.shown.words() == 0 {
			b.Fatal("nothing read")
		}
	}
}

// Whatever the bytes are: a document or an error, sound tokens, a bounded
// number of hidden things, and the input as it was.
func FuzzPDFHidden(f *testing.F) {
	for _, fixture := range readtest.All() {
		if fixture.Format == "pdf" && len(fixture.Data) < 8<<10 {
			f.Add(fixture.Data)
		}
	}
	r := NewReader(Options{})
	f.Cleanup(func() { r.Close() })
	f.Fuzz(func(t *testing.T, data []byte) {
		before := bytes.Clone(data)
		doc, err := r.Read(t.Context(), Source{Name: "a.pdf", Data: bytes.NewReader(data), Size: int64(len(data))}, nil)
		if (doc == nil) == (err == nil) || !bytes.Equal(before, data) {
			t.Fatalf("%v, %v", doc, err)
		}
		if err != nil {
			return
		}
		for _, h := range doc.Hidden {
			if h.Where == "" || h.Unit == "" || h.Count < 0 || len(h.Excerpt) > maxExcerptBytes || h.Page > doc.Pages {
				t.Fatalf("%+v", h)
			}
		}
		if len(doc.Hidden) > 2*maxHidden {
			t.Fatalf("%d hidden things", len(doc.Hidden))
		}
	})
}

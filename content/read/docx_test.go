package read

import (
	"bytes"
	"image"
	"slices"
	"strings"
	"testing"

	"github.com/akta-foi/akta/content/read/readtest"
	"github.com/akta-foi/akta/content/read/typeset"
)

// flowOf reads a document's flow.
func flowOf(t *testing.T, data []byte) (typeset.Flow, *Document) {
	t.Helper()
	j := &job{ctx: t.Context(), reader: NewReader(Options{}), src: Source{Name: "a.docx", Data: bytes.NewReader(data), Size: int64(len(data))}, doc: &Document{}}
	p, err := openPackage(j)
	if err != nil {
		t.Fatal(err)
	}
	d := newDOCXFile(p)
	if d.main, err = p.main("word/document.xml"); err != nil {
		t.Fatal(err)
	}
	if err := d.readLooks(); err != nil {
		t.Fatal(err)
	}
	flow, err := d.flow()
	if err != nil {
		t.Fatal(err)
	}
	return flow, j.doc
}

// TestRichDOCX: headings, computed numbers, joined cells and the picture stand
// in the flow as they are shown.
func TestRichDOCX(t *testing.T) {
	all := readtest.All()
	i := slices.IndexFunc(all, func(f readtest.Fixture) bool { return f.Name == "bohaty.docx" })
	if i < 0 {
		t.Fatal("no fixture bohaty.docx")
	}
	flow, _ := flowOf(t, all[i].Data)
	var got []string
	for _, b := range flow.Blocks {
		switch b.Kind {
		case typeset.Heading:
			got = append(got, "h"+string(rune('0'+b.Level)))
		case typeset.Item:
			got = append(got, b.Marker+"/"+flatText(b.Runs))
		case typeset.Picture:
			if b.Image.Bounds() != image.Rect(0, 0, 1, 1) {
				t.Errorf("picture %v", b.Image.Bounds())
			}
			got = append(got, "picture")
		case typeset.Table:
			c := b.Rows[0].Cells[0]
			if !b.Rows[0].Header || c.Cols != 2 || b.Rows[1].Cells[0].Rows != 2 || len(b.Rows[2].Cells) != 2 {
				t.Errorf("table %+v", b.Rows)
			}
			got = append(got, "table")
		}
	}
	want := "h1 h2 1./první 1.a)/vnořený 1.b)/druhý vnořený 2./druhá /odrážka IV./římská 1./znovu table picture"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("flow\n%s, want\n%s", s, want)
	}
	boxes := strings.Count(plainText(flow.Blocks), "Rámeček")
	if boxes != 1 {
		t.Errorf("the text box is there %d times", boxes)
	}
}

// TestFinalView: insertions are shown, deletions are not, and paragraphs whose
// mark was deleted are one.
func TestFinalView(t *testing.T) {
	r := NewReader(Options{})
	defer r.Close()
	doc, _ := readBack(t, r, "a.docx", word(t, `<w:p><w:pPr><w:rPr><w:del w:author="A"/></w:rPr></w:pPr><w:r><w:t>Praž</w:t></w:r></w:p>`+
		`<w:p><w:r><w:t xml:space="preserve">ská </w:t></w:r><w:ins w:author="B" w:date="2026-01-01T00:00:00Z"><w:r><w:t>nová</w:t></w:r></w:ins><w:del w:author="B"><w:r><w:delText>stará</w:delText></w:r></w:del></w:p>`))
	if got := strings.TrimSpace(doc.Text()); got != "Pražská nová" {
		t.Errorf("text %q", got)
	}
	var said []string
	for _, h := range doc.Hidden {
		said = append(said, h.Excerpt)
	}
	want := []string{"inserted by B, 2026-01-01T00:00:00Z: nová", "deleted by B: stará", "deleted paragraph mark by A"}
	if !slices.Equal(said, want) {
		t.Errorf("hidden %q, want %q", said, want)
	}
}

// TestMixedHiding: hidden text of several kinds in one paragraph, in turns.
func TestMixedHiding(t *testing.T) {
	r := NewReader(Options{})
	defer r.Close()
	run := func(properties, text string) string {
		return `<w:r><w:rPr>` + properties + `</w:rPr><w:t xml:space="preserve">` + text + `</w:t></w:r>`
	}
	doc, _ := readBack(t, r, "a.docx", word(t, `<w:p>`+run(`<w:vanish/>`, "jedna ")+run(`<w:highlight w:val="black"/>`, "dvě ")+run(`<w:vanish/>`, "tři ")+
		run(`<w:color w:val="FFFFFF"/>`, "čtyři ")+run(`<w:highlight w:val="black"/>`, "pět")+run("", "vidět")+`</w:p>`))
	var said []string
	for _, h := range doc.Hidden {
		said = append(said, string(h.Kind)+": "+h.Excerpt)
	}
	want := []string{"hidden-text: jedna tři", "black-highlight: dvě pět", "background-text: čtyři"}
	if !slices.Equal(said, want) || strings.TrimSpace(doc.Text()) != "vidět" {
		t.Errorf("hidden %q, want %q; text %q", said, want, doc.Text())
	}
}

func TestHiddenByColor(t *testing.T) {
	for _, tt := range []struct {
		text, ground string
		want         HiddenKind
	}{
		{"000000", "FFFFFF", ""},
		{"FFFFFF", "FFFFFF", HiddenBackgroundText},
		{"FDFDFD", "FFFFFF", HiddenBackgroundText},
		{"BFBFBF", "FFFFFF", ""},
		{"000000", "000000", HiddenBlackHighlight},
		{"000000", "000080", HiddenBlackHighlight},
		{"FFFFFF", "000000", ""},
		{"FF0000", "000000", ""},
		{"FF0000", "008000", ""},
		{"FFFF00", "FFFF00", HiddenBackgroundText},
	} {
		a, _ := parseRGB(tt.text)
		b, _ := parseRGB(tt.ground)
		if got := hiddenByColor(a, b); got != tt.want {
			t.Errorf("%s on %s: %q, want %q", tt.text, tt.ground, got, tt.want)
		}
	}
}

func TestListNumbers(t *testing.T) {
	for _, tt := range []struct {
		n      int
		format string
		want   string
	}{
		{4, "upperRoman", "IV"}, {1999, "lowerRoman", "mcmxcix"}, {4000, "upperRoman", "4000"}, {27, "lowerLetter", "aa"}, {53, "upperLetter", "AAA"},
		{3, "decimalZero", "03"}, {3, "ordinal", "3."}, {3, "cardinalText", "3"}, {0, "lowerLetter", "0"},
	} {
		if got := listNumber(tt.n, tt.format); got != tt.want {
			t.Errorf("%d as %s: %q, want %q", tt.n, tt.format, got, tt.want)
		}
	}
}

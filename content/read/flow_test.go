package read

import (
	"bytes"
	"image"
	"image/color"
	"strings"
	"testing"

	"github.com/akta-foi/akta/content/read/typeset"
)

func flowRuns(s string) []typeset.Run { return []typeset.Run{{Text: s}} }

// flowJob is a job without a file.
func flowJob(t *testing.T, sink func(Page) error) *job {
	r := NewReader(Options{})
	t.Cleanup(func() { r.Close() })
	return &job{ctx: t.Context(), reader: r, doc: &Document{}, sink: sink}
}

func dark(w, h int) image.Image {
	m := image.NewGray(image.Rect(0, 0, w, h))
	for i := range m.Pix {
		m.Pix[i] = uint8(100 + i%3)
	}
	m.SetGray(0, 0, color.Gray{0})
	return m
}

func sampleFlow() typeset.Flow {
	return typeset.Flow{Blocks: []typeset.Block{
		{Kind: typeset.Heading, Level: 2, Runs: flowRuns("Nadpis spisu")},
		{Kind: typeset.Item, Level: 1, Marker: "1.", Runs: flowRuns("první\nřádek")},
		{Kind: typeset.Picture, Image: dark(300, 100)},
		{Kind: typeset.Picture, Image: image.NewAlpha(image.Rect(0, 0, 30, 30))}, // nothing on it
		{Kind: typeset.Table, Rows: []typeset.Row{
			{Header: true, Cells: []typeset.Cell{{Runs: flowRuns("A")}, {}, {Runs: flowRuns("B c")}}},
			{Cells: []typeset.Cell{{Runs: flowRuns("1")}}},
		}},
		{Kind: typeset.Table, Rows: []typeset.Row{{Cells: []typeset.Cell{{Runs: flowRuns("konec")}}}}},
		{Runs: flowRuns("漢 a\x07b")},
	}}
}

func TestFlowViews(t *testing.T) {
	var pages []Page
	j := flowJob(t, func(p Page) error { pages = append(pages, p); return nil })
	if err := j.setFlow(sampleFlow()); err != nil {
		t.Fatal(err)
	}
	doc := j.doc
	checkTokens(t, doc.Tokens)
	if want := "Nadpis spisu\n\n1. první\nřádek\n\nA\tB c\n1\n\nkonec\n\n漢 ab\n"; doc.Text() != want {
		t.Errorf("text %q, want %q", doc.Text(), want)
	}
	want := []Block{
		{Kind: BlockHeading, Level: 2, First: 0, Count: 2}, {Kind: BlockItem, Level: 1, First: 2, Count: 3},
		{Kind: BlockCell, Table: 1, Row: 1, Col: 1, First: 5, Count: 1}, {Kind: BlockCell, Table: 1, Row: 1, Col: 3, First: 6, Count: 2},
		{Kind: BlockCell, Table: 1, Row: 2, Col: 1, First: 8, Count: 1}, {Kind: BlockCell, Table: 2, Row: 1, Col: 1, First: 9, Count: 1},
		{Kind: BlockParagraph, First: 10, Count: 2},
	}
	for i, b := range doc.Blocks {
		if i >= len(want) || b != want[i] {
			t.Errorf("block %d is %+v", i, b)
		}
	}
	if len(doc.Blocks) != len(want) || doc.Pages != 1 || len(pages) != 1 || !doc.MachineRead || len(doc.UnreadPages) != 0 {
		t.Errorf("%d blocks, %d pages: %+v", len(doc.Blocks), doc.Pages, doc)
	}
	for _, v := range pages[0].Gray {
		if v%85 != 0 {
			t.Fatalf("a level of %d", v)
		}
	}
	for _, tok := range doc.Tokens {
		if tok.Page != 1 || tok.Box.Empty() || inkIn(pages[0], tok.Box) == 0 {
			t.Errorf("token %+v", tok)
		}
	}
	if len(doc.Hidden) != 1 || doc.Hidden[0].Kind != HiddenUnreadRegion || doc.Hidden[0].Page != 1 || doc.Hidden[0].Box.W != 300 {
		t.Errorf("hidden %v", doc.Hidden)
	}
	said := strings.Join(doc.Warnings, "; ")
	if !strings.Contains(said, "1 control characters") || !strings.Contains(said, `1 characters have no picture in akta's fonts: "\u6f22"`) {
		t.Errorf("warnings %q", doc.Warnings)
	}
	unseen := flowJob(t, nil)
	if err := unseen.setFlow(sampleFlow()); err != nil || unseen.doc.Text() != doc.Text() || len(unseen.doc.Hidden) != 1 || unseen.doc.Pages != 1 {
		t.Errorf("without a sink: %v, %+v", err, unseen.doc)
	}
}

// TestFlowPictureWords: words read in a picture come at its place.
func TestFlowPictureWords(t *testing.T) {
	flow := sampleFlow()
	pages, err := typeset.Layout(t.Context(), flow, typeset.Limits{Pages: maxPages, Words: maxTokens, WordBytes: maxTokenBytes})
	if err != nil {
		t.Fatal(err)
	}
	doc := &Document{}
	read := []*recognised{{tokens: []Token{{Text: "razítko ", Page: 1, Confidence: 90}, {Text: "úřadu\n\n", Page: 1, Confidence: 80}}}, nil}
	if err := doc.setWords(flow, pages, read); err != nil {
		t.Fatal(err)
	}
	checkTokens(t, doc.Tokens)
	if !strings.Contains(doc.Text(), "řádek\n\nrazítko úřadu\n\nA\tB") {
		t.Errorf("text %q", doc.Text())
	}
	for _, b := range doc.Blocks {
		if b.Kind == BlockCell && b.Row == 1 && b.Col == 3 && doc.Tokens[b.First].Text != "B " {
			t.Errorf("cell %+v begins with %q", b, doc.Tokens[b.First].Text)
		}
	}
	page := Page{Number: 1, Width: 4, Height: 2, Gray: []byte{0, 1, 2, 3, 4, 5, 6, 7}}
	if only := page.only(page.Gray, Box{1, 0, 2, 2}); !bytes.Equal(only.Gray, []byte{255, 1, 2, 255, 255, 5, 6, 255}) {
		t.Errorf("only %v", only.Gray)
	}
}

package read

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"codeberg.org/go-pdf/fpdf"
)

// TestUnseenWordsAreLeftOut: what a program can extract and a reader cannot see
// is no part of the text view.
func TestUnseenWordsAreLeftOut(t *testing.T) {
	pdf := fpdf.New("P", "mm", "A4", "")
	pdf.AddPage()
	pdf.SetFont("Helvetica", "", 12)
	pdf.Text(20, 30, "Visible words - and I stand here _ once.")
	pdf.Text(20, 50, "Before Covered1 after")
	x := 20 + pdf.GetStringWidth("Before ")
	pdf.SetFillColor(0, 0, 0)
	pdf.Rect(x-0.5, 45.5, pdf.GetStringWidth("Covered1")+1, 6, "F")
	pdf.SetTextColor(255, 255, 255)
	pdf.Text(20, 70, "Whiteout2 and more")
	pdf.SetTextColor(0, 0, 0)
	pdf.Text(500, 90, "Offpage3")
	pdf.SetFillColor(255, 255, 255)
	pdf.Text(20, 110, "Painted4")
	pdf.Rect(15, 104, 60, 9, "F")
	pdf.SetFillColor(0, 0, 0)
	pdf.Rect(15, 124, 60, 9, "F")
	pdf.SetTextColor(255, 255, 255)
	pdf.Text(20, 130, "Inverse5")
	var b bytes.Buffer
	if err := pdf.Output(&b); err != nil {
		t.Fatal(err)
	}
	r := NewReader(Options{})
	defer r.Close()
	doc, err := r.Read(t.Context(), Source{Name: "a.pdf", Data: bytes.NewReader(b.Bytes()), Size: int64(b.Len())}, nil)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(doc.Text()), " ")
	if want := "Visible words - and I stand here _ once. Before after Inverse5"; text != want {
		t.Errorf("text %q, want %q", text, want)
	}
	if len(doc.Warnings) > 0 || !doc.MachineRead {
		t.Errorf("warnings %q, machine-read %v", doc.Warnings, doc.MachineRead)
	}
	var named []string
	for _, h := range ofKind(doc, HiddenUnseenText) {
		if !strings.HasPrefix(h.Where, "page 1") || h.Page != 1 || h.Unit != "words" || h.Count != len(strings.Fields(h.Excerpt)) {
			t.Errorf("item %+v", h)
		}
		if on := h.Box != nil; on != (h.Excerpt != "Offpage3") {
			t.Errorf("%q: box %+v", h.Excerpt, h.Box)
		}
		named = append(named, h.Excerpt)
	}
	if want := []string{"Covered1", "Whiteout2 and more", "Offpage3", "Painted4"}; !slices.Equal(named, want) {
		t.Errorf("named %q, want %q", named, want)
	}
}

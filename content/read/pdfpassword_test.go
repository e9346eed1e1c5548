package read

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

// TestPDFPassword: the right one opens, a wrong and a missing one are told
// apart, and none of them stands in an error or in the document.
func TestPDFPassword(t *testing.T) {
	f := newPDF()
	f.SetProtection(0, "heslo-obce", "vlastnik")
	for range 3 {
		f.AddPage()
		f.Text(100, 100, "Důvěrný spis")
	}
	data := pdfBytes(t, f)
	r := NewReader(Options{})
	defer r.Close()
	for _, tt := range []struct{ password, want string }{
		{"heslo-obce", ""},
		{"vlastnik", ""},
		{"", "no password was given"},
		{"jine-heslo", "the password that was given is wrong"},
	} {
		doc, err := r.Read(t.Context(), Source{Name: "spis.pdf", Data: bytes.NewReader(data), Size: int64(len(data)), Password: tt.password}, nil)
		switch {
		case tt.want == "":
			if err != nil || strings.Count(doc.Text(), "Důvěrný spis") != 3 || doc.Field("encrypted") != "yes" {
				t.Errorf("password %q: %+v, %v", tt.password, doc, err)
				continue
			}
			if slices.ContainsFunc(doc.Fields, func(f Field) bool { return strings.Contains(f.Value, tt.password) }) {
				t.Errorf("the password stands in %v", doc.Fields)
			}
		case err == nil || doc != nil || !strings.Contains(err.Error(), tt.want):
			t.Errorf("password %q: %v, %v; want an error with %q", tt.password, doc, err, tt.want)
		case tt.password != "" && strings.Contains(err.Error(), tt.password):
			t.Errorf("the password stands in %q", err)
		}
	}
	open := newPDF()
	open.AddPage()
	open.Text(100, 100, "volně")
	if doc, _ := readBack(t, r, "a.pdf", pdfBytes(t, open)); doc.Field("encrypted") != "" {
		t.Errorf("a file that is not encrypted: %v", doc.Fields)
	}
}

package read

import (
	"strings"
	"time"

	"github.com/klippa-app/go-pdfium/requests"
)

// readInfo reads the information dictionary (ISO 32000-1 14.3.3); whatever
// else it has is named by hiddenInDocument.
func (f *pdfFile) readInfo() error {
	for _, entry := range []struct{ tag, name string }{
		{"Title", "title"}, {"Author", "author"}, {"Subject", "subject"}, {"Keywords", "keywords"},
		{"Creator", "creator"}, {"Producer", "producer"}, {"CreationDate", "created"}, {"ModDate", "modified"},
	} {
		meta, err := f.pdf.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: f.document, Tag: entry.tag})
		if err != nil {
			continue // no such entry; a broken sandbox fails again in the next step
		}
		value := meta.Value
		if strings.HasSuffix(entry.tag, "Date") {
			value = pdfDate(value)
		}
		f.doc.setField(entry.name, value)
	}
	return nil
}

// pdfDate turns "D:20240312101500+01'00'" (ISO 32000-1 7.9.4) into RFC 3339; a
// date it cannot read stays as it is.
func pdfDate(s string) string {
	v := strings.TrimSuffix(strings.ReplaceAll(strings.TrimPrefix(strings.TrimSpace(s), "D:"), "'", ""), "Z")
	for _, layout := range []string{"20060102150405-0700", "20060102150405Z0000", "20060102150405", "200601021504", "20060102"} {
		t, err := time.Parse(layout, v)
		if err != nil {
			continue
		}
		if layout == "20060102" {
			return t.Format(time.DateOnly)
		}
		return t.Format(time.RFC3339)
	}
	return s
}

package letter

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/akta-foi/akta/content/law"
)

// Formats are those a letter can be written in; Markdown is the one the others
// are made from.
func Formats() []string { return []string{"md", "pdf", "docx", "odt"} }

// Render writes a letter in a format other than Markdown. It has no author and
// no time but midnight UTC of the date: the same letter gives the same bytes.
// missing are the characters for which the PDF's font has no picture; they
// stand in the text all the same.
func Render(t *Text, format string, date law.Date) (data []byte, missing string, err error) {
	if date == 0 {
		return nil, "", fmt.Errorf("letter: no date")
	}
	switch format {
	case "pdf":
		return renderPDF(t, date)
	case "docx":
		data, err = renderDOCX(t, date)
	case "odt":
		data, err = renderODT(t, date)
	default:
		err = fmt.Errorf("format %q: want one of %s", format, strings.Join(Formats(), ", "))
	}
	return data, "", err
}

// country gives the country whose use of a language the letters follow.
func country(lang string) string {
	switch lang {
	case "cs":
		return "CZ"
	case "hu":
		return "HU"
	}
	return "GB"
}

// part is one file of a package.
type part struct{ name, data string }

// pack makes a ZIP; a part that is named mimetype comes first and as it is (ODF
// 1.3, part 2, 3.3).
func pack(parts []part, date law.Date) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		h := &zip.FileHeader{Name: p.name, Method: zip.Deflate}
		if p.name == "mimetype" {
			h.Method = zip.Store
		}
		h.Modified = date.Time()
		w, err := z.CreateHeader(h)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write([]byte(p.data)); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// escapeXML escapes text for elements and attributes.
func escapeXML(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		return "" // a strings.Builder does not fail
	}
	return b.String()
}

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

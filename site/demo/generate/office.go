package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"strings"
)

// sheetOf is a paper of paragraphs and one table, which is written in every
// office format: a paragraph that begins with "# " is a heading.
type sheetOf struct {
	title      string
	paragraphs []string
	rows       [][]string // the first one is the header
	note       string     // a comment by a colleague: hidden in the file
}

// member is one file of a container.
type member struct {
	name string
	data []byte
}

// container packs members without compressing them, so that the bytes do not
// depend on a compressor.
func container(members ...member) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, m := range members {
		w, err := z.CreateHeader(&zip.FileHeader{Name: m.name, Method: zip.Store})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(m.data); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return b.Bytes(), err
}

func xmlPart(name, body string) member {
	return member{name, []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" + body)}
}

// each writes every paragraph with one of two formats, of a heading and of text.
func (s sheetOf) each(heading, text string) string {
	var b strings.Builder
	for _, p := range s.paragraphs {
		format := text
		if title, ok := strings.CutPrefix(p, "# "); ok {
			p, format = title, heading
		}
		fmt.Fprintf(&b, format, html.EscapeString(p))
	}
	return b.String()
}

// table writes the rows: a cell's format, and what stands around a row.
func (s sheetOf) table(cell, before, after string) string {
	var b strings.Builder
	for _, row := range s.rows {
		b.WriteString(before)
		for _, c := range row {
			fmt.Fprintf(&b, cell, html.EscapeString(c))
		}
		b.WriteString(after)
	}
	return b.String()
}

const (
	relationships = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>`
	relationship  = `<Relationship Id="rId%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s"/>`
	contentTypes  = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>%s</Types>`
	override      = `<Override PartName="/%s" ContentType="application/vnd.openxmlformats-officedocument.%s+xml"/>`
	wordSpace     = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	sheetSpace    = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
)

// docx is the paper as a Word document, with the note as a comment.
func (s sheetOf) docx() ([]byte, error) {
	const para = `<w:p>%s<w:r><w:t xml:space="preserve">%%s</w:t></w:r></w:p>`
	body := s.each(fmt.Sprintf(para, `<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>`), fmt.Sprintf(para, ""))
	body += `<w:tbl><w:tblPr/>` + s.table(`<w:tc><w:p><w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p></w:tc>`, "<w:tr>", "</w:tr>") + `</w:tbl>`
	if s.note != "" {
		body += `<w:p><w:commentRangeStart w:id="0"/><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>`
	}
	return container(
		xmlPart("[Content_Types].xml", fmt.Sprintf(contentTypes, fmt.Sprintf(override, "word/document.xml", "wordprocessingml.document.main")+
			fmt.Sprintf(override, "word/styles.xml", "wordprocessingml.styles")+fmt.Sprintf(override, "word/comments.xml", "wordprocessingml.comments"))),
		xmlPart("_rels/.rels", fmt.Sprintf(relationships, fmt.Sprintf(relationship, 1, "officeDocument", "word/document.xml"))),
		xmlPart("word/_rels/document.xml.rels", fmt.Sprintf(relationships, fmt.Sprintf(relationship, 1, "styles", "styles.xml")+fmt.Sprintf(relationship, 2, "comments", "comments.xml"))),
		xmlPart("word/styles.xml", `<w:styles `+wordSpace+`><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>`),
		xmlPart("word/comments.xml", `<w:comments `+wordSpace+`><w:comment w:id="0" w:author="Radim Domnělý" w:date="2025-10-30T09:00:00Z"><w:p><w:r><w:t>`+html.EscapeString(s.note)+`</w:t></w:r></w:p></w:comment></w:comments>`),
		xmlPart("word/document.xml", `<w:document `+wordSpace+`><w:body>`+body+`</w:body></w:document>`),
	)
}

// xlsx is the table as a workbook, with the note on a second, hidden sheet.
func (s sheetOf) xlsx() ([]byte, error) {
	sheet := func(rows string) string {
		return `<worksheet ` + sheetSpace + `><sheetData>` + rows + `</sheetData></worksheet>`
	}
	const cell = `<c t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`
	return container(
		xmlPart("[Content_Types].xml", fmt.Sprintf(contentTypes, fmt.Sprintf(override, "xl/workbook.xml", "spreadsheetml.sheet.main")+
			fmt.Sprintf(override, "xl/worksheets/sheet1.xml", "spreadsheetml.worksheet")+fmt.Sprintf(override, "xl/worksheets/sheet2.xml", "spreadsheetml.worksheet"))),
		xmlPart("_rels/.rels", fmt.Sprintf(relationships, fmt.Sprintf(relationship, 1, "officeDocument", "xl/workbook.xml"))),
		xmlPart("xl/_rels/workbook.xml.rels", fmt.Sprintf(relationships, fmt.Sprintf(relationship, 1, "worksheet", "worksheets/sheet1.xml")+fmt.Sprintf(relationship, 2, "worksheet", "worksheets/sheet2.xml"))),
		xmlPart("xl/workbook.xml", `<workbook `+sheetSpace+`><sheets><sheet name="`+html.EscapeString(s.title)+`" sheetId="1" r:id="rId1"/><sheet name="Interní" sheetId="2" state="hidden" r:id="rId2"/></sheets></workbook>`),
		xmlPart("xl/worksheets/sheet1.xml", sheet(s.table(cell, "<row>", "</row>"))),
		xmlPart("xl/worksheets/sheet2.xml", sheet("<row>"+fmt.Sprintf(cell, html.EscapeString(s.note))+"</row>")),
	)
}

const odfSpaces = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" ` +
	`xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2"`

func openDocument(kind, body string) ([]byte, error) {
	mime := "application/vnd.oasis.opendocument." + kind
	return container(
		member{"mimetype", []byte(mime)},
		xmlPart("META-INF/manifest.xml", `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="`+mime+`"/>`+
			`<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`),
		xmlPart("content.xml", `<office:document-content `+odfSpaces+`><office:body>`+body+`</office:body></office:document-content>`),
	)
}

func (s sheetOf) odfTable() string {
	return `<table:table table:name="` + html.EscapeString(s.title) + `">` +
		s.table(`<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>`, "<table:table-row>", "</table:table-row>") + `</table:table>`
}

// odt is the paper as an OpenDocument text, with the note as a comment.
func (s sheetOf) odt() ([]byte, error) {
	body := s.each(`<text:h text:outline-level="1">%s</text:h>`, `<text:p>%s</text:p>`) + s.odfTable()
	if s.note != "" {
		body += `<text:p><office:annotation><dc:creator>Költött Kálmán</dc:creator><text:p>` + html.EscapeString(s.note) + `</text:p></office:annotation></text:p>`
	}
	return openDocument("text", `<office:text>`+body+`</office:text>`)
}

// ods is the table as an OpenDocument spreadsheet.
func (s sheetOf) ods() ([]byte, error) {
	return openDocument("spreadsheet", `<office:spreadsheet>`+s.odfTable()+`</office:spreadsheet>`)
}

// rtf is the paper in Rich Text Format, with \u escapes for every letter that
// is not ASCII.
func (s sheetOf) rtf() ([]byte, error) {
	var b strings.Builder
	b.WriteString(`{\rtf1\ansi\ansicpg1250\deff0{\fonttbl{\f0 Times New Roman;}}` + "\n")
	for _, p := range s.paragraphs {
		format := `\pard %s\par` + "\n"
		if title, ok := strings.CutPrefix(p, "# "); ok {
			p, format = title, `\pard\outlinelevel0\b %s\b0\par`+"\n"
		}
		fmt.Fprintf(&b, format, escapeRTF(p))
	}
	b.WriteString("}\n")
	return []byte(b.String()), nil
}

func escapeRTF(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\\' || r == '{' || r == '}':
			b.WriteString(`\` + string(r))
		case r > 0x7E:
			fmt.Fprintf(&b, `\u%d?`, int16(r))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// page is the paper as a web page.
func (s sheetOf) page(language string) func() ([]byte, error) {
	return func() ([]byte, error) {
		return []byte(`<!DOCTYPE html>` + "\n" + `<html lang="` + language + `"><head><meta charset="utf-8"><title>` + html.EscapeString(s.title) + "</title></head><body>\n" +
			s.each("<h1>%s</h1>\n", "<p>%s</p>\n") + "<table>\n" + s.table("<td>%s</td>", "<tr>", "</tr>\n") + "</table>\n</body></html>\n"), nil
	}
}

// csv is the table with semicolons, in Windows-1250, as spreadsheets of the
// region write it.
func (s sheetOf) csv() ([]byte, error) {
	var b strings.Builder
	for _, row := range s.rows {
		b.WriteString(strings.Join(row, ";") + "\n")
	}
	return windows1250(b.String())()
}

// archive packs files into a ZIP.
func archive(members ...member) func() ([]byte, error) {
	return func() ([]byte, error) { return container(members...) }
}

// signatureContainer is an ASiC-S container (ETSI EN 319 162) of one file
// without a signature yet.
func signatureContainer(m member) func() ([]byte, error) {
	return func() ([]byte, error) {
		return container(member{"mimetype", []byte("application/vnd.etsi.asic-s+zip")}, m)
	}
}

// mailbox is messages in the mbox format (RFC 4155).
func mailbox(messages ...message) func() ([]byte, error) {
	return func() ([]byte, error) {
		var b bytes.Buffer
		for _, m := range messages {
			data, err := m.encode()
			if err != nil {
				return nil, err
			}
			fmt.Fprintf(&b, "From posta@alsokovesd.example Mon Nov  3 08:00:00 2025\n%s\n\n", bytes.ReplaceAll(bytes.TrimSpace(data), []byte("\r\n"), []byte("\n")))
		}
		return b.Bytes(), nil
	}
}

package read

import (
	"encoding/xml"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// xlsxText is the text of a cell (ECMA-376 part 1, 18.4): plain, or runs with
// fonts of their own.
type xlsxText struct {
	text string
	runs []xlsxRun // nil: plain
	used bool      // a cell shows it or names it
}

type xlsxRun struct {
	text string
	font *xlsxFont // nil: the cell's
}

// textReader collects <t>, <r> and <rPr> of a string. Readings of East Asian
// writing (rPh) are not shown.
type textReader struct {
	runs     []xlsxRun
	font     *xlsxFont
	rich     bool
	phonetic int
	inText   bool
	reading  excerptText
	b        strings.Builder
}

func (r *textReader) start(e xml.StartElement) {
	switch e.Name.Local {
	case "r":
		r.rich, r.font = true, nil
	case "rPr":
		r.font = &xlsxFont{}
	case "rPh":
		r.phonetic++
	case "t":
		r.inText = true
		r.b.Reset()
	default:
		if r.font != nil {
			r.font.set(e)
		}
	}
}

func (r *textReader) charData(text []byte) {
	if r.inText {
		r.b.Write(text)
	}
}

func (r *textReader) end(local string) {
	switch local {
	case "rPh":
		r.phonetic--
	case "r":
		r.font = nil
	case "t":
		r.inText = false
		text := unescapeX(r.b.String())
		if r.phonetic > 0 {
			r.reading.add(text)
			return
		}
		r.runs = append(r.runs, xlsxRun{text, r.font})
	}
}

// take returns the string read and begins the next one.
func (r *textReader) take() xlsxText {
	var all strings.Builder
	for _, run := range r.runs {
		all.WriteString(run.text)
	}
	text := xlsxText{text: all.String()}
	if r.rich {
		text.runs = r.runs
	}
	r.runs, r.font, r.rich = nil, nil, false
	return text
}

// escapedX is a character that XML cannot carry, in the way of 22.9.2.19.
var escapedX = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

func unescapeX(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return escapedX.ReplaceAllStringFunc(s, func(m string) string {
		n, err := strconv.ParseUint(m[2:6], 16, 32)
		if err != nil || n >= 0xD800 && n < 0xE000 {
			return m
		}
		return string(rune(n))
	})
}

// readStrings reads xl/sharedStrings.xml.
func (b *xlsxBook) readStrings(part string) error {
	var r textReader
	err := b.walk(part, func(t xml.Token, depth int) error {
		switch t := t.(type) {
		case xml.StartElement:
			r.start(t)
		case xml.CharData:
			r.charData(t)
		case xml.EndElement:
			r.end(t.Name.Local)
			if t.Name.Local == "si" {
				if len(b.strings) >= maxTokens {
					return fmt.Errorf("part %s: more than %d texts: split the file", part, maxTokens)
				}
				b.strings = append(b.strings, r.take())
			}
		}
		return nil
	})
	if r.reading.words > 0 {
		b.j.doc.hide(Hidden{Kind: HiddenText, Where: "readings, part " + part, Count: r.reading.words, Unit: "words", Excerpt: r.reading.String()})
	}
	return err
}

// nameUnused names texts that no cell has any more: what was deleted stays in
// the list of some programs.
func (b *xlsxBook) nameUnused(part string) {
	var left excerptText
	for _, s := range b.strings {
		if !s.used {
			left.add(s.text)
		}
	}
	if left.words > 0 {
		b.j.doc.hide(Hidden{Kind: HiddenText, Where: "texts that no cell shows, part " + part, Count: left.words, Unit: "words", Excerpt: left.String()})
	}
}

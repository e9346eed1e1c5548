package read

import (
	"errors"
	"fmt"
	"path"
	"strings"
	"unicode"

	"github.com/akta-foi/akta/content/read/typeset"
)

// readCSV reads a table of delimited text (RFC 4180 and what spreadsheet
// programs write instead). A cell that looks like a formula is text.
func readCSV(j *job) error {
	data, err := readAll(j.src, maxTextSize, "csv")
	if err != nil {
		return err
	}
	text, charset, err := decodeText(data)
	if errors.Is(err, errNotText) {
		return readBytes(j.doc)
	}
	if err != nil {
		return err
	}
	j.doc.MediaType, j.doc.Format = "text/csv", "csv"
	if strings.EqualFold(path.Ext(j.src.Name), ".tsv") {
		j.doc.MediaType = "text/tab-separated-values"
	}
	j.doc.setField("charset", charset)
	j.doc.hideZeroWidth(text)
	delimiter, text := csvDelimiter(text)
	j.doc.setField("delimiter", map[byte]string{'\t': "tab", ';': "semicolon", ',': "comma", '|': "vertical bar", 0: "none"}[delimiter])
	var rows []typeset.Row
	cells := 0
	p := &csvParser{text: text, delimiter: delimiter}
	for record := p.next(); record != nil; record = p.next() {
		cells += len(record)
		switch {
		case len(rows)%1024 == 0 && j.ctx.Err() != nil:
			return j.ctx.Err()
		case len(rows) >= maxSheetRows || len(record) > maxSheetColumns || cells > maxTableCells:
			return fmt.Errorf("csv: row %d: at most %d rows, %d columns and %d cells are read: split the file", len(rows)+1, maxSheetRows, maxSheetColumns, maxTableCells)
		}
		rows = append(rows, csvRow(record, len(rows) == 0))
	}
	if p.broken > 0 {
		j.doc.warn("the quotes in the table are broken, first in line %d: compare the cells with the original", p.broken)
	}
	if len(rows) == 0 {
		return j.setFlow(typeset.Flow{})
	}
	return j.setFlow(typeset.Flow{Blocks: []typeset.Block{{Kind: typeset.Table, Rows: rows}}})
}

func csvRow(record []string, header bool) typeset.Row {
	row := typeset.Row{Header: header, Cells: make([]typeset.Cell, len(record))}
	for i, s := range record {
		if s != "" {
			row.Cells[i] = typeset.Cell{Runs: []typeset.Run{{Text: s}}, Right: !header && isNumber(s)}
		}
	}
	return row
}

// isNumber tells whether a cell is set to the right.
func isNumber(s string) bool {
	digits := 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case !strings.ContainsRune(" \u00A0\u202F.,-+%", r):
			return false
		}
	}
	return digits > 0 && len(s) <= 24
}

// csvDelimiter finds the delimiter: the one of Excel's first line "sep=;",
// which is not part of the table, or the one that gives the same number of
// columns most often in the first rows; 0 if there is one column.
func csvDelimiter(text string) (delimiter byte, rest string) {
	line, after, _ := strings.Cut(text, "\n")
	if sep, ok := strings.CutPrefix(strings.TrimRight(line, "\r"), "sep="); ok && len(sep) == 1 && strings.Contains(";,\t|", sep) {
		return sep[0], after
	}
	best := 0
	for _, try := range []byte{';', '\t', ',', '|'} {
		seen := map[int]int{}
		p := &csvParser{text: text, delimiter: try}
		for n := 0; n < csvSniffRows; n++ {
			record := p.next()
			if record == nil || p.at > csvSniffBytes {
				break
			}
			seen[len(record)]++
		}
		score := 0
		for columns, rows := range seen {
			if columns > 1 {
				score = max(score, rows*1000+min(columns, 500))
			}
		}
		if score > best {
			best, delimiter = score, try
		}
	}
	return delimiter, text
}

const (
	csvSniffRows  = 50
	csvSniffBytes = 256 << 10
)

// csvParser reads records one by one and loses nothing of a broken file.
type csvParser struct {
	text      string
	delimiter byte
	at        int  // next byte
	line      int  // of it, from 0
	literal   bool // quotes mean nothing any more: one was never closed
	broken    int  // line of the first broken quote, from 1
}

// next returns the next record that is not an empty line, or nil at the end.
func (p *csvParser) next() []string {
	for p.at < len(p.text) {
		var record []string
		for more := true; more; {
			var field string
			field, more = p.field()
			record = append(record, field)
		}
		if len(record) > 1 || record[0] != "" {
			return record
		}
	}
	return nil
}

// field reads one field and the delimiter or line break after it; more tells
// whether the record goes on.
func (p *csvParser) field() (field string, more bool) {
	if !p.literal && p.at < len(p.text) && p.text[p.at] == '"' {
		if field, ok := p.quoted(); ok {
			line := p.line
			tail, more := p.plain()
			if tail != "" {
				p.breakAt(line)
			}
			return field + tail, more
		}
	}
	return p.plain()
}

// plain reads up to the end of a field without looking at quotes.
func (p *csvParser) plain() (field string, more bool) {
	start := p.at
	for ; p.at < len(p.text); p.at++ {
		switch c := p.text[p.at]; {
		case c == p.delimiter && c != 0:
			p.at++
			return p.text[start : p.at-1], true
		case c == '\n' || c == '\r':
			field = p.text[start:p.at]
			if p.at++; c == '\r' && p.at < len(p.text) && p.text[p.at] == '\n' {
				p.at++
			}
			p.line++
			return field, false
		}
	}
	return p.text[start:], false
}

// quoted reads a field up to its closing quote. A quote that is never closed
// would swallow the rest of the file: from there on quotes are characters.
func (p *csvParser) quoted() (field string, ok bool) {
	var b strings.Builder
	for i := p.at + 1; i < len(p.text); i++ {
		switch c := p.text[i]; {
		case c != '"':
			b.WriteByte(c)
		case i+1 < len(p.text) && p.text[i+1] == '"':
			b.WriteByte('"')
			i++
		default:
			p.line += strings.Count(p.text[p.at:i], "\n")
			p.at = i + 1
			return b.String(), true
		}
	}
	p.breakAt(p.line)
	p.literal = true
	return "", false
}

func (p *csvParser) breakAt(line int) {
	if p.broken == 0 {
		p.broken = line + 1
	}
}

// hideZeroWidth counts the characters of a text that nobody sees: they can
// mark a copy, or hide a word from a search. Soft hyphens are ordinary.
func (d *Document) hideZeroWidth(text string) {
	n, excerpt := 0, ""
	for _, r := range text {
		if r != '\u00AD' && (unicode.Is(unicode.Cf, r) || r >= 0xFE00 && r <= 0xFE0F) {
			if n++; n <= 8 {
				excerpt += fmt.Sprintf("%U ", r)
			}
		}
	}
	if n > 0 {
		d.hide(Hidden{Kind: HiddenUnseenText, Where: "text", Count: n, Unit: "characters without a picture", Excerpt: excerpt})
	}
}

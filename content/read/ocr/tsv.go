package ocr

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
)

// tsvHeader is the first line of every answer.
const tsvHeader = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"

// Columns of a row, and the level of those that are words.
const (
	colLevel, colPage, colBlock, colParagraph, colLine = 0, 1, 2, 3, 4
	colLeft, colTop, colWidth, colHeight               = 6, 7, 8, 9
	colConfidence, colText, columns                    = 10, 11, 12
	levelWord                                          = 5
)

// parseTSV reads the program's answer strictly: a row it does not understand is
// an error, because words might be lost with it.
func parseTSV(data []byte) ([]Word, error) {
	head, rest, _ := bytes.Cut(data, []byte("\n"))
	if string(bytes.TrimSuffix(head, []byte("\r"))) != tsvHeader {
		return nil, fmt.Errorf("ocr: answer begins with %q: install tesseract 4 or newer", head[:min(len(head), 60)])
	}
	words := []Word{}
	line, at := -1, [4]int{-1}
	row := 1
	for raw := range bytes.Lines(rest) {
		if row++; row > maxRows {
			return nil, fmt.Errorf("ocr: answer of more than %d rows: look at the page yourself", maxRows)
		}
		raw = bytes.TrimRight(raw, "\r\n")
		if len(raw) == 0 {
			continue
		}
		w, place, ok, err := parseRow(string(raw))
		if err != nil {
			return nil, fmt.Errorf("ocr: answer, row %d: %w", row, err)
		}
		if !ok {
			continue
		}
		if place != at {
			line, at = line+1, place
		}
		w.Line = line
		words = append(words, w)
	}
	return words, nil
}

// parseRow reads one row. place tells lines apart; ok is false for rows that
// are no words.
func parseRow(raw string) (w Word, place [4]int, ok bool, err error) {
	f := strings.Split(raw, "\t")
	if len(f) != columns {
		return w, place, false, fmt.Errorf("%d columns instead of %d", len(f), columns)
	}
	var n [colConfidence]int
	for i := range n {
		if n[i], err = strconv.Atoi(f[i]); err != nil || n[i] < -1<<20 || n[i] > 1<<20 {
			return w, place, false, fmt.Errorf("column %d is %q, not a number", i+1, cut(f[i]))
		}
	}
	confidence, err := strconv.ParseFloat(f[colConfidence], 64)
	if err != nil || !(confidence >= -1 && confidence <= 100) {
		return w, place, false, fmt.Errorf("a confidence of %q", cut(f[colConfidence]))
	}
	text := cleanText(f[colText])
	if len(text) > maxWordText {
		return w, place, false, fmt.Errorf("a word of %d bytes", len(text))
	}
	if n[colLevel] != levelWord || text == "" {
		return w, place, false, nil
	}
	w = Word{
		Text: text, X: n[colLeft], Y: n[colTop], W: n[colWidth], H: n[colHeight],
		Confidence: int(math.Round(max(confidence, 0))), Block: n[colBlock], Paragraph: n[colParagraph],
	}
	return w, [4]int{n[colPage], n[colBlock], n[colParagraph], n[colLine]}, true, nil
}

// cleanText drops control characters and the white space around a word.
func cleanText(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\uFEFF' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD")))
}

func cut(s string) string { return s[:min(len(s), 40)] }

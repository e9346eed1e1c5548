package read

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// ParseCorrections reads a file of corrections in its one spelling. By and Date
// are those of the last block.
func ParseCorrections(raw []byte) (*Corrections, error) {
	switch {
	case len(raw) > maxCorrectionsFile:
		return nil, fmt.Errorf("corrections: %d bytes, at most %d are read: read the document again, or type it", len(raw), maxCorrectionsFile)
	case !utf8.Valid(raw):
		return nil, fmt.Errorf("corrections: not UTF-8: save the file as UTF-8")
	case !bytes.HasSuffix(raw, []byte("\n")):
		return nil, fmt.Errorf("corrections: the last line has no end: the file may be cut off; end it with a line break")
	}
	lines := strings.Split(strings.TrimSuffix(string(raw), "\n"), "\n")
	c := &Corrections{}
	for i, line := range lines {
		if err := c.parseLine(i, line); err != nil {
			return nil, fmt.Errorf("corrections line %d: %w", i+1, err)
		}
	}
	canonical, err := c.Marshal()
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(raw, canonical) {
		want := strings.Split(string(canonical), "\n")
		for i, line := range lines {
			if i >= len(want) || line != want[i] {
				return nil, fmt.Errorf("corrections line %d: %q: want %q there: lines are sorted by day, name, page and word", i+1, line, want[min(i, len(want)-1)])
			}
		}
		return nil, fmt.Errorf("corrections: not as akta writes it: lines are missing at the end")
	}
	return c, nil
}

// parseLine reads line i, from 0. What does not show in one line, such as the
// order of lines, is for the comparison with what Marshal writes.
func (c *Corrections) parseLine(i int, line string) error {
	document, isDocument := strings.CutPrefix(line, "document: ")
	by, isBy := strings.CutPrefix(line, "by: ")
	date, isDate := strings.CutPrefix(line, "date: ")
	switch {
	case strings.Contains(line, "\r"):
		return fmt.Errorf("ends with a carriage return: save the file with Unix line ends")
	case i == 0:
		if line != correctionsHeader {
			return fmt.Errorf("%q: want %q", line, correctionsHeader)
		}
	case i == 1:
		if !isDocument {
			return fmt.Errorf("%q: want the document, like \"document: d2\"", line)
		}
		c.Document = document
	case line == "":
		c.By, c.Date = "", ""
	case isBy:
		c.By = by
	case isDate:
		c.Date = date
	case len(c.List) >= maxCorrections:
		return fmt.Errorf("more than %d corrections: read the document again, or type it", maxCorrections)
	default:
		x, err := parseCorrection(line)
		if err != nil {
			return err
		}
		x.By, x.Date = c.By, c.Date
		c.List = append(c.List, x)
	}
	return nil
}

// parseCorrection reads "page 1 word 12: old => new", "page 1 words 12-13: a b
// => new" or, for no word, "page 1 word 12: old =>". How many words are old is
// known before they are read, so that an arrow among them is no arrow.
func parseCorrection(line string) (Correction, error) {
	bad := fmt.Errorf("%q: want \"page 1 word 12: old => new\", a line \"by: NAME\" or a line \"date: 2026-11-24\"", line)
	where, rest, found := strings.Cut(line, ": ")
	f := strings.Split(where, " ")
	if !found || len(f) != 4 || f[0] != "page" {
		return Correction{}, bad
	}
	page, ok := parseCount(f[1])
	first, last, isRange := strings.Cut(f[3], "-")
	from, okFrom := parseCount(first)
	to, okTo := from, okFrom
	if isRange {
		to, okTo = parseCount(last)
	}
	if !ok || !okFrom || !okTo || to < from || to-from >= maxCorrectionBytes || isRange != (f[2] == "words") || !isRange && f[2] != "word" {
		return Correction{}, bad
	}
	words := strings.Split(rest, " ")
	n := to - from + 1
	if len(words) <= n || words[n] != "=>" {
		return Correction{}, fmt.Errorf("%q: want %d words, then \" =>\" and the new words", line, n)
	}
	x := Correction{Page: page, Word: from}
	var err error
	if x.Old, err = unescapeWords(strings.Join(words[:n], " ")); err != nil {
		return Correction{}, err
	}
	if x.New, err = unescapeWords(strings.Join(words[n+1:], " ")); err != nil {
		return Correction{}, err
	}
	return x, nil
}

// unescapeWords undoes escapeWords.
func unescapeWords(s string) (string, error) {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(s, `\`)
		b.WriteString(before)
		if !found {
			return b.String(), nil
		}
		if s, found = strings.CutPrefix(rest, `\`); found {
			b.WriteByte('\\')
			continue
		}
		hex, after, closed := strings.Cut(strings.TrimPrefix(rest, "u{"), "}")
		n, err := strconv.ParseUint(hex, 16, 21)
		if !closed || err != nil || !strings.HasPrefix(rest, "u{") || !utf8.ValidRune(rune(n)) {
			return "", fmt.Errorf(`%q: after a backslash want another one, or u{200b}`, cutBytes(`\`+rest, maxExcerptBytes))
		}
		b.WriteRune(rune(n))
		s = after
	}
}

package read

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Corrections are an officer's corrections of recognised words, kept in a text
// file beside the document and applied when it is read for sealing:
//
//	# akta corrections v1
//	document: d2
//
//	by: Jana Dubová
//	date: 2026-11-24
//	page 1 word 12: Horabova => Hrabová
//	page 1 words 30-31: Ost rava => Ostrava
//	page 2 word 4: |~ =>
//
// There is one block for each person and day. Words are numbered from 1 on
// each page, in reading order, before any correction; only recognised words
// count. Left of the arrow stands exactly what was recognised, right of it what
// it says on the page: one word, several, or none. The same words on both sides
// say that somebody looked and found them right. \\ is a backslash, \u{200b} a
// character that cannot be seen.
type Corrections struct {
	Document string // the document's id in its case
	By, Date string // who corrects now, and on which day: what Add writes down; not part of the file
	List     []Correction
}

// Correction is one of them.
type Correction struct {
	By   string
	Date string // 2026-11-24
	Page int
	Word int    // first of the words that are replaced
	Old  string // as recognised, with one blank between words
	New  string // with one blank between words; "": no word
}

const correctionsHeader = "# akta corrections v1"

// words is how many recognised words are replaced.
func (c Correction) words() int { return 1 + strings.Count(c.Old, " ") }

// where names the words as the file does.
func (c Correction) where() string {
	if n := c.words(); n > 1 {
		return fmt.Sprintf("page %d words %d-%d", c.Page, c.Word, c.Word+n-1)
	}
	return fmt.Sprintf("page %d word %d", c.Page, c.Word)
}

// compare is the order of the file.
func (c Correction) compare(o Correction) int {
	return cmp.Or(strings.Compare(c.Date, o.Date), strings.Compare(c.By, o.By), c.compareWords(o))
}

func (c Correction) compareWords(o Correction) int {
	return cmp.Or(cmp.Compare(c.Page, o.Page), cmp.Compare(c.Word, o.Word))
}

// Marshal returns the file. The same corrections give the same bytes.
func (c *Corrections) Marshal() ([]byte, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	list := slices.Clone(c.List)
	slices.SortFunc(list, Correction.compare)
	var b strings.Builder
	fmt.Fprintf(&b, "%s\ndocument: %s\n", correctionsHeader, c.Document)
	for i, x := range list {
		if i == 0 || x.By != list[i-1].By || x.Date != list[i-1].Date {
			fmt.Fprintf(&b, "\nby: %s\ndate: %s\n", x.By, x.Date)
		}
		fmt.Fprintf(&b, "%s: %s =>", x.where(), escapeWords(x.Old))
		if x.New != "" {
			b.WriteString(" " + escapeWords(x.New))
		}
		b.WriteString("\n")
	}
	if b.Len() > maxCorrectionsFile {
		return nil, fmt.Errorf("corrections: %d bytes, at most %d are written: read the document again, or type it", b.Len(), maxCorrectionsFile)
	}
	return []byte(b.String()), nil
}

// check holds the corrections against what the file can say.
func (c *Corrections) check() error {
	switch {
	case !isDocumentID(c.Document):
		return fmt.Errorf("corrections: document %q: want the id it has in its case, like d2", c.Document)
	case len(c.List) > maxCorrections:
		return fmt.Errorf("corrections: %d, at most %d are kept: read the document again, or type it", len(c.List), maxCorrections)
	}
	for _, x := range c.List {
		if err := x.check(); err != nil {
			return fmt.Errorf("corrections: %s: %w", x.where(), err)
		}
	}
	list := slices.Clone(c.List)
	slices.SortFunc(list, Correction.compareWords)
	for i := 1; i < len(list); i++ {
		if before := list[i-1]; before.Page == list[i].Page && before.Word+before.words() > list[i].Word {
			return fmt.Errorf("corrections: %s and %s are the same words: keep one of the lines", before.where(), list[i].where())
		}
	}
	return nil
}

func (c Correction) check() error {
	switch {
	case c.Page < 1 || c.Page > maxPages:
		return fmt.Errorf("page %d: want 1 to %d", c.Page, maxPages)
	case c.Word < 1 || c.Word > maxTokens:
		return fmt.Errorf("word %d: want 1 to %d", c.Word, maxTokens)
	case c.Old == "":
		return fmt.Errorf("nothing left of the arrow: say which word is replaced")
	}
	for _, side := range []string{c.Old, c.New} {
		if err := checkWords(side); err != nil {
			return err
		}
	}
	return c.checkAuthor()
}

func (c Correction) checkAuthor() error {
	if c.By == "" || c.By != cleanLine(c.By) || len(c.By) > maxNameBytes || escapeWords(c.By) != c.By {
		return fmt.Errorf("by %q: want a name of at most %d bytes on one line", c.By, maxNameBytes)
	}
	if !isDay(c.Date) {
		return fmt.Errorf("date %q: want a day like 2026-11-24", c.Date)
	}
	return nil
}

// checkWords wants words as tokens have them, with one blank between two.
func checkWords(s string) error {
	if len(s) > maxCorrectionBytes {
		return fmt.Errorf("%d bytes of text, at most %d are taken: correct fewer words at a time", len(s), maxCorrectionBytes)
	}
	if s == "" {
		return nil
	}
	for w := range strings.SplitSeq(s, " ") {
		switch {
		case w == "":
			return fmt.Errorf("text %q: want one blank between words, none before and after", s)
		case len(w) > maxTokenBytes:
			return fmt.Errorf("a word of %d bytes, at most %d are taken", len(w), maxTokenBytes)
		case !utf8.ValidString(w) || strings.ContainsFunc(w, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }):
			return fmt.Errorf("text %q: want UTF-8 without tabs, line breaks and control characters", s)
		}
	}
	return nil
}

// escapeWords writes what cannot be seen as a number, a backslash as two.
func escapeWords(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\\':
			b.WriteString(`\\`)
		case r == ' ' || unicode.IsPrint(r):
			b.WriteRune(r)
		default:
			b.WriteString(`\u{` + strconv.FormatInt(int64(r), 16) + `}`)
		}
	}
	return b.String()
}

// isDocumentID tells whether it is an id as plans have them: d1, d2, ...
func isDocumentID(s string) bool {
	number, found := strings.CutPrefix(s, "d")
	n, ok := parseCount(number)
	return found && ok && n < 1_000_000
}

// isDay wants a day of the calendar in its one spelling.
func isDay(s string) bool {
	t, err := time.Parse(time.DateOnly, s)
	return err == nil && t.Format(time.DateOnly) == s
}

// parseCount reads a number from 1 on in its one spelling.
func parseCount(s string) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil && n > 0 && strconv.Itoa(n) == s
}

package site

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/akta-foi/akta/bundles"
)

// line is one line of a text as it was set, before it is re-flowed.
type line struct {
	spans    []Span
	width    int  // characters; a redaction counts the same whatever it hides
	redacted bool // so its width is not known
	ends     int  // line ends after it
}

const (
	redactionWidth = 12   // stands for the label; the same for every redaction
	shortBlock     = 0.6  // of the text's full line: in a block of shorter lines every line end counts
	shortLine      = 0.8  // of the block's longest line: a shorter line ended on purpose
	shortRedacted  = 0.45 // the same for a line with a redaction
)

var listItem = regexp.MustCompile(`^(\d{1,3}[.)]|[a-z]\)|[-–—•*])\s`)

// cut makes blocks of the lines of one block of the layout: several paragraphs
// at its empty lines, or one heading, item or cell with line breaks there.
func cut(lines []line, full int, kind bundles.LayoutBlock) []Block {
	one := kind.Kind != "" && kind.Kind != bundles.BlockParagraph
	out := []Block{}
	for len(lines) > 0 {
		n := 1
		for n < len(lines) && lines[n-1].ends < 2 {
			n++
		}
		b := reflow(lines[:n], full)
		lines = lines[n:]
		switch {
		case len(b.Spans) == 0:
		case one && len(out) > 0:
			out[0].Spans = append(append(out[0].Spans, Span{Break: true}), b.Spans...)
		default:
			b.Kind, b.Level, b.Table, b.Row, b.Col = kind.Kind, kind.Level, kind.Table, kind.Row, kind.Col
			out = append(out, b)
		}
	}
	return out
}

// fullWidth is the width of a full line: that of the longest but for a tenth,
// because a word broken at a line's end makes one long line of two.
func fullWidth(lines []line) int {
	if len(lines) == 0 {
		return 0
	}
	var widths []int
	for _, l := range lines {
		widths = append(widths, l.width)
	}
	slices.Sort(widths)
	return widths[len(widths)-1-len(widths)/10]
}

// reflow joins the lines of one paragraph.
func reflow(lines []line, full int) Block {
	block := 0
	for _, l := range lines {
		block = min(max(block, l.width), full)
	}
	keep := float64(block) < shortBlock*float64(full)
	var b Block
	for i, l := range lines {
		b.Spans = append(b.Spans, l.spans...)
		if i == len(lines)-1 {
			break
		}
		limit := shortLine
		if l.redacted {
			limit = shortRedacted
		}
		next := lines[i+1].spans
		if keep || float64(l.width) < limit*float64(block) || len(next) > 0 && listItem.MatchString(next[0].Text) {
			b.Spans = append(trim(b.Spans), Span{Break: true})
		}
	}
	b.Spans = trim(b.Spans)
	return b
}

// split cuts the leaves into lines.
func split(leaves []*string, grounds []*Ground) []line {
	var out []line
	var now line
	for i, leaf := range leaves {
		if leaf == nil {
			if n := len(now.spans); n == 0 || now.spans[n-1].Redaction == nil || now.spans[n-1].Redaction.Code != grounds[i].Code {
				if n > 0 && now.spans[n-1].Redaction != nil {
					now.spans = append(now.spans, Span{Text: " "})
				}
				now.spans = append(now.spans, Span{Redaction: grounds[i]})
				now.width += redactionWidth
				now.redacted = true
			}
			continue
		}
		if *leaf == "" {
			continue
		}
		word := strings.TrimRightFunc(*leaf, unicode.IsSpace)
		if word != "" {
			now.addWord(word, len(word) < len(*leaf))
		}
		if now.ends = strings.Count(*leaf, "\n"); now.ends > 0 {
			out = append(out, now)
			now = line{}
		}
	}
	if len(now.spans) > 0 {
		out = append(out, now)
	}
	return out
}

// addWord adds a word, and a space where one follows it. After a redaction
// there is always one: what was hidden with it is not told.
func (l *line) addWord(word string, space bool) {
	l.width += utf8.RuneCountInString(word)
	if space {
		l.width++
		word += " "
	}
	n := len(l.spans)
	if n > 0 && l.spans[n-1].Redaction != nil {
		l.spans = append(l.spans, Span{Text: " "})
		n++
	}
	if n > 0 {
		l.spans[n-1].Text += word
	} else {
		l.spans = append(l.spans, Span{Text: word})
	}
}

// trim removes the white space after the last word.
func trim(spans []Span) []Span {
	n := len(spans) - 1
	if n >= 0 && spans[n].Redaction == nil && !spans[n].Break {
		if spans[n].Text = strings.TrimRight(spans[n].Text, " "); spans[n].Text == "" {
			spans = spans[:n]
		}
	}
	return spans
}

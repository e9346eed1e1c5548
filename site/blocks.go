package site

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// line is one line of a text as it was set, before it is re-flowed.
type line struct {
	spans []Span
	width int // characters; a redaction counts the same whatever it hides
	ends  int // line ends after it
}

const (
	redactionWidth = 12   // stands for the label; the same for every redaction
	fullLine       = 0.75 // of the longest line: from here on a line end is only where the paper ended
)

// blocks re-flows a text: paragraphs at empty lines, line breaks where a line
// ended well before the edge. A nil leaf is hidden; neighbours on one ground
// become one redaction.
func blocks(leaves []*string, grounds []*Ground) []Block {
	lines := split(leaves, grounds)
	longest := 0
	for _, l := range lines {
		longest = max(longest, l.width)
	}
	var out []Block
	var spans []Span
	end := func() {
		if len(spans) > 0 {
			out = append(out, Block{trim(spans)})
		}
		spans = nil
	}
	for i, l := range lines {
		spans = append(spans, l.spans...)
		switch {
		case l.ends > 1:
			end()
		case i == len(lines)-1:
		case len(spans) > 0 && float64(l.width) < fullLine*float64(longest):
			spans = append(trim(spans), Span{Break: true})
		}
	}
	end()
	return out
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
			}
			continue
		}
		if *leaf == "" {
			continue
		}
		word := strings.TrimRightFunc(*leaf, unicode.IsSpace)
		if word != "" {
			now.addWord(word)
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

func (l *line) addWord(word string) {
	l.width += utf8.RuneCountInString(word) + 1
	n := len(l.spans)
	if n > 0 && l.spans[n-1].Redaction != nil {
		l.spans = append(l.spans, Span{Text: " "})
		n++
	}
	if n > 0 {
		l.spans[n-1].Text += word + " "
	} else {
		l.spans = append(l.spans, Span{Text: word + " "})
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

package read

import (
	"fmt"
	"strings"

	"github.com/akta-foi/akta/content/read/typeset"
)

// docxPara is the paragraph being read.
type docxPara struct {
	format   paraFormat
	runs     []typeset.Run
	after    []typeset.Block // text boxes and pictures that hang on it
	hidden   []docxHiddenText
	joined   bool // its mark was deleted: it goes on in the next one
	withheld bool // some of its text is not shown
	lost     bool // it stands in a version that is not taken
}

// docxHiddenText is hidden text of one kind in one paragraph.
type docxHiddenText struct {
	kind HiddenKind
	text excerptText
}

// add appends a run, joined with the one before if it looks the same.
func (p *docxPara) add(r typeset.Run) {
	if n := len(p.runs); n > 0 && p.runs[n-1].Bold == r.Bold && p.runs[n-1].Italic == r.Italic && len(p.runs[n-1].Text) < maxTokenBytes {
		p.runs[n-1].Text += r.Text
		return
	}
	p.runs = append(p.runs, r)
}

// hide collects hidden text.
func (p *docxPara) hide(kind HiddenKind, text string) {
	p.withheld = true
	for i := range p.hidden {
		if p.hidden[i].kind == kind {
			p.hidden[i].text.join(text)
			return
		}
	}
	p.hidden = append(p.hidden, docxHiddenText{kind: kind})
	p.hidden[len(p.hidden)-1].text.join(text)
}

// startParagraph opens a paragraph.
func (s *docxStory) startParagraph(sc *docxScope) {
	outer := s.para
	para := &docxPara{lost: sc.lost != nil}
	s.para = para
	sc.run = nil
	if !para.lost {
		s.paras++
	}
	sc.end = func() error {
		s.para = outer
		return s.endParagraph(para)
	}
}

// endParagraph names what hides in a paragraph and sets the rest.
func (s *docxStory) endParagraph(p *docxPara) error {
	if p.lost {
		return nil
	}
	for i := range p.hidden {
		h := &p.hidden[i]
		if h.text.words > 0 {
			s.d.j.doc.hide(Hidden{Kind: h.kind, Where: s.where(), Count: h.text.words, Unit: "words", Excerpt: h.text.String()})
		}
	}
	if p.joined {
		s.out.carry = append(s.out.carry, p.runs...)
		return s.emit(p.after...)
	}
	p.runs = append(s.out.carry, p.runs...)
	s.out.carry = nil
	styles := s.d.styles
	format := p.format.over(styles.paragraph(p.format.style).para)
	if format.breakBefore == yes {
		if err := s.emit(typeset.Block{Kind: typeset.PageBreak}); err != nil {
			return err
		}
	}
	if err := s.emit(s.block(p, format)...); err != nil {
		return err
	}
	return s.emit(p.after...)
}

// block makes a heading, an item or a paragraph. Paragraphs without text only
// count in lists; those of which nothing is shown do not even count.
func (s *docxStory) block(p *docxPara, format paraFormat) []typeset.Block {
	empty := !hasText(p.runs)
	if empty && p.withheld {
		return nil
	}
	marker, listed := "", false
	if format.num != "" && format.num != "0" {
		marker, listed = s.d.lists.next(format.num, format.level, s.d.styles)
	}
	if empty {
		return nil
	}
	b := typeset.Block{Kind: typeset.Paragraph, Runs: p.runs}
	level := s.d.styles.heading(p.format)
	switch {
	case level > 0:
		b.Kind, b.Level = typeset.Heading, level
		if marker != "" {
			b.Runs = append([]typeset.Run{{Text: marker + " ", Bold: p.runs[0].Bold}}, p.runs...)
		}
	case listed:
		b.Kind, b.Level, b.Marker = typeset.Item, format.level+1, marker
	}
	return []typeset.Block{b}
}

// emit appends finished blocks.
func (s *docxStory) emit(blocks ...typeset.Block) error {
	if s.d.blocks += len(blocks); s.d.blocks > maxFlowBlocks {
		return fmt.Errorf("more than %d paragraphs: split the file", maxFlowBlocks)
	}
	s.out.blocks = append(s.out.blocks, blocks...)
	return nil
}

func hasText(runs []typeset.Run) bool {
	for _, r := range runs {
		if strings.TrimSpace(r.Text) != "" {
			return true
		}
	}
	return false
}

// flatRuns makes the runs of one table cell out of the blocks in it. Tables in
// tables become lines, their cells apart by wide gaps.
func flatRuns(blocks []typeset.Block) []typeset.Run {
	var runs []typeset.Run
	line := func() {
		if len(runs) > 0 {
			runs = append(runs, typeset.Run{Text: "\n"})
		}
	}
	for _, b := range blocks {
		if len(b.Runs) > 0 {
			line()
			if b.Marker != "" {
				runs = append(runs, typeset.Run{Text: b.Marker + " "})
			}
			runs = append(runs, b.Runs...)
		}
		for _, row := range b.Rows {
			line()
			for i, c := range row.Cells {
				if i > 0 {
					runs = append(runs, typeset.Run{Text: "\t"})
				}
				runs = append(runs, c.Runs...)
			}
		}
	}
	return runs
}

// plainText is the text of blocks, for excerpts and comparisons.
func plainText(blocks []typeset.Block) string {
	var b strings.Builder
	for _, block := range blocks {
		b.WriteString(flatText(flatRuns([]typeset.Block{block})))
		b.WriteByte('\n')
	}
	return b.String()
}

// flatText is the text of runs.
func flatText(runs []typeset.Run) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

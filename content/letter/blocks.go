package letter

import (
	"fmt"
	"html"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	table "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Text is a letter as its files hold it, in every format the same words.
type Text struct {
	Language string
	Title    string // the words of its first heading
	Blocks   []Block
}

// BlockKind says what a block is.
type BlockKind int

// The kinds of blocks.
const (
	Paragraph BlockKind = iota
	Heading
	Item // of a list
)

// Block is a heading, a paragraph or an item of a list.
type Block struct {
	Kind   BlockKind
	Level  int    // of a heading, from 1; depth of an item, from 1
	Mark   string // of an item: "•" or its number, "3."
	First  bool   // of an item: begins a list
	Inside int    // depth of lists that a paragraph stands in, after its item
	Runs   []Run
}

// Run is a piece of text in one style.
type Run struct {
	Text         string
	Bold, Italic bool
	Open         bool // a placeholder
	Break        bool // a line ends here; it has no text
}

// Words are the block's text, its lines parted by a blank.
func (b *Block) Words() string {
	var s strings.Builder
	for _, r := range b.Runs {
		if r.Break {
			s.WriteByte(' ')
		}
		s.WriteString(r.Text)
	}
	return strings.Join(strings.Fields(s.String()), " ")
}

// Parse reads a letter in Markdown (CommonMark, and tables). Raw HTML is text, an
// image is its description, a link is its text and its address, and a table is
// a paragraph with a line for each row.
func Parse(markdown, lang string) (*Text, error) {
	if len(markdown) > maxDraft {
		return nil, fmt.Errorf("letter: %d bytes, more than the %d allowed", len(markdown), maxDraft)
	}
	p := &parser{source: []byte(strings.ToValidUTF8(markdown, "\ufffd")), out: &Text{Language: lang}}
	root := goldmark.New(goldmark.WithExtensions(extension.Table)).Parser().Parse(text.NewReader(p.source))
	if err := p.blocks(root, place{}, 0); err != nil {
		return nil, err
	}
	for i := range p.out.Blocks {
		if b := &p.out.Blocks[i]; b.Kind == Heading {
			p.out.Title = b.Words()
			break
		}
	}
	if p.out.Title == "" {
		return nil, fmt.Errorf("letter: no heading: want a first line such as \"# Answer\"")
	}
	return p.out, nil
}

type parser struct {
	source []byte
	out    *Text
	runs   []Run
}

// place is where a block stands: how deep in lists, and what marks it.
type place struct {
	depth int
	mark  string // of the item it begins; "": it begins none
	first bool
}

func (p *parser) blocks(parent ast.Node, at place, nested int) error {
	if nested > maxNesting {
		return fmt.Errorf("letter: lists and quotations more than %d deep", maxNesting)
	}
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if len(p.out.Blocks) > maxBlocks {
			return fmt.Errorf("letter: more than the %d paragraphs allowed", maxBlocks)
		}
		var err error
		switch n := n.(type) {
		case *ast.Heading:
			p.add(Block{Kind: Heading, Level: n.Level}, n)
		case *ast.Paragraph, *ast.TextBlock:
			p.add(at.block(), n)
		case *ast.List:
			err = p.list(n, at.depth+1, nested+1)
		case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock:
			p.raw(n, at.block())
		case *table.Table:
			p.table(n, at.block())
		case *ast.ThematicBreak, *ast.LinkReferenceDefinition:
		default: // a quotation
			err = p.blocks(n, at, nested+1)
		}
		if err != nil {
			return err
		}
		at.mark, at.first = "", false
	}
	return nil
}

func (a place) block() Block {
	if a.mark != "" {
		return Block{Kind: Item, Level: a.depth, Mark: a.mark, First: a.first}
	}
	return Block{Kind: Paragraph, Inside: a.depth}
}

func (p *parser) list(l *ast.List, depth, nested int) error {
	number := l.Start
	for n := l.FirstChild(); n != nil; n = n.NextSibling() {
		at := place{depth: depth, mark: "•", first: n == l.FirstChild()}
		if l.IsOrdered() {
			at.mark = fmt.Sprintf("%d%c", number, l.Marker)
			number++
		}
		if err := p.blocks(n, at, nested); err != nil {
			return err
		}
	}
	return nil
}

// add adds a block with the text below n; one without any is left out.
func (p *parser) add(b Block, n ast.Node) {
	p.runs = nil
	p.inline(n, Run{})
	b.Runs = openRuns(p.runs)
	if b.Words() != "" {
		p.out.Blocks = append(p.out.Blocks, b)
	}
}

// table adds the rows of a table, with a bar between cells.
func (p *parser) table(t *table.Table, b Block) {
	p.runs = nil
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		in := Run{Bold: row.Kind() == table.KindTableHeader}
		if row != t.FirstChild() {
			p.runs = append(p.runs, Run{Break: true})
		}
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			if cell != row.FirstChild() {
				p.write(" | ", in)
			}
			p.inline(cell, in)
		}
	}
	b.Runs = openRuns(p.runs)
	if b.Words() != "" {
		p.out.Blocks = append(p.out.Blocks, b)
	}
}

// raw adds code or HTML line by line, as it is written.
func (p *parser) raw(n ast.Node, b Block) {
	lines := strings.Split(strings.TrimRight(string(n.Lines().Value(p.source)), "\n"), "\n")
	if h, ok := n.(*ast.HTMLBlock); ok && h.HasClosure() {
		lines = append(lines, strings.TrimRight(string(h.ClosureLine.Value(p.source)), "\n"))
	}
	for i, l := range lines {
		if i > 0 {
			b.Runs = append(b.Runs, Run{Break: true})
		}
		b.Runs = append(b.Runs, Run{Text: clean(l)})
	}
	if b.Words() != "" {
		p.out.Blocks = append(p.out.Blocks, b)
	}
}

func (p *parser) inline(parent ast.Node, in Run) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			p.write(unescape(n.Value(p.source)), in)
			switch {
			case n.HardLineBreak():
				p.runs = append(p.runs, Run{Break: true})
			case n.SoftLineBreak():
				p.write(" ", in)
			}
		case *ast.String:
			p.write(string(n.Value), in)
		case *ast.CodeSpan:
			for c := n.FirstChild(); c != nil; c = c.NextSibling() {
				if t, ok := c.(*ast.Text); ok {
					p.write(strings.ReplaceAll(string(t.Value(p.source)), "\n", " "), in)
				}
			}
		case *ast.Emphasis:
			styled := in
			styled.Bold, styled.Italic = in.Bold || n.Level == 2, in.Italic || n.Level == 1
			p.inline(n, styled)
		case *ast.Link:
			p.inline(n, in)
			p.write(" ("+unescape(n.Destination)+")", in)
		case *ast.AutoLink:
			p.write(string(n.Label(p.source)), in)
		case *ast.RawHTML:
			p.write(string(n.Segments.Value(p.source)), in)
		default: // an image's description
			p.inline(n, in)
		}
	}
}

// write adds text in the style of in, to the run before where it is the same.
func (p *parser) write(s string, in Run) {
	s = clean(s)
	if last := len(p.runs) - 1; last >= 0 && !p.runs[last].Break && p.runs[last].Bold == in.Bold && p.runs[last].Italic == in.Italic {
		p.runs[last].Text += s
	} else if s != "" {
		in.Text = s
		p.runs = append(p.runs, in)
	}
}

// openRuns makes a run of each placeholder.
func openRuns(runs []Run) (out []Run) {
	for _, r := range runs {
		at := 0
		for _, m := range placeholder.FindAllStringIndex(r.Text, -1) {
			for _, part := range []struct {
				text string
				open bool
			}{{r.Text[at:m[0]], false}, {r.Text[m[0]:m[1]], true}} {
				if part.text != "" {
					out = append(out, Run{Text: part.text, Bold: r.Bold, Italic: r.Italic, Open: part.open})
				}
			}
			at = m[1]
		}
		if r.Text = r.Text[at:]; r.Text != "" || r.Break {
			out = append(out, r)
		}
	}
	return out
}

// unescape resolves backslashes and entities, as CommonMark 2.4 and 2.5 do.
func unescape(raw []byte) string {
	var b strings.Builder
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case c == '\\' && i+1 < len(raw) && util.IsPunct(raw[i+1]):
			i++
			b.WriteByte(raw[i])
		case c == '&':
			end := strings.IndexByte(string(raw[i:min(len(raw), i+40)]), ';')
			if end < 0 {
				b.WriteByte(c)
				continue
			}
			b.WriteString(html.UnescapeString(string(raw[i : i+end+1])))
			i += end
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// clean leaves out what no file may hold: controls, and the characters that
// are none in XML 1.0.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t', r == '\n':
			return ' '
		case r < 0x20, r >= 0x7f && r < 0xa0, r >= 0xfffe && r <= 0xffff, r == 0xfeff:
			return -1
		}
		return r
	}, s)
}

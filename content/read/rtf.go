package read

import (
	"fmt"

	"slices"

	"golang.org/x/text/encoding"

	"github.com/akta-foi/akta/content/read/typeset"
)

// rtf reads one Rich Text file (RTF 1.9.1). It is tolerant where programs are:
// what a word means is decided group by group, and a group that asks to be
// ignored by who does not know it is named with its text.
type rtf struct {
	j     *job
	doc   *Document
	lex   rtfLexer
	stack []rtfState // of the open groups; the last one is the current
	steps int

	raw      []byte // eight bit text that is not decoded yet
	high     rune   // first half of a surrogate pair
	fallback int    // characters after \u that stand for it
	starred  bool   // \* was the last word

	page     encoding.Encoding // of the file
	fonts    map[int]encoding.Encoding
	colours  []colour
	rgb      [3]int
	coloured bool // the colour being read is not the automatic one
	styles   map[int]rtfStyle
	authors  []string
	comment  string // author of the next comment
	prop     string // name of the next user-defined property
	unknown  []*found
	named    map[string]*found // the same, by name
	pictures pictureBudget
	noted    int // footnotes so far
	cells    int

	body, notes *rtfFlow
	headers     []typeset.Block
	footers     []typeset.Block
	margins     []string // texts of headers and footers so far
	err         error    // of what ends with a group
	paragraphs  int
}

// rtfState is what a group inherits and gives back at its end.
type rtfState struct {
	skip   bool         // nothing here is text
	blind  bool         // no word here means anything: what is read is unknown
	onText func(string) // takes the text: names, instructions, tables
	region *found       // text goes here: it is hidden
	flow   *rtfFlow     // where visible text goes
	data   *rtfData     // hexadecimal or binary data goes here
	outer  *rtfState    // of \upr: as it was before
	field  *rtfField    // open field
	shape  *rtfShape    // open shape
	watch  *found       // sees visible text: the result of a field
	object *rtfObject   // open object
	info   bool         // in the information group
	time   *rtfTime     // open date
	end    func()       // when the group ends

	char rtfChar
	par  rtfPar
	uc   int // fallback characters after \u
}

// rtfChar are the properties of characters, set back by \plain.
type rtfChar struct {
	hidden, bold, italic, deleted, inserted bool
	ink, mark, size, font                   int
	author                                  int
}

// rtfPar are the properties of paragraphs, set back by \pard.
type rtfPar struct {
	style, level, outline, ground int
	table                         bool
}

type rtfStyle struct {
	name    string
	outline int
}

func plainPar() rtfPar { return rtfPar{outline: 9} }

// readRTF reads a Rich Text file.
func readRTF(j *job) error {
	data, err := readAll(j.src, maxRTFSize, "RTF")
	if err != nil {
		return err
	}
	r := &rtf{j: j, doc: j.doc, lex: rtfLexer{data: data}, page: codePage(1252), fonts: map[int]encoding.Encoding{},
		styles: map[int]rtfStyle{}, named: map[string]*found{}}
	r.body, r.notes = &rtfFlow{}, &rtfFlow{}
	r.doc.Format, r.doc.MediaType = "rtf", "application/rtf"
	if err := r.read(); err != nil {
		return err
	}
	for _, f := range r.unknown {
		r.doc.hideFound(f)
	}
	r.endParagraph(r.body)
	r.body.endTable()
	r.notes.endTable()
	return j.setFlow(typeset.Flow{Blocks: slices.Concat(r.headers, r.body.blocks, r.notes.blocks, r.footers)})
}

// read goes through the file once.
func (r *rtf) read() error {
	r.stack = append(r.stack, rtfState{flow: r.body, par: plainPar(), uc: 1})
	for {
		if r.steps++; r.steps%4096 == 0 {
			if err := r.j.ctx.Err(); err != nil {
				return err
			}
		}
		t := r.lex.next()
		if t.kind != rtfText && t.kind != rtfHex {
			r.flush()
		}
		switch t.kind {
		case rtfEnd:
			if len(r.stack) > 1 {
				r.doc.warn("the file ends inside of a group: part of it is missing, ask for it again")
			}
			for len(r.stack) > 1 {
				if err := r.pop(); err != nil {
					return err
				}
			}
			return nil
		case rtfOpen:
			if len(r.stack) > maxRTFDepth {
				return fmt.Errorf("RTF: more than %d groups inside groups: damaged or made to harm", maxRTFDepth)
			}
			r.push()
		case rtfClose:
			if len(r.stack) == 1 {
				continue
			}
			if err := r.pop(); err != nil {
				return err
			}
			if len(r.stack) == 1 {
				r.trailing()
				return nil
			}
		case rtfText:
			r.text(t.text)
		case rtfHex:
			r.eightBit(t.text)
		case rtfBinary:
			r.fallback = 0
			if d := r.top().data; d != nil {
				d.bytes = append(d.bytes, t.text...)
			}
		case rtfWord:
			if err := r.word(t.word, t.arg, t.hasArg); err != nil {
				return err
			}
		}
	}
}

func (r *rtf) top() *rtfState { return &r.stack[len(r.stack)-1] }

func (r *rtf) push() {
	s := *r.top()
	s.end = nil
	r.stack = append(r.stack, s)
	r.starred, r.fallback = false, 0
}

func (r *rtf) pop() error {
	r.flush()
	end := r.top().end
	r.stack = r.stack[:len(r.stack)-1]
	r.starred, r.fallback = false, 0
	if end != nil {
		end()
	}
	if r.err != nil {
		return r.err
	}
	return r.j.ctx.Err()
}

// trailing names what stands after the document's end.
func (r *rtf) trailing() {
	rest := r.lex.data[r.lex.at:]
	f := &found{}
	f.write(cleanLine(string(rest[:min(len(rest), sniffBytes)])))
	if f.words > 0 {
		r.doc.hide(Hidden{Kind: HiddenUnknownPart, Where: "after the end of the document", Count: len(rest), Unit: "bytes", Excerpt: f.excerpt()})
	}
}

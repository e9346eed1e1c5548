package read

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"github.com/akta-foi/akta/content/read/typeset"
)

// docxNotes are the footnotes and endnotes of a document (ECMA-376 part 1,
// 17.11): where the text points to them, and what they say.
type docxNotes struct {
	marks  map[string]string // of the notes the text shows: "footnote 2" to its mark
	counts map[string]int
}

// noteReference shows the mark of a note.
func (s *docxStory) noteReference(e xml.StartElement, sc *docxScope) {
	kind, _ := strings.CutSuffix(e.Name.Local, "Reference")
	key, notes := kind+" "+attr(e, "id"), &s.d.notes
	if sc.deleted || sc.lost != nil || notes.marks[key] != "" || s.para == nil || s.hiddenBy(sc) != "" {
		return
	}
	notes.counts[kind]++
	mark := strconv.Itoa(notes.counts[kind])
	if kind == "endnote" {
		mark = strings.ToLower(roman(notes.counts[kind]))
	}
	mark = "[" + mark + "]"
	notes.marks[key] = mark
	if custom := attr(e, "customMarkFollows"); custom == "" || !on(custom) {
		s.text(mark)
	}
}

// startNote opens one note. The lines above notes are notes of a type.
func (s *docxStory) startNote(e xml.StartElement, sc *docxScope) {
	kind := e.Name.Local
	key, out, name := kind+" "+attr(e, "id"), s.out, s.name
	s.name = key
	inside := &docxOut{}
	s.out, s.paras = inside, 0
	ruled := strings.Contains(strings.ToLower(attr(e, "type")), "separator")
	sc.end = func() error {
		s.out, s.name = out, name
		mark := s.d.notes.marks[key]
		text := strings.TrimSpace(plainText(inside.blocks))
		switch {
		case text == "":
		case mark == "" || ruled:
			s.d.j.doc.hideText(HiddenText, key+", to which no visible text points", text)
		default:
			out.blocks = append(out.blocks, markNote(inside.blocks, mark)...)
		}
		return nil
	}
}

// markNote puts the mark before a note's first paragraph.
func markNote(blocks []typeset.Block, mark string) []typeset.Block {
	for i, b := range blocks {
		if len(b.Runs) > 0 {
			blocks[i].Runs = append([]typeset.Run{{Text: mark + " "}}, b.Runs...)
			return blocks
		}
	}
	return append([]typeset.Block{{Runs: []typeset.Run{{Text: mark}}}}, blocks...)
}

// readComments names the comments of a document (17.13.4), one by one.
func (d *docxFile) readComments() error {
	for _, part := range d.related(d.main, "comments") {
		who, number := "", 0
		var text excerptText
		err := d.walk(part, func(t xml.Token, depth int) error {
			switch t := t.(type) {
			case xml.StartElement:
				switch t.Name.Local {
				case "comment":
					number++
					who = commentAuthor(attr(t, "author"), attr(t, "date"))
					text = excerptText{}
				case "p", "br", "tab":
					text.join(" ")
				}
			case xml.CharData:
				text.join(string(t))
			case xml.EndElement:
				if t.Name.Local == "comment" {
					where := fmt.Sprintf("comment %d, part %s", number, part)
					d.j.doc.hide(Hidden{Kind: HiddenComment, Where: where, Count: max(text.words, 1), Unit: "words", Excerpt: who + ": " + text.String()})
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// commentAuthor is "Jana Vzorová, 2026-03-01T10:00:00Z".
func commentAuthor(author, date string) string {
	if date == "" {
		return author
	}
	return author + ", " + date
}

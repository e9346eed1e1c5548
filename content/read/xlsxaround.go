package read

import (
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/akta-foi/akta/content/read/typeset"
)

// readAround reads what hangs on a sheet: comments, drawings, and parts that
// only say how tables look.
func (s *xlsxSheet) readAround() error {
	for _, part := range s.b.related(s.part, "comments") {
		if err := s.comments(part, "comment", "ref"); err != nil {
			return err
		}
	}
	for _, part := range s.b.related(s.part, "threadedComment") {
		if err := s.comments(part, "threadedComment", "ref"); err != nil {
			return err
		}
	}
	for _, kind := range []string{"table", "pivotTable"} { // names of columns, which cells show
		for _, part := range s.b.related(s.part, kind) {
			s.b.used[part] = true
		}
	}
	for _, part := range s.b.related(s.part, "vmlDrawing") {
		if err := s.legacyDrawing(part); err != nil {
			return err
		}
	}
	for _, part := range s.b.related(s.part, "drawing") {
		if err := s.drawing(part); err != nil {
			return err
		}
	}
	return nil
}

// comments names comments one by one with their authors (ECMA-376 part 1,
// 18.7; threaded ones are of Office 365).
func (s *xlsxSheet) comments(part, element, refName string) error {
	var authors []string
	var text excerptText
	var author strings.Builder
	who, ref, inAuthor, inPhonetic := "", "", false, 0
	return s.b.walk(part, func(t xml.Token, _ int) error {
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "author":
				inAuthor = true
				author.Reset()
			case element:
				ref, text = attr(t, refName), excerptText{}
				who = commentAuthor(s.b.authorOf(authors, t), attr(t, "dT"))
			case "rPh":
				inPhonetic++
			}
		case xml.CharData:
			if inAuthor {
				author.Write(t)
			} else if inPhonetic == 0 {
				text.join(string(t))
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "author":
				authors, inAuthor = append(authors, author.String()), false
			case "rPh":
				inPhonetic--
			case element:
				where := fmt.Sprintf("sheet %q, cell %s, part %s", s.ref.name, ref, part)
				s.b.j.doc.hide(Hidden{Kind: HiddenComment, Where: where, Count: max(text.words, 1), Unit: "words", Excerpt: who + ": " + text.String()})
			}
		}
		return nil
	})
}

// authorOf is the author of a comment: a number in the list of authors, or the
// id of a person.
func (b *xlsxBook) authorOf(authors []string, e xml.StartElement) string {
	var n int
	if _, err := fmt.Sscanf(attr(e, "authorId"), "%d", &n); err == nil && n >= 0 && n < len(authors) {
		return authors[n]
	}
	if name := b.persons[attr(e, "personId")]; name != "" {
		return name
	}
	return "somebody"
}

// readPersons reads the names behind threaded comments, and names them.
func (b *xlsxBook) readPersons() error {
	b.persons = map[string]string{}
	for _, part := range b.related(b.main, "person") {
		var names excerptText
		err := b.walk(part, func(t xml.Token, _ int) error {
			if e, ok := t.(xml.StartElement); ok && e.Name.Local == "person" {
				b.persons[attr(e, "id")] = attr(e, "displayName")
				names.add(attr(e, "displayName") + " " + attr(e, "userId"))
			}
			return nil
		})
		if err != nil {
			return err
		}
		if names.words > 0 {
			b.j.doc.hide(Hidden{Kind: HiddenMetadata, Where: "persons, part " + part, Count: names.words, Unit: "words", Excerpt: names.String()})
		}
	}
	return nil
}

// legacyDrawing reads the old drawings behind comments and buttons: text in
// them is named.
func (s *xlsxSheet) legacyDrawing(part string) error {
	var text excerptText
	inBox := 0
	err := s.b.walk(part, func(t xml.Token, _ int) error {
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "textbox":
				inBox++
			case "textpath":
				text.add(attr(t, "string"))
			}
			if strings.Contains(t.Name.Space, "vml") {
				text.add(attr(t, "alt"))
			}
		case xml.CharData:
			if inBox > 0 {
				text.add(string(t))
			}
		case xml.EndElement:
			if t.Name.Local == "textbox" {
				inBox--
			}
		}
		return nil
	})
	if text.words > 0 {
		s.b.j.doc.hide(Hidden{Kind: HiddenAnnotation, Where: fmt.Sprintf("sheet %q, part %s", s.ref.name, part), Count: text.words, Unit: "words", Excerpt: text.String()})
	}
	return s.b.optional(err)
}

// xlsxShape is the shape of a drawing being read.
type xlsxShape struct {
	hidden bool
	text   strings.Builder
	rel    string
	cut    crop
}

// drawing reads pictures and text boxes (20.5). They follow the table.
func (s *xlsxSheet) drawing(part string) error {
	shape, inText, skipped := &xlsxShape{}, false, 0
	where := fmt.Sprintf("sheet %q, part %s", s.ref.name, part)
	return s.b.walk(part, func(t xml.Token, _ int) error {
		switch t := t.(type) {
		case xml.StartElement:
			if t.Name.Local == "Fallback" {
				skipped++
			}
			if skipped == 0 {
				inText = t.Name.Local == "t"
				shape = s.startShape(t, shape, where)
			}
		case xml.CharData:
			if inText {
				shape.text.Write(t)
			}
		case xml.EndElement:
			inText = false
			switch local := t.Name.Local; {
			case local == "Fallback":
				skipped--
			case local == "p" && skipped == 0:
				shape.text.WriteByte('\n')
			case (local == "sp" || local == "pic" || local == "cxnSp") && skipped == 0:
				err := s.placeShape(part, where, shape)
				shape = &xlsxShape{hidden: shape.hidden}
				return err
			case strings.HasSuffix(local, "Anchor"):
				shape = &xlsxShape{}
			}
		}
		return nil
	})
}

// startShape takes one element of a drawing.
func (s *xlsxSheet) startShape(e xml.StartElement, shape *xlsxShape, where string) *xlsxShape {
	switch e.Name.Local {
	case "cNvPr":
		hidden := attr(e, "hidden")
		shape.hidden = shape.hidden || hidden != "" && on(hidden)
		for _, text := range []string{attr(e, "descr"), attr(e, "title")} {
			s.b.j.doc.hideText(HiddenAltText, where, text)
		}
	case "blip":
		shape.rel = relID(e, "embed")
	case "srcRect":
		shape.cut = crop{share(e, "l"), share(e, "t"), share(e, "r"), share(e, "b")}
	}
	return shape
}

// placeShape shows a shape, or names what it says.
func (s *xlsxSheet) placeShape(part, where string, shape *xlsxShape) error {
	text := strings.TrimSpace(shape.text.String())
	hidden := s.hidden || shape.hidden
	switch {
	case text == "":
	case hidden:
		s.b.j.doc.hideText(HiddenText, where+", hidden shape", text)
	default:
		s.after = append(s.after, typeset.Block{Runs: []typeset.Run{{Text: text}}})
	}
	r := s.b.rel(part, shape.rel)
	if r == nil || r.external || hidden { // a hidden picture is named as a part nobody shows
		return nil
	}
	img, err := s.b.pictures.picture(r.target, where, shape.cut)
	if img != nil {
		s.after = append(s.after, typeset.Block{Kind: typeset.Picture, Image: img})
	}
	return err
}

package read

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"unicode/utf16"
)

// looks are parts that say only how things look, or serve another part that is
// named itself. They are silent as long as there is no text in them.
var looks = []string{
	"word/fontTable.xml", "word/webSettings.xml", "word/stylesWithEffects.xml",
	"word/commentsExtended.xml", "word/commentsIds.xml", "word/commentsExtensible.xml",
	"word/theme/", "word/glossary/", "word/charts/style", "word/charts/colors",
	"word/diagrams/layout", "word/diagrams/quickStyle", "word/diagrams/colors",
	"xl/calcChain.xml", "xl/metadata.xml", "xl/theme/", "xl/charts/style", "xl/charts/colors",
	"xl/diagrams/layout", "xl/diagrams/quickStyle", "xl/diagrams/colors",
	"customXml/itemProps",
}

// nameRest names every part nobody has asked for, and every address outside
// of the file: what a reader of the pages does not see.
func (p *opcPackage) nameRest() error {
	for _, f := range p.members {
		name := memberName(f.Name)
		if p.used[name] {
			continue
		}
		if err := p.j.ctx.Err(); err != nil {
			return err
		}
		silent, err := p.onlyLooks(name)
		if err != nil {
			return err
		}
		if silent {
			continue
		}
		if err := p.nameRestPart(name, f.UncompressedSize64); err != nil {
			return err
		}
	}
	for _, r := range p.all {
		if r.external && !r.named {
			p.j.doc.hide(Hidden{Kind: HiddenExternalLink, Where: whereLink(r), Count: 1, Excerpt: r.target})
		}
	}
	return nil
}

func whereLink(r *relationship) string {
	if r.source == "" {
		return "the package, " + r.kind
	}
	return "part " + r.source + ", " + r.kind
}

// onlyLooks tells of a part that carries no text at all.
func (p *opcPackage) onlyLooks(name string) (bool, error) {
	listed := slices.ContainsFunc(looks, func(l string) bool { return strings.HasPrefix(name, l) })
	if !listed || !strings.HasSuffix(name, ".xml") {
		return false, nil
	}
	text := false
	err := p.walk(name, func(t xml.Token, _ int) error {
		if c, ok := t.(xml.CharData); ok && len(strings.TrimSpace(string(c))) > 0 {
			text = true
			return errStopXML
		}
		return nil
	})
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		return false, nil // damaged: named by its size
	}
	return !text && err == nil, err
}

// nameRestPart names one part by what it is.
func (p *opcPackage) nameRestPart(name string, size uint64) error {
	dir, base := path.Split(name)
	item := Hidden{Kind: HiddenUnknownPart, Where: "part " + name, Count: int(min(size, maxMemberBytes)), Unit: "bytes"}
	switch {
	case strings.HasPrefix(base, "thumbnail"):
		item.Kind = HiddenThumbnail
	case strings.HasPrefix(base, "vba"), strings.HasSuffix(dir, "/macrosheets/"):
		item.Kind = HiddenScript
	case strings.HasSuffix(dir, "/embeddings/"):
		return p.attachObject(name)
	case strings.HasSuffix(dir, "/activeX/"), strings.HasSuffix(dir, "/ctrlProps/"):
		item.Kind = HiddenForm
	case strings.HasSuffix(dir, "/printerSettings/"):
		item.Kind, item.Excerpt = HiddenMetadata, p.printerName(name)
		item.Where = "printer settings, " + item.Where
	case strings.HasSuffix(dir, "/charts/"), strings.HasSuffix(dir, "/diagrams/"):
		p.j.doc.warn("a chart or diagram is not drawn: part %s: look at the original", name)
		return p.nameWords(HiddenUnknownPart, name, item)
	case strings.HasSuffix(dir, "customXml/"):
		return p.nameWords(HiddenCustomXML, name, item)
	case base == "people.xml", strings.HasSuffix(dir, "/persons/"):
		return p.nameWords(HiddenMetadata, name, item)
	case strings.HasSuffix(dir, "/glossary/"):
		item.Where = "building blocks, " + item.Where
		return p.nameWords(HiddenText, name, item)
	case strings.HasPrefix(dir, "_xmlsignatures/"):
		return p.nameWords(HiddenSignature, name, item)
	default:
		return p.nameWords(HiddenUnknownPart, name, item)
	}
	p.j.doc.hide(item)
	return nil
}

// nameWords names a part with the beginning of its words. A part that is no
// XML, or damaged, is named by its size.
func (p *opcPackage) nameWords(kind HiddenKind, name string, item Hidden) error {
	item.Kind = kind
	if strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".vml") {
		words, excerpt, err := p.words(name)
		if err := p.optional(err); err != nil {
			return err
		}
		if words > 0 {
			item.Count, item.Unit, item.Excerpt = words, "words", excerpt
		}
	}
	p.j.doc.hide(item)
	return nil
}

// words counts the words of a part and returns its beginning: its texts, or,
// where there are none, the values of its attributes.
func (p *opcPackage) words(part string) (count int, excerpt string, err error) {
	var text, attrs excerptText
	err = p.walk(part, func(t xml.Token, _ int) error {
		switch t := t.(type) {
		case xml.CharData:
			text.add(string(t))
		case xml.StartElement:
			for _, a := range t.Attr {
				if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" {
					attrs.add(a.Value)
				}
			}
		}
		return nil
	})
	if text.words == 0 {
		text = attrs
	}
	return text.words, text.String(), err
}

// attachObject makes a document inside the document a document of its own.
func (p *opcPackage) attachObject(name string) error {
	data, err := p.bytes(name)
	if err != nil {
		return err
	}
	p.used[name] = true
	p.j.doc.hide(Hidden{Kind: HiddenEmbeddedObject, Where: "part " + name, Count: len(data), Unit: "bytes", Excerpt: path.Base(name)})
	if err := p.j.attach(path.Base(name), "", data); err != nil {
		return fmt.Errorf("part %s: %w", name, err)
	}
	return nil
}

// printerName reads the device name that stands first in the settings of
// Windows printers (DEVMODEW: 32 UTF-16 units, ended by zero).
func (p *opcPackage) printerName(name string) string {
	r, err := p.open(name)
	if err != nil {
		return ""
	}
	defer r.Close()
	head := make([]byte, 64)
	n, err := io.ReadFull(r, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return ""
	}
	var units []uint16
	for i := 0; i+1 < n; i += 2 {
		u := uint16(head[i]) | uint16(head[i+1])<<8
		if u == 0 {
			break
		}
		units = append(units, u)
	}
	return string(utf16.Decode(units))
}

// excerptText counts words and keeps the beginning of what it is given. It may
// be moved: lists of them grow.
type excerptText struct {
	kept  []byte
	words int
}

// add takes one piece, apart from the one before it.
func (x *excerptText) add(s string) {
	n := len(strings.Fields(s))
	if n == 0 {
		return
	}
	x.words += n
	if len(x.kept) < maxExcerptBytes {
		if len(x.kept) > 0 {
			x.kept = append(x.kept, ' ')
		}
		x.kept = append(x.kept, cutBytes(strings.TrimSpace(s), 4*maxExcerptBytes)...)
	}
}

// join continues the piece before.
func (x *excerptText) join(s string) {
	x.words += len(strings.Fields(s))
	if len(x.kept) < 4*maxExcerptBytes {
		x.kept = append(x.kept, cutBytes(s, 4*maxExcerptBytes)...)
	}
}

func (x *excerptText) String() string { return string(x.kept) }

package read

import (
	"encoding/xml"
	"strconv"
	"strings"

	"github.com/akta-foi/akta/content/read/typeset"
)

// docxPicture is a picture being read: its part and what is cut off it.
type docxPicture struct {
	rel string
	cut crop
}

// startDrawing opens an element of a drawing, a formula or another namespace.
func (s *docxStory) startDrawing(e xml.StartElement, sc *docxScope) error {
	switch e.Name.Local {
	case "AlternateContent":
		s.startAlternate(sc)
	case "Choice":
		if sc.alt != nil && sc.alt.chosen || !understood(attr(e, "Requires")) {
			s.skipVersion(sc)
		} else if sc.alt != nil {
			sc.alt.chosen = true
		}
	case "Fallback":
		if sc.alt != nil && sc.alt.chosen {
			s.skipVersion(sc)
		}
	case "docPr", "cNvPr":
		s.drawingNames(e, sc)
	case "blipFill":
		s.startPicture(sc)
	case "blip":
		if sc.picture != nil {
			sc.picture.rel = relID(e, "embed")
		}
	case "srcRect":
		if sc.picture != nil {
			sc.picture.cut = crop{share(e, "l"), share(e, "t"), share(e, "r"), share(e, "b")}
		}
	case "imagedata":
		return s.placePicture(sc, &docxPicture{rel: relID(e, "id"), cut: crop{
			vmlShare(e, "cropleft"), vmlShare(e, "croptop"), vmlShare(e, "cropright"), vmlShare(e, "cropbottom")}})
	case "textpath":
		s.text(attr(e, "string"))
	case "shape", "rect", "oval", "roundrect":
		if strings.Contains(e.Name.Space, "vml") && sc.lost == nil {
			s.d.altText(s.where(), attr(e, "alt"), attr(e, "title"))
		}
	}
	return nil
}

// startAlternate opens content in several versions. What an old version says
// and the new one does not is hidden text.
func (s *docxStory) startAlternate(sc *docxScope) {
	outer, alt, lost := sc.alt, &docxAlternate{}, sc.lost != nil
	sc.alt = alt
	sc.end = func() error {
		taken, skipped := alt.taken.String(), alt.skipped.String()
		if outer != nil {
			outer.taken.WriteString(taken)
		}
		if !lost && squeeze(skipped) != squeeze(taken) {
			s.d.j.doc.hideText(HiddenText, s.where()+", the version for other programs", skipped)
		}
		return nil
	}
}

// skipVersion sets the text of a version apart.
func (s *docxStory) skipVersion(sc *docxScope) {
	switch {
	case sc.lost != nil:
	case sc.alt != nil:
		sc.lost = &sc.alt.skipped
	default:
		sc.lost = &strings.Builder{}
	}
}

// squeeze drops all white space.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// understood tells whether a version asks only for what this reader reads:
// shapes, groups and pictures of Word 2010 and later.
func understood(requires string) bool {
	for _, prefix := range strings.Fields(requires) {
		switch prefix {
		case "wps", "wpg", "wpc", "wp14", "w14", "w15", "a14", "pic14", "v", "v2":
		default:
			return false
		}
	}
	return true
}

// drawingNames names what a drawing says beside its ink, and hides all of one
// that is switched off.
func (s *docxStory) drawingNames(e xml.StartElement, sc *docxScope) {
	if sc.lost == nil {
		s.d.altText(s.where(), attr(e, "descr"), attr(e, "title"))
		if name := attr(e, "name"); strings.ContainsAny(name, `./\`) { // the name of the file it came from
			s.d.altText(s.where(), name)
		}
	}
	if hidden := attr(e, "hidden"); hidden != "" && on(hidden) {
		s.top().veil, sc.veil = HiddenText, HiddenText // properties come before what they are about
	}
}

// altText names descriptions once.
func (d *docxFile) altText(where string, texts ...string) {
	for _, text := range texts {
		if strings.TrimSpace(text) != "" && !d.described[text] {
			d.described[text] = true
			d.j.doc.hideText(HiddenAltText, where, text)
		}
	}
}

// startPicture opens a picture, which is placed when all about it is known.
func (s *docxStory) startPicture(sc *docxScope) {
	pic := &docxPicture{}
	sc.picture = pic
	around := *sc
	sc.end = func() error { return s.placePicture(&around, pic) }
}

// placePicture puts a picture after its paragraph, or names it where it is not
// shown.
func (s *docxStory) placePicture(sc *docxScope, pic *docxPicture) error {
	r := s.d.rel(s.part, pic.rel)
	if r == nil || r.external || !s.d.has(r.target) {
		return nil // links to pictures elsewhere are named with all links
	}
	if sc.lost != nil || s.para == nil {
		return nil // a picture nobody places is named as a part
	}
	if sc.deleted || s.hiddenBy(sc) != "" {
		kind := HiddenText
		if sc.deleted {
			kind = HiddenTrackedChange
		}
		s.d.used[r.target] = true
		s.d.j.doc.hide(Hidden{Kind: kind, Where: s.where(), Count: 1, Unit: "pictures", Excerpt: r.target})
		return nil
	}
	img, err := s.d.pictures.picture(r.target, s.where(), pic.cut)
	if err != nil || img == nil {
		return err
	}
	s.para.after = append(s.para.after, typeset.Block{Kind: typeset.Picture, Image: img})
	return nil
}

// share reads a share of a side: thousandths of a percent (20.1.10.41), or
// with a percent sign. Negative ones add an empty margin, which is not drawn.
func share(e xml.StartElement, name string) float64 {
	value := attr(e, name)
	scale := 100_000.0
	if v, ok := strings.CutSuffix(value, "%"); ok {
		value, scale = v, 100
	}
	n, err := strconv.ParseFloat(value, 64)
	if err != nil || !(n > 0) {
		return 0
	}
	return min(n/scale, 1)
}

// vmlShare reads a share of VML: a number, or 65536ths with an "f" (part 4,
// 19.1.2.11).
func vmlShare(e xml.StartElement, name string) float64 {
	value, scale := attr(e, name), 1.0
	if v, ok := strings.CutSuffix(value, "f"); ok {
		value, scale = v, 65536
	}
	n, err := strconv.ParseFloat(value, 64)
	if err != nil || !(n > 0) {
		return 0
	}
	return min(n/scale, 1)
}

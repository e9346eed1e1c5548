package read

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// odfStyle is one style:style (ODF 1.3 part 3, 16.2) with the properties that
// decide what a reader sees. Empty strings are inherited.
type odfStyle struct {
	parent string
	master string // page style that begins with it
	list   string

	ink, mark, ground     string
	display, size         string
	weight, slant         string
	shown                 string // of a table or master page: "false" hides it
	breakBefore, fill     string
	clip                  string // of a picture
	resolved, isResolving bool
}

// inherit fills what s leaves open from p.
func (s *odfStyle) inherit(p odfStyle) {
	for _, f := range []struct{ to, from *string }{
		{&s.list, &p.list}, {&s.ink, &p.ink}, {&s.mark, &p.mark}, {&s.ground, &p.ground}, {&s.display, &p.display},
		{&s.size, &p.size}, {&s.weight, &p.weight}, {&s.slant, &p.slant}, {&s.shown, &p.shown}, {&s.fill, &p.fill}, {&s.clip, &p.clip},
	} {
		if *f.to == "" {
			*f.to = *f.from
		}
	}
}

// odfStyles holds the styles of one part: automatic ones hide common ones.
type odfStyles struct {
	common, auto map[string]*odfStyle // by family, "/" and name
	lists        map[string]*odfListStyle
	autoLists    map[string]*odfListStyle
	outline      *odfListStyle
	inAuto       bool
	open         *odfStyle     // being read
	openList     *odfListStyle // being read
}

func newODFStyles() odfStyles {
	return odfStyles{common: map[string]*odfStyle{}, auto: map[string]*odfStyle{}, lists: map[string]*odfListStyle{}, autoLists: map[string]*odfListStyle{}}
}

// find returns a style with all that it inherits, or the family's default.
func (st *odfStyles) find(family, name string) odfStyle {
	return st.resolve(family, name, 0)
}

func (st *odfStyles) resolve(family, name string, depth int) odfStyle {
	key := family + "/" + name
	s := st.auto[key]
	if s == nil {
		s = st.common[key]
	}
	switch {
	case name == "" && s == nil, depth > maxStyleDepth:
		return odfStyle{}
	case s == nil:
		return st.resolve(family, "", depth+1)
	case s.resolved || s.isResolving: // the latter: styles that inherit from each other
		return *s
	}
	s.isResolving = true
	if name != "" {
		s.inherit(st.resolve(family, s.parent, depth+1))
	}
	s.isResolving, s.resolved = false, true
	return *s
}

// over lays a style's text properties over a look.
func (s odfStyle) over(l look) look {
	if s.ink != "" {
		l.ink = parseColour(s.ink, colourAuto)
	}
	if s.mark != "" {
		l.mark = parseColour(s.mark, colourNone)
	}
	if s.display != "" {
		l.hidden = s.display == "none"
	}
	if s.weight != "" {
		w, err := strconv.Atoi(s.weight)
		l.bold = s.weight == "bold" || err == nil && w >= 600
	}
	if s.slant != "" {
		l.italic = s.slant == "italic" || s.slant == "oblique"
	}
	if points, ok := strings.CutSuffix(s.size, "pt"); ok {
		if v, err := strconv.ParseFloat(points, 32); err == nil && v >= 0 && v < 10_000 {
			l.size = int(v * 10)
		}
	}
	return l
}

// under lays what a paragraph, cell or frame is painted with under a look.
func (s odfStyle) under(l look) look {
	if s.ground != "" && s.ground != "transparent" && s.fill != "none" {
		l.ground = parseColour(s.ground, l.ground)
	}
	return l
}

// startStyle reads the styles and master pages.
func (o *odf) startStyle(e xml.StartElement, local string) func() {
	st := &o.styles
	switch local {
	case "style", "default-style":
		s := &odfStyle{
			parent: odfAttr(e, "style", "parent-style-name"), master: odfAttr(e, "style", "master-page-name"),
			list: odfAttr(e, "style", "list-style-name"),
		}
		into, key := st.common, odfAttr(e, "style", "family")+"/"+odfAttr(e, "style", "name")
		if st.inAuto {
			into = st.auto
		}
		if len(into) < maxStyles {
			into[key] = s
		}
		st.open = s
		return func() { st.open = nil }
	case "master-page":
		return o.startMaster(e)
	case "header", "footer", "header-left", "footer-left", "header-first", "footer-first":
		return o.startMargin(e, local)
	case "list-level-properties", "map", "background-image":
		return nil
	}
	if st.open != nil && strings.HasSuffix(local, "-properties") {
		st.open.read(e, local)
	}
	return nil
}

// read takes over the properties of one element inside a style.
func (s *odfStyle) read(e xml.StartElement, local string) {
	for _, a := range e.Attr {
		space, name := odfName(a.Name)
		switch space + ":" + name {
		case "fo:color":
			s.ink = a.Value
		case "style:use-window-font-color":
			if a.Value == "true" {
				s.ink = "auto"
			}
		case "fo:background-color":
			if local == "text-properties" {
				s.mark = a.Value
			} else {
				s.ground = a.Value
			}
		case "draw:fill-color":
			s.ground = a.Value
		case "draw:fill":
			s.fill = a.Value
		case "text:display":
			s.display = a.Value
		case "table:display":
			s.shown = a.Value
		case "fo:font-size":
			s.size = a.Value
		case "fo:font-weight":
			s.weight = a.Value
		case "fo:font-style":
			s.slant = a.Value
		case "fo:break-before":
			s.breakBefore = a.Value
		case "fo:clip":
			s.clip = a.Value
		}
	}
}

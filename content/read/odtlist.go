package read

import (
	"encoding/xml"
	"strconv"
	"strings"
)

const odfListLevels = 10 // levels of a list style (ODF 1.3 part 3, 16.31)

// odfListStyle says how the items of a list are numbered.
type odfListStyle struct {
	levels [odfListLevels]odfListLevel
}

type odfListLevel struct {
	format, prefix, suffix string // format "": a bullet
	start, shown           int    // first number; levels in one number
}

// odfLists is where in which list a paragraph stands.
type odfLists struct {
	style  string
	depth  int // 0: in no list
	counts *[odfListLevels]int
	fresh  *string // marker of the item whose first paragraph is still to come
	bullet *bool   // an item without number is still to come
}

// startListStyle reads text:list-style, text:outline-style and their levels.
func (o *odf) startListStyle(e xml.StartElement, local string) func() {
	st := &o.styles
	switch local {
	case "list-style", "outline-style":
		s := &odfListStyle{}
		into := st.lists
		if st.inAuto {
			into = st.autoLists
		}
		if local == "outline-style" {
			st.outline = s
		} else if len(into) < maxStyles {
			into[odfAttr(e, "style", "name")] = s
		}
		st.openList = s
		return func() { st.openList = nil }
	}
	level, err := strconv.Atoi(odfAttr(e, "text", "level"))
	if st.openList == nil || err != nil || level < 1 || level > odfListLevels {
		return nil
	}
	l := &st.openList.levels[level-1]
	l.start, l.shown = odfCount(e, "text", "start-value", maxListNumber), odfCount(e, "text", "display-levels", odfListLevels)
	if local != "list-level-style-bullet" && local != "list-level-style-image" {
		l.format = odfAttr(e, "style", "num-format")
		l.prefix, l.suffix = odfAttr(e, "style", "num-prefix"), odfAttr(e, "style", "num-suffix")
	}
	return nil
}

// listStyle finds a list style by name, or nil.
func (st *odfStyles) listStyle(name string) *odfListStyle {
	if s := st.autoLists[name]; s != nil {
		return s
	}
	return st.lists[name]
}

// startList begins text:list: one that stands in another goes one level down,
// one that goes on with an earlier one takes its numbers over.
func (o *odf) startList(e xml.StartElement) func() {
	restore := o.save()
	if name := odfAttr(e, "text", "style-name"); name != "" {
		o.lists.style = name
	}
	o.lists.depth = min(o.lists.depth+1, odfListLevels)
	if o.lists.depth == 1 || o.lists.counts == nil {
		counts := [odfListLevels]int{}
		if before := odfAttr(e, "text", "continue-list"); before != "" && o.counts[before] != nil {
			counts = *o.counts[before]
		} else if odfAttr(e, "text", "continue-numbering") == "true" && o.counts["/"+o.lists.style] != nil {
			counts = *o.counts["/"+o.lists.style]
		}
		o.lists.counts = &counts
		for _, name := range []string{odfAttr(e, "xml", "id"), "/" + o.lists.style} {
			if name != "" && len(o.counts) < maxStyles {
				o.counts[name] = &counts
			}
		}
	} else if odfAttr(e, "text", "continue-numbering") != "true" {
		clear(o.lists.counts[o.lists.depth-1:])
	}
	return restore
}

// startItem counts text:list-item and keeps its marker for the first paragraph.
func (o *odf) startItem(e xml.StartElement, numbered bool) func() {
	restore := o.save()
	depth := max(o.lists.depth, 1)
	o.lists.depth = depth
	if o.lists.counts == nil {
		o.lists.counts = new([odfListLevels]int)
	}
	marker, fresh := "", numbered
	if numbered {
		marker = o.styles.listStyle(o.lists.style).next(o.lists.counts, depth, odfCount(e, "text", "start-value", maxListNumber))
	}
	o.lists.fresh, o.lists.bullet = &marker, &fresh
	return restore
}

// next counts one item of a level and returns its marker; forced is a number
// the item itself asks for, or 0.
func (s *odfListStyle) next(counts *[odfListLevels]int, depth, forced int) string {
	if s == nil {
		counts[depth-1]++
		return ""
	}
	l := s.levels[depth-1]
	switch {
	case forced > 0:
		counts[depth-1] = forced
	case counts[depth-1] == 0:
		counts[depth-1] = max(l.start, 1)
	default:
		counts[depth-1]++
	}
	clear(counts[depth:])
	if l.format == "" {
		return ""
	}
	var parts []string
	for i := max(depth-max(l.shown, 1), 0); i < depth; i++ {
		if f := s.levels[i].format; f != "" {
			parts = append(parts, formatNumber(max(counts[i], 1), f))
		}
	}
	return cleanLine(l.prefix + strings.Join(parts, ".") + l.suffix)
}

// formatNumber writes n as the formats of lists do: "1", "a", "A", "i", "I".
func formatNumber(n int, format string) string {
	switch format {
	case "a", "A":
		letters := ""
		for ; n > 0; n = (n - 1) / 26 {
			letters = string(rune(format[0])+rune((n-1)%26)) + letters
		}
		return letters
	case "i", "I":
		if n >= 4_000 {
			break
		}
		out := ""
		for _, r := range []struct {
			n int
			s string
		}{{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}} {
			for ; n >= r.n; n -= r.n {
				out += r.s
			}
		}
		if format == "I" {
			out = strings.ToUpper(out)
		}
		return out
	}
	return strconv.Itoa(n)
}

// odfCount reads a number from 1 to limit; what is not one is 0.
func odfCount(e xml.StartElement, space, local string, limit int) int {
	v := odfAttr(e, space, local)
	if v == "" {
		return 0
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < 0 {
		if len(v) > 9 { // more digits than a number has: as much as there may be
			return limit
		}
		return 0
	}
	return min(n, limit)
}

package read

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// cssDeclaration is "property: value", both in lower case.
type cssDeclaration struct{ name, value string }

func parseDeclarations(s string) []cssDeclaration {
	var all []cssDeclaration
	for one := range strings.SplitSeq(withoutCSSComments(s), ";") {
		name, value, ok := strings.Cut(one, ":")
		if ok && len(all) < maxHTMLAttrs {
			value = strings.ToLower(strings.TrimSpace(value))
			value = strings.TrimSpace(strings.TrimSuffix(value, "!important"))
			all = append(all, cssDeclaration{strings.ToLower(strings.TrimSpace(name)), value})
		}
	}
	return all
}

var cssComment = regexp.MustCompile(`(?s)/\*(.*?)(\*/|$)`)

func withoutCSSComments(s string) string {
	if !strings.Contains(s, "/*") {
		return s
	}
	return cssComment.ReplaceAllString(s, " ")
}

// cssComments returns what the comments of a style sheet say.
func cssComments(s string) []string {
	var all []string
	for _, m := range cssComment.FindAllStringSubmatch(cutBytes(s, maxHTMLStyle), maxHTMLRules) {
		all = append(all, strings.TrimSpace(m[1]))
	}
	return all
}

// htmlRules are the rules of style sheets for one element alone: "p", ".x",
// "p.x", "#x". Others ("div > p", "@media") are not followed.
type htmlRules struct {
	rules []htmlRule
	byKey map[string][]int               // by ".class", "#id" or "tag"
	known map[[3]string][]cssDeclaration // by tag, class and id
	bytes int
}

type htmlRule struct {
	tag, class, id string
	declarations   []cssDeclaration
}

// add takes up the rules of one style sheet.
func (r *htmlRules) add(sheet string) {
	if r.bytes += len(sheet); r.bytes > maxHTMLStyle {
		return
	}
	r.known = nil
	sheet = withoutCSSComments(strings.NewReplacer("<!--", "", "-->", "").Replace(sheet))
	for len(r.rules) < maxHTMLRules {
		selectors, rest, ok := strings.Cut(sheet, "{")
		if !ok {
			return
		}
		body, after := cssBody(rest)
		sheet = after
		if i := strings.LastIndexByte(selectors, ';'); i >= 0 {
			selectors = selectors[i+1:] // behind @import "...";
		}
		declarations := parseDeclarations(body)
		if strings.Contains(selectors, "@") || len(declarations) == 0 {
			continue
		}
		for one := range strings.SplitSeq(selectors, ",") {
			if rule, ok := parseSelector(strings.TrimSpace(one)); ok && len(r.rules) < maxHTMLRules {
				rule.declarations = declarations
				if r.byKey == nil {
					r.byKey = map[string][]int{}
				}
				r.byKey[rule.key()] = append(r.byKey[rule.key()], len(r.rules))
				r.rules = append(r.rules, rule)
			}
		}
	}
}

// cssBody cuts at the brace that closes a body, which may hold others.
func cssBody(s string) (body, after string) {
	depth := 1
	for i := range len(s) {
		switch s[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return s[:i], s[i+1:]
			}
		}
	}
	return s, ""
}

var cssSelector = regexp.MustCompile(`^(\*|[A-Za-z][A-Za-z0-9]*)?(?:\.([\w-]+))?(?:#([\w-]+))?$`)

func parseSelector(s string) (htmlRule, bool) {
	m := cssSelector.FindStringSubmatch(s)
	if m == nil || s == "" {
		return htmlRule{}, false
	}
	return htmlRule{tag: strings.ToLower(strings.TrimPrefix(m[1], "*")), class: m[2], id: m[3]}, true
}

// key is what an element must have at least for the rule to match.
func (r htmlRule) key() string {
	switch {
	case r.class != "":
		return "." + r.class
	case r.id != "":
		return "#" + r.id
	}
	return r.tag
}

// of returns what the rules declare for an element, each property once. Pages
// have many elements of few kinds: what was found is kept.
func (r *htmlRules) of(tag string, attrs htmlAttrs) []cssDeclaration {
	if len(r.rules) == 0 {
		return nil
	}
	class, id := attrs.value("class"), attrs.value("id")
	kind := [3]string{tag, class, id}
	if known, ok := r.known[kind]; ok {
		return known
	}
	classes := strings.Fields(class)
	keys := []string{"", tag, "#" + id}
	for _, c := range classes {
		keys = append(keys, "."+c)
	}
	var found []int
	for _, k := range keys {
		found = append(found, r.byKey[k]...)
	}
	slices.Sort(found)
	var all []cssDeclaration
	for _, i := range slices.Compact(found) {
		if !r.rules[i].matches(tag, classes, id) {
			continue
		}
		for _, d := range r.rules[i].declarations {
			all = slices.DeleteFunc(all, func(o cssDeclaration) bool { return o.name == d.name })
			all = append(all, d)
		}
	}
	if r.known == nil || len(r.known) >= maxHTMLRules {
		r.known = map[[3]string][]cssDeclaration{}
	}
	r.known[kind] = all
	return all
}

func (r htmlRule) matches(tag string, classes []string, id string) bool {
	return (r.tag == "" || r.tag == tag) && (r.class == "" || slices.Contains(classes, r.class)) && (r.id == "" || r.id == id)
}

// apply gives an element its look: the attributes of old HTML, the rules in
// their order, its own style.
func (r *htmlRules) apply(e *htmlElement, tag string, attrs htmlAttrs) {
	var all []cssDeclaration
	for _, a := range attrs {
		switch {
		case a.name == "hidden" && !strings.EqualFold(a.value, "until-found"):
			all = append(all, cssDeclaration{"display", "none"})
		case a.name == "bgcolor":
			all = append(all, cssDeclaration{"background-color", a.value})
		case a.name == "color" && tag == "font", a.name == "text" && tag == "body":
			all = append(all, cssDeclaration{"color", a.value})
		}
	}
	all = append(all, r.of(tag, attrs)...)
	all = append(all, parseDeclarations(attrs.value("style"))...)
	e.look(all)
}

// look takes the last value of every property.
func (e *htmlElement) look(all []cssDeclaration) {
	if len(all) == 0 {
		return
	}
	last := map[string]string{}
	for _, d := range all {
		last[d.name] = d.value
	}
	if v, ok := last["color"]; ok {
		e.colour = parseCSSColour(v)
	}
	for _, name := range []string{"background", "background-color"} {
		if v, ok := last[name]; ok && v != "none" && v != "transparent" && v != "inherit" {
			e.behind = parseCSSColour(v)
		}
	}
	if w, ok := last["font-weight"]; ok {
		e.bold = w == "bold" || w == "bolder" || len(w) == 3 && w >= "600"
	}
	if s, ok := last["font-style"]; ok {
		e.italic = s == "italic" || s == "oblique"
	}
	if w, ok := last["white-space"]; ok {
		e.pre = strings.HasPrefix(w, "pre") && w != "pre-line"
	}
	e.hidesWhy = invisibleBy(last)
}

// invisibleBy says which property makes an element invisible, or "".
func invisibleBy(last map[string]string) string {
	is := func(name string, values ...string) bool { return slices.Contains(values, last[name]) }
	switch {
	case is("display", "none"):
		return "display:none"
	case is("visibility", "hidden", "collapse"):
		return "visibility:" + last["visibility"]
	case zeroLength(last["font-size"]):
		return "font-size:0"
	case zeroLength(last["opacity"]):
		return "opacity:0"
	case is("color", "transparent"):
		return "color:transparent"
	case is("overflow", "hidden") && (zeroLength(last["height"]) || zeroLength(last["max-height"]) || zeroLength(last["width"]) || zeroLength(last["max-width"])):
		return "a size of 0"
	case strings.ReplaceAll(last["clip"], " ", "") == "rect(0,0,0,0)", strings.ReplaceAll(last["clip"], " ", "") == "rect(0000)":
		return "clip"
	}
	for _, name := range []string{"text-indent", "left", "top", "right", "bottom", "margin-left", "margin-top"} {
		if farAway(last[name]) {
			return name + ":" + cutBytes(last[name], 20)
		}
	}
	return ""
}

var cssLength = regexp.MustCompile(`^(-?[0-9]*\.?[0-9]+)(px|pt|em|rem|ex|ch|cm|mm|in|pc|vw|vh|%)?$`)

// zeroLength tells whether a value is too small to see: under a pixel or a
// point, or under a twentieth of anything else.
func zeroLength(v string) bool {
	m := cssLength.FindStringSubmatch(v)
	if m == nil {
		return false
	}
	n, err := strconv.ParseFloat(m[1], 64)
	return err == nil && (n <= 0.05 || n <= 1 && (m[2] == "px" || m[2] == "pt"))
}

// farAway tells whether a value moves an element off the screen.
func farAway(v string) bool {
	m := cssLength.FindStringSubmatch(v)
	if m == nil {
		return false
	}
	n, err := strconv.ParseFloat(m[1], 64)
	most := -400.0
	switch m[2] {
	case "em", "rem", "ex", "ch", "cm", "in", "pc":
		most = -25
	case "%", "vw", "vh", "mm":
		most = -100
	}
	return err == nil && n <= most
}

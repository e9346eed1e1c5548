package read

import (
	"math"

	"github.com/akta-foi/akta/content/read/pdfobject"
)

// pdfMatrix is a transformation [a b c d e f] (ISO 32000-1 8.3.3).
type pdfMatrix [6]float64

// before returns the transformation that does m first and then o.
func (m pdfMatrix) before(o pdfMatrix) pdfMatrix {
	return pdfMatrix{
		m[0]*o[0] + m[1]*o[2], m[0]*o[1] + m[1]*o[3],
		m[2]*o[0] + m[3]*o[2], m[2]*o[1] + m[3]*o[3],
		m[4]*o[0] + m[5]*o[2] + o[4], m[4]*o[1] + m[5]*o[3] + o[5],
	}
}

// unitSquare returns where the square of an image comes to lie.
func (m pdfMatrix) unitSquare() rect {
	xs := [4]float64{m[4], m[4] + m[0], m[4] + m[2], m[4] + m[0] + m[2]}
	ys := [4]float64{m[5], m[5] + m[1], m[5] + m[3], m[5] + m[1] + m[3]}
	return rect{min(xs[0], xs[1], xs[2], xs[3]), min(ys[0], ys[1], ys[2], ys[3]), max(xs[0], xs[1], xs[2], xs[3]), max(ys[0], ys[1], ys[2], ys[3]), true}
}

// pdfState is the part of the graphics state that matters here.
type pdfState struct {
	matrix pdfMatrix
	font   *pdfFont
	mode   int64
}

// pdfOperators is one content stream with its forms' place and marks.
type pdfOperators struct {
	*pdfContent
	resources pdfobject.Dict
	state     pdfState
	saved     []pdfState
	marks     []pdfMarked
	args      []pdfobject.Object
	depth     int
}

// pdfMarked is a piece of marked content that is open.
type pdfMarked struct {
	layer    string
	hidden   bool
	replaced int // index in replaced, from 1; 0: none
}

// maxArguments is more than any operator takes; maxSaved and maxMarks are more
// than any program nests.
const (
	maxArguments = 512
	maxSaved     = 512
	maxMarks     = 512
)

// run goes through one content stream.
func (c *pdfContent) run(data []byte, resources pdfobject.Dict, state pdfState, depth int, around ...pdfMarked) {
	run := &pdfOperators{pdfContent: c, resources: resources, state: state, depth: depth, marks: around}
	scan := pdfobject.NewScanner(data)
	for {
		o, ok := scan.Next()
		if !ok || c.r.Err() != nil {
			return
		}
		word, isWord := o.(pdfobject.Keyword)
		if !isWord {
			if len(run.args) < maxArguments {
				run.args = append(run.args, o)
			}
			continue
		}
		if c.operators++; c.operators > maxPDFOperators {
			c.unread = "more drawing orders than are read"
			return
		}
		run.operator(word)
		run.args = run.args[:0]
	}
}

// operator does one operator (ISO 32000-1 annex A).
func (c *pdfOperators) operator(word pdfobject.Keyword) {
	switch word {
	case "q":
		if len(c.saved) < maxSaved {
			c.saved = append(c.saved, c.state)
		}
	case "Q":
		if n := len(c.saved); n > 0 {
			c.state, c.saved = c.saved[n-1], c.saved[:n-1]
		}
	case "cm":
		if m, ok := matrixOf(c.r, c.args); ok {
			c.state.matrix = m.before(c.state.matrix)
		}
	case "Tf":
		if len(c.args) > 0 {
			c.state.font = c.font(c.args[0])
		}
	case "Tr":
		if len(c.args) > 0 {
			c.state.mode = c.r.Int(c.args[0])
		}
	case "Td", "TD", "Tm", "T*", "ET":
		c.show(" ")
	case "Tj", "'", "\"":
		if n := len(c.args); n > 0 {
			c.text(c.args[n-1])
		}
	case "TJ":
		if len(c.args) > 0 {
			c.spread(c.args[len(c.args)-1])
		}
	case "BMC", "BDC":
		c.begin(word)
	case "EMC":
		c.end()
	case "Do":
		if len(c.args) > 0 {
			c.draw(c.args[0])
		}
	}
}

// matrixOf reads six numbers.
func matrixOf(r *pdfobject.Reader, args []pdfobject.Object) (m pdfMatrix, ok bool) {
	if len(args) != 6 {
		return m, false
	}
	for i := range m {
		m[i] = r.Float(args[i])
		if math.IsNaN(m[i]) || math.Abs(m[i]) > 1e9 {
			return m, false
		}
	}
	return m, true
}

// spread shows an array of strings and gaps; a wide gap is a blank.
func (c *pdfOperators) spread(o pdfobject.Object) {
	a, _ := o.(pdfobject.Array)
	for _, e := range a {
		if s, ok := e.(pdfobject.String); ok {
			c.text(s)
		} else if c.r.Float(e) < -200 {
			c.show(" ")
		}
	}
}

func (c *pdfOperators) text(o pdfobject.Object) {
	if s, ok := o.(pdfobject.String); ok {
		c.show(c.state.font.decode(s))
	}
}

// show notes text that is drawn, where it belongs.
func (c *pdfOperators) show(text string) {
	c.shown.add(text)
	if name, hidden := c.hiddenIn(); hidden {
		c.layer(name).text.add(text)
	} else if c.state.mode == 3 { // ISO 32000-1 9.3.6: neither filled, nor stroked, nor a shape for what comes after
		c.invisible.add(text)
	}
}

// hiddenIn tells whether what is drawn now stands in a layer that is not shown.
func (c *pdfOperators) hiddenIn() (string, bool) {
	for _, m := range c.marks {
		if m.hidden {
			return m.layer, true
		}
	}
	return "", false
}

// begin opens marked content (ISO 32000-1 14.6).
func (c *pdfOperators) begin(word pdfobject.Keyword) {
	var m pdfMarked
	if word == "BDC" && len(c.args) >= 2 {
		properties := c.args[1]
		if name, ok := properties.(pdfobject.Name); ok {
			properties = c.r.Dict(c.resources["Properties"])[name]
		}
		if c.args[0] == pdfobject.Object(pdfobject.Name("OC")) {
			m.layer, m.hidden = c.s.hiddenLayer(c.r, properties)
		}
		if said := c.r.Text(c.r.Dict(properties)["ActualText"]); said != "" && len(c.replaced) < maxPDFTreeNodes {
			c.replaced = append(c.replaced, pdfReplaced{said: said, from: c.shown.Len()})
			m.replaced = len(c.replaced)
		}
	}
	if len(c.marks) < maxMarks {
		c.marks = append(c.marks, m)
	}
}

func (c *pdfOperators) end() {
	n := len(c.marks)
	if n == 0 {
		return
	}
	m := c.marks[n-1]
	c.marks = c.marks[:n-1]
	if m.replaced > 0 {
		r := &c.replaced[m.replaced-1]
		r.shown = c.shown.String()[r.from:]
	}
}

// draw goes into a form or places an image.
func (c *pdfOperators) draw(name pdfobject.Object) {
	key, _ := name.(pdfobject.Name)
	o := c.r.Dict(c.resources["XObject"])[key]
	stream, ok := c.r.Resolve(o).(*pdfobject.Stream)
	if !ok {
		return
	}
	var m pdfMarked
	if oc := stream.Dict["OC"]; oc != nil {
		m.layer, m.hidden = c.s.hiddenLayer(c.r, oc)
	}
	if c.r.Name(stream.Dict["Subtype"]) == "Form" {
		c.drawForm(o, stream, m)
		return
	}
	layer, hidden := c.hiddenIn()
	if m.hidden {
		layer, hidden = m.layer, true
	}
	at, page := c.state.matrix.unitSquare(), c.page.box
	switch {
	case hidden:
		c.layer(layer).pictures++
	case page.set && (at.right <= page.left || at.left >= page.right || at.top <= page.bottom || at.bottom >= page.top):
		c.outside++
	}
}

func (c *pdfOperators) drawForm(o pdfobject.Object, stream *pdfobject.Stream, m pdfMarked) {
	ref, _ := o.(pdfobject.Ref)
	if c.depth >= maxPDFForms || c.forms[ref.Number] {
		return
	}
	data, err := c.r.Data(stream, maxPDFContent)
	if err != nil {
		c.unread = err.Error()
		return
	}
	state := c.state
	if own, ok := matrixOf(c.r, c.r.Array(stream.Dict["Matrix"])); ok {
		state.matrix = own.before(state.matrix)
	}
	resources := c.r.Dict(stream.Dict["Resources"])
	if resources == nil {
		resources = c.resources
	}
	around := append(append([]pdfMarked{}, c.marks...), m)
	for i := range around {
		around[i].replaced = 0 // they end where they began
	}
	c.forms[ref.Number] = true
	c.run(data, resources, state, c.depth+1, around...)
	delete(c.forms, ref.Number)
}

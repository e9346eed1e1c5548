package read

import (
	"encoding/xml"
	"strings"

	"github.com/akta-foi/akta/content/read/typeset"
)

// odfMaster is a page style with what stands in its margins.
type odfMaster struct {
	name, next string
	used       bool
	margins    []odfMargin
}

type odfMargin struct {
	kind   string // "header", "footer-first", ...
	blocks []typeset.Block
}

// startMaster begins style:master-page.
func (o *odf) startMaster(e xml.StartElement) func() {
	if len(o.masters) >= maxMasters {
		return o.ignore()
	}
	m := &odfMaster{name: odfAttr(e, "style", "name"), next: odfAttr(e, "style", "next-style-name")}
	o.masters, o.byName[m.name] = append(o.masters, m), m
	return o.save()
}

// startMargin reads a header or footer of a page style.
func (o *odf) startMargin(e xml.StartElement, local string) func() {
	if len(o.masters) == 0 {
		return nil
	}
	m := o.masters[len(o.masters)-1]
	where := local + " of the page style " + quoted(m.name)
	if odfAttr(e, "style", "display") == "false" {
		return o.collect(HiddenText, where+", which is switched off")
	}
	restore := o.save()
	margin := odfMargin{kind: local}
	var blocks []typeset.Block
	o.dest, o.scope, o.look = &blocks, where, plainLook()
	return func() {
		restore()
		if margin.blocks = blocks; len(blocks) > 0 {
			m.margins = append(m.margins, margin)
		}
	}
}

// useMasterOf notes the page style that a visible paragraph or table begins
// with; where the first one names none, it is the default one.
func (o *odf) useMasterOf(s odfStyle) {
	if o.part != "content.xml" || o.region != nil || s.master == "" && o.anyMaster {
		return
	}
	o.anyMaster = true
	name := s.master
	if name == "" {
		name = "Standard"
		if o.master("Standard") == nil && o.master("Default") == nil && len(o.masters) > 0 {
			name = o.masters[0].name
		} else if o.master("Standard") == nil {
			name = "Default"
		}
	}
	for m := o.master(name); m != nil && !m.used; m = o.master(m.next) {
		m.used = true
	}
}

func (o *odf) master(name string) *odfMaster { return o.byName[name] }

// margins returns the headers or footers of the pages there are, each text
// once, and names those of page styles without a page.
func (o *odf) margins(which string) (out []typeset.Block) {
	seen := map[string]bool{}
	for _, m := range o.masters {
		for _, margin := range m.margins {
			if !strings.HasPrefix(margin.kind, which) {
				continue
			}
			text := blocksText(margin.blocks)
			if !m.used {
				o.doc.hideText(HiddenText, margin.kind+" of the page style "+quoted(m.name)+", which no page has", text)
				continue
			}
			if !seen[text] {
				seen[text] = true
				out = append(out, margin.blocks...)
			}
		}
	}
	return out
}

// blocksText joins the text of blocks.
func blocksText(blocks []typeset.Block) string {
	runs, _ := flatten(blocks)
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

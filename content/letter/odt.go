package letter

import (
	"fmt"
	"strings"

	"github.com/akta-foi/akta/content/law"
)

// renderODT writes a letter as OpenDocument text (ODF 1.3, part 3).
func renderODT(t *Text, date law.Date) ([]byte, error) {
	o := &odt{}
	for i := range t.Blocks {
		o.block(&t.Blocks[i])
	}
	o.close(0)
	meta := xmlHead + `<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"><office:meta><meta:creation-date>` +
		date.String() + `T00:00:00Z</meta:creation-date><dc:title>` + escapeXML(t.Title) + `</dc:title><dc:language>` + escapeXML(t.Language) + `</dc:language></office:meta></office:document-meta>`
	styles := strings.NewReplacer("LANG", escapeXML(t.Language), "COUNTRY", country(t.Language)).Replace(odtStyles)
	return pack([]part{
		{"mimetype", "application/vnd.oasis.opendocument.text"},
		{"META-INF/manifest.xml", odtManifest},
		{"content.xml", xmlHead + `<office:document-content ` + odtNames + `>` + odtAutomatic() + `<office:body><office:text>` + o.body.String() + `</office:text></office:body></office:document-content>`},
		{"styles.xml", xmlHead + `<office:document-styles ` + odtNames + `>` + styles + `</office:document-styles>`},
		{"meta.xml", meta},
	}, date)
}

// odt is the body as it grows. open are the lists that are open, outermost
// first: the name of each one's style.
type odt struct {
	body strings.Builder
	open []string
}

func (o *odt) block(b *Block) {
	switch b.Kind {
	case Heading:
		o.close(0)
		fmt.Fprintf(&o.body, `<text:h text:style-name="Heading%d" text:outline-level="%d">`, min(b.Level, 3), min(b.Level, 3))
		o.runs(b)
		o.body.WriteString("</text:h>")
		return
	case Item:
		o.item(b)
	case Paragraph:
		o.close(b.Inside)
	}
	o.body.WriteString("<text:p>")
	o.runs(b)
	o.body.WriteString("</text:p>")
}

// item opens the lists down to the item's, and the item.
func (o *odt) item(b *Block) {
	if b.First {
		o.close(b.Level - 1)
	} else {
		o.close(b.Level)
	}
	if !b.First && len(o.open) == b.Level {
		o.body.WriteString("</text:list-item>")
	}
	start := 0
	fmt.Sscanf(b.Mark, "%d", &start)
	for len(o.open) < b.Level {
		style := "Bullets"
		if b.Mark != "•" {
			style = "Numbers"
		}
		if len(o.open) > 0 && len(o.open) < b.Level-1 { // a list that begins in no item
			style = "Bullets"
		}
		o.open = append(o.open, style)
		fmt.Fprintf(&o.body, `<text:list text:style-name="%s">`, style)
		if len(o.open) < b.Level {
			o.body.WriteString("<text:list-item>")
		}
	}
	o.body.WriteString("<text:list-item")
	if b.First && b.Mark != "•" {
		fmt.Fprintf(&o.body, ` text:start-value="%d"`, start)
	}
	o.body.WriteString(">")
}

// close closes the lists deeper than that.
func (o *odt) close(depth int) {
	for len(o.open) > max(depth, 0) {
		o.open = o.open[:len(o.open)-1]
		o.body.WriteString("</text:list-item></text:list>")
	}
}

func (o *odt) runs(b *Block) {
	for _, r := range b.Runs {
		if r.Break {
			o.body.WriteString("<text:line-break/>")
			continue
		}
		style := ""
		for _, s := range []struct {
			has  bool
			name string
		}{{r.Bold, "B"}, {r.Italic, "I"}, {r.Open, "O"}} {
			if s.has {
				style += s.name
			}
		}
		text := escapeXML(r.Text)
		if style != "" {
			text = `<text:span text:style-name="` + style + `">` + text + `</text:span>`
		}
		o.body.WriteString(text)
	}
}

const odtNames = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.3"`

const odtManifest = xmlHead + `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">` +
	`<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>` +
	`<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>` +
	`<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/></manifest:manifest>`

// odtAutomatic are the looks of runs and the two kinds of lists.
func odtAutomatic() string {
	const bold, italic, open = ` fo:font-weight="bold"`, ` fo:font-style="italic"`, ` fo:background-color="#ffff00"`
	s := `<office:automatic-styles>`
	for _, r := range []struct{ name, looks string }{
		{"B", bold}, {"I", italic}, {"O", open}, {"BI", bold + italic}, {"BO", bold + open}, {"IO", italic + open}, {"BIO", bold + italic + open},
	} {
		s += `<style:style style:name="` + r.name + `" style:family="text"><style:text-properties` + r.looks + `/></style:style>`
	}
	bullets, numbers := "", ""
	for i := 1; i <= 10; i++ {
		space := fmt.Sprintf(`<style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.75cm" fo:margin-left="%.2fcm"/></style:list-level-properties>`, 0.75*float64(i))
		bullets += fmt.Sprintf(`<text:list-level-style-bullet text:level="%d" text:bullet-char="•">%s</text:list-level-style-bullet>`, i, space)
		numbers += fmt.Sprintf(`<text:list-level-style-number text:level="%d" style:num-format="1" style:num-suffix=".">%s</text:list-level-style-number>`, i, space)
	}
	return s + `<text:list-style style:name="Bullets">` + bullets + `</text:list-style><text:list-style style:name="Numbers">` + numbers + `</text:list-style></office:automatic-styles>`
}

const odtStyles = `<office:font-face-decls><style:font-face style:name="Arial" svg:font-family="Arial"/></office:font-face-decls><office:styles>` +
	`<style:default-style style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.28cm" fo:line-height="110%"/><style:text-properties style:font-name="Arial" fo:font-size="11pt" fo:language="LANG" fo:country="COUNTRY"/></style:default-style>` +
	`<style:style style:name="Standard" style:family="paragraph"/>` +
	`<style:style style:name="Heading1" style:display-name="Heading 1" style:family="paragraph" style:parent-style-name="Standard" style:default-outline-level="1"><style:paragraph-properties fo:margin-top="0.63cm" fo:margin-bottom="0.42cm" fo:keep-with-next="always"/><style:text-properties fo:font-size="15pt" fo:font-weight="bold"/></style:style>` +
	`<style:style style:name="Heading2" style:display-name="Heading 2" style:family="paragraph" style:parent-style-name="Standard" style:default-outline-level="2"><style:paragraph-properties fo:margin-top="0.42cm" fo:margin-bottom="0.21cm" fo:keep-with-next="always"/><style:text-properties fo:font-size="12.5pt" fo:font-weight="bold"/></style:style>` +
	`<style:style style:name="Heading3" style:display-name="Heading 3" style:family="paragraph" style:parent-style-name="Standard" style:default-outline-level="3"><style:paragraph-properties fo:margin-top="0.35cm" fo:margin-bottom="0.18cm" fo:keep-with-next="always"/><style:text-properties fo:font-weight="bold"/></style:style>` +
	`</office:styles><office:automatic-styles><style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="2.5cm" fo:margin-bottom="2.5cm" fo:margin-left="2.5cm" fo:margin-right="2.5cm"/></style:page-layout></office:automatic-styles>` +
	`<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4"/></office:master-styles>`

package read

import (
	"archive/zip"
	"bytes"
	"context"
	"image"
	"image/png"
	"strings"
	"testing"
	"time"

	"github.com/akta-foi/akta/content/read/readtest"
	"github.com/akta-foi/akta/content/read/typeset"
)

const odfTestSpaces = ` xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"` +
	` xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"` +
	` xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"` +
	` xmlns:xlink="http://www.w3.org/1999/xlink"`

// odfPackage packs a content.xml of the kind "text" or "spreadsheet"; more are
// names and bodies of other parts.
func odfPackage(t testing.TB, kind, styles, body string, more ...string) []byte {
	t.Helper()
	content := `<office:document-content` + odfTestSpaces + `><office:automatic-styles>` + styles + `</office:automatic-styles><office:body><office:` + kind + `>` + body + `</office:` + kind + `></office:body></office:document-content>`
	return packed(t, append([]string{"mimetype", "application/vnd.oasis.opendocument." + kind, "content.xml", content}, more...)...)
}

func packed(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: parts[i]}) // stored: a fuzzer has no time to pack
		if err == nil {
			_, err = w.Write([]byte(parts[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// odfOf reads a package up to its flow.
func odfOf(t *testing.T, kind, styles, body string, more ...string) (*odf, error) {
	t.Helper()
	data := odfPackage(t, kind, styles, body, more...)
	r := NewReader(Options{})
	j := &job{ctx: t.Context(), reader: r, src: Source{Name: "a", Data: bytes.NewReader(data), Size: int64(len(data))}, doc: &Document{}}
	c, err := openContainer(j)
	if err != nil {
		t.Fatal(err)
	}
	o := newODF(j, c, map[string]string{"text": "odt", "spreadsheet": "ods"}[kind])
	return o, o.readViews()
}

// outline writes blocks one a line, so that a test can compare them.
func outline(blocks []typeset.Block) string {
	var b strings.Builder
	for _, block := range blocks {
		switch block.Kind {
		case typeset.Heading:
			b.WriteString(strings.Repeat("#", block.Level) + " ")
		case typeset.Item:
			b.WriteString(strings.Repeat("-", block.Level) + "[" + block.Marker + "] ")
		case typeset.PageBreak:
			b.WriteString("=====")
		case typeset.Picture:
			b.WriteString("[picture]")
		}
		for _, run := range block.Runs {
			if run.Bold {
				run.Text = "*" + run.Text + "*"
			}
			b.WriteString(run.Text)
		}
		for i, row := range block.Rows {
			if i > 0 {
				b.WriteString(" / ")
			}
			for k, c := range row.Cells {
				if k > 0 {
					b.WriteString("|")
				}
				for _, run := range c.Runs {
					b.WriteString(strings.ReplaceAll(run.Text, "\n", "_"))
				}
				if c.Cols > 1 {
					b.WriteString(strings.Repeat(">", c.Cols-1))
				}
				if c.Rows > 1 {
					b.WriteString(strings.Repeat("v", c.Rows-1))
				}
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestODTFlow(t *testing.T) {
	const list = `<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="." text:start-value="3"/><text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")" text:display-levels="2"/></text:list-style>`
	const item = `<text:list-item><text:p>x</text:p></text:list-item>`
	for _, tt := range []struct{ name, styles, body, want string }{
		{"white space", "", "<text:p>  a \n b<text:s text:c=\"3\"/>c<text:tab/> d</text:p>", "a b   c\t d\n"},
		{"bold", `<style:style style:name="T" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>`, `<text:p>a<text:span text:style-name="T">b</text:span>c</text:p>`, "a*b*c\n"},
		{"inherited style", `<style:style style:name="A" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style><style:style style:name="B" style:family="text" style:parent-style-name="A"/>`, `<text:p><text:span text:style-name="B">b</text:span></text:p>`, "*b*\n"},
		{"styles in a circle", `<style:style style:name="A" style:family="text" style:parent-style-name="B"/><style:style style:name="B" style:family="text" style:parent-style-name="A"/>`, `<text:p><text:span text:style-name="B">b</text:span></text:p>`, "b\n"},
		{"list", list, `<text:list text:style-name="L">` + item + `<text:list-item><text:p>y</text:p><text:list>` + item + item + `</text:list></text:list-item></text:list>`, "-[3.] x\n-[4.] y\n--[4.a)] x\n--[4.b)] x\n"},
		{"list goes on", list, `<text:list text:style-name="L">` + item + `</text:list><text:p>z</text:p><text:list text:style-name="L" text:continue-numbering="true">` + item + `</text:list><text:list text:style-name="L">` + item + `</text:list>`, "-[3.] x\nz\n-[4.] x\n-[3.] x\n"},
		{"bullets", "", `<text:list>` + item + `</text:list>`, "-[] x\n"},
		{"heading", "", `<text:h text:outline-level="9">a</text:h>`, "###### a\n"},
		{"page break", `<style:style style:name="P" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style>`, `<text:p>a</text:p><text:p text:style-name="P">b</text:p>`, "a\n=====\nb\n"},
		{"spans", "", `<table:table><table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p><text:p>c</text:p></table:table-cell></table:table-row><table:table-row><table:covered-table-cell/><table:table-cell><text:p>d</text:p></table:table-cell></table:table-row></table:table>`, "av|b_c / d\n"},
		{"a table in a cell", "", `<table:table><table:table-row><table:table-cell><table:table><table:table-row><table:table-cell><text:p>in</text:p></table:table-cell></table:table-row></table:table></table:table-cell><table:table-cell/></table:table-row></table:table>`, "in|\n"},
		{"white in a dark cell", `<style:style style:name="c" style:family="table-cell"><style:table-cell-properties fo:background-color="#102040"/></style:style><style:style style:name="T" style:family="text"><style:text-properties fo:color="#ffffff"/></style:style>`, `<table:table><table:table-row><table:table-cell table:style-name="c"><text:p><text:span text:style-name="T">a</text:span> automatic</text:p></table:table-cell></table:table-row></table:table>`, "a automatic\n"},
	} {
		o, err := odfOf(t, "text", tt.styles, tt.body)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if got := outline(o.blocks); got != tt.want {
			t.Errorf("%s:\n%swant\n%s", tt.name, got, tt.want)
		}
		if len(o.doc.Hidden) > 0 {
			t.Errorf("%s: %v", tt.name, o.doc.Hidden)
		}
	}
}

// TestODTInsertion: inserted text is shown, and named with its author.
func TestODTInsertion(t *testing.T) {
	o, err := odfOf(t, "text", "", `<text:tracked-changes><text:changed-region text:id="a"><text:insertion><office:change-info><dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Jana</dc:creator></office:change-info></text:insertion></text:changed-region></text:tracked-changes><text:p>a <text:change-start text:change-id="a"/>nové</text:p><text:p>slovo<text:change-end text:change-id="a"/> b</text:p>`)
	if err != nil || outline(o.blocks) != "a nové\nslovo b\n" {
		t.Fatalf("%v %q", err, outline(o.blocks))
	}
	if len(o.doc.Hidden) != 1 || o.doc.Hidden[0].String() != `tracked-change, inserted text, paragraph 1: 2 words: "Jana: nové slovo"` {
		t.Errorf("%v", o.doc.Hidden)
	}
}

// TestODTPictures: a whole picture is shown, a cropped one is not.
func TestODTPictures(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 3, 2))); err != nil {
		t.Fatal(err)
	}
	const crop = `<style:style style:name="g" style:family="graphic"><style:graphic-properties fo:clip="rect(0cm, 1.5cm, 0cm, 0cm)"/></style:style>`
	const frame = `<text:p>a<draw:frame draw:style-name="g"><draw:image xlink:href="Pictures/a.png"/></draw:frame></text:p>`
	o, err := odfOf(t, "text", "", frame, "Pictures/a.png", b.String())
	if err != nil || outline(o.blocks) != "a\n[picture]\n" || len(o.doc.Hidden) > 0 {
		t.Errorf("%v %q %v", err, outline(o.blocks), o.doc.Hidden)
	}
	o, err = odfOf(t, "text", crop, frame, "Pictures/a.png", b.String())
	if err != nil || outline(o.blocks) != "a\n" || len(o.doc.Hidden) != 1 || len(o.doc.Warnings) != 1 {
		t.Errorf("cropped: %v %q %v", err, outline(o.blocks), o.doc.Hidden)
	}
}

func TestODFHostile(t *testing.T) {
	r := NewReader(Options{})
	defer r.Close()
	deep := strings.Repeat("<text:span>", 10_000)
	bomb := `<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><office:document-content` + odfTestSpaces + `><office:body><office:text><text:p>&c;</text:p></office:text></office:body></office:document-content>`
	full := `<table:table-cell table:number-columns-repeated="99999999999"><text:p>x</text:p></table:table-cell>`
	cell := `<table:table-cell table:number-columns-spanned="2000000000" table:number-rows-spanned="2000000000"><text:p>x</text:p></table:table-cell>`
	encrypted := `<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>`
	claims := odfPackage(t, "text", "", "<text:p>a</text:p>")
	i := bytes.LastIndex(claims, []byte("PK\x01\x02"))
	copy(claims[i+24:], "\xFF\xFF\xFF\x7F") // unpacked size in the directory
	for _, tt := range []struct {
		name  string
		data  []byte
		error string // "": a document
	}{
		{"a.odt", odfPackage(t, "text", "", deep), "damaged"},
		{"a.odt", packed(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", bomb), "entity"},
		{"a.odt", packed(t, "mimetype", "application/vnd.oasis.opendocument.text"), "no member"},
		{"a.odt", odfPackage(t, "text", "", "<text:p>a</text:p>", "META-INF/manifest.xml", encrypted), "password"},
		{"a.odt", claims, "claims"},
		{"a.odt", odfPackage(t, "text", "", `<text:p>a<text:s text:c="4000000000"/>b</text:p>`), ""},
		{"a.ods", odfPackage(t, "spreadsheet", "", `<table:table table:name="a"><table:table-row table:number-rows-repeated="99999999999">`+full+`</table:table-row></table:table>`), ""},
		{"a.ods", odfPackage(t, "spreadsheet", "", strings.Repeat(`<table:table table:name="a"><table:table-row table:number-rows-repeated="1000000">`+full+`</table:table-row></table:table>`, 5)), "cells"},
		{"a.ods", odfPackage(t, "spreadsheet", "", `<table:table table:name="a"><table:table-row>`+cell+cell+`</table:table-row><table:table-row>`+cell+`</table:table-row></table:table>`), ""},
		{"a.ods", odfPackage(t, "spreadsheet", "", `<table:table table:name="a">`+strings.Repeat(`<table:table-row><table:table-cell table:number-columns-repeated="16383"/><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>`, 1000)+`</table:table>`), ""},
	} {
		began := time.Now()
		doc, err := r.Read(context.Background(), Source{Name: tt.name, Data: bytes.NewReader(tt.data), Size: int64(len(tt.data))}, nil)
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("%.60q took %s", tt.data, took)
		}
		if (err == nil) != (tt.error == "") || err != nil && (doc != nil || !strings.Contains(err.Error(), tt.error)) {
			t.Errorf("%s, %d bytes: error %v, want %q", tt.name, len(tt.data), err, tt.error)
		}
	}
}

// fuzzReader reads bytes as one format: it ends, with a document or an error.
func fuzzReader(f *testing.F, name string, wrap func(testing.TB, []byte) []byte) {
	f.Helper()
	r := NewReader(Options{})
	f.Cleanup(func() { r.Close() })
	f.Fuzz(func(t *testing.T, data []byte) {
		file := wrap(t, data)
		before := bytes.Clone(file)
		doc, err := r.Read(t.Context(), Source{Name: name, Data: bytes.NewReader(file), Size: int64(len(file))}, nil)
		if (doc == nil) == (err == nil) {
			t.Fatalf("document %v and error %v", doc != nil, err)
		}
		if !bytes.Equal(before, file) {
			t.Fatal("the original's bytes were changed")
		}
		if doc == nil {
			return
		}
		checkTokens(t, doc.Tokens)
		if len(doc.Hidden) > 2*maxHidden || len(doc.Warnings) > maxWarnings {
			t.Fatalf("%d hidden items, %d warnings", len(doc.Hidden), len(doc.Warnings))
		}
		for _, h := range doc.Hidden {
			if h.Where == "" || h.Count <= 0 || len(h.Excerpt) > maxExcerptBytes {
				t.Fatalf("%+v", h)
			}
		}
	})
}

// contentSeeds gives the content.xml of every fixture of a format.
func contentSeeds(f *testing.F, format string) {
	f.Helper()
	for _, fixture := range readtest.All() {
		if fixture.Format != format {
			continue
		}
		c, err := openContainer(&job{ctx: f.Context(), src: Source{Name: "a", Data: bytes.NewReader(fixture.Data), Size: int64(len(fixture.Data))}})
		if err != nil {
			f.Fatal(err)
		}
		content, err := c.bytes("content.xml")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(content)
	}
}

func FuzzODT(f *testing.F) {
	contentSeeds(f, "odt")
	fuzzReader(f, "a.odt", func(t testing.TB, data []byte) []byte {
		return packed(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", string(data), "styles.xml", string(data), "meta.xml", string(data))
	})
}

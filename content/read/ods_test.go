package read

import (
	"strings"
	"testing"
)

func TestODSFlow(t *testing.T) {
	cell := func(s string) string { return `<table:table-cell><text:p>` + s + `</text:p></table:table-cell>` }
	row := func(cells ...string) string {
		return `<table:table-row>` + strings.Join(cells, "") + `</table:table-row>`
	}
	const empty = `<table:table-cell table:number-columns-repeated="16000"/>`
	for _, tt := range []struct{ name, body, want, hidden string }{
		{"far corner", row(cell("a"), empty, cell("b")), "a|b\n", ""},
		{"gap of rows", row(cell("a")) + `<table:table-row table:number-rows-repeated="1000000">` + empty + `</table:table-row>` + row(cell("b")), "a\nb\n", ""},
		{"repeated", `<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2"><text:p>x</text:p></table:table-cell></table:table-row>`, "x|x / x|x\n", ""},
		{"hidden in the middle", `<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>` + row(cell("a"), cell("tajné"), cell("c")), "a|c\n", `hidden-column, sheet "S", column B: 1 column: "tajné"`},
		{"two hidden rows are one item", row(cell("a")) + `<table:table-row-group table:display="false">` + row(cell("x")) + row(cell("y")) + `</table:table-row-group>` + row(cell("b")), "a\nb\n", `hidden-row, sheet "S", row 2-3: 2 rows: "x y"`},
		{"hidden and empty", row(cell("a")) + `<table:table-row table:visibility="collapse" table:number-rows-repeated="1000">` + empty + `</table:table-row>`, "a\n", ""},
	} {
		o, err := odfOf(t, "spreadsheet", "", `<table:table table:name="S">`+tt.body+`</table:table>`)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if got := outline(o.blocks); got != "# S\n"+tt.want {
			t.Errorf("%s:\n%swant\n%s", tt.name, got, tt.want)
		}
		hidden := ""
		for _, h := range o.doc.Hidden {
			hidden += h.String()
		}
		if hidden != tt.hidden {
			t.Errorf("%s: hidden %s, want %s", tt.name, hidden, tt.hidden)
		}
	}
}

func FuzzODS(f *testing.F) {
	contentSeeds(f, "ods")
	fuzzReader(f, "a.ods", func(t testing.TB, data []byte) []byte {
		return packed(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", string(data))
	})
}

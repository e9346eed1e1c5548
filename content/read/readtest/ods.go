package readtest

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
)

// tinyPNG is a picture of two pixels with nothing on it: ink would be an unread
// region.
func tinyPNG() []byte {
	img := image.NewGray(image.Rect(0, 0, 2, 1))
	img.SetGray(0, 0, color.Gray{Y: 255})
	img.SetGray(1, 0, color.Gray{Y: 255})
	var out bytes.Buffer
	must(png.Encode(&out, img))
	return out.Bytes()
}

func odsCell(text string) string {
	return `<table:table-cell office:value-type="string"><text:p>` + text + `</text:p></table:table-cell>`
}

func odsRow(cells string) string { return `<table:table-row>` + cells + `</table:table-row>` }

const odsVisible = `<table:table-row><table:table-cell office:value-type="string"><text:p>Náklady</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="12"><text:p>12</text:p></table:table-cell></table:table-row>`

// odsPlanted makes a spreadsheet whose sheet goes on with rows; after stands
// behind the sheet.
func odsPlanted(name, kind, canary, styles, columns, rows, after string) Fixture {
	return Fixture{Name: "ods-" + name + ".ods", Format: "ods", Text: "Rozpočet Náklady 12", Hidden: kind, Canary: canary,
		Data: odfFile("spreadsheet", styles, `<table:table table:name="Rozpočet">`+columns+odsVisible+rows+`</table:table>`+after)}
}

func ods() []Fixture {
	const white = `<style:style style:name="ce1" style:family="table-cell"><style:text-properties fo:color="#ffffff"/></style:style>`
	const black = `<style:style style:name="ce1" style:family="table-cell"><style:table-cell-properties fo:background-color="#000000"/><style:text-properties fo:color="#000000"/></style:style>`
	const away = `<style:style style:name="ta1" style:family="table"><style:table-properties table:display="false"/></style:style>`
	styled := odsRow(`<table:table-cell table:style-name="ce1"><text:p>KANAREK71</text:p></table:table-cell>`)
	return []Fixture{
		odsPlanted("clean", "", "", "", "", "", ""),
		odsRich(),
		odsPlanted("hidden-row", "hidden-row", "KANAREK70", "", "", `<table:table-row table:visibility="collapse">`+odsCell("KANAREK70")+`</table:table-row>`, ""),
		odsPlanted("filtered-row", "hidden-row", "KANAREK70", "", "", `<table:table-row table:visibility="filter">`+odsCell("KANAREK70")+`</table:table-row>`, ""),
		odsPlanted("white", "background-text", "KANAREK71", white, "", styled, ""),
		odsPlanted("black", "black-highlight", "KANAREK71", black, "", styled, ""),
		odsPlanted("hidden-column", "hidden-column", "KANAREK72", "", `<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>`, odsRow(odsCell("a")+odsCell("b")+odsCell("KANAREK72")), ""),
		odsPlanted("hidden-sheet", "hidden-sheet", "KANAREK73", away, "", "", `<table:table table:name="Mzdy" table:style-name="ta1">`+odsRow(odsCell("KANAREK73"))+`</table:table>`),
		odsPlanted("name", "named-range", "KANAREK74", "", "", "", `<table:named-expressions><table:named-range table:name="KANAREK74" table:cell-range-address="$Rozpočet.$A$1"/></table:named-expressions>`),
		odsPlanted("formula", "formula", "KANAREK75", "", "", odsRow(`<table:table-cell table:formula="of:=IF([.A1]=&quot;KANAREK75&quot;;1;0)" office:value-type="float" office:value="0"><text:p>0</text:p></table:table-cell>`), ""),
		odsPlanted("comment", "comment", "KANAREK76", "", "", odsRow(`<table:table-cell><office:annotation><dc:creator>Jana</dc:creator><text:p>KANAREK76</text:p></office:annotation><text:p>vidět</text:p></table:table-cell>`), ""),
		odsPlanted("changed", "tracked-change", "KANAREK77", "", "", "", `<table:tracked-changes><table:cell-content-change table:id="ct1"><office:change-info><dc:creator>Jana</dc:creator></office:change-info><table:previous><table:change-track-table-cell office:value-type="string"><text:p>KANAREK77</text:p></table:change-track-table-cell></table:previous></table:cell-content-change></table:tracked-changes>`),
		odsPlanted("pivot", "pivot-cache", "KANAREK78", "", "", "", `<table:data-pilot-tables><table:data-pilot-table table:name="P"><table:data-pilot-field table:source-field-name="Jméno"><table:data-pilot-level><table:data-pilot-members><table:data-pilot-member table:name="KANAREK78"/></table:data-pilot-members></table:data-pilot-level></table:data-pilot-field></table:data-pilot-table></table:data-pilot-tables>`),
		odsPlanted("external", "external-link", "KANAREK79", "", "", odsRow(`<table:table-cell table:formula="of:=['file:///H:/KANAREK79.ods'#$List1.A1]" office:value-type="float" office:value="3"><text:p>3</text:p></table:table-cell>`), ""),
		odsPlanted("cached", "external-link", "KANAREK80", "", "", "", `<table:table table:name="'file:///H:/mzdy.ods'#$List1">`+odsRow(odsCell("KANAREK80"))+`</table:table>`),
		odsPlanted("dde", "external-link", "KANAREK81", "", "", "", `<table:dde-links><table:dde-link><office:dde-source office:dde-application="soffice" office:dde-topic="KANAREK81" office:dde-item="A1"/></table:dde-link></table:dde-links>`),
		odsPlanted("validation", "formula", "KANAREK82", "", "", "", `<table:content-validations><table:content-validation table:name="val1" table:condition="of:cell-content-is-in-list(&quot;KANAREK82&quot;)"/></table:content-validations>`),
		odsPlanted("filter", "named-range", "KANAREK83", "", "", "", `<table:database-ranges><table:database-range table:name="db" table:target-range-address="Rozpočet.A1:B2"><table:filter><table:filter-condition table:value="KANAREK83"/></table:filter></table:database-range></table:database-ranges>`),
		odsPlanted("no-format", "hidden-text", "KANAREK84", "", "", odsRow(`<table:table-cell office:value-type="string" office:string-value="KANAREK84"/>`), ""),
		odsPlanted("covered", "hidden-text", "KANAREK85", "", "", odsRow(`<table:table-cell table:number-columns-spanned="2"><text:p>široká</text:p></table:table-cell><table:covered-table-cell><text:p>KANAREK85</text:p></table:covered-table-cell>`), ""),
	}
}

// odsRich has empty cells by the million, spans and two sheets.
func odsRich() Fixture {
	const empty = `<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>`
	first := odsRow(`<table:table-cell table:number-columns-spanned="3"><text:p>Přehled</text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated="2"/>`) +
		odsRow(`<table:table-cell table:number-columns-repeated="2"/>`+odsCell("třetí")) +
		odsRow(`<table:table-cell table:number-columns-repeated="3"><text:p>tři</text:p></table:table-cell>`) + empty + odsRow(odsCell("konec"))
	return Fixture{Name: "ods-rich.ods", Format: "ods", Text: "Výdaje Přehled třetí tři tři tři konec Příjmy Űrlap",
		Data: odfFile("spreadsheet", "", `<table:table table:name="Výdaje"><table:table-column table:number-columns-repeated="16384"/>`+first+`</table:table><table:table table:name="Příjmy">`+odsRow(odsCell("Űrlap"))+`</table:table>`)}
}

package readtest

// tableStyles are looks of cells by number: 0 plain, 1 white text, 2 black on
// black, 3 ;;; , 4 theme white darkened on the same, 5 date, 6 money, 7 a
// percentage, 8 hours, 9 Hungarian date, 10 thousands, 11 white by its format.
const tableStyles = `<numFmts><numFmt numFmtId="164" formatCode=";;;"/><numFmt numFmtId="165" formatCode="[$-405]d\.\ mmmm\ yyyy"/>` +
	`<numFmt numFmtId="166" formatCode="#,##0.00\ &quot;Kč&quot;"/><numFmt numFmtId="167" formatCode="[h]:mm"/>` +
	`<numFmt numFmtId="168" formatCode="[$-409]mmmm\ d\,\ yyyy"/><numFmt numFmtId="169" formatCode="[White]0"/></numFmts>` +
	`<fonts><font><sz val="11"/></font><font><color rgb="FFFFFFFF"/></font><font><color theme="1"/></font><font><color theme="0" tint="-0.15"/></font></fonts>` +
	`<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>` +
	`<fill><patternFill patternType="solid"><fgColor rgb="FF000000"/></patternFill></fill>` +
	`<fill><patternFill patternType="solid"><fgColor rgb="FFD9D9D9"/></patternFill></fill></fills>` +
	`<cellXfs><xf numFmtId="0" fontId="0" fillId="0"/><xf fontId="1" fillId="0"/><xf fontId="2" fillId="2"/><xf numFmtId="164"/><xf fontId="3" fillId="3"/>` +
	`<xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="10"/><xf numFmtId="167"/><xf numFmtId="168"/><xf numFmtId="3"/><xf numFmtId="169"/></cellXfs>`

// richXLSX is a clean workbook: values as they are shown, rich text, joined
// cells, a white title on black, two sheets, a header.
func richXLSX() Fixture {
	x := xlsxPackage{Styles: tableStyles, Texts: `<si><t>Sdílený text</t></si><si><r><rPr><b/></rPr><t xml:space="preserve">tučný </t></r><r><t>a dál</t></r></si>`}
	x.Sheets = []sheet{
		{Name: "Úhrady", Body: `<cols><col min="5" max="9" hidden="1" width="0"/></cols>` + grid(
			row(`r="3"`, text("B3", "Záhlaví")),
			row(`r="4"`, `<c r="B4" t="s"><v>0</v></c>`, `<c r="C4" t="s"><v>1</v></c>`),
			row(`r="5"`, value("B5", "5", "45363"), value("C5", "6", "1234567.5"), value("D5", "7", "0.125")),
			row(`r="6"`, value("B6", "8", "1.5"), value("C6", "9", "60"), `<c r="D6" t="b"><v>1</v></c>`),
			row(`r="7"`, `<c r="B7" t="e"><v>#DIV/0!</v></c>`, value("C7", "10", "-1234.5"), value("D7", "0", "0.1")),
			row(`r="8"`, value("B8", "0", "7103192745"), value("C8", "0", "12345.678912")),
			row(`r="12" hidden="1"`),
		) + `<mergeCells><mergeCell ref="B3:D3"/></mergeCells><headerFooter><oddHeader>&amp;L&amp;"Arial,Bold"&amp;12Městský úřad&amp;RStrana &amp;P</oddHeader></headerFooter>`},
		{Name: "Második", Body: grid(row(``, `<c t="inlineStr"><is><t>Árvíztűrő</t></is></c>`))},
	}
	return Fixture{Name: "bohaty.xlsx", Format: "xlsx", Data: x.data(),
		Text: "Městský úřad Záhlaví Sdílený text tučný a dál 12. března 2024 1 234 567,50 Kč 12,50% 36:00 February 29, 1900 PRAVDA #DIV/0! -1 235 0,1 7103192745 12345,67891 Második Árvíztűrő"}
}

// xlsxCells hide cells.
func xlsxCells() []Fixture {
	styledBook := func(ref, style, s string) xlsxPackage {
		x := wages("", "", row(`r="2"`, styled(ref, style, s)))
		x.Styles = tableStyles
		return x
	}
	sheetOf := func(state, canary string) xlsxPackage {
		x := wages("", "")
		x.Sheets = append(x.Sheets, sheet{Name: "Skrytý", State: state, Body: grid(row(`r="1"`, text("A1", canary)))})
		return x
	}
	rich := wages("", "", row(`r="2"`, `<c r="A2" t="inlineStr"><is><r><t>vidět</t></r><r><rPr><color rgb="FFFFFFFF"/></rPr><t>KANAREK213</t></r></is></c>`))
	unused := wages("", "")
	unused.Texts = `<si><t>KANAREK214</t></si>`
	white := wages("", "", row(`r="2"`, value("A2", "11", "202215")))
	white.Styles = tableStyles
	named := wages("", "")
	named.Names = `<definedName name="_xlnm.Print_Area" localSheetId="0">Mzdy!$A$1:$B$9</definedName><definedName name="heslo">"KANAREK216"</definedName>`
	return []Fixture{
		wages("", "", row(`r="2" hidden="1"`, text("A2", "KANAREK201")), row(`r="3" hidden="1"`, text("A3", "další"))).hidden("xlsx-row.xlsx", "hidden-row", "KANAREK201"),
		wages("", "", row(`r="2" ht="0" customHeight="1"`, text("A2", "KANAREK202"))).hidden("xlsx-row-height.xlsx", "hidden-row", "KANAREK202"),
		wages("", `<autoFilter ref="A1:A9"/>`, row(`r="2" hidden="1"`, text("A2", "KANAREK203"))).hidden("xlsx-row-filter.xlsx", "hidden-row", "KANAREK203"),
		wages(`<cols><col min="2" max="3" hidden="1"/></cols>`, "", row(`r="2"`, text("A2", "vidět"), text("C2", "KANAREK204"))).hidden("xlsx-column.xlsx", "hidden-column", "KANAREK204"),
		wages(`<cols><col min="2" max="2" width="0" customWidth="1"/></cols>`, "", row(`r="2"`, text("B2", "KANAREK205"))).hidden("xlsx-column-width.xlsx", "hidden-column", "KANAREK205"),
		sheetOf("hidden", "KANAREK206").hidden("xlsx-sheet.xlsx", "hidden-sheet", "KANAREK206"),
		sheetOf("veryHidden", "KANAREK207").hidden("xlsx-sheet-very.xlsx", "hidden-sheet", "KANAREK207"),
		styledBook("B2", "1", "KANAREK208").hidden("xlsx-white.xlsx", "background-text", "KANAREK208"),
		styledBook("B2", "2", "KANAREK209").hidden("xlsx-black.xlsx", "black-highlight", "KANAREK209"),
		styledBook("B2", "3", "KANAREK210").hidden("xlsx-format.xlsx", "hidden-text", "KANAREK210"),
		styledBook("B2", "4", "KANAREK211").hidden("xlsx-tint.xlsx", "background-text", "KANAREK211"),
		wages("", `<mergeCells><mergeCell ref="A2:C3"/></mergeCells>`, row(`r="2"`, text("A2", "spojeno")), row(`r="3"`, text("B3", "KANAREK212"))).hidden("xlsx-covered.xlsx", "hidden-text", "KANAREK212"),
		rich.hidden("xlsx-white-run.xlsx", "background-text", "KANAREK213"),
		unused.hidden("xlsx-unused.xlsx", "hidden-text", "KANAREK214"),
		white.hidden("xlsx-white-format.xlsx", "background-text", "202215"),
		named.hidden("xlsx-name.xlsx", "named-range", "KANAREK216"),
		wages("", "", row(`r="2"`, `<c r="B2"><f>IF(A1="KANAREK217",1,2)</f><v>2</v></c>`)).hidden("xlsx-formula.xlsx", "formula", "KANAREK217"),
		wages("", `<dataValidations><dataValidation type="list" sqref="A1"><formula1>"ano,KANAREK218"</formula1></dataValidation></dataValidations>`).hidden("xlsx-validation.xlsx", "form", "KANAREK218"),
		wages("", `<headerFooter><firstHeader>KANAREK219</firstHeader></headerFooter>`).hidden("xlsx-header.xlsx", "hidden-text", "KANAREK219"),
		wages("", `<extLst><ext><poznamka>KANAREK220</poznamka></ext></extLst>`).hidden("xlsx-stray.xlsx", "unknown-part", "KANAREK220"),
		wages(`<sheetFormatPr zeroHeight="1"/>`, "").zeroHeight().hidden("xlsx-zero-height.xlsx", "hidden-row", "KANAREK221"),
	}
}

// zeroHeight is a sheet whose rows are hidden unless they say otherwise.
func (x xlsxPackage) zeroHeight() xlsxPackage {
	x.Sheets[0].Body = `<sheetFormatPr zeroHeight="1"/>` + grid(
		row(`r="1" hidden="0"`, text("A1", "Přehled výdajů")), row(`r="2"`, text("A2", "KANAREK221")), row(`r="3" ht="15"`, text("A3", "konec")))
	return x
}

package read

import (
	"slices"
	"strings"
	"testing"
)

func TestNumberFormats(t *testing.T) {
	book := &xlsxBook{language: "cs"}
	for _, tt := range []struct {
		code string
		v    float64
		want string
	}{
		{"General", 7103192745, "7103192745"},
		{"", 123456789012, "123456789012"},
		{"General", 0.1 + 0.2, "0,3"},
		{"General", 1.0 / 3, "0,333333333"},
		{"General", 1e20, "1E+20"},
		{"General", -1.5, "-1,5"},
		{"0", 2.5, "3"},
		{"0.00", 1.005, "1,01"},
		{"0.00", -0.001, "0,00"},
		{"#.##", 0.5, ",5"},
		{"0.0#", 1.25, "1,25"},
		{"0.0#", 1, "1,0"},
		{"#,##0", 1234567, "1 234 567"},
		{"#,##0.00", -1234.5, "-1 234,50"},
		{"#,##0.0,", 1234567, "1 234,6"},
		{"0%", 0.125, "13%"},
		{"0.00E+00", 12345, "1,23E+04"},
		{`#,##0\ "Kč";[Red]-#,##0\ "Kč"`, -5, "-5 Kč"},
		{`#,##0\ [$Ft-40E]`, 1500, "1 500 Ft"},
		{"000000\\/0000", 7103192745, "710319/2745"},
		{"### ### ###", 601234567, "601 234 567"},
		{`[<=999999]0;[>999999]"moc"`, 5e6, "moc"},
		{`0;-0;"nula"`, 0, "nula"},
		{";;;", 5, ""},
		{`d\.m\.yyyy`, 45363, "12.3.2024"},
		{"dd/mm/yyyy", 1, "01/01/1900"},
		{"d.m.yyyy", 60, "29.2.1900"},
		{"d.m.yyyy", 61, "1.3.1900"},
		{"[$-40E]yyyy. mmmm d.", 45363, "2024. március 12."},
		{"[$-405]dddd d. mmmm", 45363, "úterý 12. března"},
		{"mmmm yyyy", 45363, "březen 2024"},
		{"h:mm", 0.75, "18:00"},
		{"h:mm AM/PM", 0.75, "6:00 PM"},
		{"mm:ss.0", 0.00001, "00:00,9"},
		{"[h]:mm:ss", 1.5, "36:00:00"},
		{"h:mm:ss", 0.999999999, "0:00:00"},
	} {
		got, _, ok := parseFormat(tt.code).number(tt.v, book)
		if got = strings.ReplaceAll(got, thousandsGap, " "); got != tt.want || !ok {
			t.Errorf("%v as %q: %q (%v), want %q", tt.v, tt.code, got, ok, tt.want)
		}
	}
	for _, code := range []string{"# ?/?", "d.m.yyyy", strings.Repeat("0", maxFormatBytes+1)} {
		if got, _, ok := parseFormat(code).number(-1, book); ok {
			t.Errorf("-1 as %.20q: %q, and it cannot be rendered", code, got)
		}
	}
	book.from1904 = true
	if got, _, _ := parseFormat("d.m.yyyy").number(0, book); got != "1.1.1904" {
		t.Errorf("day 0 of 1904: %q", got)
	}
	if got, _ := parseFormat(`0;0;0;"pan "@`).text("Novák"); got != "pan Novák" {
		t.Errorf("text section: %q", got)
	}
}

// TestWideSheet: rows and columns without content are left out, joined cells
// keep their size.
func TestWideSheet(t *testing.T) {
	r := NewReader(Options{})
	defer r.Close()
	doc, _ := readBack(t, r, "a.xlsx", workbook(t, `<sheetData><row r="5"><c r="C5"><v>1</v></c><c r="ZZ5"><v>2</v></c></row><row r="900000"><c r="D900000"><v>3</v></c></row></sheetData>`))
	if got := strings.Join(strings.Fields(doc.Text()), " "); got != "List 1 2 3" || len(doc.Hidden) > 0 {
		t.Errorf("text %q, hidden %v", got, doc.Hidden)
	}
	s := &xlsxSheet{b: &xlsxBook{}, merges: []xlsxRange{{1, 1, 2, 2}}}
	for _, at := range [][2]int{{1, 1}, {1, 3}, {2, 3}, {3, 1}, {3, 2}} {
		s.cells = append(s.cells, xlsxCell{row: at[0], col: at[1]})
	}
	rows := s.rows(s.grid(), s.joined())
	if c := rows[0].Cells[0]; c.Cols != 2 || c.Rows != 2 || len(rows[0].Cells) != 2 || len(rows[1].Cells) != 1 || len(rows[2].Cells) != 2 {
		t.Errorf("rows %+v", rows)
	}
}

// TestHiddenColumns: columns side by side are one item, rows apart are two.
func TestHiddenColumns(t *testing.T) {
	r := NewReader(Options{})
	defer r.Close()
	doc, _ := readBack(t, r, "a.xlsx", workbook(t, `<cols><col min="1" max="2" hidden="1"/></cols><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>`+
		`<row r="2" hidden="1"><c r="C2"><v>4</v></c></row><row r="3"><c r="B3"><v>5</v></c></row><row r="4" hidden="1"><c r="C4"><v>6</v></c></row></sheetData>`))
	var said []string
	for _, h := range doc.Hidden {
		said = append(said, h.Where+": "+h.Excerpt)
	}
	want := []string{`sheet "List", row 2: 4`, `sheet "List", row 4: 6`, `sheet "List", columns A-B: 1 2 5`}
	if !slices.Equal(said, want) || strings.Join(strings.Fields(doc.Text()), " ") != "List 3" {
		t.Errorf("hidden %q, want %q; text %q", said, want, doc.Text())
	}
}

func TestMarginText(t *testing.T) {
	for code, want := range map[string]string{
		`&L&"Arial,Bold"&12Úřad&CStrana &P`: "Úřad\tStrana",
		`&A && &KFF0000červeně`:             "List & červeně",
		`&`:                                 "&",
		`&"`:                                "",
	} {
		if got := marginText(code, "List"); got != want {
			t.Errorf("%q: %q, want %q", code, got, want)
		}
	}
}

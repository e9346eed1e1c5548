package main

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
)

// letterhead is what every paper of an office begins and ends with.
type letterhead struct {
	office string
	lines  []string // address, telephone, e-mail
	notice string   // that all of this is a demonstration
	page   string   // "Strana %d"
	tint   [3]int   // of the shield and the line
	author string
}

// letter is an official paper. A body paragraph that begins with "# " is a
// heading, with "- " an item of a list, with "|" a row of a table.
type letter struct {
	head      letterhead
	date      string // ISO, of the PDF itself
	to        []string
	refs      [][2]string
	title     string
	body      []string
	signature []string
}

const (
	marginX   = 25.0 // mm
	marginY   = 18.0
	textWidth = 210 - 2*marginX
)

// pdf sets the letter in type.
func (l letter) pdf() ([]byte, error) {
	day, err := time.Parse(time.DateOnly, l.date)
	if err != nil {
		return nil, err
	}
	f := fpdf.New("P", "mm", "A4", "")
	f.SetCreationDate(day.Add(9 * time.Hour))
	f.SetModificationDate(day.Add(9 * time.Hour))
	f.SetCatalogSort(true)
	f.SetProducer("akta demo", false)
	f.SetTitle(l.title, true)
	f.SetAuthor(l.head.author, true)
	f.AddUTF8FontFromBytes("go", "", goregular.TTF)
	f.AddUTF8FontFromBytes("go", "B", gobold.TTF)
	f.SetMargins(marginX, marginY, marginX)
	f.SetAutoPageBreak(true, 26)
	f.SetFooterFunc(func() {
		f.SetY(-18)
		f.SetFont("go", "", 7.5)
		f.SetTextColor(90, 90, 90)
		f.CellFormat(textWidth-25, 4, l.head.notice, "", 0, "L", false, 0, "")
		f.CellFormat(25, 4, fmt.Sprintf(l.head.page, f.PageNo()), "", 0, "R", false, 0, "")
		f.SetTextColor(0, 0, 0)
	})
	f.AddPage()
	l.drawHead(f)
	l.drawRefs(f)
	f.SetFont("go", "B", 12)
	f.MultiCell(textWidth, 6, l.title, "", "L", false)
	f.Ln(3)
	l.drawBody(f)
	f.Ln(9)
	if f.GetY() > 240 {
		f.AddPage()
	}
	for i, s := range l.signature {
		f.SetFont("go", map[bool]string{true: "B"}[i == 0], 10)
		f.SetX(marginX + 85)
		f.CellFormat(textWidth-85, 5, s, "", 1, "C", false, 0, "")
	}
	var b bytes.Buffer
	err = f.Output(&b)
	return b.Bytes(), err
}

func (l letter) drawHead(f *fpdf.Fpdf) {
	t := l.head.tint
	f.SetFillColor(t[0], t[1], t[2])
	f.SetDrawColor(t[0], t[1], t[2])
	x, y := marginX, marginY
	f.Polygon([]fpdf.PointType{{X: x, Y: y}, {X: x + 14, Y: y}, {X: x + 14, Y: y + 10}, {X: x + 7, Y: y + 17}, {X: x, Y: y + 10}}, "F")
	f.SetFillColor(255, 255, 255)
	f.Circle(x+7, y+7, 3.2, "F")
	f.SetXY(x+19, y)
	f.SetFont("go", "B", 15)
	f.CellFormat(0, 7, l.head.office, "", 2, "L", false, 0, "")
	f.SetFont("go", "", 8.5)
	for _, s := range l.head.lines {
		f.CellFormat(0, 4, s, "", 2, "L", false, 0, "")
	}
	f.SetLineWidth(0.6)
	f.Line(marginX, y+20, 210-marginX, y+20)
	f.SetLineWidth(0.2)
	f.SetXY(marginX, y+26)
}

func (l letter) drawRefs(f *fpdf.Fpdf) {
	top := f.GetY()
	for _, r := range l.refs {
		f.SetFont("go", "", 8.5)
		f.CellFormat(27, 4.6, r[0], "", 0, "L", false, 0, "")
		f.CellFormat(55, 4.6, r[1], "", 1, "L", false, 0, "")
	}
	bottom := f.GetY()
	f.SetXY(marginX+92, top)
	f.SetFont("go", "", 10)
	for _, s := range l.to {
		f.SetX(marginX + 92)
		f.CellFormat(0, 5, s, "", 1, "L", false, 0, "")
	}
	f.SetXY(marginX, max(bottom, f.GetY())+10)
}

func (l letter) drawBody(f *fpdf.Fpdf) {
	for _, p := range l.body {
		f.SetFont("go", "", 10)
		switch {
		case strings.HasPrefix(p, "# "):
			f.Ln(1.5)
			f.SetFont("go", "B", 10.5)
			f.MultiCell(textWidth, 5.4, p[2:], "", "L", false)
			f.Ln(1)
		case strings.HasPrefix(p, "- "):
			f.SetX(marginX + 4)
			f.CellFormat(5, 5.2, "–", "", 0, "L", false, 0, "")
			f.MultiCell(textWidth-9, 5.2, p[2:], "", "L", false)
			f.Ln(0.8)
		case strings.HasPrefix(p, "|"):
			cells := strings.Split(strings.Trim(p, "|"), "|")
			width := textWidth / float64(len(cells))
			f.SetFont("go", "", 9)
			for _, c := range cells {
				f.CellFormat(width, 6, " "+strings.TrimSpace(c), "1", 0, "L", false, 0, "")
			}
			f.Ln(6)
		default:
			f.Ln(1)
			f.MultiCell(textWidth, 5.2, p, "", "L", false)
			f.Ln(2.2)
		}
	}
}

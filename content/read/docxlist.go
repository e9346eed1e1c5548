package read

import (
	"encoding/xml"
	"strconv"
	"strings"
)

const listLevels = 9 // of a list (ECMA-376 part 1, 17.9.6)

// docxLists are the numberings of a document (17.9) and how far they have
// counted.
type docxLists struct {
	abstract map[string]*docxList
	nums     map[string]*docxNum
}

// docxList is an abstract numbering; the lists made from it count together.
type docxList struct {
	levels [listLevels]docxLevel
	link   string // the style whose numbering it stands for
	count  [listLevels]int
	begun  [listLevels]bool
}

type docxLevel struct {
	start   int
	format  string
	text    string
	restart int // the level after which it begins anew; 0: never; -1: any above
	legal   bool
}

// docxNum is one list made from an abstract numbering.
type docxNum struct {
	abstract string
	restart  [listLevels]int // -1: none
	begun    [listLevels]bool
}

// readDOCXLists reads word/numbering.xml.
func readDOCXLists(p *opcPackage, part string) (*docxLists, error) {
	l := &docxLists{abstract: map[string]*docxList{}, nums: map[string]*docxNum{}}
	var list *docxList
	var num *docxNum
	level := 0
	err := p.walk(part, func(t xml.Token, _ int) error {
		e, ok := t.(xml.StartElement)
		if !ok {
			return nil
		}
		value := attr(e, "val")
		switch e.Name.Local {
		case "abstractNum":
			list, num = newDOCXList(), nil
			l.abstract[attr(e, "abstractNumId")] = list
		case "num":
			list, num = nil, &docxNum{}
			for i := range num.restart {
				num.restart[i] = -1
			}
			l.nums[attr(e, "numId")] = num
		case "lvl", "lvlOverride":
			n, err := strconv.Atoi(attr(e, "ilvl"))
			if level = 0; err == nil && n > 0 && n < listLevels {
				level = n
			}
		case "abstractNumId":
			if num != nil {
				num.abstract = value
			}
		case "startOverride":
			if n, err := strconv.Atoi(value); err == nil && num != nil {
				num.restart[level] = n
			}
		case "numStyleLink":
			if list != nil {
				list.link = value
			}
		default:
			if list != nil {
				list.levels[level].set(e.Name.Local, value)
			}
		}
		return nil
	})
	return l, err
}

func newDOCXList() *docxList {
	l := &docxList{}
	for i := range l.levels {
		l.levels[i] = docxLevel{start: 1, format: "decimal", restart: -1}
	}
	return l
}

func (v *docxLevel) set(name, value string) {
	n, err := strconv.Atoi(value)
	switch name {
	case "start":
		if err == nil && n >= 0 {
			v.start = n
		}
	case "numFmt":
		v.format = value
	case "lvlText":
		v.text = value
	case "lvlRestart":
		if err == nil && n >= 0 {
			v.restart = n
		}
	case "isLgl":
		v.legal = on(value)
	}
}

// next counts one paragraph of a list and returns its number as it is shown,
// "" for a bullet. ok is false where there is no such list.
func (l *docxLists) next(id string, level int, styles *docxStyles) (marker string, ok bool) {
	num := l.nums[id]
	if num == nil {
		return "", false
	}
	list := l.abstract[num.abstract]
	if list != nil && list.link != "" {
		if st := styles.byID[list.link]; st != nil && l.nums[st.para.num] != nil {
			list = l.abstract[l.nums[st.para.num].abstract]
		}
	}
	if list == nil {
		return "", false
	}
	list.step(num, level)
	v := list.levels[level]
	if v.format == "bullet" {
		return "", true
	}
	return list.marker(level), true
}

// step counts, and lets the levels below begin anew.
func (l *docxList) step(num *docxNum, level int) {
	for i := range level {
		if !l.begun[i] {
			l.count[i], l.begun[i] = l.levels[i].start, true
		}
	}
	switch {
	case num.restart[level] >= 0 && !num.begun[level]:
		l.count[level] = num.restart[level]
	case !l.begun[level]:
		l.count[level] = l.levels[level].start
	default:
		l.count[level]++
	}
	l.begun[level], num.begun[level] = true, true
	for i := level + 1; i < listLevels; i++ {
		if r := l.levels[i].restart; r < 0 || r > 0 && level < r {
			l.begun[i] = false
		}
	}
}

// marker writes the number of a level: "%1.%2)" (17.9.11).
func (l *docxList) marker(level int) string {
	var b strings.Builder
	text := l.levels[level].text
	for i := 0; i < len(text); i++ {
		if text[i] == '%' && i+1 < len(text) && text[i+1] >= '1' && text[i+1] <= '9' {
			at := int(text[i+1] - '1')
			format := l.levels[at].format
			if l.levels[level].legal {
				format = "decimal"
			}
			b.WriteString(listNumber(l.count[at], format))
			i++
			continue
		}
		b.WriteByte(text[i])
	}
	return strings.TrimSpace(cutBytes(strings.ToValidUTF8(b.String(), ""), maxNameBytes))
}

// listNumber writes n in one of the formats of lists (17.18.59). Those in
// words come as digits.
func listNumber(n int, format string) string {
	switch format {
	case "none", "bullet":
		return ""
	case "lowerLetter":
		return letters(n, 'a')
	case "upperLetter":
		return letters(n, 'A')
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperRoman":
		return roman(n)
	case "ordinal":
		return strconv.Itoa(n) + "."
	case "decimalZero":
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
	}
	return strconv.Itoa(n)
}

// letters counts a, b, ... z, aa, bb, as lists do.
func letters(n int, first rune) string {
	if n < 1 || n > 26*20 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(first+rune((n-1)%26)), (n-1)/26+1)
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, r := range [...]struct {
		value int
		text  string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= r.value; n -= r.value {
			b.WriteString(r.text)
		}
	}
	return b.String()
}

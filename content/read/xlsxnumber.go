package read

import (
	"math"
	"strconv"
	"strings"
)

// Numbers are shown as programs of Czech and Hungarian offices show them: a
// decimal comma, thousands apart by a blank that does not break.
const (
	decimalComma  = ","
	thousandsGap  = "\u00A0"
	maxDecimals   = 30
	generalDigits = 10 // of a number with decimals; whole numbers are never shortened
)

// number renders a value; ok is false where the format asks for something
// this program cannot render.
func (f *numberFormat) number(v float64, book *xlsxBook) (text string, s *formatSection, ok bool) {
	s, signed := f.section(v)
	switch {
	case s == nil:
		return generalNumber(v), &formatSection{}, true
	case s.unknown:
		return "", s, false
	case s.date:
		text, ok = s.dateText(v, book)
		return text, s, ok
	}
	text = s.numberText(math.Abs(v))
	if v < 0 && signed && strings.ContainsAny(text, "123456789") {
		text = "-" + text
	}
	return text, s, true
}

// text renders the text of a cell.
func (f *numberFormat) text(value string) (string, *formatSection) {
	for i := range f.sections {
		s := &f.sections[i]
		if i != 3 && !s.has(formatAt) {
			continue
		}
		var b strings.Builder
		for _, t := range s.tokens {
			switch t.kind {
			case formatAt, formatGeneral:
				b.WriteString(value)
			case formatText:
				b.WriteString(t.text)
			}
		}
		return b.String(), s
	}
	return value, &formatSection{}
}

// generalNumber shows a number without a format. Programs shorten long whole
// numbers to powers of ten; those are account and file numbers, and the digits
// are in the file: they are shown.
func generalNumber(v float64) string {
	a := math.Abs(v)
	switch {
	case v == math.Trunc(v) && a < 1e15:
		return strconv.FormatFloat(v, 'f', 0, 64)
	case a >= 1e15 || a < 1e-9:
		s := strconv.FormatFloat(v, 'E', 5, 64)
		mantissa, exponent, _ := strings.Cut(s, "E")
		return trimDecimals(mantissa) + "E" + exponent
	}
	whole := len(strconv.FormatFloat(math.Trunc(a), 'f', 0, 64))
	return trimDecimals(strconv.FormatFloat(v, 'f', max(generalDigits-whole, 0), 64))
}

// trimDecimals drops zeros at the end and sets the comma.
func trimDecimals(s string) string {
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return strings.Replace(s, ".", decimalComma, 1)
}

// roundDecimal writes v with that many decimals, rounded as people do: half
// away from zero, of the fifteen digits a cell keeps.
func roundDecimal(v float64, decimals int) (whole, fraction string) {
	short, err := strconv.ParseFloat(strconv.FormatFloat(v, 'e', 14, 64), 64)
	if err != nil {
		short = v
	}
	whole, fraction, _ = strings.Cut(strconv.FormatFloat(short, 'f', -1, 64), ".")
	if len(fraction) <= decimals {
		return whole, fraction + strings.Repeat("0", decimals-len(fraction))
	}
	up := fraction[decimals] >= '5'
	digits := []byte(whole + fraction[:decimals])
	for i := len(digits) - 1; up && i >= 0; i-- {
		if digits[i]++; digits[i] <= '9' {
			up = false
			break
		}
		digits[i] = '0'
	}
	all := string(digits)
	if up {
		all = "1" + all
	}
	return all[:len(all)-decimals], all[len(all)-decimals:]
}

// numberLayout is where the digits of a section stand.
type numberLayout struct {
	first, last     int // tokens of the whole part's first and last digit
	wholeZeros      int // digits that are always shown
	decimals        int
	point, exponent int // tokens, or -1
	grouped         bool
	scale           float64
}

// layout finds the digits of a section.
func (s *formatSection) layout() numberLayout {
	l := numberLayout{first: -1, last: -1, point: -1, exponent: -1, scale: 1}
	commas := 0 // since the last digit
	for i, t := range s.tokens {
		switch {
		case t.kind == formatExp && l.exponent < 0:
			l.exponent = i
		case t.kind == formatPercent:
			l.scale *= 100
		case t.kind == formatPoint && l.point < 0:
			l.point = i
		case t.kind == formatComma:
			if l.last >= 0 || l.point >= 0 {
				commas++
			}
		case t.kind != formatDigit || l.exponent >= 0:
		case l.point >= 0:
			l.decimals = min(l.decimals+1, maxDecimals)
		default:
			if l.first < 0 {
				l.first = i
			}
			l.last = i
			l.grouped = l.grouped || commas > 0
			commas = 0
			if t.text == "0" {
				l.wholeZeros++
			}
		}
	}
	for range min(commas, 5) {
		l.scale /= 1000
	}
	return l
}

// numberText lays a value of no sign into the section.
func (s *formatSection) numberText(v float64) string {
	l := s.layout()
	v *= l.scale
	exponent := ""
	if l.exponent >= 0 {
		mantissa, exp, _ := strings.Cut(strconv.FormatFloat(v, 'E', l.decimals, 64), "E")
		v, _ = strconv.ParseFloat(mantissa, 64)
		exponent = "E" + exp
	}
	whole, fraction := roundDecimal(v, l.decimals)
	whole = strings.TrimLeft(whole, "0")
	whole = strings.Repeat("0", max(l.wholeZeros-len(whole), 0)) + whole
	var b strings.Builder
	decimals, digits := 0, s.placeDigits(l, whole)
	for i, t := range s.tokens {
		switch t.kind {
		case formatText:
			b.WriteString(t.text)
		case formatPercent:
			b.WriteString("%")
		case formatGeneral:
			b.WriteString(generalNumber(v))
		case formatExp:
			b.WriteString(exponent)
		case formatPoint:
			if i == l.point && shownDecimals(s.tokens[i:], fraction) > 0 {
				if l.first < 0 {
					b.WriteString(whole)
				}
				b.WriteString(decimalComma)
			}
		case formatDigit:
			switch {
			case l.exponent >= 0 && i > l.exponent:
			case l.point >= 0 && i > l.point:
				if decimals < shownDecimals(s.tokens[l.point:], fraction) {
					b.WriteByte(fraction[decimals])
				}
				decimals++
			default:
				b.WriteString(digits[i])
			}
		}
	}
	return b.String()
}

// shownDecimals is how many decimals are left when zeros at the end that the
// format does not ask for are dropped.
func shownDecimals(tokens []formatToken, fraction string) int {
	shown, at := 0, 0
	for _, t := range tokens {
		if t.kind == formatExp {
			break
		}
		if t.kind != formatDigit || at >= len(fraction) {
			continue
		}
		if t.text == "0" || fraction[at] != '0' {
			shown = at + 1
		}
		at++
	}
	return shown
}

// placeDigits gives each place of the whole part its digit, from the right;
// the first place takes all that are left.
func (s *formatSection) placeDigits(l numberLayout, whole string) map[int]string {
	placed, left, count := map[int]string{}, whole, 0
	for i := l.last; i >= 0 && i >= l.first; i-- {
		if s.tokens[i].kind != formatDigit {
			continue
		}
		n := min(1, len(left))
		if i == l.first {
			n = len(left)
		}
		digits := left[len(left)-n:]
		left = left[:len(left)-n]
		var out strings.Builder
		for k := range digits {
			out.WriteByte(digits[k])
			if rest := count + len(digits) - 1 - k; l.grouped && rest > 0 && rest%3 == 0 {
				out.WriteString(thousandsGap)
			}
		}
		placed[i] = out.String()
		count += n
	}
	return placed
}

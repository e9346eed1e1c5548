package find

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// numberForm makes valid numbers of a type as they are written. Its checksums
// are found by trial, against rules that are written down a second time here.
type numberForm struct {
	name  string
	typ   Type
	label string // "" where the number alone must be found above Low
	make  func(r *rand.Rand) string
}

var numberForms = []numberForm{
	{"birth number", TypeBirthNumber, "", func(r *rand.Rand) string { return join(newBirthNumber(r), "6/4") }},
	{"birth number in one run", TypeBirthNumber, "", func(r *rand.Rand) string { return join(newBirthNumber(r), "10") }},
	{"birth number with blanks", TypeBirthNumber, "", func(r *rand.Rand) string { return join(newBirthNumber(r), "6 / 4") }},
	{"birth number before 1954", TypeBirthNumber, "r. č.", func(r *rand.Rand) string { return join(newOldBirthNumber(r), "6/3") }},
	{"company id", TypeCompanyID, "IČO:", func(r *rand.Rand) string { return join(newCompanyID(r), "8") }},
	{"company id with blanks", TypeCompanyID, "IČO", func(r *rand.Rand) string { return join(newCompanyID(r), "3 2 3") }},
	{"DIČ of a company", TypeVATID, "", func(r *rand.Rand) string { return "CZ" + newCompanyID(r) }},
	{"DIČ of a person", TypeVATID, "", func(r *rand.Rand) string { return "CZ" + newBirthNumber(r) }},
	{"Czech account", TypeAccount, "", func(r *rand.Rand) string { return newAccount(r) }},
	{"Czech IBAN", TypeIBAN, "", func(r *rand.Rand) string { return newIBAN(r, "CZ", " ") }},
	{"Czech IBAN in one run", TypeIBAN, "", func(r *rand.Rand) string { return newIBAN(r, "CZ", "") }},
	{"Hungarian IBAN", TypeIBAN, "", func(r *rand.Rand) string { return newIBAN(r, "HU", " ") }},
	{"data box", TypeDataBox, "ID DS:", newDataBox},
	{"Czech plate", TypePlate, "SPZ", func(r *rand.Rand) string {
		return fmt.Sprintf("%d%c%d %04d", 1+r.IntN(9), "ABCDEFHJKLMPSTUVXYZ"[r.IntN(19)], r.IntN(10), r.IntN(10000))
	}},
	{"Hungarian plate", TypePlate, "rendszám:", func(r *rand.Rand) string { return letters(r, 3) + "-" + digits(r, 3) }},
	{"new Hungarian plate", TypePlate, "rendszám:", func(r *rand.Rand) string { return "A" + letters(r, 1) + " " + letters(r, 2) + "-" + digits(r, 3) }},
	{"Czech phone", TypePhone, "", func(r *rand.Rand) string {
		return "+420 " + join(fmt.Sprint([]int{60, 70, 72, 77}[r.IntN(4)])+digits(r, 7), "3 3 3")
	}},
	{"Czech phone without country", TypePhone, "", func(r *rand.Rand) string {
		return join(fmt.Sprint([]int{60, 73, 75, 79}[r.IntN(4)])+digits(r, 7), "3 3 3")
	}},
	{"Czech landline", TypePhone, "tel.:", func(r *rand.Rand) string { return join(fmt.Sprint(31+r.IntN(20))+digits(r, 7), "9") }},
	{"Hungarian phone", TypePhone, "", func(r *rand.Rand) string { return "+36 " + join("30"+digits(r, 7), "2 3 4") }},
	{"Hungarian phone 06", TypePhone, "", func(r *rand.Rand) string { return "06 " + join("20"+digits(r, 7), "2 3-4") }},
	{"személyi azonosító", TypePersonalID, "", func(r *rand.Rand) string { return join(newPersonalID(r), "1-6-4") }},
	{"személyi azonosító with blanks", TypePersonalID, "", func(r *rand.Rand) string { return join(newPersonalID(r), "1 6 4") }},
	{"adóazonosító jel", TypeTaxID, "", func(r *rand.Rand) string { return join(newTaxID(r), "10") }},
	{"TAJ", TypeTAJ, "TAJ szám:", func(r *rand.Rand) string { return join(newTAJ(r), "3 3 3") }},
	{"TAJ in one run", TypeTAJ, "TAJ:", func(r *rand.Rand) string { return join(newTAJ(r), "9") }},
	{"adószám", TypeVATID, "", func(r *rand.Rand) string { return newHungarianVAT(r) }},
	{"Hungarian account", TypeAccount, "", func(r *rand.Rand) string { return join(newHungarianAccount(r, 2), "8-8") }},
	{"long Hungarian account", TypeAccount, "", func(r *rand.Rand) string { return join(newHungarianAccount(r, 3), "8-8-8") }},
	{"card", TypeCard, "", func(r *rand.Rand) string { return join(newCard(r), "4 4 4 4") }},
	{"card in one run", TypeCard, "", func(r *rand.Rand) string { return join(newCard(r), "16") }},
}

// join writes digits in groups: the numbers of a layout are sizes, all else
// stands as it is.
func join(d, layout string) string {
	var b strings.Builder
	for i := 0; i < len(layout); {
		size, n := 0, i
		for ; n < len(layout) && isDigit(layout[n]); n++ {
			size = size*10 + int(layout[n]-'0')
		}
		if n == i {
			b.WriteByte(layout[i])
			i++
			continue
		}
		b.WriteString(d[:size])
		d, i = d[size:], n
	}
	return b.String()
}

func digits(r *rand.Rand, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte('0' + r.IntN(10))
	}
	return string(b)
}

func letters(r *rand.Rand, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = "ABCDEFHIJKLMNPRSTUVXYZ"[r.IntN(22)]
	}
	return string(b)
}

// until makes numbers until one obeys its rule.
func until(make func() string, rule func(d []int) bool) string {
	for {
		s := make()
		d := numbersOf(s)
		if rule(d) {
			return s
		}
	}
}

func numbersOf(s string) []int {
	d := make([]int, len(s))
	for i := range s {
		d[i] = int(s[i] - '0')
	}
	return d
}

// mod is the rest of a number of any length.
func mod(d []int, by int) (rest int) {
	for _, v := range d {
		rest = (rest*10 + v) % by
	}
	return rest
}

func birthday(r *rand.Rand, from, to int) time.Time {
	first := time.Date(from, 1, 1, 0, 0, 0, 0, time.UTC)
	days := int(time.Date(to+1, 1, 1, 0, 0, 0, 0, time.UTC).Sub(first) / (24 * time.Hour))
	return first.AddDate(0, 0, r.IntN(days))
}

func newBirthNumber(r *rand.Rand) string {
	return until(func() string {
		b := birthday(r, 1954, 2024)
		month := int(b.Month()) + 50*r.IntN(2)
		if b.Year() >= 2004 && r.IntN(5) == 0 {
			month += 20
		}
		return fmt.Sprintf("%02d%02d%02d", b.Year()%100, month, b.Day()) + digits(r, 4)
	}, func(d []int) bool {
		return mod(d, 11) == 0 || mod(d[:9], 11) == 10 && d[9] == 0
	})
}

func newOldBirthNumber(r *rand.Rand) string {
	b := birthday(r, 1915, 1953)
	return fmt.Sprintf("%02d%02d%02d", b.Year()%100, int(b.Month())+50*r.IntN(2), b.Day()) + digits(r, 3)
}

func newCompanyID(r *rand.Rand) string {
	return until(func() string { return digits(r, 8) }, func(d []int) bool {
		sum := 8*d[0] + 7*d[1] + 6*d[2] + 5*d[3] + 4*d[4] + 3*d[5] + 2*d[6]
		switch rest := sum % 11; rest {
		case 0:
			return d[7] == 1
		case 1:
			return d[7] == 0
		default:
			return d[7] == 11-rest
		}
	})
}

func newAccount(r *rand.Rand) string {
	rule := func(d []int) bool {
		sum := 0
		for i, w := range []int{1, 2, 4, 8, 5, 10, 9, 7, 3, 6} {
			if i < len(d) {
				sum += w * d[len(d)-1-i]
			}
		}
		return sum%11 == 0
	}
	s := until(func() string { return fmt.Sprint(1+r.IntN(9)) + digits(r, 5+r.IntN(5)) }, rule)
	if r.IntN(2) == 0 {
		s = until(func() string { return fmt.Sprint(1+r.IntN(9)) + digits(r, 1+r.IntN(5)) }, rule) + "-" + s
	}
	return s + "/" + []string{"0100", "0800", "0300", "5500", "2700", "6210"}[r.IntN(6)]
}

func newIBAN(r *rand.Rand, country, blank string) string {
	size := map[string]int{"CZ": 20, "HU": 24}[country]
	account := digits(r, size)
	letters := map[string][]int{"CZ": {1, 2, 3, 5}, "HU": {1, 7, 3, 0}}[country]
	d := append(append(numbersOf(account), letters...), 0, 0)
	s := fmt.Sprintf("%s%02d", country, 98-mod(d, 97)) + account
	for i := 4 * ((len(s) - 1) / 4); i > 0; i -= 4 {
		s = s[:i] + blank + s[i:]
	}
	return s
}

func newDataBox(r *rand.Rand) string {
	b := make([]byte, 7)
	for i := range b {
		b[i] = "abcdefghijkmnpqrstuvwxyz23456789"[r.IntN(32)]
	}
	b[r.IntN(7)] = byte('2' + r.IntN(8))
	b[0] = 'x'
	return string(b)
}

func newPersonalID(r *rand.Rand) string {
	return until(func() string {
		b := birthday(r, 1920, 2024)
		sex := 1 + r.IntN(2)
		if b.Year() >= 2000 {
			sex += 2
		}
		return fmt.Sprintf("%d%02d%02d%02d", sex, b.Year()%100, b.Month(), b.Day()) + digits(r, 4)
	}, func(d []int) bool {
		sum := 0
		for i := range 10 {
			if (d[0] <= 2) && d[1]*10+d[2] <= 96 {
				sum += (i + 1) * d[i]
			} else {
				sum += (10 - i) * d[i]
			}
		}
		return sum%11 == d[10]
	})
}

func newTaxID(r *rand.Rand) string {
	return until(func() string {
		days := int(birthday(r, 1920, 2020).Sub(time.Date(1867, 1, 1, 0, 0, 0, 0, time.UTC)) / (24 * time.Hour))
		return fmt.Sprintf("8%05d", days) + digits(r, 4)
	}, func(d []int) bool {
		sum := 0
		for i := range 9 {
			sum += (i + 1) * d[i]
		}
		return sum%11 == d[9]
	})
}

func newTAJ(r *rand.Rand) string {
	return until(func() string { return digits(r, 9) }, func(d []int) bool {
		return (3*(d[0]+d[2]+d[4]+d[6])+7*(d[1]+d[3]+d[5]+d[7]))%10 == d[8]
	})
}

func newHungarianVAT(r *rand.Rand) string {
	base := until(func() string { return digits(r, 8) }, eights)
	return fmt.Sprintf("%s-%d-%02d", base, 1+r.IntN(5), 2+r.IntN(19))
}

func eights(d []int) bool {
	sum := 0
	for i, v := range d {
		sum += v * []int{9, 7, 3, 1}[i%4]
	}
	return sum%10 == 0
}

func newHungarianAccount(r *rand.Rand, groups int) string {
	return until(func() string { return "1" + digits(r, 7) }, eights) + until(func() string { return digits(r, 8*(groups-1)) }, eights)
}

func newCard(r *rand.Rand) string {
	return until(func() string { return "4" + digits(r, 15) }, func(d []int) bool {
		sum := 0
		for i, v := range d {
			if i%2 == 0 {
				v *= 2
			}
			sum += v/10 + v%10
		}
		return sum%10 == 0
	})
}

package findtest

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/akta-foi/akta/content/find"
)

// digits are n random digits, the first one not 0.
func digits(random *rand.Rand, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte('0' + random.IntN(10))
	}
	b[0] = byte('1' + random.IntN(9))
	return string(b)
}

// weighted is the sum of the digits times the weights, which repeat.
func weighted(s string, weights ...int) int {
	sum := 0
	for i := range s {
		sum += int(s[i]-'0') * weights[i%len(weights)]
	}
	return sum
}

// try draws until a draw holds.
func try(draw func() (string, bool)) string {
	for {
		if s, ok := draw(); ok {
			return s
		}
	}
}

// birthNumber is a rodné číslo of ten digits: the whole number is divisible by
// eleven, as the law on the register of inhabitants says.
func birthNumber(random *rand.Rand, p *person) string {
	month := int(p.born.Month())
	if p.woman {
		month += 50
	}
	head := fmt.Sprintf("%02d%02d%02d", p.born.Year()%100, month, p.born.Day())
	s := try(func() (string, bool) {
		s := head + fmt.Sprintf("%04d", random.IntN(10000))
		n, _ := new(big.Int).SetString(s, 10)
		return s, new(big.Int).Mod(n, big.NewInt(11)).Sign() == 0
	})
	if random.IntN(6) == 0 {
		return s
	}
	return s[:6] + "/" + s[6:]
}

// personalID is a személyi azonosító: M-YYMMDD-SSSK.
func personalID(random *rand.Rand, p *person) string {
	first := 1
	if p.born.Year() > 1999 {
		first = 3
	}
	if p.woman {
		first++
	}
	return try(func() (string, bool) {
		serial := fmt.Sprintf("%03d", random.IntN(1000))
		body := fmt.Sprintf("%d%s", first, p.born.Format("060102")) + serial
		weights := []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}
		if p.born.Year() >= 1997 {
			weights = []int{10, 9, 8, 7, 6, 5, 4, 3, 2, 1}
		}
		k := weighted(body, weights...) % 11
		return fmt.Sprintf("%s-%s-%s%d", body[:1], body[1:7], serial, k), k < 10
	})
}

// taxID is an adóazonosító jel.
func taxID(random *rand.Rand, p *person) string {
	days := int(p.born.Sub(time.Date(1867, 1, 1, 0, 0, 0, 0, time.UTC)).Hours() / 24)
	return try(func() (string, bool) {
		body := fmt.Sprintf("8%05d%03d", days, random.IntN(1000))
		k := weighted(body, 1, 2, 3, 4, 5, 6, 7, 8, 9) % 11
		return fmt.Sprintf("%s%d", body, k), k < 10
	})
}

func taj(random *rand.Rand) string {
	s := digits(random, 8)
	s += fmt.Sprint(weighted(s, 3, 7) % 10)
	return pick(random, []string{s[:3] + " " + s[3:6] + " " + s[6:], s[:3] + "-" + s[3:6] + "-" + s[6:], s})
}

func companyID(random *rand.Rand) string {
	s := digits(random, 7)
	return s + fmt.Sprint((11-weighted(s, 8, 7, 6, 5, 4, 3, 2)%11)%10)
}

// hungarianTaxNumber is an adószám: the sum of all eight digits ends in 0.
func hungarianTaxNumber(random *rand.Rand) string {
	s := try(func() (string, bool) {
		s := digits(random, 8)
		return s, weighted(s, 9, 7, 3, 1)%10 == 0
	})
	return fmt.Sprintf("%s-%d-%02d", s, 1+random.IntN(3), 2+random.IntN(19))
}

// czechAccount is an account by the rule of the central bank: weights are the
// powers of two modulo eleven, from the right.
func czechAccount(random *rand.Rand) (prefix, number, bank string) {
	holds := func(s string) bool {
		sum, w := 0, 1
		for i := len(s) - 1; i >= 0; i-- {
			sum += int(s[i]-'0') * w
			w = w * 2 % 11
		}
		return sum%11 == 0
	}
	draw := func(n int) string {
		return try(func() (string, bool) { s := digits(random, n); return s, holds(s) })
	}
	if random.IntN(2) == 0 {
		prefix = draw(2 + random.IntN(3))
	}
	return prefix, draw(8 + random.IntN(3)), pick(random, []string{"0100", "0300", "0600", "0710", "0800", "2010", "2700", "3030", "5500"})
}

func hungarianAccount(random *rand.Rand) string {
	part := func(n int) string {
		return try(func() (string, bool) { s := digits(random, n); return s, weighted(s, 9, 7, 3, 1)%10 == 0 })
	}
	groups := []string{part(8), part(8)}
	if random.IntN(2) == 0 {
		long := part(16)
		groups = []string{groups[0], long[:8], long[8:]}
	}
	return strings.Join(groups, "-")
}

// iban of an account whose digits are given; most are written in groups.
func iban(random *rand.Rand, country, account string) string {
	letters := strings.NewReplacer("C", "12", "Z", "35", "H", "17", "U", "30")
	n, _ := new(big.Int).SetString(account+letters.Replace(country)+"00", 10)
	rest := new(big.Int).Mod(n, big.NewInt(97)).Int64()
	s := fmt.Sprintf("%s%02d%s", country, 98-rest, account)
	if random.IntN(4) == 0 {
		return s
	}
	var groups []string
	for len(s) > 4 {
		groups, s = append(groups, s[:4]), s[4:]
	}
	return strings.Join(append(groups, s), " ")
}

func card(random *rand.Rand) string {
	s := "4" + digits(random, 14)
	sum := 0
	for i := range s {
		d := int(s[i] - '0')
		if i%2 == 0 {
			d = d*2/10 + d*2%10
		}
		sum += d
	}
	s += fmt.Sprint((10 - sum%10) % 10)
	return s[:4] + " " + s[4:8] + " " + s[8:12] + " " + s[12:]
}

func letters(random *rand.Rand, from string, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = from[random.IntN(len(from))]
	}
	return string(b)
}

const hexDigits = "0123456789abcdef"

// identifier draws one of what has no owner.
func (w *writer) identifier(kind string) (find.Type, string) {
	r, hungarian := w.random, w.cast.language == "hu"
	switch kind {
	case "ico":
		s := companyID(r)
		return find.TypeCompanyID, pick(r, []string{s, s, s[:3] + " " + s[3:6] + " " + s[6:]})
	case "dic":
		return find.TypeVATID, "CZ" + companyID(r)
	case "adoszam":
		return find.TypeVATID, hungarianTaxNumber(r)
	case "taj":
		return find.TypeTAJ, taj(r)
	case "account":
		if hungarian {
			return find.TypeAccount, hungarianAccount(r)
		}
		prefix, number, bank := czechAccount(r)
		if prefix != "" {
			prefix += "-"
		}
		return find.TypeAccount, prefix + number + "/" + bank
	case "iban":
		if hungarian {
			s := strings.ReplaceAll(hungarianAccount(r), "-", "")
			return find.TypeIBAN, iban(r, "HU", s+strings.Repeat("0", 24-len(s)))
		}
		prefix, number, bank := czechAccount(r)
		return find.TypeIBAN, iban(r, "CZ", fmt.Sprintf("%s%06s%010s", bank, prefix, number))
	case "card":
		return find.TypeCard, card(r)
	case "databox":
		return find.TypeDataBox, letters(r, "abcdefghijkmnpqrstuvwxyz23456789", 7)
	case "plate":
		return find.TypePlate, plate(r, hungarian)
	case "phone":
		return find.TypePhone, phone(r, hungarian)
	case "url":
		return find.TypeURL, "https://" + host(r) + "/" + letters(r, "abcdefgh", 5) + "?id=" + digits(r, 4)
	case "host":
		return find.TypeHost, host(r)
	case "ip":
		return find.TypeIP, fmt.Sprintf("%d.%d.%d.%d", pick(r, []int{10, 172, 192, 185, 91}), r.IntN(256), r.IntN(256), 1+r.IntN(254))
	case "mac":
		groups := make([]string, 6)
		for i := range groups {
			groups[i] = letters(r, hexDigits, 2)
		}
		return find.TypeMAC, strings.Join(groups, ":")
	case "password":
		return find.TypeSecurity, letters(r, "ABCDEFGHKLMNPRSTUVXYZ", 2) + letters(r, "abcdefghkmnprstuvxyz", 4) + digits(r, 3) + letters(r, "!#$%+", 1)
	case "address":
		return find.TypeAddress, w.address(pick(r, towns[w.cast.language]))
	case "marking":
		if hungarian {
			return find.TypeMarking, pick(r, []string{"BIZALMAS", "Nem nyilvános", "Korlátozott terjesztésű", "TLP:AMBER"})
		}
		return find.TypeMarking, pick(r, []string{"VYHRAZENÉ", "Důvěrné", "TLP:AMBER", "TLP:RED"})
	case "parcel":
		return find.TypeGeo, fmt.Sprintf("%d/%d", 10+r.IntN(3000), 1+r.IntN(40))
	case "geo":
		return find.TypeGeo, fmt.Sprintf("%d.%sN, %d.%sE", 47+r.IntN(3), digits(r, 6), 15+r.IntN(6), digits(r, 6))
	}
	panic("findtest: no kind " + kind)
}

func host(random *rand.Rand) string {
	return pick(random, []string{"mail", "srv1", "intranet", "vpn", "spis", "mx2"}) + "." + pick(random, []string{"lhotice-net.example", "bystre-data.cz", "tolgyes-halo.hu", "example.org"})
}

func plate(random *rand.Rand, hungarian bool) string {
	const able = "ABCEHJKLMPSTUVXZ"
	if hungarian {
		if random.IntN(2) == 0 {
			return letters(random, able, 2) + " " + letters(random, able, 2) + "-" + digits(random, 3)
		}
		return letters(random, able, 3) + "-" + digits(random, 3)
	}
	return digits(random, 1) + letters(random, able, 1) + letters(random, "0123456789ABC", 1) + " " + digits(random, 4)
}

func phone(random *rand.Rand, hungarian bool) string {
	if hungarian {
		a, b := digits(random, 3), digits(random, 4)
		switch random.IntN(4) {
		case 0:
			return "06 1 " + a + " " + b
		case 1:
			return "06-" + pick(random, []string{"22", "46", "72", "88"}) + "/" + a + "-" + b[:3]
		}
		return pick(random, []string{"+36 ", "06 "}) + pick(random, []string{"20", "30", "70"}) + " " + a + " " + b
	}
	a, b, c := pick(random, []string{"601", "605", "702", "724", "736", "777", "585", "377"}), digits(random, 3), digits(random, 3)
	return pick(random, []string{"+420 " + a + " " + b + " " + c, a + " " + b + " " + c, a + b + c, "+420" + a + b + c})
}

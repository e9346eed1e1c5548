package find

import "strings"

var accountLabels = []string{"č. účtu", "číslo účtu", "bankovní účet", "bankovní spojení", "účet", "účtu", "č. ú.", "čú", "ve prospěch účtu",
	"bankové spojenie", "číslo účtu/kód banky", "account"}

// findAccounts finds Czech bank accounts (decree no. 169/2011 Sb.):
// [prefix-]number/bank, both parts with a checksum, the bank from a list. The
// slash may be missing, or be read as a digit.
func findAccounts(_ *caseText, t *text, emit func(Finding)) {
	for n := range t.numbers(6, 21) {
		if n.glued(accountLabels) || n.from > 0 && n.text.plain[n.from-1] == '/' { // OU/12345/2020: of a file
			continue
		}
		a, ok := n.account()
		if !ok {
			continue
		}
		a.emit(n, emit)
	}
}

// account is a Czech account and how it was written.
type account struct {
	prefix, number, bank []byte
	slash                int // 0 written, 1 read as a digit, 2 missing
}

// account splits the digits where the separators say, or by their number.
func (n *number) account() (a account, ok bool) {
	d := n.digits
	last := len(n.groups) - 1
	size := func(i int) int { return int(n.groups[i].to - n.groups[i].from) }
	cut := 0 // digits of the prefix
	for i, sum := 0, 0; i < last; i++ {
		sum += size(i)
		if (n.seps[i+1] == '-' || n.seps[i+1] == '.' && n.text.Recognised && last == 2 && accountChecksum(d[:min(sum, 6)])) && cut == 0 && sum <= 6 {
			cut = sum
		} else if n.seps[i+1] != ' ' && n.seps[i+1] != '/' && n.seps[i+1] != '\n' && n.seps[i+1] != '*' {
			return a, false
		} else if n.seps[i+1] == '/' && i+1 != last {
			return a, false
		}
	}
	end := len(d) - 4
	switch {
	case last > 0 && (n.seps[last] == '/' || n.seps[last] == '*') && size(last) == 4:
	case last > 0 && n.seps[last] == '/':
		return a, false
	case n.sevenAt(end-1, cut) && end-1-cut >= 6 && last == 0:
		a.slash = 1
	case n.strokeAt(end-1) && end-1-cut >= 6 && (last == 0 || cut > 0 && last == 1 || size(last) >= 4):
		a.slash = 1
	case last > 0 && size(last) == 4 && end-cut >= 6:
		a.slash = 2
	default:
		return a, false
	}
	a.prefix, a.number, a.bank = d[:cut], d[cut:end], d[end:]
	if a.slash == 1 {
		a.number = d[cut : end-1]
	}
	return a, len(a.number) >= 2 && len(a.number) <= 10
}

// sevenAt tells whether digit i is a slash that was read as 7 on a scan: with it
// the rest is an account of a known bank.
func (n *number) sevenAt(i, cut int) bool {
	return n.text.Recognised && i > cut && i-cut <= 10 && n.digits[i] == '7' && banks[string(n.digits[i+1:])] && accountChecksum(n.digits[cut:i])
}

func (a account) emit(n *number, emit func(Finding)) {
	known := banks[string(a.bank)]
	holds := accountChecksum(a.number) && accountChecksum(a.prefix)
	if a.slash > 0 && !(known && holds) || !known && len(a.number) < 6 {
		if _, chars, ok := n.text.label(n.from, accountLabels, labelReach); !ok || chars > 12 {
			return
		}
	}
	e := n.evidence(25, "")
	switch a.slash {
	case 0:
		e.add(5, "written as number/bank")
	case 1:
		e.add(-4, "the slash was read as a digit")
	case 2:
		e.add(-12, "the slash is missing")
	}
	e.check(known, 15, "the bank's code is known", 15, "no known code of a bank")
	if year := value(a.bank); known && year >= 1990 && year <= 2030 {
		e.add(-20, "the bank's code may be a year")
	}
	if len(a.number) < 6 {
		e.add(-15, "short for an account")
	} else if len(a.prefix) > 0 {
		e.add(5, "with a prefix")
	}
	e.check(holds, 35, "checksums of a Czech account hold", 0, "checksums of a Czech account do not hold")
	e.labels(accountLabels).reading()
	if e.label && a.slash == 0 && len(a.number) >= 2 {
		e.score = max(e.score, 50)
	}
	e.emit(emit, TypeAccount, "account "+accountKey(string(a.prefix), string(a.number), string(a.bank)), groundPersonal)
}

// accountChecksum: padded to ten digits, weights 6, 3, 7, 9, 10, 5, 8, 4, 2, 1,
// the sum divides by 11.
func accountChecksum(d []byte) bool {
	weights := [...]int{6, 3, 7, 9, 10, 5, 8, 4, 2, 1}
	return len(d) == 0 || weighted(d, weights[len(weights)-len(d):]...)%11 == 0
}

// banks are the codes of the Czech system of payments, also such as are no
// longer used: old letters have them.
var banks = setOf(`0100 0300 0400 0600 0710 0800 2010 2020 2030 2050 2060 2070 2100 2200 2210 2220 2230 2240 2250 2260 2275 2310 2400 2600 2700
3030 3040 3050 3060 3500 4000 4300 5000 5400 5500 5800 6000 6100 6200 6210 6300 6363 6700 6800 7910 7940 7950 7960 7970 7980 7990 8030 8040 8060 8090
8150 8190 8198 8199 8200 8211 8220 8221 8223 8225 8226 8228 8230 8231 8240 8241 8242 8250 8255 8256 8260 8261 8262 8263 8264 8265 8266 8267 8268 8269 8270 8271 8272 8280 8283 8290 8291 8292 8293 8294 8295 8296 8297 8298 8299`)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

package find

import (
	"strings"
	"testing"
)

// TestTraps: what validators of others got wrong.
func TestTraps(t *testing.T) {
	t.Run("remainder-10 birth numbers", func(t *testing.T) {
		n := 0
		for _, s := range []string{"781008/7660", "905323/4070"} {
			d := []byte(strings.ReplaceAll(s, "/", ""))
			if rest := value(d[:9]) % 11; rest != 10 && rest != int(d[9]-'0') {
				t.Errorf("%s: rest %d", s, rest)
			} else if rest == 10 {
				n++
			}
			if !birthChecksum(d) {
				t.Errorf("%s: refused", s)
			}
		}
		if n == 0 {
			t.Error("none of the examples has the remainder 10")
		}
	})
	t.Run("Hungarian personal ids after 1996", func(t *testing.T) {
		for s, want := range map[string]bool{"31510185072": true, "31510185073": false, "14208138264": true, "14208138265": false} {
			year, real := personalIDDay([]byte(s))
			if got := real && personalIDChecksum([]byte(s), year); got != want {
				t.Errorf("%s: %v, want %v", s, got, want)
			}
		}
	})
	t.Run("October births", func(t *testing.T) {
		for _, s := range []string{"8110017660", "8160017660", "0530017660", "0580017660"} {
			if _, real := birthDay([]byte(s)); !real {
				t.Errorf("%s: no date", s)
			}
		}
		for _, s := range []string{"8100017660", "8130017660", "8113017660", "8110327660", "0330017660"} {
			if _, real := birthDay([]byte(s)); real {
				t.Errorf("%s: a date", s)
			}
		}
	})
	t.Run("IČO", func(t *testing.T) {
		for s, want := range map[string]bool{"77088948": true, "32246307": true, "00177041": true, "77088949": false, "12345678": false} {
			if companyChecksum([]byte(s)) != want {
				t.Errorf("%s: want %v", s, want)
			}
		}
		for _, s := range []string{"770 88 948", "77 088 948", "7708 8948", "77 08 89 48", "77088 948", "770\u00a088\u00a0948"} {
			if got := scoreOf(findIn(t, "IČO: "+s, Options{}), TypeCompanyID); got < Low {
				t.Errorf("%q: score %d", s, got)
			}
		}
	})
	t.Run("special DIČ", func(t *testing.T) {
		for s, want := range map[string]bool{"634815828": true, "640903926": true, "634815829": false} {
			if specialVATChecksum([]byte(s)) != want {
				t.Errorf("%s: want %v", s, want)
			}
		}
		for _, f := range findIn(t, "DIČ CZ634815828", Options{}) {
			if f.Type == TypeVATID && f.Ground != groundPersonal {
				t.Errorf("%+v: of a person", f)
			}
		}
	})
	t.Run("prefix of an account", func(t *testing.T) {
		for s, want := range map[string]bool{"94": true, "19": true, "000019": true, "": true, "2000145399": true, "3695853897": true, "3695853898": false} {
			if accountChecksum([]byte(s)) != want {
				t.Errorf("%q: want %v", s, want)
			}
		}
	})
	t.Run("slash read as 1", func(t *testing.T) {
		for _, stroke := range []string{"1", "l", "I", "|"} {
			s := "účet 19-2000145399" + stroke + "0800"
			all := findIn(t, s, Options{}, recognised)
			if got := scoreOf(all, TypeAccount); got < 60 {
				t.Errorf("%q: score %d: %+v", s, got, all)
			}
		}
	})
	t.Run("TAJ and old birth numbers need words", func(t *testing.T) {
		for _, s := range []string{"123 456 788", "722038439", "531021/699", "380106208"} {
			for _, f := range findIn(t, "celkem "+s, Options{}) {
				if (f.Type == TypeTAJ || f.Type == TypeBirthNumber) && f.Score >= Low {
					t.Errorf("%q: %+v", s, f)
				}
			}
		}
	})
}

func TestLabel(t *testing.T) {
	set := []string{"r. č.", "rodné číslo", "rodného čísla", "IČO", "IČ", "DIČ", "č. účtu"}
	for _, c := range []struct {
		before, label string
		chars         int
	}{
		{"r. č. ", "r. č.", 2},
		{"r.č.: ", "r. č.", 3},
		{"RČ ", "r. č.", 1},
		{"rodné číslo ", "rodné číslo", 1},
		{"rodného čísla: ", "rodného čísla", 2},
		{"ro dné čís1o ", "rodné číslo", 1},
		{"lČ: ", "IČ", 2},
		{"If: ", "IČ", 2},
		{"DtČ ", "DIČ", 1},
		{"číslo účtu 1, č. účtu ", "č. účtu", 1},
		{"IČO DIČ ", "DIČ", 1},
		{"r. č. " + strings.Repeat("x ", 15), "r. č.", 32},
		{"r. č. " + strings.Repeat("x ", 25), "", 0},
		{"r. č. 710319/2745 ", "", 0},
		{"srč ", "", 0},
		{"věc ", "", 0},
		{"", "", 0},
	} {
		x := &text{raw: c.before + "1"}
		x.fold()
		label, chars, ok := x.label(len(x.folded)-1, set, labelReach)
		if label != c.label || ok != (c.label != "") || chars != c.chars {
			t.Errorf("%q: %q, %d, %v; want %q, %d", c.before, label, chars, ok, c.label, c.chars)
		}
	}
}

// TestFold: each byte of the folded text leads back to the character it came
// from.
func TestFold(t *testing.T) {
	x := &text{raw: "Číslo\u00a0\u00ad účtu:\r\n ﬁ §5 №7 e\u0301 ЮА—„x“ ß\u200b!"}
	x.fold()
	if want := "cislo uctu:\nfi \xa75 no7 e \x7fa-\"x\" ss!"; x.folded != want {
		t.Errorf("folded to %q, want %q", x.folded, want)
	}
	for _, c := range []struct{ folded, raw string }{{"cislo", "Číslo"}, {"uctu", "účtu"}, {"\"x\"", "„x“"}, {"5", "5"}} {
		at := strings.Index(x.folded, c.folded)
		from, to := x.rawSpan(at, at+len(c.folded))
		if x.raw[from:to] != c.raw {
			t.Errorf("%q came from %q, want %q", c.folded, x.raw[from:to], c.raw)
		}
	}
}

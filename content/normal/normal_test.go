package normal

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// everything is every fold that promises to change nothing the second time.
const everything = Case | Join | Tight | Lookalikes | Digits

func TestFold(t *testing.T) {
	for _, tt := range []struct {
		what string
		fold Fold
		in   []string
		want string
	}{
		{"blanks", 0, []string{"Jana\u00a0", "", "\t", "Nová\n\n", "píše"}, "Jana Nová píše"},
		{"decomposed", 0, []string{"Nova\u0301"}, "Nová"},
		{"a mark in the next leaf", 0, []string{"Nova", "\u0301k"}, "Novák"},
		{"a mark after what has no width", 0, []string{"Nova\u00ad\u0301k"}, "Novák"},
		{"leaf by leaf", Leafwise, []string{"Nova", "\u0301k"}, "Nova\u0301k"},
		{"two marks", 0, []string{"a\u0301\u0323"}, "ạ\u0301"},
		{"tracking", 0, []string{"N\u200bo\u200cv\u200dá\u2060k\ufeff"}, "Novák"},
		{"soft hyphens", 0, []string{"No\u00advák"}, "Novák"},
		{"ligatures", 0, []string{"oﬃce ﬁ ĳ"}, "office fi ij"},
		{"full width", 0, []string{"Ｊａｎ　７１"}, "Jan 71"},
		{"quotes and dashes", 0, []string{"„a“ ‚b‘ «c» 1–2 3—4 5\u20116 … ½"}, `"a" 'b' "c" 1-2 3-4 5-6 ... 1/2`},
		{"case", Case, []string{"STRASSE Straße ŽLUŤ ΣΊΣΥΦΟΣ İ ſ K"}, "strasse strasse žluť σίσυφοσ i s k"},
		{"spacing accents stay", 0, []string{"a´b ˇ"}, "a´b ˇ"},
		{"look-alikes", Lookalikes, []string{"Nоvák РЕТР Кovář ά"}, "Novák PETP Kovář á"},
		{"hyphenated", Join, []string{"No-\n", "váček ", "a"}, "Nováček a"},
		{"hyphenated by a soft one", Join, []string{"No\u00ad\n", "váček"}, "Nováček"},
		{"hyphenated by the sign of a typewriter", Join, []string{"No¬\n", "váček"}, "Nováček"},
		{"a dash at a line's end", Join, []string{"rok ", "-\n", "dva"}, "rok - dva"},
		{"a hyphen inside a line", Join, []string{"Frýdek- ", "Místek"}, "Frýdek- Místek"},
		{"tight", Tight, []string{"MIR\n", "AMO ", "Frýdek-\n", "Místek"}, "MIRAMOFrýdekMístek"},
		{"digits", Digits, []string{"7lO3I9 / Z7", "4S"}, "7103192745"},
		{"digits with marks", Digits, []string{"í i\u0301 Ó O\u0301"}, "1100"},
		{"damaged capitals", Repair, []string{"SZENTPEÁ ", "PATAKI ", "KOÖ ", "ZOÖ ", "S ", "OÖ ", "NKORMAÁ ", "NYZATI"}, "SZENTPEÁ PATAKI KÖZÖS ÖNKORMÁNYZATI"},
		{"damaged small letters", Repair, []string{"Szabaá ", "lyzat ", "elsoő ", "Része"}, "Szabályzat első Része"},
		{"damaged, with carons", Repair, []string{"PRŘ ", "IÍ ", "LOHA ", "CČ ", "."}, "PŘÍLOHA Č ."},
		{"a usual end", Repair, []string{"s ", "policií ", "a ", "Marií ", "Novou, ", "Soó ", "Jánost"}, "s policií a Marií Novou, Soó Jánost"},
		{"a usual end among damage", Repair, []string{"BIÍ ", "ROÓ ", "EÉ ", "VA"}, "BÍRÓÉVA"},
		{"no damage", Repair, []string{"Vendée ", "beépített ", "információ ", "née ", "a"}, "Vendée beépített információ née a"},
		{"accents of TeX", Repair, []string{"pˇríloha ", "pˇr´ıliˇs ", "k ", "ˇcemu"}, "příloha příliš k čemu"},
		{"accents behind", Repair, []string{"R ", "ˇ ", "EDITEL ", "Novaˇ"}, "ŘEDITEL Novaˇ"},
		{"accents behind, glued", Repair, []string{"Nova´k ", "u˚"}, "Novák ů"},
		{"between two letters", Repair, []string{"ma´e"}, "maé"},
		{"between two letters, behind", Repair | Behind, []string{"ma´e"}, "máe"},
		{"nothing", everything, nil, ""},
		{"pads", everything, []string{"", ""}, ""},
		{"damaged UTF-8", Case, []string{"a\xffB\xc5"}, "a\uFFFDb\uFFFD"},
		{"walls stay", everything, []string{"1\x002"}, "1\x002"},
	} {
		text := Of(tt.in).Fold(tt.fold)
		if got := strings.TrimSpace(text.String()); got != tt.want {
			t.Errorf("%s: %q becomes %q, want %q", tt.what, tt.in, got, tt.want)
		}
		checkMap(t, tt.in, text)
	}
}

func TestFlags(t *testing.T) {
	for in, want := range map[string][2]bool{"Jana": {}, "aá lom": {true, false}, "ˇcas": {true, false}, "´a": {true, false}, "ma´e": {true, true}, "Marií a": {}} {
		text := Of([]string{in}).Fold(Repair)
		if text.Repaired() != want[0] || text.Ambiguous() != want[1] {
			t.Errorf("%q: repaired %v, ambiguous %v", in, text.Repaired(), text.Ambiguous())
		}
	}
}

// checkMap holds that every byte comes from inside a leaf.
func checkMap(t *testing.T, leaves []string, text *Text) {
	t.Helper()
	for i := range len(text.String()) {
		if p := text.At(i); p.Leaf < 0 || p.Leaf >= len(leaves) || p.Offset < 0 || p.Offset >= len(leaves[p.Leaf]) {
			t.Fatalf("byte %d of %q comes from %v of %q", i, text.String(), p, leaves)
		}
	}
}

func TestPlaces(t *testing.T) {
	leaves := []string{"Příliš ", "", "No-\n", "va\u0301k ", "KOÖ ", "ZOÖ ", "S ", "ﬁ"}
	text := Of(leaves).Fold(Case | Join | Repair)
	for needle, want := range map[string]Span{
		"příliš": {Place{0, 0}, Place{0, 8}},
		"novák":  {Place{2, 0}, Place{3, 4}},
		"ák":     {Place{3, 1}, Place{3, 4}},
		"k":      {Place{3, 4}, Place{3, 4}},
		"közös":  {Place{4, 0}, Place{6, 0}},
		"ö":      {Place{4, 1}, Place{4, 3}},
		"i":      {Place{0, 6}, Place{0, 6}},
		"fi":     {Place{7, 0}, Place{7, 0}},
	} {
		spans := slices.Collect(text.Find(needle))
		if len(spans) == 0 || spans[0] != want {
			t.Errorf("%q in %q: %v, want %v", needle, text.String(), spans, want)
		}
	}
}

// TestEveryRune: each character, folded twice, is what it is folded once;
// composed and decomposed it is the same; and Case makes at least those equal
// that have one lower case.
func TestEveryRune(t *testing.T) {
	folds := []Fold{0, Case, Digits, Case | Lookalikes, everything}
	for r := range rune(unicode.MaxRune + 1) {
		if !utf8.ValidRune(r) || r > 0x3400 && r < 0xf900 || r > 0x1f300 && r < 0xe0000 || r > 0xe0200 {
			continue // Han and Hangul, pictures, nothing: thousands of the same kind
		}
		for _, f := range folds {
			s := "x" + string(r) + "x"
			once := String(s, f)
			if twice := String(once, f); once != twice {
				t.Fatalf("%U with %b: once %q, twice %q", r, f, once, twice)
			}
			if nfd := String(norm.NFD.String(s), f); nfd != once && (unicode.IsLetter(r) || f&Digits == 0) {
				t.Fatalf("%U with %b: %q, decomposed %q", r, f, once, nfd)
			}
		}
		if l := unicode.ToLower(r); String(string(l), Case) != String(string(r), Case) {
			t.Fatalf("%U and its lower case %U fold to different texts", r, l)
		}
	}
}

// naive finds every place, overlapping ones included.
func naive(text, needle string) (at []int) {
	for i := 0; i+len(needle) <= len(text); i++ {
		if text[i:i+len(needle)] == needle {
			at = append(at, i)
		}
	}
	return at
}

func TestFindAll(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	word := func(n int) string {
		b := make([]byte, n)
		for i := range b {
			b[i] = "aab"[rng.IntN(3)]
		}
		return string(b)
	}
	for range 20_000 {
		hay, needle := word(rng.IntN(40)), word(1+rng.IntN(6))
		var got []int
		for s := range Of([]string{hay}).Fold(0).Find(needle) {
			got = append(got, s.First.Offset)
		}
		if want := naive(hay, needle); !slices.Equal(got, want) {
			t.Fatalf("%q in %q: %v, want %v", needle, hay, got, want)
		}
	}
	for range Of([]string{"a"}).Fold(0).Find("") {
		t.Fatal("the empty text is found")
	}
}

// FuzzFold: places lie inside their leaves; folding twice is folding once; what
// stands in the leaves is found in the text.
func FuzzFold(f *testing.F) {
	f.Add("Vyřizuje paní Jana No-\nvá, tel. 601\u00a0234 567", uint16(0), uint8(3))
	f.Add("KOÖ ZOÖ S OÖ NKORMAÁ NYZATI pˇr´ıliˇs R ˇ EDITEL ma´e\u0301", uint16(1000), uint8(2))
	f.Add("\u200b a\u0301 \u00ad -\n- x\n¬\n-", uint16(0xffff), uint8(1))
	f.Add("ǅ ﷺ ﬁ\u0301 ½ i\u0307 Ｏ\u0301 각 ά a-\n\u0301", uint16(0x5555), uint8(2))
	f.Fuzz(func(t *testing.T, text string, bits uint16, size uint8) {
		if len(text) > 500 {
			return
		}
		fold, n := Fold(bits)&(Leafwise<<1-1), 1+int(size%8)
		var leaves []string
		for s := text; s != ""; {
			cut := min(n, len(s))
			for cut < len(s) && !utf8.RuneStart(s[cut]) {
				cut++
			}
			leaves, s = append(leaves, s[:cut], ""), s[cut:]
		}
		source := Of(leaves)
		folded := source.Fold(fold)
		checkMap(t, leaves, folded)
		if !utf8.ValidString(folded.String()) {
			t.Fatalf("%q becomes %q", text, folded.String())
		}
		if again := Of([]string{folded.String()}).Fold(fold); fold&(Leafwise|Repair) == 0 && again.String() != folded.String() {
			t.Fatalf("%q with %b: once %q, twice %q", text, fold, folded.String(), again.String())
		}
		plain := source.Fold(Case | Leafwise)
		for i := 0; i < len(leaves); i += 2 {
			needle := String(leaves[i], Case)
			if needle == "" {
				continue
			}
			found := false
			for s := range plain.Find(needle) {
				found = found || s.First.Leaf <= i && s.Last.Leaf >= i
			}
			if !found {
				t.Fatalf("%q is not found where it stands in %q", needle, leaves)
			}
		}
	})
}

// letter is a page of a letter, some 230 words, as a PDF's text comes.
func letter() []string {
	return strings.SplitAfter(strings.Repeat("Vážená paní Nováková, k Vaší žádosti o informace sdělujeme, že povinný subjekt dokument "+
		"č. j. MÚ/2026/0417 neeviduje. Tisztelt Horváthné! A kért adatokat mellékel-\njük. ", 10), " ")
}

func TestLinear(t *testing.T) {
	for _, hard := range []string{"a\u0301", "\u0301", "aá ", "ií ", "´", "´a", "-\n", " ", "\u200b", "í i ", "a´ ", "\n"} {
		leaves := slices.Repeat([]string{hard}, 20_000)
		for _, f := range []Fold{Case | Join, everything | Repair, Repair, Join | Tight} {
			text := Of(leaves).Fold(f)
			if n := len(text.String()); n > 2*len(hard)*len(leaves) {
				t.Fatalf("%q: %d bytes", hard, n)
			}
		}
	}
	text := Of([]string{strings.Repeat("a", 1_000_000)}).Fold(0)
	n := 0
	for range text.Find(strings.Repeat("a", 10_000)) {
		n++
	}
	if n != 990_001 {
		t.Errorf("found %d times", n)
	}
}

func BenchmarkFold(b *testing.B) {
	leaves := slices.Repeat(letter(), 130)
	size := 0
	for _, l := range leaves {
		size += len(l)
	}
	for name, f := range map[string]Fold{"plain": Case | Leafwise | Lookalikes, "tight": Case | Tight | Lookalikes, "repair": Case | Join | Repair | Lookalikes, "digits": Case | Digits} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				Of(leaves).Fold(f)
			}
		})
	}
}

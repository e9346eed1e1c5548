package content

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/akta-foi/akta/bundles"
)

func TestFind(t *testing.T) {
	for _, c := range []struct {
		what   string
		leaves []string
		text   string
		want   []bundles.Range
	}{
		{"plain", []string{"paní ", "Jana ", "Nová ", "píše"}, "Jana Nová", []bundles.Range{{1, 2}}},
		{"pads between", []string{"", "Jana ", "", "", "Nová ", ""}, "Jana Nová", []bundles.Range{{1, 4}}},
		{"across a line", []string{"Jana\n", "Nová"}, "Jana Nová", []bundles.Range{{0, 2}}},
		{"another case", []string{"JANA ", "NOVÁ"}, "Jana nová", []bundles.Range{{0, 2}}},
		{"inside a word", []string{"od ", "Nováčka, ", "že"}, "Nováčk", []bundles.Range{{1, 1}}},
		{"decomposed", []string{"Nova\u0301"}, "Nová", []bundles.Range{{0, 1}}},
		{"hyphenated", []string{"pan ", "No-\n", "váček ", "a"}, "Nováček", []bundles.Range{{1, 2}}},
		{"soft hyphen", []string{"No\u00advá\u00adček"}, "Nováček", []bundles.Range{{0, 1}}},
		{"split by a line end", []string{"MIR\n", "AMO ", "a.s."}, "Miramo", []bundles.Range{{0, 2}}},
		{"a number without spaces", []string{"+420601234567"}, "+420 601 234 567", []bundles.Range{{0, 1}}},
		{"no-break space", []string{"601\u00a0234\u00a0567 "}, "601 234 567", []bundles.Range{{0, 1}}},
		{"short texts need their spaces", []string{"hora ", "dole"}, "rad", nil},
		{"everywhere", []string{"Ema ", "má ", "Emu, ", "ema"}, "Em", []bundles.Range{{0, 1}, {2, 1}, {3, 1}}},
		{"a double name at a line end", []string{"z ", "Frýdku-\n", "Místku"}, "Frýdku-Místku", []bundles.Range{{1, 2}}},
		{"another hyphen", []string{"Nová‑Horká"}, "Nová-Horká", []bundles.Range{{0, 1}}},
		{"tracked with zero widths", []string{"N\u200bo\u200bv\u200bá"}, "Nová", []bundles.Range{{0, 1}}},
		{"a mark in the next leaf", []string{"Nova", "\u0301"}, "Nová", []bundles.Range{{0, 2}}},
		{"ligature", []string{"ﬁrma ", "Traﬃc"}, "Firma Traffic", []bundles.Range{{0, 2}}},
		{"full width", []string{"Ｎｏｖｙ"}, "novy", []bundles.Range{{0, 1}}},
		{"Cyrillic in a Latin word", []string{"Nоvák"}, "Novák", []bundles.Range{{0, 1}}},
		{"typographic", []string{"„Nová” ", "— ", "Horká"}, `"Nová" - Horká`, []bundles.Range{{0, 3}}},
		{"damaged capitals", []string{"PEÁ ", "LFOÖ ", "LDY ", "BEÉ ", "LA"}, "Pálföldy Béla", nil},
		{"doubled letters", []string{"dr. ", "BAÁ ", "LFOÖ ", "LDY ", "BEÉ ", "LA ", "úr"}, "Bálföldy Béla", []bundles.Range{{1, 5}}},
		{"a short doubled name", []string{"EÉ ", "VA"}, "Éva", []bundles.Range{{0, 2}}},
		{"as it stands", []string{"BAÁ ", "LFOÖ ", "LDY"}, "BAÁ LFOÖ LDY", []bundles.Range{{0, 3}}},
		{"damage copied from elsewhere", []string{"Bálföldy ", "úr"}, "BAÁ LFOÖ LDY", []bundles.Range{{0, 1}}},
		{"a usual end", []string{"s ", "Marií ", "Novou"}, "Marií Novou", []bundles.Range{{1, 2}}},
		{"accents of TeX", []string{"pan ", "ˇ", "Reˇz´aˇc"}, "Řežáč", []bundles.Range{{1, 2}}},
		{"an accent behind", []string{"R ", "ˇ ", "EZNICKY´"}, "Řeznický", []bundles.Range{{0, 3}}},
		{"an accent between", []string{"Kla´ek"}, "Kláek", []bundles.Range{{0, 1}}},
		{"a number OCR misread", []string{"č. ", "7l0319/27Ą5 ", "7IO3i9 ", "/ ", "Z745"}, "710319/2745", []bundles.Range{{2, 3}}},
		{"a number with other separators", []string{"tel.: ", "601-234.", "567"}, "+601 234 567", []bundles.Range{{1, 2}}},
		{"letters are no number", []string{"Oblib ", "oIlSb"}, "061116", nil},
		{"a wall", []string{"Jana ", "\x00", "Nová"}, "Jana Nová", nil},
		{"nothing", []string{"Ema"}, "máma", nil},
		{"blank", []string{"Ema"}, " \u00ad ", nil},
	} {
		got := newFinder(c.leaves).find(c.text)
		slices.SortFunc(got, func(a, b bundles.Range) int { return a[0] - b[0] })
		got = slices.Compact(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: found %v, want %v", c.what, got, c.want)
		}
	}
}

// FuzzFind: any run of whole words of a text is found where it stands, and
// every range lies in the text.
func FuzzFind(f *testing.F) {
	f.Add("Vyřizuje paní Jana No-\nvá, tel. 601\u00a0234 567", uint(2), uint(3))
	f.Add("\u200b a\u0301 \u00ad -\n- x", uint(1), uint(2))
	f.Fuzz(func(t *testing.T, text string, from, count uint) {
		leaves := strings.SplitAfter(text, " ")
		if !utf8.ValidString(text) || len(text) > 2000 {
			return
		}
		first := int(from % uint(len(leaves)))
		n := 1 + int(count%uint(len(leaves)-first))
		needle := strings.Join(leaves[first:first+n], "")
		ranges := newFinder(leaves).find(needle)
		covered := map[int]bool{}
		for _, r := range ranges {
			if r[0] < 0 || r[1] < 1 || r[0]+r[1] > len(leaves) {
				t.Fatalf("range %v in a text of %d leaves", r, len(leaves))
			}
			for i := r[0]; i < r[0]+r[1]; i++ {
				covered[i] = true
			}
		}
		for i := first; i < first+n; i++ {
			if foldText(leaves[i]) != "" && !covered[i] {
				t.Fatalf("%q in %q: leaf %d (%q) is not covered by %v", needle, leaves, i, leaves[i], ranges)
			}
		}
	})
}

// plainPlaces finds a text as it was once done, without any repair: case, white
// space, soft hyphens, and hyphens at line ends.
func plainPlaces(leaves []string, text string) (out []bundles.Range) {
	fold := func(s string) string {
		return strings.ToLower(strings.ReplaceAll(norm.NFC.String(s), "\u00ad", ""))
	}
	for _, way := range []struct{ spaces, joined bool }{{true, false}, {true, true}, {false, true}} {
		var hay strings.Builder
		var from []int
		needle := strings.Join(strings.Fields(fold(text)), " ")
		if !way.spaces {
			if needle = strings.ReplaceAll(needle, " ", ""); utf8.RuneCountInString(needle) < minSpaceless {
				continue
			}
		}
		for i, leaf := range leaves {
			word := strings.TrimRightFunc(leaf, unicode.IsSpace)
			if cut := strings.TrimRight(word, "-\u00ad"); way.joined && cut != "" && cut != word && strings.Contains(leaf[len(word):], "\n") {
				leaf = cut
			}
			for _, r := range fold(leaf) {
				if unicode.IsSpace(r) {
					if r = ' '; !way.spaces || strings.HasSuffix(hay.String(), " ") || hay.Len() == 0 {
						continue
					}
				}
				n, _ := hay.WriteRune(r)
				from = append(from, slices.Repeat([]int{i}, n)...)
			}
		}
		for at := 0; needle != ""; at++ {
			i := strings.Index(hay.String()[at:], needle)
			if i < 0 {
				break
			}
			at += i
			out = append(out, bundles.Range{from[at], from[at+len(needle)-1] - from[at] + 1})
		}
	}
	return out
}

// FuzzFindNoLess: whatever repair and OCR classes add, nothing is lost that
// plain folding finds.
func FuzzFindNoLess(f *testing.F) {
	f.Add("Vyřizuje paní Jana No-\nvá, tel. 601 234 567", "nová")
	f.Add("KOÖ ZOÖ S OÖ NKORMAÁ NYZATI s Marií Soó a", "marií soó")
	f.Add("pˇr´ıliˇs ma´e MIR\nAMO a-\n-b -\n", "miramo")
	f.Fuzz(func(t *testing.T, text, needle string) {
		if len(text) > 300 || len(needle) > 100 || !utf8.ValidString(text+needle) || !strings.ContainsFunc(needle, unicode.IsLetter) {
			return
		}
		// Marks beside compatibility letters, and line ends inside a leaf, never
		// come from a reader.
		if strings.ContainsFunc(norm.NFC.String(text+needle), func(r rune) bool { return unicode.In(r, unicode.M, unicode.Lt) || r > 0x24f && r < 0x2000 }) {
			return
		}
		leaves := strings.SplitAfter(strings.ReplaceAll(text, "\n", "\n "), " ")
		for i, l := range leaves {
			if l != " " && strings.HasSuffix(l, "\n ") {
				leaves[i] = strings.TrimSuffix(l, " ")
			}
		}
		got := newFinder(leaves).find(needle)
		for _, want := range plainPlaces(leaves, needle) {
			if !slices.ContainsFunc(got, func(r bundles.Range) bool {
				return r[0] <= want[0] && r[0]+r[1] >= want[0]+want[1]
			}) {
				t.Fatalf("%q in %q: %v is not among %v", needle, leaves, want, got)
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	leaves := slices.Repeat(strings.SplitAfter("Vážená paní Nováková, k Vaší žádosti sdělujeme, že povinný subjekt dokument č. j. MÚ/2026/0417 neeviduje. ", " "), 2_000)
	for b.Loop() {
		f := newFinder(leaves)
		for _, text := range []string{"Jana Horká", "601 234 567", "žádosti"} {
			f.find(text)
		}
	}
}

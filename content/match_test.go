package content

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

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

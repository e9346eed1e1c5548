package content

import (
	"slices"
	"testing"

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

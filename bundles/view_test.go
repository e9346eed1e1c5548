package bundles

import (
	"crypto/rand"
	"slices"
	"strings"
	"testing"
)

func TestTextLeavesKeepTheText(t *testing.T) {
	words := []Word{{Text: "Dobrý "}, {Text: "den.\n\n", Page: 1, Box: Box{1, 2, 3, 4}}, {Text: "Na\nshledanou"}}
	leaves, places, err := textLeaves(words, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(leaves, ""); got != "Dobrý den.\n\nNa\nshledanou" {
		t.Errorf("the leaves say %q", got)
	}
	end := slices.Index(leaves, "\n\n")
	if word := slices.Index(leaves, "den."); word < 0 || end <= word {
		t.Errorf("a paragraph's end is not a leaf of its own: %q", leaves)
	}
	if len(places) != 1 || leaves[places[0][0]] != "den." || places[0].box() != (Box{1, 2, 3, 4}) {
		t.Errorf("places %v", places)
	}
	if leaves, places, err := textLeaves(nil, rand.Reader); len(leaves)+len(places) != 0 || err != nil {
		t.Errorf("no words give %q, %v, %v", leaves, places, err)
	}
}

func TestPadCountsAreSpread(t *testing.T) {
	var seen [32]int
	for range 20_000 {
		n, err := padCount(rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		seen[n]++
	}
	if share := seen[0]; share < 7_000 || share > 9_500 {
		t.Errorf("no pads %d times in 20,000", share)
	}
	if seen[22] == 0 || seen[23] != 0 {
		t.Errorf("22 pads %d times, 23 pads %d times", seen[22], seen[23])
	}
	if _, err := padCount(strings.NewReader("x")); err == nil {
		t.Error("pads are drawn without randomness")
	}
}

func TestMetaLeavesHideTheirNumber(t *testing.T) {
	for n, want := range map[int]int{1: 16, 15: 16, 16: 16, 17: 32} {
		leaves, err := metaLeaves(slices.Repeat([]Field{{"title", "x"}}, n))
		if err != nil || len(leaves) != want || leaves[0] != "title: x" {
			t.Errorf("%d fields: %d leaves, %v; want %d", n, len(leaves), err, want)
		}
	}
	for _, f := range []Field{{"", "x"}, {"a b", "x"}, {"Ä", "x"}, {"a", "\xff"}, {"a", strings.Repeat("x", maxStringField+1)}} {
		if _, err := metaLeaves([]Field{f}); err == nil {
			t.Errorf("field %.20q is accepted", f)
		}
	}
	if _, err := metaLeaves(slices.Repeat([]Field{{"a", "x"}}, maxMetaFields+1)); err == nil {
		t.Error("too many fields are accepted")
	}
}

// TestShuffle: each of 16 places is as likely for a field, and nothing is lost.
func TestShuffle(t *testing.T) {
	places := [16]int{}
	for range 3200 {
		leaves, err := metaLeaves([]Field{{"title", "x"}, {"author", "y"}})
		if err != nil {
			t.Fatal(err)
		}
		if err := shuffle(leaves, rand.Reader); err != nil {
			t.Fatal(err)
		}
		places[slices.Index(leaves, "title: x")]++
		slices.Sort(leaves)
		if leaves[13] != "" || leaves[14] != "author: y" || leaves[15] != "title: x" {
			t.Fatalf("%q", leaves)
		}
	}
	for i, n := range places {
		if n < 110 || n > 300 { // 200 expected, more than six standard deviations
			t.Errorf("a field stands at leaf %d %d times in 3,200", i, n)
		}
	}
	if err := shuffle([]string{"a", "b"}, strings.NewReader("x")); err == nil {
		t.Error("leaves are put in an order without randomness")
	}
}

func TestShownLeavesHoldExactlyWhatIsShown(t *testing.T) {
	a, b := "a", "b"
	for _, c := range []struct {
		leaves shownLeaves
		hidden []Range
		ok     bool
	}{
		{shownLeaves{&a, nil, &b}, []Range{{1, 1}}, true},
		{shownLeaves{&a, &a, &b}, []Range{{1, 1}}, false},
		{shownLeaves{&a, nil, nil}, []Range{{1, 1}}, false},
		{shownLeaves{&a, nil}, []Range{{1, 1}}, false},
		{shownLeaves{nil, nil, nil}, []Range{{0, 3}}, true},
		{shownLeaves{nil, nil, nil}, nil, false},
	} {
		if err := c.leaves.check(3, c.hidden); (err == nil) != c.ok {
			t.Errorf("%d leaves, hidden %v: %v", len(c.leaves), c.hidden, err)
		}
	}
}

func TestRangesOfIsCanonical(t *testing.T) {
	for _, mask := range []int{0, 1, 2, 0b1011, 0b1111, 0b1000_0001} {
		set := make([]bool, 8)
		for i := range set {
			set[i] = mask>>i&1 == 1
		}
		ranges := rangesOf(set)
		if err := checkRanges(ranges, 8); err != nil || !slices.Equal(hiddenSet(8, ranges), set) {
			t.Errorf("%b gives %v, %v", mask, ranges, err)
		}
	}
}

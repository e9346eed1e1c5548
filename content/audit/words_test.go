package audit

import (
	"strings"
	"testing"
)

func TestLeftOver(t *testing.T) {
	shown := foldedWords("Obec Horní Lhotka, čp. 12\u00a0/\u00a03 (MIR-\nAMO) ﬁnance \u2013 Obec")
	for _, c := range []struct{ found, left string }{
		{"Obec Horní Lhotka čp 12 3 MIR AMO finance Obec", ""},
		{"ObecHorní Lhotka", ""},      // no space seen
		{"Hor ní Lhot ka", ""},        // a space within words
		{"MIRAMO", ""},                // a line that broke a word
		{"Horní Obec", ""},            // another order
		{"Obec Obec Obec", "Obec"},    // more often than it is shown
		{"Horni", "Horni"},            // not the same letters
		{"obec", "obec"},              // not the same case
		{"Obec Kalousek", "Kalousek"}, // not shown
		{"ObecLhotka", "ObecLhotka"},  // not neighbours
		{"Kal ousek", "Kal ousek"},
		{"", ""},
	} {
		var found []readWord
		for _, w := range strings.Fields(c.found) {
			found = append(found, readWord{1, foldWord(w)})
		}
		var left []string
		for _, w := range leftOver(found, shown) {
			left = append(left, w.text)
		}
		if got := strings.Join(left, " "); got != c.left {
			t.Errorf("%q leaves %q, want %q", c.found, got, c.left)
		}
	}
}

// TestWordsAcrossGap: the words on both sides of a gap are not one word.
func TestWordsAcrossGap(t *testing.T) {
	a, b := "Jan", "ek"
	text := &textFacts{leaves: []*string{&a, nil, &b}}
	if got := strings.Join(text.words(), " "); got != "Jan ek" {
		t.Errorf("words: %q", got)
	}
}

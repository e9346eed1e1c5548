package bundles

import (
	"math/rand/v2"
	"testing"
)

// TestGapDoesNotTellItsWords: whoever sees a gap's number of leaves, and
// guesses as well as can be whether it hides one, two or three words, is right
// less than half of the time (one third is chance).
func TestGapDoesNotTellItsWords(t *testing.T) {
	const gaps, most = 200_000, 3
	random := rand.NewChaCha8([32]byte{1})
	counts := make([][most + 1]int, 0)
	leaves, words := 0, 0
	for i := range gaps {
		n := i%most + 1
		length := n
		for range n + 1 {
			pads, err := padCount(random)
			if err != nil {
				t.Fatal(err)
			}
			length += pads
		}
		for len(counts) <= length {
			counts = append(counts, [most + 1]int{})
		}
		counts[length][n]++
		leaves += length
		words += n
	}
	right := 0
	for _, c := range counts {
		right += max(c[1], c[2], c[3])
	}
	share := float64(right) / gaps
	t.Logf("the best guess of 1, 2 or 3 hidden words is right in %.1f %% of %d gaps (chance: 33.3 %%), at %.1f leaves a word", 100*share, gaps, float64(leaves)/float64(words))
	if share >= 0.5 {
		t.Errorf("right in %.1f %%, want less than 50 %%", 100*share)
	}
}

package content

import (
	"math"
	"strings"
	"testing"
)

// padShares is how likely so many pads follow a word (SPEC 4.4.2).
func padShares() []float64 {
	const steps = 65536
	out := make([]float64, 24)
	for i := range steps {
		u := float64(i) / steps
		out[int(math.Pow(24, max(0, (u-0.25)/0.75)))-1] += 1.0 / steps
	}
	return out
}

// gapShares is how likely a gap of so many words has so many leaves: the words,
// and pads before, between and behind them.
func gapShares(words int) []float64 {
	out := []float64{1}
	pads := padShares()
	for range words + 1 {
		next := make([]float64, len(out)+len(pads)-1)
		for i, a := range out {
			for k, b := range pads {
				next[i+k] += a * b
			}
		}
		out = next
	}
	return append(make([]float64, words), out...)
}

// TestAttackPads: what the number of leaves in a gap, which the proof shows,
// tells of a name: nothing among names of two words, little among others.
func TestAttackPads(t *testing.T) {
	bits := func(names []string) float64 {
		shares := map[int][]float64{}
		for _, n := range names {
			if w := len(strings.Fields(n)); shares[w] == nil {
				shares[w] = gapShares(w)
			}
		}
		told := 0.0 // mutual information of name and number
		for leaves := range 200 {
			all := 0.0
			share := func(n string) float64 {
				if s := shares[len(strings.Fields(n))]; leaves < len(s) {
					return s[leaves]
				}
				return 0
			}
			for _, n := range names {
				all += share(n) / float64(len(names))
			}
			for _, n := range names {
				if p := share(n); p > 0 {
					told += p / float64(len(names)) * math.Log2(p/all)
				}
			}
		}
		return told
	}
	two := bits(attackNames)
	mixed := bits([]string{"Novák", "Jan Novák", "Ing. Jan Novák"})
	t.Logf("text edition and proof, number of leaves in a gap: %.4f bits among names of two words, %.3f among one, two and three", two, mixed)
	if two > 1e-9 || mixed <= 0 || mixed > 0.5 {
		t.Errorf("the pads tell %.4f bits among names of two words, %.3f among one, two and three", two, mixed)
	}
}

package language

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func tell(words []string) string {
	return Of(len(words), func(i int) string { return words[i] })
}

// damaged changes one letter in ten, as OCR does: accents are lost, letters
// taken for others, some for digits or signs.
func damaged(rng *rand.Rand, s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) || rng.IntN(10) > 0 {
			return r
		}
		if base := []rune(norm.NFD.String(string(r))); len(base) > 1 && rng.IntN(2) == 0 {
			return base[0]
		}
		return []rune("aeiouclnrstíéá1.,")[rng.IntN(17)]
	}, s)
}

func withoutAccents(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(s))
}

// TestOf holds what the package promises: of texts of twenty words and more, at
// least 95 in 100 are told right, clean ones and damaged ones; none is taken
// for another language; what cannot be told is not told.
func TestOf(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	for _, kind := range []struct {
		name   string
		change func(string) string
		runs   int
		least  float64
	}{
		{"clean", func(s string) string { return s }, 1, 0.95},
		{"decomposed", norm.NFD.String, 1, 0.95},
		{"capitals", strings.ToUpper, 1, 0.95},
		{"without accents", withoutAccents, 1, 0.90},
		{"damaged", func(s string) string { return damaged(rng, s) }, 20, 0.95},
	} {
		right, wrong, all := 0, 0, 0
		for _, want := range []string{"cs", "sk", "hu", "de", "en", ""} {
			for i, text := range texts[want] {
				words := strings.Fields(text)
				for range kind.runs {
					got := tell(strings.Fields(kind.change(text)))
					if got != want && (got != "" || kind.runs == 1) {
						t.Logf("%s: %s %d is %q", kind.name, want, i, got)
					}
					if got != want && got != "" {
						wrong++
					}
					if len(words) >= 20 && want != "" {
						all++
						if got == want {
							right++
						}
					}
				}
			}
		}
		share := float64(right) / float64(all)
		t.Logf("%s: %d of %d right (%.3f), %d wrong", kind.name, right, all, share, wrong)
		if share < kind.least || float64(wrong) > 0.01*float64(all) {
			t.Errorf("%s: %d of %d right, %d taken for another language", kind.name, right, all, wrong)
		}
	}
}

func TestEnoughTexts(t *testing.T) {
	for lang, list := range texts {
		if len(list) < 12 {
			t.Errorf("%q: %d texts", lang, len(list))
		}
	}
}

func TestMixed(t *testing.T) {
	all := func(lang string) string { return strings.Join(texts[lang], " ") }
	if got := tell(strings.Fields(all("cs") + " " + all("en"))); got != "" {
		t.Errorf("half Czech, half English: %q", got)
	}
	if got := tell(strings.Fields(all("hu") + " " + texts["en"][0])); got != "hu" {
		t.Errorf("Hungarian with a paragraph of English: %q", got)
	}
	if got := tell(strings.Fields(all("sk") + strings.Repeat(" 12 000,00 EUR 118/4", 300))); got != "sk" {
		t.Errorf("Slovak with a table of numbers: %q", got)
	}
}

// TestLong: of a long document only the sample is looked at, from everywhere.
func TestLong(t *testing.T) {
	words, looked, last := strings.Fields(texts["cs"][0]), 0, 0
	const n = 1_000_000
	got := Of(n, func(i int) string {
		looked, last = looked+1, i
		return words[i%len(words)]
	})
	if got != "cs" || looked > 2*maxWords || last < n*9/10 {
		t.Errorf("%q after %d words, the last one %d of %d", got, looked, last, n)
	}
	numbers := 0
	if got := Of(n, func(int) string { numbers++; return "118/4" }); got != "" || numbers > 2*maxWords {
		t.Errorf("numbers: %q after %d of them", got, numbers)
	}
}

// FuzzOf: whatever the words are, there is an answer, and always the same.
func FuzzOf(f *testing.F) {
	for _, list := range texts {
		f.Add(list[0])
	}
	f.Add("\xff\xfe a\u0301\u0301 \u00ad - ' 1")
	f.Fuzz(func(t *testing.T, text string) {
		words := strings.Fields(text)
		got := tell(words)
		if !slices.Contains([]string{"", "cs", "sk", "hu", "de", "en"}, got) || got != tell(words) {
			t.Fatalf("%q", got)
		}
		if utf8.RuneCountInString(text) < minWords && got != "" {
			t.Fatalf("%q is said to be %q", text, got)
		}
	})
}

func BenchmarkOf(b *testing.B) {
	words := slices.Repeat(strings.Fields(texts["cs"][0]), 1_200) // 30,000
	for b.Loop() {
		tell(words)
	}
}

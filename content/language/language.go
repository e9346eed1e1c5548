// Package language tells in which of the offices' languages a text is written:
// Czech, Slovak, Hungarian, German or English. It has a few hundred words of
// each and knows nothing else, needs no files, and gives the same answer on
// every machine. It is used to choose a document's language where nobody said
// it; where it cannot tell, it says so.
package language

import (
	"math"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	maxWords  = 600  // words looked at
	chunk     = 40   // words judged together: a text in two languages has chunks of both
	minWords  = 5    // words of letters below which nothing is said
	minHits   = 3    // of them that must be known
	minKnown  = 0.14 // of the words that must be known: other languages and noise stay below
	minMargin = 0.22 // nats a word by which the best language must be ahead
	minShare  = 0.7  // of the chunks that must agree
)

// tongue is what is known of one language.
type tongue struct {
	code  string // "" for those that are only told apart
	words map[string]bool
	grams map[string]float64 // log of the probability of three letters without accents
	rare  float64            // of three letters that are in no word
	marks map[rune]float64   // log of the probability of an accented letter
	odd   float64            // of one that the language has not
}

// tongues are made from the lists once and never changed.
var tongues = sync.OnceValue(func() []*tongue {
	var out []*tongue
	for _, l := range []struct{ code, list string }{
		{"cs", czech}, {"sk", slovak}, {"hu", hungarian}, {"de", german}, {"en", english},
		{"", polish}, {"", french}, {"", romance}, {"", southSlavic},
	} {
		out = append(out, newTongue(l.code, strings.Fields(l.list)))
	}
	return out
})

func newTongue(code string, words []string) *tongue {
	t := &tongue{code: code, words: map[string]bool{}, grams: map[string]float64{}, marks: map[rune]float64{}}
	grams, marks := 0.0, 0.0
	for _, w := range words {
		t.words[w], t.words[bare(w)] = true, true
		for g := range gramsOf(bare(w)) {
			t.grams[g]++
			grams++
		}
		for _, r := range w {
			if r >= utf8.RuneSelf {
				t.marks[r]++
				marks++
			}
		}
	}
	const kinds = 3000 // of three letters that occur in any language, about
	t.rare = math.Log(0.4 / (grams + 0.4*kinds))
	for g, n := range t.grams {
		t.grams[g] = math.Log((n + 0.4) / (grams + 0.4*kinds))
	}
	t.odd = math.Log(0.5 / (marks + 40))
	for r, n := range t.marks {
		t.marks[r] = math.Log((n + 0.5) / (marks + 40))
	}
	return t
}

// Of tells the language of a text of n words: "cs", "sk", "hu", "de", "en", or
// "" where it cannot be told. Of a long text a sample is looked at.
func Of(n int, word func(i int) string) string {
	sample := sampleOf(n, word)
	if len(sample) < minWords {
		return ""
	}
	all := tongues()
	whole := make([]fit, len(all))
	var votes []int // the best of each full chunk
	for at := 0; at < len(sample); at += chunk {
		piece := sample[at:min(at+chunk, len(sample))]
		part := make([]fit, len(all))
		for i, t := range all {
			part[i] = t.fit(piece)
			whole[i].score += part[i].score
			whole[i].known += part[i].known
		}
		if best, _ := ahead(part); len(piece) == chunk {
			votes = append(votes, best)
		}
	}
	best, margin := ahead(whole)
	size, known := float64(len(sample)), float64(whole[best].known)
	if known < minHits || known/size < minKnown || margin/size < minMargin {
		return ""
	}
	agree := 0
	for _, v := range votes {
		if v == best {
			agree++
		}
	}
	if float64(agree) < minShare*float64(len(votes)) {
		return ""
	}
	return all[best].code
}

// fit is how well words fit a language.
type fit struct {
	score float64 // log of their likelihood, up to what is the same for all languages
	known int     // of the words
}

// ahead returns the best one, and by how much it is ahead of the next.
func ahead(fits []fit) (best int, margin float64) {
	second := math.Inf(-1)
	for i, f := range fits {
		switch {
		case i == 0:
		case f.score > fits[best].score:
			best, second = i, fits[best].score
		default:
			second = max(second, f.score)
		}
	}
	return best, fits[best].score - second
}

func (t *tongue) fit(words []sampled) (f fit) {
	const hit = 3 // nats: a known word is about twenty times as likely
	for _, w := range words {
		if t.words[w.word] || t.words[w.plain] {
			f.score += hit
			f.known++
		}
		sum, n := 0.0, 0.0
		for g := range gramsOf(w.plain) {
			p, ok := t.grams[g]
			if !ok {
				p = t.rare
			}
			sum += p
			n++
		}
		// The letters of a word depend on each other: the whole counts for less
		// than its parts.
		f.score += sum / math.Sqrt(n)
		for _, r := range w.word {
			if r < utf8.RuneSelf {
				continue
			}
			p, ok := t.marks[r]
			if !ok {
				p = t.odd
			}
			f.score += p / 2
		}
	}
	return f
}

// gramsOf yields each three letters of a word, its ends included.
func gramsOf(word string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		w := "_" + word + "_"
		for i := 0; i+3 <= len(w); i++ {
			if !yield(w[i : i+3]) {
				return
			}
		}
	}
}

// bare is a word without accents, in ASCII: other letters are "?".
func bare(w string) string {
	ascii := true
	for i := range len(w) {
		ascii = ascii && w[i] < utf8.RuneSelf
	}
	if ascii {
		return w
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(w) {
		switch {
		case r < utf8.RuneSelf:
			b.WriteRune(r)
		case r == 'ß':
			b.WriteString("ss")
		case !unicode.Is(unicode.Mn, r):
			b.WriteByte('?')
		}
	}
	return b.String()
}

// sampled is a word in lower case, and without accents.
type sampled struct{ word, plain string }

// sampleOf takes the words of letters: all of them, or pieces from everywhere
// in a long text.
func sampleOf(n int, word func(i int) string) []sampled {
	step := chunk
	if n > 2*maxWords {
		step = n / (maxWords / chunk)
	}
	var out []sampled
	for at := 0; at < n && len(out) < maxWords; at += step {
		for i := at; i < min(at+chunk, n); i++ {
			if w := clean(word(i)); w != "" {
				out = append(out, sampled{w, bare(w)})
			}
		}
	}
	return out
}

// clean returns a word in lower case, or "" for what tells nothing: numbers,
// codes, addresses, and what is too long for a word.
func clean(w string) string {
	if len(w) > 80 {
		return ""
	}
	w = strings.TrimFunc(norm.NFC.String(w), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' }) || utf8.RuneCountInString(w) > 30 {
		return ""
	}
	return norm.NFC.String(strings.ToLower(w))
}

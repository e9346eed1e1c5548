package find

import (
	"compress/gzip"
	"embed"
	"io"
	"strings"
	"sync"
)

//go:embed words/*.gz words/*.txt words/NOTICE
var wordFiles embed.FS

// vocabulary is what is known of words, by folded forms and stems. It is made
// once for each language and never changed.
type vocabulary struct {
	hungarian bool
	common    map[string]bool // words of the language, folded
	stems     map[string]bool // of them
	office    map[string]bool // stems of the words of offices
	looks     map[string]bool // of common words, as OCR sees them
	*nameLists
}

// nameLists are the same for all languages.
type nameLists struct {
	given, surnames, foreign map[string]bool // folded
	foreignSurnames          map[string]bool
	givenStems               map[string]bool // of either declension
	usualStems               map[string]bool // of the given names chosen by hand: no common word is one
	surnameStems             map[string]bool
	places                   map[string]bool // stems
}

// wordLanguages are the lists of common words that count in a text of a
// language, the first one's stems as well.
var wordLanguages = map[string][]string{
	"cs": {"cs", "sk", "en"}, "sk": {"sk", "cs", "en"}, "hu": {"hu", "en"}, "de": {"de", "en"}, "en": {"en"},
}

var vocabularies = map[string]func() *vocabulary{
	"cs": sync.OnceValue(func() *vocabulary { return newVocabulary("cs") }),
	"sk": sync.OnceValue(func() *vocabulary { return newVocabulary("sk") }),
	"hu": sync.OnceValue(func() *vocabulary { return newVocabulary("hu") }),
	"de": sync.OnceValue(func() *vocabulary { return newVocabulary("de") }),
	"en": sync.OnceValue(func() *vocabulary { return newVocabulary("en") }),
}

// vocabularyOf is that of a language, Czech for one that is not known.
func vocabularyOf(language string) *vocabulary {
	if v := vocabularies[language]; v != nil {
		return v()
	}
	return vocabularies["cs"]()
}

var knownNames = sync.OnceValue(func() *nameLists {
	l := &nameLists{given: map[string]bool{}, surnames: map[string]bool{}, foreign: map[string]bool{}, foreignSurnames: map[string]bool{}, givenStems: map[string]bool{}, usualStems: map[string]bool{}, surnameStems: map[string]bool{}, places: map[string]bool{}}
	addGiven := func(w string) {
		l.given[w] = true
		l.givenStems[czechStem(w)], l.givenStems[hungarianStems(w)[0]] = true, true
	}
	addSurname := func(w string) {
		l.surnames[w] = true
		l.surnameStems[czechStem(w)], l.surnameStems[hungarianBare(w)] = true, true
	}
	for _, w := range wordList("given.txt.gz") {
		addGiven(w)
	}
	for _, w := range wordList("surnames.txt.gz") {
		addSurname(w)
	}
	for _, w := range wordList("foreign.txt.gz") {
		l.foreign[w] = true
	}
	for _, w := range wordList("foreignsurnames.txt.gz") {
		l.foreignSurnames[w] = true
	}
	for _, w := range wordList("places.txt.gz") {
		l.places[czechStem(w)], l.places[hungarianStems(w)[0]] = true, true
	}
	for line := range strings.Lines(wordText("names.txt")) {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		for _, w := range words[1:] {
			switch words[0] {
			case "given":
				w = foldWord(w)
				addGiven(w)
				l.usualStems[czechStem(w)], l.usualStems[hungarianStems(w)[0]] = true, true
			case "surnames":
				addSurname(foldWord(w))
			}
		}
	}
	return l
})

func newVocabulary(language string) *vocabulary {
	v := &vocabulary{hungarian: language == "hu", common: map[string]bool{}, stems: map[string]bool{}, office: map[string]bool{}, looks: map[string]bool{}, nameLists: knownNames()}
	for i, l := range wordLanguages[language] {
		for _, w := range wordList(l + ".txt.gz") {
			if s := stems(w, l == "hu")[0]; len(s) > 3 && v.usualStems[s] {
				continue // a form of a given name: such lists hold them
			}
			v.common[w] = true
			v.looks[looksOf(w)] = true
			if i == 0 && len(w) > 3 {
				v.stems[stems(w, v.hungarian)[0]] = true
			}
		}
	}
	files := []string{"office.cs.txt", "office.hu.txt"}
	if v.hungarian {
		files = files[1:]
	}
	for i, f := range files {
		for line := range strings.Lines(wordText(f)) {
			if strings.HasPrefix(line, "#") {
				continue
			}
			for _, w := range strings.Fields(line) {
				w = foldWord(w)
				v.common[w] = true
				v.looks[looksOf(w)] = true
				if i == 0 {
					v.office[stems(w, v.hungarian)[0]] = true
				}
			}
		}
	}
	return v
}

// wordList reads a packed list, a word on each line, folded.
func wordList(name string) []string {
	f, err := wordFiles.Open("words/" + name)
	if err != nil {
		panic(err) // it is embedded
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		panic(err)
	}
	text, err := io.ReadAll(io.LimitReader(z, maxWordList))
	if err != nil {
		panic(err)
	}
	words := strings.Fields(string(text))
	for i, w := range words {
		words[i] = foldWord(w)
	}
	return words
}

func wordText(name string) string {
	text, err := wordFiles.ReadFile("words/" + name)
	if err != nil {
		panic(err) // it is embedded
	}
	return string(text)
}

// looksOf makes alike the letters that OCR takes for one another.
func looksOf(folded string) string {
	if !strings.ContainsAny(folded, "lj1y0crm4") {
		return folded
	}
	return lookalikes.Replace(folded)
}

var lookalikes = strings.NewReplacer("rn", "m", "l", "i", "j", "i", "1", "i", "y", "v", "0", "o", "c", "e", "4", "a")

package site

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// newScanner prepares the patterns of all secrets.
func newScanner(secrets []Secret) (*scanner, error) {
	s := &scanner{
		secrets: secrets, seen: map[Hit]bool{},
		folded: newMatcher(), letters: newMatcher(), encoded: newMatcher(),
	}
	for i, secret := range secrets {
		if !utf8.ValidString(secret.Term) {
			return nil, fmt.Errorf("%s of case %q: not valid UTF-8", secret.Class, secret.Case)
		}
		if countLetters(secret.Term) < minTerm {
			secret.Term = ""
			s.report.TooShort = append(s.report.TooShort, secret)
			continue
		}
		s.report.Terms++
		for _, piece := range pieces(secret.Term) {
			s.addTerm(i, piece)
		}
	}
	return s, nil
}

// addTerm adds every form of one term.
func (s *scanner) addTerm(secret int, term string) {
	needle, _ := fold([]byte(term), nil)
	n := countLetters(term)
	p := pattern{secret: secret, word: n < wholeWord, textOnly: n <= wholeWord}
	if p.word {
		s.report.WholeWords++
	}
	s.folded.add(needle, p)
	if n >= minSpaceless {
		bare, _ := lettersOnly(needle, nil)
		s.letters.add(bare, pattern{secret: secret, textOnly: false})
	}
	for _, form := range spellings(term) {
		for _, code := range encodings(form) {
			if len(code) >= minEncoded {
				s.encoded.add(code, pattern{secret: secret})
			}
		}
	}
}

// pieces trims a term and cuts a long one: any piece of a hidden paragraph is a leak.
func pieces(term string) []string {
	edge := func(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) }
	term = strings.TrimFunc(term, edge)
	if len(term) <= maxTerm {
		return []string{term}
	}
	var list []string
	piece := ""
	for _, word := range strings.Fields(term) {
		for len(word) > maxTerm { // one endless word
			cut := maxTerm
			for !utf8.RuneStart(word[cut]) {
				cut--
			}
			list, word = append(list, word[:cut]), word[cut:]
		}
		if len(piece)+1+len(word) > maxTerm/4 && countLetters(piece) >= minSpaceless {
			list, piece = append(list, piece), ""
		}
		piece = strings.TrimSpace(piece + " " + word)
	}
	if countLetters(piece) >= minTerm {
		list = append(list, piece)
	}
	return list
}

// spellings are the forms whose bytes are searched for in encoded data, where
// folding is not possible.
func spellings(term string) []string {
	bare, _ := fold([]byte(term), nil)
	var list []string
	seen := map[string]bool{}
	for _, s := range []string{term, string(bare)} {
		for _, t := range []string{s, strings.Join(strings.Fields(s), " "), strings.Join(strings.Fields(s), "")} {
			for _, u := range []string{t, strings.ToLower(t), strings.ToUpper(t)} {
				for _, v := range []string{u, norm.NFC.String(u), norm.NFD.String(u)} {
					if !seen[v] {
						seen[v] = true
						list = append(list, v)
					}
				}
			}
		}
	}
	return list
}

// encodings returns the byte patterns that show that text holds form.
func encodings(form string) [][]byte {
	raw := []byte(form)
	list := [][]byte{raw}
	units := utf16.Encode([]rune(form))
	var le, be []byte
	for _, u := range units {
		le, be = append(le, byte(u), byte(u>>8)), append(be, byte(u>>8), byte(u))
	}
	list = append(list, le, be)
	for _, cs := range []*charmap.Charmap{charmap.Windows1250, charmap.ISO8859_2} {
		if b, err := cs.NewEncoder().Bytes(raw); err == nil {
			list = append(list, b)
		}
	}
	if len(raw) < minEncoded {
		return list
	}
	for _, b := range [][]byte{raw, le} {
		h := hex.EncodeToString(b)
		list = append(list, []byte(h), []byte(strings.ToUpper(h)))
		for shift := range 3 {
			list = append(list, base64Core(b, shift, base64.StdEncoding), base64Core(b, shift, base64.URLEncoding))
		}
	}
	return list
}

// base64Core is the part of the encoding of any data that holds b at an offset of
// shift modulo 3 which depends on b alone.
func base64Core(b []byte, shift int, enc *base64.Encoding) []byte {
	padded := append(make([]byte, shift), b...)
	text := enc.EncodeToString(padded)
	first := []int{0, 2, 3}[shift] // characters that mix in the bytes before
	whole := len(padded) * 8 / 6   // characters that do not mix in bytes after
	return []byte(text[first:whole])
}

// countLetters counts letters and digits.
func countLetters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

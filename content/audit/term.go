package audit

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// addTerms adds every form of every term. Terms too short to be searched for are
// reported instead.
func (p *patterns) addTerms(terms []Term, report *Report) error {
	for _, t := range terms {
		if !utf8.ValidString(t.Text) {
			return fmt.Errorf("a term of case %q (%s): not valid UTF-8", t.Case, t.Class)
		}
		if countLetters(t.Text) < minTerm {
			t.Text = ""
			report.TooShort = append(report.TooShort, t)
			continue
		}
		report.Terms++
		id := p.subject(subject{check: CheckTerms, caseID: t.Case, document: t.Document, class: t.Class, what: "hidden text", allowed: p.allowances.of(t)})
		whole := true
		for _, piece := range pieces(t.Text) {
			whole = p.addTerm(id, piece) && whole
		}
		if !whole {
			report.WholeWords++
		}
	}
	return nil
}

// addTerm adds every form of one term. It returns false where the term is so
// short that it must stand as a word of its own.
func (p *patterns) addTerm(id int32, term string) bool {
	names := orders(term)
	for _, name := range names {
		p.addLetters(id, name)
	}
	for escaped, level := []byte(term), 0; level < maxLevels; level++ {
		// what looks like an escape in the term is undone with those around it
		text, changed := unescape(nil, escaped, false)
		if !changed {
			break
		}
		if escaped = text; countLetters(string(text)) >= minTerm {
			p.addLetters(id, string(text))
		}
	}
	p.addNumbers(id, term)
	r := p.ruleOf(term)
	for i, name := range names {
		for j, form := range spellings(name, i == 0, !r.exact) {
			if !r.word {
				p.addBytes(id, []byte(form))
			}
			p.addEncoded(id, form, i == 0 && j < 3)
		}
	}
	return countLetters(term) >= wholeWord
}

// addLetters adds the letters and digits of a term.
func (p *patterns) addLetters(id int32, term string) {
	p.addFolded(p.table.plain(term), id, p.ruleOf(term))
}

// ruleOf tells when the letters of a term are a hit.
func (p *patterns) ruleOf(term string) rule {
	text, n := p.table.plain(term), countLetters(term)
	switch {
	case isNumber(text) && len(text) >= minNumber && len(text) <= loneNumber:
		return rule{exact: true, anyGap: true, word: true}
	case n < minJoined:
		return rule{exact: true, gaps: p.gaps(term), word: n < wholeWord, textOnly: n <= wholeWord}
	}
	return rule{}
}

func (p *patterns) addFolded(text []byte, id int32, r rule) {
	if len(text) < p.letters.size {
		p.short.add(text, id, r)
		return
	}
	p.letters.add(text, id, r)
}

// gaps tells before which bytes of the folded term something stands that is no
// letter.
func (p *patterns) gaps(term string) uint64 {
	var gaps uint64
	n, gap := 0, false
	for i := 0; i < len(term); {
		text, size := p.table.rune([]byte(term[i:]))
		r, _ := utf8.DecodeRuneInString(term[i:])
		switch {
		case len(text) == 0:
			gap = gap || !invisible(r)
		default:
			if gap && n > 0 && n < 64 {
				gaps |= 1 << n
			}
			n, gap = n+len(text), false
		}
		i += size
	}
	return gaps
}

// addNumbers adds the long numbers that a term holds beside other text, and a
// telephone number without the code of its country.
func (p *patterns) addNumbers(id int32, term string) {
	for _, part := range strings.FieldsFunc(term, func(r rune) bool { return unicode.IsLetter(r) || strings.ContainsRune(",;:", r) }) {
		digits := p.table.plain(part)
		if !isNumber(digits) || len(digits) < minInner {
			continue
		}
		p.addFolded(digits, id, rule{})
		if strings.HasPrefix(strings.TrimSpace(part), "+") && len(digits) > minInner {
			for _, code := range []string{"420", "421", "36"} {
				if local, ok := bytes.CutPrefix(digits, []byte(code)); ok {
					p.addFolded(local, id, rule{})
				}
			}
		}
	}
}

func isNumber(text []byte) bool {
	return !bytes.ContainsFunc(text, func(r rune) bool { return r < '0' || r > '9' })
}

// orders are a term, and if it may be a name of two or three words, the name with
// its last word first, and with its first word last.
func orders(term string) []string {
	words := strings.Fields(term)
	if len(words) < 2 || len(words) > 3 {
		return []string{term}
	}
	for _, w := range words {
		first, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(first) || strings.ContainsFunc(w, unicode.IsDigit) {
			return []string{term}
		}
	}
	clean := strings.NewReplacer(",", "", ";", "")
	n := len(words)
	list := []string{term}
	for _, turned := range [][]string{slices.Concat(words[n-1:], words[:n-1]), slices.Concat(words[1:], words[:1])} {
		if s := clean.Replace(strings.Join(turned, " ")); !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

// pieces trims a term and cuts a long one: any piece of a hidden paragraph is a leak.
func pieces(term string) []string {
	term = strings.TrimFunc(term, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) })
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
		if len(piece)+1+len(word) > maxTerm/4 && countLetters(piece) >= minJoined {
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
// folding is not possible. The first three are the term in NFC as it is, in lower
// and in upper case. Without full, there are these and the ones without
// diacritics; without joined, none without spaces.
func spellings(term string, full, joined bool) []string {
	spaced := norm.NFC.String(strings.Join(strings.Fields(term), " "))
	bare := withoutMarks(spaced)
	list := []string{spaced, strings.ToLower(spaced), strings.ToUpper(spaced)}
	list = append(list, bare, strings.ToLower(bare), strings.ToUpper(bare))
	if full {
		for _, s := range slices.Clone(list) {
			if joined {
				list = append(list, strings.ReplaceAll(s, " ", ""))
			}
		}
		for _, s := range list[:3] {
			list = append(list, norm.NFD.String(s))
		}
		list = append(list, term)
	}
	seen := map[string]bool{}
	return slices.DeleteFunc(list, func(s string) bool {
		was := seen[s]
		seen[s] = true
		return was
	})
}

// withoutMarks drops diacritics and keeps the case.
func withoutMarks(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case r == 'ł':
			return 'l'
		case r == 'Ł':
			return 'L'
		case r == 'đ':
			return 'd'
		case r == 'Đ':
			return 'D'
		}
		return r
	}, norm.NFKD.String(s))
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

// invisible tells marks and characters without width from what separates words.
func invisible(r rune) bool {
	return unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r) || r == tagMark
}

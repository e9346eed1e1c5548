package audit

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// recognise reads a page image with the office's program for recognising text
// and searches what it reads. Of a site it is asked for the pages that are
// shown; of a release's folder for all. A page that cannot be recognised is
// counted: a noisy scan must not stop an office from publishing.
func (x *inspection) recognise(f *item) error {
	shown := f.page > 0 && (f.kind == placeFiles || f.kind == placeBag && f.container == "")
	if x.options.OCR == nil || !shown {
		return nil
	}
	png, err := f.whole(maxStructuredFile)
	if err != nil {
		return err
	}
	text, err := x.options.OCR(f.ctx, png)
	if f.ctx.Err() != nil {
		return f.ctx.Err()
	}
	if err != nil {
		x.mu.Lock()
		defer x.mu.Unlock()
		x.unread++
		return nil
	}
	x.count(CheckPictures, 1)
	x.add(x.search(CheckPictures, f.name, text)...)
	return nil
}

// termSearch finds terms in text that a machine recognised: without accents,
// case and punctuation, which it often gets wrong.
type termSearch struct {
	terms   []Term
	folded  []string
	allowed []Allowance
}

const (
	minSearched  = 3 // letters or digits of a term
	minSpaceless = 8 // from which spaces are ignored: shorter ones would match across words
)

func newTermSearch(o Options) *termSearch {
	s := &termSearch{terms: o.Terms, allowed: o.Allowed}
	for _, t := range o.Terms {
		s.folded = append(s.folded, foldLoose(t.Text))
	}
	return s
}

// in finds the terms in a text that was recognised in a file.
func (s *termSearch) in(check, file, text string) []Hit {
	spaced := foldLoose(text)
	spaceless := strings.ReplaceAll(spaced, " ", "")
	spaced = " " + spaced + " "
	p := placeOf(file)
	var out []Hit
	for i, t := range s.terms {
		term := s.folded[i]
		packed := strings.ReplaceAll(term, " ", "")
		n := len([]rune(packed))
		if n < minSearched || !strings.Contains(spaced, " "+term+" ") && (n < minSpaceless || !strings.Contains(spaceless, packed)) {
			continue
		}
		if s.allows(p, term) {
			continue
		}
		h := p.hit(check, 0, "hidden text that can be read in a page image")
		h.Case, h.Document, h.Class = t.Case, t.Document, t.Class
		out = append(out, h)
	}
	return out
}

// allows tells whether a decision of the office lets a term stand in a place.
func (s *termSearch) allows(p place, term string) bool {
	doc := p.doc[strings.LastIndexByte(p.doc, '/')+1:]
	for _, a := range s.allowed {
		if a.Case == p.caseID && (a.Document == "" || a.Document == doc) && foldLoose(a.Text) == term {
			return true
		}
	}
	return false
}

// foldLoose is the letters and digits of a text in small letters without
// accents, with one space between words.
func foldLoose(s string) string {
	var b strings.Builder
	space := false
	for _, r := range norm.NFKD.String(s) {
		switch {
		case isLetter(r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(unicode.ToLower(r))
		case !unicode.IsMark(r):
			space = true
		}
	}
	return b.String()
}

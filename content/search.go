package content

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/read"
)

// search looks through the documents of a case: the newest sealed reading of
// each, or, where none is sealed yet, one made now.
type search struct {
	seals     []*bundles.Sealed
	documents []*searched
}

// searched is one document.
type searched struct {
	Document
	pages  int
	finder *finder
	sealed *locator // nil: not sealed yet
	fields []read.Field

	reading *Reading
}

func (o *Office) newSearch(ctx context.Context, r *read.Reader, caseID string, p *Plan) (*search, error) {
	seals, err := o.openSeals(caseID)
	if err != nil {
		return nil, err
	}
	s := &search{seals: seals}
	for _, d := range p.Documents {
		x, err := o.searchDocument(ctx, r, caseID, d, seals)
		if err != nil {
			s.close()
			return nil, err
		}
		s.documents = append(s.documents, x)
	}
	return s, nil
}

func (s *search) close() { closeAll(s.seals) }

func (o *Office) searchDocument(ctx context.Context, r *read.Reader, caseID string, d Document, seals []*bundles.Sealed) (*searched, error) {
	if held := sealedIn(seals, d.ID); len(held) > 0 {
		doc, err := held[len(held)-1].Document(d.ID)
		if err != nil {
			return nil, err
		}
		l := newLocator(doc)
		reading, err := sealedReading(doc)
		if err != nil {
			return nil, err
		}
		return &searched{d, doc.Header.Pages(), l.finder, l, nil, reading}, nil
	}
	doc, err := o.readDocument(ctx, r, caseID, d, nil)
	if err != nil {
		return nil, fmt.Errorf("document %s: %w", d.ID, err)
	}
	var leaves []string
	for _, t := range doc.Tokens {
		leaves = append(leaves, t.Text)
	}
	return &searched{d, doc.Pages, newFinder(leaves), nil, doc.Fields, readingOf(doc)}, nil
}

// unsearched lists the documents without words.
func (s *search) unsearched() []string {
	var out []string
	for _, d := range s.documents {
		if len(d.finder.leaves) == 0 {
			out = append(out, d.ID)
		}
	}
	return out
}

// places tells for each redaction where it applies.
func (s *search) places(redactions []Redaction) ([][]Found, error) {
	found := make([][]Found, len(redactions))
	for _, d := range s.documents {
		for i, x := range redactions {
			if !x.of(d.ID) {
				continue
			}
			n, err := d.count(x)
			if err != nil {
				return nil, err
			}
			if n > 0 {
				found[i] = append(found[i], Found{d.ID, n})
			}
		}
	}
	return found, nil
}

// count counts the places of a redaction.
func (d *searched) count(x Redaction) (int, error) {
	if x.Unit == UnitPage && d.pages == 0 && x.Document != "" {
		return 0, fmt.Errorf("document %s: unit %q, and it has no pages: take %q or %q", d.ID, UnitPage, UnitParagraph, UnitDocument)
	}
	if d.sealed != nil {
		_, n, err := d.sealed.locate(x)
		return n, err
	}
	switch {
	case x.Words != nil:
		return 0, fmt.Errorf("document %s: not sealed yet, so its words have no numbers: akta seal", d.ID)
	case x.Box != nil && x.Page > d.pages:
		return 0, fmt.Errorf("document %s: a box on page %d, there are %d", d.ID, x.Page, d.pages)
	case x.Box != nil:
		return 1, nil
	case x.Field != "":
		n := 0
		for _, f := range d.fields {
			if "source-"+f.Name == x.Field {
				n++
			}
		}
		if slices.Contains([]string{"file", "kind", "language", fieldFormat, "media-type"}, x.Field) || x.Field == "parent" && d.Parent != "" {
			n++
		}
		return n, nil
	}
	return countPlaces(d.finder.find(x.Text)), nil
}

// elsewhere is a text that a redaction hides in one place, and the other
// documents it stands in.
type elsewhere struct {
	redaction Redaction // that hides it everywhere
	found     []Found
}

// elsewhere looks for the text of redactions that name one place, or one
// document, in the rest of the case.
func (s *search) elsewhere(redactions []Redaction) []elsewhere {
	var out []elsewhere
	for _, x := range redactions {
		text := s.text(x)
		if x.Document == "" || text == "" || foldText(text) == "" {
			continue
		}
		// It is the text that stands elsewhere, not what is beside it: the unit is a word.
		e := elsewhere{redaction: Redaction{Text: text, Ground: x.Ground, State: x.State, Source: x.Source, By: x.By, At: x.At, Note: x.Note}}
		for _, d := range s.documents {
			n := countPlaces(d.finder.find(text))
			if d.ID == x.Document {
				if own, err := d.count(x); err == nil {
					n = max(0, n-own)
				}
			}
			if n > 0 {
				e.found = append(e.found, Found{d.ID, n})
			}
		}
		if len(e.found) > 0 {
			out = append(out, e)
		}
	}
	return out
}

// text is what a redaction hides, where it is a text of few words: that of
// words and boxes as it is sealed, without the punctuation around it.
func (s *search) text(x Redaction) string {
	if x.Text != "" {
		return x.Text
	}
	for _, d := range s.documents {
		if d.ID != x.Document || d.sealed == nil || x.Words == nil && x.Box == nil {
			continue
		}
		ranges, _, err := d.sealed.locate(x)
		if err != nil {
			return ""
		}
		var words []string
		for _, g := range ranges {
			words = append(words, gapWords(d.sealed.doc, g)...)
		}
		if len(words) > maxElsewhereWords {
			return ""
		}
		return trimWord(strings.Join(words, " "))
	}
	return ""
}

// Elsewhere is a text that a redaction hides in one place only.
type Elsewhere struct {
	Text  string  `json:"text"`
	Found []Found `json:"found"` // the other places
}

// Elsewhere tells where else in the case the text of redactions stands that
// name one document, so that all places can be hidden.
func (o *Office) Elsewhere(ctx context.Context, r *read.Reader, caseID string, redactions []Redaction) ([]Elsewhere, error) {
	p, err := o.Plan(caseID)
	if err != nil {
		return nil, err
	}
	s, err := o.newSearch(ctx, r, caseID, p)
	if err != nil {
		return nil, err
	}
	defer s.close()
	var out []Elsewhere
	for _, e := range s.elsewhere(redactions) {
		if !p.hidesEverywhere(e.redaction.Text) {
			out = append(out, Elsewhere{e.redaction.Text, e.found})
		}
	}
	return out, nil
}

// hidesEverywhere tells whether a redaction in force hides a text in every
// document.
func (p *Plan) hidesEverywhere(text string) bool {
	folded := foldText(text)
	return slices.ContainsFunc(p.Redactions, func(r Redaction) bool {
		return r.hides() && r.Document == "" && r.Text != "" && foldText(r.Text) == folded
	})
}

// NewestSeal names the seal that holds a document's newest reading.
func (o *Office) NewestSeal(caseID, document string) (string, error) {
	if _, err := o.Case(caseID); err != nil {
		return "", err
	}
	seals, err := o.openSeals(caseID)
	if err != nil {
		return "", err
	}
	defer closeAll(seals)
	held := sealedIn(seals, document)
	if len(held) == 0 {
		return "", fmt.Errorf("document %q: not sealed, so its words have no numbers; \"akta seal %s\"", document, caseID)
	}
	return held[len(held)-1].Commitment.Seal, nil
}

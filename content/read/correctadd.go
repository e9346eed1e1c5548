package read

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Add corrects words of a page: old as they were recognised, or as they read
// since an earlier correction, which is then replaced. Where they stand several
// times, occurrence says which, from 1; 0 wants them to stand once. doc is the
// document as it was read, before Apply. c.By and c.Date sign the correction. On
// an error nothing is changed.
func (c *Corrections) Add(doc *Document, page int, old, new string, occurrence int) error {
	if err := uncorrected(doc); err != nil {
		return err
	}
	old, new = strings.Join(strings.Fields(old), " "), strings.Join(strings.Fields(new), " ")
	if old == "" {
		return errors.New("corrections: no words to correct: say which ones")
	}
	words := recognisedWords(doc)[page]
	found := c.places(doc, words, page, old)
	switch {
	case len(found) == 0:
		return fmt.Errorf("corrections: page %d: %w", page, notThere(doc, page, len(words), old))
	case occurrence < 0 || occurrence > len(found):
		return fmt.Errorf("corrections: page %d: %q stands there %d times: want one of them, 1 to %d", page, old, len(found), len(found))
	case occurrence == 0 && len(found) > 1:
		return fmt.Errorf("corrections: page %d: %q stands there %d times: say which, 1 to %d", page, old, len(found), len(found))
	}
	x := found[max(occurrence, 1)-1]
	x.New, x.By, x.Date = new, c.By, c.Date
	if _, err := x.edit(doc, words); err != nil {
		return fmt.Errorf("corrections: %s: %w", x.where(), err)
	}
	next := &Corrections{Document: c.Document, List: slices.Clone(c.List)}
	next.List = slices.DeleteFunc(next.List, func(o Correction) bool {
		return o.Page == x.Page && o.Word == x.Word && o.Old == x.Old
	})
	next.List = append(next.List, x)
	slices.SortFunc(next.List, Correction.compare)
	if err := next.check(); err != nil {
		return err
	}
	c.List = next.List
	return nil
}

// places are where words stand on a page, in reading order: as recognised, or
// as corrected.
func (c *Corrections) places(doc *Document, words []int, page int, old string) []Correction {
	var out []Correction
	want := strings.Split(old, " ")
	for i := 0; i+len(want) <= len(words); i++ {
		matches := true
		for k, w := range want {
			word, _ := cutGap(doc.Tokens[words[i+k]].Text)
			matches = matches && word == w
		}
		if matches {
			out = append(out, Correction{Page: page, Word: i + 1, Old: old})
		}
	}
	for _, x := range c.List {
		if x.Page == page && x.New == old && x.Old != old {
			out = append(out, Correction{Page: page, Word: x.Word, Old: x.Old})
		}
	}
	slices.SortFunc(out, Correction.compareWords)
	return out
}

// notThere says why words were not found.
func notThere(doc *Document, page, recognised int, old string) error {
	switch {
	case page < 1 || page > doc.Pages:
		return fmt.Errorf("there are %d pages", doc.Pages)
	case slices.ContainsFunc(doc.Tokens, func(t Token) bool {
		word, _ := cutGap(t.Text)
		return t.Page == page && t.Confidence == 0 && word == old
	}):
		return fmt.Errorf("%q is a word that the file itself gives: only recognised words can be corrected", old)
	case recognised == 0:
		return errors.New("no word of it was recognised: there is nothing to correct")
	}
	return fmt.Errorf("no recognised words %q: copy them as they are shown, with case and signs", old)
}

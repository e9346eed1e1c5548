package site

import "slices"

// address is that of the case's page, below the language's root.
func (c *plannedCase) address() string { return "cases/" + c.slug + "/" }

// casePages are the cases' own pages. Such a page shows what was asked and
// answered, and of each document a card that tells what it is, how it begins and
// how large its files are; the text and the page images are on the document's
// own pages. So a case opens fast over a slow line however much was released in
// it, and a document has one address and is read in one way, short or long.
func (pl *plan) casePages() ([]page, error) {
	var list []page
	for i := range pl.cases {
		c := &pl.cases[i]
		list = append(list, page{address: c.address(), layout: "case", title: c.src.Title, params: c.view, markdown: c.src.AnswerMarkdown, key: c.key[:]})
	}
	return list, nil
}

// addOnce appends s unless it is empty or there.
func addOnce(list []string, s string) []string {
	if s == "" || slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

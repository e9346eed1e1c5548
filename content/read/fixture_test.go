package read

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/akta-foi/akta/content/read/readtest"
)

// inOrder tells whether the words stand in the text in that order.
func inOrder(text, words string) (missing string) {
	at := 0
	for _, w := range strings.Fields(words) {
		i := strings.Index(text[at:], w)
		if i < 0 {
			return w
		}
		at += i + len(w)
	}
	return ""
}

// TestFixtures reads every fixture: what is planted in it is named and stays
// out of the text, a clean file is read in silence, the original's bytes are
// not touched, and reading again gives the same.
func TestFixtures(t *testing.T) {
	r := NewReader(Options{})
	defer r.Close()
	all := readtest.All()
	for i, f := range all {
		if slices.ContainsFunc(all[:i], func(o readtest.Fixture) bool { return o.Name == f.Name }) {
			t.Fatalf("%s: there twice", f.Name)
		}
		t.Run(f.Name, func(t *testing.T) {
			before := bytes.Clone(f.Data)
			doc, pages := readBack(t, r, f.Name, f.Data)
			if !bytes.Equal(before, f.Data) {
				t.Fatal("the original's bytes were changed")
			}
			checkFixture(t, f, doc)
			again, pagesAgain := readBack(t, r, f.Name, f.Data)
			if !reflect.DeepEqual(doc, again) || !reflect.DeepEqual(pages, pagesAgain) {
				t.Error("reading it twice gives two documents")
			}
		})
	}
}

func checkFixture(t *testing.T, f readtest.Fixture, doc *Document) {
	t.Helper()
	checkTokens(t, doc.Tokens)
	if doc.Format != f.Format {
		t.Errorf("format %q, want %q", doc.Format, f.Format)
	}
	if w := inOrder(doc.Text(), f.Text); w != "" {
		t.Errorf("the text lacks %q (in this order: %q):\n%s", w, f.Text, doc.Text())
	}
	if f.Hidden == "" {
		if len(doc.Hidden) > 0 || len(doc.Warnings) > 0 {
			t.Errorf("a clean file, and the reader says %v %q", doc.Hidden, doc.Warnings)
		}
		return
	}
	named := slices.ContainsFunc(doc.Hidden, func(h Hidden) bool {
		return string(h.Kind) == f.Hidden && strings.Contains(h.Excerpt, f.Canary) && h.Where != "" && h.Count > 0
	})
	if !named {
		t.Errorf("no item %q with %q among %v", f.Hidden, f.Canary, doc.Hidden)
	}
	if f.Canary != "" && strings.Contains(doc.Text(), f.Canary) {
		t.Errorf("%q stands in the text view:\n%s", f.Canary, doc.Text())
	}
}

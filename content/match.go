package content

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/akta-foi/akta/bundles"
)

// Text is looked for the way a reader sees it: case, the kind of white space,
// line ends, hyphenation and invisible characters do not matter. A match hides
// every whole word it touches.

const minSpaceless = 6 // letters from which a text is also found across any white space ("MIR AMO")

// folded is a text with, for each byte, the leaf it came from.
type folded struct {
	text strings.Builder
	leaf []int32
}

func (f *folded) add(r rune, leaf int) {
	n, _ := f.text.WriteRune(r)
	for range n {
		f.leaf = append(f.leaf, int32(leaf))
	}
}

func (f *folded) endsInSpace() bool {
	s := f.text.String() // no copy: a strings.Builder gives its own bytes
	return s == "" || s[len(s)-1] == ' '
}

// foldRune maps a rune to what it is compared as; -1 drops it.
func foldRune(r rune) rune {
	switch r {
	case 0xad, 0x200b, 0x200c, 0x200d, 0x2060, 0xfeff: // soft hyphen, zero width
		return -1
	case 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212: // hyphens, dashes, minus
		return '-'
	case 0x2018, 0x2019, 0x201a:
		return '\''
	case 0x201c, 0x201d, 0x201e:
		return '"'
	}
	if unicode.IsSpace(r) {
		return ' '
	}
	return unicode.ToLower(r)
}

// foldText is a single text folded, white space collapsed and trimmed.
func foldText(s string) string {
	f := foldLeaves([]string{s}, true, false)
	return strings.TrimSpace(f.text.String())
}

// foldLeaves folds a view's leaves. Without spaces, words run together; with
// joined, a hyphen at a line's end does, too.
func foldLeaves(leaves []string, spaces, joined bool) *folded {
	f := new(folded)
	for i, leaf := range leaves {
		word := strings.TrimRightFunc(leaf, unicode.IsSpace)
		if joined && strings.Contains(leaf[len(word):], "\n") {
			if cut := strings.TrimRight(word, "-\u2010\u2011\u00ad"); cut != word && cut != "" {
				leaf = cut
			}
		}
		for _, r := range norm.NFC.String(leaf) {
			switch r = foldRune(r); {
			case r == ' ' && (!spaces || f.endsInSpace()), r == -1:
			default:
				f.add(r, i)
			}
		}
	}
	return f
}

// finder looks for texts in one view's leaves.
type finder struct {
	plain, joined, spaceless *folded
}

func newFinder(leaves []string) *finder {
	return &finder{
		plain:     foldLeaves(leaves, true, false),
		joined:    foldLeaves(leaves, true, true),
		spaceless: foldLeaves(leaves, false, true),
	}
}

// find returns the ranges of leaves that a text stands on.
func (f *finder) find(text string) []bundles.Range {
	needle := foldText(text)
	if needle == "" {
		return nil
	}
	out := append(f.plain.find(needle), f.joined.find(needle)...)
	if short := strings.ReplaceAll(needle, " ", ""); len([]rune(short)) >= minSpaceless {
		out = append(out, f.spaceless.find(short)...)
	}
	return out
}

func (f *folded) find(needle string) []bundles.Range {
	var out []bundles.Range
	text := f.text.String()
	for at := 0; ; {
		i := strings.Index(text[at:], needle)
		if i < 0 {
			return out
		}
		first, last := int(f.leaf[at+i]), int(f.leaf[at+i+len(needle)-1])
		out = append(out, bundles.Range{first, last - first + 1})
		at += i + 1
	}
}

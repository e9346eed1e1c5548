package site

import (
	"strings"
	"testing"
)

// show prints blocks with "|" for a line break, "¶" between paragraphs and the
// ground in brackets.
func show(blocks []Block) string {
	var out []string
	for _, b := range blocks {
		var s strings.Builder
		for _, x := range b.Spans {
			switch {
			case x.Break:
				s.WriteString("|")
			case x.Redaction != nil:
				s.WriteString("[" + x.Redaction.Code + "]")
			default:
				s.WriteString(x.Text)
			}
		}
		out = append(out, s.String())
	}
	return strings.Join(out, "¶")
}

func TestBlocks(t *testing.T) {
	a, b := &Ground{Code: "a"}, &Ground{Code: "b"}
	type leaf struct {
		text   string
		ground *Ground
	}
	words := func(s string) (out []leaf) {
		for _, w := range strings.SplitAfter(s, " ") {
			if head, tail, ok := strings.Cut(w, "/"); ok { // "/" ends a line inside a word's leaf
				out = append(out, leaf{head + "\n", nil}, leaf{tail, nil})
				continue
			}
			out = append(out, leaf{w, nil})
		}
		return out
	}
	hidden := func(g *Ground) leaf { return leaf{"", g} }
	end := leaf{"\n\n", nil}
	for _, c := range []struct {
		what   string
		leaves []leaf
		want   string
	}{
		{"nothing", nil, ""},
		{"pads say nothing", []leaf{{"", nil}, {"a ", nil}, {"", nil}, {"b", nil}}, "a b"},
		{"one redaction for neighbours", []leaf{{"a ", nil}, hidden(a), hidden(a), {"b", nil}}, "a [a] b"},
		{"across white space", []leaf{{"a ", nil}, hidden(a), {" ", nil}, {"", nil}, end, hidden(a), {"b", nil}}, "a [a] b"},
		{"not across a word", []leaf{hidden(a), {"x ", nil}, hidden(a)}, "[a] x [a]"},
		{"two grounds", []leaf{hidden(a), hidden(b)}, "[a] [b]"},
		{"a redaction at a paragraph's end", []leaf{{"a ", nil}, hidden(a), end, {"b", nil}}, "a [a]¶b"},
		{"a full line is joined", words("a line that goes to the edge of/the paper and a bit more of it"), "a line that goes to the edge of the paper and a bit more of it"},
		{"a short line is kept", words("Dear Sir,/the line that follows is a long one"), "Dear Sir,|the line that follows is a long one"},
		{"a list is kept", words("1. a line that goes to the edge/2. another one that does the same"), "1. a line that goes to the edge|2. another one that does the same"},
	} {
		var leaves []*string
		var grounds []*Ground
		for _, l := range c.leaves {
			grounds = append(grounds, l.ground)
			if l.ground != nil {
				leaves = append(leaves, nil)
			} else {
				leaves = append(leaves, &l.text)
			}
		}
		got, err := blocks(leaves, grounds, nil)
		if err != nil || show(got) != c.want {
			t.Errorf("%s: %q (%v), want %q", c.what, show(got), err, c.want)
		}
	}
}

// TestBlocksDoNotCount: what is shown is the same however many words, pads and
// paragraph ends a gap hides.
func TestBlocksDoNotCount(t *testing.T) {
	g := &Ground{Code: "a"}
	before, after := "Name: ", "\nBorn: "
	want := ""
	for n := 1; n < 60; n++ {
		leaves := append(append([]*string{&before}, make([]*string, n)...), &after)
		grounds := make([]*Ground, len(leaves))
		for i := 1; i <= n; i++ {
			grounds[i] = g
		}
		list, err := blocks(leaves, grounds, nil)
		if err != nil {
			t.Fatal(err)
		}
		got := show(list)
		if want == "" {
			want = got
		}
		if got != want {
			t.Fatalf("%d hidden leaves show %q, one shows %q", n, got, want)
		}
	}
}

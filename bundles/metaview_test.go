package bundles

import (
	"slices"
	"strings"
	"testing"
)

func TestHiddenMeta(t *testing.T) {
	d := &SealedDocument{Meta: []string{"", "title: a", "author: b", "", "author: c: d", "empty: "}}
	for _, c := range []struct {
		names []string
		want  []Range
		fact  string
	}{
		{nil, []Range{{0, 6}}, ""},
		{[]string{"title"}, []Range{{0, 1}, {2, 4}}, ""},
		{[]string{"author", "empty"}, []Range{{0, 2}, {3, 1}}, ""},
		{[]string{"titl"}, nil, `field "titl": the document has none of that name`},
		{[]string{""}, nil, "field name of 0 bytes"},
		{[]string{"title: a"}, nil, "want a-z"},
		{[]string{"title", "title"}, nil, "named twice"},
	} {
		got, err := d.hiddenMeta(c.names)
		if c.fact == "" && (err != nil || !slices.Equal(got, c.want)) || c.fact != "" && (err == nil || !strings.Contains(err.Error(), c.fact)) {
			t.Errorf("%q: %v, %v; want %v %q", c.names, got, err, c.want, c.fact)
		}
	}
}

func TestFieldsAreInTheOrderOfTheirNames(t *testing.T) {
	leaves := showAll([]string{"title: a: b", "author: c", "", "author: a"})
	leaves[2] = nil
	got, err := leaves.fields()
	if want := []Field{{"author", "c"}, {"author", "a"}, {"title", "a: b"}}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, %v", got, err)
	}
	for _, leaf := range []string{"", "title", "Title: x", ": x", "title:x"} {
		if _, err := showAll([]string{leaf}).fields(); err == nil {
			t.Errorf("%q is shown as a field", leaf)
		}
	}
}

// FuzzParseMeta: what is accepted has content exactly where something is
// shown, is written as it was read, and one changed byte gives other fields or
// an error.
func FuzzParseMeta(f *testing.F) {
	shown := showAll([]string{"title: Stížnost", "author: x", "file-name: y.txt"})
	shown[1] = nil
	f.Add(marshalJSON(shown), byte(0b010), uint16(9), byte(1))
	f.Add([]byte("[null,null,null]\n"), byte(0b111), uint16(1), byte(0))
	f.Fuzz(func(t *testing.T, data []byte, mask byte, at uint16, change byte) {
		set := make([]bool, 3)
		for i := range set {
			set[i] = mask>>i&1 == 1
		}
		hidden := rangesOf(set)
		s, err := parseMeta(data, len(set), hidden)
		if err != nil {
			return
		}
		fields, err := s.fields()
		if err != nil {
			t.Fatal(err)
		}
		if again := marshalJSON(s); string(again) != string(data) {
			t.Fatalf("accepted %q, which is written %q", data, again)
		}
		for i, leaf := range s {
			if (leaf == nil) != set[i] {
				t.Fatalf("leaf %d of %q with %v hidden", i, data, hidden)
			}
		}
		if change == 0 {
			return
		}
		other := slices.Clone(data)
		other[int(at)%len(other)] ^= change
		if o, err := parseMeta(other, len(set), hidden); err == nil && string(marshalJSON(o)) == string(data) {
			t.Fatalf("%q and %q are read as the same %v", data, other, fields)
		}
	})
}

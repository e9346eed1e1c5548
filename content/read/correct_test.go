package read

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"
)

const plainCorrections = `# akta corrections v1
document: d2

by: Jana Dubová
date: 2026-11-24
page 1 word 2: Horabova => Hrabová
page 1 words 4-5: Ost rava => Ostrava
page 2 word 1: |~ =>

by: Péter Őri
date: 2026-11-25
page 1 word 1: Úřad => Úřad
`

// recognisedDocument is a page of recognised words, a page with a word of the file's own,
// and what was not read on them.
func recognisedDocument() *Document {
	return &Document{
		MediaType: "image/png", Format: "image", Pages: 2, MachineRead: true,
		Tokens: []Token{
			{"Úřad ", 1, Box{0, 0, 40, 10}, 95},
			{"Horabova\n", 1, Box{50, 0, 80, 10}, 41},
			{"č. ", 1, Box{0, 20, 10, 10}, 90},
			{"Ost ", 1, Box{20, 20, 30, 10}, 60},
			{"rava\n\n", 1, Box{55, 20, 40, 10}, 60},
			{"|~ ", 2, Box{0, 0, 9, 9}, 12},
			{"Vlastní", 2, Box{20, 0, 50, 10}, 0},
		},
		Blocks: []Block{
			{Kind: BlockParagraph, First: 0, Count: 2},
			{Kind: BlockParagraph, First: 2, Count: 3},
			{Kind: BlockItem, First: 5, Count: 1},
			{Kind: BlockParagraph, First: 6, Count: 1},
		},
		Fields: []Field{{"filename", "a.png"}, {"width", "2"}},
		Hidden: []Hidden{
			{Kind: HiddenUnreadRegion, Where: "page 1", Page: 1, Box: &Box{50, 0, 80, 10}, Count: 1, Unit: "words"},
			{Kind: HiddenUnreadRegion, Where: "page 1", Page: 1, Box: &Box{20, 20, 75, 10}, Count: 2, Unit: "words"},
			{Kind: HiddenUnreadRegion, Where: "page 1", Page: 1, Box: &Box{50, 0, 81, 10}, Count: 1, Unit: "words"},
			{Kind: HiddenUnreadRegion, Where: "page 2", Page: 2, Box: &Box{50, 0, 80, 10}, Count: 1, Unit: "words"},
			{Kind: HiddenMetadata, Where: "the file", Count: 1, Unit: "items"},
		},
	}
}

func mustParse(t *testing.T, s string) *Corrections {
	t.Helper()
	c, err := ParseCorrections([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestCorrectionsRoundTrip(t *testing.T) {
	c := mustParse(t, plainCorrections)
	if c.Document != "d2" || c.By != "Péter Őri" || len(c.List) != 4 ||
		c.List[1] != (Correction{"Jana Dubová", "2026-11-24", 1, 4, "Ost rava", "Ostrava"}) {
		t.Errorf("%+v", c)
	}
	raw, err := c.Marshal()
	if err != nil || string(raw) != plainCorrections {
		t.Errorf("%s\n%v", raw, err)
	}
	odd := &Corrections{Document: "d1", List: []Correction{
		{"A", "2026-01-02", 1, 1, "=>", "=> =>"}, {"A", "2026-01-02", 1, 2, `\n`, "a\u200bb\u202e"}, {"A", "2026-01-02", 1, 3, "=> =>", ""},
	}}
	raw, err = odd.Marshal()
	if want := "page 1 word 1: => => => =>\npage 1 word 2: \\\\n => a\\u{200b}b\\u{202e}\npage 1 words 3-4: => => =>\n"; err != nil || !strings.HasSuffix(string(raw), want) {
		t.Errorf("%q, %v", raw, err)
	}
	if again := mustParse(t, string(raw)); !reflect.DeepEqual(again.List, odd.List) {
		t.Errorf("%+v", again.List)
	}
	if c, err := ParseCorrections([]byte("# akta corrections v1\ndocument: d1\n")); err != nil || len(c.List) != 0 {
		t.Errorf("none yet: %v, %v", c, err)
	}
}

func TestCorrectionsStrict(t *testing.T) {
	for _, tt := range []struct{ old, new, want string }{
		{plainCorrections, "", "no end"},
		{"v1", "v2", "line 1"},
		{"document: d2", "document: d02", "d02"},
		{"document: d2\n", "", `line 2: "": want the document`},
		{"date: 2026-11-24", "date: 2026-11-31", "2026-11-31"},
		{"by: Jana Dubová\n", "", `page 1 word 2: by ""`},
		{"\n\nby: Péter", "\nby: Péter", "want"},
		{"word 2:", "word 02:", "line 6"},
		{"word 2:", "words 2:", "line 6"},
		{"words 4-5", "words 4-6", "want 3 words"},
		{"words 4-5", "words 5-4", "line 7"},
		{"words 4-5: Ost rava", "words 4-4: Ost", "line 7"},
		{"=> Hrabová", "=>  Hrabová", "one blank"},
		{"=> Hrabová", "=> Hrabová ", "one blank"},
		{"=> Hrabová", "-> Hrabová", "line 6"},
		{"=> Hrabová", `=> \u{41}`, `want "page 1 word 2: Horabova => A"`},
		{"=> Hrabová", `=> \x`, "backslash"},
		{"=> Hrabová", `=> \u{d800}`, "backslash"},
		{"=> Hrabová", `=> \u{a}`, "line breaks"},
		{"=> Hrabová", "=> Hra\u200bbová", `\\u{200b}`},
		{"=> Hrabová\n", "=> Hrabová\r\n", "Unix line ends"},
		{"=> Hrabová", "=> \xff", "UTF-8"},
		{"page 2 word 1: |~ =>\n", "page 2 word 1: |~ =>", "line"},
		{"page 1 word 1: Úřad => Úřad\n", "page 1 word 5: rava => rava\n", "same words"},
		{"page 1 word 1: Úřad => Úřad\n", "page 1 word 2: Horabova => Hora\n", "same words"},
		{"page 1 word 2: Horabova => Hrabová\npage 1 words 4-5: Ost rava => Ostrava\n", "page 1 words 4-5: Ost rava => Ostrava\npage 1 word 2: Horabova => Hrabová\n", "lines are sorted"},
		{"page 1 word 1: Úřad", "page 0 word 1: Úřad", "line 12"},
		{"page 1 word 1: Úřad", "page 5001 word 1: Úřad", "5000"},
	} {
		raw := strings.Replace(plainCorrections, tt.old, tt.new, 1)
		c, err := ParseCorrections([]byte(raw))
		if err == nil || c != nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q for %q: %v, want an error with %q and no corrections", tt.new, tt.old, err, tt.want)
		}
	}
}

func TestApply(t *testing.T) {
	doc, whole := recognisedDocument(), recognisedDocument()
	if err := mustParse(t, plainCorrections).Apply(doc); err != nil {
		t.Fatal(err)
	}
	if want := []Token{
		{"Úřad ", 1, Box{0, 0, 40, 10}, 100},
		{"Hrabová\n", 1, Box{50, 0, 80, 10}, 100},
		{"č. ", 1, Box{0, 20, 10, 10}, 90},
		{"Ostrava\n\n", 1, Box{20, 20, 75, 10}, 100},
		{"Vlastní", 2, Box{20, 0, 50, 10}, 0},
	}; !slices.Equal(doc.Tokens, want) {
		t.Errorf("tokens %+v", doc.Tokens)
	}
	if want := []Block{{Kind: BlockParagraph, Count: 2}, {Kind: BlockParagraph, First: 2, Count: 2}, {Kind: BlockParagraph, First: 4, Count: 1}}; !slices.Equal(doc.Blocks, want) {
		t.Errorf("blocks %+v", doc.Blocks)
	}
	if want := whole.Hidden[2:]; !reflect.DeepEqual(doc.Hidden, want) {
		t.Errorf("hidden %v, want %v", doc.Hidden, want)
	}
	if want := []Field{{"corrected-by", "Jana Dubová, Péter Őri"}, {"corrected-on", "2026-11-24, 2026-11-25"}, {"corrections", "4"}, {"filename", "a.png"}, {"width", "2"}}; !slices.Equal(doc.Fields, want) {
		t.Errorf("fields %v", doc.Fields)
	}
	if err := mustParse(t, plainCorrections).Apply(doc); err == nil || !strings.Contains(err.Error(), "corrected already") {
		t.Errorf("applied twice: %v", err)
	}
}

// TestApplySeparators: several words share a box; a word that is none leaves
// the stronger gap; the text still ends as texts do.
func TestApplySeparators(t *testing.T) {
	box := Box{0, 0, 9, 9}
	for _, tt := range []struct {
		tokens []string
		lines  string
		want   []string
	}{
		{[]string{"a ", "b\n", "c"}, "page 1 word 2: b => x y z\n", []string{"a ", "x ", "y ", "z\n", "c"}},
		{[]string{"a ", "b\n\n", "c"}, "page 1 word 2: b =>\n", []string{"a\n\n", "c"}},
		{[]string{"a\n", "b ", "c"}, "page 1 word 2: b =>\n", []string{"a\n", "c"}},
		{[]string{"a ", "b\n", "c"}, "page 1 word 2: b =>\n", []string{"a\n", "c"}},
		{[]string{"a", "b ", "c"}, "page 1 word 2: b =>\n", []string{"a ", "c"}},
		{[]string{"a ", "b"}, "page 1 word 1: a =>\n", []string{"b"}},
		{[]string{"a\n\n", "b"}, "page 1 word 2: b =>\n", []string{"a\n"}},
		{[]string{"a ", "b"}, "page 1 word 2: b =>\n", []string{"a"}},
		{[]string{"a ", "b"}, "page 1 word 1: a =>\npage 1 word 2: b =>\n", nil},
		{[]string{"a ", "b ", "c"}, "page 1 words 1-2: a b => ab\npage 1 word 3: c => d\n", []string{"ab ", "d"}},
	} {
		doc := &Document{Pages: 1}
		for _, s := range tt.tokens {
			doc.Tokens = append(doc.Tokens, Token{s, 1, box, 50})
		}
		if err := mustParse(t, "# akta corrections v1\ndocument: d1\n\nby: A\ndate: 2026-01-02\n"+tt.lines).Apply(doc); err != nil {
			t.Errorf("%q %s: %v", tt.tokens, tt.lines, err)
		}
		var got []string
		for _, tok := range doc.Tokens {
			got = append(got, tok.Text)
			if tok.Box != box {
				t.Errorf("%q has the box %v", tok.Text, tok.Box)
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q %s: %q, want %q", tt.tokens, tt.lines, got, tt.want)
		}
		checkTokens(t, doc.Tokens)
	}
}

// TestApplyRefuses: an error names the line and what stands there, and nothing
// is changed.
func TestApplyRefuses(t *testing.T) {
	for _, tt := range []struct{ old, new, want string }{
		{"Horabova =>", "Horabovn =>", `line 6: page 1 word 2: "Horabova" stands there, not "Horabovn": the page was read differently`},
		{"page 2 word 1: |~", "page 2 word 2: Vlastní", "line 8: page 2 word 2: the page has 1 recognised words"},
		{"page 2 word 1: |~", "page 3 word 1: |~", "no word of that page was recognised"},
		{"page 1 word 1: Úřad", "page 1 word 3: Úřad", `line 12: page 1 word 3: "č." stands there`},
		{"page 1 word 2: Horabova => Hrabová\npage 1 words 4-5: Ost rava", "page 1 words 2-3: Horabova č.", "the end of a block"},
	} {
		doc, whole := recognisedDocument(), recognisedDocument()
		err := mustParse(t, strings.Replace(plainCorrections, tt.old, tt.new, 1)).Apply(doc)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: %v, want %q", tt.new, err, tt.want)
		}
		if !reflect.DeepEqual(doc, whole) {
			t.Errorf("%q: the document was changed: %+v", tt.new, doc)
		}
	}
}

func TestAdd(t *testing.T) {
	c := &Corrections{Document: "d2", By: "Jana Dubová", Date: "2026-11-24"}
	add := func(page int, old, new string, occurrence int, want string) {
		t.Helper()
		before := slices.Clone(c.List)
		err := c.Add(recognisedDocument(), page, old, new, occurrence)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%q => %q: %v, want %q", old, new, err, want)
		}
		if err != nil && !slices.Equal(before, c.List) {
			t.Errorf("%q => %q: an error, and %+v", old, new, c.List)
		}
	}
	add(1, "Horabova", "Hrabova", 0, "")
	add(1, " Ost  rava", "Ostrava", 0, "")
	add(2, "|~", "", 0, "")
	add(1, "Úřad", "Úřad", 1, "")
	add(1, "Hrabova", "Hrabová", 0, "") // what it reads by now
	add(1, "Úřad", "x", 2, "stands there 1 times")
	add(1, "úřad", "x", 0, `no recognised words "úřad"`)
	add(1, "rava", "x", 0, "same words")
	add(2, "Vlastní", "x", 0, "that the file itself gives")
	add(3, "x", "y", 0, "there are 2 pages")
	add(1, "Horabova č.", "x", 0, "end of a block")
	add(1, " ", "x", 0, "no words to correct")
	add(1, "č.", "a\x00b", 0, "control characters")
	c.By = ""
	add(1, "č.", "c.", 0, `by ""`)
	c.By, c.Date = "Péter Őri", "2026-11-25"
	add(1, "Úřad", "Úřad", 0, "")
	raw, err := c.Marshal()
	if err != nil || string(raw) != plainCorrections {
		t.Errorf("%s\n%v", raw, err)
	}
	corrected := recognisedDocument()
	if err := c.Apply(corrected); err != nil {
		t.Fatal(err)
	}
	if err := c.Add(corrected, 1, "č.", "c.", 0); err == nil {
		t.Error("added to a corrected document")
	}
	twice := &Document{Pages: 1, Tokens: []Token{{"a ", 1, Box{}, 9}, {"a", 1, Box{}, 9}}}
	d := &Corrections{Document: "d1", By: "A", Date: "2026-01-02"}
	if err := d.Add(twice, 1, "a", "b", 0); err == nil || !strings.Contains(err.Error(), "say which, 1 to 2") {
		t.Errorf("two of them: %v", err)
	}
	if err := d.Add(twice, 1, "a", "b", 2); err != nil || d.List[0].Word != 2 {
		t.Errorf("the second: %v, %+v", err, d.List)
	}
}

func TestCoveredBy(t *testing.T) {
	box := Box{10, 10, 30, 20}
	for _, tt := range []struct {
		boxes []Box
		want  bool
	}{
		{nil, false},
		{[]Box{{10, 10, 30, 20}}, true},
		{[]Box{{0, 0, 25, 50}, {25, 0, 25, 50}}, true},
		{[]Box{{0, 0, 24, 50}, {25, 0, 25, 50}}, false},
		{[]Box{{10, 10, 15, 10}, {25, 10, 15, 10}, {10, 20, 15, 10}, {25, 20, 15, 9}}, false},
		{[]Box{{10, 10, 15, 10}, {25, 10, 15, 10}, {10, 20, 15, 10}, {20, 18, 20, 12}}, true},
		{[]Box{{}, {40, 30, 5, 5}}, false},
	} {
		var edits []edit
		for _, b := range tt.boxes {
			edits = append(edits, edit{page: 1, box: b})
		}
		if got := coveredBy(1, box, edits); got != tt.want {
			t.Errorf("%v: %v", tt.boxes, got)
		}
		if coveredBy(2, box, edits) {
			t.Errorf("%v cover another page", tt.boxes)
		}
	}
}

// FuzzCorrections: what is accepted is written as the same bytes; applied to
// the page it was made for, tokens and blocks stay sound, and an error changes
// nothing.
func FuzzCorrections(f *testing.F) {
	f.Add([]byte(plainCorrections))
	f.Add([]byte("# akta corrections v1\ndocument: d1\n\nby: A\ndate: 2026-01-02\npage 1 word 3: č. => \\\\ \\u{200b} =>\n"))
	f.Add([]byte("# akta corrections v1\ndocument: d1\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		before := bytes.Clone(raw)
		c, err := ParseCorrections(raw)
		if !bytes.Equal(before, raw) {
			t.Fatal("the input was changed")
		}
		if err != nil {
			if c != nil {
				t.Fatal("corrections and an error")
			}
			return
		}
		again, err := c.Marshal()
		if err != nil || !bytes.Equal(raw, again) {
			t.Fatalf("%q is written %q (%v)", raw, again, err)
		}
		doc, whole := recognisedDocument(), recognisedDocument()
		if err := c.Apply(doc); err != nil {
			if !reflect.DeepEqual(doc, whole) {
				t.Fatal("an error, and the document was changed")
			}
			return
		}
		checkTokens(t, doc.Tokens)
		at := 0
		for _, b := range doc.Blocks {
			if b.First != at || b.Count < 1 {
				t.Fatalf("blocks %+v over %d words", doc.Blocks, len(doc.Tokens))
			}
			at += b.Count
		}
		if at != len(doc.Tokens) {
			t.Fatalf("blocks %+v over %d words", doc.Blocks, len(doc.Tokens))
		}
	})
}

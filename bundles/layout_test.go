package bundles

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// layoutText is four paragraphs with pads: "" before and after each word.
var layoutText = []string{
	"", "A1 ", "", "A2", "", "\n\n", "", // leaves 0 to 6
	"B1 ", "", "B2", "", "\n\n", "", "", // 7 to 13
	"C1 ", "C2", "", "\n\n", "", // 14 to 18
	"D1 ", "", "D2", "", // 19 to 22
}

func paragraphsAt(leaves ...int) (out []LayoutBlock) {
	for _, l := range leaves {
		out = append(out, LayoutBlock{Leaf: l, Kind: BlockParagraph})
	}
	return out
}

func TestShownLayout(t *testing.T) {
	whole := paragraphsAt(1, 7, 14, 19)
	for what, c := range map[string]struct {
		hidden []Range
		want   []LayoutBlock
	}{
		"nothing hidden":                       {nil, whole},
		"a word inside":                        {[]Range{{8, 3}}, whole},
		"first word, gap grown over the pads":  {[]Range{{6, 3}}, paragraphsAt(1, 6, 14, 19)},
		"first word, gap not grown":            {[]Range{{7, 1}}, whole},
		"all words, their end shown":           {[]Range{{6, 5}}, paragraphsAt(1, 6, 14, 19)},
		"a whole paragraph":                    {[]Range{{6, 8}}, paragraphsAt(1, 14, 19)},
		"two whole paragraphs":                 {[]Range{{6, 13}}, paragraphsAt(1, 19)},
		"end of one, start of the next":        {[]Range{{3, 6}}, paragraphsAt(1, 9, 14, 19)},
		"end of one, a whole one, half of one": {[]Range{{3, 12}}, paragraphsAt(1, 15, 19)},
		"end of one and a whole one":           {[]Range{{3, 11}}, paragraphsAt(1, 14, 19)},
		"the first":                            {[]Range{{0, 7}}, paragraphsAt(7, 14, 19)},
		"the first word":                       {[]Range{{0, 3}}, paragraphsAt(0, 7, 14, 19)},
		"the last":                             {[]Range{{18, 5}}, paragraphsAt(1, 7, 14)},
		"all":                                  {[]Range{{0, 23}}, nil},
		"two gaps":                             {[]Range{{0, 3}, {13, 2}}, paragraphsAt(0, 7, 13, 19)},
	} {
		got := shownLayout(whole, layoutText, c.hidden)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", what, got, c.want)
		}
		if len(got) > 0 {
			if again, err := parseLayout(marshalJSON(got), len(layoutText), append([]Range{}, c.hidden...)); err != nil || !slices.Equal(again, got) {
				t.Errorf("%s: read back %v, %v", what, again, err)
			}
		}
	}
}

// TestHiddenBlocksLeaveNoTrace: it makes no difference how many blocks are
// wholly hidden in a gap; and what is shown belongs to the block it belonged to.
func TestHiddenBlocksLeaveNoTrace(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	text := slices.Repeat([]string{"word "}, 60)
	dropped := 0
	for range 2000 {
		set := make([]bool, len(text))
		for range random.IntN(4) {
			first := random.IntN(len(text))
			for i := first; i < min(len(text), first+1+random.IntN(20)); i++ {
				set[i] = true
			}
		}
		hidden := rangesOf(set)
		var blocks []LayoutBlock
		for leaf := range text {
			switch random.IntN(8) {
			case 0:
				blocks = append(blocks, LayoutBlock{Leaf: leaf, Kind: BlockItem, Level: 1 + random.IntN(3)})
			case 1:
				blocks = append(blocks, cell(leaf, 1+leaf/20, 1+leaf%20, 1+random.IntN(3)))
			}
		}
		var fewer []LayoutBlock
		for i, b := range blocks {
			end := len(text)
			if i+1 < len(blocks) {
				end = blocks[i+1].Leaf
			}
			if slices.Contains(set[b.Leaf:end], false) || random.IntN(2) == 0 {
				fewer = append(fewer, b)
			}
		}
		dropped += len(blocks) - len(fewer)
		got, other := shownLayout(slices.Clone(blocks), text, hidden), shownLayout(fewer, text, hidden)
		if !slices.Equal(got, other) {
			t.Fatalf("%v without %v is %v, and with fewer hidden blocks %v", blocks, hidden, got, other)
		}
		if len(got) > 0 {
			if _, err := parseLayout(marshalJSON(got), len(text), hidden); err != nil {
				t.Fatalf("%v without %v is %v: %v", blocks, hidden, got, err)
			}
		}
		for leaf := range text {
			a, b := blockAt(got, leaf), blockAt(blocks, leaf)
			if !set[leaf] && ((a < 0) != (b < 0) || a >= 0 && (got[a].Kind != blocks[b].Kind || got[a].Level != blocks[b].Level)) {
				t.Fatalf("%v without %v is %v: leaf %d belongs to another block", blocks, hidden, got, leaf)
			}
		}
	}
	if dropped < 500 {
		t.Errorf("only %d blocks were hidden whole", dropped)
	}
}

// blockAt is the block that a leaf belongs to, or -1.
func blockAt(blocks []LayoutBlock, leaf int) int {
	at := -1
	for i, b := range blocks {
		if b.Leaf <= leaf {
			at = i
		}
	}
	return at
}

func cell(leaf, table, row, col int) LayoutBlock {
	return LayoutBlock{Leaf: leaf, Kind: BlockCell, Table: table, Row: row, Col: col}
}

// TestHiddenRowsAreNotCounted: tables, rows and columns are numbered anew.
func TestHiddenRowsAreNotCounted(t *testing.T) {
	text := slices.Repeat([]string{"word "}, 12)
	whole := []LayoutBlock{
		cell(0, 1, 1, 1), cell(1, 1, 1, 2), cell(2, 1, 1, 3),
		cell(3, 1, 2, 1), cell(4, 1, 2, 2), cell(5, 1, 2, 3),
		cell(6, 1, 3, 1), cell(7, 1, 3, 2), cell(8, 1, 3, 3),
		cell(9, 2, 1, 1), cell(10, 3, 1, 1), cell(11, 3, 4, 2),
	}
	for what, c := range map[string]struct {
		hidden []Range
		want   []LayoutBlock
	}{
		"a row": {[]Range{{3, 3}}, []LayoutBlock{cell(0, 1, 1, 1), cell(1, 1, 1, 2), cell(2, 1, 1, 3),
			cell(6, 1, 2, 1), cell(7, 1, 2, 2), cell(8, 1, 2, 3), cell(9, 2, 1, 1), cell(10, 3, 1, 1), cell(11, 3, 2, 2)}},
		"a column": {[]Range{{1, 1}, {4, 1}, {7, 1}}, []LayoutBlock{cell(0, 1, 1, 1), cell(2, 1, 1, 2), cell(3, 1, 2, 1),
			cell(5, 1, 2, 2), cell(6, 1, 3, 1), cell(8, 1, 3, 2), cell(9, 2, 1, 1), cell(10, 3, 1, 1), cell(11, 3, 2, 2)}},
		"a table":            {[]Range{{0, 9}}, []LayoutBlock{cell(9, 1, 1, 1), cell(10, 2, 1, 1), cell(11, 2, 2, 2)}},
		"a table in between": {[]Range{{1, 9}}, []LayoutBlock{cell(0, 1, 1, 1), cell(10, 2, 1, 1), cell(11, 2, 2, 2)}},
		"one cell, the others of its row and column shown": {[]Range{{4, 1}, {9, 3}}, []LayoutBlock{cell(0, 1, 1, 1), cell(1, 1, 1, 2), cell(2, 1, 1, 3),
			cell(3, 1, 2, 1), cell(5, 1, 2, 3), cell(6, 1, 3, 1), cell(7, 1, 3, 2), cell(8, 1, 3, 3)}},
	} {
		got := shownLayout(slices.Clone(whole), text, c.hidden)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", what, got, c.want)
		}
		if _, err := parseLayout(marshalJSON(got), len(text), c.hidden); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestParseLayoutRefuses(t *testing.T) {
	for fact, c := range map[string]struct {
		hidden []Range
		blocks []LayoutBlock
	}{
		"should not be there":           {nil, []LayoutBlock{}},
		"leaf 23 after leaf 1":          {nil, paragraphsAt(1, 23)},
		"leaf 1 after leaf 1":           {nil, paragraphsAt(1, 1)},
		"leaf -1 after leaf -1":         {nil, paragraphsAt(-1)},
		`kind "note"`:                   {nil, []LayoutBlock{{Kind: "note"}}},
		"kind \"heading\": level 0":     {nil, []LayoutBlock{{Kind: BlockHeading}}},
		"kind \"heading\": level 7":     {nil, []LayoutBlock{{Kind: BlockHeading, Level: 7}}},
		"kind \"item\": level 33":       {nil, []LayoutBlock{{Kind: BlockItem, Level: 33}}},
		"kind \"paragraph\": level 1":   {nil, []LayoutBlock{{Kind: BlockParagraph, Level: 1}}},
		"kind \"cell\": level 1":        {nil, []LayoutBlock{{Kind: BlockCell, Level: 1, Table: 1, Row: 1, Col: 1}}},
		"kind \"item\": table 0, row 1": {nil, []LayoutBlock{{Kind: BlockItem, Level: 1, Row: 1}}},
		"table 1, row 0":                {nil, []LayoutBlock{cell(0, 1, 0, 1)}},
		"row 1048577":                   {nil, []LayoutBlock{cell(0, 1, 1048577, 1)}},
		"after its row 2, column 1":     {nil, []LayoutBlock{cell(0, 1, 1, 1), cell(1, 1, 2, 1), cell(2, 1, 1, 2)}},
		"number is left out":            {nil, []LayoutBlock{cell(0, 1, 1, 1), cell(1, 1, 3, 1)}},
		"block 2: begins at leaf 4":     {[]Range{{3, 2}}, paragraphsAt(1, 4)},
		"block 1: of leaf 3, and not":   {[]Range{{3, 4}}, paragraphsAt(3, 7)},
		"block 2: of leaf 20, and":      {[]Range{{1, 1}, {20, 3}}, paragraphsAt(0, 20)},
	} {
		if _, err := parseLayout(marshalJSON(c.blocks), len(layoutText), c.hidden); err == nil || !strings.Contains(err.Error(), fact) {
			t.Errorf("%v hidden %v: %v, want %q", c.blocks, c.hidden, err, fact)
		}
	}
	for _, data := range []string{"null\n", "[]\n", "{}\n", `[{"leaf":1,"kind":"paragraph"}]`, `[{"kind":"paragraph","leaf":1}]` + "\n", `[{"leaf":1,"kind":"paragraph","level":0}]` + "\n"} {
		if _, err := parseLayout([]byte(data), 5, nil); err == nil {
			t.Errorf("%q is accepted", data)
		}
	}
}

// FuzzParseLayout: what is accepted is written as it was read, one changed byte
// gives another layout or an error, and it survives being hidden in.
func FuzzParseLayout(f *testing.F) {
	f.Add(marshalJSON(paragraphsAt(1, 7, 14, 19)), uint16(3), uint16(2), uint16(9), byte(1))
	f.Add(marshalJSON([]LayoutBlock{cell(0, 1, 1, 1), cell(7, 1, 2, 1), cell(19, 2, 1, 1)}), uint16(6), uint16(8), uint16(20), byte(2))
	f.Fuzz(func(t *testing.T, data []byte, first, count, at uint16, mask byte) {
		n := len(layoutText)
		blocks, err := parseLayout(data, n, nil)
		if err != nil {
			return
		}
		if again := marshalJSON(blocks); string(again) != string(data) {
			t.Fatalf("accepted %q, which is written %q", data, again)
		}
		if mask != 0 {
			other := slices.Clone(data)
			other[int(at)%len(other)] ^= mask
			if w, err := parseLayout(other, n, nil); err == nil && slices.Equal(w, blocks) {
				t.Fatalf("%q and %q are read as the same", data, other)
			}
		}
		hidden := []Range{{int(first) % n, 1}}
		hidden[0][1] += int(count) % (n - hidden[0][0])
		if shown := shownLayout(slices.Clone(blocks), layoutText, hidden); len(shown) > 0 {
			if _, err := parseLayout(marshalJSON(shown), n, hidden); err != nil {
				t.Fatalf("%s without %v: %v", data, hidden, err)
			}
		}
	})
}

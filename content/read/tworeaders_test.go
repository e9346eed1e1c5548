package read

import (
	"slices"
	"strings"
	"testing"
)

// spread puts words on lines, 10 pixels a letter; "_" is room without a word.
func spread(confidence int, lines ...string) []Token {
	var out []Token
	for y, line := range lines {
		x := 0
		for _, w := range strings.Fields(line) {
			n := len([]rune(w))
			if strings.Trim(w, "_") != "" {
				out = append(out, Token{Text: w + " ", Page: 1, Box: Box{x * 10, y * 50, n * 10, 30}, Confidence: confidence})
			}
			x += n + 1
		}
	}
	return out
}

func TestTwoReaders(t *testing.T) {
	for _, tt := range []struct {
		name         string
		layer, image []Token
		want         []string
	}{
		{"the same", spread(0, "Obecní úřad Lhota"), spread(90, "Obecní úřad Lhota"), nil},
		{"case and accents", spread(0, "OBECNÍ Úřad"), spread(90, "Obecni ürad"), nil},
		{"what OCR confuses", spread(0, "Il0 O1l č.j."), spread(90, "l10 0Il č,j."), nil},
		{"a slip in a long word", spread(0, "Rozhodnutí"), spread(90, "Rozhodnuti"), nil},
		{"one wrong letter of ten", spread(0, "Rozhodnutí"), spread(90, "Rozhcdnutí"), nil},
		{"a short word has no slips", spread(0, "Jan"), spread(90, "Jen"), []string{`text layer: "Jan", image: "Jen"`}},
		{"another number", spread(0, "částka 1500000"), spread(90, "částka 7500000"), []string{`text layer: "1500000", image: "7500000"`}},
		{"another name", spread(0, "Karel Novák"), spread(90, "Karel Dvořá"), []string{`text layer: "Novák", image: "Dvořá"`}},
		{"only in the layer", spread(0, "Karel KANAREK41"), spread(90, "Karel"), []string{`text layer: "KANAREK41", image: nothing`}},
		{"only on the image", spread(0, "Karel"), spread(90, "Karel razítko"), []string{`text layer: nothing, image: "razítko"`}},
		{"doubtful, only on the image", spread(0, "Karel"), spread(40, "Karel razítko"), nil},
		{"split by OCR", spread(0, "Novotná"), spread(90, "Nov tná"), nil},
		{"joined by OCR", spread(0, "100 000"), spread(90, "100.000"), nil},
		{"signs are no words", spread(0, "- Karel ___"), spread(90, "_ Karel ..."), nil},
		{"another line", spread(0, "Karel", "Novák"), spread(90, "Novák", "Karel"), []string{
			`text layer: "Karel", image: "Novák"`, `text layer: "Novák", image: "Karel"`}},
		{"no image words", spread(0, "Karel"), nil, []string{`text layer: "Karel", image: nothing`}},
		{"nothing", nil, nil, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, h := range twoReaders(tt.layer, tt.image, Page{Number: 1}) {
				if h.Kind != HiddenTextDiffers || h.Page != 1 || h.Box == nil || h.Box.Empty() || h.Count < 1 || h.Where != "page 1" {
					t.Errorf("item %+v", h)
				}
				got = append(got, h.Excerpt)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestDistance(t *testing.T) {
	for _, tt := range []struct {
		a, b       string
		most, want int
	}{
		{"", "", 0, 0}, {"a", "", 1, 1}, {"kůň", "kůn", 3, 1}, {"abc", "acb", 3, 2}, {"lavice", "lvice", 3, 1},
		{"kitten", "sitting", 5, 3}, {"kitten", "sitting", 2, 3}, {"a", "abcdef", 2, 3},
	} {
		if got := distance([]rune(tt.a), []rune(tt.b), tt.most); got != tt.want {
			t.Errorf("%q and %q, at most %d: %d, want %d", tt.a, tt.b, tt.most, got, tt.want)
		}
		if got := distance([]rune(tt.b), []rune(tt.a), tt.most); got != tt.want {
			t.Errorf("%q and %q, at most %d: %d, want %d", tt.b, tt.a, tt.most, got, tt.want)
		}
	}
}

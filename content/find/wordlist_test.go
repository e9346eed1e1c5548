package find

import (
	"io/fs"
	"strings"
	"testing"
)

// The lists are small, have a notice, and hold what they are for.
func TestWordLists(t *testing.T) {
	notice, size := wordText("NOTICE"), 0
	files, err := fs.ReadDir(wordFiles, "words")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	for _, f := range files {
		info, err := f.Info()
		if err != nil {
			t.Fatal(err)
		}
		size += int(info.Size())
		if name, _, _ := strings.Cut(f.Name(), ".txt"); name != "NOTICE" && !strings.Contains(notice, name) {
			t.Errorf("NOTICE does not tell where %s comes from", f.Name())
		}
	}
	if size > 400_000 {
		t.Errorf("the word lists take %d bytes, at most 400000 wanted", size)
	}
	for _, language := range []string{"cs", "sk", "hu", "de", "en", "xx", ""} {
		v := vocabularyOf(language)
		if len(v.common) < 4_000 || len(v.office) < 500 || len(v.given) < 1_500 || len(v.surnames) < 2_000 {
			t.Errorf("%s: %d common words, %d of offices, %d given names, %d surnames", language, len(v.common), len(v.office), len(v.given), len(v.surnames))
		}
		for _, w := range []string{"jana", "petrem", "zsuzsanna", "kateriny"} {
			if v.common[w] {
				t.Errorf("%s: the given name %q is a common word", language, w)
			}
		}
	}
}

// All forms of a name lead to one stem, and other names to another.
func TestStems(t *testing.T) {
	for _, c := range []struct {
		hungarian bool
		forms     string
		other     string
	}{
		{false, "novák nováka novákovi novákem novákův nováku", "novotný novákovou nosek"},
		{false, "nováková novákové novákovou", "novák novotná"},
		{false, "dvořáček dvořáčka dvořáčkem dvořáčkovi", "dvořák dvořáková"},
		{false, "němec němce němcem němci", "němcovou nemček"},
		{false, "pavel pavla pavlovi pavlem", "pavlík"},
		{false, "zdeněk zdeňka zdeňkem zdeňkovi", "zdislav"},
		{false, "lenka lenky lence lenku lenkou", "lena"},
		{false, "jiří jiřího jiřímu jiřím", "jiřina"},
		{false, "malý malého malému malým malá malou", "malík"},
		{true, "kovács kovácsnak kováccsal kovácsot kovácshoz kovácstól", "kovács-nagy kováts"},
		{true, "varga vargának vargával vargát vargához", "vargha vári"},
		{true, "nagy naggyal nagynak nagytól", "nagel"},
		{true, "jános jánosnak jánossal jánost jánoshoz", "jana"},
		{true, "éva évának évával évát", "ádám"},
		{true, "szabó szabónak szabóval szabót", "szűcs"},
	} {
		words := strings.Fields(c.forms)
		base := stems(foldWord(words[0]), c.hungarian)[0]
		has := func(w string) bool {
			for _, s := range stems(foldWord(w), c.hungarian) {
				if s == base {
					return true
				}
			}
			return false
		}
		for _, w := range words {
			if !has(w) {
				t.Errorf("%s has the stems %q, not %q of %s", w, stems(foldWord(w), c.hungarian), base, words[0])
			}
		}
		for _, w := range strings.Fields(c.other) {
			if has(w) {
				t.Errorf("%s has the stem of %s", w, words[0])
			}
		}
	}
}

package find_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/akta-foi/akta/content/find"
)

// seed is a real document that is not part of this repository. The words that
// matter are named by digests: the first eight digits of the SHA-256 of the word
// in small letters, without what is neither letter nor digit at its ends.
type seed struct {
	pattern, language string
	recognised        bool
	found             map[string]string // by family: words that have to be covered wherever they stand
	never             map[string]string // by family: words that must not be
	none              []find.Type       // that must not be proposed at all
	kept              map[find.Type]int // public facts, at least so many; of company ids none may be shown
	marking           bool              // one has to be shown
}

var seeds = []seed{
	{
		pattern: "czech-*.txt", language: "cs", recognised: true,
		found: map[string]string{
			"person":  "fdc25db2 a66976ce c5156f39 3db9fdff 6b248edf 7e5a5df3 00fa7761 58925183 36677916 1129c803 b6f8d434 7d51c980 e31dacd5 61afe020",
			"number":  "db55da3f 182dc6b9 5627b4a8 58ec1b25 f3d35c91 7fe804da 1f0c8735",
			"network": "f841dc7b a1e4e1a7 2186a87a bbfe8dd0",
		},
		kept: map[find.Type]int{find.TypeCompanyID: 2, find.TypeAddress: 1},
	},
	{
		pattern: "hungarian-*.txt", language: "hu", marking: true,
		never: map[string]string{"person": "c1074e34 489e44b1 31d1dd2d d71ccc71 2e0e6372"},
		none:  []find.Type{find.TypeBirthNumber, find.TypePersonalID, find.TypeTaxID, find.TypeTAJ, find.TypeCard, find.TypeIBAN, find.TypeAccount},
	},
}

// footer is where an office's letter states its address and its number.
var footer = regexp.MustCompile(`(?m)^(.{5,40}, \d{3} \d{2} \S+) .{2,3} (\d{5} \d{3})`)

// TestSeeds runs on the documents in the folder that AKTA_SEEDS names.
func TestSeeds(t *testing.T) {
	folder := os.Getenv("AKTA_SEEDS")
	if folder == "" {
		t.Skip("AKTA_SEEDS names no folder with the two real documents: they are not part of this repository")
	}
	for _, s := range seeds {
		t.Run(s.language, func(t *testing.T) {
			names, err := filepath.Glob(filepath.Join(folder, s.pattern))
			if err != nil || len(names) != 1 {
				t.Fatalf("%d files %s in the folder, one wanted (%v)", len(names), s.pattern, err)
			}
			raw, err := os.ReadFile(names[0])
			if err != nil {
				t.Fatal(err)
			}
			s.check(t, string(raw))
		})
	}
}

func (s seed) check(t *testing.T, raw string) {
	var o find.Options
	if m := footer.FindStringSubmatch(raw); m != nil {
		o.Facts = find.Facts{Addresses: m[1:2], Numbers: m[2:3]}
	}
	words := regexp.MustCompile(`\s*\S+\s*`).FindAllString(raw, -1)
	covered := map[string][]bool{}
	shown, hints, kept := map[find.Type]int{}, map[find.Type]int{}, map[find.Type]int{}
	if err := find.Find(context.Background(), []find.Text{{Document: "d1", Language: s.language, Words: words, Recognised: s.recognised}}, o, func(f find.Finding) error {
		switch {
		case f.Kept != "":
			kept[f.Type]++
			return nil
		case f.Score < find.Low:
			hints[f.Type]++
			return nil
		}
		shown[f.Type]++
		if covered[family(f.Type)] == nil {
			covered[family(f.Type)] = make([]bool, len(words))
		}
		for i := range f.Count {
			covered[family(f.Type)][f.First+i] = true
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	for _, typ := range slices.Sorted(maps.Keys(shown)) {
		t.Logf("%-16s %3d shown", typ, shown[typ])
	}
	t.Logf("%d words; hints %v; kept %v", len(words), hints, kept)
	for f, digests := range s.found {
		s.words(t, words, digests, func(digest string, at int) {
			if covered[f] == nil || !covered[f][at] {
				t.Errorf("word %d (%s) is not found as %s", at, digest, f)
			}
		})
	}
	for f, digests := range s.never {
		s.words(t, words, digests, func(digest string, at int) {
			if covered[f] != nil && covered[f][at] {
				t.Errorf("word %d (%s) is shown as %s", at, digest, f)
			}
		})
	}
	for _, typ := range s.none {
		if shown[typ] > 0 {
			t.Errorf("%d of type %s, none is there", shown[typ], typ)
		}
	}
	for typ, n := range s.kept {
		if kept[typ] < n || typ == find.TypeCompanyID && shown[typ] > 0 {
			t.Errorf("of type %s %d kept and %d shown, at least %d are the office's own", typ, kept[typ], shown[typ], n)
		}
	}
	if s.marking && shown[find.TypeMarking] == 0 {
		t.Error("no marking is shown")
	}
}

// words calls f for every word with one of the digests; each has to occur.
func (s seed) words(t *testing.T, words []string, digests string, f func(digest string, at int)) {
	t.Helper()
	seen := map[string]bool{}
	for i, w := range words {
		w = strings.TrimFunc(strings.ToLower(w), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		sum := sha256.Sum256([]byte(w))
		if digest := hex.EncodeToString(sum[:4]); slices.Contains(strings.Fields(digests), digest) {
			seen[digest] = true
			f(digest, i)
		}
	}
	for _, digest := range strings.Fields(digests) {
		if !seen[digest] {
			t.Errorf("no word with the digest %s: another document", digest)
		}
	}
}

package bundles

import (
	"regexp"
	"testing"
)

// TestIDs holds the rules for ids against the patterns that SPEC 2.3 and RFC
// 5646 are usually written as.
func TestIDs(t *testing.T) {
	rules := []struct {
		name    string
		rule    interface{ MatchString(string) bool }
		pattern string
	}{
		{"document", documentID, `^d[1-9][0-9]{0,5}$`},
		{"seal", sealID, `^s[1-9][0-9]{0,5}$`},
		{"release", releaseID, `^r[1-9][0-9]{0,5}$`},
		{"case", caseID, `^[a-z0-9][a-z0-9-]{0,63}$`},
		{"language", languageTag, `^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8}){0,7}$`},
	}
	ids := []string{
		"", "d", "d0", "d1", "d01", "d10", "d999999", "d1000000", "D1", "d1\n", "d1x", "s1", "s999999", "r1", "r12", "r-1", "-", "-a", "a-", "2026-001",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab",
		"cs", "cs-CZ", "zh-Hant-TW", "a-b-c-d-e-f-g-h", "a-b-c-d-e-f-g-h-i", "abcdefgh", "abcdefghi", "cs--CZ", "cs-", "č", "cs_CZ", "cs CZ", "cs\n",
	}
	matched := 0
	for _, r := range rules {
		pattern := regexp.MustCompile(r.pattern)
		for _, id := range ids {
			want := pattern.MatchString(id)
			if got := r.rule.MatchString(id); got != want {
				t.Errorf("%s %q: %v, the pattern says %v", r.name, id, got, want)
			}
			if want {
				matched++
			}
		}
	}
	if matched < 20 {
		t.Errorf("%d ids match: too few to prove anything", matched)
	}
}

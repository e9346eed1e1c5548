package normal

import (
	"regexp"
	"testing"
)

func TestSlug(t *testing.T) {
	for in, want := range map[string]string{
		"2026-001": "2026-001", "Výpadek pošty": "vypadek-posty", "ŐSZI szünet / 2": "oszi-szunet-2",
		"--a__b--": "a-b", "č. j. 12/2026": "c-j-12-2026", "Straße": "stra-e", "日本": "", "": "",
	} {
		if got := Slug(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// FuzzSlug: a slug is one of its own, and fit for an address.
func FuzzSlug(f *testing.F) {
	f.Add("Výpadek pošty")
	f.Add("İ--\u0301x")
	fit := regexp.MustCompile(`^([a-z0-9]+(-[a-z0-9]+)*)?$`)
	f.Fuzz(func(t *testing.T, id string) {
		if s := Slug(id); Slug(s) != s || !fit.MatchString(s) {
			t.Errorf("%q: %q, and of that %q", id, s, Slug(s))
		}
	})
}

package site

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// slug makes the public name of an id: lower case letters a-z (without their
// accents), digits, single hyphens. It returns "" when nothing is left.
func slug(id string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(id)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.TrimSuffix(b.String(), "-")
}

// slugs hands out public names and refuses two ids with the same one.
type slugs map[string]string

func (s slugs) take(kind, id string) (string, error) {
	name := slug(id)
	if name == "" {
		return "", fmt.Errorf("%s id %q: needs at least one letter a-z or digit", kind, id)
	}
	if other, ok := s[name]; ok {
		return "", fmt.Errorf("%s id %q: has the same public name %q as %q", kind, id, name, other)
	}
	s[name] = id
	return name, nil
}

// releaseNumber reads "r12" as 12.
func releaseNumber(id string) (int, error) {
	if !releaseID.MatchString(id) {
		return 0, fmt.Errorf("release id %q: want r and a number from 1", id)
	}
	return strconv.Atoi(id[1:])
}

var releaseID = regexp.MustCompile(`^r[1-9][0-9]{0,5}$`)

package normal

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Slug is the public name of an id: lower case letters a-z without their accents,
// digits, single hyphens. Of a text with neither letter a-z nor digit it is "".
func Slug(id string) string {
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

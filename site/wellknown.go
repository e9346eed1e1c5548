package site

import (
	"slices"
	"strings"
	"time"
)

// securityValid is how long security.txt holds: RFC 9116, 2.5.5 asks for less
// than a year from when it is written.
const securityValid = 364 * 24 * time.Hour

// planWellKnown writes what programs look for below /.well-known/ (RFC 8615): the
// trust once more, so that it is found by the authority's domain alone, and whom
// to tell of a weakness.
func (pl *plan) planWellKnown() error {
	if pl.portal.Trust != nil {
		if err := pl.publish(".well-known/akta/trust.json", pl.portal.Trust); err != nil {
			return err
		}
	}
	if text := pl.securityText(); text != "" {
		return pl.publish(".well-known/security.txt", []byte(text))
	}
	return nil
}

// securityText is security.txt (RFC 9116), empty where the authority names
// neither an e-mail address nor an https site. It expires by the date of the
// newest release and not by the clock, so that the same portal gives the same
// bytes: a portal that publishes nothing for a year has an expired file, which
// says truly that nobody looked at it since.
func (pl *plan) securityText() string {
	c := pl.portal.Contact
	var b strings.Builder
	if c.Email != "" {
		b.WriteString("Contact: mailto:" + c.Email + "\n")
	}
	if strings.HasPrefix(c.Web, "https://") { // 2.5.3
		b.WriteString("Contact: " + c.Web + "\n")
	}
	if b.Len() == 0 || pl.newest.IsZero() {
		return ""
	}
	b.WriteString("Expires: " + stamp(pl.newest.Add(securityValid)) + "\n")
	languages := []string{pl.portal.Language}
	if !slices.Contains(languages, "en") {
		languages = append(languages, "en")
	}
	b.WriteString("Preferred-Languages: " + strings.Join(languages, ", ") + "\n")
	if strings.HasPrefix(pl.base(), "https://") {
		b.WriteString("Canonical: " + pl.absolute(".well-known/security.txt") + "\n")
	}
	return b.String()
}

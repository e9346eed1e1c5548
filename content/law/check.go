package law

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

var (
	codeForm = regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`)
	linkForm = regexp.MustCompile(`^https://\S+$`)
)

// checker keeps the first thing that is wrong.
type checker struct{ err error }

func (c *checker) fail(format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf(format, args...)
	}
}

// line wants text on one line; empty only where that is allowed.
func (c *checker) line(what, s string, most int, empty bool) {
	if s == "" && empty {
		return
	}
	if s == "" || s != strings.TrimSpace(s) || len(s) > most || !utf8.ValidString(s) || strings.ContainsFunc(s, unicode.IsControl) {
		c.fail("%s: %q: want text on one line, at most %d bytes", what, s, most)
	}
}

// texts wants a text in each of some languages, and in none but those of the portal.
func (c *checker) texts(what string, m map[string]string, want ...string) {
	for _, l := range want {
		if m[l] == "" {
			c.fail("%s: no text in %q", what, l)
		}
	}
	for l, s := range m {
		if !slices.Contains(languages[:], l) {
			c.fail("%s: language %q: want cs, hu or en", what, l)
		}
		c.line(what+" in "+l, s, maxText, false)
	}
}

func (c *checker) oneOf(what, s string, want ...string) {
	if !slices.Contains(want, s) {
		c.fail("%s: %q: want one of %s", what, s, strings.Join(want, ", "))
	}
}

func (c *checker) basis(what string, b Basis) {
	c.line(what+", paragraph", b.Paragraph, maxSource, true)
	c.line(what+", source", b.Source, maxSource, false)
	c.link(what, b.Link)
	c.oneOf(what+", status", b.Status, StatusRead, StatusDefault)
}

func (c *checker) link(what, s string) {
	if c.line(what+", link", s, maxSource, true); s != "" && !linkForm.MatchString(s) {
		c.fail("%s: link %q: want an address that begins with https://", what, s)
	}
}

// code wants a new code.
func (c *checker) code(what, s string, seen map[string]bool) {
	if !codeForm.MatchString(s) || seen[s] {
		c.fail("%s %q: want a code of a-z, 0-9 and \"-\" that is not there yet", what, s)
	}
	seen[s] = true
}

func (c *checker) length(what string, n, least int) {
	if n < least || n > maxList {
		c.fail("%s: %d of them, want %d to %d", what, n, least, maxList)
	}
}

// monthDay wants a day that every year has, such as "03-01".
func (c *checker) monthDay(what, s string) {
	if _, err := time.Parse(dateLayout, "2001-"+s); err != nil {
		c.fail("%s: %q: want a day of every year such as 03-01", what, s)
	}
}

// check looks at each part of the profile by itself.
func (p *Profile) check() error {
	c, all := new(checker), languages[:]
	c.code("law", p.Code, map[string]bool{})
	c.texts("name", p.Name, all...)
	c.link("law", p.Link)
	c.oneOf("language", p.Language, all...)
	p.checkGrounds(c)
	c.basis("counting", p.Counting.Basis)
	c.length("deadlines", len(p.DeadlineRules), 1)
	seen := map[string]bool{}
	for _, d := range p.DeadlineRules {
		c.code("deadline", d.Code, seen)
		what := "deadline " + d.Code
		c.basis(what, d.Basis)
		c.texts(what, d.Name, all...)
		c.oneOf(what+", who", d.Who, WhoOffice, WhoRequester, WhoReviewer)
		c.days(what, d.Days, d.Count)
	}
	c.length("states", len(p.States), 1)
	seen = map[string]bool{}
	for _, s := range p.States {
		c.code("state", s.Code, seen)
		c.texts("state "+s.Code, s.Name, all...)
		c.oneOf("state "+s.Code+", public", s.Public, PublicOpen, PublicAnswered, PublicPartlyRefused, PublicRefused,
			PublicWithdrawn, PublicTransferred, PublicClosed, publicSame)
	}
	p.checkTexts(c)
	p.checkCalendar(c)
	return c.err
}

// days wants a length of time that can be counted.
func (c *checker) days(what string, n int, count string) {
	c.oneOf(what+", count", count, CountCalendar, CountWorking, CountMonths)
	most := maxDays
	if count == CountMonths {
		most = maxMonths
	}
	if n < 1 || n > most {
		c.fail("%s: %d days, want 1 to %d", what, n, most)
	}
}

// years wants a number of years that a person may be kept.
func (c *checker) years(what string, n int) {
	if n < 1 || n > maxRetention {
		c.fail("%s: %d years, want 1 to %d", what, n, maxRetention)
	}
}

func (p *Profile) checkGrounds(c *checker) {
	names := map[string]bool{} // codes and paragraphs: each names one ground only
	c.length("grounds", len(p.Grounds), 1)
	for _, list := range []struct {
		what    string
		grounds []Ground
	}{{"ground", p.Grounds}, {"ground of refusal", p.Refusals}, {"ground of extension", p.Extensions}} {
		c.length(list.what, len(list.grounds), 0)
		for _, g := range list.grounds {
			c.code(list.what, g.Code, names)
			if s := squash(g.Paragraph); s != "" && s != g.Code {
				if names[s] {
					c.fail("%s %q: paragraph %q is of another ground already", list.what, g.Code, g.Paragraph)
				}
				names[s] = true
			}
			c.basis(list.what+" "+g.Code, g.Basis)
			c.texts(list.what+" "+g.Code, g.Label, languages[:]...)
		}
	}
	if !slices.ContainsFunc(p.Grounds, func(g Ground) bool { return g.Code == "personal-data" }) {
		c.fail("no ground \"personal-data\"")
	}
}

func (p *Profile) checkTexts(c *checker) {
	c.length("remedies", len(p.Remedies), 0)
	seen := map[string]bool{}
	for _, r := range p.Remedies {
		c.code("remedy", r.Code, seen)
		c.basis("remedy "+r.Code, r.Basis)
		c.texts("remedy "+r.Code, r.Text, p.Language, "en")
		c.length("remedy "+r.Code+", for", len(r.For), 1)
		for i, s := range r.For {
			if slices.Contains(r.For[:i], s) {
				c.fail("remedy %s: for %q twice", r.Code, s)
			}
			c.oneOf("remedy "+r.Code+", for", s, PublicOpen, PublicAnswered, PublicPartlyRefused, PublicRefused)
		}
	}
	c.basis("publication", p.Publication.Basis)
	c.texts("publication", p.Publication.Text, languages[:]...)
	if p.Publication.Duty != (p.Publication.Deadline != "") {
		c.fail("publication: a duty needs a deadline, and nothing else has one")
	}
	c.basis("retention", p.Retention.Basis)
	c.years("retention", p.Retention.Years)
	c.length("reports", len(p.Reports), 0)
	seen = map[string]bool{}
	for _, r := range p.Reports {
		c.code("report", r.Code, seen)
		c.basis("report "+r.Code, r.Basis)
		c.texts("report "+r.Code, r.Name, languages[:]...)
		if r.Due != "" {
			c.monthDay("report "+r.Code+", due", r.Due)
		}
		c.length("report "+r.Code+", items", len(r.Items), 1)
		items := map[string]bool{}
		for _, i := range r.Items {
			c.code("report "+r.Code+", item", i.Code, items)
			c.basis("report "+r.Code+", item "+i.Code, i.Basis)
			c.texts("report "+r.Code+", item "+i.Code, i.Name, languages[:]...)
			c.oneOf("report "+r.Code+", item "+i.Code+", kind", i.Kind, "count", "days", "money", "text", "list", "address")
		}
	}
}

func (p *Profile) checkCalendar(c *checker) {
	k := &p.Calendar
	c.basis("calendar", k.Basis)
	if len(k.Weekend) > 3 {
		c.fail("weekend: %d days, want at most 3", len(k.Weekend))
	}
	if k.KnownTo != 0 {
		if k.KnownTo < minYear || k.KnownTo > maxYear {
			c.fail("known_to: %d: want %d to %d, or no such line", k.KnownTo, minYear, maxYear)
		}
		c.texts("unknown", k.Unknown, languages[:]...)
	} else if len(k.Unknown) > 0 {
		c.fail("unknown: belongs to known_to")
	}
	c.length("holidays", len(k.Holidays), 0)
	for i, h := range k.Holidays {
		what := fmt.Sprintf("holiday %d", i+1)
		c.basis(what, h.Basis)
		c.texts(what, h.Name, languages[:]...)
	}
	c.length("days", len(k.Days), 0)
	for _, d := range k.Days {
		c.basis("day "+d.Date, d.Basis)
		c.texts("day "+d.Date, d.Name, languages[:]...)
	}
}

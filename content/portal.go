package content

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"
)

// Portal is the part of akta.toml about the public website. All of it is public.
type Portal struct {
	URL           string         `toml:"url,omitempty" comment:"The address the folder will have, https://... Feeds, sitemap and the open-data catalogue are written only with it."`
	Address       []string       `toml:"address,omitempty" comment:"The postal address, line by line."`
	Email         string         `toml:"email,omitempty"`
	Phone         string         `toml:"phone,omitempty"`
	DataBox       string         `toml:"data_box,omitempty"`
	CompanyID     string         `toml:"company_id,omitempty" comment:"IČO, törzsszám."`
	Web           string         `toml:"web,omitempty" comment:"The office's own site."`
	NoticeBoard   string         `toml:"notice_board,omitempty" comment:"The official notice board on the web."`
	Logo          string         `toml:"logo,omitempty" comment:"An SVG or PNG file in the folder site."`
	Colour        string         `toml:"colour,omitempty" comment:"Of the header, \"#14506b\"; white text must be readable on it."`
	DarkColour    string         `toml:"dark_colour,omitempty" comment:"The same in the dark scheme."`
	Topics        []Topic        `toml:"topics,omitempty" comment:"What a case can be about; case.md names codes."`
	Accessibility *Accessibility `toml:"accessibility,omitempty" comment:"What the accessibility statement says; without it the portal has none."`
}

// Topic is something that cases are about, with a label in each language.
type Topic struct {
	Code string `toml:"code"`
	CS   string `toml:"cs"`
	HU   string `toml:"hu"`
	EN   string `toml:"en"`
}

// Label is the topic's name by language.
func (t Topic) Label() map[string]string {
	return map[string]string{"cs": t.CS, "hu": t.HU, "en": t.EN}
}

// Accessibility is the office's part of the accessibility statement.
type Accessibility struct {
	Prepared string `toml:"prepared" comment:"The day of the statement, such as 2026-07-03."`
	Reviewed string `toml:"reviewed,omitempty" comment:"The day of the last review."`
	Method   string `toml:"method" comment:"self: the office looked itself; third-party: somebody else did."`
}

var (
	topicCode  = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	hexColour  = regexp.MustCompile(`^#[0-9a-f]{6}$`)
	dataBoxID  = regexp.MustCompile(`^[a-z0-9]{7}$`)
	plainEmail = regexp.MustCompile(`^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$`)
)

func (p *Portal) check() error {
	if p == nil {
		return nil
	}
	for _, l := range []struct{ what, link string }{{"url", p.URL}, {"web", p.Web}, {"notice_board", p.NoticeBoard}} {
		if u, err := url.Parse(l.link); l.link != "" && (err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.RawQuery != "" && l.what == "url" || u.Fragment != "") {
			return fmt.Errorf("portal, %s %q: want an https address", l.what, l.link)
		}
	}
	for _, s := range append([]string{p.Phone, p.CompanyID, p.Logo}, p.Address...) {
		if s != "" && !isLine(s, maxFact) {
			return fmt.Errorf("portal: %q: want text on one line, at most %d bytes", s, maxFact)
		}
	}
	switch {
	case p.Email != "" && (!plainEmail.MatchString(p.Email) || !isLine(p.Email, maxFact)):
		return fmt.Errorf("portal, email %q: want an e-mail address", p.Email)
	case p.DataBox != "" && !dataBoxID.MatchString(p.DataBox):
		return fmt.Errorf("portal, data_box %q: want seven letters and digits", p.DataBox)
	case strings.ContainsAny(p.Logo, `/\`):
		return fmt.Errorf("portal, logo %q: want the name of a file in the folder site", p.Logo)
	}
	for _, c := range []string{p.Colour, p.DarkColour} {
		if c != "" && !hexColour.MatchString(c) {
			return fmt.Errorf("portal, colour %q: want # and six hex digits, in lower case", c)
		}
	}
	if err := p.checkTopics(); err != nil {
		return err
	}
	return p.Accessibility.check()
}

func (p *Portal) checkTopics() error {
	if len(p.Topics) > maxTopics {
		return fmt.Errorf("portal: %d topics, more than the %d allowed", len(p.Topics), maxTopics)
	}
	seen := map[string]bool{}
	for _, t := range p.Topics {
		if !topicCode.MatchString(t.Code) || len(t.Code) > 60 || seen[t.Code] {
			return fmt.Errorf("portal, topic %q: want a-z, 0-9 and hyphens, and each once", t.Code)
		}
		seen[t.Code] = true
		for _, l := range languages {
			if s := t.Label()[l]; s == "" || !isLine(s, maxFact) {
				return fmt.Errorf("portal, topic %q: want a label in %q on one line", t.Code, l)
			}
		}
	}
	return nil
}

func (a *Accessibility) check() error {
	if a == nil {
		return nil
	}
	for _, d := range []string{a.Prepared, a.Reviewed} {
		if _, err := time.Parse(dateLayout, d); err != nil && (d != "" || a.Prepared == "") {
			return fmt.Errorf("portal, accessibility: %q: want a date such as 2026-07-03", d)
		}
	}
	if a.Method != "self" && a.Method != "third-party" {
		return fmt.Errorf("portal, accessibility: method %q: want self or third-party", a.Method)
	}
	return nil
}

// Portal is what akta.toml says of the website; without such a part it is empty.
func (o *Office) Portal() Portal {
	if o.Settings.Portal == nil {
		return Portal{}
	}
	return *o.Settings.Portal
}

package site

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/akta-foi/akta/content/normal"
)

// plan is a checked Portal: the cases in the order of the register, and every
// file that is copied.
type plan struct {
	portal *Portal
	cases  []plannedCase
	copies []publicCopy
	data   map[string][]byte // small public files made from the Portal's fields
	made   []keyedFile       // those of cases
	all    []page            // made once, by pages
	search *searchIndex      // nil: there is none
	lastOf map[string]string // see changed

	program []byte // the program's digest
	newest  time.Time
	sample  *releaseView // the newest release, for the commands of the verify page
}

type plannedCase struct {
	src  *Case
	slug string
	view caseView
	key  [sha256.Size]byte // see planKeys
}

// publicCopy is one file of this machine that is published.
type publicCopy struct {
	from, to string
	size     int64  // negative: not known
	sha256   string // empty: not known
}

// newPlan checks p and computes every public name.
func newPlan(p *Portal) (*plan, error) {
	switch {
	case p == nil:
		return nil, fmt.Errorf("portal: missing")
	case p.Authority == "":
		return nil, fmt.Errorf("portal: authority is empty")
	case !slices.Contains(Languages(), p.Language):
		return nil, fmt.Errorf("portal: language %q, want one of %q", p.Language, Languages())
	case len(p.Cases) > maxCases:
		return nil, fmt.Errorf("portal: %d cases, at most %d", len(p.Cases), maxCases)
	}
	if err := checkLink("base address", p.BaseURL); err != nil {
		return nil, err
	}
	if err := checkLink("link of the law", p.Law.Link); err != nil {
		return nil, err
	}
	if err := errors.Join(p.Contact.check(), p.Brand.check(), checkTopics(p.Topics)); err != nil {
		return nil, fmt.Errorf("portal: %w", err)
	}
	pl := &plan{portal: p, data: map[string][]byte{}}
	if err := pl.planBrand(); err != nil {
		return nil, err
	}
	taken := slugs{}
	for i := range p.Cases {
		c, err := pl.planCase(&p.Cases[i], taken)
		if err != nil {
			return nil, fmt.Errorf("case %q: %w", p.Cases[i].ID, err)
		}
		pl.cases = append(pl.cases, *c)
	}
	pl.rank()
	if err := pl.planKeys(); err != nil {
		return nil, err
	}
	return pl, errors.Join(pl.planEvidence(), pl.planData())
}

// rank sorts the register by date of receipt, newest first.
func (pl *plan) rank() {
	sort.SliceStable(pl.cases, func(i, j int) bool {
		a, b := pl.cases[i], pl.cases[j]
		if a.src.Received != b.src.Received {
			return a.src.Received > b.src.Received
		}
		return a.slug > b.slug
	})
}

// planEvidence names the files a verifier needs.
func (pl *plan) planEvidence() error {
	p := pl.portal
	for name, data := range map[string][]byte{
		"trust.json": p.Trust, "trusted_root.json": p.TrustedRoot, "akta.pub": p.PublicKeyPEM,
	} {
		if data != nil {
			pl.data[name] = data
		}
	}
	maps.Copy(pl.data, checkFiles())
	maps.Copy(pl.data, headerFiles(p.BaseURL))
	taken := slugs{}
	for _, t := range p.TSACertificates {
		name, err := taken.take("timestamp authority", t.Name)
		if err != nil {
			return err
		}
		pl.data["tsa/"+name+".pem"] = t.PEM
	}
	return nil
}

func (pl *plan) planCase(c *Case, taken slugs) (*plannedCase, error) {
	name, err := taken.take("case", c.ID)
	if err != nil {
		return nil, err
	}
	if c.Title == "" {
		return nil, fmt.Errorf("title is empty")
	}
	if err := checkLanguage(c.Language); err != nil {
		return nil, err
	}
	if _, err := time.Parse(time.DateOnly, c.Received); err != nil {
		return nil, fmt.Errorf("received %q: want a date like 2026-07-03", c.Received)
	}
	if c.Answered != "" {
		if _, err := time.Parse(time.DateOnly, c.Answered); err != nil {
			return nil, fmt.Errorf("answered %q: want a date like 2026-07-03, or nothing", c.Answered)
		}
	}
	if !slices.Contains(states, c.State) {
		return nil, fmt.Errorf("state %q: not known", c.State)
	}
	if unanswered(c.State) && c.Answered != "" {
		return nil, fmt.Errorf("answered %s, and the state is %q", c.Answered, c.State)
	}
	if c.Due != "" {
		if _, err := time.Parse(time.DateOnly, c.Due); err != nil {
			return nil, fmt.Errorf("due %q: want a date like 2026-07-03, or nothing", c.Due)
		}
	}
	for _, t := range c.Topics {
		if !slices.ContainsFunc(pl.portal.Topics, func(k Topic) bool { return k.Code == t }) {
			return nil, fmt.Errorf("topic %q: not one of the portal's", t)
		}
	}
	v := caseView{
		ID: c.ID, Lang: c.Language, Received: c.Received, Answered: c.Answered, Due: c.Due, State: c.State,
		Topics: append([]string{}, c.Topics...), Question: paragraphs(c.Question), Grounds: []groundView{}, Documents: []documentView{}, Older: []releaseView{},
	}
	if v.Events, err = eventViews(c); err != nil {
		return nil, err
	}
	v.Told = toldAnswer(v.Events, v.Answered)
	if err := pl.planReleases(c, name, &v); err != nil {
		return nil, err
	}
	return &plannedCase{src: c, slug: name, view: v}, nil
}

// stamp writes a time for the theme: UTC, whole seconds.
func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// paragraphs splits plain text at blank lines.
func paragraphs(text string) []string {
	list := []string{}
	for _, p := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			list = append(list, p)
		}
	}
	return list
}

// checkLink accepts an https or http address or nothing.
func checkLink(what, link string) error {
	if link == "" {
		return nil
	}
	u, err := url.Parse(link)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" {
		return fmt.Errorf("%s %q: want an https address", what, link)
	}
	return nil
}

// checkLanguage accepts a plain language code; it becomes a lang attribute.
func checkLanguage(code string) error {
	if len(code) < 2 || len(code) > 3 || strings.Trim(code, "abcdefghijklmnopqrstuvwxyz") != "" {
		return fmt.Errorf("language %q: want two or three lower case letters", code)
	}
	return nil
}

// checkTopics accepts codes that are public names, each with a label in every
// language of the user interface.
func checkTopics(topics []Topic) error {
	if len(topics) > maxTopics {
		return fmt.Errorf("%d topics, at most %d", len(topics), maxTopics)
	}
	seen := map[string]bool{}
	for _, t := range topics {
		if t.Code == "" || normal.Slug(t.Code) != t.Code || seen[t.Code] {
			return fmt.Errorf("topic %q: want a-z, 0-9 and hyphens, and each once", t.Code)
		}
		seen[t.Code] = true
		for _, l := range Languages() {
			if strings.TrimSpace(t.Label[l]) == "" {
				return fmt.Errorf("topic %q: no label in %q", t.Code, l)
			}
		}
	}
	return nil
}

package audit

import (
	"regexp"
	"strings"
)

// place is what a public name says of where a file belongs.
type location struct {
	name     string // for reports
	caseSlug string // public name of the case; "": of no single case
	file     string // base name of a file of one document, or the document's folder
	wide     bool   // belongs to every document of the case: its page, its release.json
	listed   bool   // a list of the words of all pages
}

var (
	pageName       = regexp.MustCompile(`^(?:[a-z]{2,3}/)?cases/([^/]+)/`)
	fileName       = regexp.MustCompile(`^files/([^/]+)/r[0-9]+/([^/]+)$`)
	releaseName    = regexp.MustCompile(`^releases/(.+)-r[0-9]+\.zip$`)
	documentMember = regexp.MustCompile(`^data/s[0-9]+/([^/]+)/`)
)

// siteLocation places a file of a site.
func siteLocation(name string) location {
	p := location{name: name}
	if m := pageName.FindStringSubmatch(name); m != nil {
		p.caseSlug, p.wide = m[1], true
	} else if m := fileName.FindStringSubmatch(name); m != nil {
		p.caseSlug, p.file = m[1], m[2]
	} else if m := releaseName.FindStringSubmatch(name); m != nil {
		p.caseSlug, p.wide = m[1], true
	}
	return p
}

// bagLocation places a file of a release's bag: one of the case's documents, or one
// that belongs to them all.
func bagLocation(caseSlug, name string) location {
	p := location{name: name, caseSlug: caseSlug, wide: true}
	if m := documentMember.FindStringSubmatch(name); m != nil {
		p.wide, p.file = false, m[1]
	}
	return p
}

// member places a member of a container.
func (p location) member(name string, depth int) location {
	m := p
	if depth == 0 && p.wide && releaseName.MatchString(p.name) {
		m = bagLocation(p.caseSlug, name)
	}
	m.name = p.name + "!" + name
	return m
}

// isDocument says whether the file belongs to that document: d1, d1.pdf,
// d1-001.png, but not d10.pdf.
func (p *location) isDocument(doc string) bool {
	rest, ok := strings.CutPrefix(p.file, doc)
	return ok && doc != "" && (rest == "" || rest[0] == '.' || rest[0] == '-')
}

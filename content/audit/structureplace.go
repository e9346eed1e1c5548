package audit

import (
	"regexp"
	"strconv"
	"strings"
)

// placeKind is what may stand in a place.
type placeKind int

const (
	placeSite     placeKind = 1 << iota // pages, style, data of the website
	placeFiles                          // below files/: page images, facsimiles, whole originals
	placeLog                            // tiles of the transparency log
	placeBag                            // a member of a release
	placeOriginal                       // a member with the file's own bytes
	placeWithin                         // a member of a container that is no release
	placeSearch                         // below pagefind/: the full-text index and what reads it
)

// place is what a file's public name says of it.
type place struct {
	name      string // as the engine calls it
	container string // all before the last "!"
	path      string // after it, "/" between segments
	kind      placeKind
	bag       string // name of the release's ZIP; "" where the folder is the release
	doc       string // "s1/d1" in a release, "d1" below files/
	file      string // what is left of the path after the document
	caseID    string
	page      int // of a page image, from 1; 0: no page image
}

// Names that the builder gives.
var (
	releaseZIP  = regexp.MustCompile(`^releases/([^/!]+)-(r[1-9][0-9]{0,5})\.zip$`)
	bagDocument = regexp.MustCompile(`^data/(s[1-9][0-9]{0,5}/d[1-9][0-9]{0,5})/([^/]+)$`)
	bagPage     = regexp.MustCompile(`^page-([0-9]{4})\.png$`)
	siteFile    = regexp.MustCompile(`^files/([^/]+)/(r[1-9][0-9]{0,5})/([^/]+)$`)
	siteSlug    = regexp.MustCompile(`^(.+?)(?:-([0-9]{3,4}))?\.[a-z0-9]+$`)
	siteCase    = regexp.MustCompile(`^(?:[a-z]{2}/)?cases/([^/]+)/`)
	logTile     = regexp.MustCompile(`^log/tile/(entries|[0-9])/(?:x[0-9]{3}/)*[0-9]{3}(?:\.p/([1-9][0-9]{0,2}))?$`)
)

func placeOf(name string) place {
	p := place{name: name, path: name, kind: placeSite}
	if i := strings.LastIndexByte(name, '!'); i >= 0 {
		p.container, p.path = name[:i], name[i+1:]
		z := releaseZIP.FindStringSubmatch(p.container)
		if z == nil {
			p.kind = placeWithin
			return p
		}
		p.kind, p.bag, p.caseID = placeBag, p.container, z[1]
	}
	if m := bagDocument.FindStringSubmatch(p.path); m != nil {
		p.kind, p.doc, p.file = placeBag, m[1], m[2]
		if strings.HasPrefix(p.file, "original") {
			p.kind = placeOriginal
		}
		if n := bagPage.FindStringSubmatch(p.file); n != nil {
			p.page, _ = strconv.Atoi(n[1])
		}
		return p
	}
	if p.container != "" {
		return p
	}
	if m := siteFile.FindStringSubmatch(name); m != nil {
		p.kind, p.caseID, p.bag, p.file = placeFiles, m[1], "releases/"+m[1]+"-"+m[2]+".zip", m[3]
		if s := siteSlug.FindStringSubmatch(p.file); s != nil {
			p.doc = s[1]
			p.page, _ = strconv.Atoi(s[2])
		}
		return p
	}
	if m := siteCase.FindStringSubmatch(name); m != nil {
		p.caseID = m[1]
	}
	switch {
	case strings.HasPrefix(name, "log/tile/"):
		p.kind = placeLog
	case strings.HasPrefix(name, "pagefind/"):
		p.kind = placeSearch
	}
	if bagFile(name) {
		p.kind = placeBag
	}
	return p
}

// bagFile tells whether a name at the top of a folder is one that only an
// unpacked release has.
func bagFile(name string) bool {
	switch name {
	case "release.json", "proof.json", "bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt":
		return true
	}
	return strings.HasPrefix(name, "release.") || strings.HasPrefix(name, "seals/")
}

func (p place) hit(check string, offset int64, what string) Hit {
	return Hit{Check: check, File: p.name, Offset: offset, What: what}
}

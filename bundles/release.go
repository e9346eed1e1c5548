package bundles

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Release is release.json, the one subject the redactor signs (SPEC 5.6). It
// binds the commitments drawn on, the proof, every public file, and the ground
// of every redaction.
type Release struct {
	Format    string             `json:"format"`
	Authority string             `json:"authority"`
	Case      string             `json:"case"`
	Release   string             `json:"release"`
	Created   Time               `json:"created"`
	Title     string             `json:"title"`               // of the case, as published
	ReviewBy  string             `json:"review_by,omitempty"` // date by which the redactions are looked at again
	Previous  *PreviousRelease   `json:"previous,omitempty"`
	Takedown  *Takedown          `json:"takedown,omitempty"`
	Seals     []SealRef          `json:"seals"`
	Grounds   []Ground           `json:"grounds"`
	Documents []ReleasedDocument `json:"documents"`
	Files     []FileDigest       `json:"files"`
}

// PreviousRelease ties a release to the one before it.
type PreviousRelease struct {
	Release string `json:"release"`
	SHA256  Hash   `json:"sha256"` // of its release.json
}

// SealRef names a seal and the SHA-256 of its commitment.json.
type SealRef struct {
	Seal       string `json:"seal"`
	Commitment Hash   `json:"commitment"`
}

// Ground is the legal ground of a redaction.
type Ground struct {
	Code      string `json:"code"`  // of the office's law, such as "personal-data"
	Label     string `json:"label"` // what stands in the place of what is hidden
	Paragraph string `json:"paragraph,omitempty"`
	Link      string `json:"link,omitempty"` // ELI
}

// ReleasedDocument is one document of a release. Of a withheld one only its id
// and the ground are told.
type ReleasedDocument struct {
	Seal       string      `json:"seal"`
	ID         string      `json:"id"`
	Withheld   string      `json:"withheld,omitempty"` // code of a ground
	Title      string      `json:"title,omitempty"`
	Kind       string      `json:"kind,omitempty"`
	Language   string      `json:"language,omitempty"`
	Facsimile  *Facsimile  `json:"facsimile,omitempty"` // where pages are shown
	Redactions []Redaction `json:"redactions,omitempty"`
}

// Redaction is one hidden part of a view, and its ground.
type Redaction struct {
	View   string     `json:"view"`             // "text" or "page/N"
	Leaves *Range     `json:"leaves,omitempty"` // of the text view
	Tiles  *TileBlock `json:"tiles,omitempty"`  // of a page view
	Ground string     `json:"ground"`           // code of a ground
}

// TileBlock is a rectangle of tiles: column, row, columns, rows.
type TileBlock [4]int

// FileDigest is the SHA-256 of a file of the release.
type FileDigest struct {
	Name   string `json:"name"`
	SHA256 Hash   `json:"sha256"`
}

// ParseRelease reads release.json.
func ParseRelease(data []byte) (*Release, error) {
	r, err := parseJSON[Release](nameRelease, data, maxSmallJSON)
	if err != nil {
		return nil, err
	}
	if err := r.check(); err != nil {
		return nil, fmt.Errorf("%s: %w", nameRelease, err)
	}
	return r, nil
}

func (r *Release) check() error {
	if r.Format != formatRelease {
		return fmt.Errorf("format %q: want %q", r.Format, formatRelease)
	}
	if err := errors.Join(checkLine("authority", r.Authority), checkLine("title", r.Title), CheckCaseID(r.Case)); err != nil {
		return err
	}
	if !releaseID.MatchString(r.Release) {
		return fmt.Errorf("release %q: want r1, r2 and so on", r.Release)
	}
	if p := r.Previous; p != nil && (!releaseID.MatchString(p.Release) || p.Release == r.Release) {
		return fmt.Errorf("previous release %q", p.Release)
	}
	if err := errors.Join(r.checkReviewBy(), r.checkTakedown()); err != nil {
		return err
	}
	if len(r.Seals) == 0 || len(r.Seals) > maxSealsInUse {
		return fmt.Errorf("%d seals, want 1 to %d", len(r.Seals), maxSealsInUse)
	}
	for i, s := range r.Seals {
		if !sealID.MatchString(s.Seal) || slices.ContainsFunc(r.Seals[:i], func(o SealRef) bool { return o.Seal == s.Seal }) {
			return fmt.Errorf("seal %q: want s1, s2, ..., each once", s.Seal)
		}
	}
	for i, g := range r.Grounds {
		if i > 0 && r.Grounds[i-1].Code >= g.Code {
			return fmt.Errorf("ground %q: out of order, or there twice", g.Code)
		}
		if err := errors.Join(checkLine("ground's code", g.Code), checkLine("ground's label", g.Label)); err != nil {
			return err
		}
	}
	if err := r.checkDocuments(); err != nil {
		return err
	}
	if !slices.IsSortedFunc(r.Files, func(a, b FileDigest) int { return strings.Compare(a.Name, b.Name) }) {
		return errors.New("files are not sorted")
	}
	return nil
}

// checkReviewBy holds that the date is one, and not past when it is set.
func (r *Release) checkReviewBy() error {
	if r.ReviewBy == "" {
		return nil
	}
	day, err := time.Parse(time.DateOnly, r.ReviewBy)
	if err != nil {
		return fmt.Errorf("review_by %.60q: want a date such as 2027-11-30", r.ReviewBy)
	}
	if !day.After(r.Created.Time) {
		return fmt.Errorf("review_by %s: not after the release of %s", r.ReviewBy, r.Created.Format(time.DateOnly))
	}
	return nil
}

func (r *Release) checkDocuments() error {
	redactions := 0
	for i, d := range r.Documents {
		what := "document " + d.Seal + "/" + d.ID
		if !documentID.MatchString(d.ID) || slices.ContainsFunc(r.Documents[:i], func(o ReleasedDocument) bool { return o.ID == d.ID }) {
			return fmt.Errorf("%s: want d1, d2, ..., each once", what)
		}
		if !slices.ContainsFunc(r.Seals, func(s SealRef) bool { return s.Seal == d.Seal }) {
			return fmt.Errorf("%s: its seal is not in this release", what)
		}
		if d.Withheld != "" {
			if d.Title != "" || d.Kind != "" || d.Language != "" || len(d.Redactions) != 0 || d.Facsimile != nil {
				return fmt.Errorf("%s: withheld, and yet described", what)
			}
			if r.Ground(d.Withheld) == nil {
				return fmt.Errorf("%s: ground %q is not in the list", what, d.Withheld)
			}
			continue
		}
		if err := errors.Join(checkLine(what+": title", d.Title), checkLine(what+": kind", d.Kind), checkLine(what+": language", d.Language), d.Facsimile.check()); err != nil {
			return err
		}
		for _, x := range d.Redactions {
			if r.Ground(x.Ground) == nil {
				return fmt.Errorf("%s: ground %q is not in the list", what, x.Ground)
			}
			if isPage := strings.HasPrefix(x.View, "page/"); isPage != (x.Tiles != nil) || isPage == (x.Leaves != nil) || !isPage && x.View != ViewText {
				return fmt.Errorf("%s: redaction of view %q: want leaves of the text, or tiles of a page", what, x.View)
			}
		}
		redactions += len(d.Redactions)
	}
	if redactions > maxRedactions {
		return fmt.Errorf("%d redactions, more than the %d allowed", redactions, maxRedactions)
	}
	return nil
}

// Ground returns the ground with that code, or nil.
func (r *Release) Ground(code string) *Ground {
	for i := range r.Grounds {
		if r.Grounds[i].Code == code {
			return &r.Grounds[i]
		}
	}
	return nil
}

// hidden is the canonical ranges of a view that the redactions cover, and an
// error where two overlap in the text or one lies outside (SPEC 5.5).
func (d *ReleasedDocument) hidden(v ViewHeader) ([]Range, error) {
	set := make([]bool, v.Leaves)
	cols, rows := TileGrid(v.Width, v.Height)
	for _, x := range d.Redactions {
		if x.View != v.View {
			continue
		}
		if x.Leaves != nil {
			if err := checkRanges([]Range{*x.Leaves}, v.Leaves); err != nil {
				return nil, err
			}
			for i := x.Leaves[0]; i < x.Leaves[0]+x.Leaves[1]; i++ {
				if set[i] {
					return nil, fmt.Errorf("view %q: leaf %d is redacted twice", v.View, i)
				}
				set[i] = true
			}
			continue
		}
		t := *x.Tiles
		if t[0] < 0 || t[1] < 0 || t[2] < 1 || t[3] < 1 || t[2] > cols || t[3] > rows || t[0] > cols-t[2] || t[1] > rows-t[3] {
			return nil, fmt.Errorf("view %q: tiles %v outside the %d x %d of the page", v.View, t, cols, rows)
		}
		for row := t[1]; row < t[1]+t[3]; row++ {
			for col := t[0]; col < t[0]+t[2]; col++ {
				set[row*cols+col] = true
			}
		}
	}
	return rangesOf(set), nil
}

// bagInfo is what the bag says of itself.
func (r *Release) bagInfo() bagInfo {
	return bagInfo{authority: r.Authority, identifier: r.Case + "/" + r.Release, created: r.Created}
}

// textEdition is text.txt: the shown words, and a label in brackets for each
// run of gaps on one ground (SPEC 5.7).
func (r *Release) textEdition(d *ReleasedDocument, leaves shownLeaves) []byte {
	label := make([]string, len(leaves))
	for _, x := range d.Redactions {
		if x.View == ViewText {
			for i := x.Leaves[0]; i < x.Leaves[0]+x.Leaves[1]; i++ {
				label[i] = r.Ground(x.Ground).Label
			}
		}
	}
	var b bytes.Buffer
	last := ""
	for i, leaf := range leaves {
		switch {
		case leaf == nil && label[i] != last:
			fmt.Fprintf(&b, "[%s] ", label[i])
			last = label[i]
		case leaf != nil && *leaf != "":
			b.WriteString(*leaf)
			last = ""
		}
	}
	return b.Bytes()
}

// sortGrounds puts grounds in the order of their codes, each once.
func sortGrounds(g []Ground) []Ground {
	g = slices.Clone(g)
	slices.SortFunc(g, func(a, b Ground) int { return cmp.Compare(a.Code, b.Code) })
	return slices.CompactFunc(g, func(a, b Ground) bool { return a.Code == b.Code })
}

const (
	nameRelease = "release.json"
	nameProof   = "proof.json"
)

// dataFolder is where a released document's members stand.
func dataFolder(seal, id string) string { return "data/" + seal + "/" + id + "/" }

// sealFolder is where a seal's public files stand in a release.
func sealFolder(seal string) string { return "seals/" + seal + "/" }

// unlisted are the members that release.json cannot list: what signs it, and
// what follows from the members.
func unlisted(name string) bool {
	switch name {
	case nameBagIt, nameBagInfo, nameManifest, nameTagManifest, nameRelease:
		return true
	}
	return strings.HasPrefix(name, "release.")
}

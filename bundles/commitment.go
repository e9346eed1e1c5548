package bundles

import (
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Format identifiers (SPEC 3).
const (
	formatCommitment = "https://github.com/akta-foi/akta/commitment/v1"
	formatHeader     = "https://github.com/akta-foi/akta/header/v1"
	formatSecret     = "https://github.com/akta-foi/akta/secret/v1"
	formatProof      = "https://github.com/akta-foi/akta/proof/v1"
	formatRelease    = "https://github.com/akta-foi/akta/release/v1"

	algorithmGGM = "akta-ggm-sha256/v1" // SPEC 4

	// PredicateSeal and PredicateRelease are the in-toto predicate types of
	// the two statements (SPEC 6.1).
	PredicateSeal    = "https://github.com/akta-foi/akta/seal/v1"
	PredicateRelease = "https://github.com/akta-foi/akta/release/v1"
)

// Commitment is commitment.json, the one signed subject of a seal (SPEC 4.6).
// All of it is public once a release draws on the seal, and nothing in it can
// be tested against a guess of the content.
type Commitment struct {
	Format    string         `json:"format"`
	Algorithm string         `json:"algorithm"`
	Authority string         `json:"authority"`
	Case      string         `json:"case"`
	Seal      string         `json:"seal"`
	Created   Time           `json:"created"`
	Documents []DocumentRoot `json:"documents"`
	Bag       Hash           `json:"bag"` // blinded commitment to the private bag (SPEC 4.7)
}

// DocumentRoot is a document's salted root.
type DocumentRoot struct {
	ID       string `json:"id"`
	Root     Hash   `json:"root"`
	Replaces string `json:"replaces,omitempty"` // the seal that held an older reading of this document
}

// Header says what a document's views are (SPEC 4.5). It is hashed into the
// document's root with a salt, and opened only when the document is released.
type Header struct {
	Format   string       `json:"format"`
	Case     string       `json:"case"`
	Seal     string       `json:"seal"`
	Document string       `json:"document"`
	Views    []ViewHeader `json:"views"`
}

// ViewHeader is one view's root, its number of leaves and, for a page, its
// geometry in pixels.
type ViewHeader struct {
	View     string `json:"view"` // "file", "meta", "text", "page/1", "page/2", ...
	Leaves   int    `json:"leaves"`
	Width    int    `json:"width,omitempty"`
	Height   int    `json:"height,omitempty"`
	Channels int    `json:"channels,omitempty"` // 1: grey, 3: red, green, blue
	DPI      int    `json:"dpi,omitempty"`
	Root     Hash   `json:"root"`
}

// Names of the views.
const (
	ViewFile = "file" // one leaf: the file's own bytes
	ViewMeta = "meta" // one leaf a field
	ViewText = "text" // one leaf a word, and pad leaves
)

// PageView is the name of page n's view, counted from 1.
func PageView(n int) string { return "page/" + strconv.Itoa(n) }

// CheckCaseID tells why id cannot be a case's id: it is a folder, a file name
// and an address on the site.
func CheckCaseID(id string) error {
	if !caseID.MatchString(id) {
		return fmt.Errorf("case id %q: want 1 to 64 of a-z, 0-9 and \"-\", not beginning with \"-\"", id)
	}
	return nil
}

// checkLine holds what a name or label may be: text on one line, bounded.
func checkLine(what, s string) error {
	switch {
	case s == "" || len(s) > maxStringField:
		return fmt.Errorf("%s: %d bytes, want 1 to %d", what, len(s), maxStringField)
	case !utf8.ValidString(s), strings.ContainsFunc(s, unicode.IsControl), s != strings.TrimSpace(s):
		return fmt.Errorf("%s %q: not one line of text", what, s)
	}
	return nil
}

// ParseCommitment reads commitment.json.
func ParseCommitment(data []byte) (*Commitment, error) {
	c, err := parseJSON[Commitment]("commitment.json", data, maxSmallJSON)
	if err != nil {
		return nil, err
	}
	if err := c.check(); err != nil {
		return nil, fmt.Errorf("commitment.json: %w", err)
	}
	return c, nil
}

func (c *Commitment) check() error {
	if c.Format != formatCommitment {
		return fmt.Errorf("format %q: want %q", c.Format, formatCommitment)
	}
	if c.Algorithm != algorithmGGM {
		return fmt.Errorf("algorithm %q: want %q", c.Algorithm, algorithmGGM)
	}
	if err := checkLine("authority", c.Authority); err != nil {
		return err
	}
	if err := CheckCaseID(c.Case); err != nil {
		return err
	}
	if !sealID.MatchString(c.Seal) {
		return fmt.Errorf("seal %q: want s1, s2 and so on", c.Seal)
	}
	if len(c.Documents) == 0 || len(c.Documents) > maxDocuments {
		return fmt.Errorf("%d documents, want 1 to %d", len(c.Documents), maxDocuments)
	}
	seen := map[string]bool{}
	for _, d := range c.Documents {
		if !documentID.MatchString(d.ID) || seen[d.ID] {
			return fmt.Errorf("document %q: want d1, d2, ..., each once", d.ID)
		}
		seen[d.ID] = true
		if d.Replaces != "" && (!sealID.MatchString(d.Replaces) || d.Replaces == c.Seal) {
			return fmt.Errorf("document %s: replaces %q: want an older seal", d.ID, d.Replaces)
		}
	}
	return nil
}

// Document returns the root of a document, or nil.
func (c *Commitment) Document(id string) *DocumentRoot {
	for i := range c.Documents {
		if c.Documents[i].ID == id {
			return &c.Documents[i]
		}
	}
	return nil
}

// derive is HMAC-SHA-256(key, label): the seeds of a document (SPEC 4.3).
func derive(key Seed, label string) (out Seed) {
	m := hmac.New(sha256.New, key[:])
	m.Write([]byte(label))
	m.Sum(out[:0])
	return out
}

func headerSalt(document Seed) Seed            { return derive(document, "akta-header-salt/v1") }
func viewSeed(document Seed, view string) Seed { return derive(document, "akta-view/v1\x00"+view) }

// documentRoot is SHA-256(0x00 || "akta-header/v1" 0x00 || salt || header)
// (SPEC 4.5).
func documentRoot(salt Seed, header []byte) Hash {
	h := sha256.New()
	h.Write([]byte("\x00akta-header/v1\x00"))
	h.Write(salt[:])
	h.Write(header)
	return Hash(h.Sum(nil))
}

// blindedBag is HMAC-SHA-256(bag key, manifest) (SPEC 4.7).
func blindedBag(key Seed, manifest []byte) Hash {
	return Hash(derive(key, "akta-bag/v1\x00"+string(manifest)))
}

// check holds a header against the place it was found in (SPEC 4.5): the
// views in their order, the leaves that follow from a page's geometry.
func (h *Header) check(caseID, seal, document string) error {
	if h.Format != formatHeader || h.Case != caseID || h.Seal != seal || h.Document != document {
		return fmt.Errorf("header is of %q, case %q, seal %q, document %q", h.Format, h.Case, h.Seal, h.Document)
	}
	if len(h.Views) < 3 || len(h.Views) > 3+maxPages {
		return fmt.Errorf("header has %d views", len(h.Views))
	}
	for i, v := range h.Views {
		want, limit := PageView(i-2), maxLeaves
		switch i {
		case 0:
			want, limit = ViewFile, 1
		case 1:
			want, limit = ViewMeta, maxMetaFields
		case 2:
			want, limit = ViewText, maxTextLeaves
		}
		if v.View != want {
			return fmt.Errorf("view %q: want %q at place %d", v.View, want, i+1)
		}
		if v.Leaves < 0 || v.Leaves > limit {
			return fmt.Errorf("view %q: %d leaves, want at most %d", v.View, v.Leaves, limit)
		}
		if i < 3 {
			if v.Width != 0 || v.Height != 0 || v.Channels != 0 || v.DPI != 0 {
				return fmt.Errorf("view %q: has a page's geometry", v.View)
			}
			continue
		}
		if err := checkGeometry(v.Width, v.Height, v.Channels); err != nil {
			return fmt.Errorf("view %q: %w", v.View, err)
		}
		if cols, rows := TileGrid(v.Width, v.Height); v.Leaves != cols*rows {
			return fmt.Errorf("view %q: %d leaves, want %d x %d tiles", v.View, v.Leaves, cols, rows)
		}
	}
	if h.Views[0].Leaves != 1 {
		return fmt.Errorf("view %q: %d leaves, want 1", ViewFile, h.Views[0].Leaves)
	}
	return nil
}

package bundles

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// PredicateSite is the in-toto predicate type of a site manifest (SPEC 12).
const PredicateSite = "https://github.com/akta-foi/akta/site/v1"

// Names in a public site.
const (
	siteFolder   = "manifest/"
	sitePrefix   = "site"
	siteSubject  = "files.sha256"
	siteLog      = "log/"
	siteReleases = "releases/"
	siteTrust    = "trust.json"

	// SiteManifestFile is the list of a site's files, for sha256sum -c.
	SiteManifestFile = siteFolder + siteSubject
)

// SiteFile is one public file.
type SiteFile struct {
	Name   string // relative, "/" between segments
	Size   int64  // bytes
	SHA256 Hash
}

// SiteManifest is what an authority says its site consists of.
type SiteManifest struct {
	Authority string
	Domain    string // the authority's
	Created   Time
	Files     []SiteFile
}

// SiteListed tells whether a public file belongs in a manifest: all do but the
// manifest itself with its signature, the log's own files, which prove
// themselves, and the builder's mark.
func SiteListed(name string) bool {
	return !strings.HasPrefix(name, siteFolder) && name != siteLog+checkpointFile && !strings.HasPrefix(name, siteLog+"tile/") && name != ".akta-site"
}

// check holds the manifest to SPEC 12.2, and sorts the files.
func (m *SiteManifest) check() error {
	if m.Authority == "" || m.Domain == "" {
		return errors.New("site manifest: no authority or no domain")
	}
	if len(m.Files) > maxSiteFiles {
		return fmt.Errorf("site manifest: %d files, more than the %d allowed", len(m.Files), maxSiteFiles)
	}
	slices.SortFunc(m.Files, func(a, b SiteFile) int { return strings.Compare(a.Name, b.Name) })
	for i, f := range m.Files {
		if err := checkSiteName(f.Name); err != nil {
			return err
		}
		if i > 0 && f.Name == m.Files[i-1].Name {
			return fmt.Errorf("site manifest: %q: there twice", f.Name)
		}
	}
	return nil
}

// checkSiteName allows what sha256sum writes without escapes and what is a
// plain path on every host.
func checkSiteName(name string) error {
	switch {
	case name == "" || len(name) > maxNameLength || !utf8.ValidString(name):
		return fmt.Errorf("site manifest: a file name of %d bytes, want 1 to %d of UTF-8", len(name), maxNameLength)
	case path.Clean(name) != name || path.IsAbs(name) || name == ".." || strings.HasPrefix(name, "../"):
		return fmt.Errorf("site manifest: %q: not a plain relative path", name)
	case strings.ContainsFunc(name, func(r rune) bool { return unicode.IsControl(r) || r == '\\' }):
		return fmt.Errorf("site manifest: %q: a control character or a backslash", name)
	case !SiteListed(name):
		return fmt.Errorf("site manifest: %q: proves itself, and is not listed", name)
	}
	return nil
}

// text is the manifest as sha256sum writes it, sorted by name.
func (m *SiteManifest) text() []byte {
	var b bytes.Buffer
	for _, f := range m.Files {
		fmt.Fprintf(&b, "%s  %s\n", f.SHA256, f.Name)
	}
	return b.Bytes()
}

// sitePredicate is what the statement says besides the digest of the list.
type sitePredicate struct {
	Authority string `json:"authority"`
	Domain    string `json:"domain"`
	Created   Time   `json:"created"`
	Files     int    `json:"files"`
	Bytes     int64  `json:"bytes"`
}

func (m *SiteManifest) predicate() json.RawMessage {
	p := sitePredicate{Authority: m.Authority, Domain: m.Domain, Created: m.Created, Files: len(m.Files)}
	for _, f := range m.Files {
		p.Bytes += f.Size
	}
	return rawJSON(p)
}

// SignSite signs the manifest and returns the files of the folder manifest by
// their names in the site.
func SignSite(ctx context.Context, m SiteManifest, ev Evidence) (map[string][]byte, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	text := m.text()
	sig, err := ev.sign(ctx, Statement{Name: siteSubject, Digest: sha256.Sum256(text), PredicateType: PredicateSite, Predicate: m.predicate()})
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{SiteManifestFile: text}
	for _, f := range signatureFiles(sitePrefix, sig) {
		files[siteFolder+f.name] = f.data
	}
	return files, nil
}

// SiteDigest is the SHA-256 of the list that a manifest of these files has:
// where it is that of the manifest of before, nothing has changed.
func SiteDigest(files []SiteFile) Hash {
	m := SiteManifest{Files: slices.Clone(files)}
	slices.SortFunc(m.Files, func(a, b SiteFile) int { return strings.Compare(a.Name, b.Name) })
	return sha256.Sum256(m.text())
}

// ParseSiteManifest reads the list of a site's files. Sizes are not in it.
func ParseSiteManifest(data []byte) ([]SiteFile, error) {
	if len(data) > maxSiteManifest {
		return nil, fmt.Errorf("site manifest: %d bytes, more than the %d allowed", len(data), maxSiteManifest)
	}
	var files []SiteFile
	for n := 1; len(data) > 0; n++ {
		line, rest, ended := bytes.Cut(data, []byte("\n"))
		data = rest
		digest, name, ok := strings.Cut(string(line), "  ")
		sum, err := hex.DecodeString(digest)
		switch {
		case !ended || !ok || err != nil || len(sum) != sha256.Size || strings.ToLower(digest) != digest:
			return nil, fmt.Errorf("site manifest: line %d: want a SHA-256, two spaces and a name", n)
		case len(files) == maxSiteFiles:
			return nil, fmt.Errorf("site manifest: more than %d files", maxSiteFiles)
		case len(files) > 0 && files[len(files)-1].Name >= name:
			return nil, fmt.Errorf("site manifest: line %d: %q: not in order, or there twice", n, name)
		}
		if err := checkSiteName(name); err != nil {
			return nil, err
		}
		files = append(files, SiteFile{Name: name, SHA256: Hash(sum)})
	}
	return files, nil
}

// SiteSignatureFiles names the files that stand beside a site's manifest, given
// the sigstore bundle: who copies a site fetches these, too.
func SiteSignatureFiles(bundle []byte) ([]string, error) {
	if len(bundle) > maxSignatureBundle {
		return nil, fmt.Errorf("site manifest: a signature of %d bytes, more than the %d allowed", len(bundle), maxSignatureBundle)
	}
	sig, err := ParseSignature(bundle)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, f := range signatureFiles(sitePrefix, sig) {
		names = append(names, siteFolder+f.name)
	}
	return names, nil
}

// SiteSignatureFile is the sigstore bundle of a site's manifest.
const SiteSignatureFile = siteFolder + sitePrefix + ".sigstore.json"

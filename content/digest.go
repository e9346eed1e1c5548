package content

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/audit"
)

const (
	digestsDir    = "digests" // in the state folder; private
	digestsFormat = "https://github.com/akta-foi/akta/digests/v1"
)

// privateSums is something private and its MD5, SHA-1, SHA-256 and SHA-512.
type privateSums struct {
	Document string   `json:"document,omitempty"`
	What     string   `json:"what"`
	Sums     []string `json:"sums"` // in hex
}

// PrivateDigests are the MD5, SHA-1, SHA-256 and SHA-512 of everything private
// of a case: its documents, case.md, requester.json and plan.json, every file of its sealed
// bags, the words of each document, and the words and gaps that its newest
// release hides. Whoever finds one of them in public can guess what it is of.
// What a release of the case shows byte for byte is left out, unless it is held
// back (see Held): then it is private, and so are the releases. The secrets are
// those of the case, see Secrets.
//
// Digests of files that do not change are kept in .akta/digests.
func (o *Office) PrivateDigests(caseID string, secrets []Secret) ([]audit.Private, error) {
	c, err := o.Case(caseID)
	if err != nil {
		return nil, err
	}
	releases, err := o.openReleases(caseID)
	if err != nil {
		return nil, err
	}
	defer closeAll(releases)
	seals, err := o.openSeals(caseID)
	if err != nil {
		return nil, err
	}
	defer closeAll(seals)
	standing := bundles.Standing(releases, nil)
	if o.Held(c) {
		standing = nil
	}
	public, err := publicDigests(standing)
	if err != nil {
		return nil, fmt.Errorf("case %q: digests: %w", caseID, err)
	}
	var documents []bundles.ReleasedDocument
	if n := len(releases); n > 0 {
		documents = releases[n-1].Release.Documents
	}
	return o.privateDigests(caseID, documents, seals, secrets, public)
}

// privateDigests are those of a case of which these documents are released and
// these texts are hidden; the SHA-256 of what is public are given, in hex.
func (o *Office) privateDigests(caseID string, documents []bundles.ReleasedDocument, seals []*bundles.Sealed, secrets []Secret, public map[string]bool) ([]audit.Private, error) {
	var all []privateSums
	for _, part := range []func() ([]privateSums, error){
		func() ([]privateSums, error) { return o.documentDigests(caseID) },
		func() ([]privateSums, error) { return o.heldDigests(caseID) },
		func() ([]privateSums, error) { return o.sealDigests(caseID) },
		func() ([]privateSums, error) { return hiddenDigests(documents, seals, secrets) },
	} {
		sums, err := part()
		if err != nil {
			return nil, fmt.Errorf("case %q: digests: %w", caseID, err)
		}
		all = append(all, sums...)
	}
	var out []audit.Private
	seen := map[string]bool{}
	for _, p := range all {
		sha := p.Sums[2]
		if public[sha] || seen[sha] {
			continue
		}
		seen[sha] = true
		private := audit.Private{Case: caseID, Document: p.Document, What: p.What}
		for _, s := range p.Sums {
			raw, err := hex.DecodeString(s)
			if err != nil {
				return nil, err
			}
			private.Sums = append(private.Sums, raw)
		}
		out = append(out, private)
	}
	return out, nil
}

// publicDigests are the SHA-256 of all files of releases, in hex, as their
// manifests list them.
func publicDigests(releases []*bundles.Released) (map[string]bool, error) {
	public := map[string]bool{emptyDigest: true}
	for _, r := range releases {
		for _, name := range []string{"manifest-sha256.txt", "tagmanifest-sha256.txt"} {
			data, err := r.Bag().Read(name, maxManifest)
			if err != nil {
				return nil, fmt.Errorf("release %s: %w", r.Release.Release, err)
			}
			for line := range strings.Lines(string(data)) {
				sum, _, _ := strings.Cut(line, " ")
				public[sum] = true
			}
		}
	}
	return public, nil
}

// folderDigests are the SHA-256 of all files of a release that is being made,
// in hex.
func folderDigests(dir string) (map[string]bool, error) {
	public := map[string]bool{emptyDigest: true}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		h := sha256.New()
		_, err = io.Copy(h, f)
		public[hex.EncodeToString(h.Sum(nil))] = true
		return err
	})
	return public, err
}

// emptyDigest is the SHA-256 of nothing, which tells nothing.
const emptyDigest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

// documentDigests are those of the case's folder.
func (o *Office) documentDigests(caseID string) ([]privateSums, error) {
	dir := o.caseDir(caseID)
	var small, documents []digestTask
	for _, name := range []string{caseFile, requesterFile, forgottenFile, planFile, importedFile} {
		path := filepath.Join(dir, name)
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		small = append(small, digestTask{"", name, func() (io.ReadCloser, error) { return os.Open(path) }})
	}
	plan, err := o.Plan(caseID)
	if err != nil {
		return nil, err
	}
	ids := map[string]string{}
	for _, d := range plan.Documents {
		ids[d.File] = d.ID
	}
	key := sha256.New()
	err = filepath.WalkDir(filepath.Join(dir, documentsDir), func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		id := ids[d.Name()]
		fmt.Fprintf(key, "%q %q %d %d\n", id, d.Name(), info.Size(), info.ModTime().UnixNano())
		documents = append(documents, digestTask{id, "document", func() (io.ReadCloser, error) { return os.Open(path) }})
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	sums, err := sumsOf(small)
	if err != nil {
		return nil, err
	}
	cached, err := o.cachedDigests(caseID+"-"+documentsDir, hex.EncodeToString(key.Sum(nil)), func() ([]privateSums, error) { return sumsOf(documents) })
	return append(sums, cached...), err
}

// sealDigests are those of the case's sealed bags.
func (o *Office) sealDigests(caseID string) ([]privateSums, error) {
	names, err := bundleNames(o.bundlesDir(caseID), sealName, "")
	if err != nil {
		return nil, err
	}
	var out []privateSums
	for _, seal := range names {
		dir := filepath.Join(o.bundlesDir(caseID), seal)
		manifest, err := os.ReadFile(filepath.Join(dir, "tagmanifest-sha256.txt"))
		if err != nil {
			return nil, err
		}
		key := sha256.Sum256(manifest)
		sums, err := o.cachedDigests(caseID+"-"+seal, hex.EncodeToString(key[:]), func() ([]privateSums, error) { return bagDigests(dir) })
		if err != nil {
			return nil, fmt.Errorf("seal %s: %w", seal, err)
		}
		out = append(out, sums...)
	}
	return out, nil
}

// bagDigests are those of one sealed bag: its files, and the words of each
// document without the pads between them.
func bagDigests(dir string) ([]privateSums, error) {
	b, err := bundles.OpenBag(dir)
	if err != nil {
		return nil, err
	}
	defer b.Close()
	s, err := bundles.OpenSealed(dir)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	var tasks []digestTask
	for _, name := range b.Names() {
		if published(name) {
			continue
		}
		document := ""
		if rest, ok := strings.CutPrefix(name, "data/d"); ok {
			id, _, _ := strings.Cut(rest, "/")
			document = "d" + id
		}
		tasks = append(tasks, digestTask{document, "file of a sealed bag", func() (io.ReadCloser, error) { return b.Open(name) }})
	}
	for _, root := range s.Commitment.Documents {
		d, err := s.Document(root.ID)
		if err != nil {
			return nil, err
		}
		tasks = append(tasks, textTasks(root.ID, "words of a document", strings.Join(d.Text, ""))...)
	}
	return sumsOf(tasks)
}

// published tells whether a file of a sealed bag stands in every release that
// draws on it.
func published(name string) bool {
	return name == "commitment.json" || name == "bagit.txt" || strings.HasPrefix(name, "seal.")
}

// hiddenDigests are those of what a release hides: each word, each gap as it
// stands, and its words with one space between them.
func hiddenDigests(documents []bundles.ReleasedDocument, seals []*bundles.Sealed, secrets []Secret) ([]privateSums, error) {
	var tasks []digestTask
	for _, s := range secrets {
		tasks = append(tasks, textTask(s.Document, "hidden text", s.Term))
	}
	for _, d := range documents {
		for _, s := range sealedIn(seals, d.ID) {
			if s.Commitment.Seal != d.Seal || len(d.Redactions) == 0 {
				continue
			}
			doc, err := s.Document(d.ID)
			if err != nil {
				return nil, err
			}
			for _, x := range d.Redactions {
				if x.Leaves != nil {
					tasks = append(tasks, gapTasks(doc, *x.Leaves)...)
				}
			}
		}
	}
	return sumsOf(tasks)
}

func gapTasks(doc *bundles.SealedDocument, r bundles.Range) []digestTask {
	words := gapWords(doc, r)
	tasks := textTasks(doc.ID, "hidden text", strings.Join(doc.Text[r[0]:r[0]+r[1]], ""))
	tasks = append(tasks, textTask(doc.ID, "hidden text", strings.Join(words, " ")))
	for _, w := range words {
		tasks = append(tasks, textTask(doc.ID, "hidden word", w))
	}
	return tasks
}

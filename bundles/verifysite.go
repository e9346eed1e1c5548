package bundles

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"

	"golang.org/x/mod/sumdb/tlog"
)

// IsSite tells whether a folder looks like a public site: it has a manifest.
func IsSite(dir string) bool {
	_, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(SiteManifestFile)))
	return err == nil
}

// siteVerifier is SPEC 12.5.
type siteVerifier struct {
	root     *os.Root
	v        *Verdict
	o        VerifyOptions
	trust    *Trust
	manifest *Bag       // the files of the folder manifest, as members
	sig      *Signature // of the manifest
	said     sitePredicate
	files    []SiteFile // listed
}

// VerifySite gives the verdict on a copy of a public site: every file that the
// manifest lists is there and is the one that was signed, there is no other,
// the log holds the manifest, and every release verifies. It returns an error,
// which is ErrUnusable, where there is no manifest.
func VerifySite(ctx context.Context, dir string, o VerifyOptions) (*Verdict, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, asUnusable(err)
	}
	defer root.Close()
	s := &siteVerifier{root: root, v: &Verdict{Kind: "site"}, o: o}
	for _, a := range s.v.answers() {
		a.answer.Facts = []string{}
	}
	if s.manifest, err = s.openManifest(); err != nil {
		return nil, asUnusable(fmt.Errorf("%s: %w", dir, err))
	}
	if err := s.checkManifest(); err != nil {
		s.v.Integrity.fail(err)
	} else {
		s.checkListed(ctx)
		s.checkUnlisted()
		s.checkLog()
		s.checkReleases(ctx)
	}
	if err := ctx.Err(); err != nil {
		return nil, asUnusable(err)
	}
	s.v.Code = s.v.ExitCode()
	return s.v, nil
}

// openManifest makes the folder manifest a bag, so that its signature is
// checked like any other.
func (s *siteVerifier) openManifest() (*Bag, error) {
	b := &Bag{members: map[string]member{}}
	entries, err := fs.ReadDir(s.root.FS(), strings.TrimSuffix(siteFolder, "/"))
	if err != nil {
		return nil, fmt.Errorf("no folder %s: not a site that akta has signed", siteFolder)
	}
	var total int64
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			return nil, err
		}
		if !info.Mode().IsRegular() {
			return nil, fmt.Errorf("%s%s: not a regular file", siteFolder, e.Name())
		}
		total += info.Size()
		open := func() (io.ReadCloser, error) { return s.root.Open(siteFolder + e.Name()) }
		if err := b.add(e.Name(), member{info.Size(), open}, total); err != nil {
			return nil, err
		}
	}
	if !b.Has(siteSubject) {
		return nil, fmt.Errorf("no %s: not a site that akta has signed", SiteManifestFile)
	}
	return b, nil
}

// checkManifest reads the list and checks its signature.
func (s *siteVerifier) checkManifest() error {
	text, err := s.manifest.Read(siteSubject, maxSiteManifest)
	if err != nil {
		return err
	}
	if s.files, err = ParseSiteManifest(text); err != nil {
		return err
	}
	raw, err := s.manifest.Read(sitePrefix+".sigstore.json", maxSignatureBundle)
	if err != nil {
		return err
	}
	if s.sig, err = ParseSignature(raw); err != nil {
		return err
	}
	if err := json.Unmarshal(s.sig.Statement().Predicate, &s.said); err != nil {
		return fmt.Errorf("site manifest: %w", err)
	}
	again := rawJSON(s.said)
	s.v.Authority, s.v.Name = s.said.Authority, s.said.Domain
	if s.said.Files != len(s.files) {
		s.v.Integrity.Say(False, "the statement speaks of %d files, the manifest lists %d", s.said.Files, len(s.files))
	}
	if s.trust, err = s.chooseTrust(); err != nil {
		return err
	}
	if s.trust.Authority != s.said.Authority {
		s.v.Signer.Say(False, "the site is of %q, the trust of %q", s.said.Authority, s.trust.Authority)
	}
	s.manifest.checkSignature(s.v, s.trust, "", sitePrefix, "", siteSubject, text, PredicateSite, RoleSite, again)
	for _, n := range s.manifest.names {
		if n != siteSubject && !strings.HasPrefix(n, sitePrefix+".") {
			s.v.Integrity.Say(False, "%q: not part of the manifest", siteFolder+n)
		}
	}
	if s.o.Trust == nil {
		for _, a := range []*Answer{&s.v.Signer, &s.v.Time, &s.v.Log} {
			a.Say(Unconfirmed, "held against the trust.json of the site only; give --trust to hold it against your own")
		}
	}
	return nil
}

// chooseTrust is the verifier's own trust, or else the site's.
func (s *siteVerifier) chooseTrust() (*Trust, error) {
	if s.o.Trust != nil {
		return s.o.Trust, nil
	}
	raw, err := readBounded(s.root.FS(), siteTrust, maxTrust)
	if err != nil {
		return nil, err
	}
	return ParseTrust(raw)
}

// checkListed reads every listed file.
func (s *siteVerifier) checkListed(ctx context.Context) {
	var done, size atomic.Int64
	sums := make([]Hash, len(s.files))
	err := eachInParallel(runtime.GOMAXPROCS(0), s.files, func(i int, f SiteFile) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, sum, err := s.digest(f.Name)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		sums[i] = sum
		size.Add(n)
		if n := done.Add(1); s.o.Progress != nil && n%64 == 0 {
			s.o.Progress(Event{"verify", "files", n, int64(len(s.files))})
		}
		return nil
	})
	if err != nil {
		s.v.Integrity.fail(err)
		return
	}
	missing, changed := 0, 0
	for i, f := range s.files {
		switch sums[i] {
		case f.SHA256:
		case Hash{}:
			if missing++; missing <= maxNamedFiles {
				s.v.Completeness.Say(False, "%q: listed, and missing", f.Name)
			}
		default:
			if changed++; changed <= maxNamedFiles {
				s.v.Integrity.Say(False, "%q: not the file that was signed", f.Name)
			}
		}
	}
	switch {
	case missing+changed > 0:
		s.v.Completeness.Note("%s missing and %s changed, of %s", count(missing, "file", "files"), count(changed, "file", "files"), count(len(s.files), "listed file", "listed files"))
	case size.Load() != s.said.Bytes:
		s.v.Integrity.Say(False, "the files have %d bytes, the statement says %d", size.Load(), s.said.Bytes)
	default:
		s.v.Integrity.Say(Holds, "every file is the one that was signed (%s, %d bytes)", count(len(s.files), "file", "files"), s.said.Bytes)
	}
}

func (s *siteVerifier) digest(name string) (int64, Hash, error) {
	info, err := s.root.Lstat(name)
	if err != nil {
		return 0, Hash{}, err
	}
	if !info.Mode().IsRegular() {
		return 0, Hash{}, fmt.Errorf("%q: not a regular file (%s)", name, info.Mode().Type())
	}
	b := Bag{members: map[string]member{name: {info.Size(), func() (io.ReadCloser, error) { return s.root.Open(name) }}}}
	sum, err := b.digest(name)
	return info.Size(), sum, err
}

// checkUnlisted looks for files that nobody signed.
func (s *siteVerifier) checkUnlisted() {
	listed := make(map[string]bool, len(s.files))
	for _, f := range s.files {
		listed[f.Name] = true
	}
	extra, seen := 0, 0
	err := fs.WalkDir(s.root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || listed[name] || !SiteListed(name) {
			return err
		}
		if seen++; seen > maxSiteFiles {
			return fmt.Errorf("more than %d files that are not listed", maxSiteFiles)
		}
		if extra++; extra <= maxNamedFiles {
			s.v.Completeness.Say(False, "%q: there, and not listed", name)
		}
		return nil
	})
	if err != nil {
		s.v.Completeness.fail(err)
	}
	if extra > maxNamedFiles {
		s.v.Completeness.Note("%s not listed", count(extra, "file is", "files are"))
	}
	if s.v.Completeness.Status != False {
		s.v.Completeness.Say(Holds, "no file is missing, and none is there that was not signed")
	}
}

// checkLog verifies the site's copy of the log, and that the log against which
// the manifest's entry was proved is the beginning of it.
func (s *siteVerifier) checkLog() {
	a := &s.v.Log
	logFS, err := fs.Sub(s.root.FS(), strings.TrimSuffix(siteLog, "/"))
	if err != nil {
		a.fail(err)
		return
	}
	raw, err := readBounded(logFS, checkpointFile, maxCheckpoint)
	if errors.Is(err, fs.ErrNotExist) {
		a.Say(Unconfirmed, "the site has no copy of the log")
		return
	}
	if err != nil {
		a.fail(err)
		return
	}
	head, err := parseCheckpointText(raw)
	if err != nil {
		a.fail(err)
		return
	}
	verifiers, err := s.trust.LogVerifiers(head.Origin)
	if err != nil {
		a.fail(err)
		return
	}
	report, err := VerifyLog(logFS, verifiers)
	if err != nil {
		a.fail(err)
		return
	}
	if err := contains(logFS, report.Checkpoint, s.sig); err != nil {
		a.fail(err)
		return
	}
	a.Say(Holds, "the site's copy of the log is whole (%s) and holds the manifest", count(int(report.Size), "entry", "entries"))
}

// contains tells whether the tree in which a signature was proved to be is the
// beginning of the tree at head.
func contains(logFS fs.FS, head Checkpoint, sig *Signature) error {
	if len(sig.wire.Material.Entries) == 0 {
		return errors.New("the manifest has no log entry")
	}
	proved, err := parseCheckpointText([]byte(sig.wire.Material.Entries[0].Proof.Checkpoint.Envelope))
	if err != nil {
		return err
	}
	if proved.Origin != head.Origin || proved.Size > head.Size {
		return fmt.Errorf("the manifest stands in the log %q of %d entries, the site's copy is of %q with %d", proved.Origin, proved.Size, head.Origin, head.Size)
	}
	root, err := tlog.TreeHash(proved.Size, tlog.TileHashReader(tlog.Tree{N: head.Size, Hash: head.Root}, tileFiles{logFS}))
	if err != nil {
		return err
	}
	if root != proved.Root {
		return errors.New("the site's copy of the log is not the one in which the manifest stands: the log was forked")
	}
	return nil
}

// checkReleases verifies every release in the site.
func (s *siteVerifier) checkReleases(ctx context.Context) {
	var names []string
	for _, f := range s.files {
		if strings.HasPrefix(f.Name, siteReleases) && path.Ext(f.Name) == ".zip" {
			names = append(names, f.Name)
		}
	}
	good := 0
	for i, n := range names {
		if ctx.Err() != nil {
			return
		}
		if s.o.Progress != nil {
			s.o.Progress(Event{"verify", "releases", int64(i), int64(len(names))})
		}
		v, err := s.release(ctx, n)
		if err != nil {
			s.v.Integrity.fail(fmt.Errorf("%s: %w", n, err))
			continue
		}
		if v.Code == CodeHolds {
			good++
			continue
		}
		mine := s.v.answers()
		for k, a := range v.answers() {
			if a.answer.Status != Holds {
				mine[k].answer.Merge(n+": ", *a.answer)
			}
		}
	}
	if good > 0 {
		s.v.Completeness.Note("%d of %s verified: the sealed originals minus exactly the marked parts", good, count(len(names), "release", "releases"))
	}
}

func (s *siteVerifier) release(ctx context.Context, name string) (*Verdict, error) {
	f, err := s.root.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	b, err := OpenZIP(f, info.Size())
	if err != nil {
		return nil, err
	}
	return VerifyBag(ctx, b, VerifyOptions{Trust: s.trust})
}

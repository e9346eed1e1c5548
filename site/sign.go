package site

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/audit"
)

// Signer signs the manifest of a site and returns the files of the folder
// manifest by their names in the site. The log may grow by it.
type Signer func(ctx context.Context, files []bundles.SiteFile) (map[string][]byte, error)

// manifestFolder is where they stand.
const manifestFolder = "manifest/"

// addLast adds what comes last, when all else is there and was searched: the
// manifest, and then the log, which holds it. Both are searched, too.
func addLast(ctx context.Context, pl *plan, o Options, out *fresh, inPlace bool) (*audit.Report, error) {
	before := maps.Clone(out.files)
	if o.Sign != nil {
		if err := out.manifest(ctx, o.Sign); err != nil {
			return nil, err
		}
	}
	if pl.portal.LogDir != "" {
		log, err := logCopies(pl.portal.LogDir)
		if err != nil {
			return nil, err
		}
		if err := out.copyAll(ctx, log, nil); err != nil {
			return nil, err
		}
	}
	options := o.audit()
	if !inPlace {
		if err := out.whole(ctx); err != nil {
			return nil, err
		}
	}
	if o.search != nil {
		return o.search(ctx, out.dir, options)
	}
	var files []audit.File
	for name, file := range out.files {
		if _, done := before[name]; !done {
			files = append(files, audit.File{Name: name, Path: out.path(name), Size: file.size})
		}
	}
	return audit.Files(ctx, files, options)
}

// manifest signs the list of all files, or keeps the manifest of before where it
// lists the same.
func (f *fresh) manifest(ctx context.Context, sign Signer) error {
	files := f.listed()
	if have, ok := f.formerSum(bundles.SiteManifestFile); ok && have == bundles.SiteDigest(files) {
		return f.keepAll(manifestFolder)
	}
	signed, err := sign(ctx, files)
	if err != nil {
		return fmt.Errorf("signing the site: %w", err)
	}
	for _, name := range slices.Sorted(maps.Keys(signed)) {
		if err := f.put(name, signed[name]); err != nil {
			return err
		}
	}
	return nil
}

// keepAll keeps a whole folder of the present site.
func (f *fresh) keepAll(folder string) error {
	for name := range f.former {
		if !strings.HasPrefix(name, folder) {
			continue
		}
		sum, ok := f.formerSum(name)
		if !ok {
			return fmt.Errorf("public file %q: cannot be read", name)
		}
		if kept, err := f.keep(name, sum); err != nil || !kept {
			return fmt.Errorf("public file %q: cannot be kept: %w", name, err)
		}
	}
	return nil
}

// listed is what the manifest lists.
func (f *fresh) listed() []bundles.SiteFile {
	var files []bundles.SiteFile
	for name, file := range f.files {
		if bundles.SiteListed(name) {
			files = append(files, bundles.SiteFile{Name: name, Size: file.size, SHA256: bundles.Hash(file.sum)})
		}
	}
	return files
}

// keepAddresses holds the site against the ledger of addresses. The ledger is
// written when the site is in place.
func (pl *plan) keepAddresses(o Options, out *fresh) (*ledger, error) {
	if o.Ledger == "" {
		return nil, nil
	}
	l, err := readLedger(o.Ledger)
	if err != nil {
		return nil, err
	}
	if err := l.drop(o.Drop); err != nil {
		return nil, err
	}
	names := slices.Collect(maps.Keys(out.files))
	if pl.portal.LogDir != "" {
		names = append(names, "log/checkpoint") // comes last
	}
	return l, l.add(names, pl.takenDown())
}

// takenDown are the addresses of releases that are published no more.
func (pl *plan) takenDown() map[string]bool {
	gone := map[string]bool{}
	for i := range pl.cases {
		for _, r := range pl.cases[i].view.Older {
			if r.TakenDown != nil {
				gone[releaseFile(pl.cases[i].slug, r.ID)] = true
			}
		}
	}
	return gone
}

// releaseFile is the public file of a release.
func releaseFile(slug, id string) string { return "releases/" + slug + "-" + id + ".zip" }

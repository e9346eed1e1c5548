package content

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// leftovers are what a run that was killed can leave: names that only akta
// gives, and only to what is not whole yet.
var leftovers = []string{
	".akta.toml.*.tmp",
	".akta/.published-checkpoint.*.tmp",
	".akta/.index.*.tmp",
	".akta/digests/.*.json.*.tmp",
	"bundles/.trust.json.*.tmp",
	"bundles/log/.checkpoint.*.tmp",
	"bundles/*/.release.tmp",
	"bundles/*/.r[1-9]*.zip.tmp",
	"bundles/*/.s[1-9]*.tmp",
	"content/*/.case.md.*.tmp",
	"content/*/corrections/.d*.txt.*.tmp",
	"content/*/.imported.json.*.tmp",
	"content/*/.plan.json.*.tmp",
	"content/*/.requester.json.*.tmp",
	"content/*/.forgotten.json.*.tmp",
	".akta/.secret.*.tmp",
	"content/journal/.*.torn.*.tmp",
	"content/journal/.*.tsr.*.tmp",
	"content/*/documents/" + tempDocument,
	"site/.addresses.txt.*.tmp",
}

// sweep removes leftovers. It runs under the lock, when nobody writes.
func (o *Office) sweep() error {
	names, err := leftIn(o.Dir)
	errs := []error{err}
	for _, n := range names {
		errs = append(errs, os.RemoveAll(filepath.Join(o.Dir, filepath.FromSlash(n))))
	}
	return errors.Join(errs...)
}

// leftIn lists the leftovers in the office in dir, as paths with slashes.
func leftIn(dir string) (names []string, err error) {
	var errs []error
	for _, pattern := range leftovers {
		found, err := fs.Glob(os.DirFS(dir), pattern)
		errs = append(errs, err)
		names = append(names, found...)
	}
	return names, errors.Join(errs...)
}

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
	"content/*/documents/" + tempDocument,
}

// sweep removes leftovers. It runs under the lock, when nobody writes.
func (o *Office) sweep() error {
	var errs []error
	for _, pattern := range leftovers {
		names, err := fs.Glob(os.DirFS(o.Dir), pattern)
		errs = append(errs, err)
		for _, n := range names {
			errs = append(errs, os.RemoveAll(filepath.Join(o.Dir, filepath.FromSlash(n))))
		}
	}
	return errors.Join(errs...)
}

package journal

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"

	"github.com/akta-foi/akta/bundles"
)

const tokenExt = ".tsr"

var tokenFile = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}\.tsr$`)

// Stamp has the last line of the last day before now timestamped, by the first
// of the authorities that answers, unless that was done. The chain carries the
// time to all lines before it.
func (j *Journal) Stamp(ctx context.Context, now time.Time, authorities []bundles.Timestamper) error {
	unlock, err := lockedfile.MutexAt(j.lock).Lock()
	if err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	defer unlock()
	day, line, err := j.unstamped(bundles.At(now).Format("2006-01-02"))
	if err != nil || day == "" {
		return err
	}
	var errs []error
	for _, a := range authorities {
		token, err := a.Timestamp(ctx, line)
		if err == nil {
			return bundles.WriteFileAtomic(filepath.Join(j.dir, day+tokenExt), token, 0o600)
		}
		errs = append(errs, fmt.Errorf("journal, timestamp of %s by %q: %w", day, a.URI(), err))
	}
	return errors.Join(errs...)
}

// unstamped is the last day before today that has lines, and the last of them;
// nothing if its timestamp is there.
func (j *Journal) unstamped(today string) (day string, line []byte, err error) {
	names, err := j.years()
	if err != nil {
		return "", nil, err
	}
	for i := len(names) - 1; i >= 0 && day == ""; i-- {
		err := j.linesOf(names[i], func(l Line) error {
			if e, err := Parse(l.Raw); err == nil && e.day() < today {
				day, line = e.day(), l.Raw
			}
			return nil
		})
		if err != nil {
			return "", nil, err
		}
	}
	if day == "" {
		return "", nil, nil
	}
	if _, err := os.Lstat(filepath.Join(j.dir, day+tokenExt)); !errors.Is(err, fs.ErrNotExist) {
		return "", nil, err
	}
	return day, line, nil
}

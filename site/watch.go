package site

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"time"
)

// watch calls changed when one of the files that match the patterns, or one below
// a folder that does, has another size or time than before, is new or is gone. It
// waits until nothing changes any more: whoever writes many files has then
// finished. It looks again and again and needs no help of the operating system;
// the more there is to look at, the longer it rests. It returns when ctx ends.
func watch(ctx context.Context, patterns []string, interval time.Duration, changed func(ctx context.Context)) error {
	last, err := fingerprint(patterns)
	if err != nil {
		return err
	}
	pending := false
	for {
		started := time.Now()
		now, err := fingerprint(patterns)
		if err != nil {
			return err
		}
		switch {
		case now != last:
			last, pending = now, true
		case pending:
			pending = false
			changed(ctx)
		}
		rest := max(interval, watchShare*time.Since(started))
		if pending {
			rest = interval
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(rest):
		}
	}
}

// fingerprint digests names, sizes and times of the files. A file that goes while
// it is looked at is one that is not there.
func fingerprint(patterns []string) (sum [sha256.Size]byte, err error) {
	h := sha256.New()
	files := 0
	note := func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		info, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		if d.IsDir() {
			return nil // a folder's time changes with locks and temporary files
		}
		if files++; files > maxWatched {
			return fmt.Errorf("more than %d files to watch", maxWatched)
		}
		putAll(h, []byte(name))
		for _, n := range []int64{info.Size(), info.ModTime().UnixNano(), int64(info.Mode())} {
			h.Write(binary.BigEndian.AppendUint64(nil, uint64(n)))
		}
		return nil
	}
	for _, pattern := range patterns {
		found, err := filepath.Glob(pattern)
		if err != nil {
			return sum, fmt.Errorf("watching %q: %w", pattern, err)
		}
		for _, name := range found {
			if err := filepath.WalkDir(name, note); err != nil {
				return sum, fmt.Errorf("watching: %w", err)
			}
		}
	}
	return [sha256.Size]byte(h.Sum(nil)), nil
}

// WatchedByPreview are the patterns of all that an office's site is made from:
// settings, answers, releases and log, and the office's overrides of the theme.
func WatchedByPreview(office string) []string {
	dir := globEscape(office)
	return []string{
		filepath.Join(dir, "akta.toml"), filepath.Join(dir, "content", "*", "case.md"), filepath.Join(dir, "bundles", "*", "r*.zip"),
		filepath.Join(dir, "bundles", "trust.json"), filepath.Join(dir, "bundles", "log", "checkpoint"),
		filepath.Join(dir, "site", "layouts"), filepath.Join(dir, "site", "i18n"), filepath.Join(dir, "site", "static"),
	}
}

package site

import (
	"io/fs"
	"syscall"
	"time"
)

// changeOf is when anything of a file last changed, and the file's number.
func changeOf(info fs.FileInfo) (changed time.Time, number uint64, ok bool) {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return changed, 0, false
	}
	return time.Unix(s.Ctimespec.Unix()), s.Ino, true
}

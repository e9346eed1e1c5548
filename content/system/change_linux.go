package system

import (
	"io/fs"
	"syscall"
)

// Change is when anything of a file last changed, in nanoseconds since 1970, and
// the file's own number (inode); false where the system tells neither.
func Change(info fs.FileInfo) (changed int64, number uint64, ok bool) {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0, 0, false
	}
	return s.Ctim.Nano(), s.Ino, true
}

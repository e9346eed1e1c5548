package content

import (
	"io/fs"
	"syscall"
)

// changeOf is when anything of a file last changed, and the file's number.
func changeOf(info fs.FileInfo) (changed int64, number uint64) {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return s.Ctimespec.Nano(), s.Ino
	}
	return 0, 0
}

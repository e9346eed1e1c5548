package site

import (
	"encoding/binary"
	"io/fs"
	"time"

	"github.com/akta-foi/akta/content/system"
)

// markAge is how old the last change of a file has to be for its mark to tell it
// from a later one: clocks of file systems go in steps.
const markAge = 2 * time.Second

// markOf is what the file system says of a regular file: its size, its number, when
// it was written and when anything of it last changed. A program that writes to
// a file cannot keep the last from being set. So bytes that were read once need not be
// read again while the mark is the same: what would have to be wrong is the clock,
// or the disk below the file system. Options.Anew trusts no mark and reads all.
//
// It is nil where the system tells no time of change.
func markOf(info fs.FileInfo) []byte {
	changed, number, ok := system.Change(info)
	if !ok {
		return nil
	}
	b := binary.BigEndian.AppendUint64(nil, uint64(info.Size()))
	b = binary.BigEndian.AppendUint64(b, number)
	b = binary.BigEndian.AppendUint64(b, uint64(info.ModTime().UnixNano()))
	return binary.BigEndian.AppendUint64(b, uint64(changed))
}

// isOldMark says whether a mark is of before now, with some distance.
func isOldMark(mark []byte, now time.Time) bool {
	if len(mark) != 32 {
		return false
	}
	changed := time.Unix(0, int64(binary.BigEndian.Uint64(mark[24:])))
	return changed.Add(markAge).Before(now)
}

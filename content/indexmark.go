package content

import (
	"errors"
	"io/fs"
	"os"
	"time"

	"github.com/akta-foi/akta/content/system"
)

// markAge is how old the last change of a file has to be for its mark to tell it
// from a later one: clocks of file systems go in steps, of up to two seconds.
const markAge = 2 * time.Second

// fileMark is what the file system says of a file: while it is the same and not
// young, so is what the file says. The zero mark is that of no file.
type fileMark struct {
	Size    int64
	Written int64  // ns since 1970, as are all times here
	Changed int64  // of anything of the file; 0 where the system does not tell
	Number  uint64 // the file's own (inode); 0 where the system does not tell
}

// markFile returns the mark of the file at path, the zero mark if there is none.
// A link that leads nowhere is a file: reading it says what is wrong.
func markFile(path string) (fileMark, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Lstat(path); err == nil {
			return fileMark{Size: -1}, nil
		}
		return fileMark{}, nil
	}
	if err != nil {
		return fileMark{}, err
	}
	changed, number, _ := system.Change(info)
	return fileMark{info.Size(), info.ModTime().UnixNano(), changed, number}, nil
}

// young says whether a change after now could leave the mark as it is.
func (m fileMark) young(now time.Time) bool {
	return max(m.Written, m.Changed) >= now.Add(-markAge).UnixNano()
}

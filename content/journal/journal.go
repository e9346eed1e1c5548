package journal

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"

	"github.com/rogpeppe/go-internal/lockedfile"

	"github.com/akta-foi/akta/bundles"
)

// Journal is a journal in a folder. It is safe for use by several processes.
type Journal struct {
	dir  string
	lock string
}

// Open names the journal in dir, which need not be there yet. lock is a file
// that processes lock; its folder must be there.
func Open(dir, lock string) *Journal { return &Journal{dir, lock} }

const yearExt = ".jsonl"

var yearFile = regexp.MustCompile(`^[1-9][0-9]{3}\.jsonl$`)

// years lists the journal's files, oldest first.
func (j *Journal) years() ([]string, error) {
	entries, err := os.ReadDir(j.dir) // sorted
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var out []string
	for _, e := range entries {
		if yearFile.MatchString(e.Name()) {
			out = append(out, e.Name())
		}
	}
	return out, nil
}

// Append adds an action to the journal, and makes it durable. Previous is given
// here. What a crash has left of a line is first put aside. A last line that is
// damaged is continued as it stands: work goes on, and Verify names the damage.
func (j *Journal) Append(e Entry) error {
	unlock, err := lockedfile.MutexAt(j.lock).Lock()
	if err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	defer unlock()
	if err := j.append(e); err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	return nil
}

func (j *Journal) append(e Entry) error {
	if err := os.MkdirAll(j.dir, 0o700); err != nil {
		return err
	}
	if err := j.putAside(); err != nil {
		return err
	}
	last, line, err := j.last()
	if err != nil {
		return err
	}
	name := strconv.Itoa(e.Time.Year()) + yearExt
	if e.Previous = (bundles.Hash{}); last != "" {
		e.Previous = sha256.Sum256(line)
		name = max(name, last) // a clock that was set back opens no older year
	}
	raw, err := e.Marshal()
	if err != nil {
		return err
	}
	return j.write(name, raw)
}

// write adds a line to a file. A write that fails leaves the file as it was.
func (j *Journal) write(name string, line []byte) error {
	f, err := os.OpenFile(filepath.Join(j.dir, name), os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	if size+int64(len(line)) > maxFile {
		return fmt.Errorf("%s: would have more than the %d bytes allowed", name, maxFile)
	}
	if _, err = f.Write(line); err == nil {
		err = f.Sync()
	}
	if err != nil {
		return errors.Join(err, f.Truncate(size))
	}
	if size > 0 {
		return nil
	}
	return bundles.SyncDir(j.dir)
}

// last is the newest file that has a line, and its last line.
func (j *Journal) last() (name string, line []byte, err error) {
	names, err := j.years()
	if err != nil {
		return "", nil, err
	}
	for i := len(names) - 1; i >= 0; i-- {
		line, _, err := tail(filepath.Join(j.dir, names[i]))
		if err != nil || len(line) > 0 {
			return names[i], line, err
		}
	}
	return "", nil, nil
}

// tail reads the last whole line of a file, and what stands after it: a line
// that was torn off.
func tail(path string) (line, torn []byte, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, nil, err
	}
	var data []byte
	for at := size; at > 0 && bytes.Count(data, []byte("\n")) < 2; {
		n := min(at, tailBlock)
		if at -= n; int64(len(data)) > 2*maxLine {
			return nil, nil, fmt.Errorf("%s: its last line is longer than the %d bytes allowed", filepath.Base(path), maxLine)
		}
		block := make([]byte, n, int(n)+len(data))
		if _, err := f.ReadAt(block, at); err != nil {
			return nil, nil, err
		}
		data = append(block, data...)
	}
	end := bytes.LastIndexByte(data, '\n') + 1
	torn = data[end:]
	if end > 0 {
		line = data[bytes.LastIndexByte(data[:end-1], '\n')+1 : end]
	}
	return line, torn, nil
}

// putAside moves what a crash has left of a line out of the newest file, into
// one of its own. Done twice it is the same: the name tells place and bytes.
func (j *Journal) putAside() error {
	names, err := j.years()
	if err != nil || len(names) == 0 {
		return err
	}
	path := filepath.Join(j.dir, names[len(names)-1])
	_, torn, err := tail(path)
	if err != nil || len(torn) == 0 {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	whole := info.Size() - int64(len(torn))
	if err := bundles.WriteFileAtomic(filepath.Join(j.dir, tornName(names[len(names)-1], whole, torn)), torn, 0o600); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Truncate(whole), f.Sync(), f.Close())
}

// PutAside repairs the end of a journal whose last line a crash has torn. The
// next append does the same.
func (j *Journal) PutAside() error {
	unlock, err := lockedfile.MutexAt(j.lock).Lock()
	if err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	defer unlock()
	return j.putAside()
}

const tornExt = ".torn"

func tornName(file string, at int64, torn []byte) string {
	sum := sha256.Sum256(torn)
	return fmt.Sprintf("%s-%d-%x%s", file[:4], at, sum[:4], tornExt)
}

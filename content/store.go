package content

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/akta-foi/akta/bundles"
)

var unsafeName = regexp.MustCompile(`[^\pL\pN._ ()-]+`)

// plainName is a name for a document, whatever its sender called it: one
// segment, not hidden, short enough for every file system.
func plainName(name string) string {
	name = strings.Trim(unsafeName.ReplaceAllString(path.Base(filepath.ToSlash(name)), "_"), ". ")
	if len(name) > maxStoredName {
		name = strings.Trim(strings.ToValidUTF8(name[len(name)-maxStoredName:], ""), ". ")
	}
	if name == "" {
		return "document"
	}
	return name
}

// numbered is the n-th name to try: "letter.pdf", "letter-2.pdf", ...
func numbered(name string, n int) string {
	if n == 1 {
		return name
	}
	ext := filepath.Ext(name)
	return fmt.Sprintf("%s-%d%s", strings.TrimSuffix(name, ext), n, ext)
}

func (a *adding) taken(name string) bool {
	return slices.ContainsFunc(a.plan.Documents, func(d Document) bool { return strings.EqualFold(d.File, name) })
}

// store copies a document to a name that is free. A file that stands there
// already is never replaced: if it is the same, which a killed add or the
// officer's own hand has left, it is taken as it is.
func (a *adding) store(name string, data io.Reader) (string, error) {
	tmp := filepath.Join(a.dir, tempDocument)
	defer os.Remove(tmp) // nothing is there after the rename
	if err := writeCopy(tmp, data); err != nil {
		return "", err
	}
	name = plainName(name)
	for n := 1; ; n++ {
		file := numbered(name, n)
		if a.taken(file) {
			continue
		}
		stored := filepath.Join(a.dir, file)
		same, err := sameContent(tmp, stored)
		if errors.Is(err, fs.ErrNotExist) {
			if err := os.Rename(tmp, stored); err != nil {
				return "", err
			}
			a.copies = append(a.copies, stored)
			return file, bundles.SyncDir(a.dir)
		}
		if err != nil {
			return "", err
		}
		if same {
			return file, nil
		}
	}
}

// tempDocument is what a document is called until it is whole.
const tempDocument = ".adding.tmp"

// writeCopy writes a new file and makes its bytes durable.
func writeCopy(name string, data io.Reader) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	n, err := io.Copy(f, io.LimitReader(data, maxDocumentFile+1))
	if err == nil && n > maxDocumentFile {
		err = fmt.Errorf("more than the %d bytes allowed", int64(maxDocumentFile))
	}
	return errors.Join(err, f.Sync(), f.Close())
}

// sameContent compares a file with what stands at the other name, which may be
// no plain file.
func sameContent(name, other string) (bool, error) {
	info, err := os.Lstat(other)
	if err != nil || !info.Mode().IsRegular() {
		return false, err
	}
	mine, err := os.Stat(name)
	if err != nil || mine.Size() != info.Size() {
		return false, err
	}
	a, err := os.Open(name)
	if err != nil {
		return false, err
	}
	defer a.Close()
	b, err := os.Open(other)
	if err != nil {
		return false, err
	}
	defer b.Close()
	var x, y [64 << 10]byte
	for {
		n, err := io.ReadFull(a, x[:])
		m, err2 := io.ReadFull(b, y[:])
		if n != m || !bytes.Equal(x[:n], y[:m]) {
			return false, nil
		}
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			return true, nil
		}
		if err := errors.Join(err, err2); err != nil {
			return false, err
		}
	}
}

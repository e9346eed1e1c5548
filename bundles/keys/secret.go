package keys

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
)

// maxKeyFile bounds a file of the folder: an encrypted ML-DSA-44 seed has 400
// bytes, a verifier key 1,800.
const maxKeyFile = 64 << 10

// ErrPassword is wrapped by the error for a wrong password.
var ErrPassword = errors.New("wrong password")

// secret is a private key that is decrypted when it is first used.
type secret[T any] struct {
	path string
	open func(data []byte) (T, error)
	once sync.Once
	key  T
	err  error
}

func (s *secret[T]) get() (T, error) {
	s.once.Do(func() {
		var data []byte
		if data, s.err = readKeyFile(s.path); s.err == nil {
			s.key, s.err = s.open(data)
		}
		clear(data)
	})
	return s.key, s.err
}

// wrongPassword is what a box that does not open means: boxes are authenticated,
// so a changed one looks the same.
func wrongPassword(path string) error {
	return fmt.Errorf("%w for %q: set AKTA_PASSWORD", ErrPassword, path)
}

// readKeyFile reads a regular file that nobody but its owner may read.
func readKeyFile(path string) ([]byte, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return nil, fmt.Errorf("keys: %w", err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("keys: %q: not a regular file (%s)", path, info.Mode().Type())
	}
	if err := checkMode(path, info, "600"); err != nil {
		return nil, err
	}
	if info.Size() > maxKeyFile {
		return nil, fmt.Errorf("keys: %q: %d bytes, more than the %d allowed", path, info.Size(), maxKeyFile)
	}
	return os.ReadFile(path)
}

// checkMode refuses what group or others may touch.
func checkMode(path string, info fs.FileInfo, want string) error {
	if runtime.GOOS == "windows" { // has no such bits
		return nil
	}
	if m := info.Mode().Perm(); m&0o077 != 0 {
		return fmt.Errorf("keys: %q: open to others (mode %04o): run chmod %s %q", path, m, want, filepath.Clean(path))
	}
	return nil
}

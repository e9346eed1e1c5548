package audit

import (
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"sync"
)

// Program is the SHA-256 digest of the program that runs. What one program found
// out says nothing of what another would: its checks, its reader of PDF files and
// its theme are part of it.
var Program = sync.OnceValues(func() ([]byte, error) {
	name, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("digest of the program: %w", err)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("digest of the program: %w", err)
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return nil, fmt.Errorf("digest of the program: %w", err)
	}
	return h.Sum(nil), nil
})

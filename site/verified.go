package site

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/audit"
)

// Verified remembers which releases were found to hold. A verdict is a function
// of the bytes of the ZIP, of the trust, of the case and the name that the release
// is expected to be of, and of the program; no clock and no network is asked. So
// each entry is one digest of them all: whatever differs in any of them is not in
// it, and is verified anew. Verdicts that do not hold are never remembered.
//
// Whoever can write this file could publish what was not verified; it lies among
// the office's keys, and whoever can write there can sign, too. A nil Verified
// remembers nothing.
type Verified struct {
	file    string
	program []byte
	known   map[string]bool // hex digests
	held    map[string]bool // those of this time
}

// verifiedFile is in the folder Options.State. It begins with a line that holds
// the SHA-256 digest of the rest.
const verifiedFile = "verified"

// RecallVerified reads what is remembered in a folder. With anew, or where it is
// broken, that is nothing.
func RecallVerified(state string, anew bool) (*Verified, error) {
	program, err := audit.Program()
	if err != nil {
		return nil, err
	}
	v := &Verified{file: filepath.Join(state, verifiedFile), program: program, known: map[string]bool{}, held: map[string]bool{}}
	if anew {
		return v, nil
	}
	data, err := readState(v.file)
	if err != nil {
		return v, nil
	}
	line, rest, ok := bytes.Cut(data, []byte("\n"))
	if ok && string(line) == sealOf(rest) {
		for _, key := range strings.Fields(string(rest)) {
			v.known[key] = true
		}
	}
	return v, nil
}

// Keep writes down what held this time.
func (v *Verified) Keep() error {
	if err := os.MkdirAll(filepath.Dir(v.file), 0o700); err != nil {
		return err
	}
	var rest []byte
	for _, key := range slices.Sorted(maps.Keys(v.held)) {
		rest = append(append(rest, key...), '\n')
	}
	return writeState(v.file, append([]byte(sealOf(rest)+"\n"), rest...))
}

// verify verifies the release in a file whose SHA-256 digest is sum, unless it is
// known to hold.
func (v *Verified) verify(ctx context.Context, file, sum string, o bundles.VerifyOptions) error {
	key := ""
	if v != nil {
		h := sha256.New()
		putAll(h, v.program, o.Trust.Marshal(), []byte(o.Case), []byte(o.Name), []byte(sum))
		if key = hex.EncodeToString(h.Sum(nil)); v.known[key] {
			v.held[key] = true
			return nil
		}
	}
	verdict, err := bundles.Verify(ctx, file, o)
	if err != nil {
		return err
	}
	if err := verdict.Err(); err != nil {
		return fmt.Errorf("does not verify, so nothing is published:\n%w", err)
	}
	if v != nil {
		v.held[key] = true
	}
	return nil
}

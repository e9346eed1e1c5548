package content

import (
	"bytes"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
	"path/filepath"

	"github.com/akta-foi/akta/bundles"
)

// digestCache is what was computed once of files that do not change, which Key
// tells: of a sealed bag the digest of its tag manifest, of the documents their
// names, sizes and times.
type digestCache struct {
	Format  string        `json:"format"`
	Key     string        `json:"key"`
	Entries []privateSums `json:"entries"`
}

// cachedDigests returns what was kept under a name for a key, or computes and
// keeps it. What cannot be read is computed again.
func (o *Office) cachedDigests(name, key string, compute func() ([]privateSums, error)) ([]privateSums, error) {
	dir := filepath.Join(o.Dir, stateDir, digestsDir)
	file := filepath.Join(dir, name+".json")
	if c := readDigests(file); c != nil && c.Key == key {
		return c.Entries, nil
	}
	entries, err := compute()
	if err != nil {
		return nil, err
	}
	data, err := json.Marshal(digestCache{digestsFormat, key, entries})
	if err != nil {
		return nil, err
	}
	if err := mkdirs(dir); err != nil {
		return nil, err
	}
	return entries, bundles.WriteFileAtomic(file, append(data, '\n'), 0o600)
}

// readDigests reads a cache of digests; nil where there is none that is whole.
func readDigests(file string) *digestCache {
	f, err := os.Open(file)
	if err != nil {
		return nil
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxDigestsFile+1))
	if err != nil || len(data) > maxDigestsFile {
		return nil
	}
	return parseDigests(data)
}

func parseDigests(data []byte) *digestCache {
	c := &digestCache{}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(c); err != nil || d.More() || c.Format != digestsFormat {
		return nil
	}
	sizes := []int{md5.Size, sha1.Size, sha256.Size, sha512.Size}
	for _, e := range c.Entries {
		if e.What == "" || len(e.Sums) != len(sizes) {
			return nil
		}
		for i, s := range e.Sums {
			if raw, err := hex.DecodeString(s); err != nil || len(raw) != sizes[i] {
				return nil
			}
		}
	}
	return c
}

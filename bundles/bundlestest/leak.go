package bundlestest

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
)

// CheckNoLeak fails the test if anything in the public files gives away
// something of the sealed bags that they do not show. The public files are all
// that is published of the bags' cases, several releases and sites included.
func CheckNoLeak(t testing.TB, sealedDirs []string, publicFiles map[string][]byte) {
	t.Helper()
	leaks, err := FindLeaks(sealedDirs, publicFiles)
	check(t, err)
	for _, l := range leaks {
		t.Error(l)
	}
}

// FindLeaks says what the public files give away of the sealed bags. It looks
// for every seed of every node of every tree, every salt, and every digest of
// a private file or view, raw, in hexadecimal and in base64, and derives which
// leaves they open: these must be the ones the releases show, no more and no
// fewer. A value is found by its first eight bytes, so that a shortened one is
// found too. It does not use the code of package bundles that makes the trees.
func FindLeaks(sealedDirs []string, publicFiles map[string][]byte) ([]string, error) {
	public, err := unpack(publicFiles)
	if err != nil {
		return nil, err
	}
	shown, err := newDisclosure(public)
	if err != nil {
		return nil, err
	}
	var leaks []string
	for _, dir := range sealedDirs {
		bag, err := openPrivate(dir, shown, public)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", dir, err)
		}
		found := map[int]string{}
		for _, name := range slices.Sorted(maps.Keys(public)) {
			bag.index.scan([]byte(name), func(i int) { found[i] = "the name of " + name })
			bag.index.scan(public[name], func(i int) { found[i] = name })
		}
		leaks = append(leaks, bag.judge(found)...)
	}
	return leaks, nil
}

// unpack adds the members of ZIP files to the files.
func unpack(files map[string][]byte) (map[string][]byte, error) {
	out := maps.Clone(files)
	for name, data := range files {
		if !bytes.HasPrefix(data, []byte("PK\x03\x04")) {
			continue
		}
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for _, m := range z.File {
			r, err := m.Open()
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			if out[name+"/"+m.Name], err = io.ReadAll(r); err != nil {
				return nil, fmt.Errorf("%s: %s: %w", name, m.Name, err)
			}
		}
	}
	return out, nil
}

// valueIndex finds secret values by their first eight bytes.
type valueIndex struct {
	places map[uint64][]int
	filter []uint64 // a bit for each first 22 bits, to look up few
}

const filterBits = 22

func newValueIndex() *valueIndex {
	return &valueIndex{places: map[uint64][]int{}, filter: make([]uint64, 1<<filterBits/64)}
}

func (x *valueIndex) add(value []byte, id int) {
	v := binary.BigEndian.Uint64(value)
	x.places[v] = append(x.places[v], id)
	bit := v >> (64 - filterBits)
	x.filter[bit/64] |= 1 << (bit % 64)
}

// scan calls found for each value in data, raw or in a text encoding.
func (x *valueIndex) scan(data []byte, found func(id int)) {
	x.raw(data, found)
	for run := range runs(data, isHex, 16) {
		for _, r := range [][]byte{run, run[1:]} {
			out := make([]byte, len(r)/2)
			if _, err := hex.Decode(out, r[:len(r)/2*2]); err == nil {
				x.raw(out, found)
			}
		}
	}
	for run := range runs(data, isBase64, 11) {
		r := []byte(strings.NewReplacer("-", "+", "_", "/").Replace(string(run)))
		for start := range min(4, len(r)) {
			out := make([]byte, base64.RawStdEncoding.DecodedLen(len(r)))
			part := r[start:]
			if len(part)%4 == 1 {
				part = part[:len(part)-1]
			}
			if n, err := base64.RawStdEncoding.Decode(out, part); err == nil {
				x.raw(out[:n], found)
			}
		}
	}
}

func (x *valueIndex) raw(data []byte, found func(id int)) {
	if len(data) < 8 {
		return
	}
	v := binary.BigEndian.Uint64(data)
	for i := 8; ; i++ {
		bit := v >> (64 - filterBits)
		if x.filter[bit/64]>>(bit%64)&1 == 1 {
			for _, id := range x.places[v] {
				found(id)
			}
		}
		if i == len(data) {
			return
		}
		v = v<<8 | uint64(data[i])
	}
}

func isHex(c byte) bool { return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F' }
func isBase64(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '+' || c == '/' || c == '-' || c == '_'
}

// runs yields the longest runs of the bytes that ok accepts, if they are at
// least so long.
func runs(data []byte, ok func(byte) bool, least int) func(yield func([]byte) bool) {
	return func(yield func([]byte) bool) {
		for i := 0; i < len(data); i++ {
			start := i
			for i < len(data) && ok(data[i]) {
				i++
			}
			if i-start >= least && !yield(data[start:i]) {
				return
			}
		}
	}
}

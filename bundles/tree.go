package bundles

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"math/bits"
	"runtime"
)

// Seed is a secret of a GGM tree (SPEC 4.2): whoever knows the seed of a node
// knows every salt below it and nothing else.
type Seed [32]byte

const leafTag = "akta-leaf/v1\x00"

// prf is HMAC-SHA-256(key, b) for one byte b (SPEC 4.2), without allocation:
// it runs three times for every leaf.
func prf(key *Seed, b byte) (out Seed) {
	var inner [65]byte
	var outer [96]byte
	for i := range inner[:64] {
		inner[i], outer[i] = 0x36, 0x5c
	}
	for i, k := range key {
		inner[i] ^= k
		outer[i] ^= k
	}
	inner[64] = b
	in := sha256.Sum256(inner[:])
	copy(outer[64:], in[:])
	return sha256.Sum256(outer[:])
}

// nodeHash is SHA-256(0x01 || left || right) (RFC 6962, 2.1).
func nodeHash(l, r *Hash) Hash {
	var b [65]byte
	b[0] = 1
	copy(b[1:], l[:])
	copy(b[33:], r[:])
	return sha256.Sum256(b[:])
}

// appendLeafPrefix appends 0x00 || tag || uint64(i) || salt (SPEC 4.1).
func appendLeafPrefix(b []byte, i int, seed *Seed) []byte {
	salt := prf(seed, 2)
	b = append(b, 0)
	b = append(b, leafTag...)
	b = binary.BigEndian.AppendUint64(b, uint64(i))
	return append(b, salt[:]...)
}

// newLeafHash starts the hash of leaf i, for content that is streamed.
func newLeafHash(i int, seed Seed) hash.Hash {
	h := sha256.New()
	h.Write(appendLeafPrefix(nil, i, &seed))
	return h
}

// emptyRoot is the root of a tree without leaves, SHA-256 of nothing
// (RFC 6962, 2.1).
var emptyRoot = Hash(sha256.Sum256(nil))

// splitAt is the largest power of two below n (RFC 6962, 2.1), for n > 1.
func splitAt(n int) int { return 1 << (bits.Len(uint(n-1)) - 1) }

// A leafFunc appends the content of leaf i to buf. It is called from several
// goroutines at once.
type leafFunc func(buf []byte, i int) []byte

// A tree walks one view's leaves.
type tree struct {
	leaf leafFunc
}

const parallelLeaves = 2048 // below this a goroutine costs more than it saves

func (t tree) root(n int, seed Seed) Hash {
	if n == 0 {
		return emptyRoot
	}
	return t.subtree(0, n, seed, runtime.GOMAXPROCS(0))
}

func (t tree) subtree(lo, n int, seed Seed, procs int) Hash {
	if procs > 1 && n > parallelLeaves {
		k := splitAt(n)
		right := make(chan Hash, 1)
		go func() { right <- t.subtree(lo+k, n-k, prf(&seed, 1), procs/2) }()
		l := t.subtree(lo, k, prf(&seed, 0), procs-procs/2)
		r := <-right
		return nodeHash(&l, &r)
	}
	buf := make([]byte, 0, 512)
	return t.serial(lo, n, seed, &buf)
}

func (t tree) serial(lo, n int, seed Seed, buf *[]byte) Hash {
	if n == 1 {
		*buf = t.leaf(appendLeafPrefix((*buf)[:0], lo, &seed), lo)
		return sha256.Sum256(*buf)
	}
	k := splitAt(n)
	l := t.serial(lo, k, prf(&seed, 0), buf)
	r := t.serial(lo+k, n-k, prf(&seed, 1), buf)
	return nodeHash(&l, &r)
}

// Range is a run of leaves: the first index and how many.
type Range [2]int

// checkRanges holds the canonical form of hidden ranges (SPEC 5.2): sorted,
// not empty, neither overlapping nor touching, inside the n leaves.
func checkRanges(ranges []Range, n int) error {
	end := -1
	for _, r := range ranges {
		if r[0] < 0 || r[1] < 1 || r[1] > n || r[0] > n-r[1] {
			return fmt.Errorf("hidden range %d+%d: outside the %d leaves", r[0], r[1], n)
		}
		if r[0] <= end {
			return fmt.Errorf("hidden range %d+%d: out of order, or touching the one before", r[0], r[1])
		}
		end = r[0] + r[1]
	}
	return nil
}

// overlap tells how [lo, lo+n) lies to the ranges: none of it hidden, all of
// it, or some. It returns the ranges that are left to look at.
func overlap(ranges []Range, lo, n int) (some, all bool, rest []Range) {
	for len(ranges) > 0 && ranges[0][0]+ranges[0][1] <= lo {
		ranges = ranges[1:]
	}
	if len(ranges) == 0 || ranges[0][0] >= lo+n {
		return false, false, ranges
	}
	r := ranges[0]
	return true, r[0] <= lo && r[0]+r[1] >= lo+n, ranges
}

// prune returns the pruned tree in depth-first order (SPEC 5.1): the seed of
// every largest subtree that is shown whole, the hash of every largest subtree
// that is hidden whole.
func (t tree) prune(n int, seed Seed, hidden []Range) []Hash {
	if n == 0 {
		return nil
	}
	var out []Hash
	var walk func(lo, n int, seed Seed, hidden []Range)
	walk = func(lo, n int, seed Seed, hidden []Range) {
		some, all, rest := overlap(hidden, lo, n)
		switch {
		case !some:
			out = append(out, Hash(seed))
		case all:
			out = append(out, t.subtree(lo, n, seed, runtime.GOMAXPROCS(0)))
		default:
			k := splitAt(n)
			walk(lo, k, prf(&seed, 0), rest)
			walk(lo+k, n-k, prf(&seed, 1), rest)
		}
	}
	walk(0, n, seed, hidden)
	return out
}

// rebuild computes the root from a pruned tree and the content of the leaves
// that are shown. The leaf function is never called for a hidden leaf. What an
// item means follows from hidden alone, so a seed in the place of a hash only
// gives another root (SPEC 5.3).
func (t tree) rebuild(n int, hidden []Range, items []Hash) (Hash, error) {
	if err := checkRanges(hidden, n); err != nil {
		return Hash{}, err
	}
	if n == 0 {
		if len(items) != 0 {
			return Hash{}, fmt.Errorf("%d proof items for a view without leaves", len(items))
		}
		return emptyRoot, nil
	}
	next := 0
	var walk func(lo, n int, hidden []Range) (Hash, error)
	walk = func(lo, n int, hidden []Range) (Hash, error) {
		some, all, rest := overlap(hidden, lo, n)
		if !some || all {
			if next == len(items) {
				return Hash{}, fmt.Errorf("proof ends after %d items", next)
			}
			item := items[next]
			next++
			if all {
				return item, nil
			}
			return t.subtree(lo, n, Seed(item), runtime.GOMAXPROCS(0)), nil
		}
		k := splitAt(n)
		l, err := walk(lo, k, rest)
		if err != nil {
			return Hash{}, err
		}
		r, err := walk(lo+k, n-k, rest)
		if err != nil {
			return Hash{}, err
		}
		return nodeHash(&l, &r), nil
	}
	root, err := walk(0, n, hidden)
	if err != nil {
		return Hash{}, err
	}
	if next != len(items) {
		return Hash{}, fmt.Errorf("%d proof items are left over", len(items)-next)
	}
	return root, nil
}

package bundles

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
)

var treeSizes = []int{0, 1, 2, 3, 5, 8, 13, 1000, 5000}

func testSeed(name string) Seed { return sha256.Sum256([]byte("tree test " + name)) }

func leafContent(i int) []byte { return fmt.Appendf(nil, "leaf %d", i) }

var testTree = tree{func(buf []byte, i int) []byte { return append(buf, leafContent(i)...) }}

// naiveSeed and naiveRoot are SPEC 4.1 and 4.2 written again with the standard
// HMAC and slices, and nothing of tree.go.
func naiveSeed(key Seed, b byte) Seed {
	m := hmac.New(sha256.New, key[:])
	m.Write([]byte{b})
	return Seed(m.Sum(nil))
}

func naiveRoot(leaves [][]byte, first int, seed Seed) Hash {
	switch len(leaves) {
	case 0:
		return sha256.Sum256(nil)
	case 1:
		salt := naiveSeed(seed, 2)
		return sha256.Sum256(slices.Concat([]byte("\x00akta-leaf/v1\x00"), binary.BigEndian.AppendUint64(nil, uint64(first)), salt[:], leaves[0]))
	}
	k := 1
	for k*2 < len(leaves) {
		k *= 2
	}
	l := naiveRoot(leaves[:k], first, naiveSeed(seed, 0))
	r := naiveRoot(leaves[k:], first+k, naiveSeed(seed, 1))
	return sha256.Sum256(slices.Concat([]byte{1}, l[:], r[:]))
}

func TestPRFIsHMAC(t *testing.T) {
	for i := range 100 {
		key := testSeed(fmt.Sprint(i))
		for _, b := range []byte{0, 1, 2, 0xff} {
			if prf(&key, b) != naiveSeed(key, b) {
				t.Fatalf("prf(%x, %d) is not HMAC-SHA-256", key, b)
			}
		}
	}
}

func TestRootEqualsNaiveRoot(t *testing.T) {
	for _, n := range treeSizes {
		leaves := make([][]byte, n)
		for i := range leaves {
			leaves[i] = leafContent(i)
		}
		want := naiveRoot(leaves, 0, testSeed("a"))
		if got := testTree.root(n, testSeed("a")); got != want {
			t.Errorf("n = %d: root %s, want %s", n, got, want)
		}
		if n > 0 {
			buf := []byte{}
			if got := testTree.serial(0, n, testSeed("a"), &buf); got != want {
				t.Errorf("n = %d: serial root %s, want %s", n, got, want)
			}
			if got := testTree.subtree(0, n, testSeed("a"), 8); got != want {
				t.Errorf("n = %d: parallel root %s, want %s", n, got, want)
			}
		}
	}
}

func TestStreamedLeafEqualsTree(t *testing.T) {
	h := newLeafHash(0, testSeed("file"))
	h.Write(leafContent(0))
	if Hash(h.Sum(nil)) != testTree.root(1, testSeed("file")) {
		t.Error("a streamed leaf differs from the tree of one leaf")
	}
}

// randomRanges draws canonical hidden ranges.
func randomRanges(rng *rand.Rand, n int) []Range {
	set := make([]bool, n)
	share := rng.Float64()
	for i := range set {
		set[i] = rng.Float64() < share
	}
	return rangesOf(set)
}

// onlyShown fails the test when the content of a hidden leaf is asked for.
func onlyShown(t *testing.T, n int, hidden []Range) tree {
	set := hiddenSet(n, hidden)
	return tree{func(buf []byte, i int) []byte {
		if set[i] {
			t.Errorf("content of hidden leaf %d was asked for", i)
		}
		return append(buf, leafContent(i)...)
	}}
}

func TestPruneRebuild(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, n := range treeSizes {
		cases := [][]Range{{}}
		if n > 0 {
			cases = append(cases, []Range{{0, n}}, []Range{{0, 1}}, []Range{{n - 1, 1}})
		}
		for range 30 {
			cases = append(cases, randomRanges(rng, n))
		}
		root := testTree.root(n, testSeed("b"))
		for _, hidden := range cases {
			items := testTree.prune(n, testSeed("b"), hidden)
			got, err := onlyShown(t, n, hidden).rebuild(n, hidden, items)
			if err != nil || got != root {
				t.Fatalf("n = %d, hidden %v: root %s, %v; want %s", n, hidden, got, err, root)
			}
			checkItemCount(t, n, hidden, items, root)
			checkWrongItems(t, n, hidden, items)
		}
	}
}

// checkItemCount holds the two ends: nothing hidden is one seed, all hidden is
// the root.
func checkItemCount(t *testing.T, n int, hidden []Range, items []Hash, root Hash) {
	t.Helper()
	switch {
	case n == 0:
		if len(items) != 0 {
			t.Errorf("n = 0: %d items", len(items))
		}
	case len(hidden) == 0:
		if len(items) != 1 || items[0] != Hash(testSeed("b")) {
			t.Errorf("n = %d, nothing hidden: items %v, want the seed alone", n, items)
		}
	case hidden[0] == Range{0, n}:
		if len(items) != 1 || items[0] != root {
			t.Errorf("n = %d, all hidden: items %v, want the root alone", n, items)
		}
	}
}

func checkWrongItems(t *testing.T, n int, hidden []Range, items []Hash) {
	t.Helper()
	if _, err := testTree.rebuild(n, hidden, append(slices.Clone(items), Hash{})); err == nil {
		t.Errorf("n = %d, hidden %v: an extra item is accepted", n, hidden)
	}
	if len(items) > 0 {
		if _, err := testTree.rebuild(n, hidden, items[:len(items)-1]); err == nil {
			t.Errorf("n = %d, hidden %v: a missing item is accepted", n, hidden)
		}
	}
}

// TestNoSeedReachesHidden walks every item of a proof as if it were a seed:
// those of hidden subtrees must lead to no hidden leaf (trap: a seed above a
// hidden leaf).
func TestNoSeedReachesHidden(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for _, n := range []int{1, 2, 3, 5, 8, 13, 50} {
		leafSeeds := map[Seed]int{}
		expand(0, n, testSeed("c"), func(i int, s Seed) { leafSeeds[s] = i })
		for range 20 {
			hidden := randomRanges(rng, n)
			reached := make([]bool, n)
			for _, item := range testTree.prune(n, testSeed("c"), hidden) {
				for size := 1; size <= n; size++ { // whatever the subtree's size
					expand(0, size, Seed(item), func(_ int, s Seed) {
						if i, ok := leafSeeds[s]; ok {
							reached[i] = true
						}
					})
				}
			}
			for i, h := range hiddenSet(n, hidden) {
				if h && reached[i] {
					t.Fatalf("n = %d, hidden %v: hidden leaf %d is reachable", n, hidden, i)
				}
			}
		}
	}
}

func expand(lo, n int, seed Seed, f func(i int, leaf Seed)) {
	if n == 1 {
		f(lo, seed)
		return
	}
	k := splitAt(n)
	expand(lo, k, prf(&seed, 0), f)
	expand(lo+k, n-k, prf(&seed, 1), f)
}

func TestSeedInPlaceOfHashIsRejected(t *testing.T) {
	n, seed := 8, testSeed("d")
	root := testTree.root(n, seed)
	left := prf(&seed, 0)
	items := testTree.prune(n, seed, []Range{{0, 4}})
	items[0] = Hash(left)
	got, err := testTree.rebuild(n, []Range{{0, 4}}, items)
	if err == nil && got == root {
		t.Error("a seed in the place of a hash gives the root")
	}
}

func TestBadRanges(t *testing.T) {
	const n = 10
	for _, ranges := range [][]Range{
		{{-1, 2}}, {{0, 0}}, {{0, -1}}, {{0, 11}}, {{10, 1}}, {{9, 2}}, {{1, 1 << 62}}, {{1 << 62, 1 << 62}},
		{{3, 2}, {5, 1}}, {{3, 2}, {4, 2}}, {{5, 1}, {2, 1}}, {{3, 1}, {3, 1}},
	} {
		if checkRanges(ranges, n) == nil {
			t.Errorf("ranges %v of %d leaves are accepted", ranges, n)
		}
		if _, err := testTree.rebuild(n, ranges, make([]Hash, 4)); err == nil {
			t.Errorf("a tree is rebuilt from the ranges %v", ranges)
		}
	}
	for _, ranges := range [][]Range{nil, {}, {{0, 10}}, {{0, 1}, {2, 1}}, {{9, 1}}} {
		if err := checkRanges(ranges, n); err != nil {
			t.Errorf("ranges %v of %d leaves: %v", ranges, n, err)
		}
	}
	if checkRanges([]Range{{0, 1}}, 0) == nil {
		t.Error("a range of an empty view is accepted")
	}
}

func TestParallelEqualsSerial(t *testing.T) {
	old := runtime.GOMAXPROCS(4)
	defer runtime.GOMAXPROCS(old)
	for _, n := range []int{parallelLeaves, parallelLeaves + 1, 3*parallelLeaves + 7} {
		buf := []byte{}
		if testTree.root(n, testSeed("e")) != testTree.serial(0, n, testSeed("e"), &buf) {
			t.Errorf("n = %d: parallel and serial roots differ", n)
		}
	}
}

// FuzzTree: a proof rebuilds the root, and no changed proof, leaf, range or
// number of leaves does.
func FuzzTree(f *testing.F) {
	f.Add(uint16(13), []byte{0x0f, 0x80}, uint32(5), byte(1))
	f.Add(uint16(0), []byte{}, uint32(0), byte(1))
	f.Add(uint16(1), []byte{1}, uint32(31), byte(0x80))
	f.Add(uint16(200), bytes.Repeat([]byte{0x55}, 25), uint32(77), byte(4))
	f.Fuzz(func(t *testing.T, size uint16, mask []byte, at uint32, flip byte) {
		n := int(size % 300)
		set := make([]bool, n)
		for i := range set {
			set[i] = i/8 < len(mask) && mask[i/8]>>(i%8)&1 == 1
		}
		hidden := rangesOf(set)
		seed := testSeed("fuzz")
		root := testTree.root(n, seed)
		items := testTree.prune(n, seed, hidden)
		if got, err := testTree.rebuild(n, hidden, items); err != nil || got != root {
			t.Fatalf("n = %d, hidden %v: %v, root %s, want %s", n, hidden, err, got, root)
		}
		if flip == 0 || n == 0 {
			return
		}
		changed := slices.Clone(items)
		place := int(at) % (32 * len(changed))
		changed[place/32][place%32] ^= flip
		if got, err := testTree.rebuild(n, hidden, changed); err == nil && got == root {
			t.Fatalf("n = %d, hidden %v: byte %d of the proof may be changed", n, hidden, place)
		}
		leaf := int(at) % n
		other := tree{func(buf []byte, i int) []byte {
			buf = append(buf, leafContent(i)...)
			if i == leaf {
				buf[len(buf)-1] ^= flip
			}
			return buf
		}}
		if got, err := other.rebuild(n, hidden, items); err != nil || (got == root) != set[leaf] {
			t.Fatalf("n = %d, hidden %v: leaf %d changed, hidden %t: %v, same root %t", n, hidden, leaf, set[leaf], err, got == root)
		}
		set[leaf] = !set[leaf]
		if got, err := testTree.rebuild(n, rangesOf(set), items); err == nil && got == root {
			t.Fatalf("n = %d, hidden %v: the proof holds for %v too", n, hidden, rangesOf(set))
		}
	})
}

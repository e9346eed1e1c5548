package bundles

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"slices"
)

// badViews are releases that must be refused, each with one fault and the step
// that must find it.
func badViews() []viewVector {
	return []viewVector{badItems(), badRanges(), badText(), badPage(), badFile(), otherRules()}
}

// badBase is a view, sealed, and one release of it that holds, from which the
// faulty ones are made.
func badBase(name string, c viewContent, hidden []Range) viewVector {
	v := c.seal(name)
	v.release(c, "the release from which the others are made", hidden)
	return v
}

// refuse adds the first release with a fault.
func (v *viewVector) refuse(step, name, why string, fault func(r *viewRelease)) {
	r := v.Releases[0]
	r.Name, r.Expect, r.Step, r.Why, r.Parts = name, expectRefused, step, why, nil
	r.Hidden, r.Items, r.Shown, r.Samples = slices.Clone(r.Hidden), bytes.Clone(r.Items), slices.Clone(r.Shown), bytes.Clone(r.Samples)
	fault(&r)
	v.Releases = append(v.Releases, r)
}

func badItems() viewVector {
	c := textContent(ViewText, numberedWords(13))
	v := badBase("refused-items", c, []Range{{2, 3}, {8, 4}})
	parts := v.Releases[0].Parts
	seed := Seed(v.Sealed.ViewSeed)
	hash := slices.IndexFunc(parts, func(p vectorPart) bool { return p.Is == "hash" })
	leaf := slices.IndexFunc(parts, func(p vectorPart) bool { return p.Is == "seed" && p.Count > 1 })
	v.refuse("items", "one too few", "the last item is left out", func(r *viewRelease) { r.Items = r.Items[:len(r.Items)-32] })
	v.refuse("items", "one too many", "32 zero bytes more", func(r *viewRelease) { r.Items = append(r.Items, make([]byte, 32)...) })
	v.refuse("items", "the last twice", "the last item again", func(r *viewRelease) { r.Items = append(r.Items, r.Items[len(r.Items)-32:]...) })
	v.refuse("items", "none", "no items", func(r *viewRelease) { r.Items = Bytes{} })
	v.refuse("items", "cut", "the last item has 31 bytes", func(r *viewRelease) { r.Items = r.Items[:len(r.Items)-1] })
	v.refuse("root", "two swapped", "the first two items in the other order", func(r *viewRelease) {
		r.Items = slices.Concat(r.Items[32:64], r.Items[:32], r.Items[64:])
	})
	v.refuse("root", "seed for a hash", "a hidden leaf's seed in the place of its hash", func(r *viewRelease) {
		expand(0, 13, seed, func(i int, s Seed) {
			if i == parts[hash].First {
				copy(r.Items[32*hash:], s[:])
			}
		})
	})
	v.refuse("root", "hash for a seed", "the hash of a shown subtree in the place of its seed", func(r *viewRelease) {
		s := Seed(parts[leaf].Value)
		h := c.tree().subtree(parts[leaf].First, parts[leaf].Count, s, 1)
		copy(r.Items[32*leaf:], h[:])
	})
	v.refuse("root", "salt for a seed", "a leaf's salt in the place of its seed", func(r *viewRelease) {
		i := slices.IndexFunc(parts, func(p vectorPart) bool { return p.Is == "seed" && p.Count == 1 })
		s := Seed(parts[i].Value)
		salt := prf(&s, 2)
		copy(r.Items[32*i:], salt[:])
	})
	v.refuse("root", "one bit", "one bit of a hash differs", func(r *viewRelease) { r.Items[32*hash] ^= 1 })
	v.refuse("items", "the seed of all", "nothing but the seed of the view", func(r *viewRelease) { r.Items = Bytes(seed[:]) })
	return v
}

func badRanges() viewVector {
	v := badBase("refused-ranges", textContent(ViewText, numberedWords(13)), []Range{{2, 3}, {8, 4}})
	for _, x := range []struct {
		name   string
		hidden []Range
	}{
		{"touching", []Range{{2, 2}, {4, 1}, {8, 4}}},
		{"overlapping", []Range{{2, 3}, {4, 1}, {8, 4}}},
		{"the same twice", []Range{{2, 3}, {2, 3}, {8, 4}}},
		{"unsorted", []Range{{8, 4}, {2, 3}}},
		{"empty", []Range{{2, 3}, {6, 0}, {8, 4}}},
		{"a negative count", []Range{{2, 3}, {12, -4}}},
		{"a negative start", []Range{{-1, 3}, {8, 4}}},
		{"begins outside", []Range{{2, 3}, {13, 1}}},
		{"ends outside", []Range{{2, 3}, {8, 6}}},
		{"overflows 32 bits", []Range{{2, 3}, {8, 1<<32 + 4}}},
	} {
		v.refuse("ranges", x.name, "SPEC 5.2", func(r *viewRelease) { r.Hidden = x.hidden })
	}
	return v
}

func badText() viewVector {
	c := padsContent()
	gap := gapOf(c.text, "Vendelín ", "Neexistující, ")
	v := badBase("refused-text", c, []Range{gap})
	word := slices.Index(c.text, "telefon ")
	accent := slices.Index(c.text, "é ")
	put := func(r *viewRelease, leaf int, s string) { r.Shown[leaf] = &s }
	v.refuse("content", "content for a hidden leaf", "its own word", func(r *viewRelease) { put(r, gap[0]+1, c.text[gap[0]+1]) })
	v.refuse("content", "an empty word for a hidden leaf", "not null", func(r *viewRelease) { put(r, gap[0], "") })
	v.refuse("content", "no content for a shown leaf", "null outside the ranges", func(r *viewRelease) { r.Shown[word] = nil })
	v.refuse("content", "one leaf too few", "the last is left out", func(r *viewRelease) { r.Shown = r.Shown[:len(r.Shown)-1] })
	v.refuse("content", "one leaf too many", "an empty one more", func(r *viewRelease) { r.Shown = append(r.Shown, new(string)) })
	v.refuse("root", "another word", "one letter differs", func(r *viewRelease) { put(r, word, "telefun ") })
	v.refuse("root", "another separator", "without the space after the word", func(r *viewRelease) { put(r, word, "telefon") })
	v.refuse("root", "another normal form", "U+0065 U+0301 in the place of U+00E9", func(r *viewRelease) { put(r, accent, "e\u0301 ") })
	v.refuse("root", "two words swapped", "each with the index of the other", func(r *viewRelease) {
		last := len(r.Shown) - 1
		for *r.Shown[last] == "" {
			last--
		}
		r.Shown[word], r.Shown[last] = r.Shown[last], r.Shown[word]
	})
	v.refuse("root", "a pad filled", "a word in the place of a pad", func(r *viewRelease) {
		put(r, slices.IndexFunc(r.Shown, func(s *string) bool { return s != nil && *s == "" }), "ne")
	})
	v.refuse("root", "the gap moved by one", "hidden from one leaf later on, with content for its first", func(r *viewRelease) {
		r.Hidden = []Range{{gap[0] + 1, gap[1]}}
		put(r, gap[0], c.text[gap[0]])
		r.Shown[gap[0]+gap[1]] = nil
		// the right number of items for these ranges, made of zeros
		r.Items = make(Bytes, 32*len(c.tree().prune(len(c.text), Seed{}, r.Hidden)))
	})
	return v
}

func badPage() viewVector {
	c := pageContent(1, vectorPage(40, 39, 1))
	v := badBase("refused-page", c, []Range{{1, 1}, {5, 1}})
	at := func(x, y int) int { return y*c.page.Width + x }
	v.refuse("content", "one sample of a hidden tile", "is 1, not 0", func(r *viewRelease) { r.Samples[at(20, 9)] = 1 })
	v.refuse("content", "a hidden tile as it was", "its own pixels", func(r *viewRelease) {
		for y := range 16 {
			copy(r.Samples[at(16, y):at(32, y)], c.page.Samples[at(16, y):])
		}
	})
	v.refuse("content", "a hidden tile at the edge, white", "255, not 0", func(r *viewRelease) {
		for y := 16; y < 32; y++ {
			for x := 32; x < 40; x++ {
				r.Samples[at(x, y)] = 0xff
			}
		}
	})
	v.refuse("content", "a row too few", "samples do not fit the geometry", func(r *viewRelease) { r.Samples = r.Samples[:len(r.Samples)-c.page.Width] })
	v.refuse("root", "one sample of a shown tile", "differs by one", func(r *viewRelease) { r.Samples[at(0, 0)] ^= 1 })
	v.refuse("root", "a shown tile painted black", "hidden, and not marked", func(r *viewRelease) {
		for y := range 16 {
			clear(r.Samples[at(0, y):at(16, y)])
		}
	})
	return v
}

func badFile() viewVector {
	c := fileContent([]byte("an invented file"))
	v := badBase("refused-file", c, []Range{})
	put := func(r *viewRelease, data string) {
		s := fileContent([]byte(data)).spell(0)
		r.Shown[0] = &s
	}
	v.refuse("root", "a line feed more", "other bytes", func(r *viewRelease) { put(r, "an invented file\n") })
	v.refuse("root", "no bytes", "the empty file", func(r *viewRelease) { put(r, "") })
	v.refuse("content", "content though all is hidden", "a view of which nothing is shown has no content", func(r *viewRelease) {
		r.Hidden, r.Items = []Range{{0, 1}}, Bytes(v.View.Root[:])
	})
	v.refuse("content", "no content", "nothing is hidden", func(r *viewRelease) { r.Shown = nil })
	return v
}

// A rule is how a tree is made; the zero rule is that of SPEC 4.
type rule struct {
	name       string
	first      int  // index of the first leaf
	little     bool // index in little-endian
	half       bool // split in the middle
	mirrored   bool // the left child is byte 1
	bareSalt   bool // the leaf's seed is its salt
	noTag      bool
	nodePrefix byte // in the place of 1
}

// root is the tree by that rule, with the standard HMAC and nothing of tree.go.
func (u rule) root(leaves []string, at int, seed Seed) Hash {
	n := len(leaves)
	if n == 1 {
		index := binary.BigEndian.AppendUint64(nil, uint64(at+u.first))
		if u.little {
			index = binary.LittleEndian.AppendUint64(nil, uint64(at+u.first))
		}
		salt, tag := naiveSeed(seed, 2), "akta-leaf/v1\x00"
		if u.bareSalt {
			salt = seed
		}
		if u.noTag {
			tag = ""
		}
		return sha256.Sum256(slices.Concat([]byte{0}, []byte(tag), index, salt[:], []byte(leaves[0])))
	}
	k := splitAt(n)
	if u.half {
		k = n / 2
	}
	left, right := byte(0), byte(1)
	if u.mirrored {
		left, right = right, left
	}
	l, r := u.root(leaves[:k], at, naiveSeed(seed, left)), u.root(leaves[k:], at+k, naiveSeed(seed, right))
	return sha256.Sum256(slices.Concat([]byte{1 ^ u.nodePrefix}, l[:], r[:]))
}

// otherRules are roots that an implementation gives which reads SPEC 4
// wrongly, each in the place of the hash of a view that is hidden whole.
func otherRules() viewVector {
	words := numberedWords(6)
	c := textContent(ViewText, words)
	v := badBase("refused-rules", c, []Range{{0, 6}})
	seed := Seed(v.Sealed.ViewSeed)
	for _, u := range []rule{
		{name: "indices from 1", first: 1}, {name: "little-endian indices", little: true}, {name: "split in the middle", half: true},
		{name: "left and right seeds exchanged", mirrored: true}, {name: "the leaf's seed as its salt", bareSalt: true},
		{name: "leaves without a tag", noTag: true}, {name: "nodes with the prefix of leaves", nodePrefix: 1},
	} {
		v.refuse("root", u.name, "a root by another rule than SPEC 4", func(r *viewRelease) {
			root := u.root(words, 0, seed)
			r.Items = root[:]
		})
	}
	salt := naiveSeed(seed, 2)
	v.refuse("root", "the salt of the root", "not a hash at all", func(r *viewRelease) { r.Items = salt[:] })
	return v
}

package bundles_test

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"io"
	"maps"
	"os"
	"slices"
	"sync"
	"testing"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
)

const everyOffsetBelow = 4 << 10 // bytes: files below are small

// thorough tells that all of it is tried, which takes minutes (AKTA_TAMPER=all,
// as in .ci/run); else a sample of every class and every member is.
var thorough = os.Getenv("AKTA_TAMPER") == "all"

// sampled is some, or all where the suite is thorough.
func sampled(some, all int) int {
	if thorough {
		return all
	}
	return some
}

// oneOf is one of several, in turn, or all of them where the suite is thorough.
func oneOf[T any](turn int, all ...T) []T {
	if thorough {
		return all
	}
	return all[turn%len(all):][:1]
}

// tamperer counts mutants and fails the test for each one that verifies.
type tamperer struct {
	mu     sync.Mutex
	counts map[string]int
}

func (m *target) judge(t *testing.T, class, what string, v *bundles.Verdict, err error) {
	t.Helper()
	m.mu.Lock()
	m.counts[m.kind+": "+class]++
	m.mu.Unlock()
	if err == nil && (v.Code == bundles.CodeHolds || v.ExitCode() == bundles.CodeHolds) {
		t.Errorf("%s: %s: verdict 0", class, what)
	}
}

func (m *target) folder(t *testing.T, class, what string, f bagFiles) {
	t.Helper()
	v, err := f.verdict(t, bundles.VerifyOptions{Trust: m.trust})
	m.judge(t, class, what, v, err)
}

func (m *target) zip(t *testing.T, class, what string, data []byte) {
	t.Helper()
	v, err := verdictOfZIP(t, data, bundles.VerifyOptions{Trust: m.trust})
	m.judge(t, class, what, v, err)
}

// every judges a mutant four times: as it is and with the manifests made to
// fit, as a folder and as a ZIP. Of a sample, it is a folder in the one way and a
// ZIP in the other, by its name.
func (m *target) every(t *testing.T, class, what string, f bagFiles) {
	t.Helper()
	name := fnv.New32a()
	io.WriteString(name, class+what)
	folder := name.Sum32()%2 == 0
	if thorough || folder {
		m.folder(t, class, what, f)
	}
	if data := f.zip(t); data != nil && (thorough || !folder) {
		m.zip(t, class+", ZIP", what, data)
	}
	m.redone(t, class, what, f, thorough || !folder, thorough || folder)
}

// redone judges a mutant whose manifests are made to fit, which gives the
// original back where only a manifest was changed, as a folder, as a ZIP or both.
func (m *target) redone(t *testing.T, class, what string, f bagFiles, folder, inZIP bool) {
	t.Helper()
	fixed := f.rebagged()
	if maps.EqualFunc(fixed, m.original, bytes.Equal) {
		return
	}
	if folder {
		m.folder(t, class+", manifests redone", what, fixed)
	}
	if data := fixed.zip(t); inZIP && data != nil {
		m.zip(t, class+", manifests redone, ZIP", what, data)
	}
}

// TestTamperSuite changes a sealed bag and a release in every way that needs
// no key. None of the mutants may verify. Each offset is tried on bundles with
// the least evidence, which verify fast; all else, and sampled offsets, on
// bundles with all of it. Without AKTA_TAMPER=all a sample is tried, always the
// same: every member is changed in every way but one of several alike, and in
// every file bytes from its begin to its end.
func TestTamperSuite(t *testing.T) {
	m := &tamperer{counts: map[string]int{}}
	t.Run("mutants", func(t *testing.T) {
		m.run(t, "full", bundlestest.NewOffice(t), map[string]mutation{
			"bytes": mutateSomeBytes, "bytes of ZIP": mutateZIP, "members": mutateMembers, "pairs": swapPairs,
			"duplicates": duplicateMembers, "other bundle": swapBundles,
		})
		m.run(t, "spare", bundlestest.NewSpareOffice(t), map[string]mutation{"bytes": mutateAllBytes})
	})
	total := 0
	for _, class := range slices.Sorted(maps.Keys(m.counts)) {
		t.Logf("%6d  %s", m.counts[class], class)
		total += m.counts[class]
	}
	t.Logf("%6d  mutants in all, none verifies", total)
	if want := sampled(1500, 5000); total <= want {
		t.Errorf("%d mutants, want more than %d", total, want)
	}
}

// A target is a valid bundle, another one of the same kind, and what they are
// held against.
type target struct {
	*tamperer
	kind     string
	trust    *bundles.Trust
	original bagFiles // a mutant that equals it is none
	other    bagFiles
}

type mutation func(t *testing.T, m *target, f bagFiles)

func (m *tamperer) run(t *testing.T, evidence string, o *bundlestest.Office, mutations map[string]mutation) {
	one, other := bundlestest.NewSmallSample(t, o, "2026-1"), bundlestest.NewSmallSample(t, o, "2026-2")
	for _, name := range []string{"s1", "r1"} {
		g := &target{m, name, o.Trust, readFiles(t, one.Path(name)), readFiles(t, other.Path(name))}
		for _, whole := range []bagFiles{g.original, g.other} {
			if v, err := whole.verdict(t, bundles.VerifyOptions{Trust: o.Trust}); err != nil || v.Code != 0 {
				t.Fatalf("%s untouched: %v, %v", name, v, err)
			}
		}
		for what, mutate := range mutations {
			t.Run(evidence+" "+name+" "+what, func(t *testing.T) { t.Parallel(); mutate(t, g, g.original) })
		}
	}
}

func flipped(data []byte, at int, mask byte) []byte {
	out := bytes.Clone(data)
	out[at] ^= mask
	return out
}

// mutateAllBytes changes the bytes of small and of large files.
func mutateAllBytes(t *testing.T, m *target, f bagFiles) {
	for _, n := range f.names() {
		step := sampled(67, 1)
		if len(f[n]) >= everyOffsetBelow {
			step = sampled(401, 37)
		}
		for at := 0; at < len(f[n]); at += step {
			m.folder(t, "byte changed", fmt.Sprintf("%s byte %d", n, at), f.with(n, flipped(f[n], at, 0x01)))
		}
	}
}

// mutateSomeBytes changes sampled bytes in two ways, also with the manifests
// redone.
func mutateSomeBytes(t *testing.T, m *target, f bagFiles) {
	step := sampled(1237, 409)
	for i, n := range f.names() {
		from := 0
		if !thorough { // else only the first byte of small files would be
			from = i * 409 % min(step, len(f[n]))
		}
		for at := from; at < len(f[n]); at += step {
			for _, mask := range oneOf[byte](i+at/step, 0x80, 0x02) {
				m.every(t, "byte changed", fmt.Sprintf("%s byte %d mask %#x", n, at, mask), f.with(n, flipped(f[n], at, mask)))
			}
		}
	}
}

// mutateZIP changes every byte of the ZIP that is refused on opening, and
// every 193rd of the others, or a sample of both.
func mutateZIP(t *testing.T, m *target, f bagFiles) {
	data := f.zip(t)
	step := sampled(5, 1)
	for at := 0; at < len(data); at += step {
		mask := byte(0x01)
		if at%2 == 1 {
			mask = 0x80
		}
		data[at] ^= mask
		_, err := bundles.OpenZIP(bytes.NewReader(data), int64(len(data)))
		if err != nil || at%(193*step) == 0 {
			m.zip(t, "byte of the ZIP changed", fmt.Sprintf("byte %d", at), data)
		}
		data[at] ^= mask
	}
	for at := 0; at < len(data); at += 1 + len(data)/sampled(100, 300) {
		m.zip(t, "ZIP cut off", fmt.Sprintf("at %d", at), data[:at])
	}
	for _, more := range []string{"\x00", "\n", "PK\x05\x06", string(data)} {
		m.zip(t, "ZIP with bytes added", fmt.Sprintf("%d after", len(more)), append(bytes.Clone(data), more...))
		m.zip(t, "ZIP with bytes added", fmt.Sprintf("%d before", len(more)), append([]byte(more), data...))
	}
}

func mutateMembers(t *testing.T, m *target, f bagFiles) {
	for i, n := range f.names() {
		data := f[n]
		m.every(t, "member removed", n, f.with(n, nil))
		for _, to := range oneOf(i, n+"x", "data/"+n, "seal.note", "release.note") {
			m.every(t, "member renamed", n+" to "+to, f.with(n, nil).with(to, data))
		}
		for _, size := range oneOf(i, 0, len(data)/2, len(data)-1) {
			m.every(t, "member cut off", fmt.Sprintf("%s to %d", n, size), f.with(n, data[:size]))
		}
		for _, more := range oneOf(i, "\n", "\x00") {
			m.every(t, "member with bytes added", fmt.Sprintf("%s %q", n, more), f.with(n, append(bytes.Clone(data), more...)))
		}
		m.every(t, "member emptied of sense", n, f.with(n, bytes.Repeat([]byte{' '}, len(data))))
	}
	for _, n := range []string{"extra", "fetch.txt", "data/extra", "data/d1/original.pdf", "data/d1/page-0002.png", "data/d9/original",
		"data/s1/d1/original", "data/s1/d1/text.html", "data/s1/d4/text.txt", "seal.timestamp-3.tsr", "release.timestamp-3.tsr", "release.txt",
		"seals/s1/seal.extra", "seals/s2/commitment.json", "akta-3.pub", "release.approval-2.sig", "release.approval-2.sigstore.json",
		"release.approval-01.sig", "release.approval-1.timestamp-3.tsr", "release.approval-", "data/s1/d4/meta.json", "data/s1/d4/layout.json", "data/s1/audit.json", "tsa-3.pem", "manifest-sha512.txt", "data/secret.json.bak"} {
		m.every(t, "member added", n, f.with(n, []byte("added\n")))
	}
}

// swapPairs swaps any two members, or each with some.
func swapPairs(t *testing.T, m *target, f bagFiles) {
	names := f.names()
	for i, a := range names {
		for j, b := range names[:i] {
			if (i+j)%sampled(5, 1) != 0 || bytes.Equal(f[a], f[b]) {
				continue // swapping equal ones changes nothing
			}
			swapped := f.with(a, f[b]).with(b, f[a])
			m.folder(t, "members swapped", a+" and "+b, swapped)
			m.redone(t, "members swapped", a+" and "+b, swapped, true, i%3 == 0)
		}
	}
}

func swapBundles(t *testing.T, m *target, f bagFiles) {
	g := m.other
	for _, n := range f.names() {
		if bytes.Equal(f[n], g[n]) || g[n] == nil {
			continue
		}
		m.every(t, "member of another valid bundle", n, f.with(n, g[n]))
	}
	for _, folder := range []string{"seal.", "release.", "seals/s1/", "data/", "data/d1/", "data/s1/d1/"} {
		members := map[string][]byte{}
		for n, data := range g {
			if len(n) > len(folder) && n[:len(folder)] == folder && n != "release.json" {
				members[n] = data
			}
		}
		if len(members) > 0 {
			m.every(t, "folder of another valid bundle", folder, f.replace(folder, members))
		}
	}
}

func duplicateMembers(t *testing.T, m *target, f bagFiles) {
	members := f.members()
	if !bytes.Equal(handmadeZIP(members), f.zip(t)) {
		t.Fatal("the hand-made ZIP is not what WriteZIP writes: the mutants below would prove nothing")
	}
	for i, d := range members {
		twice := slices.Insert(slices.Clone(members), i, d)
		m.zip(t, "member twice, ZIP", d.name, handmadeZIP(twice))
		twice[i].data = []byte("another")
		m.zip(t, "member twice, ZIP", d.name+" with other content", handmadeZIP(twice))
		last := append(slices.Clone(members), d)
		m.zip(t, "member twice, ZIP", d.name+" at the end", handmadeZIP(last))
		reordered := slices.Clone(members)
		reordered[i], reordered[len(members)-1-i] = reordered[len(members)-1-i], reordered[i]
		if !slices.EqualFunc(reordered, members, func(a, b zipMember) bool { return a.name == b.name }) {
			m.zip(t, "members out of order, ZIP", d.name, handmadeZIP(reordered))
		}
	}
}

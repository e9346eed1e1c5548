package audit

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"maps"
	"runtime"
	"slices"
	"sync"
)

// Memory is what is remembered of the last audit of a folder, in which nothing
// was found: which bytes stood where, and for what they were searched. The terms
// themselves are not in it, but keyed digests of them under a key that is drawn
// for each Memory; it is private all the same.
//
// What it says holds for these bytes under this public name, this program and
// these allowances, and no others.
type Memory struct {
	key     []byte
	program []byte // see Program
	rules   mac    // of the allowances, in their order, and of what the office changed in its law
	sought  map[mac]bool
	files   map[string]*remembered
	cases   map[string]*remembrance
	grams   []*gramFile
	next    int                               // id of the next group of files
	read    func(name string) ([]byte, error) // reads a file of filters
}

// mac is a keyed digest.
type mac [16]byte

// remembered is what one file gave.
type remembered struct {
	Sum     []byte   `json:"sum"` // SHA-256
	Files   int      `json:"files"`
	Bytes   int64    `json:"bytes"`
	Visible int      `json:"visible,omitempty"`
	Passed  []int    `json:"passed,omitempty"` // allowances that let something stand in it
	Sums    []uint64 `json:"sums,omitempty"`   // beginnings of the digests of it and of its members
	Groups  []int    `json:"groups,omitempty"` // whose filters have what stands in it
	Always  bool     `json:"always,omitempty"` // no filter tells what stands in it

	mu sync.Mutex
}

// add takes over what a task found. The caller holds the lock of the work.
func (r *remembered) add(s *scanner) {
	r.Files, r.Bytes, r.Visible = r.Files+s.files, r.Bytes+s.bytes, r.Visible+s.visible
	for i := range s.passed {
		if !slices.Contains(r.Passed, i) {
			r.Passed = append(r.Passed, i)
		}
	}
	if s.grams != nil && !slices.Contains(r.Groups, s.grams.id) {
		r.Groups = append(r.Groups, s.grams.id)
	}
}

// addSum takes over the digest of the file or of a member, from any goroutine.
func (r *remembered) addSum(sum [sha256.Size]byte, size int64) {
	if size == 0 {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.Sums = append(r.Sums, beginning(sum[:]))
}

func beginning(sum []byte) uint64 { return binary.BigEndian.Uint64(sum) }

// remembrance is what the files of one group gave together.
type remembrance struct {
	Names []string       `json:"names"` // of its files
	Done  map[string]int `json:"done"`
	// Marked says that a page of no single case has labels: they are held to the
	// grounds of all cases, of which any may change.
	Marked  bool          `json:"marked,omitempty"`
	Grounds []groundFacts `json:"grounds,omitempty"`
}

// FolderSince audits as Folder does, with the same result, and does not do again
// what m remembers: bytes that stand where they stood are searched for new terms
// and digests only, and the files of a case that are all as they were are not
// opened by the other checks. Whenever something is found, all is searched anew.
// m may be nil. The new Memory is nil where something was found, or where an audit
// cannot be remembered: with OCR, which may read differently tomorrow.
func FolderSince(ctx context.Context, dir string, o Options, m *Memory) (*Report, *Memory, error) {
	return auditSince(ctx, func() ([]*openFile, error) { return listFiles(dir) }, o, m)
}

// File is a public file that is not yet in its place.
type File struct {
	Name string // its public name, with slashes
	Path string // where it lies
	Size int64
	// Sum is the SHA-256 digest of its bytes where it is known; nil: it is taken.
	Sum []byte
}

// FilesSince is FolderSince for the files of a folder that lie in several places.
func FilesSince(ctx context.Context, files []File, o Options, m *Memory) (*Report, *Memory, error) {
	return auditSince(ctx, func() ([]*openFile, error) { return openFiles(files) }, o, m)
}

// Files audits files that lie in several places, as Folder does those of one folder.
func Files(ctx context.Context, files []File, o Options) (*Report, error) {
	list, err := openFiles(files)
	if err != nil {
		return nil, fmt.Errorf("leak audit: %w", err)
	}
	report, _, err := look(ctx, list, o, newInspection(o), nil, nil)
	return report, err
}

// auditSince audits the files that list gives, as FolderSince says.
func auditSince(ctx context.Context, list func() ([]*openFile, error), o Options, m *Memory) (*Report, *Memory, error) {
	program, err := Program()
	if o.OCR != nil || err != nil {
		files, err := list()
		if err != nil {
			return nil, nil, fmt.Errorf("leak audit: %w", err)
		}
		report, _, err := look(ctx, files, o, newInspection(o), nil, nil)
		return report, nil, err
	}
	next, err := newMemory(m, program, o)
	if err != nil {
		return nil, nil, fmt.Errorf("leak audit: %w", err)
	}
	if m != nil && (!bytes.Equal(m.program, program) || m.rules != next.rules) {
		m = nil
	}
	files, err := list()
	if err == nil {
		err = digestAll(ctx, files)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("leak audit: %w", err)
	}
	m.recognise(files, next, len(o.Allowed))
	x := newInspection(o)
	x.remember = true
	grams := &gramBook{next: next.next, over: map[int]bool{}}
	report, cases, err := look(ctx, files, o, x, m, grams)
	if leak := (*Error)(nil); m != nil && errors.As(err, &leak) {
		return auditSince(ctx, list, o, nil) // found in part: the report is to be of the whole
	}
	if err != nil {
		return report, nil, err
	}
	next.take(files, cases, x, grams)
	return report, next, nil
}

// newMemory begins a memory of an audit with these options, with the key of an
// earlier one.
func newMemory(m *Memory, program []byte, o Options) (*Memory, error) {
	next := &Memory{program: program, sought: map[mac]bool{}, files: map[string]*remembered{}}
	if m != nil {
		next.key, next.next, next.grams, next.read = m.key, m.next, m.grams, m.read
	} else {
		next.key = make([]byte, sha256.Size)
		if _, err := rand.Read(next.key); err != nil {
			return nil, err
		}
	}
	h := hmac.New(sha256.New, next.key)
	for _, a := range o.Allowed {
		putAll(h, "allowance", a.Text, a.Passages.Case, a.Passages.Document, a.Case, a.Document)
	}
	if o.Law != nil {
		for _, c := range o.Law.Changes {
			putAll(h, "law", o.Law.Code, c.What, c.Is)
		}
	}
	next.rules = mac(h.Sum(nil))
	for _, t := range o.Terms {
		next.sought[next.ofTerm(t)] = true
	}
	for _, p := range o.Private {
		next.sought[next.ofPrivate(p)] = true
	}
	return next, nil
}

func (m *Memory) ofTerm(t Term) mac {
	h := hmac.New(sha256.New, m.key)
	putAll(h, "term", t.Case, t.Document, t.Class, t.Text)
	if t.Passage {
		putAll(h, "passage")
	}
	return mac(h.Sum(nil))
}

func (m *Memory) ofPrivate(p Private) mac {
	h := hmac.New(sha256.New, m.key)
	putAll(h, "private", p.Case, p.Document, p.What)
	for _, sum := range p.Sums {
		putAll(h, string(sum))
	}
	return mac(h.Sum(nil))
}

// putAll writes texts with their lengths, so that none can pass for another.
func putAll(h hash.Hash, texts ...string) {
	for _, t := range texts {
		var n [8]byte
		binary.BigEndian.PutUint64(n[:], uint64(len(t)))
		h.Write(n[:])
		h.Write([]byte(t))
	}
}

// recognise finds the files that stand as they stood. Where an earlier term is
// not looked for any more, those in which something was allowed to stand are
// searched anew: it may have been that term.
func (m *Memory) recognise(files []*openFile, next *Memory, allowed int) {
	if m == nil {
		return
	}
	gone := false
	for k := range m.sought {
		gone = gone || !next.sought[k]
	}
	for _, f := range files {
		r := m.files[f.name]
		switch {
		case r == nil || !bytes.Equal(r.Sum, f.sum[:]):
		case gone && len(r.Passed) > 0:
		case slices.ContainsFunc(r.Passed, func(i int) bool { return i < 0 || i >= allowed }):
		default:
			f.known = r
		}
	}
}

// searchAgain searches the files that are known for what they were not searched
// for, and counts what is known of them.
func (m *Memory) searchAgain(w *work, files []*openFile, o Options) error {
	fresh := Options{Allowed: o.Allowed}
	for _, t := range o.Terms {
		if !m.sought[m.ofTerm(t)] {
			fresh.Terms = append(fresh.Terms, t)
		}
	}
	for _, p := range o.Private {
		if !m.sought[m.ofPrivate(p)] {
			fresh.Private = append(fresh.Private, p)
		}
	}
	p, err := newPatterns(fresh, &Report{})
	if err != nil {
		return err
	}
	nothing := len(fresh.Terms)+len(fresh.Private) == 0
	holding := m.holding(p)
	again := newWork(w.ctx, p, w.total-w.done, func(done, _ int64) {
		if w.tell != nil {
			w.tell(w.done+done, w.total)
		}
	})
	for _, f := range slices.Backward(files) {
		if f.known == nil {
			continue
		}
		w.files, w.bytes, w.visible = w.files+f.known.Files, w.bytes+f.known.Bytes, w.visible+f.known.Visible
		for _, i := range f.known.Passed {
			w.patterns.allowances.used[i].Store(true)
		}
		if nothing || !f.known.Always && !slices.ContainsFunc(f.known.Groups, func(id int) bool { return holding[id] }) {
			again.progress(f.size)
			continue
		}
		again.add(f, func(s *scanner) error { return again.open(s, f) })
	}
	err = again.run()
	w.hits, w.left = append(w.hits, again.hits...), w.left+again.left
	maps.Copy(w.renamed, again.renamed)
	for i := range o.Allowed {
		if p.allowances.used[i].Load() {
			w.patterns.allowances.used[i].Store(true)
		}
	}
	return err
}

// holding returns the groups of files in which something of p may stand.
func (m *Memory) holding(p *patterns) map[int]bool {
	var needles [][]uint32
	for _, list := range []*matcher{p.letters, p.short, p.encoded} {
		for i := range list.needles.n {
			needles = append(needles, gramsOf(list.needles.at(int32(i)).text))
		}
	}
	if len(needles) == 0 {
		return nil // the filters need not be read
	}
	lists := make([][]int, len(m.grams))
	var workers sync.WaitGroup
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, f := range m.grams {
		free <- struct{}{}
		workers.Go(func() {
			defer func() { <-free }()
			if data, ok := m.filter(f); ok {
				lists[i] = f.holding(data, needles)
			} else {
				lists[i] = f.Groups
			}
		})
	}
	workers.Wait()
	out := map[int]bool{}
	for _, list := range lists {
		for _, id := range list {
			out[id] = true
		}
	}
	return out
}

// filter returns the bytes of a file of filters; false where it is not as it was.
func (m *Memory) filter(f *gramFile) ([]byte, bool) {
	if f.data != nil {
		return f.data, true
	}
	if m.read == nil {
		return nil, false
	}
	data, err := m.read(f.name())
	return data, err == nil && f.isWhole(data)
}

// remembers returns what is remembered of a case whose files are all as they were.
// One of them, or a member, that has the digest of something private is looked at
// again: it may be private since.
func (m *Memory) remembers(key string, files []*openFile, private map[uint64]bool) *remembrance {
	if m == nil || m.cases[key] == nil || m.cases[key].Marked || len(m.cases[key].Names) != len(files) {
		return nil
	}
	for i, f := range files {
		if f.known == nil || f.name != m.cases[key].Names[i] {
			return nil
		}
		for _, sum := range f.known.Sums {
			if private[sum] {
				return nil
			}
		}
	}
	return m.cases[key]
}

// remembrance is what this inspection, of one case, found out.
func (x *inspection) remembrance() *remembrance {
	r := &remembrance{Done: maps.Clone(x.done)}
	for _, page := range x.marked {
		r.Marked = r.Marked || page.caseID == ""
	}
	for _, key := range x.sortedBags() {
		if b := x.bags[key]; b.release != nil {
			r.Grounds = append(r.Grounds, b.release.Grounds...)
		}
	}
	return r
}

// recall counts what is known of a case.
func (x *inspection) recall(r *remembrance) {
	x.mu.Lock()
	defer x.mu.Unlock()
	for check, n := range r.Done {
		x.done[check] += n
	}
	for _, g := range r.Grounds {
		x.others[g] = true
	}
}

// take fills the memory with what an audit found out that found nothing.
func (m *Memory) take(files []*openFile, cases map[string]*remembrance, x *inspection, grams *gramBook) {
	m.cases, m.next = cases, grams.next
	for _, r := range cases {
		r.Names = nil
	}
	for _, f := range files {
		r := &f.found
		if f.known != nil {
			passed := f.known.Passed
			for _, i := range f.found.Passed {
				if !slices.Contains(passed, i) {
					passed = append(slices.Clone(passed), i)
				}
			}
			r = &remembered{Files: f.known.Files, Bytes: f.known.Bytes, Visible: f.known.Visible, Passed: passed, Sums: f.found.Sums, Groups: f.known.Groups, Always: f.known.Always}
			if len(r.Sums) == 0 {
				r.Sums = f.known.Sums
			}
		}
		if r.Sum = f.sum[:]; slices.ContainsFunc(r.Groups, func(id int) bool { return grams.over[id] }) {
			r.Groups, r.Always = nil, true
		}
		m.files[f.name] = r
		key := x.groupOf(f.name)
		cases[key].Names = append(cases[key].Names, f.name)
	}
	m.keepFilters(grams.files())
}

// keepFilters keeps the filters that a file needs, and forgets the files of which
// the filter has no place.
func (m *Memory) keepFilters(made []*gramFile) {
	needed := map[int]bool{}
	for _, r := range m.files {
		for _, id := range r.Groups {
			needed[id] = true
		}
	}
	all := slices.DeleteFunc(append(slices.Clone(m.grams), made...), func(f *gramFile) bool {
		return !slices.ContainsFunc(f.Groups, func(id int) bool { return needed[id] })
	})
	slices.SortStableFunc(all, func(a, b *gramFile) int { return len(b.Groups) - len(a.Groups) })
	m.grams = all[:min(len(all), maxGramFiles)]
	for _, f := range m.grams {
		for _, id := range f.Groups {
			delete(needed, id)
		}
	}
	for name, r := range m.files {
		if slices.ContainsFunc(r.Groups, func(id int) bool { return needed[id] }) {
			delete(m.files, name)
		}
	}
}

// Filters are the names of the files that belong to the memory, and the bytes of
// those that were made since it was read. They tell which strings may stand in
// public files, and are private.
func (m *Memory) Filters() map[string][]byte {
	out := map[string][]byte{}
	for _, f := range m.grams {
		out[f.name()] = f.data
	}
	return out
}

package audit

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// inspect shows every file, and every member of every ZIP, to the checks that
// understand what they read. It runs beside the search. What the files of a case
// have to agree in is known when the last of them was seen, so that one case
// after the other is held in memory, and a case that is remembered as it is need
// not be looked at again.
func inspect(ctx context.Context, x *inspection, files []*openFile, m *Memory) (map[string]*remembrance, error) {
	p := &pool{ctx: ctx, free: make(chan struct{}, runtime.GOMAXPROCS(0))}
	cases := map[string][]*openFile{}
	for _, f := range files {
		key := x.groupOf(f.name)
		cases[key] = append(cases[key], f)
	}
	kept := map[string]*remembrance{}
	x.others = map[groundFacts]bool{}
	private := x.copies.beginnings()
	var mu sync.Mutex
	one := func(key string, files []*openFile) {
		r := m.remembers(key, files, private)
		if r == nil {
			part := x.part()
			if isGeneral(key) {
				part.others = x.others
			}
			p.files(part, files)
			part.compare()
			r = part.remembrance()
			x.merge(part)
		}
		mu.Lock()
		defer mu.Unlock()
		kept[key] = r
		x.recall(r)
	}
	free := make(chan struct{}, 2*runtime.GOMAXPROCS(0))
	keys := slices.Sorted(maps.Keys(cases))
	for _, general := range []bool{false, true} { // a page of no case may name the grounds of all
		var running sync.WaitGroup
		for _, key := range keys {
			if isGeneral(key) != general {
				continue
			}
			free <- struct{}{}
			running.Go(func() {
				defer func() { <-free }()
				one(key, cases[key])
			})
		}
		running.Wait()
	}
	x.noteUnread()
	return kept, errors.Join(p.first, x.readers.close())
}

// caseOf is the case to which a public file belongs, "" for none.
func caseOf(name string) string {
	if m := releaseZIP.FindStringSubmatch(name); m != nil {
		return m[1]
	}
	return placeOf(name).caseID
}

// groupOf names the files that are looked at, and remembered, together: those of a
// case by its name, and each other file of a site by itself, which agrees with no
// other.
func (x *inspection) groupOf(name string) string {
	if c := caseOf(name); c != "" || !x.remember {
		return c
	}
	return "/" + name
}

// isGeneral tells whether a group is of no case.
func isGeneral(group string) bool { return group == "" || group[0] == '/' }

// part is an inspection of some of the files.
func (x *inspection) part() *inspection {
	return &inspection{
		options: x.options, readers: x.readers, copies: x.copies, search: x.search, book: x.book,
		done: map[string]int{}, notes: map[string]string{}, bags: map[string]*bag{}, remember: x.remember,
	}
}

// merge adds what a part found.
func (x *inspection) merge(part *inspection) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.hits = append(x.hits, part.hits...)
	x.unread += part.unread
	maps.Copy(x.notes, part.notes)
}

// pool runs as many tasks at a time as there are processors.
type pool struct {
	ctx   context.Context
	free  chan struct{}
	mu    sync.Mutex
	first error
}

// files shows files to an inspection, and returns when all were seen.
func (p *pool) files(x *inspection, files []*openFile) {
	var tasks sync.WaitGroup
	for _, f := range files {
		if p.failed() {
			break
		}
		if err := inspectFile(p, &tasks, x, f); err != nil {
			p.fail(err)
			break
		}
	}
	tasks.Wait()
}

func (p *pool) run(tasks *sync.WaitGroup, do func() error) {
	p.free <- struct{}{}
	tasks.Go(func() {
		defer func() { <-p.free }()
		if err := p.ctx.Err(); err != nil {
			p.fail(err)
		} else if err := do(); err != nil {
			p.fail(err)
		}
	})
}

func (p *pool) fail(err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.first == nil {
		p.first = err
	}
}

func (p *pool) failed() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.first != nil
}

func inspectFile(p *pool, tasks *sync.WaitGroup, x *inspection, of *openFile) error {
	f, err := os.Open(of.path)
	if err != nil {
		return fmt.Errorf("%s: %w", of.name, err)
	}
	var left atomic.Int64 // tasks that read the file
	left.Store(1)
	done := func() error {
		if left.Add(-1) == 0 {
			return f.Close()
		}
		return nil
	}
	show := func(name string, r io.ReaderAt, size int64) {
		left.Add(1)
		p.run(tasks, func() error {
			sum, copied, err := x.copies.look(name, r, size, x.remember)
			x.add(copied...)
			of.found.addSum(sum, size)
			err = errors.Join(err, x.file(p.ctx, name, r, size), done())
			if err != nil {
				err = fmt.Errorf("%s: %w", name, err)
			}
			return err
		})
	}
	show(of.name, f, of.size)
	var head [4]byte
	if n, _ := f.ReadAt(head[:], 0); container(head[:n]) != "zip" {
		return done()
	}
	z, err := zip.NewReader(f, of.size)
	if err != nil {
		return errors.Join(fmt.Errorf("%s: zip: %w", of.name, err), done())
	}
	for _, m := range z.File {
		name := of.name + "!" + m.Name
		if m.UncompressedSize64 > maxMember {
			return errors.Join(fmt.Errorf("%s: %d bytes: cannot be inspected", name, m.UncompressedSize64), done())
		}
		show(name, &memberReader{zip: m, container: f}, int64(m.UncompressedSize64))
	}
	return done()
}

// memberReader reads a stored member in its place, and inflates any other when it
// is first asked for.
type memberReader struct {
	zip       *zip.File
	container io.ReaderAt
	r         io.ReaderAt
}

func (m *memberReader) ReadAt(b []byte, at int64) (int, error) {
	if m.r == nil {
		if err := m.open(); err != nil {
			return 0, err
		}
	}
	return m.r.ReadAt(b, at)
}

func (m *memberReader) open() error {
	size := int64(m.zip.UncompressedSize64)
	if m.zip.Method == zip.Store && m.zip.CompressedSize64 == m.zip.UncompressedSize64 {
		from, err := m.zip.DataOffset()
		m.r = io.NewSectionReader(m.container, from, size)
		return err
	}
	r, err := m.zip.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, maxWhole+1))
	if err == nil && int64(len(data)) != size {
		err = fmt.Errorf("inflates to %d bytes, not the %d it tells, or more than the %d allowed", len(data), size, maxWhole)
	}
	m.r = bytes.NewReader(data)
	return err
}

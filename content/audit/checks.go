package audit

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
)

// inspect shows every file, and every member of every ZIP, to the checks that
// understand what they read. It runs beside the search.
func inspect(ctx context.Context, x *inspection, files []*openFile) error {
	p := &pool{ctx: ctx, free: make(chan struct{}, runtime.GOMAXPROCS(0))}
	for _, f := range files {
		if err := inspectFile(p, x, f); err != nil {
			p.fail(err)
			break
		}
	}
	p.tasks.Wait()
	if p.first != nil {
		return p.first
	}
	return x.finish(ctx)
}

// pool runs as many tasks at a time as there are processors.
type pool struct {
	ctx   context.Context
	free  chan struct{}
	tasks sync.WaitGroup
	mu    sync.Mutex
	first error
}

func (p *pool) run(do func() error) {
	p.free <- struct{}{}
	p.tasks.Go(func() {
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

func inspectFile(p *pool, x *inspection, of *openFile) error {
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
		p.run(func() error {
			copied, err := x.copies.look(name, r, size)
			x.add(copied...)
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

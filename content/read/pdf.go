package read

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/tetratelabs/wazero"
)

// pdfEngine is the set of sandboxes in which PDFs are read, one for each core.
// They share the compiled code. The zero value is ready for use.
type pdfEngine struct {
	workers int           // 0: as many as there are cores
	limit   time.Duration // for one step; 0: pageDeadline

	once    sync.Once
	slots   chan *sandbox
	waiting atomic.Int32  // documents without any sandbox
	looks   chan struct{} // pages that OCR reads at the same time

	mu    sync.Mutex
	cache wazero.CompilationCache
}

func (e *pdfEngine) setUp() {
	e.once.Do(func() {
		if e.workers == 0 {
			e.workers = runtime.GOMAXPROCS(0)
		}
		e.slots = make(chan *sandbox, e.workers)
		e.looks = make(chan struct{}, e.workers)
		for range e.workers {
			e.slots <- &sandbox{limit: cmp.Or(e.limit, pageDeadline)}
		}
	})
}

// take waits for a sandbox for a new document.
func (e *pdfEngine) take(ctx context.Context) (*sandbox, error) {
	e.setUp()
	e.waiting.Add(1)
	defer e.waiting.Add(-1)
	select {
	case s := <-e.slots:
		return s, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (e *pdfEngine) give(s *sandbox) { e.slots <- s }

// compiled is where compiled code is kept: in the user's cache folder. Without
// one the first PDF takes some seconds longer, which is no reason to refuse
// it; the code is then kept in memory until close.
func (e *pdfEngine) compiled() wazero.CompilationCache {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.cache != nil {
		return e.cache
	}
	if base, err := os.UserCacheDir(); err == nil {
		e.cache, err = wazero.NewCompilationCacheWithDir(filepath.Join(base, "akta", "wazero"))
		if err == nil {
			return e.cache
		}
	}
	e.cache = wazero.NewCompilationCache()
	return e.cache
}

// warm starts a sandbox ahead of the first PDF.
func (e *pdfEngine) warm() error {
	s, err := e.take(context.Background())
	if err != nil {
		return err
	}
	defer e.give(s)
	instance, _, err := s.start(e.compiled())
	if err != nil {
		return err
	}
	return instance.Close()
}

// close ends all sandboxes, after the documents that are being read.
func (e *pdfEngine) close() error {
	e.setUp()
	var all []*sandbox
	var err error
	for range e.workers {
		s := <-e.slots
		all = append(all, s)
		err = errors.Join(err, s.stop())
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.cache != nil {
		err = errors.Join(err, e.cache.Close(context.Background()))
		e.cache = nil
	}
	for _, s := range all {
		e.give(s)
	}
	return err
}

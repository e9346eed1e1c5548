package audit

import (
	"cmp"
	"context"
	"crypto/sha256"
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

// task is one part of an audit's work: a file, a member, a part of a large one.
// It may add further tasks.
type task struct {
	file *openFile
	do   func(s *scanner) error
}

// openFile is a public file while tasks work at it.
type openFile struct {
	index  int // in the list of files
	name   string
	place  location
	path   string
	f      *os.File
	size   int64
	tasks  atomic.Int64
	budget atomic.Int64 // bytes that may still be inflated

	sum    [sha256.Size]byte // see digestAll
	summed bool              // it was known before
	known  *remembered       // what an earlier audit remembers of these bytes; nil: nothing
	found  remembered        // what this one found out
}

// work is a stack of tasks that a few workers share. The newest comes first, so
// that few files are open at a time.
type work struct {
	ctx      context.Context
	patterns *patterns
	own      []Own
	tell     func(done, total int64)
	total    int64
	grams    *gramBook // nil: no filters are made

	mu      sync.Mutex
	more    *sync.Cond
	tasks   []task
	running int
	failed  error
	failure int // index of the file that failed
	done    int64

	hits    []Hit
	left    int // hits beyond those kept
	files   int
	bytes   int64
	visible int
	renamed map[string]string // names that hold a term: what stands for them
}

func newWork(ctx context.Context, p *patterns, total int64, tell func(done, total int64)) *work {
	w := &work{ctx: ctx, patterns: p, total: total, tell: tell, renamed: map[string]string{}}
	w.more = sync.NewCond(&w.mu)
	return w
}

// add puts a task on the stack.
func (w *work) add(f *openFile, do func(s *scanner) error) {
	f.tasks.Add(1)
	w.mu.Lock()
	w.tasks = append(w.tasks, task{f, do})
	w.mu.Unlock()
	w.more.Signal()
}

// run works until nothing is left. It returns the first error by the order of
// the files.
func (w *work) run() error {
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(w.worker)
	}
	workers.Wait()
	return w.failed
}

func (w *work) worker() {
	s := &scanner{patterns: w.patterns}
	defer func() {
		if w.grams != nil {
			w.grams.end(s.grams)
		}
	}()
	for {
		w.mu.Lock()
		for len(w.tasks) == 0 && w.running > 0 {
			w.more.Wait()
		}
		if len(w.tasks) == 0 {
			w.mu.Unlock()
			w.more.Broadcast()
			return
		}
		t := w.tasks[len(w.tasks)-1]
		w.tasks = w.tasks[:len(w.tasks)-1]
		w.running++
		skip := w.failed != nil
		w.mu.Unlock()

		var err error
		if !skip {
			w.group(s, t.file)
			err = w.one(t, s)
		}
		if t.file.tasks.Add(-1) == 0 && t.file.f != nil {
			err = errors.Join(err, t.file.f.Close())
		}
		w.collect(t, s, err)
	}
}

func (w *work) one(t task, s *scanner) error {
	s.hits, s.more, s.seen, s.files, s.bytes, s.visible, s.passed, s.renamed = nil, 0, map[Hit]bool{}, 0, 0, 0, map[int]bool{}, map[string]string{}
	if err := w.ctx.Err(); err != nil {
		return err
	}
	return t.do(s)
}

func (w *work) collect(t task, s *scanner, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.running--
	if err != nil && (w.failed == nil || t.file.index < w.failure) {
		w.failed, w.failure = err, t.file.index
	}
	w.hits, w.left = append(w.hits, s.hits...), w.left+s.more
	w.files, w.bytes, w.visible = w.files+s.files, w.bytes+s.bytes, w.visible+s.visible
	t.file.found.add(s)
	maps.Copy(w.renamed, s.renamed)
	s.hits, s.more, s.files, s.bytes, s.visible = nil, 0, 0, 0, 0
	if w.running == 0 && len(w.tasks) == 0 {
		w.more.Broadcast()
	}
}

// progress tells that n bytes of the public files were searched.
func (w *work) progress(n int64) {
	if w.tell == nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.done = min(w.done+n, w.total)
	w.tell(w.done, w.total)
}

// sorted returns the first hits by file and place, and how many more there are.
func sorted(hits []Hit, left int) ([]Hit, int) {
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Offset, b.Offset), cmp.Compare(a.Check, b.Check),
			cmp.Compare(a.Case, b.Case), cmp.Compare(a.Document, b.Document), cmp.Compare(a.Class, b.Class), cmp.Compare(a.What, b.What))
	})
	hits = slices.Compact(hits)
	if len(hits) > MaxHits {
		left += len(hits) - MaxHits
		hits = hits[:MaxHits:MaxHits]
	}
	return hits, left
}

// inflate reads a decompressed stream into memory, within what the file may still
// inflate to.
func (f *openFile) inflate(r io.Reader, what string) ([]byte, error) {
	limit := min(f.budget.Load(), maxWhole)
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", what, err)
	}
	if int64(len(data)) > limit || f.budget.Add(-int64(len(data))) < 0 {
		return nil, fmt.Errorf("%s: inflates to more than %d bytes: cannot be searched", what, limit)
	}
	return data, nil
}

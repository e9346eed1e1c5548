package audit

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/tetratelabs/wazero"

	pdfiumwasm "github.com/akta-foi/akta/content/read/pdfium"
)

// pdfReaders are the sandboxes of the second reader, one for each core: pdfium
// as WebAssembly, without file system, network, clock or randomness.
type pdfReaders struct {
	slots chan *pdfReader

	mu    sync.Mutex
	cache wazero.CompilationCache
}

func newPDFReaders() *pdfReaders {
	p := &pdfReaders{slots: make(chan *pdfReader, runtime.GOMAXPROCS(0))}
	for range cap(p.slots) {
		p.slots <- &pdfReader{}
	}
	return p
}

// take waits for a sandbox.
func (p *pdfReaders) take(ctx context.Context) (*pdfReader, error) {
	select {
	case r := <-p.slots:
		return r, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// takeFree returns a sandbox that nobody uses, or nil.
func (p *pdfReaders) takeFree() *pdfReader {
	select {
	case r := <-p.slots:
		return r
	default:
		return nil
	}
}

func (p *pdfReaders) give(r *pdfReader) { p.slots <- r }

// close ends all sandboxes. None may be in use.
func (p *pdfReaders) close() error {
	var err error
	for range cap(p.slots) {
		r := <-p.slots
		err = errors.Join(err, r.stop())
		defer p.give(r)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.cache != nil {
		err = errors.Join(err, p.cache.Close(context.Background()))
		p.cache = nil
	}
	return err
}

// compiled is where compiled code is kept: in the user's cache folder, else in memory.
func (p *pdfReaders) compiled() wazero.CompilationCache {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.cache != nil {
		return p.cache
	}
	if base, err := os.UserCacheDir(); err == nil {
		if p.cache, err = wazero.NewCompilationCacheWithDir(filepath.Join(base, "akta", "wazero")); err == nil {
			return p.cache
		}
	}
	p.cache = wazero.NewCompilationCache()
	return p.cache
}

// pdfReader is one sandbox. It belongs to one goroutine at a time.
type pdfReader struct {
	pool  pdfium.Pool
	brake *pdfBrake
}

// pdfBrake is the guest's standard error: the metered module writes to it every
// few milliseconds, and a refusal ends the guest (see package pdfium).
type pdfBrake struct{ pulled atomic.Bool }

var errPDFStopped = errors.New("stopped")

func (b *pdfBrake) Write(p []byte) (int, error) {
	if b.pulled.Load() {
		return 0, errPDFStopped
	}
	return len(p), nil
}

func (r *pdfReader) start(cache wazero.CompilationCache) (pdfium.Pdfium, error) {
	if r.pool == nil {
		b := &pdfBrake{}
		pool, err := pdfiumwasm.NewPool(cache, pdfMemoryPages, b)
		if err != nil {
			return nil, fmt.Errorf("pdf: starting the sandbox: %w", err)
		}
		r.pool, r.brake = pool, b
	}
	instance, err := r.pool.GetInstance(pdfInstanceWait)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("pdf: starting the sandbox: %w", err), r.stop())
	}
	return instance, nil
}

// stop throws the sandbox away; the next start makes a new one.
func (r *pdfReader) stop() error {
	if r.pool == nil {
		return nil
	}
	r.brake.pulled.Store(true)
	err := r.pool.Close()
	r.pool, r.brake = nil, nil
	return err
}

// guarded runs one step, and stops the guest if it takes too long or ctx ends.
func (r *pdfReader) guarded(ctx context.Context, what string, step func() error) (err error) {
	limited, release := context.WithTimeout(ctx, pdfStep)
	defer release()
	b := r.brake
	spare := context.AfterFunc(limited, func() { b.pulled.Store(true) })
	defer func() {
		if p := recover(); p != nil { // the code between the guest and us is not ours
			err = fmt.Errorf("%s: it broke the reader (%v)", what, p)
		}
	}()
	err = step()
	switch inTime := spare(); {
	case ctx.Err() != nil:
		return ctx.Err()
	case !inTime:
		return fmt.Errorf("%s: took longer than %s", what, pdfStep)
	case err != nil:
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}

// pdfOpen is one PDF in one sandbox.
type pdfOpen struct {
	*pdfiumwasm.Functions
	instance pdfium.Pdfium
	scratch  uint32 // room for four numbers of 8 bytes
	document uint64
	grey     []byte // of the page that was looked at last
}

// openIn opens a PDF in a fresh instance of a sandbox.
func (r *pdfReader) openIn(ctx context.Context, cache wazero.CompilationCache, data io.ReaderAt, size int64) (*pdfOpen, error) {
	instance, err := r.start(cache)
	if err != nil {
		return nil, err
	}
	o := &pdfOpen{instance: instance}
	if err := r.guarded(ctx, "pdf: opening", func() error { return o.open(data, size) }); err != nil {
		return nil, errors.Join(err, r.stop())
	}
	return o, nil
}

func (o *pdfOpen) open(data io.ReaderAt, size int64) error {
	var err error
	if o.Functions, err = pdfiumwasm.Attach(o.instance); err != nil {
		return err
	}
	at, err := o.Do("malloc", 32)
	if err != nil || at == 0 {
		return errors.Join(errors.New("no memory in the sandbox"), err)
	}
	o.scratch = uint32(at)
	_, err = o.instance.FPDF_LoadCustomDocument(&requests.FPDF_LoadCustomDocument{Reader: io.NewSectionReader(data, 0, size), Size: size})
	if err != nil {
		return err
	}
	if o.document = o.Last("FPDF_LoadCustomDocument"); o.document == 0 {
		return errors.New("no answer from pdfium")
	}
	return nil
}

// at is the address of the nth number in scratch.
func (o *pdfOpen) at(n int) uint64 { return uint64(o.scratch) + uint64(8*n) }

// doubles are the numbers that a function wrote to scratch.
func (o *pdfOpen) doubles() (out [4]float64) {
	raw, _ := o.Memory().Read(o.scratch, 32)
	for i := range len(raw) / 8 {
		out[i] = math.Float64frombits(binary.LittleEndian.Uint64(raw[8*i:]))
	}
	return out
}

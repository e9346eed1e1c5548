package read

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/tetratelabs/wazero"

	pdfiumwasm "github.com/akta-foi/akta/content/read/pdfium"
)

// sandbox is one place in which a PDF is read: pdfium as WebAssembly, no file
// system, no network, wazero's fixed clock, a fixed source of randomness. It
// belongs to one goroutine at a time, and what stops it stops no other. Every
// document gets a fresh instance, so that none can influence the next.
type sandbox struct {
	pool  pdfium.Pool
	brake *brake
	limit time.Duration // for one step
}

// start returns a fresh instance of pdfium, compiled or taken from the cache.
func (s *sandbox) start(cache wazero.CompilationCache) (pdfium.Pdfium, *guest, error) {
	if s.pool == nil {
		b := &brake{}
		pool, err := pdfiumwasm.NewPool(cache, pdfMemoryPages, b)
		if err != nil {
			return nil, nil, fmt.Errorf("pdf: starting the sandbox: %w", err)
		}
		s.pool, s.brake = pool, b
	}
	instance, err := s.pool.GetInstance(pdfInstanceWait)
	if err != nil {
		return nil, nil, errors.Join(fmt.Errorf("pdf: starting the sandbox: %w", err), s.stop())
	}
	g, err := newGuest(instance)
	if err != nil {
		return nil, nil, errors.Join(err, instance.Close(), s.stop())
	}
	return instance, g, nil
}

// stop throws the sandbox away; the next start makes a new one.
func (s *sandbox) stop() error {
	if s.pool == nil {
		return nil
	}
	s.brake.pulled.Store(true)
	err := s.pool.Close()
	s.pool, s.brake = nil, nil
	return err
}

// guarded runs one step inside the sandbox and stops the guest if the step
// takes longer than the limit or ctx ends.
func (s *sandbox) guarded(ctx context.Context, what string, step func() error) error {
	limited, release := context.WithTimeout(ctx, s.limit)
	defer release()
	b := s.brake
	spare := context.AfterFunc(limited, func() { b.pulled.Store(true) })
	err := unpanicked(step)
	inTime := spare()
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case !inTime:
		return fmt.Errorf("%s: took longer than %s: print it to a new PDF", what, s.limit)
	case err != nil:
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}

// unpanicked makes an error of a panic: the code between the guest and us is
// not ours, and one file must not end a program that holds a hundred.
func unpanicked(step func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("it broke the reader (%v): report it, and print it to a new PDF", p)
		}
	}()
	return step()
}

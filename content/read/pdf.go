package read

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	"github.com/klippa-app/go-pdfium"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
)

// pdfEngine is the sandbox in which PDFs are read: pdfium as WebAssembly, no
// file system, no network, wazero's fixed clock, a fixed source of randomness.
// Every document gets a fresh instance, so that none can influence the next.
type pdfEngine struct {
	mu     sync.Mutex // one document at a time: a deadline stops the whole pool
	pool   pdfium.Pool
	cache  wazero.CompilationCache
	cancel context.CancelFunc
}

// zeros is the guest's source of randomness: the same pixels every time.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// start compiles pdfium, or takes it from the cache, and returns an instance.
func (e *pdfEngine) start() (pdfium.Pdfium, error) {
	if e.cache == nil {
		e.cache = openCache()
	}
	if e.pool == nil {
		config := wazero.NewRuntimeConfig().
			WithMemoryLimitPages(pdfMemoryPages).
			WithCloseOnContextDone(true).
			WithCompilationCache(e.cache)
		ctx, cancel := context.WithCancel(context.Background())
		pool, err := webassembly.Init(webassembly.Config{
			Context:  ctx,
			MaxIdle:  1,
			MaxTotal: 1,
			// The default would mount the host's / into the guest.
			FSConfig:      wazero.NewFSConfig(),
			RuntimeConfig: config,
			Stdout:        io.Discard,
			Stderr:        io.Discard,
			RandomSource:  zeros{},
		})
		if err != nil {
			cancel()
			return nil, fmt.Errorf("pdf: starting the sandbox: %w", err)
		}
		e.pool, e.cancel = pool, cancel
	}
	instance, err := e.pool.GetInstance(pdfInstanceWait)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("pdf: starting the sandbox: %w", err), e.stop())
	}
	return instance, nil
}

// warm starts the sandbox ahead of the first PDF.
func (e *pdfEngine) warm() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	instance, err := e.start()
	if err != nil {
		return err
	}
	return instance.Close()
}

// openCache keeps compiled code in the user's cache folder. Without one the
// first PDF takes some seconds longer, which is no reason to refuse it; the
// code is then kept in memory until Close.
func openCache() wazero.CompilationCache {
	if base, err := os.UserCacheDir(); err == nil {
		if cache, err := wazero.NewCompilationCacheWithDir(filepath.Join(base, "akta", "wazero")); err == nil {
			return cache
		}
	}
	return wazero.NewCompilationCache()
}

// stop ends the pool and everything that runs in it; the next start makes a
// new one.
func (e *pdfEngine) stop() error {
	if e.pool == nil {
		return nil
	}
	e.cancel()
	err := e.pool.Close()
	e.pool, e.cancel = nil, nil
	return err
}

// close ends the engine.
func (e *pdfEngine) close() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	err := e.stop()
	if e.cache != nil {
		err = errors.Join(err, e.cache.Close(context.Background()))
		e.cache = nil
	}
	return err
}

// guarded runs one step inside the sandbox and stops the sandbox if the step
// takes longer than pageDeadline or ctx ends.
func (e *pdfEngine) guarded(ctx context.Context, what string, step func() error) error {
	limited, release := context.WithTimeout(ctx, pageDeadline)
	defer release()
	defer context.AfterFunc(limited, e.cancel)()
	err := step()
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case limited.Err() != nil:
		return fmt.Errorf("%s: took longer than %s: print it to a new PDF", what, pageDeadline)
	case err != nil:
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}

// read reads one PDF.
func (e *pdfEngine) read(ctx context.Context, src Source, doc *Document, sink func(Page) error) (err error) {
	if src.Size > maxPDFSize {
		return fmt.Errorf("pdf: %d bytes, at most %d are read: split the file", src.Size, int64(maxPDFSize))
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	instance, err := e.start()
	if err != nil {
		return err
	}
	defer func() {
		// After an error the sandbox may be in any state: throw all of it away.
		closed := instance.Close()
		if err != nil || closed != nil {
			err = errors.Join(err, e.stop())
		}
	}()
	f := &pdfFile{pdf: instance, doc: doc}
	err = e.guarded(ctx, "pdf: opening", func() error { return f.open(src) })
	if err != nil {
		return err
	}
	doc.MediaType, doc.Format = "application/pdf", "pdf"
	for i := range f.pages {
		var page Page
		err := e.guarded(ctx, fmt.Sprintf("pdf: page %d of %d", i+1, f.pages), func() (err error) {
			page, err = f.readPage(i)
			return err
		})
		if err != nil {
			return err
		}
		doc.Pages++
		if sink == nil {
			continue
		}
		if err := sink(page); err != nil {
			return err
		}
	}
	return f.finish()
}

// pdfFile is one PDF being read.
type pdfFile struct {
	pdf      pdfium.Pdfium
	doc      *Document
	document references.FPDF_DOCUMENT
	pages    int
	words    words
	unseen   int // words that cannot be seen on the page
	unmapped int // characters the font gives no meaning to
}

func (f *pdfFile) open(src Source) error {
	opened, err := f.pdf.FPDF_LoadCustomDocument(&requests.FPDF_LoadCustomDocument{
		Reader: io.NewSectionReader(src.Data, 0, src.Size),
		Size:   src.Size,
	})
	switch {
	case errors.Is(err, pdferrors.ErrPassword), errors.Is(err, pdferrors.ErrSecurity):
		return errors.New("password protected: ask for a copy without a password")
	case err != nil:
		return fmt.Errorf("damaged or not a PDF (%v): ask for it again", err)
	}
	f.document = opened.Document
	count, err := f.pdf.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: f.document})
	if err != nil {
		return err
	}
	if f.pages = count.PageCount; f.pages <= 0 {
		return errors.New("no pages in it: damaged, ask for it again")
	}
	if f.pages > maxPages {
		return fmt.Errorf("%d pages, at most %d are read: split the file", f.pages, maxPages)
	}
	return f.readInfo()
}

func (f *pdfFile) finish() error {
	tokens, err := f.words.finish()
	if err != nil {
		return err
	}
	f.doc.Tokens = tokens
	f.doc.MachineRead = len(f.doc.UnreadPages) == 0
	if f.unseen > 0 {
		f.doc.warn("%d words cannot be seen on the page images (white, covered, or off the page): they were left out of the text", f.unseen)
	}
	if f.unmapped > 0 {
		f.doc.warn("%d characters have no meaning in the file's fonts: compare the text with the page images", f.unmapped)
	}
	return nil
}

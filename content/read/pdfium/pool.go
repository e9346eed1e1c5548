package pdfium

import (
	"io"
	"sync"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
)

// compiling lets one pool be made at a time: wazero (v1.12.0) shows a module to
// others that share the cache before it has made the module's entry points, and
// a pool that is started in that moment breaks the program.
var compiling sync.Mutex

// NewPool returns a place in which one document at a time is read: no file
// system, no network, wazero's fixed clock, zeros for randomness, so that the
// same document gives the same pixels. pages bounds its memory, in pages of 64
// KiB. The guest writes to brake every few milliseconds; an error of it ends the
// guest.
func NewPool(cache wazero.CompilationCache, pages uint32, brake io.Writer) (pdfium.Pool, error) {
	compiling.Lock()
	defer compiling.Unlock()
	return webassembly.InitWithWASM(webassembly.Config{
		WASM: module, MaxIdle: 1, MaxTotal: 1,
		FSConfig:      wazero.NewFSConfig(), // the default would mount the host's /
		RuntimeConfig: wazero.NewRuntimeConfig().WithMemoryLimitPages(pages).WithCompilationCache(cache),
		Stdout:        io.Discard, Stderr: brake, RandomSource: zeros{},
	})
}

// zeros is the guest's source of randomness.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

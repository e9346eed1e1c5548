package pdfium

import (
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/tetratelabs/wazero"
)

// Sandboxes that start at the same moment over one cache all work.
func TestPoolsStartTogether(t *testing.T) {
	dir := t.TempDir()
	if base, err := os.UserCacheDir(); err == nil { // where the module is compiled already, mostly
		dir = filepath.Join(base, "akta", "wazero")
	}
	for range 5 {
		cache, err := wazero.NewCompilationCacheWithDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				pool, err := NewPool(cache, 4096, io.Discard)
				if err != nil {
					t.Error(err)
					return
				}
				instance, err := pool.GetInstance(time.Minute)
				if err != nil {
					t.Error(err)
					return
				}
				if _, err := Attach(instance); err != nil {
					t.Error(err)
				}
				if err := pool.Close(); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if err := cache.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

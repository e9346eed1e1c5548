package audit

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"runtime"
	"sync"
)

// digestAll takes the digest of each file of which it is not known, which says whether it is as it was.
func digestAll(ctx context.Context, files []*openFile) error {
	var workers sync.WaitGroup
	errs := make([]error, runtime.GOMAXPROCS(0))
	for n := range errs {
		workers.Go(func() {
			buffer := make([]byte, 256<<10)
			for i := n; i < len(files) && errs[n] == nil; i += len(errs) {
				if errs[n] = ctx.Err(); errs[n] == nil && !files[i].summed {
					errs[n] = files[i].digest(buffer)
				}
			}
		})
	}
	workers.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (f *openFile) digest(buffer []byte) error {
	file, err := os.Open(f.path)
	if err != nil {
		return fmt.Errorf("%s: %w", f.name, err)
	}
	defer file.Close()
	h := sha256.New()
	n, err := io.CopyBuffer(h, struct{ io.Reader }{file}, buffer)
	if err == nil && n != f.size {
		err = fmt.Errorf("%d bytes, %d were listed", n, f.size)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", f.name, err)
	}
	f.sum = [sha256.Size]byte(h.Sum(nil))
	return nil
}

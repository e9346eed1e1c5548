package bundles

import (
	"io"
	"runtime"
	"sync"
)

// inParallel calls f for every item on all cores and returns the results in
// order, or the first item's error.
func inParallel[T, R any](items []T, f func(T) (R, error)) ([]R, error) {
	results := make([]R, len(items))
	errs := make([]error, len(items))
	next := make(chan int)
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(items)) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range next {
				results[i], errs[i] = f(items[i])
			}
		}()
	}
	for i := range items {
		next <- i
	}
	close(next)
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return results, nil
}

const (
	copyBuffer  = 1 << 20
	firstBuffer = 32 << 10 // most members are small
)

// copyTo copies r to every writer. What does not fit in one small buffer is
// written by a goroutine for each writer: two hashes and a file cost the time
// of the slowest. It holds four buffers.
func copyTo(r io.Reader, writers ...io.Writer) (int64, error) {
	first := make([]byte, firstBuffer)
	n, err := io.ReadFull(r, first)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return int64(n), err
	}
	for _, w := range writers {
		if _, err := w.Write(first[:n]); err != nil {
			return int64(n), err
		}
	}
	if err != nil {
		return int64(n), nil
	}
	more, err := copyRest(r, writers)
	return int64(n) + more, err
}

func copyRest(r io.Reader, writers []io.Writer) (int64, error) {
	type chunk struct {
		data []byte
		left *sync.WaitGroup
	}
	feeds := make([]chan chunk, len(writers))
	errs := make([]error, len(writers))
	var done sync.WaitGroup
	for i, w := range writers {
		feeds[i] = make(chan chunk, 4)
		done.Add(1)
		go func() {
			defer done.Done()
			for c := range feeds[i] {
				if errs[i] == nil {
					_, errs[i] = w.Write(c.data)
				}
				c.left.Done()
			}
		}()
	}
	var buffers [4][]byte
	var busy [4]sync.WaitGroup
	var total int64
	var readErr error
	for i := 0; readErr == nil; i = (i + 1) % len(buffers) {
		busy[i].Wait()
		if buffers[i] == nil {
			buffers[i] = make([]byte, copyBuffer)
		}
		var n int
		n, readErr = io.ReadFull(r, buffers[i])
		total += int64(n)
		busy[i].Add(len(writers))
		for _, f := range feeds {
			f <- chunk{buffers[i][:n], &busy[i]}
		}
	}
	for _, f := range feeds {
		close(f)
	}
	done.Wait()
	if readErr != io.EOF && readErr != io.ErrUnexpectedEOF {
		return total, readErr
	}
	for _, err := range errs {
		if err != nil {
			return total, err
		}
	}
	return total, nil
}

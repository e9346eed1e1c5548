package bundles

import (
	"io"
	"runtime"
	"sync"
)

// eachInParallel calls f with the place and the item, for every item, from as
// many goroutines as workers, and returns the first item's error.
func eachInParallel[T any](workers int, items []T, f func(i int, item T) error) error {
	errs := make([]error, len(items))
	next := make(chan int)
	var wg sync.WaitGroup
	for range min(workers, len(items)) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range next {
				errs[i] = f(i, items[i])
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
			return err
		}
	}
	return nil
}

// inParallel calls f for every item on all cores and returns the results in
// order, or the first item's error.
func inParallel[T, R any](items []T, f func(T) (R, error)) ([]R, error) {
	results := make([]R, len(items))
	err := eachInParallel(runtime.GOMAXPROCS(0), items, func(i int, item T) (err error) {
		results[i], err = f(item)
		return err
	})
	if err != nil {
		return nil, err
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

package typeset

import (
	"context"
	"sync"
)

// Each calls produce for every page on several cores and hands it to emit in
// order. At most ahead pages are held at a time.
func Each[T any](ctx context.Context, pages, ahead int, produce func(number int) (T, error), emit func(T) error) error {
	type result struct {
		made T
		err  error
	}
	var running sync.WaitGroup
	defer running.Wait()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	queue := make(chan chan result, ahead)
	running.Go(func() {
		defer close(queue)
		for n := 1; n <= pages; n++ {
			one := make(chan result, 1)
			select {
			case queue <- one:
			case <-ctx.Done():
				return
			}
			running.Go(func() {
				made, err := produce(n)
				one <- result{made, err}
			})
		}
	})
	for one := range queue {
		r := <-one
		if r.err == nil {
			r.err = emit(r.made)
		}
		if r.err != nil {
			return r.err
		}
	}
	return ctx.Err()
}

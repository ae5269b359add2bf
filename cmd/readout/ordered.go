package main

import (
	"context"
	"iter"
	"sync"
)

// ordered calls f on each of in, on several workers, and done with the results in in's order, on
// the caller's goroutine. At most twice as many as there are workers are held at once. It stops at
// the first error of done, or when ctx ends.
func ordered[T, U any](ctx context.Context, workers int, in iter.Seq[T], f func(T) U,
	done func(U) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	type job struct {
		in  T
		out chan U
	}
	jobs := make(chan job)
	queue := make(chan job, 2*workers)
	var wg sync.WaitGroup
	defer wg.Wait()
	defer cancel()
	for range workers {
		wg.Go(func() {
			for j := range jobs {
				j.out <- f(j.in)
			}
		})
	}
	wg.Go(func() {
		defer close(queue)
		defer close(jobs)
		for v := range in {
			j := job{v, make(chan U, 1)}
			select {
			case queue <- j:
			case <-ctx.Done():
				return
			}
			select {
			case jobs <- j:
			case <-ctx.Done():
				return
			}
		}
	})
	for j := range queue {
		select {
		case u := <-j.out:
			if err := done(u); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return ctx.Err()
}

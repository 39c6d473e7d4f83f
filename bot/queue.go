package bot

import (
	"context"
	"slices"
)

// queue holds what the storage has yet to take, the oldest first. When there is
// too much of it the oldest gives way, and is counted. The keeper's mu guards it.
type queue[T any] struct {
	add     func(context.Context, []T) error // nil: such things are not kept
	waiting []T
	taken   uint64 // how many have left, so far
	dropped uint64 // how many of these the storage never got
}

// push queues an item; false when such things are not kept.
func (q *queue[T]) push(item T) bool {
	if q.add == nil {
		return false
	}
	if len(q.waiting) == maxQueued {
		q.waiting = q.waiting[1:]
		q.taken++
		q.dropped++
	}
	q.waiting = append(q.waiting, item)
	return true
}

// next returns what to write next, and how many will have left once it is written.
func (q *queue[T]) next() (batch []T, upTo uint64) {
	n := min(len(q.waiting), batchSize)
	return slices.Clone(q.waiting[:n]), q.taken + uint64(n)
}

// written takes off what was written; some of it may have given way to newer
// items meanwhile.
func (q *queue[T]) written(upTo uint64) {
	if upTo > q.taken {
		q.waiting = q.waiting[upTo-q.taken:]
		q.taken = upTo
	}
}

// flushQueue writes all that waits. It stops at the first error that may pass.
func flushQueue[T any](ctx context.Context, k *keeper, q *queue[T]) error {
	for {
		k.mu.Lock()
		batch, upTo := q.next()
		k.mu.Unlock()
		if len(batch) == 0 {
			return nil
		}
		err := k.write(ctx, func(ctx context.Context) error { return q.add(ctx, batch) })
		if err != nil && !k.hopeless(err, &q.dropped, len(batch)) {
			return err
		}
		k.mu.Lock()
		q.written(upTo)
		k.mu.Unlock()
	}
}

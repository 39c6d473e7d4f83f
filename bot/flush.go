package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/cittaclick/cittaclick/internal/fault"
)

const (
	firstRetry = 250 * time.Millisecond
	lastRetry  = 5 * time.Second
	// batchPatience bounds one write of the background.
	batchPatience = 5 * time.Second
	// batchSize is how many rows are written at once.
	batchSize = 500
)

// startFlushing begins to write what is owed, unless that is under way. It is
// called with mu held.
func (k *keeper) startFlushing() {
	if k.flushing || k.closed {
		return
	}
	var ctx context.Context
	ctx, k.stop = context.WithCancel(context.Background())
	k.flushing, k.flushed = true, make(chan struct{})
	go k.flushUntilDone(ctx, k.flushed)
}

// close stops the background and writes what is still owed.
func (k *keeper) close(ctx context.Context) error {
	k.mu.Lock()
	k.closed = true
	stop, flushed := k.stop, k.flushed
	k.mu.Unlock()
	if stop != nil {
		stop()
		<-flushed
	}
	return k.flush(ctx)
}

// flushUntilDone tries, more and more rarely, until nothing is owed.
func (k *keeper) flushUntilDone(ctx context.Context, done chan struct{}) {
	defer close(done)
	wait := firstRetry
	for {
		err := k.flush(ctx)
		if k.finished(ctx) {
			return
		}
		if err == nil {
			wait = firstRetry
			continue
		}
		select {
		case <-ctx.Done():
			k.finished(ctx)
			return
		case <-time.After(wait):
			wait = min(2*wait, lastRetry)
		}
	}
}

// finished ends the flushing when nothing is owed any more, or for good.
func (k *keeper) finished(ctx context.Context) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.owed) > 0 || len(k.forgotten) > 0 || len(k.reviewed.waiting) > 0 || len(k.said.waiting) > 0 {
		k.flushing = ctx.Err() == nil
	} else {
		k.flushing = false
	}
	return !k.flushing
}

// flush writes all that is owed now. It stops at the first error.
func (k *keeper) flush(ctx context.Context) error {
	k.flushes.Lock()
	defer k.flushes.Unlock()
	if err := k.flushStates(ctx); err != nil {
		return err
	}
	if err := k.flushForgotten(ctx); err != nil {
		return err
	}
	if err := flushQueue(ctx, k, &k.reviewed); err != nil {
		return err
	}
	return flushQueue(ctx, k, &k.said)
}

func (k *keeper) flushStates(ctx context.Context) error {
	for {
		states := k.owedStates()
		if len(states) == 0 {
			return nil
		}
		err := k.write(ctx, func(ctx context.Context) error { return k.conversations.Save(ctx, states) })
		if err != nil && !k.hopeless(err, &k.dropped, len(states)) {
			return err
		}
		k.paid(states)
	}
}

// write does one write and notes whether the storage answers.
func (k *keeper) write(ctx context.Context, do func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, batchPatience)
	defer cancel()
	err := do(ctx)
	if !errors.Is(err, context.Canceled) {
		k.answers(err)
	}
	return err
}

// hopeless counts as dropped what the storage will never take, so that it does
// not stand in the way of the rest.
func (k *keeper) hopeless(err error, dropped *uint64, count int) bool {
	if !errors.Is(err, fault.Invalid) {
		return false
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	*dropped += uint64(count)
	return true
}

func (k *keeper) owedStates() []Conversation {
	k.mu.Lock()
	defer k.mu.Unlock()
	states := make([]Conversation, 0, min(len(k.owed), batchSize))
	for id := range k.owed {
		if len(states) == batchSize {
			break
		}
		if r, ok := k.recent.Peek(id); ok {
			states = append(states, r.state)
		}
	}
	return states
}

// paid takes off the list what was written and has not changed meanwhile.
func (k *keeper) paid(states []Conversation) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, written := range states {
		if r, ok := k.recent.Peek(written.ID); !ok || r.state.Turns == written.Turns {
			delete(k.owed, written.ID)
		}
	}
}

// forget drops from memory the conversations that ended before an instant.
func (k *keeper) forget(instant time.Time) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for {
		id, oldest, ok := k.recent.GetOldest()
		if !ok || !oldest.state.LastTurnAt.Before(instant) {
			return
		}
		delete(k.owed, id)
		k.recent.Remove(id)
	}
}

// expiring is any store of what is kept for a while.
type expiring interface {
	DeleteBefore(ctx context.Context, instant time.Time) (int64, error)
}

// stores are those that there are.
func (s storage) stores() []expiring {
	var all []expiring
	if s.conversations != nil {
		all = append(all, s.conversations)
	}
	if s.reviews != nil {
		all = append(all, s.reviews)
	}
	if s.feedback != nil {
		all = append(all, s.feedback)
	}
	return all
}

// deleteBefore deletes what is older than an instant.
func (k *keeper) deleteBefore(ctx context.Context, instant time.Time) (int64, error) {
	var deleted int64
	var errs []error
	k.forget(instant)
	for _, store := range k.stores() {
		n, err := store.DeleteBefore(ctx, instant)
		deleted, errs = deleted+n, append(errs, err)
	}
	if err := errors.Join(errs...); err != nil {
		return deleted, fmt.Errorf("delete what has expired: %w", err)
	}
	return deleted, nil
}

package main

import (
	"context"
	"sync/atomic"
	"time"
)

// pace hands out the turns of a load. At a fixed rate a turn that has to wait for
// a free connection counts its waiting, as a citizen would: a server that stalls
// does not look fast because nobody could ask it meanwhile.
type pace struct {
	begun time.Time
	most  int64
	rate  float64 // a second; 0 hands out turns as they are asked for
	taken atomic.Int64
}

// next waits for a turn and returns when it was due; false when there are no more.
func (p *pace) next(ctx context.Context) (due time.Time, ok bool) {
	n := p.taken.Add(1)
	if n > p.most || ctx.Err() != nil {
		return time.Time{}, false
	}
	if p.rate == 0 {
		return time.Now(), true
	}
	due = p.begun.Add(time.Duration(float64(n-1) / p.rate * float64(time.Second)))
	timer := time.NewTimer(time.Until(due))
	defer timer.Stop()
	select {
	case <-timer.C:
		return due, true
	case <-ctx.Done():
		return time.Time{}, false
	}
}

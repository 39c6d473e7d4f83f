package bot

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
)

const someone ConversationID = "0123456789abcdef0123456789abcdef"

func TestTurnsWaitFirstComeFirstServed(t *testing.T) {
	t.Parallel()
	o := newOrder()
	leave, err := o.enter(t.Context(), someone)
	if err != nil {
		t.Fatal(err)
	}
	const waiting = 20
	var mu sync.Mutex
	var served []int
	var all sync.WaitGroup
	for i := range waiting {
		before := o.tail(someone)
		all.Go(func() {
			leave, err := o.enter(t.Context(), someone)
			if err != nil {
				t.Error(err)
				return
			}
			mu.Lock()
			served = append(served, i)
			mu.Unlock()
			leave()
		})
		for o.tail(someone) == before { // until it stands in line
			<-yield()
		}
	}
	leave()
	all.Wait()
	if !slices.IsSorted(served) || len(served) != waiting {
		t.Errorf("served %v", served)
	}
	if len(o.last) != 0 {
		t.Errorf("%d lines are kept for nobody", len(o.last))
	}
}

func TestWhoGivesUpLetsNobodyOvertake(t *testing.T) {
	t.Parallel()
	o := newOrder()
	leave, err := o.enter(t.Context(), someone)
	if err != nil {
		t.Fatal(err)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := o.enter(gone, someone); !errors.Is(err, context.Canceled) {
		t.Fatalf("enter = %v, want context.Canceled", err)
	}
	entered := make(chan func())
	go func() {
		leave, err := o.enter(context.WithoutCancel(t.Context()), someone)
		if err != nil {
			t.Error(err)
		}
		entered <- leave
	}()
	select {
	case <-entered:
		t.Fatal("a turn overtook the first one")
	case <-yield():
	}
	leave()
	(<-entered)()
}

func (o *order) tail(id ConversationID) chan struct{} {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.last[id]
}

// yield lets other goroutines run.
func yield() <-chan struct{} {
	done := make(chan struct{})
	go close(done)
	return done
}

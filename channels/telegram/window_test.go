package telegram

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"pgregory.net/rapid"
)

// However updates are fetched and handled, nothing that is in hand is confirmed,
// everything else is, and nothing is taken in hand twice at once.
func TestTheWindowConfirmsWhatIsHandled(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		w := newWindow()
		inHand := map[int64]bool{}
		next := int64(100)
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			if rapid.Bool().Draw(t, "fetch") || len(inHand) == 0 {
				next += rapid.Int64Range(0, 2).Draw(t, "gap")
				if !w.take(next) || w.take(next) {
					t.Fatalf("update %d is not taken in hand once", next)
				}
				inHand[next] = true
				next++
			} else {
				handled := rapid.SampledFrom(slices.Sorted(func(yield func(int64) bool) {
					for id := range inHand {
						if !yield(id) {
							return
						}
					}
				})).Draw(t, "handled")
				delete(inHand, handled)
				w.done(handled)
			}
			want := next
			for id := range inHand {
				want = min(want, id)
			}
			if got := w.offset(); got != want || w.pending() != (len(inHand) > 0) {
				t.Fatalf("offset %d with %v in hand, want %d", got, inHand, want)
			}
		}
		if len(w.handled) > 2*60 {
			t.Fatalf("%d updates are remembered", len(w.handled))
		}
	})
}

func TestTelegramMayBeginToCountAnew(t *testing.T) {
	t.Parallel()
	w := newWindow()
	w.take(9000)
	w.done(9000)
	if got := w.offset(); got != 9001 {
		t.Fatalf("offset %d", got)
	}
	if !w.take(12) {
		t.Fatal("an update with a lower number is not taken")
	}
	if got := w.offset(); got != 12 {
		t.Errorf("offset %d, want 12: it is in hand", got)
	}
	w.done(12)
	if got := w.offset(); got != 13 {
		t.Errorf("offset %d, want 13", got)
	}
}

func TestLinesKeepTheOrderOfEachChat(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := newLines()
		served := make(chan struct{})
		go func() {
			defer close(served)
			l.serve(t.Context())
		}()
		const chats, each = 20, 30
		var mu sync.Mutex
		got := make(map[int64][]int)
		for n := range each {
			for chat := range int64(chats) {
				l.add(t.Context(), job{chat, func(context.Context) {
					mu.Lock()
					defer mu.Unlock()
					got[chat] = append(got[chat], n)
				}})
			}
		}
		l.shut()
		<-served
		for chat, order := range got {
			if len(order) != each || !slices.IsSorted(order) {
				t.Errorf("chat %d: %v", chat, order)
			}
		}
		if len(got) != chats {
			t.Errorf("%d chats were served, want %d", len(got), chats)
		}
	})
}

func TestLinesAreBounded(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := newLines()
		ctx, cancel := context.WithCancel(t.Context())
		served := make(chan struct{})
		go func() {
			defer close(served)
			l.serve(ctx)
		}()
		var added, done atomic.Int64
		for chat := range int64(2 * maxWaiting) {
			go func() {
				if l.add(t.Context(), job{chat, func(ctx context.Context) {
					<-ctx.Done()
					done.Add(1)
				}}) {
					added.Add(1)
				}
			}()
		}
		synctest.Wait()
		if got := added.Load(); got != maxWaiting {
			t.Errorf("%d are in hand, want %d", got, maxWaiting)
		}
		l.shut()
		synctest.Wait()
		if got := added.Load(); got != maxWaiting {
			t.Errorf("after the end %d are in hand, want %d", got, maxWaiting)
		}
		cancel()
		<-served
		if got := done.Load(); got != maxWaiting {
			t.Errorf("%d came to their end, want %d", got, maxWaiting)
		}
	})
}

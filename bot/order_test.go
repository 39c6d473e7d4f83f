package bot

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
)

const someone ConversationID = "0123456789abcdef0123456789abcdef"

func TestTurnsWaitFirstComeFirstServed(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := newOrder()
		leave, err := o.enter(t.Context(), someone)
		if err != nil {
			t.Fatal(err)
		}
		const waiting = 20
		var served []int
		for i := range waiting {
			go func() {
				leave, err := o.enter(t.Context(), someone)
				if err != nil {
					t.Error(err)
					return
				}
				served = append(served, i) // one at a time: that is what is tested
				leave()
			}()
			synctest.Wait() // until it stands in line
		}
		if len(served) != 0 {
			t.Fatalf("served %v while the first turn is under way", served)
		}
		leave()
		synctest.Wait()
		if !slices.IsSorted(served) || len(served) != waiting {
			t.Errorf("served %v", served)
		}
		if len(o.last) != 0 {
			t.Errorf("%d lines are kept for nobody", len(o.last))
		}
	})
}

func TestWhoGivesUpLetsNobodyOvertake(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
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
		entered := false
		go func() {
			leave, err := o.enter(t.Context(), someone)
			if err != nil {
				t.Error(err)
				return
			}
			entered = true
			leave()
		}()
		synctest.Wait()
		if entered {
			t.Error("a turn overtook the first one")
		}
		leave()
		synctest.Wait()
		if !entered {
			t.Error("the turn behind the one that gave up waits for ever")
		}
	})
}

func TestWhatNamesNoConversationWaitsForNobody(t *testing.T) {
	t.Parallel()
	o := newOrder()
	for range 2 {
		if _, err := o.enter(t.Context(), ""); err != nil {
			t.Fatal(err)
		}
	}
}

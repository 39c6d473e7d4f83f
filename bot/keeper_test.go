package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/internal/fault"
)

// drawer is a storage that a test opens and shuts; what PostgreSQL itself does
// is tested in botpg.
type drawer struct {
	mu      sync.Mutex
	shut    error
	tried   []time.Time
	kept    map[ConversationID]int // turns
	reviews []string
}

func (d *drawer) Load(context.Context, ConversationID) (Conversation, error) {
	return Conversation{}, fault.New(fault.NotFound, "Non c'è.")
}

func (d *drawer) Save(_ context.Context, conversations []Conversation) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.tried = append(d.tried, time.Now()) // the bubble's clock
	if d.shut != nil {
		return d.shut
	}
	for _, c := range conversations {
		d.kept[c.ID] = c.Turns
	}
	return nil
}

func (d *drawer) Add(_ context.Context, reviews []Review) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.shut != nil {
		return d.shut
	}
	for _, r := range reviews {
		d.reviews = append(d.reviews, r.Text)
	}
	return nil
}

func (d *drawer) Delete(_ context.Context, ids []ConversationID) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.shut != nil {
		return d.shut
	}
	for _, id := range ids {
		delete(d.kept, id)
	}
	return nil
}

func (d *drawer) DeleteBefore(context.Context, time.Time) (int64, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return 0, d.shut
}

func newDrawer() *drawer { return &drawer{kept: make(map[ConversationID]int)} }

// answersWith makes the drawer answer with an error from now on; nil opens it.
func (d *drawer) answersWith(err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.shut = err
}

// triedAfter are the moments at which it was written to.
func (d *drawer) triedAfter(start time.Time) []time.Duration {
	d.mu.Lock()
	defer d.mu.Unlock()
	moments := make([]time.Duration, len(d.tried))
	for i, at := range d.tried {
		moments[i] = at.Sub(start)
	}
	return moments
}

func (d *drawer) holds(r remembered) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.kept[r.state.ID] == r.state.Turns
}

var errShut = fault.New(fault.Unavailable, "Il database non risponde.")

func numbered(n int) remembered {
	return remembered{state: Conversation{ID: ConversationID(fmt.Sprintf("%032x", n)), Turns: 1}}
}

func TestWhatIsOwedIsTriedMoreAndMoreRarely(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := newDrawer()
		d.answersWith(errShut)
		k := newKeeper(storage{conversations: d, reviews: d}, nil, 10)
		start := time.Now()
		k.keep(t.Context(), numbered(1), 0)
		<-time.After(20 * time.Second) // of the bubble: nobody waits
		want := []time.Duration{
			0, 0, // the turn's own, and the first in the background
			250 * time.Millisecond, 750 * time.Millisecond, 1750 * time.Millisecond, 3750 * time.Millisecond,
			7750 * time.Millisecond, 12750 * time.Millisecond, 17750 * time.Millisecond,
		}
		if diff := cmp.Diff(want, d.triedAfter(start)); diff != "" {
			t.Errorf("tried after (-want +got):\n%s", diff)
		}
		d.answersWith(nil)
		<-time.After(lastRetry)
		if !d.holds(numbered(1)) {
			t.Error("not written although the storage answers again")
		}
		if err := k.close(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

func TestWhatTheStorageNeverTakesStandsInNobodysWay(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := newDrawer()
		d.answersWith(fault.New(fault.Invalid, "I dati non rispettano una regola dell'archivio."))
		k := newKeeper(storage{conversations: d, reviews: d}, nil, 10)
		k.keep(t.Context(), numbered(1), 0)
		k.review(Review{Text: "uno"})
		synctest.Wait()
		if got := k.droppedSoFar(); got != (Dropped{Conversations: 1, Reviews: 1}) {
			t.Errorf("dropped %+v, want one of each", got)
		}
		d.answersWith(nil)
		k.keep(t.Context(), numbered(2), 0)
		if err := k.close(t.Context()); err != nil || !d.holds(numbered(2)) {
			t.Errorf("the next one is not written: %v, %v", d.kept, err)
		}
	})
}

func TestTheOldestQuestionsGiveWay(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := newDrawer()
		d.answersWith(errShut)
		k := newKeeper(storage{conversations: d, reviews: d}, nil, 10)
		for i := range maxQueued + 3 {
			k.review(Review{Text: fmt.Sprint(i)})
		}
		if got := k.droppedSoFar().Reviews; got != 3 {
			t.Errorf("dropped %d, want the 3 oldest", got)
		}
		d.answersWith(nil)
		if err := k.close(t.Context()); err != nil {
			t.Fatal(err)
		}
		if len(d.reviews) != maxQueued || d.reviews[0] != "3" || !slices.Contains(d.reviews, fmt.Sprint(maxQueued+2)) {
			t.Errorf("written are %d, from %q", len(d.reviews), d.reviews[0])
		}
	})
}

func TestAQuestionIsWrittenOnceThoughOthersGiveWay(t *testing.T) {
	t.Parallel()
	k := newKeeper(storage{reviews: newDrawer()}, nil, 10)
	k.closed = true // nothing in the background
	for i := range 10 {
		k.review(Review{Text: fmt.Sprint(i)})
	}
	q := &k.reviewed
	batch, upTo := q.next()
	q.waiting, q.taken = q.waiting[4:], q.taken+4 // four gave way while the batch was written
	q.written(upTo)
	if len(batch) != 10 || len(q.waiting) != 0 {
		t.Errorf("after writing %d, %d are left", len(batch), len(q.waiting))
	}
}

func TestMemoryAloneOwesNothing(t *testing.T) {
	t.Parallel()
	k := newKeeper(storage{}, nil, 2)
	for n := range 5 {
		k.keep(t.Context(), numbered(n), 0)
		k.review(Review{})
	}
	if err := k.close(t.Context()); err != nil || k.droppedSoFar() != (Dropped{}) {
		t.Errorf("close = %v, dropped %+v", err, k.droppedSoFar())
	}
}

func TestOldConversationsAreForgottenInMemoryToo(t *testing.T) {
	t.Parallel()
	d := newDrawer()
	k := newKeeper(storage{conversations: d, reviews: d}, nil, 10)
	old, recent := numbered(1), numbered(2)
	old.state.LastTurnAt, recent.state.LastTurnAt = noon.Add(-Retention-time.Hour), noon
	k.keep(t.Context(), old, 0)
	k.keep(t.Context(), recent, 0)
	if _, err := k.deleteBefore(t.Context(), noon.Add(-Retention)); err != nil {
		t.Fatal(err)
	}
	if _, ok := k.find(t.Context(), old.state.ID, 0); ok {
		t.Error("the old one is still remembered")
	}
	if _, ok := k.find(t.Context(), recent.state.ID, 0); !ok {
		t.Error("the recent one is forgotten")
	}
	d.answersWith(errShut)
	if _, err := k.deleteBefore(t.Context(), noon); !errors.Is(err, fault.Unavailable) {
		t.Errorf("deleteBefore = %v, want fault.Unavailable", err)
	}
}

// slow is a storage that takes its time.
type slow struct {
	*drawer
	takes time.Duration
}

func (s slow) Save(ctx context.Context, conversations []Conversation) error {
	select {
	case <-time.After(s.takes):
		return s.drawer.Save(ctx, conversations)
	case <-ctx.Done():
		return ctx.Err()
	}
}

func TestATurnWaitsForTheStorageForAsLongAsItsMessageAllows(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		patience time.Duration
		want     bool
	}{
		"a citizen waits for 100 ms": {0, false},
		"a messenger may wait":       {2 * time.Second, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				d := newDrawer()
				k := newKeeper(storage{conversations: slow{d, time.Second}}, nil, 10)
				k.keep(t.Context(), numbered(1), tt.patience)
				if got := d.holds(numbered(1)); got != tt.want {
					t.Errorf("written when the turn ends: %v, want %v", got, tt.want)
				}
				if err := k.close(t.Context()); err != nil || !d.holds(numbered(1)) {
					t.Errorf("not written in the end: %v", err)
				}
			})
		})
	}
}

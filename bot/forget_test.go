package bot

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestWhatIsForgottenIsDeletedAtOnce(t *testing.T) {
	t.Parallel()
	d := newDrawer()
	k := newKeeper(storage{conversations: d, reviews: d}, nil, 10)
	k.keep(t.Context(), numbered(1), 0)
	k.keep(t.Context(), numbered(2), 0)
	k.forgetOne(t.Context(), numbered(1).state.ID)
	if d.holds(numbered(1)) || !d.holds(numbered(2)) {
		t.Errorf("kept are %v, want the second alone", d.kept)
	}
	if _, ok := k.find(t.Context(), numbered(1).state.ID, 0); ok {
		t.Error("it is still remembered")
	}
}

// The storage is away while a conversation is forgotten that it holds and that
// owes it a newer state: nothing of it comes back, and it is deleted later.
func TestWhatIsForgottenWhileTheStorageIsAwayIsDeletedLater(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := newDrawer()
		k := newKeeper(storage{conversations: d, reviews: d}, nil, 10)
		r := numbered(1)
		k.keep(t.Context(), r, 0)
		d.answersWith(errShut)
		r.state.Turns++
		k.keep(t.Context(), r, 0)
		k.forgetOne(t.Context(), r.state.ID)
		if _, ok := k.find(t.Context(), r.state.ID, 0); ok {
			t.Error("it is still remembered")
		}
		d.answersWith(nil)
		<-time.After(lastRetry)
		if len(d.kept) != 0 {
			t.Errorf("kept are %v, want nothing", d.kept)
		}
		if err := k.close(t.Context()); err != nil || k.droppedSoFar() != (Dropped{}) {
			t.Errorf("close = %v, dropped %+v", err, k.droppedSoFar())
		}
	})
}

func TestForgettingNeedsNoStorage(t *testing.T) {
	t.Parallel()
	k := newKeeper(storage{}, nil, 10)
	k.keep(t.Context(), numbered(1), 0)
	k.forgetOne(t.Context(), numbered(1).state.ID)
	k.forgetOne(t.Context(), "no id")
	if _, ok := k.find(t.Context(), numbered(1).state.ID, 0); ok {
		t.Error("it is still remembered")
	}
}

package telegram

import (
	"maps"
	"sync"
)

// window is the updates that were fetched and are not yet confirmed: getUpdates
// confirms all below a number at once, so that number is the lowest that is not
// handled.
type window struct {
	mu      sync.Mutex
	handled map[int64]bool // false: in hand
	next    int64          // beyond all that were ever fetched
	moved   chan struct{}  // holds a token when something was handled
}

func newWindow() *window {
	return &window{handled: make(map[int64]bool), moved: make(chan struct{}, 1)}
}

// take notes that an update is in hand; false when it was fetched before.
func (w *window) take(update int64) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if _, known := w.handled[update]; known {
		return false
	}
	w.handled[update] = false
	w.next = update + 1 // Telegram may begin to count anew
	return true
}

// done notes that an update is handled.
func (w *window) done(update int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.handled[update] = true
	select {
	case w.moved <- struct{}{}:
	default:
	}
}

// offset returns up to which update all are handled, excluded; 0 when none was
// ever fetched. What lies below is confirmed by it, and not remembered any more.
func (w *window) offset() int64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	lowest, pending := w.lowest()
	if !pending {
		clear(w.handled)
		return w.next
	}
	maps.DeleteFunc(w.handled, func(update int64, _ bool) bool { return update < lowest })
	return lowest
}

// pending reports whether updates are in hand.
func (w *window) pending() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	_, pending := w.lowest()
	return pending
}

// lowest returns the first update in hand; false when none is. It is called with
// mu held.
func (w *window) lowest() (lowest int64, pending bool) {
	for update, handled := range w.handled {
		if !handled && (!pending || update < lowest) {
			lowest, pending = update, true
		}
	}
	return lowest, pending
}

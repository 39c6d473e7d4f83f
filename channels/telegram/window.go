package telegram

import "sync"

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
	offset := w.next
	for update, handled := range w.handled {
		if !handled {
			offset = min(offset, update)
		}
	}
	for update := range w.handled {
		if update < offset {
			delete(w.handled, update)
		}
	}
	return offset
}

// pending reports whether updates are in hand.
func (w *window) pending() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, handled := range w.handled {
		if !handled {
			return true
		}
	}
	return false
}

package bot

import (
	"slices"
	"time"
)

// ChatKey names a chat of a messenger without telling whose it is: a keyed
// digest of the messenger's own number, as 64 hexadecimal digits.
type ChatKey string

// Chat is what a channel that has chats of its own keeps of one: which
// conversation it goes on with, and which updates were acted on.
type Chat struct {
	Key          ChatKey
	Conversation ConversationID // empty before the first turn
	// Handled are the numbers of the last updates acted on, ascending.
	Handled []int64
	// LastMessage is the messenger's number of the last message answered.
	LastMessage int64
	LastUse     time.Time
}

const (
	// handledUpdates is how many updates a chat remembers one by one.
	handledUpdates = 32
	// updatesRepeat is for how long a messenger may send an update again;
	// Telegram keeps none for longer.
	updatesRepeat = 24 * time.Hour
)

// Repeats reports whether an update was acted on before. As in an anti-replay
// window, those that came before all that are remembered count as acted on, and
// those between may come in any order. Numbers that are older than any update
// can be mean nothing: a messenger may begin to count anew.
func (c Chat) Repeats(update int64, now time.Time) bool {
	if len(c.Handled) == 0 || now.Sub(c.LastUse) > updatesRepeat {
		return false
	}
	if len(c.Handled) >= handledUpdates && update < c.Handled[0] {
		return true
	}
	return slices.Contains(c.Handled, update)
}

// After returns the chat once an update was acted on.
func (c Chat) After(update int64, now time.Time) Chat {
	handled := c.Handled
	if now.Sub(c.LastUse) > updatesRepeat {
		handled = nil
	}
	at, _ := slices.BinarySearch(handled, update)
	c.Handled = slices.Insert(slices.Clone(handled), at, update)
	if surplus := len(c.Handled) - handledUpdates; surplus > 0 {
		c.Handled = c.Handled[surplus:]
	}
	c.LastUse = now
	return c
}

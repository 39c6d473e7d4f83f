package bot

import (
	"fmt"
	"time"
)

// A message that begins a conversation may be repeated by a sender who never
// learnt the conversation's name: the reply came too late, or got lost. For a
// while it is known again, so that no second conversation begins, nor is a
// question counted twice. Only memory knows of it; after a restart a repetition
// begins anew.

const (
	// ownUpdate is from how many characters an Update is taken to be its sender's
	// alone: a UUID, or 128 random bits in hexadecimal digits. By a shorter one,
	// say a number, one citizen would get into the conversation of another.
	ownUpdate = 32
	// openingPatience is for how long a sender may repeat it. Later the reply
	// would no longer be true: an office has closed meanwhile.
	openingPatience = 10 * time.Minute
)

// opening names a message that may begin a conversation, by whose it is and what
// it says; empty for one that is not known again. It has the form of a
// conversation's name: repetitions wait for each other in the same line.
func (m Message) opening() ConversationID {
	if len(m.Update) < ownUpdate || m.Place != nil {
		return ""
	}
	return ConversationID(pseudonym(fmt.Appendf(nil, "%q %q %q %q", m.Channel, m.Update, m.Text, m.Action)))
}

// began notes which conversation a message began.
func (k *keeper) began(opening, id ConversationID) {
	if opening == "" {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.begun.Add(opening, id)
}

// begunBy returns the conversation that a message began a short while ago.
func (k *keeper) begunBy(opening ConversationID, now time.Time) (remembered, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	id, ok := k.begun.Get(opening)
	if !ok {
		return remembered{}, false
	}
	r, ok := k.recent.Get(id)
	return r, ok && now.Sub(r.state.StartedAt) <= openingPatience
}

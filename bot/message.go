package bot

import (
	"time"

	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

// ConversationID names a conversation: 128 random bits made by the server, as
// 32 hexadecimal digits.
type ConversationID string

// Message is what a citizen sends in one turn: words, a button's action, or
// where they are.
type Message struct {
	Conversation ConversationID // empty, unknown or expired: a new one begins
	Channel      string         // "api", "cli", "telegram", …: for the figures only
	// Update tells this message from a repetition of it by the channel, among
	// those of its conversation; empty when the channel never repeats. Without a
	// conversation one of 32 characters or more is known again for ten minutes: it
	// must be its sender's alone. A shorter one means nothing there.
	Update string
	Text   string
	Action string // a button's, which wins over Text
	// Explain asks why Text is read and answered as it is.
	Explain bool
	// Place is where the citizen is, for what is nearest; it wins over both, and
	// is not kept.
	Place *knowledge.Position
	// Patience is how long the turn may wait for the storage, which a channel that
	// nobody looks at may have more of; 0 means 100 ms. One that does not answer is
	// not waited for any longer than that.
	Patience time.Duration
}

// World is the charter with the understanding and the directory that belong to
// it. It is swapped whole; a turn uses one from start to end.
type World struct {
	Charter      *knowledge.Charter
	Understander *nlu.Understander
	Directory    *Directory
}

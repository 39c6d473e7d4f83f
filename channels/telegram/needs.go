package telegram

import (
	"context"
	"time"

	"github.com/cittaclick/cittaclick/bot"
)

// Turner answers messages.
type Turner interface {
	// Turn answers one message; turns of one conversation are answered in the
	// order in which they come. It returns fault.Unavailable while there is no
	// charter to answer from.
	Turn(ctx context.Context, message bot.Message) (bot.Reply, error)
	// Forget deletes a conversation; an error means that ctx ended first.
	Forget(ctx context.Context, id bot.ConversationID) error
}

// Chats keeps which conversation each chat goes on with. Errors are of package
// fault's kinds: fault.Unavailable when the storage cannot be reached.
type Chats interface {
	// Load returns a chat as it was last saved, or fault.NotFound.
	Load(ctx context.Context, key bot.ChatKey) (bot.Chat, error)
	// Save writes a chat.
	Save(ctx context.Context, chat bot.Chat) error
	// Delete deletes a chat, whether or not it is there.
	Delete(ctx context.Context, key bot.ChatKey) error
}

// Needs is what the channel is made of.
type Needs struct {
	Turner Turner
	Chats  Chats // nil keeps them in memory only
	// Now is the program's clock.
	Now func() time.Time
	// Random returns numbers from 0 up to 1, by which repetitions are spread.
	Random func() float64
	// Wait waits, or returns the error of a ctx that ends first.
	Wait func(ctx context.Context, d time.Duration) error
}

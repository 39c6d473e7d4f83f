package bot

import (
	"context"
	"time"
)

// Conversations keeps the state of conversations. All methods are safe for
// concurrent use; errors are of package fault's kinds: fault.Unavailable when the
// storage cannot be reached, fault.Invalid when it will never take what was given.
type Conversations interface {
	// Load returns a conversation as it was last saved, or fault.NotFound.
	Load(ctx context.Context, id ConversationID) (Conversation, error)
	// Save writes the conversations, all or none. One that is stored with a
	// later turn stays as it is: a late write never undoes a newer one.
	Save(ctx context.Context, conversations []Conversation) error
	// Delete deletes conversations, whether or not they are there.
	Delete(ctx context.Context, ids []ConversationID) error
	// DeleteBefore deletes the conversations whose last turn is earlier than an
	// instant and returns how many they were.
	DeleteBefore(ctx context.Context, instant time.Time) (int64, error)
}

// Reviews is the queue of questions that the assistant could not answer or was
// not sure of, for the URP to look at. Errors are as those of Conversations.
type Reviews interface {
	// Add appends the questions, all or none.
	Add(ctx context.Context, reviews []Review) error
	// DeleteBefore deletes the questions of the days before an instant's, in its
	// own time zone, and returns how many they were.
	DeleteBefore(ctx context.Context, instant time.Time) (int64, error)
}

// Feedbacks keeps what citizens say of answers, append-only. Errors are as those
// of Conversations.
type Feedbacks interface {
	// Add appends what was said, all or none.
	Add(ctx context.Context, said []Feedback) error
	// DeleteBefore deletes what was said on the days before an instant's, in its
	// own time zone, and returns how much it was.
	DeleteBefore(ctx context.Context, instant time.Time) (int64, error)
}

package api

import (
	"context"
	"time"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/knowledge"
)

// Turner answers one message. Turns of one conversation are handled in the order
// in which they come.
//
// It returns fault.Unavailable while there is no charter to answer from.
type Turner interface {
	Turn(ctx context.Context, message bot.Message) (bot.Reply, error)
}

// Listener hears what citizens say of the assistant's answers.
//
// It returns fault.NotFound when nothing is known of the conversation (any more).
type Listener interface {
	Feedback(ctx context.Context, opinion bot.Opinion) error
}

// Suggester completes what is being typed with entries of the charter.
//
// It returns fault.Unavailable while there is no charter.
type Suggester interface {
	Suggest(text string, limit int) ([]bot.Entry, error)
}

// Charters gives the charter as it stands on a day.
//
// It returns fault.NotFound for a day of which nothing is recorded, and
// fault.Unavailable when the day is outside what is in memory and the database
// cannot be reached.
type Charters interface {
	On(ctx context.Context, day knowledge.Date) (knowledge.View, error)
}

// Needs is what the API is made of.
type Needs struct {
	Turner    Turner
	Listener  Listener
	Suggester Suggester
	Charters  Charters
	// Now is the time in the municipality's zone: its day is "today".
	Now     func() time.Time
	Version string // of the program
}

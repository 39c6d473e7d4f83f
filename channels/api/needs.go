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
	Turner   Turner
	Charters Charters
	// Now is the time in the municipality's zone: its day is "today".
	Now     func() time.Time
	Version string // of the program
}

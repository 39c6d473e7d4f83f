package site

import (
	"context"
	"time"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/channels/internal/look"
	"github.com/cittaclick/cittaclick/knowledge"
)

// Charters gives the charter as it stands on a day.
//
// It returns fault.NotFound for a day of which nothing is recorded, and
// fault.Unavailable when the day is outside what is in memory and the database
// cannot be reached.
type Charters interface {
	On(ctx context.Context, day knowledge.Date) (knowledge.View, error)
}

// Searcher finds what a citizen's words are most likely about, the likeliest
// first.
//
// It returns fault.Unavailable while there is no charter to search.
type Searcher interface {
	Search(text string, limit int) (bot.Found, error)
}

// Needs is what the site is made of.
type Needs struct {
	Charters Charters
	Searcher Searcher
	// Now is the time in the municipality's zone: its day is "today".
	Now func() time.Time
	// PublicURL is where the site is reached from outside, without a slash at its
	// end; empty for the address that each request names.
	PublicURL string
	// AccessibilityURL is the municipality's declaration on the site of the Agency
	// for Digital Italy; empty when it was not said.
	AccessibilityURL string
	Look             look.Look
}

package bot

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"time"

	"github.com/cittaclick/cittaclick/internal/fault"
)

// Deps is what a Bot needs.
type Deps struct {
	// World returns the charter and its understanding as of now; nil while none
	// is loaded.
	World func() *World
	// Conversations keeps their state; nil keeps it in memory only.
	Conversations Conversations
	// Reviews takes the questions that went unanswered; nil drops them.
	Reviews Reviews
	// Feedback takes what citizens say of answers; nil drops it.
	Feedback Feedbacks
	Now      func() time.Time
	Random   io.Reader // unguessable: crypto/rand.Reader
	// Storage is told when the storage stops answering, with the reason, and
	// when it answers again, with nil; for the log. It may be nil.
	Storage func(err error)
	// Remembered is how many conversations are held in memory; 0 means 10,000.
	Remembered int
}

// Bot answers messages. It is safe for concurrent use: the turns of one
// conversation happen one after another in the order in which they came, those
// of different conversations at the same time.
type Bot struct {
	world  func() *World
	now    func() time.Time
	random io.Reader
	order  *order
	keeper *keeper
}

// New returns a Bot. Close writes what it still owes to the storage.
func New(d Deps) *Bot {
	return &Bot{
		world:  d.World,
		now:    d.Now,
		random: d.Random,
		order:  newOrder(),
		keeper: newKeeper(storage{d.Conversations, d.Reviews, d.Feedback}, d.Storage, cmp.Or(d.Remembered, maxRemembered)),
	}
}

// Close writes what is owed to the storage and stops trying to. It returns what
// kept it from writing; the Bot must not be used any more.
func (b *Bot) Close(ctx context.Context) error {
	if err := b.keeper.close(ctx); err != nil {
		return fmt.Errorf("write the last turns: %w", err)
	}
	return nil
}

// Flush writes what is owed to the storage now rather than in a moment.
func (b *Bot) Flush(ctx context.Context) error { return b.keeper.flush(ctx) }

// Dropped tells what was lost for want of memory while the storage was away.
func (b *Bot) Dropped() Dropped { return b.keeper.droppedSoFar() }

// DeleteExpired deletes what is older than Retention, and returns how many
// conversations and questions that were. It is to be called every day.
func (b *Bot) DeleteExpired(ctx context.Context) (int64, error) {
	world := b.world()
	if world == nil {
		return 0, errNoCharter()
	}
	return b.keeper.deleteBefore(ctx, b.now().In(world.Charter.Location()).Add(-Retention))
}

// errNoCharter is when nothing can be answered yet.
func errNoCharter() error {
	return fault.New(fault.Unavailable, "La carta dei servizi non è ancora pronta. Riprova tra poco.")
}

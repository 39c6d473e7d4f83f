package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/bot/botpg"
	"github.com/cittaclick/cittaclick/channels"
	"github.com/cittaclick/cittaclick/nlu"
)

// instance is one municipality, with all that belongs to it: nothing of it
// stands at package level, so that a later step can host several.
type instance struct {
	db       *database
	keeper   *keeper
	bot      *bot.Bot
	charters *charters
	now      func() time.Time
	log      *slog.Logger
}

func newInstance(ctx context.Context, db *database, lexicon *nlu.Base, now func() time.Time, zone *time.Location, log *slog.Logger) (*instance, error) {
	keeper := newKeeper(db.pool, lexicon, zone, now, log)
	if err := keeper.follow(ctx); err != nil {
		return nil, fmt.Errorf("load charter: %w", err)
	}
	assistant := bot.New(bot.Deps{
		World: keeper.World, Conversations: botpg.NewConversations(db.pool), Reviews: botpg.NewReviews(db.pool),
		Feedback: botpg.NewFeedbacks(db.pool), Now: now, Random: rand.Reader, Storage: storageReporter(log),
	})
	return &instance{
		db: db, keeper: keeper, bot: assistant, charters: newCharters(keeper), now: now, log: log,
	}, nil
}

// storageReporter logs when conversations can no longer be written, and when
// they can again.
func storageReporter(log *slog.Logger) func(error) {
	return func(err error) {
		if err != nil {
			log.Warn("conversations go on from memory", slog.Any("error", err))
			return
		}
		log.Info("conversations are written again")
	}
}

// run keeps everything going while serve does, and ends it in order: first what
// answers, then what keeps.
func (i *instance) run(ctx context.Context, serve func(context.Context) error) error {
	background, stop := context.WithCancel(context.WithoutCancel(ctx))
	var tasks sync.WaitGroup
	tasks.Go(func() { i.keeper.Run(background, i.db.pool) })
	tasks.Go(func() { i.forget(background) })
	if i.db.cluster != nil {
		tasks.Go(func() { i.db.cluster.Keep(background, i.serverRevived) })
	}
	err := serve(ctx)
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), closePatience)
	defer cancel()
	i.settle(ending)
	err = errors.Join(err, i.bot.Close(ending))
	stop()
	tasks.Wait()
	return err
}

// settle writes the last turns, again and again should the database be on its
// way back: the private server is revived meanwhile.
func (i *instance) settle(ctx context.Context) {
	const again = 250 * time.Millisecond
	for i.bot.Flush(ctx) != nil && pause(ctx, again) {
	}
}

// closePatience bounds how long the end waits for what is not yet written.
const closePatience = 10 * time.Second

func (i *instance) serverRevived(err error) {
	if err != nil {
		i.log.Error("private database server gone, and not restarted", "error", err)
		return
	}
	i.log.Warn("private database server was gone and has been restarted")
	i.keeper.rouse()
}

// forget deletes, every hour, what has been kept for as long as is said.
func (i *instance) forget(ctx context.Context) {
	for {
		if _, err := i.bot.DeleteExpired(ctx); err != nil && ctx.Err() == nil {
			i.log.Warn("old conversations not deleted", "error", err)
		}
		if _, err := botpg.NewTelegramChats(i.db.pool).DeleteBefore(ctx, i.now().Add(-bot.Retention)); err != nil && ctx.Err() == nil {
			i.log.Warn("old chats not deleted", "error", err)
		}
		if !pause(ctx, time.Hour) {
			return
		}
	}
}

// status is how the instance is, for /readyz and /metrics.
func (i *instance) status(ctx context.Context) channels.Status {
	status := i.keeper.status()
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	status.Database = i.db.pool.Ping(ctx)
	dropped := i.bot.Dropped()
	status.ReviewDropped, status.FeedbackDropped = dropped.Reviews, dropped.Feedback
	return status
}

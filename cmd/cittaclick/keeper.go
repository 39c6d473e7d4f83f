package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/channels"
	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/knowledge/knowledgepg"
	"github.com/cittaclick/cittaclick/nlu"
	"github.com/cittaclick/cittaclick/nlu/bleveindex"
	"github.com/cittaclick/cittaclick/postgres"
)

// newWorld prepares the understanding that belongs to a charter on a day.
func newWorld(charter *knowledge.Charter, day knowledge.Date, base *nlu.Base) (*bot.World, error) {
	return worldOf(charter, day, base, bot.Documents(charter, day))
}

// worldOf prepares an understanding that has learned from the documents.
func worldOf(charter *knowledge.Charter, day knowledge.Date, base *nlu.Base, documents []nlu.Document) (*bot.World, error) {
	index, err := bleveindex.New(base.Fields(documents))
	if err != nil {
		return nil, fmt.Errorf("index charter: %w", err)
	}
	understander, err := nlu.New(documents, index, base, bot.Events(charter, day)...)
	if err != nil {
		return nil, fmt.Errorf("prepare understanding: %w", err)
	}
	// A turn may still use the old world after it was swapped: its index is
	// closed when nobody can reach it any more.
	runtime.AddCleanup(understander, func(index *bleveindex.Index) { _ = index.Close() }, index)
	return &bot.World{Charter: charter, Understander: understander, Directory: bot.NewDirectory(documents)}, nil
}

// keeper holds the current World and rebuilds it when the charter changes: when
// a change is announced, after the listener reconnected, and when a poll sees
// that the version has moved. A rebuild never goes backwards, and one that fails
// keeps the last World.
type keeper struct {
	reader *knowledgepg.Reader
	base   *nlu.Base
	zone   *time.Location
	now    func() time.Time
	log    *slog.Logger

	world atomic.Pointer[bot.World]
	wake  chan struct{}

	rebuilding sync.Mutex     // one at a time
	builtOn    knowledge.Date // under rebuilding

	mu       sync.Mutex // never held while waiting
	builtAt  time.Time
	lastErr  error
	failures uint64
}

const (
	// pollEvery is how often the version is looked at, should an announcement be lost.
	pollEvery = 30 * time.Second
	// settle is how long announcements are gathered before one rebuild serves them all.
	settle = 100 * time.Millisecond
)

func newKeeper(pool *pgxpool.Pool, base *nlu.Base, zone *time.Location, now func() time.Time, log *slog.Logger) *keeper {
	return &keeper{
		reader: knowledgepg.NewReader(pool), base: base, zone: zone, now: now, log: log,
		wake: make(chan struct{}, 1),
	}
}

// World returns the current world; nil before the first rebuild.
func (k *keeper) World() *bot.World { return k.world.Load() }

// Run keeps the world current until ctx ends.
func (k *keeper) Run(ctx context.Context, pool *pgxpool.Pool) {
	go postgres.Listener{
		Pool: pool, Channel: knowledgepg.Channel, Log: k.log,
		Notified:  func(string) { k.rouse() },
		Connected: k.rouse,
	}.Run(ctx)
	poll := time.NewTicker(pollEvery)
	defer poll.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-poll.C:
		case <-k.wake:
			if !pause(ctx, settle) {
				return
			}
			k.drain()
		}
		k.refresh(ctx)
	}
}

func (k *keeper) rouse() {
	select {
	case k.wake <- struct{}{}:
	default: // a rebuild is due already
	}
}

func (k *keeper) drain() {
	select {
	case <-k.wake:
	default:
	}
}

// refresh follows the charter and goes on with the last one when that fails.
func (k *keeper) refresh(ctx context.Context) {
	if err := k.follow(ctx); err != nil && ctx.Err() == nil {
		k.log.WarnContext(ctx, "charter not rebuilt, the last one stays", "error", err)
	}
}

// follow rebuilds when the version has moved or the day has turned. A database
// without any change recorded has no charter yet.
func (k *keeper) follow(ctx context.Context) error {
	k.rebuilding.Lock()
	defer k.rebuilding.Unlock()
	err := k.catchUp(ctx, knowledge.DateOf(k.now()))
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.lastErr = err; err != nil {
		k.failures++
	}
	return err
}

func (k *keeper) catchUp(ctx context.Context, today knowledge.Date) error {
	current := k.world.Load()
	version, err := k.reader.Version(ctx)
	switch {
	case err != nil && current != nil && today != k.builtOn:
		// What can be asked changes with the day, whether or not the database is there.
		return errors.Join(err, k.use(ctx, current.Charter, today))
	case err != nil:
		return err
	case version == 0, current != nil && version <= current.Charter.Version() && today == k.builtOn:
		return nil
	case current != nil && version < current.Charter.Version():
		return k.use(ctx, current.Charter, today) // never backwards, though the day has turned
	}
	facts, err := k.reader.Facts(ctx, knowledge.CharterWindow(today))
	if err != nil {
		return err
	}
	charter, err := knowledge.NewCharter(facts, k.zone)
	if err != nil {
		return fmt.Errorf("build charter: %w", err)
	}
	return k.use(ctx, charter, today)
}

// use makes a charter, as asked on a day, the current world.
func (k *keeper) use(ctx context.Context, charter *knowledge.Charter, today knowledge.Date) error {
	world, err := newWorld(charter, today, k.base)
	if err != nil {
		return err
	}
	k.world.Store(world)
	k.builtOn = today
	k.mu.Lock()
	defer k.mu.Unlock()
	k.builtAt = k.now()
	k.log.InfoContext(ctx, "charter loaded", "version", charter.Version(), "services", len(charter.On(today).Services()))
	return nil
}

// status is how the charter is.
func (k *keeper) status() channels.Status {
	k.mu.Lock()
	defer k.mu.Unlock()
	status := channels.Status{LastRebuild: k.lastErr, RebuildErrors: k.failures, CharterLoaded: k.builtAt}
	if world := k.world.Load(); world != nil {
		status.CharterVersion = int64(world.Charter.Version())
	}
	return status
}

func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}

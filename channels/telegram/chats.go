package telegram

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/simplelru"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/internal/fault"
)

// register holds the chats in memory and in storage. Nobody waits long for the
// storage: what it does not take is owed to it and written when it answers again.
// Memory is bounded; a chat that must give way while the storage is away begins a
// new conversation.
type register struct {
	storage Chats // nil: memory only

	mu     sync.Mutex
	recent *simplelru.LRU[bot.ChatKey, entry]
	owed   map[bot.ChatKey]struct{} // in recent, and other than in storage
	down   bool                     // the storage did not answer the last time

	// writing lets the writes of one chat happen one after another, so that none
	// undoes a later one. Chats share the locks: as many as there are last digits.
	writing [16]sync.Mutex
}

// entry is a chat in memory. A forgotten one goes on knowing what was handled,
// lest Telegram's repetitions be answered again, but is not stored.
type entry struct {
	chat      bot.Chat
	forgotten bool
	warned    bool // told that it writes too much, since it was last answered
	unsure    bool // the storage could not say what it knows
}

const (
	maxChats = 10_000
	// storagePatience is how long an answer waits for a storage that answers as a
	// rule, and downPatience for one that did not the last time.
	storagePatience = 2 * time.Second
	downPatience    = 100 * time.Millisecond
	// flushPatience bounds one write in the background.
	flushPatience = 5 * time.Second
	// flushEvery is how often what is owed is tried again.
	flushEvery = 5 * time.Second
)

func newRegister(storage Chats, size int) *register {
	r := &register{storage: storage, owed: make(map[bot.ChatKey]struct{})}
	recent, err := simplelru.NewLRU(size, func(key bot.ChatKey, _ entry) { delete(r.owed, key) })
	if err != nil {
		panic(err) // only for a size that is not positive
	}
	r.recent = recent
	return r
}

// find returns a chat; a new one when it is not known, or the storage cannot say.
func (r *register) find(ctx context.Context, key bot.ChatKey) entry {
	r.mu.Lock()
	known, ok := r.recent.Get(key)
	patience := r.patience()
	r.mu.Unlock()
	known.chat.Key = key
	if r.storage == nil || ok && !known.guessed() {
		return known
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	chat, err := r.storage.Load(ctx, key)
	if errors.Is(err, fault.NotFound) {
		known.unsure = false
		return known
	}
	r.answers(err) // that the storage is away is told by the bot, which needs it too
	if err != nil {
		known.unsure = true
		return known
	}
	for _, update := range known.chat.Handled { // while the storage was away
		chat = chat.After(update, known.chat.LastUse)
	}
	return entry{chat: chat}
}

// guessed reports whether the storage may know of a conversation that the entry
// has not: it is to be asked again, and not to be written over.
func (e entry) guessed() bool { return e.unsure && e.chat.Conversation == "" }

// patience is called with mu held.
func (r *register) patience() time.Duration {
	if r.down {
		return downPatience
	}
	return storagePatience
}

// answers notes whether the storage does.
func (r *register) answers(err error) {
	if errors.Is(err, context.Canceled) {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.down = err != nil
}

// keep remembers a chat and writes it, or deletes one that is forgotten. While
// the storage is away that is left to the background.
func (r *register) keep(ctx context.Context, e entry) {
	r.mu.Lock()
	r.recent.Add(e.chat.Key, e)
	if r.storage != nil && !e.guessed() {
		r.owed[e.chat.Key] = struct{}{}
	}
	down := r.down
	r.mu.Unlock()
	if down {
		return
	}
	// It was answered, whether or not the program is about to stop.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), storagePatience)
	defer cancel()
	_ = r.pay(ctx, e.chat.Key) // else it stays owed
}

// pay writes a chat that is owed, as it is now.
func (r *register) pay(ctx context.Context, key bot.ChatKey) error {
	lock := &r.writing[int(key[len(key)-1])%len(r.writing)]
	lock.Lock()
	defer lock.Unlock()
	r.mu.Lock()
	e, ok := r.recent.Peek(key)
	_, owed := r.owed[key]
	delete(r.owed, key) // it is owed anew when it changes meanwhile
	r.mu.Unlock()
	if !ok || !owed {
		return nil
	}
	err := r.write(ctx, e)
	r.answers(err)
	if err != nil {
		r.mu.Lock()
		defer r.mu.Unlock()
		if r.recent.Contains(key) {
			r.owed[key] = struct{}{}
		}
	}
	return err
}

func (r *register) write(ctx context.Context, e entry) error {
	write := func() error { return r.storage.Save(ctx, e.chat) }
	if e.forgotten {
		write = func() error { return r.storage.Delete(ctx, e.chat.Key) }
	}
	if err := write(); err != nil && !errors.Is(err, fault.Invalid) { // which will never be taken
		return fmt.Errorf("write chat: %w", err)
	}
	return nil
}

// flush writes all that is owed; it stops at the first that the storage does not
// take.
func (r *register) flush(ctx context.Context) error {
	r.mu.Lock()
	keys := slices.Collect(maps.Keys(r.owed))
	r.mu.Unlock()
	for _, key := range keys {
		if err := r.payPatiently(ctx, key); err != nil {
			return err
		}
	}
	return nil
}

func (r *register) payPatiently(ctx context.Context, key bot.ChatKey) error {
	ctx, cancel := context.WithTimeout(ctx, flushPatience)
	defer cancel()
	return r.pay(ctx, key)
}

// flushUntil writes what is owed, from time to time, until ctx ends.
func (r *register) flushUntil(ctx context.Context) {
	tick := time.NewTicker(flushEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			_ = r.flush(ctx) // else it is tried again
		}
	}
}

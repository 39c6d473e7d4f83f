package telegram

import (
	"context"
	"errors"
	"fmt"
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
	// storagePatience is how long an answer waits for the storage.
	storagePatience = 100 * time.Millisecond
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
	r.mu.Unlock()
	if ok {
		return known
	}
	if r.storage == nil {
		return entry{chat: bot.Chat{Key: key}}
	}
	ctx, cancel := context.WithTimeout(ctx, storagePatience)
	defer cancel()
	chat, err := r.storage.Load(ctx, key)
	if err != nil { // that the storage is away is told by the bot, which needs it too
		return entry{chat: bot.Chat{Key: key}, unsure: !errors.Is(err, fault.NotFound)}
	}
	return entry{chat: chat}
}

// keep remembers a chat and writes it, or deletes one that is forgotten.
func (r *register) keep(ctx context.Context, e entry) {
	r.mu.Lock()
	r.recent.Add(e.chat.Key, e)
	if r.storage != nil {
		r.owed[e.chat.Key] = struct{}{}
	}
	r.mu.Unlock()
	// It was answered, whether or not the program is about to stop.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), storagePatience)
	defer cancel()
	_ = r.pay(ctx, e.chat.Key) // else it stays owed
}

// pay writes a chat that is owed.
func (r *register) pay(ctx context.Context, key bot.ChatKey) error {
	r.mu.Lock()
	e, ok := r.recent.Peek(key)
	_, owed := r.owed[key]
	r.mu.Unlock()
	if !ok || !owed {
		return nil
	}
	write := func() error { return r.storage.Save(ctx, e.chat) }
	if e.forgotten {
		write = func() error { return r.storage.Delete(ctx, key) }
	}
	if err := write(); err != nil && !errors.Is(err, fault.Invalid) { // which will never be taken
		return fmt.Errorf("write chat: %w", err)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if now, ok := r.recent.Peek(key); ok && now.chat.LastUse.Equal(e.chat.LastUse) {
		delete(r.owed, key)
	}
	return nil
}

// flush writes all that is owed; it stops at the first that the storage does not
// take.
func (r *register) flush(ctx context.Context) error {
	r.mu.Lock()
	keys := make([]bot.ChatKey, 0, len(r.owed))
	for key := range r.owed {
		keys = append(keys, key)
	}
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

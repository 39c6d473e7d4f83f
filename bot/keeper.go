package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/simplelru"

	"github.com/cittaclick/cittaclick/internal/fault"
)

// keeper holds the conversations in memory and in storage. Each turn is written
// once before its reply leaves; when that fails the turn goes on from memory
// and what is owed to the storage is written when it answers again (flush.go).
// Memory is bounded: what must be dropped while the storage is away is counted.
type keeper struct {
	storage
	changed func(err error)

	mu        sync.Mutex
	recent    *simplelru.LRU[ConversationID, remembered]
	begun     *simplelru.LRU[ConversationID, ConversationID]
	owed      map[ConversationID]struct{} // in recent, and newer than in storage
	forgotten map[ConversationID]struct{} // not yet deleted from storage
	reviewed  queue[Review]
	said      queue[Feedback]
	down      bool   // the last write failed
	dropped   uint64 // conversations

	flushes  sync.Mutex         // held by the one that writes what is owed
	flushing bool               // in the background
	flushed  chan struct{}      // closed when that ends
	stop     context.CancelFunc // stops it
	closed   bool
}

// storage is where the keeper writes; each may be nil.
type storage struct {
	conversations Conversations // nil: memory only
	reviews       Reviews       // nil: questions are not kept
	feedback      Feedbacks     // nil: what is said of answers is not kept
}

// Dropped counts what was lost for want of memory while the storage was away.
type Dropped struct {
	Conversations uint64
	Reviews       uint64
	Feedback      uint64
}

// remembered is a conversation with its last replies, so that a repeated update
// gets the very same one.
type remembered struct {
	state   Conversation
	replies []repliedTo
	// doubted is the last turn that went to review because its answer was called
	// unhelpful. Should a restart forget it, a question is looked at twice.
	doubted int
}

type repliedTo struct {
	update string
	reply  Reply
}

const (
	maxRemembered = 10_000
	maxQueued     = 5_000
	// rememberedReplies is how many replies of a conversation are held as they
	// were; older ones are composed again.
	rememberedReplies = 2
	// writePatience is how long a turn waits for the storage, in all, unless its
	// message allows for more.
	writePatience = 100 * time.Millisecond
)

func newKeeper(to storage, changed func(error), size int) *keeper {
	if changed == nil {
		changed = func(error) {}
	}
	k := &keeper{
		storage: to, changed: changed,
		owed: make(map[ConversationID]struct{}), forgotten: make(map[ConversationID]struct{}),
	}
	if to.reviews != nil {
		k.reviewed.add = to.reviews.Add
	}
	if to.feedback != nil {
		k.said.add = to.feedback.Add
	}
	k.recent = leastRecent(size, k.evicted)
	k.begun = leastRecent[ConversationID, ConversationID](size, nil)
	return k
}

// leastRecent returns a memory of so many, which lets go what was used least
// recently.
func leastRecent[K comparable, V any](size int, evicted simplelru.EvictCallback[K, V]) *simplelru.LRU[K, V] {
	memory, err := simplelru.NewLRU(size, evicted)
	if err != nil {
		panic(err) // only for a size that is not positive
	}
	return memory
}

// keeps tells whether anything outlives the program.
func (k *keeper) keeps() bool { return k.storage != storage{} }

// evicted is called with mu held.
func (k *keeper) evicted(id ConversationID, _ remembered) {
	if _, owed := k.owed[id]; owed {
		delete(k.owed, id)
		k.dropped++
	}
}

// find returns a conversation, from memory or from storage; false when there is
// none or the storage cannot say.
func (k *keeper) find(ctx context.Context, id ConversationID, patience time.Duration) (remembered, bool) {
	if !id.Valid() {
		return remembered{}, false
	}
	k.mu.Lock()
	known, ok := k.recent.Get(id)
	_, gone := k.forgotten[id]
	if k.down {
		patience = writePatience
	}
	k.mu.Unlock()
	if ok || gone || k.conversations == nil {
		return known, ok
	}
	ctx, cancel := context.WithTimeout(ctx, cmp.Or(patience, writePatience))
	defer cancel()
	state, err := k.conversations.Load(ctx, id)
	if err != nil && !errors.Is(err, fault.NotFound) && !errors.Is(err, context.Canceled) {
		k.answers(fmt.Errorf("load conversation: %w", err))
	}
	return remembered{state: state}, err == nil
}

// keep remembers the conversation's new state and writes it.
func (k *keeper) keep(ctx context.Context, r remembered, patience time.Duration) {
	k.mu.Lock()
	k.recent.Add(r.state.ID, r)
	down := k.down
	k.mu.Unlock()
	if k.conversations == nil {
		return
	}
	if !down {
		// The turn has happened, whether or not the citizen waits for the reply.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), cmp.Or(patience, writePatience))
		defer cancel()
		err := k.conversations.Save(ctx, []Conversation{r.state})
		if err == nil {
			k.paid([]Conversation{r.state})
			return
		}
		k.answers(fmt.Errorf("save conversation: %w", err))
	}
	k.owe(r.state.ID)
}

// answers notes whether the storage does, and tells when that changes.
func (k *keeper) answers(err error) {
	k.mu.Lock()
	was := k.down
	k.down = err != nil
	k.mu.Unlock()
	if was != (err != nil) {
		k.changed(err)
	}
}

// owe notes that a conversation has yet to be written, and sees to it.
func (k *keeper) owe(id ConversationID) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.recent.Contains(id) {
		k.owed[id] = struct{}{}
	}
	k.startFlushing()
}

// review queues a question.
func (k *keeper) review(r Review) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.reviewed.push(r) {
		k.startFlushing()
	}
}

// hear queues what was said of an answer.
func (k *keeper) hear(f Feedback) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.said.push(f) {
		k.startFlushing()
	}
}

// recall puts a conversation back into memory, where nothing newer is known.
func (k *keeper) recall(r remembered) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.recent.Add(r.state.ID, r)
}

func (k *keeper) droppedSoFar() Dropped {
	k.mu.Lock()
	defer k.mu.Unlock()
	return Dropped{Conversations: k.dropped, Reviews: k.reviewed.dropped, Feedback: k.said.dropped}
}

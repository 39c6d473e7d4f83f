package bot

import (
	"context"
	"sync"
)

// order makes the turns of one conversation wait for each other, first come
// first served, while those of others go on.
type order struct {
	mu   sync.Mutex
	last map[ConversationID]chan struct{} // closed when the last turn in line has ended
}

func newOrder() *order { return &order{last: make(map[ConversationID]chan struct{})} }

// enter waits until it is this turn's time, and returns what ends it. When ctx
// ends first the place in line is given up, without letting anybody overtake.
// What names no conversation waits for nobody.
func (o *order) enter(ctx context.Context, id ConversationID) (leave func(), err error) {
	if !id.Valid() {
		return func() {}, nil
	}
	o.mu.Lock()
	before, mine := o.last[id], make(chan struct{})
	o.last[id] = mine
	o.mu.Unlock()
	if before == nil {
		return func() { o.leave(id, mine) }, nil
	}
	select {
	case <-before:
		return func() { o.leave(id, mine) }, nil
	case <-ctx.Done():
		go func() {
			<-before
			o.leave(id, mine)
		}()
		return nil, ctx.Err()
	}
}

func (o *order) leave(id ConversationID, mine chan struct{}) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.last[id] == mine {
		delete(o.last, id)
	}
	close(mine)
}

package bot

import (
	"context"
	"fmt"
	"maps"
	"slices"
)

// Forget deletes a conversation from memory and storage, after the turns of it
// that are under way; a turn that names it later begins a new one. While the
// storage is away the deletion is owed to it. The questions that went unanswered
// stay: nothing ties them to a conversation. An error means that ctx ended first.
func (b *Bot) Forget(ctx context.Context, id ConversationID) error {
	leave, err := b.order.enter(ctx, id)
	if err != nil {
		return fmt.Errorf("wait for the conversation's turn: %w", err)
	}
	defer leave()
	b.keeper.forgetOne(ctx, id)
	return nil
}

// forgetOne is called when no turn of the conversation is under way.
func (k *keeper) forgetOne(ctx context.Context, id ConversationID) {
	if !id.Valid() {
		return
	}
	k.mu.Lock()
	delete(k.owed, id)
	k.recent.Remove(id)
	if k.conversations == nil {
		k.mu.Unlock()
		return
	}
	k.forgotten[id] = struct{}{}
	k.mu.Unlock()
	// The background may hold an older state in its hands: only after it has
	// written that, a deletion is final.
	if k.flushes.TryLock() {
		defer k.flushes.Unlock()
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), writePatience)
		defer cancel()
		if k.flushForgotten(ctx) == nil {
			return
		}
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.startFlushing()
}

// flushForgotten is called with flushes held.
func (k *keeper) flushForgotten(ctx context.Context) error {
	k.mu.Lock()
	ids := slices.Collect(maps.Keys(k.forgotten))
	k.mu.Unlock()
	if len(ids) == 0 {
		return nil
	}
	if err := k.write(ctx, func(ctx context.Context) error { return k.conversations.Delete(ctx, ids) }); err != nil {
		return fmt.Errorf("delete forgotten conversations: %w", err)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, id := range ids {
		delete(k.forgotten, id)
	}
	return nil
}

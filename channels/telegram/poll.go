package telegram

import (
	"context"
	"encoding/json"
	"log/slog"
	"time"
)

const (
	// longPoll is for how long Telegram is asked to wait for an update.
	longPoll = 50 * time.Second
	// pollMargin is how much longer the answer may take.
	pollMargin = 15 * time.Second
	// pollPause follows an answer without news: not every server waits as long as
	// it is asked to, and none does while fetched updates are not confirmed.
	pollPause = 200 * time.Millisecond
	// pollLimit is how many updates Telegram gives at most.
	pollLimit = 100
)

// wanted are the kinds of update that are answered; the others stay with Telegram.
func wanted() []string { return []string{"message", "edited_message", "callback_query"} }

// fetch is what getUpdates takes: the library keeps its own to itself.
type fetch struct {
	Offset  int64    `json:"offset,omitempty"`
	Limit   int      `json:"limit"`
	Timeout int      `json:"timeout"` // seconds
	Allowed []string `json:"allowed_updates"`
}

// poll fetches updates and puts them into the lines of their chats, until ctx
// ends. What it returns confirms what has been handled by then.
func (c *Channel) poll(ctx context.Context) (confirm func(context.Context)) {
	w := newWindow()
	for failures := 0; ctx.Err() == nil; {
		updates, err := c.fetch(ctx, fetch{w.offset(), pollLimit, int(longPoll.Seconds()), wanted()})
		if ctx.Err() != nil {
			break
		}
		if err != nil {
			c.listening(ctx, err)
			_ = c.needs.Wait(ctx, c.backoff(failures)) // the loop sees the end of ctx
			failures++
			continue
		}
		failures = 0
		c.listening(ctx, nil)
		if !c.takeIn(ctx, w, updates) {
			w.rest(ctx)
		}
	}
	return func(ctx context.Context) {
		_, _ = c.fetch(ctx, fetch{w.offset(), 1, 0, wanted()}) // else they come again, and are known
	}
}

func (c *Channel) fetch(ctx context.Context, which fetch) ([]json.RawMessage, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Duration(which.Timeout)*time.Second+pollMargin)
	defer cancel()
	var updates []json.RawMessage
	err := c.api.callFor(ctx, "getUpdates", which, &updates)
	return updates, err
}

// takeIn puts the updates that are new into their lines; false when none is.
func (c *Channel) takeIn(ctx context.Context, w *window, updates []json.RawMessage) bool {
	anyNew := false
	for _, raw := range updates {
		u, err := decode(raw)
		if u.ID == 0 || !w.take(u.ID) {
			continue
		}
		anyNew = true
		if err != nil {
			c.log.WarnContext(ctx, "telegram update passed over", slog.Any("error", err))
			w.done(u.ID)
			continue
		}
		c.accept(ctx, u, func(handled bool) {
			if handled {
				w.done(u.ID)
			}
		})
	}
	return anyNew
}

// rest waits for a while, or until something in hand is handled.
func (w *window) rest(ctx context.Context) {
	const longest = time.Second
	pause := pollPause
	if w.pending() {
		pause = longest
	}
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	case <-w.moved:
	}
}

package postgres

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

const (
	// backoffLeast and backoffMost bound the wait before a listener connects again.
	backoffLeast = 100 * time.Millisecond
	backoffMost  = 5 * time.Second
	// listenCheck is after how long a silence a listener asks whether the server
	// is still there: a connection can die without a word.
	listenCheck = 30 * time.Second
)

// Listener hears what is notified on a channel, through a connection of its own.
type Listener struct {
	Pool    *pgxpool.Pool // only for how to connect
	Channel string
	// Notified is called with each payload, in order.
	Notified func(payload string)
	// Connected is called each time that listening begins, the first included:
	// what was notified before went unheard, so look for yourself.
	Connected func()
	// Log is told when the connection is lost; nil keeps quiet.
	Log *slog.Logger
}

// Run listens until ctx ends, connecting again whenever the connection is lost.
// The calls come one at a time; while one lasts, the others wait and none is lost.
func (l Listener) Run(ctx context.Context) {
	wait := backoffLeast
	for ctx.Err() == nil {
		heard, err := l.listen(ctx)
		if ctx.Err() != nil {
			return
		}
		if l.Log != nil {
			l.Log.WarnContext(ctx, "listener lost its connection", "channel", l.Channel, "error", err)
		}
		if heard {
			wait = backoffLeast
		}
		// Half of the wait is drawn by lot, so that many processes do not return at once.
		_ = sleep(ctx, wait/2+rand.N(wait/2)) //nolint:gosec // not a secret
		wait = min(2*wait, backoffMost)
	}
}

// listen connects and listens until that fails; it tells whether it got as far
// as listening.
func (l Listener) listen(ctx context.Context) (heard bool, err error) {
	conn, err := pgx.ConnectConfig(ctx, l.Pool.Config().ConnConfig)
	if err != nil {
		return false, fmt.Errorf("connect: %w", err)
	}
	defer func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer cancel()
		_ = conn.Close(ctx) // the server ends a session whose client is gone
	}()
	if _, err := conn.Exec(ctx, "LISTEN "+pgx.Identifier{l.Channel}.Sanitize()); err != nil {
		return false, fmt.Errorf("listen: %w", err)
	}
	l.Connected()
	for {
		if err := l.next(ctx, conn); err != nil {
			return true, err
		}
	}
}

// next waits for one notification, or for a silence long enough to make sure of
// the connection.
func (l Listener) next(ctx context.Context, conn *pgx.Conn) error {
	waiting, cancel := context.WithTimeout(ctx, listenCheck)
	defer cancel()
	notification, err := conn.WaitForNotification(waiting)
	switch {
	case err == nil:
		l.Notified(notification.Payload)
		return nil
	case ctx.Err() == nil && errors.Is(err, context.DeadlineExceeded) && !conn.IsClosed():
		return ping(ctx, conn)
	}
	return fmt.Errorf("wait for notification: %w", err)
}

// ping makes sure within a bounded time that the server is there.
func ping(ctx context.Context, conn *pgx.Conn) error {
	ctx, cancel := context.WithTimeout(ctx, connectPatience)
	defer cancel()
	return conn.Ping(ctx)
}

package postgres

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// endPatience bounds a COMMIT or ROLLBACK, which go on when the caller is gone.
const endPatience = 10 * time.Second

// SQLSTATEs of transactions that another one got in the way of: trying again
// may succeed.
const (
	stateSerialization = "40001"
	stateDeadlock      = "40P01"
)

// Tx is a transaction with the one moment at which all of it happens. SQL never
// asks the server's clock: what needs the time gets Now as a parameter.
type Tx struct {
	pgx.Tx
	Now time.Time
}

// InTx runs fn in a transaction (read committed) that happens at now: committed
// when fn returns nil, rolled back when it returns an error or panics. Once fn
// has returned nil, the commit goes on even when ctx ends, so that nobody is
// left in doubt about an act that was accepted. Driver errors come back as
// faults; [Fault] around InTx gives a constraint its own words, deferred ones
// included.
func InTx(ctx context.Context, db Beginner, now time.Time, fn func(tx Tx) error) error {
	return inTx(ctx, db, now, pgx.TxOptions{}, fn)
}

// InSnapshot runs fn in a read-only transaction that sees the database at one
// moment throughout, however many queries it takes.
func InSnapshot(ctx context.Context, db Beginner, now time.Time, fn func(tx Tx) error) error {
	return inTx(ctx, db, now, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}, fn)
}

func inTx(ctx context.Context, db Beginner, now time.Time, o pgx.TxOptions, fn func(tx Tx) error) (err error) {
	tx, err := db.BeginTx(ctx, o)
	if err != nil {
		return Fault(fmt.Errorf("begin: %w", err), nil)
	}
	committed := false
	defer func() {
		if !committed {
			err = rollback(ctx, tx, err)
		}
	}()
	if err := fn(Tx{Tx: tx, Now: now}); err != nil {
		return Fault(err, nil)
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	committed = true
	return commit(ctx, tx)
}

func commit(ctx context.Context, tx pgx.Tx) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), endPatience)
	defer cancel()
	if err := tx.Commit(ctx); err != nil {
		return Fault(fmt.Errorf("commit: %w", err), nil)
	}
	return nil
}

// rollback ends a transaction that did not succeed. It gets its own time: the
// connection must go back clean although the caller is gone. When the
// connection broke, the server has rolled back by itself.
func rollback(ctx context.Context, tx pgx.Tx, cause error) error {
	broken := tx.Conn().IsClosed()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), endPatience)
	defer cancel()
	err := tx.Rollback(ctx)
	if err == nil || broken || errors.Is(err, pgx.ErrTxClosed) {
		return cause
	}
	return errors.Join(cause, fmt.Errorf("rollback: %w", err))
}

package postgres_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/postgres"
	"github.com/cittaclick/cittaclick/postgres/pgtest"
)

var noon = time.Date(2026, 11, 20, 11, 0, 0, 0, time.UTC)

// setupDesk returns a database with one table whose name is unique, at commit.
func setupDesk(t *testing.T) *pgxpool.Pool {
	t.Helper()
	pool := pgtest.New(t)
	mustExec(t, pool, `
		CREATE TABLE desk (
			name text NOT NULL CHECK (name <> ''),
			at   timestamptz NOT NULL,
			CONSTRAINT desk_name_key UNIQUE (name) DEFERRABLE INITIALLY DEFERRED
		)`)
	return pool
}

func mustExec(t *testing.T, pool *pgxpool.Pool, sql string, args ...any) {
	t.Helper()
	if _, err := pool.Exec(context.WithoutCancel(t.Context()), sql, args...); err != nil {
		t.Fatal(err)
	}
}

func open(ctx context.Context, tx postgres.Tx, name string) error {
	_, err := tx.Exec(ctx, `INSERT INTO desk (name, at) VALUES ($1, $2)`, name, tx.Now)
	return err
}

func countDesks(t *testing.T, pool *pgxpool.Pool) int {
	t.Helper()
	var n int
	if err := pool.QueryRow(context.WithoutCancel(t.Context()), `SELECT count(*) FROM desk WHERE at = $1`, noon).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestInTx(t *testing.T) {
	t.Parallel()
	stop := errors.New("stop")
	tests := map[string]struct {
		act       func(ctx context.Context, cancel func(), tx postgres.Tx) error
		wantErr   error
		wantDesks int
	}{
		"commits what succeeds": {
			act:       func(ctx context.Context, _ func(), tx postgres.Tx) error { return open(ctx, tx, "a") },
			wantDesks: 1,
		},
		"rolls an error back": {
			act: func(ctx context.Context, _ func(), tx postgres.Tx) error {
				return errors.Join(open(ctx, tx, "a"), stop)
			},
			wantErr: stop,
		},
		"rolls back when the caller leaves": {
			act: func(ctx context.Context, cancel func(), tx postgres.Tx) error {
				err := open(ctx, tx, "a")
				cancel()
				return err
			},
			wantErr: context.Canceled,
		},
		"rolls back when the caller leaves during a statement": {
			act: func(ctx context.Context, cancel func(), tx postgres.Tx) error {
				time.AfterFunc(10*time.Millisecond, cancel)
				_, err := tx.Exec(ctx, `SELECT pg_sleep(60)`)
				return err
			},
			wantErr: context.Canceled,
		},
		"translates a constraint": {
			act:     func(ctx context.Context, _ func(), tx postgres.Tx) error { return open(ctx, tx, "") },
			wantErr: fault.Invalid,
		},
		"translates a constraint checked at commit": {
			act: func(ctx context.Context, _ func(), tx postgres.Tx) error {
				return errors.Join(open(ctx, tx, "a"), open(ctx, tx, "a"))
			},
			wantErr: fault.Conflict,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			pool := setupDesk(t)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			err := postgres.InTx(ctx, pool, noon, func(tx postgres.Tx) error { return tt.act(ctx, cancel, tx) })
			if !errors.Is(err, tt.wantErr) {
				t.Errorf("got error %v, want %v", err, tt.wantErr)
			}
			if got := countDesks(t, pool); got != tt.wantDesks {
				t.Errorf("%d desks remain, want %d", got, tt.wantDesks)
			}
		})
	}
}

func TestInTxRollsBackAPanic(t *testing.T) {
	t.Parallel()
	pool := setupDesk(t)
	func() {
		defer func() { _ = recover() }()
		_ = postgres.InTx(t.Context(), pool, noon, func(tx postgres.Tx) error {
			_ = open(t.Context(), tx, "a")
			panic("a bug")
		})
	}()
	if got := countDesks(t, pool); got != 0 {
		t.Errorf("%d desks remain after a panic, want 0", got)
	}
	if got := pool.Stat().AcquiredConns(); got != 0 {
		t.Errorf("%d connections were not given back", got)
	}
}

func TestInSnapshotSeesOneMoment(t *testing.T) {
	t.Parallel()
	pool := setupDesk(t)
	err := postgres.InSnapshot(t.Context(), pool, noon, func(tx postgres.Tx) error {
		var before, after int
		if err := tx.QueryRow(t.Context(), `SELECT count(*) FROM desk`).Scan(&before); err != nil {
			return err
		}
		mustExec(t, pool, `INSERT INTO desk (name, at) VALUES ('a', $1)`, noon)
		if err := tx.QueryRow(t.Context(), `SELECT count(*) FROM desk`).Scan(&after); err != nil {
			return err
		}
		if before != after {
			t.Errorf("saw %d desks, then %d", before, after)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	err = postgres.InSnapshot(t.Context(), pool, noon, func(tx postgres.Tx) error { return open(t.Context(), tx, "b") })
	if err == nil {
		t.Error("a snapshot could be written to")
	}
}

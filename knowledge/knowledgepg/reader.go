package knowledgepg

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/postgres"
)

// Reader reads the truth and cannot write it.
type Reader struct {
	pool *pgxpool.Pool
}

// NewReader returns a reader on the pool.
func NewReader(pool *pgxpool.Pool) *Reader { return &Reader{pool: pool} }

// Version returns the version of the charter: the last change recorded, 0 when
// nothing was. It is cheap, for polling.
func (r *Reader) Version(ctx context.Context) (knowledge.ChangeID, error) {
	var version knowledge.ChangeID
	err := r.pool.QueryRow(ctx, `SELECT version FROM charter_version`).Scan(&version)
	if err != nil {
		return 0, postgres.Fault(fmt.Errorf("read charter version: %w", err), nil)
	}
	return version, nil
}

// Facts reads every fact that is true on some day of the window, as known now.
func (r *Reader) Facts(ctx context.Context, window knowledge.Range) (knowledge.Facts, error) {
	return r.read(ctx, func(tx postgres.Tx) (scope, error) {
		version, err := currentVersion(ctx, tx)
		return scope{version, window}, err
	})
}

// FactsAt reads every fact of the window as it was known at a version.
func (r *Reader) FactsAt(ctx context.Context, version knowledge.ChangeID, window knowledge.Range) (knowledge.Facts, error) {
	return r.read(ctx, func(postgres.Tx) (scope, error) { return scope{version, window}, nil })
}

// FactsKnownOn reads every fact of the window as it was known at an instant:
// "what did we know then".
func (r *Reader) FactsKnownOn(ctx context.Context, then time.Time, window knowledge.Range) (knowledge.Facts, error) {
	return r.read(ctx, func(tx postgres.Tx) (scope, error) {
		var version knowledge.ChangeID
		err := tx.QueryRow(ctx, `SELECT coalesce(max(id), 0) FROM change WHERE recorded_at <= $1`, then).Scan(&version)
		return scope{version, window}, err
	})
}

// read reads all facets in one snapshot and one round trip.
func (r *Reader) read(ctx context.Context, choose func(postgres.Tx) (scope, error)) (knowledge.Facts, error) {
	var facts knowledge.Facts
	err := postgres.InSnapshot(ctx, r.pool, time.Time{}, func(tx postgres.Tx) error {
		scope, err := choose(tx)
		if err != nil {
			return fmt.Errorf("choose version: %w", err)
		}
		facts, err = readFacts(ctx, tx, scope)
		return err
	})
	if err != nil {
		return knowledge.Facts{}, fmt.Errorf("read charter facts: %w", err)
	}
	return facts, nil
}

func readFacts(ctx context.Context, tx pgx.Tx, scope scope) (knowledge.Facts, error) {
	facts := knowledge.Facts{Version: scope.version}
	var batch pgx.Batch
	var decode decoding
	for _, facet := range facets() {
		facet.load(&batch, &facts, scope, &decode)
	}
	err := tx.SendBatch(ctx, &batch).Close()
	if err := errors.Join(err, decode.wait()); err != nil {
		return knowledge.Facts{}, err
	}
	return facts, nil
}

func currentVersion(ctx context.Context, tx pgx.Tx) (knowledge.ChangeID, error) {
	var version knowledge.ChangeID
	err := tx.QueryRow(ctx, `SELECT version FROM charter_version`).Scan(&version)
	return version, err
}

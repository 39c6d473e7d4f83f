package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strconv"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"github.com/cittaclick/cittaclick/internal/fault"
)

// stateNoTable is the SQLSTATE of a table that is not there.
const stateNoTable = "42P01"

var migrationName = regexp.MustCompile(`^(\d{4})_[a-z0-9_]+\.sql$`)

// Migrate brings the schema of the database at url up to what fsys holds, each
// file in its own transaction, and returns how many files it ran. Two at once
// are safe: an advisory lock lets one go first and the other find nothing to do.
func Migrate(ctx context.Context, url string, fsys fs.FS) (int, error) {
	if _, err := latest(fsys); err != nil {
		return 0, err
	}
	pool, err := Connect(ctx, url, Options{MaxConns: 2})
	if err != nil {
		return 0, err
	}
	defer pool.Close()
	db := stdlib.OpenDBFromPool(pool)
	defer db.Close()
	return migrate(ctx, db, fsys)
}

func migrate(ctx context.Context, db *sql.DB, fsys fs.FS) (int, error) {
	// A second's wait between tries, for up to five minutes.
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 300))
	if err != nil {
		return 0, fmt.Errorf("make the migrations' lock: %w", err)
	}
	provider, err := goose.NewProvider(goose.DialectPostgres, db, fsys,
		goose.WithSessionLocker(locker), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return 0, fmt.Errorf("read the migrations: %w", err)
	}
	results, err := provider.Up(ctx)
	if err != nil {
		return len(results), faultMigrate(fmt.Errorf("migrate: %w", err))
	}
	return len(results), nil
}

// faultMigrate hands on what an administrator has to run when our user lacks a
// right: the migrations give it as their hint.
func faultMigrate(err error) error {
	pgErr, ok := errors.AsType[*pgconn.PgError](err)
	if ok && pgErr.Code == statePrivilege && pgErr.Hint != "" {
		return fault.Wrap(fault.Forbidden, err,
			"L'utente del database non ha i diritti per preparare lo schema. Esegui come amministratore del database: %s Poi ripeti `cittaclick migrate`.", pgErr.Hint)
	}
	return Fault(err, nil)
}

// latest returns the version that fsys leads to. The files are numbered from
// 0001 without a gap, which two branches that both add one would break.
func latest(fsys fs.FS) (int, error) {
	names, err := fs.Glob(fsys, "*.sql") // sorted
	if err != nil {
		return 0, fmt.Errorf("list the migrations: %w", err)
	}
	for i, name := range names {
		match := migrationName.FindStringSubmatch(name)
		if match == nil {
			return 0, fmt.Errorf("migration %s: the name is not NNNN_what_it_does.sql", name)
		}
		if version, _ := strconv.Atoi(match[1]); version != i+1 {
			return 0, fmt.Errorf("migration %s: expected number %04d", name, i+1)
		}
	}
	if len(names) == 0 {
		return 0, errors.New("no migrations")
	}
	return len(names), nil
}

// SchemaVersion returns the version that the database's schema is at, 0 when it
// has none.
func SchemaVersion(ctx context.Context, pool *pgxpool.Pool) (int, error) {
	var version int
	err := pool.QueryRow(ctx, `
		SELECT coalesce(max(version_id), 0)
		FROM goose_db_version
		WHERE is_applied`).Scan(&version)
	if hasState(err, stateNoTable) {
		return 0, nil
	}
	if err != nil {
		return 0, Fault(fmt.Errorf("read the schema's version: %w", err), nil)
	}
	return version, nil
}

// CheckSchema makes sure that the schema is the one that fsys leads to. The
// error is fault.Unavailable for an older one, which `cittaclick migrate` mends,
// and fault.Conflict for a newer one, which needs a newer program.
func CheckSchema(ctx context.Context, pool *pgxpool.Pool, fsys fs.FS) error {
	want, err := latest(fsys)
	if err != nil {
		return err
	}
	got, err := SchemaVersion(ctx, pool)
	if err != nil {
		return err
	}
	switch {
	case got < want:
		return fault.New(fault.Unavailable,
			"Il database è alla versione %d e il programma vuole la %d. Esegui `cittaclick migrate`, poi riavvia.", got, want)
	case got > want:
		return fault.New(fault.Conflict,
			"Il database è alla versione %d, più nuova di quella del programma (%d). Installa la versione di CittàClick che lo ha aggiornato.", got, want)
	}
	return nil
}

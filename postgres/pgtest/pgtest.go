// Package pgtest gives each test a PostgreSQL database of its own, with the
// schema in place. It is for tests alone: the program never imports it.
//
// One server per user and machine serves all test binaries, at once or one
// after another: whichever comes first starts it, and it stops by itself some
// seconds after the last one has ended (see watchdog.go). It lives in a cache
// directory, so that only the first run ever pays for initdb, and gives up all
// safety against a crash. A database is cloned from a template that is named by
// a digest of the migrations and made once for each. A test that has to stop
// PostgreSQL gets a server of its own from [NewServer].
//
// A machine without PostgreSQL fails the tests, with the words that say how to
// install it: a suite that skips proves nothing.
package pgtest

import (
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/cittaclick/cittaclick/migrations"
	"github.com/cittaclick/cittaclick/postgres"
)

// patience bounds each thing that this package does for a test.
const patience = 2 * time.Minute

// testPrefix begins the name of every test's database.
const testPrefix = "test_"

// New returns a pool, as the schema's owner, on a new migrated database that
// is dropped when the test ends.
func New(t testing.TB) *pgxpool.Pool {
	t.Helper()
	return connect(t, URL(t), postgres.Options{})
}

// AsApp returns a second pool on the database of another, as the role that the
// program serves as: what the migrations do not grant fails here.
func AsApp(t testing.TB, owner *pgxpool.Pool) *pgxpool.Pool {
	t.Helper()
	return connect(t, owner.Config().ConnString(), postgres.Options{Role: postgres.AppRole})
}

// URL returns the connection string of a new migrated database that is dropped
// when the test ends.
func URL(t testing.TB) string {
	t.Helper()
	return create(t, func(ctx context.Context, s *shared) (string, error) {
		return s.template(ctx, migrations.FS)
	})
}

// Empty returns the connection string of a new database without a schema, for
// tests of the migrations themselves.
func Empty(t testing.TB) string {
	t.Helper()
	return create(t, func(context.Context, *shared) (string, error) { return "template0", nil })
}

// DataDir returns a new directory, removed when the test ends, that a private
// cluster can live in: unlike the one of t.TempDir, the user that root runs the
// server as can cross it, and its path is short.
func DataDir(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "pgtest-") //nolint:usetesting // see above
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if t.Failed() {
			stopLeft(t, dir)
		}
		if err := os.RemoveAll(dir); err != nil {
			t.Errorf("remove the data directory: %v", err)
		}
	})
	if err := os.Chmod(dir, 0o711); err != nil {
		t.Fatal(err)
	}
	return dir
}

// stopLeft stops the server that a test may have left when it failed half way,
// by coming in and going out as its last user.
func stopLeft(t testing.TB, dir string) {
	t.Helper()
	if _, err := os.Stat(filepath.Join(dir, "postgres", "postmaster.pid")); err != nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	cluster, err := postgres.OpenCluster(ctx, postgres.ClusterOptions{Dir: dir, Volatile: true})
	if err == nil {
		err = cluster.Close()
	}
	if err != nil {
		t.Logf("stop what the test left: %v", err)
	}
}

// create makes a database as a copy of the one that from names.
func create(t testing.TB, from func(context.Context, *shared) (string, error)) string {
	t.Helper()
	s, err := sharedServer()
	if err != nil {
		t.Fatalf("PostgreSQL for the tests: %v", err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	template, err := from(ctx, s)
	if err != nil {
		t.Fatalf("make the template: %v", err)
	}
	name := testPrefix + strings.ToLower(rand.Text())
	if err := s.clone(ctx, name, template); err != nil {
		t.Fatalf("create database: %v", err)
	}
	t.Cleanup(func() { s.drop(t, name) })
	return s.url(name)
}

// clone creates a database as a copy of another.
func (s *shared) clone(ctx context.Context, name, template string) error {
	_, err := s.admin.Exec(ctx, fmt.Sprintf("CREATE DATABASE %s TEMPLATE %s",
		pgx.Identifier{name}.Sanitize(), pgx.Identifier{template}.Sanitize()))
	return err
}

// drop drops a test's database with whatever connections the test left open.
func (s *shared) drop(t testing.TB, name string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	_, err := s.admin.Exec(ctx, fmt.Sprintf("DROP DATABASE %s WITH (FORCE)", pgx.Identifier{name}.Sanitize()))
	if err != nil {
		t.Errorf("drop database: %v", err)
	}
}

// connect opens a pool that is closed when the test ends.
func connect(t testing.TB, url string, o postgres.Options) *pgxpool.Pool {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	pool, err := postgres.Connect(ctx, url, o)
	if err != nil {
		t.Fatalf("connect: %v", err)
	}
	t.Cleanup(pool.Close)
	return pool
}

package pgtest_test

import (
	"runtime"
	"testing"

	"github.com/cittaclick/cittaclick/migrations"
	"github.com/cittaclick/cittaclick/postgres"
	"github.com/cittaclick/cittaclick/postgres/pgtest"
)

func TestEachTestHasItsOwnDatabase(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"one", "another"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			pool := pgtest.New(t)
			if err := postgres.CheckSchema(t.Context(), pool, migrations.FS); err != nil {
				t.Error(err)
			}
			// Fails in the second database if it were the first.
			if _, err := pool.Exec(t.Context(), `CREATE TABLE mine (id int PRIMARY KEY)`); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestAsAppMayNotCreate(t *testing.T) {
	t.Parallel()
	app := pgtest.AsApp(t, pgtest.New(t))
	if err := postgres.CheckSchema(t.Context(), app, migrations.FS); err != nil {
		t.Errorf("the program cannot read the schema's version: %v", err)
	}
	if _, err := app.Exec(t.Context(), `CREATE TABLE mine (id int)`); err == nil {
		t.Error("the program's role may create tables")
	}
}

func TestServerStopsAndStarts(t *testing.T) {
	t.Parallel()
	server := pgtest.NewServer(t)
	pool := server.Pool()
	if _, err := pool.Exec(t.Context(), `CREATE TABLE kept (id int)`); err != nil {
		t.Fatal(err)
	}
	for name, end := range map[string]func(){"stopped": server.Stop, "killed": server.Kill} {
		server.Start()
		end()
		for pool.Ping(t.Context()) == nil { // the sessions of a killed server end a moment after it
			runtime.Gosched()
		}
		server.Start()
		if _, err := pool.Exec(t.Context(), `SELECT id FROM kept`); err != nil {
			t.Errorf("%s, then started again: %v", name, err)
		}
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		pgtest.New(b)
	}
}

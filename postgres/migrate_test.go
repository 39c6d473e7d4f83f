package postgres_test

import (
	"sync"
	"testing"
	"testing/fstest"

	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/migrations"
	"github.com/cittaclick/cittaclick/postgres"
	"github.com/cittaclick/cittaclick/postgres/pgtest"
)

// filesOf makes migrations that each create the table of their name.
func filesOf(names ...string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for _, name := range names {
		fsys[name+".sql"] = &fstest.MapFile{Data: []byte("-- +goose Up\nCREATE TABLE t" + name + " (id int);\n")}
	}
	return fsys
}

func TestMigrateTwiceAtOnceRunsEachFileOnce(t *testing.T) {
	t.Parallel()
	url, fsys := pgtest.Empty(t), filesOf("0001_first", "0002_second")
	ran := make([]int, 2)
	var wg sync.WaitGroup
	for i := range ran {
		wg.Go(func() {
			var err error
			if ran[i], err = postgres.Migrate(t.Context(), url, fsys); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if ran[0]+ran[1] != 2 || ran[0]*ran[1] != 0 {
		t.Errorf("ran %d and %d files, want 2 and 0", ran[0], ran[1])
	}
}

func TestMigrateRunsTheProgramsOwnFiles(t *testing.T) {
	t.Parallel()
	url := pgtest.Empty(t)
	if _, err := postgres.Migrate(t.Context(), url, migrations.FS); err != nil {
		t.Fatal(err)
	}
	if ran, err := postgres.Migrate(t.Context(), url, migrations.FS); err != nil || ran != 0 {
		t.Errorf("the second time ran %d files (error %v), want none", ran, err)
	}
}

func TestMigrateRefusesFilesOutOfOrder(t *testing.T) {
	t.Parallel()
	for name, fsys := range map[string]fstest.MapFS{
		"a gap":             filesOf("0001_first", "0003_third"),
		"a number twice":    filesOf("0001_first", "0001_other"),
		"no first":          filesOf("0002_second"),
		"a name without it": filesOf("first"),
		"nothing":           filesOf(),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := postgres.Migrate(t.Context(), "postgres:///never-reached", fsys); err == nil {
				t.Error("the files were accepted")
			}
		})
	}
}

func TestMigrateLeavesNothingOfAFileThatFails(t *testing.T) {
	t.Parallel()
	url, fsys := pgtest.Empty(t), filesOf("0001_first", "0002_second")
	fsys["0002_second.sql"].Data = append(fsys["0002_second.sql"].Data, "SELECT 1/0;\n"...)
	if _, err := postgres.Migrate(t.Context(), url, fsys); err == nil {
		t.Fatal("a division by zero went through")
	}
	if ran, err := postgres.Migrate(t.Context(), url, filesOf("0001_first", "0002_second")); err != nil || ran != 1 {
		t.Errorf("mended, it ran %d files (error %v), want 1", ran, err)
	}
}

func TestCheckSchema(t *testing.T) {
	t.Parallel()
	url := pgtest.Empty(t)
	pool, err := postgres.Connect(t.Context(), url, postgres.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	one, two, three := filesOf("0001_a"), filesOf("0001_a", "0002_b"), filesOf("0001_a", "0002_b", "0003_c")

	checkFault(t, postgres.CheckSchema(t.Context(), pool, one), fault.Unavailable, "versione 0", "cittaclick migrate")
	if _, err := postgres.Migrate(t.Context(), url, two); err != nil {
		t.Fatal(err)
	}
	checkFault(t, postgres.CheckSchema(t.Context(), pool, one), fault.Conflict, "più nuova")
	checkFault(t, postgres.CheckSchema(t.Context(), pool, three), fault.Unavailable, "versione 2", "cittaclick migrate")
	if err := postgres.CheckSchema(t.Context(), pool, two); err != nil {
		t.Error(err)
	}
}

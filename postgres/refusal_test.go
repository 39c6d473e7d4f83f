package postgres_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/postgres"
	"github.com/cittaclick/cittaclick/postgres/pgtest"
)

// Each case is a directory or a machine on which no cluster can be opened.
func TestOpenClusterSaysWhatToDo(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		options postgres.ClusterOptions
		kind    error
		says    []string
	}{
		"no PostgreSQL on the machine": {
			postgres.ClusterOptions{Dir: pgtest.DataDir(t), Search: []string{t.TempDir()}},
			fault.Unavailable, []string{"apt install postgresql", "DATABASE_URL"},
		},
		"only a PostgreSQL that is too old": {
			postgres.ClusterOptions{Dir: pgtest.DataDir(t), Search: []string{oldServer(t)}},
			fault.Unavailable, []string{"PostgreSQL 15 o successivo", "PostgreSQL 13"},
		},
		"a directory of another major version": {
			postgres.ClusterOptions{Dir: clusterOf(t, "99\n")},
			fault.Invalid, []string{"è di PostgreSQL 99", "postgresql-99", "pg_upgrade"},
		},
		"a directory that is no cluster": {
			postgres.ClusterOptions{Dir: clusterOf(t, "rubbish")},
			fault.Invalid, []string{"--data-dir"},
		},
		"a file in the directory's place": {
			postgres.ClusterOptions{Dir: filepath.Join(clusterOf(t, "99"), "postgres", "PG_VERSION")},
			fault.Invalid, []string{"non è una cartella"},
		},
		"a directory that the server's user cannot enter": {
			postgres.ClusterOptions{Dir: filepath.Join(closedDir(t), "data")},
			fault.Forbidden, []string{"--data-dir", "pgtest-"},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cluster, err := postgres.OpenCluster(t.Context(), tt.options)
			if err == nil {
				closeCluster(t, cluster)
			}
			checkFault(t, err, tt.kind, tt.says...)
		})
	}
}

// closedDir returns a directory that is closed to whoever runs the server:
// root's server runs as another user, everybody else's as themselves.
func closedDir(t *testing.T) string {
	t.Helper()
	dir, mode := pgtest.DataDir(t), os.FileMode(0o500)
	if os.Geteuid() == 0 {
		mode = 0o700
	}
	if err := os.Chmod(dir, mode); err != nil {
		t.Fatal(err)
	}
	return dir
}

// clusterOf returns a data directory whose cluster says that version made it.
func clusterOf(t *testing.T, version string) string {
	t.Helper()
	dir := pgtest.DataDir(t)
	if err := os.Mkdir(filepath.Join(dir, "postgres"), 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "postgres", "PG_VERSION"), version)
	return dir
}

// oldServer returns a directory with programs that say to be PostgreSQL 13.
func oldServer(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"postgres", "initdb"} {
		path := filepath.Join(dir, name)
		write(t, path, "#!/bin/sh\necho 'postgres (PostgreSQL) 13.4 (Debian 13.4-1)'\n")
		if err := os.Chmod(path, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

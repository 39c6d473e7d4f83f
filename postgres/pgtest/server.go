package pgtest

import (
	"context"
	"syscall"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/cittaclick/cittaclick/migrations"
	"github.com/cittaclick/cittaclick/postgres"
)

// Server is a PostgreSQL server of one test's own, which the test may stop,
// kill and start again. Its connection string stays the same throughout.
type Server struct {
	t       testing.TB
	dir     string
	url     string
	cluster *postgres.Cluster // nil while it is stopped
	pools   []*pgxpool.Pool
}

// NewServer starts a server with a migrated database, gone when the test ends.
// It costs about a second: tests that need no such power use [New].
func NewServer(t testing.TB) *Server {
	t.Helper()
	s := &Server{t: t, dir: DataDir(t)}
	t.Cleanup(s.Stop)
	s.Start()
	if _, err := postgres.Migrate(context.Background(), s.url, migrations.FS); err != nil {
		t.Fatalf("migrate: %v", err)
	}
	return s
}

// URL is the connection string of the server's database, as its owner.
func (s *Server) URL() string { return s.url }

// Pool returns a pool on the server's database, closed when the test ends. Start
// rids it of the connections that broke meanwhile.
func (s *Server) Pool() *pgxpool.Pool {
	s.t.Helper()
	pool := connect(s.t, s.url, postgres.Options{})
	s.pools = append(s.pools, pool)
	return pool
}

// Start starts the server; one that is up stays so.
func (s *Server) Start() {
	s.t.Helper()
	if s.cluster != nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	cluster, err := postgres.OpenCluster(ctx, postgres.ClusterOptions{Dir: s.dir, Volatile: true})
	if err != nil {
		s.t.Fatalf("start the test's server: %v", err)
	}
	s.cluster, s.url = cluster, cluster.URL()
	for _, pool := range s.pools {
		pool.Reset()
	}
}

// Stop stops the server as an administrator would; one that is down stays so.
func (s *Server) Stop() {
	s.t.Helper()
	if s.cluster == nil {
		return
	}
	if err := s.cluster.Close(); err != nil {
		s.t.Errorf("stop the test's server: %v", err)
	}
	s.cluster = nil
}

// Kill kills the server with SIGKILL, in the middle of whatever it does. Its
// sessions notice, and end, a moment later.
func (s *Server) Kill() {
	s.t.Helper()
	if err := syscall.Kill(s.cluster.PID(), syscall.SIGKILL); err != nil {
		s.t.Errorf("kill the test's server: %v", err)
	}
	s.Stop()
}

package pgtest

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/cittaclick/cittaclick/postgres"
)

// shared is this process's hold on the server that all test binaries share.
type shared struct {
	base   string // the connection string of the server's first database
	keeper *pgconn.PgConn
	admin  *pgxpool.Pool

	mu        sync.Mutex
	templates map[string]bool // those known to exist
}

// sharedServer is the one value of the process: the server is one for the whole
// machine anyway, and a test binary has no other place where its tests meet.
var sharedServer = sync.OnceValues(openShared)

// openShared joins the server or starts it. It may be stopping just now, for
// want of users: then the hold fails, and the next attempt starts it anew.
func openShared() (*shared, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	var err error
	for range 5 {
		var s *shared
		if s, err = joinShared(ctx); err == nil {
			return s, nil
		}
		if !stopping(err) {
			return nil, err
		}
		time.Sleep(200 * time.Millisecond)
	}
	return nil, err
}

// joinShared opens the cluster, takes hold of it and leaves it running.
func joinShared(ctx context.Context) (*shared, error) {
	dir, err := sharedDir()
	if err != nil {
		return nil, err
	}
	cluster, err := postgres.OpenCluster(ctx, postgres.ClusterOptions{
		Dir:      dir,
		Volatile: true,
		Settings: map[string]string{
			"max_connections":    "300",
			"shared_buffers":     "128MB",
			"wal_level":          "minimal",
			"max_wal_senders":    "0",
			"synchronous_commit": "off",
			"autovacuum":         "off", // a test's tables are gone before it would come round
		},
	})
	if err != nil {
		return nil, fmt.Errorf("%w (if it is the cluster's fault, remove %s: it holds nothing of value)", err, dir)
	}
	defer cluster.Leave()
	keeper, err := hold(ctx, cluster.URL())
	if err != nil {
		return nil, err
	}
	admin, err := postgres.Connect(ctx, cluster.URL(), postgres.Options{MaxConns: 4, Statement: patience})
	if err != nil {
		return nil, err
	}
	s := &shared{base: cluster.URL(), keeper: keeper, admin: admin, templates: map[string]bool{}}
	if !cluster.Joined() {
		return s, s.sweep(ctx)
	}
	return s, nil
}

// sharedDir is where the server lives: in the user's cache, or, where root's
// cache is closed to the user that runs the server, in the temporary directory.
func sharedDir() (string, error) {
	uid := os.Geteuid()
	dir := filepath.Join(os.TempDir(), "cittaclick-pgtest-"+strconv.Itoa(uid))
	if cache, err := os.UserCacheDir(); err == nil && uid != 0 {
		dir = filepath.Join(cache, "cittaclick", "pgtest")
	}
	if err := os.MkdirAll(dir, 0o711); err != nil {
		return "", fmt.Errorf("make the test server's directory: %w", err)
	}
	info, err := os.Lstat(dir)
	if err != nil {
		return "", fmt.Errorf("look at the test server's directory: %w", err)
	}
	if stat, ok := info.Sys().(*syscall.Stat_t); !info.IsDir() || !ok || int(stat.Uid) != uid {
		return "", fmt.Errorf("%s is not a directory of user %d: remove it", dir, uid)
	}
	return dir, nil
}

// url is the connection string of a database of the server.
func (s *shared) url(database string) string {
	u, err := url.Parse(s.base)
	if err != nil {
		panic(err) // the cluster's own connection string
	}
	u.Path = "/" + database
	return u.String()
}

// sweep drops what killed tests left behind, and templates when there are many.
// Nobody else has been in yet: this process started the server.
func (s *shared) sweep(ctx context.Context) error {
	rows, err := s.admin.Query(ctx, `
		SELECT datname
		FROM pg_database
		WHERE starts_with(datname, $1)
		   OR (starts_with(datname, $2)
		       AND (SELECT count(*) FROM pg_database WHERE starts_with(datname, $2)) > 8)`,
		testPrefix, templatePrefix)
	if err != nil {
		return fmt.Errorf("list what killed tests left: %w", err)
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return fmt.Errorf("list what killed tests left: %w", err)
	}
	for _, name := range names {
		if _, err := s.admin.Exec(ctx, "DROP DATABASE IF EXISTS "+pgx.Identifier{name}.Sanitize()+" WITH (FORCE)"); err != nil {
			return fmt.Errorf("drop what killed tests left: %w", err)
		}
	}
	return nil
}

// stopping tells whether the server was going away when err happened.
func stopping(err error) bool {
	if pgErr, ok := errors.AsType[*pgconn.PgError](err); ok {
		return pgErr.Code[:2] == "57" // operator intervention: shutdown, cannot connect now
	}
	_, connecting := errors.AsType[*pgconn.ConnectError](err)
	return connecting || pgconn.SafeToRetry(err) || errors.Is(err, syscall.ECONNRESET)
}

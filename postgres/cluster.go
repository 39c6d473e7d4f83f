package postgres

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"

	"github.com/jackc/pgx/v5/pgconn"
)

// DatabaseName is the database of the private cluster.
const DatabaseName = "cittaclick"

// SQLSTATEs of a database that is not there, and of one that is.
const (
	stateNoDatabase        = "3D000"
	stateDuplicateDatabase = "42P04"
)

// ClusterOptions tell how to open a private cluster.
type ClusterOptions struct {
	// Dir is the data directory; it is made when it does not exist.
	Dir string
	// Serve holds the directory against a second `serve`.
	Serve bool
	// Search lists the patterns of the directories where the server's programs
	// are looked for; nil means DefaultSearch.
	Search []string
	// Settings are added to the server's own, or replace them.
	Settings map[string]string
	// Volatile gives up safety against a crash of the machine, though not
	// against one of the server; for tests.
	Volatile bool
}

// Cluster is the use of a private PostgreSQL server: between [OpenCluster] and
// Close it stays up. It may be used from several goroutines.
type Cluster struct {
	options ClusterOptions

	turn   sync.Mutex // start.lock within this process: a file lock lets its holder in again
	locks  locks
	closed bool

	mu      sync.Mutex // never held while waiting
	server  *server
	process *process
}

// OpenCluster makes the cluster when there is none, joins its server when one
// runs, and starts it otherwise. The error is fault.Conflict when another
// `serve` holds the directory; else its message says what to do.
func OpenCluster(ctx context.Context, o ClusterOptions) (*Cluster, error) {
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return nil, fmt.Errorf("find the data directory: %w", err)
	}
	o.Dir = dir
	if o.Search == nil {
		o.Search = DefaultSearch()
	}
	if err := makeDataDir(dir); err != nil {
		return nil, err
	}
	c := &Cluster{options: o, locks: newLocks(dir)}
	if err := c.open(ctx); err != nil {
		c.locks.release()
		return nil, err
	}
	return c, nil
}

// open takes the locks and brings the server up under them.
func (c *Cluster) open(ctx context.Context) error {
	if c.options.Serve {
		if err := c.locks.holdServe(c.options.Dir); err != nil {
			return err
		}
	}
	if err := c.locks.enter(ctx); err != nil {
		return err
	}
	if err := c.locks.use(); err != nil {
		return err
	}
	if err := c.locks.giveTo(c.options.Dir); err != nil {
		return err
	}
	if err := c.bringUp(ctx); err != nil {
		return err
	}
	return c.locks.start.Unlock()
}

// bringUp adopts or starts the server, under start.lock.
func (c *Cluster) bringUp(ctx context.Context) error {
	s, err := newServer(ctx, c.options)
	if err != nil {
		return err
	}
	p, err := s.up(ctx)
	if err != nil {
		return err
	}
	if err := ensureDatabase(ctx, p.sockets); err != nil {
		if p.exited == nil {
			return err
		}
		return errors.Join(err, s.stop(p))
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.server, c.process = s, p
	return nil
}

// URL is the connection string of the cluster's database, as its owner.
func (c *Cluster) URL() string {
	_, p := c.current()
	return socketURL(p.sockets, DatabaseName)
}

// PID is the process that the server runs as.
func (c *Cluster) PID() int {
	_, p := c.current()
	return p.pid
}

// Joined tells whether the server was up already: started by another program,
// or left by one that was killed.
func (c *Cluster) Joined() bool {
	_, p := c.current()
	return p.exited == nil
}

// Close ends the use of the server and stops it when nobody else uses it.
func (c *Cluster) Close() error {
	c.turn.Lock()
	defer c.turn.Unlock()
	c.closed = true
	defer c.locks.release()
	ctx, cancel := context.WithTimeout(context.Background(), startPatience)
	defer cancel()
	if err := c.locks.enter(ctx); err != nil {
		return err
	}
	last, err := c.locks.lastOut()
	if err != nil || !last {
		return err
	}
	s, p := c.current()
	if s.gone(p) { // and another user may have started it again
		if other, state := s.running(ctx); state != serverAbsent {
			p = other
		}
	}
	return s.stop(p)
}

// Leave ends the use of the server and leaves it running whoever else uses it.
// Package pgtest needs it, whose server outlives the test that started it.
func (c *Cluster) Leave() {
	c.turn.Lock()
	defer c.turn.Unlock()
	c.closed = true
	c.locks.release()
}

// current is the server and the process that it was last known to run as.
func (c *Cluster) current() (*server, *process) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.server, c.process
}

// ensureDatabase makes the cluster's database when it is not there.
func ensureDatabase(ctx context.Context, sockets string) error {
	conn, err := pgconn.Connect(ctx, socketURL(sockets, DatabaseName))
	if err == nil {
		return conn.Close(ctx)
	}
	if !hasState(err, stateNoDatabase) {
		return fmt.Errorf("connect to the private cluster: %w", err)
	}
	conn, err = pgconn.Connect(ctx, socketURL(sockets, "postgres"))
	if err != nil {
		return fmt.Errorf("connect to the private cluster: %w", err)
	}
	_, err = conn.Exec(ctx, "CREATE DATABASE "+DatabaseName+" TEMPLATE template0").ReadAll()
	if err != nil && !hasState(err, stateDuplicateDatabase) {
		return errors.Join(fmt.Errorf("create the database: %w", err), conn.Close(ctx))
	}
	return conn.Close(ctx)
}

// hasState tells whether err is the server's, with this SQLSTATE.
func hasState(err error, state string) bool {
	pgErr, ok := errors.AsType[*pgconn.PgError](err)
	return ok && pgErr.Code == state
}

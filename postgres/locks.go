package postgres

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"github.com/cittaclick/cittaclick/internal/fault"
)

// lockPoll is how often a lock held by somebody else is tried again.
const lockPoll = 20 * time.Millisecond

// locks are the three files of a data directory by which programs agree on its
// server; the package comment tells what each is for.
type locks struct {
	serve, start, users *flock.Flock
}

func newLocks(dir string) locks {
	file := func(name string) *flock.Flock {
		return flock.New(filepath.Join(dir, name), flock.SetPermissions(0o600))
	}
	return locks{serve: file("serve.lock"), start: file("start.lock"), users: file("users.lock")}
}

// holdServe takes the lock of the one `serve`, or says that there is one.
func (l locks) holdServe(dir string) error {
	held, err := l.serve.TryLock()
	if err != nil {
		return explainWrite(dir, "lock the data directory", err)
	}
	if !held {
		return fault.New(fault.Conflict,
			"CittàClick è già in funzione sulla cartella %s. Ferma quello, oppure indica un'altra cartella con --data-dir.", dir)
	}
	return nil
}

// enter takes the right to start or stop the server, waiting for whoever has it.
func (l locks) enter(ctx context.Context) error {
	_, err := l.start.TryLockContext(ctx, lockPoll)
	dir := filepath.Dir(l.start.Path())
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return fault.Wrap(fault.Unavailable, err,
			"Un altro programma sta avviando o fermando PostgreSQL (%s). Riprova tra poco.", dir)
	}
	return explainWrite(dir, "lock the data directory", err)
}

// use counts the caller among those who use the server. Only a program that
// stops the server excludes it, and that one holds start.lock: under it, this
// never waits.
func (l locks) use() error {
	if held, err := l.users.TryRLock(); err != nil || !held {
		return fmt.Errorf("lock the server for use (held: %t): %w", held, err)
	}
	return nil
}

// lastOut ends the caller's use and tells whether nobody else is left. It is
// asked under start.lock.
func (l locks) lastOut() (bool, error) {
	if err := l.users.Unlock(); err != nil {
		return false, fmt.Errorf("unlock the server: %w", err)
	}
	alone, err := l.users.TryLock()
	if err != nil {
		return false, fmt.Errorf("ask who uses the server: %w", err)
	}
	return alone, nil
}

// release lets go of everything. Closing a lock file can only fail when it is
// not open, and the kernel has freed it then.
func (l locks) release() {
	for _, lock := range []*flock.Flock{l.users, l.start, l.serve} {
		_ = lock.Close()
	}
}

// giveTo makes the lock files the data directory owner's: root may have been
// the first to come, and must not lock the owner out.
func (l locks) giveTo(dir string) error {
	owner, ok := ownerOf(dir)
	if os.Geteuid() != 0 || !ok || owner.uid == 0 {
		return nil
	}
	for _, lock := range []*flock.Flock{l.users, l.start, l.serve} {
		if err := os.Chown(lock.Path(), int(owner.uid), int(owner.gid)); err != nil && !os.IsNotExist(err) {
			return fmt.Errorf("give %s to %s: %w", lock.Path(), owner.name, err)
		}
	}
	return nil
}

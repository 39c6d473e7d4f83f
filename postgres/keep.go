package postgres

import (
	"context"
	"errors"
	"time"
)

// keepLeast and keepMost bound how often a server is looked after: every second
// while all is well, less and less often while it cannot be started.
const (
	keepLeast = time.Second
	keepMost  = 30 * time.Second
)

// Keep watches the server until ctx ends and starts it again when it has gone:
// killed by the system for want of memory, or by hand. Each restart is told to
// report with nil, each attempt that failed with its error. It is for `serve`,
// which lives long; a command simply fails.
func (c *Cluster) Keep(ctx context.Context, report func(error)) {
	for wait := keepLeast; sleep(ctx, wait) == nil; {
		if s, p := c.current(); !s.gone(p) {
			continue
		}
		err := c.revive(ctx)
		if ctx.Err() != nil {
			return
		}
		report(err)
		if err == nil {
			wait = keepLeast
		} else {
			wait = min(2*wait, keepMost)
		}
	}
}

// revive brings the server up again; another user may have done it meanwhile.
func (c *Cluster) revive(ctx context.Context) error {
	c.turn.Lock()
	defer c.turn.Unlock()
	if c.closed {
		return errors.New("the cluster is closed")
	}
	if err := c.locks.enter(ctx); err != nil {
		return err
	}
	return errors.Join(c.bringUp(ctx), c.locks.start.Unlock())
}

package pgtest

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5/pgconn"
)

// The server itself knows who still needs it: each test binary holds a shared
// advisory lock through a connection of its own, which ends with the process
// however that ends. One session of the server, which nobody waits for and which
// outlives the process that began it, tries to get the lock for itself, and
// once it could for some seconds it stops the server with the lock in hand: a
// test binary that comes in at that moment waits for the lock, sees its
// connection end, and starts the server anew.
const (
	holdKey     = 7_246_001
	watchdogKey = 7_246_002
)

// linger is for how long, in seconds, the server outlives the last test binary:
// `go test ./...` runs one package after another.
const linger = 20

// watchdog is what that session runs. A backend's working directory is the
// cluster's, where the postmaster's process is written on the first line.
var watchdog = fmt.Sprintf(`
DO $$
DECLARE
    idle int := 0;
BEGIN
    IF NOT pg_try_advisory_lock(%[1]d) THEN
        RETURN;
    END IF;
    LOOP
        PERFORM pg_sleep(1);
        IF pg_try_advisory_lock(%[2]d) THEN
            idle := idle + 1;
            IF idle > %[3]d THEN
                COPY (SELECT 1) TO PROGRAM 'cat >/dev/null; kill -INT $(head -n 1 postmaster.pid)';
                PERFORM pg_sleep(60);
            END IF;
            PERFORM pg_advisory_unlock(%[2]d);
        ELSE
            idle := 0;
        END IF;
    END LOOP;
END
$$`, watchdogKey, holdKey, linger)

// hold keeps the server up for as long as the connection that it returns is
// open, and makes sure that somebody watches for the end of the last one.
func hold(ctx context.Context, url string) (*pgconn.PgConn, error) {
	keeper, err := pgconn.Connect(ctx, url)
	if err != nil {
		return nil, fmt.Errorf("connect to the test server: %w", err)
	}
	if _, err := keeper.Exec(ctx, fmt.Sprintf("SELECT pg_advisory_lock_shared(%d)", holdKey)).ReadAll(); err != nil {
		return nil, fmt.Errorf("hold the test server: %w", err)
	}
	starter, err := pgconn.Connect(ctx, url)
	if err != nil {
		return nil, fmt.Errorf("connect to the test server: %w", err)
	}
	go func() {
		// Returns at once when another session watches, else never in this process.
		_, _ = starter.Exec(context.WithoutCancel(ctx), watchdog).ReadAll()
	}()
	return keeper, nil
}

package postgres

import (
	"context"
	"errors"
	"net/url"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// serverState is what can be told of a cluster's server from outside.
type serverState int

const (
	serverAbsent serverState = iota // nothing answers
	serverBusy                      // it is starting, recovering or stopping
	serverReady                     // it takes connections
)

// stateCannotConnect is the SQLSTATE of a server that is starting or stopping.
const stateCannotConnect = "57P03"

// running looks for a server of the cluster that is up already.
func (s *server) running(ctx context.Context) (*process, serverState) {
	file, ok := readPidfile(s.pgdata)
	if !ok || !file.alive() {
		return nil, serverAbsent
	}
	if file.sockets == "" { // still writing its lock file, or killed while writing
		return nil, serverAbsent
	}
	return &process{pid: file.pid, sockets: file.sockets}, probe(ctx, file.sockets)
}

// probe tries to connect through a socket directory.
func probe(ctx context.Context, sockets string) serverState {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	conn, err := pgconn.Connect(ctx, socketURL(sockets, "postgres"))
	if err == nil {
		_ = conn.Close(ctx) // it has answered, which is all that was asked
		return serverReady
	}
	if pgErr, ok := errors.AsType[*pgconn.PgError](err); ok {
		if pgErr.Code == stateCannotConnect {
			return serverBusy
		}
		return serverReady // it refuses us for a reason that connecting will tell
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return serverBusy
	}
	return serverAbsent
}

// socketURL is the connection string of a database behind a Unix socket.
func socketURL(sockets, database string) string {
	query := url.Values{"host": {sockets}, "port": {"5432"}, "user": {SuperUser}, "sslmode": {"disable"}}
	return (&url.URL{Scheme: "postgres", Path: "/" + database, RawQuery: query.Encode()}).String()
}

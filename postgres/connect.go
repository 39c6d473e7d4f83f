package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/cittaclick/cittaclick/internal/fault"
)

// AppRole is the role that the program serves as: it owns nothing and may do
// only what the migrations grant it.
const AppRole = "cittaclick_app"

// Options shape a pool. The zero value is right for a command.
type Options struct {
	// Role is taken by every connection; empty keeps the connection string's own.
	Role string
	// MaxConns bounds the pool; 0 means 10, which leaves room for commands and
	// listeners beside a `serve`.
	MaxConns int32
	// Statement is how long one statement may take; 0 means 30 seconds.
	Statement time.Duration
}

// SQLSTATEs of a role that does not exist, and of one that we may not take.
const (
	stateBadParameter = "22023"
	statePrivilege    = "42501"
)

const (
	connectPatience  = 5 * time.Second
	defaultStatement = 30 * time.Second
	defaultMaxConns  = 10
)

// Connect opens a pool on a PostgreSQL of at least version 15 and makes sure
// that it answers. Statements, waits for locks and idle transactions are
// bounded, unless the connection string says otherwise; the session's time zone
// is UTC, so that what SQL computes never depends on the server's. The error is
// fault.Invalid for a connection string that cannot be read or a server that is
// too old, fault.Unavailable when nothing answers.
func Connect(ctx context.Context, url string, o Options) (*pgxpool.Pool, error) {
	config, err := poolConfig(url, o)
	if err != nil {
		return nil, err
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("open the pool: %w", err)
	}
	if err := checkServer(ctx, pool); err != nil {
		pool.Close()
		return nil, explainRole(err, o.Role)
	}
	return pool, nil
}

// poolConfig is the pool's configuration, with what Options leaves out filled in.
func poolConfig(url string, o Options) (*pgxpool.Config, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		// The cause is left out of the chain: it may quote the password.
		return nil, fault.New(fault.Invalid,
			"Il valore di DATABASE_URL non è un indirizzo di PostgreSQL: la forma è postgres://utente:password@server:5432/database.")
	}
	config.MaxConns = o.MaxConns
	if o.MaxConns == 0 {
		config.MaxConns = defaultMaxConns
	}
	if o.Statement == 0 {
		o.Statement = defaultStatement
	}
	config.MaxConnIdleTime = 5 * time.Minute
	config.HealthCheckPeriod = 15 * time.Second
	config.ConnConfig.ConnectTimeout = connectPatience
	params := config.ConnConfig.RuntimeParams
	setDefault(params, "application_name", "cittaclick")
	setDefault(params, "statement_timeout", milliseconds(o.Statement))
	setDefault(params, "lock_timeout", "5000")
	setDefault(params, "idle_in_transaction_session_timeout", "60000")
	params["timezone"] = "UTC"
	if o.Role != "" {
		params["role"] = o.Role
	}
	return config, nil
}

// explainRole says what to do when the connection's role cannot be taken: it
// comes with the schema, and with the membership that migrating gives.
func explainRole(err error, role string) error {
	if role != "" && (hasState(err, stateBadParameter) || hasState(err, statePrivilege)) {
		return fault.Wrap(fault.Unavailable, err,
			"Il database non è ancora pronto per il programma. Esegui `cittaclick migrate` con lo stesso DATABASE_URL, poi riavvia.")
	}
	return err
}

// checkServer makes sure that a server answers and is new enough.
func checkServer(ctx context.Context, pool *pgxpool.Pool) error {
	ctx, cancel := context.WithTimeout(ctx, connectPatience)
	defer cancel()
	var version string
	err := pool.AcquireFunc(ctx, func(conn *pgxpool.Conn) error {
		version = conn.Conn().PgConn().ParameterStatus("server_version")
		return conn.Ping(ctx)
	})
	if err != nil {
		return Fault(fmt.Errorf("connect to PostgreSQL: %w", err), nil)
	}
	major, err := parseMajor(version)
	if err != nil {
		return fmt.Errorf("read the server's version: %w", err)
	}
	if major < oldestMajor {
		return fault.New(fault.Invalid,
			"Il server è PostgreSQL %d: serve il %d o uno successivo.", major, oldestMajor)
	}
	return nil
}

func setDefault(params map[string]string, name, value string) {
	if _, set := params[name]; !set {
		params[name] = value
	}
}

func milliseconds(d time.Duration) string { return fmt.Sprint(d.Milliseconds()) }

// Beginner begins transactions: a pool or a connection.
type Beginner interface {
	BeginTx(ctx context.Context, o pgx.TxOptions) (pgx.Tx, error)
}

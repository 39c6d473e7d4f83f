package postgres

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"syscall"
	"time"

	"github.com/cittaclick/cittaclick/internal/fault"
)

const (
	// startPatience bounds a start: crash recovery after a kill is counted in it.
	startPatience = 2 * time.Minute
	// zombiePatience is how long a start retries when the process of a killed
	// server still exists: until its parent reaps it, PostgreSQL takes it for alive.
	zombiePatience = 15 * time.Second
	// stopPatience is how long a fast shutdown, with its checkpoint, may take
	// before the server is told to stop at once and recover at the next start.
	stopPatience = 30 * time.Second
	// statePoll is how often a change of the server's state is looked for.
	statePoll = 5 * time.Millisecond
)

// server is a PostgreSQL server in a data directory: where its parts stand and
// how it is to run.
type server struct {
	dir      string // the data directory
	pgdata   string // the server's own directory
	sockets  string // its socket directory
	log      string // its log
	bin      binaries
	as       account
	settings map[string]string
	volatile bool // the data may be lost with the machine
}

// process is a server that runs: our child, or adopted.
type process struct {
	pid     int
	sockets string
	exited  <-chan struct{} // closed when our child has ended; nil when adopted
}

// up adopts the server that runs, or starts it.
func (s *server) up(ctx context.Context) (*process, error) {
	ctx, cancel := context.WithTimeout(ctx, startPatience)
	defer cancel()
	giveUp := time.Now().Add(zombiePatience)
	for {
		p, state := s.running(ctx)
		if state == serverReady {
			return p, nil
		}
		if state == serverAbsent {
			p, err := s.start(ctx)
			if !errors.Is(err, errLockFile) {
				return p, err
			}
			if time.Now().After(giveUp) {
				return nil, s.faultLockFile(err)
			}
		}
		if err := sleep(ctx, 10*statePoll); err != nil {
			return nil, fault.Wrap(fault.Unavailable, err, "PostgreSQL non è ancora pronto. Riprova tra poco; intanto guarda il file %s.", s.log)
		}
	}
}

// faultLockFile says what to do when the lock file stays in the way.
func (s *server) faultLockFile(cause error) error {
	file, _ := readPidfile(s.pgdata)
	return fault.Wrap(fault.Unavailable, cause,
		"PostgreSQL non parte perché il processo %d, segnato nel file %s, esiste ancora ma non risponde. Se non è PostgreSQL elimina quel file, altrimenti ferma il processo; poi riavvia.",
		file.pid, filepath.Join(s.pgdata, "postmaster.pid"))
}

// start starts the server and waits until it takes connections.
func (s *server) start(ctx context.Context) (*process, error) {
	log, from, err := s.openLog()
	if err != nil {
		return nil, err
	}
	defer log.Close()
	cmd := s.as.command(context.WithoutCancel(ctx), s.bin.program("postgres"), s.args()...)
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		return nil, explainWrite(s.dir, "start postgres", err)
	}
	exited := make(chan struct{})
	go func() {
		_ = cmd.Wait() // how it ended is in its log; waiting keeps it from staying a zombie
		close(exited)
	}()
	p := &process{pid: cmd.Process.Pid, sockets: s.sockets, exited: exited}
	for {
		if file, ok := readPidfile(s.pgdata); ok && file.pid == p.pid && file.ready {
			return p, nil
		}
		select {
		case <-exited:
			return nil, s.explainStart(from)
		case <-ctx.Done():
			return nil, errors.Join(fmt.Errorf("start postgres: %w", ctx.Err()), s.stop(p))
		case <-time.After(statePoll):
		}
	}
}

// args are the server's arguments. Settings go here rather than in
// postgresql.conf, so that they follow the program's version and path.
func (s *server) args() []string {
	settings := map[string]string{
		"listen_addresses":        "",
		"port":                    "5432", // only the socket's name
		"unix_socket_directories": s.sockets,
		"unix_socket_permissions": "0700",
		// A town of 40,000 fits in memory many times over: the server is kept
		// small beside the program.
		"max_connections":     "50",
		"shared_buffers":      "48MB",
		"max_wal_size":        "256MB",
		"min_wal_size":        "32MB",
		"jit":                 "off", // compiling costs more than these queries
		"logging_collector":   "off", // stderr is the log file
		"log_destination":     "stderr",
		"log_line_prefix":     logPrefix,
		"log_checkpoints":     "off",
		"log_error_verbosity": "terse", // details quote values, which may be a citizen's
		"lc_messages":         "C",
	}
	if s.volatile {
		settings["fsync"] = "off"
		settings["full_page_writes"] = "off"
	}
	for name, value := range s.settings {
		settings[name] = value
	}
	args := []string{"-D", s.pgdata}
	for _, name := range sortedKeys(settings) {
		args = append(args, "-c", name+"="+settings[name])
	}
	return args
}

// stop ends the server: a fast shutdown, which rolls open transactions back;
// when that takes too long, an immediate one.
func (s *server) stop(p *process) error {
	for _, step := range []struct {
		signal   syscall.Signal
		patience time.Duration
	}{
		{syscall.SIGINT, stopPatience},
		{syscall.SIGQUIT, stopPatience / 3},
	} {
		if s.gone(p) {
			return nil
		}
		if err := syscall.Kill(p.pid, step.signal); err != nil && !errors.Is(err, syscall.ESRCH) {
			return fmt.Errorf("stop postgres: %w", err)
		}
		if s.waitGone(p, step.patience) {
			return nil
		}
	}
	return fault.New(fault.Unavailable, "PostgreSQL (processo %d) non si ferma. Guarda il file %s.", p.pid, s.log)
}

// waitGone waits until the server has ended, and tells whether it has.
func (s *server) waitGone(p *process, patience time.Duration) bool {
	for giveUp := time.Now().Add(patience); time.Now().Before(giveUp); time.Sleep(statePoll) {
		if s.gone(p) {
			return true
		}
	}
	return false
}

// gone tells whether the server has ended. An adopted one is known by its lock
// file, which it removes last: its process may stay as somebody's zombie.
func (s *server) gone(p *process) bool {
	if p.exited != nil {
		select {
		case <-p.exited:
			return true
		default:
			return false
		}
	}
	file, ok := readPidfile(s.pgdata)
	return !ok || file.pid != p.pid || !file.alive()
}

// sleep waits, unless ctx ends first.
func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

func sortedKeys(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}

// newServer finds out how the cluster under dir is to run, and makes what it
// needs.
func newServer(ctx context.Context, o ClusterOptions) (*server, error) {
	s := &server{
		dir:      o.Dir,
		pgdata:   filepath.Join(o.Dir, "postgres"),
		log:      filepath.Join(o.Dir, "postgres.log"),
		settings: o.Settings,
		volatile: o.Volatile,
	}
	var err error
	if s.bin, err = findBinaries(ctx, o.Search, s.pgdata); err != nil {
		return nil, err
	}
	if s.as, err = chooseAccount(s.dir, s.pgdata); err != nil {
		return nil, err
	}
	if err := s.as.checkReach(ctx, s.bin.program("postgres"), s.dir); err != nil {
		return nil, err
	}
	if s.sockets, err = socketDir(s.dir, s.as, socketParents(s.as)); err != nil {
		return nil, err
	}
	return s, s.initdb(ctx)
}

// makeDataDir makes the data directory. As root others may cross it, because
// the server runs as one of them; what stands in it is closed.
func makeDataDir(dir string) error {
	mode := os.FileMode(0o700)
	if os.Geteuid() == 0 {
		mode = 0o711
	}
	if err := os.MkdirAll(dir, mode); err != nil {
		return explainWrite(dir, "make the data directory", err)
	}
	return nil
}

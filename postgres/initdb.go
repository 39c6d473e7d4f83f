package postgres

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"runtime"
	"strings"
	"syscall"

	"github.com/cittaclick/cittaclick/internal/fault"
)

// SuperUser is the role that initdb makes: the private cluster's owner, and so
// the owner of its schema.
const SuperUser = "cittaclick"

// initdb makes the cluster's directory, once. It works in a directory beside it
// and renames that at the end, so that a program killed on the way leaves
// nothing that looks like a cluster.
func (s *server) initdb(ctx context.Context) error {
	if major, err := majorOf(s.pgdata); err != nil || major != 0 {
		return err
	}
	fresh := s.pgdata + ".new"
	if err := os.RemoveAll(fresh); err != nil {
		return fmt.Errorf("clear what an interrupted initdb left: %w", err)
	}
	if err := s.as.makeDir(fresh); err != nil {
		return explainWrite(s.dir, "make the cluster's directory", err)
	}
	var said bytes.Buffer
	cmd := s.as.command(ctx, s.bin.program("initdb"), s.initdbArgs(fresh)...)
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Run(); err != nil {
		return s.explainInitdb(ctx, err, said.String())
	}
	if err := os.Rename(fresh, s.pgdata); err != nil {
		return explainWrite(s.dir, "put the cluster in its place", err)
	}
	return nil
}

// initdbArgs asks for UTF-8, for an order of strings that no operating system's
// upgrade can change under an index, and for trust on the Unix socket, which
// only the account can reach.
func (s *server) initdbArgs(pgdata string) []string {
	args := []string{
		"--pgdata=" + pgdata, "--username=" + SuperUser,
		"--auth-local=trust", "--auth-host=reject",
		"--encoding=UTF8", "--lc-messages=C", "--no-instructions",
	}
	switch {
	case s.bin.major >= 17:
		args = append(args, "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
	case runtime.GOOS == "darwin":
		args = append(args, "--locale=C", "--lc-ctype=UTF-8") // macOS has no C.UTF-8
	default:
		args = append(args, "--locale=C.UTF-8")
	}
	if s.volatile {
		args = append(args, "--no-sync")
	}
	return args
}

// explainInitdb says what to do about an initdb that failed.
func (s *server) explainInitdb(ctx context.Context, err error, said string) error {
	if ctx.Err() != nil {
		return fmt.Errorf("run initdb: %w", ctx.Err())
	}
	cause := fmt.Errorf("run initdb: %w: %s", err, said)
	// initdb gives no code for its failures, and removes what it wrote before
	// anybody could see the disk full; its words are those of the C locale.
	if diskFull(s.dir) || strings.Contains(strings.ToLower(said), syscall.ENOSPC.Error()) {
		return faultDiskFull(s.dir, cause)
	}
	return fault.Wrap(fault.Unavailable, cause,
		"Non riesco a preparare l'archivio di PostgreSQL in %s. Il motivo è nel registro del programma.", s.pgdata)
}

package postgres

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"github.com/cittaclick/cittaclick/internal/fault"
)

// account is the system user that runs the server. PostgreSQL refuses to run as
// root, so a program that is root runs it as somebody with fewer rights.
type account struct {
	name     string // for messages
	uid, gid uint32
	switched bool // the server runs as somebody other than us
}

// chooseAccount decides who runs the server: ourselves, unless we are root. Root
// keeps to the owner of what exists, so that a directory made by a service user
// stays that user's.
func chooseAccount(dir, pgdata string) (account, error) {
	if os.Geteuid() != 0 {
		return account{uid: uint32(os.Geteuid()), gid: uint32(os.Getegid())}, nil
	}
	for _, path := range []string{pgdata, dir} {
		if owner, ok := ownerOf(path); ok && owner.uid != 0 {
			return owner, nil
		}
	}
	for _, name := range []string{"cittaclick", "postgres", "nobody"} {
		if found, ok := accountNamed(name); ok {
			return found, nil
		}
	}
	return account{}, fault.New(fault.Unavailable,
		"PostgreSQL non può girare come root, e qui non c'è un utente adatto. Crealo (adduser --system --group cittaclick) oppure avvia il programma da utente normale.")
}

// ownerOf returns the account that owns path, false when path does not exist.
func ownerOf(path string) (account, bool) {
	info, err := os.Stat(path)
	if err != nil {
		return account{}, false
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return account{}, false
	}
	owner := account{name: strconv.Itoa(int(stat.Uid)), uid: stat.Uid, gid: stat.Gid, switched: true}
	if u, err := user.LookupId(owner.name); err == nil {
		owner.name = u.Username
	}
	return owner, true
}

// accountNamed looks a system user up.
func accountNamed(name string) (account, bool) {
	u, err := user.Lookup(name)
	if err != nil {
		return account{}, false
	}
	uid, errUID := strconv.ParseUint(u.Uid, 10, 32)
	gid, errGID := strconv.ParseUint(u.Gid, 10, 32)
	if errUID != nil || errGID != nil || uid == 0 {
		return account{}, false
	}
	return account{name: name, uid: uint32(uid), gid: uint32(gid), switched: true}, true
}

// command prepares one of the server's programs to run under the account, in a
// session of its own: the Ctrl-C that ends the program must not reach the
// server before the program has finished with it.
func (a account) command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = "/"
	cmd.Env = serverEnv(os.Environ())
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if a.switched {
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: a.uid, Gid: a.gid}
	}
	return cmd
}

// serverEnv drops what would change the server's settings or the language of
// its messages.
func serverEnv(env []string) []string {
	kept := make([]string, 0, len(env)+1)
	for _, entry := range env {
		if strings.HasPrefix(entry, "PG") || strings.HasPrefix(entry, "LC_") || strings.HasPrefix(entry, "LANG") {
			continue
		}
		kept = append(kept, entry)
	}
	return append(kept, "LC_ALL=C")
}

// makeDir makes a directory that only the account can enter.
func (a account) makeDir(path string) error {
	if err := os.MkdirAll(path, 0o700); err != nil {
		return err
	}
	if a.switched {
		if err := os.Chown(path, int(a.uid), int(a.gid)); err != nil {
			return err
		}
	}
	return os.Chmod(path, 0o700)
}

// checkReach makes sure that the account can get to dir, and names the
// directory in its way when it cannot. The kernel is asked, by starting a
// program there: mode bits alone would miss access lists and mounts.
func (a account) checkReach(ctx context.Context, postgres, dir string) error {
	if !a.switched {
		return nil
	}
	if !a.canRunIn(ctx, postgres, "/") {
		return fault.New(fault.Unavailable,
			"L'utente %s, che deve far girare PostgreSQL, non può eseguire %s. Installa PostgreSQL dove tutti possono usarlo (apt install postgresql).", a.name, postgres)
	}
	if a.canRunIn(ctx, postgres, dir) {
		return nil
	}
	for _, step := range pathSteps(dir) {
		if !a.canRunIn(ctx, postgres, step) {
			return fault.New(fault.Forbidden,
				"PostgreSQL gira come utente %s, che non può attraversare la cartella %s. Permettilo (chmod o+x %s), oppure indica un'altra cartella con --data-dir.", a.name, step, step)
		}
	}
	return fmt.Errorf("reach %s as %s: permission came and went", dir, a.name)
}

// canRunIn tells whether the account can start a program with dir as its
// working directory.
func (a account) canRunIn(ctx context.Context, postgres, dir string) bool {
	cmd := a.command(ctx, postgres, "--version")
	cmd.Dir = dir
	err := cmd.Run()
	return !errors.Is(err, os.ErrPermission)
}

// pathSteps lists the directories on the way to dir, from the root down.
func pathSteps(dir string) []string {
	var steps []string
	for at := dir; at != filepath.Dir(at); at = filepath.Dir(at) {
		steps = append([]string{at}, steps...)
	}
	return steps
}

package postgres

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// pidfile is what a postmaster writes about itself in postmaster.pid.
type pidfile struct {
	pid     int
	sockets string // its socket directory
	ready   bool   // it takes connections
}

// The lines of postmaster.pid, counted from 0 (PostgreSQL's miscadmin.h).
const (
	pidLine     = 0
	socketsLine = 4
	statusLine  = 7
)

// readPidfile reads the postmaster.pid of a cluster; false when there is none,
// or none that can be made out yet.
func readPidfile(pgdata string) (pidfile, bool) {
	text, err := os.ReadFile(filepath.Join(pgdata, "postmaster.pid"))
	if err != nil {
		return pidfile{}, false
	}
	return parsePidfile(string(text))
}

// parsePidfile reads a postmaster.pid. The postmaster writes it line by line
// while it starts, so all but the first may still be missing.
func parsePidfile(text string) (pidfile, bool) {
	lines := strings.Split(text, "\n")
	line := func(n int) string {
		if n < len(lines) {
			return strings.TrimSpace(lines[n])
		}
		return ""
	}
	pid, err := strconv.Atoi(line(pidLine))
	if err != nil || pid <= 1 {
		return pidfile{}, false
	}
	return pidfile{pid: pid, sockets: line(socketsLine), ready: line(statusLine) == "ready"}, true
}

// alive tells whether a process with this id exists, be it a zombie or
// somebody else's.
func (p pidfile) alive() bool {
	err := syscall.Kill(p.pid, 0)
	return err == nil || errors.Is(err, syscall.EPERM)
}

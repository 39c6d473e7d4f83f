package postgres

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/internal/fault"
)

func TestParsePidfile(t *testing.T) {
	t.Parallel()
	const whole = "4242\n/var/lib/cittaclick/postgres\n1795373123\n5432\n/var/lib/cittaclick/run\n\n   123456   7\nready   \n"
	tests := map[string]struct {
		text string
		want pidfile
		ok   bool
	}{
		"a server that is ready":          {whole, pidfile{4242, "/var/lib/cittaclick/run", true}, true},
		"a server that starts":            {strings.Replace(whole, "ready   ", "starting", 1), pidfile{4242, "/var/lib/cittaclick/run", false}, true},
		"a server that stops":             {strings.Replace(whole, "ready   ", "stopping", 1), pidfile{4242, "/var/lib/cittaclick/run", false}, true},
		"one that is still being written": {"4242\n/var/lib", pidfile{4242, "", false}, true},
		"one that is empty":               {"", pidfile{}, false},
		"one that would signal us all":    {"-1\n", pidfile{}, false},
		"one that would signal init":      {"1\n", pidfile{}, false},
		"rubbish":                         {"\x00\x00\x00", pidfile{}, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, ok := parsePidfile(tt.text)
			if ok != tt.ok {
				t.Errorf("readable: %t, want %t", ok, tt.ok)
			}
			if diff := cmp.Diff(tt.want, got, cmp.AllowUnexported(pidfile{})); diff != "" {
				t.Errorf("pidfile (-want +got):\n%s", diff)
			}
		})
	}
}

// A process id that is not one process would send signals to many.
func FuzzParsePidfile(f *testing.F) {
	f.Add("4242\n/data\n1\n5432\n/run\n\n1 2\nready\n")
	f.Add("-1\n")
	f.Fuzz(func(t *testing.T, text string) {
		if file, ok := parsePidfile(text); ok && file.pid <= 1 {
			t.Errorf("process %d was accepted", file.pid)
		}
	})
}

func TestParseMajor(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)": 15,
		"postgres (PostgreSQL) 18beta1":                        18,
		"postgres (PostgreSQL) 17devel":                        17,
		"17.5 (Homebrew)":                                      17,
		"16\n":                                                 16,
	} {
		if got, err := parseMajor(text); err != nil || got != want {
			t.Errorf("parseMajor(%q) = %d, %v; want %d", text, got, err, want)
		}
	}
	if got, err := parseMajor("rubbish"); err == nil {
		t.Errorf("rubbish is version %d", got)
	}
}

// What the server logged when it gave up, after an earlier start's lines.
func TestExplainStart(t *testing.T) {
	t.Parallel()
	const earlier = "2026-11-20 12:00:00.000 CET [7] 53100 PANIC:  could not write to file\n"
	tests := map[string]struct {
		logged string
		want   error
		says   string
	}{
		"a full disk": {
			`2026-11-20 12:01:00.000 CET [8] 53100 FATAL:  could not write lock file "postmaster.pid": No space left on device`,
			fault.Unavailable, "è pieno",
		},
		"another server's lock file": {
			`2026-11-20 12:01:00.000 CET [8] F0001 FATAL:  lock file "postmaster.pid" already exists`,
			errLockFile, "",
		},
		"another reason": {
			`2026-11-20 12:01:00.000 CET [8] 58P01 FATAL:  could not open directory "pg_wal"`,
			fault.Unavailable, "postgres.log",
		},
		"no reason at all": {"", fault.Unavailable, "postgres.log"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			s := &server{dir: dir, log: filepath.Join(dir, "postgres.log")}
			if err := os.WriteFile(s.log, []byte(earlier+tt.logged), 0o600); err != nil {
				t.Fatal(err)
			}
			err := s.explainStart(int64(len(earlier)))
			if !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			if message, _ := fault.Message(err); !strings.Contains(message, tt.says) {
				t.Errorf("message %q does not say %q", message, tt.says)
			}
		})
	}
}

func TestExplainInitdbOnAFullDisk(t *testing.T) {
	t.Parallel()
	const said = `initdb: error: could not write file "/data/postgres.new/pg_hba.conf": No space left on device
initdb: removing contents of data directory "/data/postgres.new"`
	s := &server{dir: t.TempDir()}
	err := s.explainInitdb(t.Context(), errors.New("exit status 1"), said)
	if message, _ := fault.Message(err); !strings.Contains(message, "è pieno") {
		t.Errorf("message %q does not say that the disk is full", message)
	}
}

func TestSocketDirRefusesWhenEveryPathIsTooLong(t *testing.T) {
	t.Parallel()
	long := filepath.Join(t.TempDir(), strings.Repeat("l", longestSocket))
	_, err := socketDir(long, account{}, []string{long})
	if message, _ := fault.Message(err); !errors.Is(err, fault.Invalid) || !strings.Contains(message, "--data-dir") {
		t.Errorf("got %v, want an error that names --data-dir", err)
	}
	entries, err := os.ReadDir(filepath.Dir(long))
	if err != nil || len(entries) != 0 {
		t.Errorf("it made %v (error %v)", entries, err)
	}
}

// Whoever made the directory first in a place open to all could answer for us.
func TestOwnDirRefusesALink(t *testing.T) {
	t.Parallel()
	link := filepath.Join(t.TempDir(), "run")
	if err := os.Symlink(t.TempDir(), link); err != nil {
		t.Fatal(err)
	}
	if err := ownDir(link, account{uid: uint32(os.Geteuid())}); !errors.Is(err, fault.Conflict) {
		t.Errorf("got %v, want a conflict", err)
	}
}

func TestOpenLogPutsALargeOneAside(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := &server{dir: dir, log: filepath.Join(dir, "postgres.log")}
	if err := os.WriteFile(s.log, make([]byte, largestLog+1), 0o600); err != nil {
		t.Fatal(err)
	}
	file, from, err := s.openLog()
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if from != 0 {
		t.Errorf("the new log begins at %d, want 0", from)
	}
	if info, err := os.Stat(s.log + ".1"); err != nil || info.Size() != largestLog+1 {
		t.Errorf("the old log is not kept: %v", err)
	}
}

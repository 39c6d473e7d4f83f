package postgres

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/cittaclick/cittaclick/internal/fault"
)

// oldestMajor is the first major version of PostgreSQL that the schema can use.
const oldestMajor = 15

// binaries is one installation of the server's programs.
type binaries struct {
	dir   string // holds postgres and initdb
	major int
}

// program returns the path of one of the server's programs.
func (b binaries) program(name string) string { return filepath.Join(b.dir, name) }

// DefaultSearch lists where the server's programs are looked for, as patterns:
// PATH first, then where Debian, Red Hat and Homebrew put them out of it.
func DefaultSearch() []string {
	return append(filepath.SplitList(os.Getenv("PATH")),
		"/usr/lib/postgresql/*/bin",
		"/usr/pgsql-*/bin",
		"/opt/homebrew/opt/postgresql@*/bin",
		"/usr/local/opt/postgresql@*/bin",
		"/opt/homebrew/bin",
	)
}

// findBinaries returns the installation that can run the cluster in pgdata: of
// the same major version when the directory exists, else the newest.
func findBinaries(ctx context.Context, search []string, pgdata string) (binaries, error) {
	found := installed(ctx, search)
	want, err := majorOf(pgdata)
	if err != nil {
		return binaries{}, err
	}
	if want == 0 {
		return newest(found)
	}
	for _, b := range found {
		if b.major == want && want >= oldestMajor {
			return b, nil
		}
	}
	return binaries{}, fault.New(fault.Invalid,
		"La cartella %s è di PostgreSQL %d, e qui c'è %s. Installa PostgreSQL %d (apt install postgresql-%d), oppure converti la cartella con pg_upgrade.",
		pgdata, want, describe(found), max(want, oldestMajor), max(want, oldestMajor))
}

// newest returns the installation with the highest major version.
func newest(found []binaries) (binaries, error) {
	if len(found) == 0 {
		return binaries{}, fault.New(fault.Unavailable,
			"Non trovo PostgreSQL su questa macchina. Installalo (apt install postgresql, oppure brew install postgresql@17) o indica un database con DATABASE_URL.")
	}
	best := slices.MaxFunc(found, func(a, b binaries) int { return cmp.Compare(a.major, b.major) })
	if best.major < oldestMajor {
		return binaries{}, fault.New(fault.Unavailable,
			"Serve PostgreSQL %d o successivo, e qui c'è %s. Installane uno più recente o indica un database con DATABASE_URL.",
			oldestMajor, describe(found))
	}
	return best, nil
}

// installed lists the installations that the patterns lead to, each once.
func installed(ctx context.Context, search []string) []binaries {
	var found []binaries
	for _, pattern := range search {
		if !filepath.IsAbs(pattern) {
			continue // never run what happens to lie in the working directory
		}
		matches, _ := filepath.Glob(filepath.Join(pattern, "postgres")) // the only error is a malformed pattern, which finds nothing
		for _, match := range matches {
			b, err := inspect(ctx, match)
			if err != nil || slices.ContainsFunc(found, func(f binaries) bool { return f.dir == b.dir }) {
				continue
			}
			found = append(found, b)
		}
	}
	return found
}

// inspect asks the server program at path for its version. It follows links,
// because initdb has to stand beside the real program.
func inspect(ctx context.Context, path string) (binaries, error) {
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		return binaries{}, err
	}
	dir := filepath.Dir(real)
	if _, err := os.Stat(filepath.Join(dir, "initdb")); err != nil {
		return binaries{}, err
	}
	out, err := exec.CommandContext(ctx, real, "--version").Output()
	if err != nil {
		return binaries{}, fmt.Errorf("ask %s for its version: %w", real, err)
	}
	major, err := parseMajor(string(out))
	return binaries{dir: dir, major: major}, err
}

var majorPattern = regexp.MustCompile(`\b(\d+)(?:\.\d+|devel|beta\d+|rc\d+)?\b`)

// parseMajor reads the major version out of "postgres (PostgreSQL) 15.18 (Debian …)".
func parseMajor(s string) (int, error) {
	match := majorPattern.FindStringSubmatch(s)
	if match == nil {
		return 0, fmt.Errorf("no version in %q", s)
	}
	return strconv.Atoi(match[1])
}

// majorOf reads which major version made the cluster in pgdata; 0 when there is
// none yet.
func majorOf(pgdata string) (int, error) {
	text, err := os.ReadFile(filepath.Join(pgdata, "PG_VERSION"))
	if os.IsNotExist(err) {
		return 0, nil
	}
	if err != nil {
		return 0, explainWrite(pgdata, "read the version of the cluster", err)
	}
	major, err := parseMajor(string(text))
	if err != nil {
		return 0, fault.Wrap(fault.Invalid, err,
			"La cartella %s non è un archivio di PostgreSQL leggibile. Ripristinala da una copia, oppure indica un'altra cartella con --data-dir.", pgdata)
	}
	return major, nil
}

// describe names the installations found, for a message.
func describe(found []binaries) string {
	if len(found) == 0 {
		return "nessun PostgreSQL"
	}
	names := make([]string, 0, len(found))
	for _, b := range found {
		names = append(names, fmt.Sprintf("PostgreSQL %d (%s)", b.major, b.dir))
	}
	return strings.Join(names, ", ")
}

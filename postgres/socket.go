package postgres

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"

	"github.com/cittaclick/cittaclick/internal/fault"
)

// socketName is the file that PostgreSQL makes in its socket directory.
const socketName = ".s.PGSQL.5432"

// longestSocket is how long a Unix socket's path may be: sun_path has 104 bytes
// on macOS and 108 on Linux, the last one a zero.
const longestSocket = 103

// socketDir makes the directory of the server's socket, which only the account
// can enter: beside the data when the path is short enough, else in the first of
// the shared directories that does, under a name made from the data directory's
// so that two clusters never meet.
func socketDir(dir string, a account, elsewhere []string) (string, error) {
	digest := sha256.Sum256([]byte(dir))
	candidates := []string{filepath.Join(dir, "run")}
	for _, parent := range elsewhere {
		candidates = append(candidates, filepath.Join(parent, "cittaclick-"+hex.EncodeToString(digest[:6])))
	}
	for _, path := range candidates {
		if len(filepath.Join(path, socketName)) <= longestSocket {
			return path, ownDir(path, a)
		}
	}
	return "", fault.New(fault.Invalid,
		"Il percorso %s è troppo lungo per il socket di PostgreSQL, e lo sono anche le cartelle temporanee. Indica una cartella più corta con --data-dir.", dir)
}

// socketParents lists where a socket may go whose own place is too long: the
// user's runtime directory, which another account could not enter, and the
// temporary ones.
func socketParents(a account) []string {
	parents := []string{os.TempDir(), "/tmp"}
	if runtime := os.Getenv("XDG_RUNTIME_DIR"); runtime != "" && !a.switched {
		parents = append([]string{runtime}, parents...)
	}
	return parents
}

// ownDir makes path for the account alone. In a directory that everybody writes
// to, somebody else may have made it first, or put a link in its place.
func ownDir(path string, a account) error {
	if info, err := os.Lstat(path); err == nil {
		owner, _ := ownerOf(path)
		if !info.IsDir() || (owner.uid != a.uid && owner.uid != uint32(os.Geteuid())) {
			return fault.New(fault.Conflict,
				"La cartella %s, che serve al socket di PostgreSQL, è di un altro utente. Eliminala o indica una cartella più corta con --data-dir.", path)
		}
	}
	return a.makeDir(path)
}

package postgres

import (
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/cittaclick/cittaclick/internal/fault"
)

// logPrefix starts each line of the server's log. The SQLSTATE in it is how the
// reason of a failed start is told, in whatever words the server puts it.
const logPrefix = "%m [%p] %e "

// largestLog is the size beyond which a start puts the log aside.
const largestLog = 4 << 20

// leastSpace is the room without which PostgreSQL cannot go on: it takes disk
// by write-ahead segments of 16 MB.
const leastSpace = 16 << 20

// SQLSTATEs by which a server gives up starting.
const (
	stateLockFile = "F0001"
	stateDiskFull = "53100"
)

// errLockFile means that the server found the lock file of another one that
// still exists as a process, be it only as a zombie.
var errLockFile = errors.New("another server's lock file is in the way")

var fatalPattern = regexp.MustCompile(`(?m)\] ([0-9A-Z]{5}) (?:ERROR|FATAL|PANIC): `)

// openLog opens the server's log for the next start and tells where that
// start's lines will begin. The previous log is kept once.
func (s *server) openLog() (file *os.File, from int64, err error) {
	if info, err := os.Stat(s.log); err == nil && info.Size() > largestLog {
		if err := os.Rename(s.log, s.log+".1"); err != nil {
			return nil, 0, fmt.Errorf("put the server's log aside: %w", err)
		}
	}
	file, err = os.OpenFile(s.log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, 0, explainWrite(s.dir, "open the server's log", err)
	}
	from, err = file.Seek(0, io.SeekEnd)
	if err == nil && s.as.switched { // the same user may run the program itself another time
		err = file.Chown(int(s.as.uid), int(s.as.gid))
	}
	if err != nil {
		return nil, 0, errors.Join(explainWrite(s.dir, "open the server's log", err), file.Close())
	}
	return file, from, nil
}

// explainStart says why a server gave up starting, from what it logged since.
func (s *server) explainStart(from int64) error {
	said := s.logSince(from)
	cause := fmt.Errorf("start postgres: it logged: %s", said)
	states := fatalPattern.FindAllStringSubmatch(said, -1)
	for _, state := range states {
		switch state[1] {
		case stateLockFile:
			return fmt.Errorf("%w: %s", errLockFile, said)
		case stateDiskFull:
			return faultDiskFull(s.dir, cause)
		}
	}
	if diskFull(s.dir) { // then the log itself could not be written
		return faultDiskFull(s.dir, cause)
	}
	return fault.Wrap(fault.Unavailable, cause,
		"PostgreSQL non parte. Il motivo è in fondo al file %s.", s.log)
}

// logSince returns what the server logged from an offset on, at most 8 kB.
func (s *server) logSince(from int64) string {
	file, err := os.Open(s.log)
	if err != nil {
		return err.Error()
	}
	defer file.Close()
	text, err := io.ReadAll(io.NewSectionReader(file, from, 8<<10))
	if err != nil {
		return err.Error()
	}
	return strings.TrimSpace(string(text))
}

// explainWrite says what to do about a file under the data directory that could
// not be used.
func explainWrite(dir, doing string, err error) error {
	cause := fmt.Errorf("%s: %w", doing, err)
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return faultDiskFull(dir, cause)
	case errors.Is(err, syscall.ENOTDIR):
		return fault.Wrap(fault.Invalid, cause,
			"%s non è una cartella. Indica una cartella con --data-dir.", dir)
	case errors.Is(err, os.ErrPermission), errors.Is(err, syscall.EROFS):
		return fault.Wrap(fault.Forbidden, cause,
			"Non ho il permesso di scrivere nella cartella %s. Cambiane il proprietario, oppure indica un'altra cartella con --data-dir.", dir)
	}
	return cause
}

// diskFull tells whether the disk that holds dir has too little room for a
// server to run.
func diskFull(dir string) bool {
	var stat unix.Statfs_t
	if err := unix.Statfs(dir, &stat); err != nil {
		return false
	}
	//nolint:unconvert // the field's type differs between Linux and macOS
	return uint64(stat.Bavail)*uint64(stat.Bsize) < leastSpace
}

func faultDiskFull(dir string, cause error) error {
	return fault.Wrap(fault.Unavailable, cause,
		"Il disco che contiene %s è pieno. Libera spazio e riavvia: i dati già scritti non si perdono.", dir)
}

package main

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/cittaclick/cittaclick/nlu"
)

// weightsStore keeps what was learned from the base in a file that is named by
// the digest of the program: lexicon, base charter, analysis and training all
// stand in the program, so that no change of any of them can be forgotten
// (docs/decisions/0010). Several processes may use it at once.
type weightsStore struct {
	dir  string
	file string // empty: nothing is kept
}

const (
	weightsFiles = "weights-*"
	// keptWeights is how many files stay: of this program and a few others.
	keptWeights = 3
	// mostWeights bounds what is read; weights take some 80 MB.
	mostWeights = 256 << 20
)

// openWeights opens the store in a directory, or in the user's cache when none is
// named. A store of which the error tells why it keeps nothing can be used too.
func openWeights(dir string) (*weightsStore, error) {
	if dir == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			return &weightsStore{}, fmt.Errorf("find cache directory: %w", err)
		}
		dir = filepath.Join(cache, "cittaclick")
	}
	digest, err := programDigest()
	if err != nil {
		return &weightsStore{}, fmt.Errorf("read the program: %w", err)
	}
	return &weightsStore{dir: dir, file: filepath.Join(dir, "weights-"+digest)}, nil
}

// programDigest is the digest of the running program.
func programDigest() (_ string, err error) {
	path, err := os.Executable()
	if err != nil {
		return "", err
	}
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	h := sha256.New()
	if _, err := io.Copy(h, file); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// load returns the weights; false when there are none or the file is damaged.
func (s *weightsStore) load() (*nlu.Weights, bool) {
	if info, err := os.Stat(s.file); err != nil || info.Size() > mostWeights {
		return nil, false
	}
	data, err := os.ReadFile(s.file)
	if err != nil {
		return nil, false
	}
	weights, err := nlu.DecodeWeights(data)
	return weights, err == nil
}

// save writes the weights aside and renames them into place, so that nobody
// reads half of them, and deletes the oldest of other programs.
func (s *weightsStore) save(weights *nlu.Weights) (err error) {
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return err
	}
	file, err := os.CreateTemp(s.dir, weightsFiles)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(file.Name()))
		}
	}()
	_, err = file.Write(weights.Encode())
	if err := errors.Join(err, file.Close()); err != nil {
		return err
	}
	if err := os.Rename(file.Name(), s.file); err != nil {
		return err
	}
	s.prune()
	return nil
}

// prune deletes all files but the newest; what a process is writing is new. One
// that cannot be deleted is left to the next program.
func (s *weightsStore) prune() {
	names, _ := filepath.Glob(filepath.Join(s.dir, weightsFiles)) // fails for a malformed pattern only
	written := make(map[string]int64)
	for _, name := range names {
		if info, err := os.Stat(name); err == nil { // another process may have deleted it
			written[name] = info.ModTime().UnixNano()
		}
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Compare(written[b], written[a]) })
	for _, name := range names[min(keptWeights, len(names)):] {
		_ = os.Remove(name)
	}
}

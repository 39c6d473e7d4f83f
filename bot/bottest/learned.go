package bottest

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/cittaclick/cittaclick/nlu"
)

// learned is what the base teaches. The packages' tests are programs of their own:
// the first that learns keeps it under .cache for the others, filed by the digest of
// all sources that it depends on. Where it cannot be kept each learns by itself.
func learned(language *nlu.Base) (*nlu.Weights, error) {
	file, keeping := learnedFile()
	if data, err := os.ReadFile(file); keeping == nil && err == nil {
		if weights, err := nlu.DecodeWeights(data); err == nil {
			return weights, nil
		}
	}
	documents, err := BaseDocuments()
	if err != nil {
		return nil, err
	}
	weights := language.Learn(documents)
	if keeping == nil {
		_ = keep(file, weights.Encode()) // a disk that is full costs time only
	}
	return weights, nil
}

const learnedFiles = "learned-*"

// learnedFile names the file of what these sources learn.
func learnedFile() (string, error) {
	_, here, _, ok := runtime.Caller(0)
	root := filepath.Join(filepath.Dir(here), "..", "..")
	if !ok {
		return "", errors.New("find the sources")
	}
	h := sha256.New()
	for _, folder := range []string{"go.sum", "bot", "knowledge", "nlu"} {
		if err := filepath.WalkDir(filepath.Join(root, folder), func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir() && d.Name() == "testdata":
				return filepath.SkipDir
			case d.IsDir() || strings.HasSuffix(path, "_test.go"):
				return nil
			}
			return addFile(h, path)
		}); err != nil {
			return "", err
		}
	}
	name := strings.Replace(learnedFiles, "*", hex.EncodeToString(h.Sum(nil)), 1)
	return filepath.Join(root, ".cache", name), nil
}

// addFile adds a file's name, which sets it off from the one before, and content.
func addFile(h io.Writer, path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	_, err = h.Write(append([]byte("\x00"+path+"\x00"), data...))
	return err
}

// keep writes the file aside and renames it, since others may be reading it, and
// drops those of other sources.
func keep(file string, data []byte) error {
	folder := filepath.Dir(file)
	if err := os.MkdirAll(folder, 0o755); err != nil { //nolint:gosec // the project's own cache
		return err
	}
	old, err := filepath.Glob(filepath.Join(folder, learnedFiles))
	if err != nil {
		return err
	}
	aside, err := os.CreateTemp(folder, "learning-*")
	if err != nil {
		return err
	}
	_, err = aside.Write(data)
	if err = errors.Join(err, aside.Close()); err != nil {
		return errors.Join(err, os.Remove(aside.Name()))
	}
	for _, other := range old {
		_ = os.Remove(other)
	}
	return os.Rename(aside.Name(), file)
}

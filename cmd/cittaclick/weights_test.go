package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// learnedIn prepares the language with a cache directory, and says whether the
// base had to be learned and whether it could be kept.
func learnedIn(t *testing.T, dir string) (anew, kept bool) {
	t.Helper()
	var said bytes.Buffer
	if _, err := (languageFlags{CacheDir: dir}).languageFrom(console{err: &said}, 1); err != nil {
		t.Fatal(err)
	}
	return strings.Contains(said.String(), "base charter learned"), !strings.Contains(said.String(), "not kept")
}

func TestTheBaseIsLearnedOnce(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "not", "there", "yet")
	if anew, kept := learnedIn(t, dir); !anew || !kept {
		t.Errorf("at first: learned %v, kept %v; want both", anew, kept)
	}
	if anew, _ := learnedIn(t, dir); anew {
		t.Error("learned again, want it read")
	}
	store, err := openWeights(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(store.file, 1000); err != nil {
		t.Fatal(err)
	}
	if anew, kept := learnedIn(t, dir); !anew || !kept {
		t.Errorf("after damage: learned %v, kept %v; want both", anew, kept)
	}
	if _, ok := store.load(); !ok {
		t.Error("the damaged file was not replaced")
	}
}

func TestACacheThatCannotBeWrittenIsNoError(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "a file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if anew, kept := learnedIn(t, file); !anew || kept {
		t.Errorf("learned %v, kept %v; want learned and not kept", anew, kept)
	}
}

func TestOnlyTheNewestWeightsStay(t *testing.T) {
	t.Parallel()
	store := &weightsStore{dir: t.TempDir()}
	day := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	for i, name := range []string{"weights-1", "weights-2", "weights-3", "weights-4", "weights-5"} {
		path := filepath.Join(store.dir, name)
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, day, day.AddDate(0, 0, i)); err != nil {
			t.Fatal(err)
		}
	}
	foreign := filepath.Join(store.dir, "altro")
	if err := os.WriteFile(foreign, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	store.prune()
	left, err := filepath.Glob(filepath.Join(store.dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, path := range left {
		names = append(names, filepath.Base(path))
	}
	if got, want := strings.Join(names, " "), "altro weights-3 weights-4 weights-5"; got != want {
		t.Errorf("left %s, want %s", got, want)
	}
}

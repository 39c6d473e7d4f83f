package main

import (
	"io"
	"log"
	"os"
	"sync"
	"testing"

	"github.com/cittaclick/cittaclick/nlu"
)

// TestMain lets all commands of the tests share what the first of them learns,
// away from the cache of whoever runs them.
func TestMain(m *testing.M) {
	cache, err := os.MkdirTemp("", "cittaclick-cache-")
	if err != nil {
		log.Fatal(err)
	}
	if err := os.Setenv("CITTACLICK_CACHE_DIR", cache); err != nil {
		log.Fatal(err)
	}
	status := m.Run()
	if err := os.RemoveAll(cache); err != nil {
		log.Print(err)
	}
	os.Exit(status)
}

var learned = sync.OnceValues(func() (*nlu.Base, error) {
	return languageFlags{CacheDir: os.Getenv("CITTACLICK_CACHE_DIR")}.language(console{err: io.Discard})
})

// lexicon is the language with the base charter learned, once for all tests.
func lexicon(t testing.TB) *nlu.Base {
	t.Helper()
	language, err := learned()
	if err != nil {
		t.Fatal(err)
	}
	return language
}

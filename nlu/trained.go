package nlu

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"sync"
)

// trained are the models learned from one set of documents; they are only read.
type trained struct {
	heard  *aspectModel
	turns  *turnModel // nil when no talk was taught
	ranker *ranker
	bayes  *bayes
}

// memory keeps what was learned last. Most changes of a charter — hours, fees, a
// move — change no word that anything is learned from, and training again would
// take seconds for the same result.
type memory struct {
	mu      sync.Mutex
	learned []lesson // the last used first
}

type lesson struct {
	key    [sha256.Size]byte
	models trained
}

// rememberedLessons bounds the memory: today's charter and the one before.
const rememberedLessons = 2

// recall returns what was learned from the same documents, or learns it now.
// Whoever asks for the same meanwhile waits for it.
func (m *memory) recall(docs []Document, learn func() trained) trained {
	key := lessonKey(docs)
	m.mu.Lock()
	defer m.mu.Unlock()
	at := slices.IndexFunc(m.learned, func(l lesson) bool { return l.key == key })
	if at < 0 {
		m.learned = slices.Insert(m.learned, 0, lesson{key, learn()})
		m.learned = m.learned[:min(len(m.learned), rememberedLessons)]
		return m.learned[0].models
	}
	found := m.learned[at]
	m.learned = slices.Insert(slices.Delete(m.learned, at, at+1), 0, found)
	return found.models
}

// lessonKey is the digest of all of the documents that anything is learned from,
// in their order, on which the models' numbering depends.
func lessonKey(docs []Document) [sha256.Size]byte {
	h := sha256.New()
	for _, d := range docs {
		fmt.Fprintf(h, "%q %q %q %q %v\n", d.Target, d.Title, d.Aliases, d.FormerNames, d.Phrases)
	}
	return [sha256.Size]byte(h.Sum(nil))
}

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
	brief  *aspectModel // the same, for what goes on with a conversation
	also   *aspectModel // what is wanted besides
	turns  *turnModel   // nil when no talk was taught
	ranker *ranker
	counts counts
}

// learn trains what is learned from the phrases: all of it, or on a base that
// has learned only what the documents add. The models know nothing of each other
// and only read the rest, so that they are trained side by side.
func (u *Understander) learn(docs []Document) trained {
	var (
		all           sync.WaitGroup
		before, after trained
	)
	added := docs
	if w := u.base.weights; w != nil {
		before.heard, before.brief, before.also, before.turns, added = w.heard, w.brief, w.also, w.turns, w.untaught(docs)
	}
	forms := u.taughtForms(added)
	all.Go(func() { after.heard, after.brief, after.also = u.learnAspects(added, before) })
	all.Go(func() { after.turns = u.learnTurns(added, before.turns) })
	all.Go(func() { after.ranker = u.learnRanking(forms, docs) })
	all.Go(func() { after.counts = u.counted(forms) })
	all.Wait()
	return after
}

// taughtForm is a way of saying a target, as it is heard in a question.
type taughtForm struct {
	target int32
	tokens []token
}

// taughtForms lists all forms of the documents and, where the base has learned
// nothing yet, of the lexicon, and what is asked of no town hall.
func (u *Understander) taughtForms(docs []Document) []taughtForm {
	var out []taughtForm
	teach := func(target Target, text string) {
		if id, ok := u.index.ids[target]; ok && text != "" {
			out = append(out, taughtForm{id, u.heardIn(text)})
		}
	}
	for _, d := range docs {
		for _, text := range teaches(d) {
			teach(d.Target, text)
		}
	}
	if u.base.weights == nil {
		for _, f := range slices.Concat(u.base.forms, u.base.outside) {
			teach(f.target, f.text)
		}
	}
	return out
}

// heardIn reads the words of a text as those of a question.
func (u *Understander) heardIn(text string) []token {
	r := &reading{tokens: u.base.normaliser.tokens(text)}
	u.spell(r)
	return r.tokens
}

// teaches lists the texts that say a document; none of talk, but of what is out
// of scope.
func teaches(d Document) []string {
	var out []string
	if !d.Target.IsTalk() {
		for _, f := range documentForms(d) {
			out = append(out, f.text)
		}
	}
	if !d.Target.IsTalk() || d.Target == outsideTarget {
		for _, p := range d.Phrases {
			out = append(out, p.Text)
		}
	}
	return out
}

// memory keeps what was learned last. Most changes of a charter — hours, fees, a
// move — change no word that anything is learned from.
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
func (m *memory) recall(docs []Document, events []Event, learn func() trained) trained {
	key := lessonKey(docs, events)
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
// in their order, on which the models' numbering depends, and of the events: their
// words are right as they are, in what is learned too.
func lessonKey(docs []Document, events []Event) [sha256.Size]byte {
	h := sha256.New()
	for _, d := range docs {
		fmt.Fprintf(h, "%q %q %q %q %v\n", d.Target, d.Title, d.Aliases, d.FormerNames, d.Phrases)
	}
	for _, e := range events {
		fmt.Fprintf(h, "%q %q\n", e.Title, e.Aliases)
	}
	return [sha256.Size]byte(h.Sum(nil))
}

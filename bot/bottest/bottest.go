// Package bottest gives tests the demo municipality as the bot knows it, with the
// whole phrase bank learned and the real index: costly to make and immutable, so
// that the tests of a package share one.
package bottest

import (
	"sync"
	"testing"
	"time"
	_ "time/tzdata" // Europe/Rome, on a machine without it too

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/knowledge/base"
	"github.com/cittaclick/cittaclick/knowledge/demo"
	"github.com/cittaclick/cittaclick/knowledge/exchange"
	"github.com/cittaclick/cittaclick/nlu"
	"github.com/cittaclick/cittaclick/nlu/bleveindex"
)

// Valdoria returns the World of the demo municipality as of Monday 23 November
// 2026.
func Valdoria(t testing.TB) *bot.World {
	t.Helper()
	world, err := valdoria()
	if err != nil {
		t.Fatal(err)
	}
	return world
}

var valdoria = sync.OnceValues(func() (*bot.World, error) {
	rome, err := time.LoadLocation("Europe/Rome")
	if err != nil {
		return nil, err
	}
	facts, err := exchange.Load(base.FS, demo.FS)
	if err != nil {
		return nil, err
	}
	charter, err := knowledge.NewCharter(facts, rome)
	if err != nil {
		return nil, err
	}
	language, err := Language()
	if err != nil {
		return nil, err
	}
	day := knowledge.NewDate(2026, time.November, 23)
	documents := bot.Documents(charter, day)
	index, err := bleveindex.New(language.Fields(documents))
	if err != nil {
		return nil, err
	}
	understander, err := nlu.New(documents, index, language, bot.Events(charter, day)...)
	return &bot.World{Charter: charter, Understander: understander, Directory: bot.NewDirectory(documents)}, err
})

// Language is Italian with the base charter learned, as the program has it.
var Language = sync.OnceValues(func() (*nlu.Base, error) {
	language, err := nlu.NewBase()
	if err != nil {
		return nil, err
	}
	weights, err := learned(language)
	if err != nil {
		return nil, err
	}
	return language.With(weights), nil
})

// BaseDocuments are what the program's language learns from.
func BaseDocuments() ([]nlu.Document, error) {
	facts, err := exchange.Load(base.FS)
	if err != nil {
		return nil, err
	}
	return bot.BaseDocuments(facts), nil
}

package main

import (
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/knowledge/base"
	"github.com/cittaclick/cittaclick/knowledge/exchange"
	"github.com/cittaclick/cittaclick/nlu"
)

// languageFlags say where what the assistant has learned is kept.
type languageFlags struct {
	CacheDir string `name:"cache-dir" type:"path" placeholder:"CARTELLA" help:"Cartella in cui tenere ciò che l'assistente impara dalla base, per partire prima; si può cancellare. Se manca, quella prevista dal sistema."`
}

// language is what derives from Italian and the base charter alone: one value
// that all instances of a process share (design, decision 12). It is learned once
// for each program; where that cannot be kept, each start takes seconds longer.
func (f languageFlags) language(con console) (*nlu.Base, error) {
	return f.languageFrom(con, allPhrases)
}

// languageFrom is language from so many phrases a target at most, unless it was kept
// before.
func (f languageFlags) languageFrom(con console, phrases int) (*nlu.Base, error) {
	log := slog.New(slog.NewTextHandler(con.err, nil))
	lexicon, err := nlu.NewBase()
	if err != nil {
		return nil, err
	}
	store, keeping := openWeights(f.CacheDir)
	if weights, ok := store.load(); ok {
		return lexicon.With(weights), nil
	}
	began := time.Now()
	limit := debug.SetMemoryLimit(-1) // asks only
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(min(limit, learningMemory)))
	weights, err := learnBase(lexicon, phrases)
	if err != nil {
		return nil, err
	}
	log.Info("base charter learned", "took", time.Since(began).Round(time.Millisecond))
	if keeping == nil {
		keeping = store.save(weights)
	}
	if keeping != nil {
		log.Warn("what was learned is not kept, and every start takes seconds longer: see --cache-dir", "error", keeping)
	}
	debug.FreeOSMemory() // what learning took is not needed again
	return lexicon.With(weights), nil
}

// learningMemory is from how many bytes on learning collects what it left behind
// more often: a small server has 1 GB for all there is.
const learningMemory = 400 << 20

// allPhrases sets no limit to the phrases that are learned.
const allPhrases = 0

// learnBase trains on the base charter that the program ships, with so many
// phrases a target at most.
func learnBase(lexicon *nlu.Base, phrases int) (*nlu.Weights, error) {
	facts, err := exchange.Load(base.FS)
	if err != nil {
		return nil, fmt.Errorf("load base charter: %w", err)
	}
	documents := bot.BaseDocuments(facts)
	if phrases != allPhrases {
		documents = bot.Thin(documents, phrases)
	}
	return lexicon.Learn(documents), nil
}

package main

import (
	"sync"

	"github.com/cittaclick/cittaclick/nlu"
)

// language is what derives from Italian and the base lexicon alone: one value
// that all instances of a process share (design, decision 12), and what is
// learned on top of it with it.
var language = sync.OnceValues(nlu.NewBase)

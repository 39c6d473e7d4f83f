package nlu

import "slices"

// Weights are what a Base has learned from the documents that all municipalities
// have in common, whichever of them a charter then publishes. They never change;
// an Understander adds to them what its own documents say otherwise.
//
// They hold for the program that learned them: any change of the lexicon, the
// analysis or the documents makes others.
type Weights struct {
	heard   *aspectModel
	brief   *aspectModel // on top of heard
	also    *aspectModel // what is wanted besides
	turns   *turnModel   // nil when no talk was taught
	ranking *rankWeights
	counts  counts
	targets []Target        // as the ranking and the counts number them
	taught  map[uint64]bool // digests of all that was learned
}

// Learn trains on documents, which takes seconds. It always comes to the same.
func (b *Base) Learn(docs []Document) *Weights {
	untaught := *b
	untaught.weights = nil
	index := b.newExemplarIndex(things(docs))
	u := &Understander{base: &untaught, index: index, speller: newSpeller(index.words, b.spellingWords())}
	learned := u.learn(docs)
	return &Weights{
		heard: learned.heard, brief: learned.brief, also: learned.also, turns: learned.turns, ranking: learned.ranker.layers[0].rankWeights,
		counts: learned.counts, targets: index.targets, taught: lessonDigests(docs),
	}
}

// With returns a Base that has learned the weights. An Understander of one that
// has not learns all of its own documents.
func (b *Base) With(w *Weights) *Base {
	taught := *b
	taught.weights, taught.memory = w, &memory{}
	return &taught
}

// columns numbers the targets of the weights as a charter does.
func (w *Weights) columns(charter *exemplarIndex) []int32 {
	out := make([]int32, len(w.targets))
	for i, t := range w.targets {
		id, ok := charter.ids[t]
		if !ok {
			id = absent
		}
		out[i] = id
	}
	return out
}

// untaught leaves of the documents what was not learned: what the municipality
// calls its services and offices, the phrases of its own.
func (w *Weights) untaught(docs []Document) []Document {
	var out []Document
	for _, d := range docs {
		fresh := Document{Target: d.Target}
		taught := func(name string) bool { return w.taught[lessonDigest(d.Target, name, nil)] }
		if !taught(d.Title) {
			fresh.Title = d.Title
		}
		fresh.Aliases = slices.DeleteFunc(slices.Clone(d.Aliases), taught)
		fresh.FormerNames = slices.DeleteFunc(slices.Clone(d.FormerNames), taught)
		fresh.Phrases = slices.DeleteFunc(slices.Clone(d.Phrases), func(p Phrase) bool {
			return w.taught[lessonDigest(d.Target, p.Text, p.Aspects)]
		})
		out = append(out, fresh)
	}
	return out
}

// lessonDigests are the digests of all that the documents teach.
func lessonDigests(docs []Document) map[uint64]bool {
	out := make(map[uint64]bool)
	for _, d := range docs {
		out[lessonDigest(d.Target, d.Title, nil)] = true
		for _, name := range slices.Concat(d.Aliases, d.FormerNames) {
			out[lessonDigest(d.Target, name, nil)] = true
		}
		for _, p := range d.Phrases {
			out[lessonDigest(d.Target, p.Text, p.Aspects)] = true
		}
	}
	return out
}

// lessonDigest tells apart what is taught of a target: a name or a phrase, with
// what it asks.
func lessonDigest(target Target, text string, aspects []Aspect) uint64 {
	words := make([]string, 0, 2+aspectsAtMost)
	words = append(words, string(target), text)
	for _, a := range aspects {
		words = append(words, string(a))
	}
	return featureKey(featLesson, words...)
}

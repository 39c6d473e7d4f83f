// Package nlu understands a citizen's sentence in Italian: which service,
// office or other body's matter it is about (the target), what is being asked
// of it (the aspects), on which day, and how sure that reading is.
//
// An Utterance goes through one pipeline, each step a small type of its own:
//
//	normalise → emergency, language → aspects, smalltalk, status (frames)
//	          → spelling → stems → candidates (lexicon, exemplars, retriever,
//	            learned ranking)
//	          → confidence → decision (answer, clarify, unknown)
//
// Vocabulary. A Document is what may be answered about. An exemplar is one way
// of saying a document: its title, an alias, a phrase of the phrase bank, a
// form of the citizens' lexicon. A frame is a pattern of words that shows an
// aspect ("quanto costa") and not a topic. A Base is what derives from the
// Italian language and the base lexicon alone, shared by all municipalities;
// an Understander adds the documents of one charter to it.
//
// Three small linear models are trained, always in the same order: what is asked
// (aspects_learned.go), what sort of turn it is (turns.go), and which target the
// words lean to (ranker.go). A Base learns once what all municipalities have in
// common (weights.go); an Understander adds what its charter says besides.
//
// The package does no I/O beyond its own embedded lexicon, never reads the
// clock (Query.Now is given), keeps no state between questions (the last
// turn's focus comes with the Query) and never composes words for a person.
// The same Query always gives the same Understanding.
package nlu

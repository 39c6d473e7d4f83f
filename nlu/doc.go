// Package nlu understands a citizen's sentence in Italian: which service,
// office or other body's matter it is about (the target), what is being asked
// of it (the aspects), on which day, and how sure that reading is.
//
// An Utterance goes through one pipeline, each step a small type of its own:
//
//	normalise → language → spelling → stems → time, emergency, aspects
//	          → smalltalk, status, choice of what was offered: may end it
//	          → candidates (forms, learned and counted words) → opinions of them
//	          → ties to what the conversation is about
//	          → decision (answer, clarify, unknown) → life event, talk
//
// What nothing is found for may still be guessed at, by the full text of the
// charter (Retriever).
//
// Vocabulary. A Document is what may be answered about. An exemplar is one way
// of saying a document by name: its title, an alias, a form of the citizens'
// lexicon; the phrases of the phrase bank are only learned from. A frame is a
// pattern of words that shows an aspect ("quanto costa") and not a topic. A Base
// is what derives from the Italian language and the base lexicon alone, shared by
// all municipalities; an Understander adds the documents of one charter to it.
//
// Small models are trained, each always in the same order: what is asked, at first
// and in the middle of a conversation (aspects_learned.go), what sort of turn it is
// (turns.go), which target the words lean to (ranker.go) and how often each says
// them (bayes.go). What they and the forms say is an opinion (fuse.go); what binds
// a candidate to the conversation, a tie (ties.go); both are weighed into the
// probabilities that the decision rests on (decide.go). A Base learns once what
// all municipalities have in common (weights.go); an Understander adds what its
// charter says besides.
//
// The package does no I/O beyond its own embedded lexicon, never reads the
// clock (Query.Now is given), keeps no state between questions (what the
// conversation was about comes with the Query) and never composes words for a
// person. The same Query always gives the same Understanding.
package nlu

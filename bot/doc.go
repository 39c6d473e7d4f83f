// Package bot is the dialogue engine: a message and the state of its
// conversation in, a reply and the next state out. It composes answers from the
// charter's fields and guides dialogues; every channel speaks through it.
//
// It never renders: a reply is blocks that a channel turns into its own medium.
// It never invents: a sentence about a service is made of the charter's facts,
// with their source and date, and the same question gets the same answer. It
// does no I/O of its own: what it needs to keep goes through the interfaces in
// needs.go.
//
// # Vocabulary
//
// A turn is one message and its reply. The World is the charter and the
// understanding that belongs to it, swapped whole; a turn uses one World from
// start to end. An Ending says how a turn ended; no path leaves the citizen
// without a sentence.
package bot

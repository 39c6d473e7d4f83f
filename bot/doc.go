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
// without a sentence. The topic of a conversation is what it was last about: a
// follow-up is read by it, and it fades after half an hour of silence.
//
// # A turn
//
//	message ─▶ wait for the turns before ─▶ find the conversation ─▶ seen before? ──▶ the same reply
//	                (order.go)               memory, then storage          │ no
//	                                             (keeper.go)               ▼
//	            reply ◀─ keep the state ◀─ compose (answer*.go) ◀─ understand (nlu), or
//	                     memory, storage   from the charter        read the button (action.go)
//
// # Invariants
//
// Turns of one conversation happen one after another, in the order in which
// they came. An update of a channel is acted on once: repeated, it gets the same
// reply and changes nothing. A conversation is named by 128 random bits that
// the server made; any other name begins a new one. All text is masked (mask.go)
// before it is kept, nothing is kept longer than Retention, and a conversation
// that a citizen asks to forget is deleted (forget.go).
//
// # When something fails
//
// A storage that does not answer within 100 ms costs the citizen nothing: the
// turn goes on from memory, the state is owed and written in the background,
// more and more rarely, until the storage answers again (flush.go). Questions
// for review wait in a queue. Memory is bounded; what it cannot hold is counted
// in Dropped. What the storage will never take is dropped and counted too.
// Without a charter there is no answer: fault.Unavailable.
package bot

package nlu

import (
	"slices"
	"time"
)

// Query is one question with what is needed to read it.
type Query struct {
	Text    Utterance
	Now     time.Time // the instant of the question, in Europe/Rome
	Context Context
}

// Context is what the conversation was about when the question came. The zero
// value is a conversation that begins.
type Context struct {
	Focus   Target   // what was last answered about, or an application was about
	Aspects []Aspect // what was last asked of it
	Offered []Target // what was last offered to choose from, in order
	Former  []Target // what was answered about before the focus, the latest first
}

// Decision is what to do with a reading.
type Decision string

// The decisions.
const (
	DecideAnswer  Decision = "answer"
	DecideClarify Decision = "clarify" // ask back among the alternatives
	DecideUnknown Decision = "unknown" // say so
)

// Emergency is a danger told in the message; it goes before any answer.
type Emergency string

// The emergencies.
const (
	EmergencyNone     Emergency = ""
	EmergencyCall112  Emergency = "112"
	EmergencyViolence Emergency = "1522" // 112 as well
)

// Reason says why nothing is answered.
type Reason string

// The reasons of DecideUnknown.
const (
	ReasonNone     Reason = ""
	ReasonEmpty    Reason = "empty"    // no word was written
	ReasonLanguage Reason = "language" // not Italian
	ReasonOutside  Reason = "outside"  // recognised as no matter of a municipality
	ReasonNoMatch  Reason = "no-match" // nothing of the charter is near enough
	ReasonGarbled  Reason = "garbled"  // no word of any language that is known
)

// Correction is a word that was read as another one.
type Correction struct {
	From, To string
	// Topic says that the word is among those that tell what the question is about:
	// who asks ought to see how it was read.
	Topic bool
}

// Understanding is how a question was read.
type Understanding struct {
	Target       Target // TargetClarify and TargetOOS by the decision
	Aspects      []Aspect
	Besides      []Aspect // of Aspects, what may only be meant: to be told in brief
	Confidence   float64  // of the best candidate, 0 to 1
	Decision     Decision
	Alternatives []Candidate // to clarify: what to offer; else the runners-up
	When         When
	Language     string // ISO 639-1
	Emergency    Emergency
	Corrections  []Correction
	FollowUp     bool   // about what was talked about or offered
	About        Target // of a question about an application: what was applied for, where it says so
	Told         bool   // a situation is told; what is asked of it was not put in words
	Courtesy     Target // smalltalk that came along with a question
	Reason       Reason
	Event        string // slug of the life event that is asked about as a whole, else empty
}

// Surely lists the aspects that are asked for sure.
func (u Understanding) Surely() []Aspect {
	return slices.DeleteFunc(slices.Clone(u.Aspects), func(a Aspect) bool { return slices.Contains(u.Besides, a) })
}

// WeightedTerm is a stem to search for.
type WeightedTerm struct {
	Stem   string
	Weight float64
}

// Hit is a document that a Retriever found.
type Hit struct {
	Target Target
	Score  float64 // above zero; comparable within one answer only
}

// Retriever finds documents by their text. Hits come best first, equal scores
// in the order of their targets, at most limit of them; the same terms always
// give the same hits. An error means that the index cannot be read; the
// question is then understood without it.
type Retriever interface {
	Retrieve(terms []WeightedTerm, limit int) ([]Hit, error)
}

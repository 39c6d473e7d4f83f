package bot

import (
	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

// Reply is what the assistant says in one turn, for any channel.
type Reply struct {
	Conversation ConversationID
	Language     string // ISO 639-1 of the blocks
	// Understanding is the reading that produced the reply.
	Understanding nlu.Understanding
	Blocks        []Block
	Ending        Ending
	// Source is the page that the answer is taken from, as a path of the site
	// ("/servizi/carta-identita"); empty when it is about nothing in the charter.
	Source string
	// UpdatedOn is when what was answered was last changed or confirmed; zero
	// with an empty Source.
	UpdatedOn knowledge.Date
	// Explanation is there when the message asked for it and was written in words.
	Explanation *Explanation
}

// Ending says how a turn ended.
type Ending string

// The endings.
const (
	EndAnswered          Ending = "answered"
	EndClarification     Ending = "clarification"
	EndSmalltalk         Ending = "smalltalk"
	EndUnknownNoMatch    Ending = "unknown-no-match"
	EndUnknownOtherBody  Ending = "unknown-other-body"    // another body's matter: the citizen is sent there
	EndUnknownMissing    Ending = "unknown-missing-field" // the service is known, the charter has no such fact
	EndUnknownOutOfScope Ending = "unknown-out-of-scope"
	EndUnknownLanguage   Ending = "unknown-language"
)

// Block is one piece of a reply. The kinds are those below and no others, so
// that a channel can switch over them.
type Block interface{ block() }

// Paragraph is a sentence or a few.
type Paragraph struct {
	Text string
	// Urgent marks what must be seen first: an emergency number.
	Urgent bool
}

// Facts is a list of labelled values.
type Facts struct{ Facts []Fact }

// Fact is one labelled value. Unconfirmed ones are shown with "da confermare
// con l'ufficio".
type Fact struct {
	Label, Value string
	Unconfirmed  bool
}

// List is an unordered list under a title.
type List struct {
	Title string
	Items []string
}

// Steps is an ordered list under a title.
type Steps struct {
	Title string
	Items []string
}

// Map is a place to be shown on a map.
type Map struct {
	Title               string
	Address             string
	Latitude, Longitude float64
}

// Link leads to a page: an absolute URL, or a path of the site.
type Link struct{ Title, URL string }

// File is something to download.
type File struct{ Title, URL, MediaType string }

// Buttons are choices; at most a handful.
type Buttons struct{ Buttons []Button }

// Button is one choice. Its action is at most 64 ASCII bytes (Telegram's
// limit), says all that is needed and refers to no stored state, so that an old
// button still works after an upgrade: see action.go.
type Button struct{ Title, Action string }

func (Paragraph) block() {}
func (Facts) block()     {}
func (List) block()      {}
func (Steps) block()     {}
func (Map) block()       {}
func (Link) block()      {}
func (File) block()      {}
func (Buttons) block()   {}

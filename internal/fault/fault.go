// Package fault names the kinds of error that every layer agrees on.
//
// A kind tells a channel which status and which words to use; the message for
// people travels with the error, the cause stays wrapped beneath it and is
// only ever logged. The package knows no domain, no transport and no database.
package fault

import (
	"errors"
	"fmt"
)

// The kinds. Test for them with errors.Is.
var (
	// Invalid: what was given breaks a rule; the message says which and what to do.
	Invalid = errors.New("invalid")
	// NotFound: the thing named does not exist, or not on the day asked about.
	NotFound = errors.New("not found")
	// Conflict: the act is right in itself but meets another one (a second
	// editor, a range already taken, a lock held by somebody else).
	Conflict = errors.New("conflict")
	// Forbidden: whoever asks may not do this.
	Forbidden = errors.New("forbidden")
	// Gone: the thing existed and has ended for good.
	Gone = errors.New("gone")
	// Unavailable: a part that is needed cannot be reached now; trying later may help.
	Unavailable = errors.New("unavailable")
)

// Error is an error of a known kind with words that may be shown to a person.
type Error struct {
	Kind    error  // one of the kinds above
	Message string // for people; says what to do; never holds internals
	Cause   error  // for the log; may be nil
}

// New returns an error of kind with a message for people.
func New(kind error, format string, args ...any) error {
	return &Error{Kind: kind, Message: fmt.Sprintf(format, args...)}
}

// Wrap returns an error of kind with a message for people and its cause.
func Wrap(kind, cause error, format string, args ...any) error {
	return &Error{Kind: kind, Message: fmt.Sprintf(format, args...), Cause: cause}
}

// Error joins the message with its cause, for logs.
func (e *Error) Error() string {
	if e.Cause != nil {
		return e.Message + ": " + e.Cause.Error()
	}
	return e.Message
}

// Unwrap lets errors.Is find both the kind and the cause.
func (e *Error) Unwrap() []error {
	if e.Cause != nil {
		return []error{e.Kind, e.Cause}
	}
	return []error{e.Kind}
}

// Message returns the words for people of the outermost Error in err's chain,
// and false when err carries none, in which case a channel uses its own.
func Message(err error) (string, bool) {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Message, true
	}
	return "", false
}

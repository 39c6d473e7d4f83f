package knowledge

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"
)

// Optional is one field of a facet that may be layered. It has three states:
// unset (nothing is said: the local layer inherits, a page says nothing), not
// provided (it is said that there is none: no fee, no deadline), or a value.
// The zero value is unset.
type Optional[T any] struct {
	state optionalState
	Value T // meaningful only when Provided
}

type optionalState uint8

const (
	unset optionalState = iota
	notProvided
	provided
)

// Some returns a field that holds v.
func Some[T any](v T) Optional[T] { return Optional[T]{state: provided, Value: v} }

// NotProvided returns a field of which it is known that there is nothing
// ("non previsto").
func NotProvided[T any]() Optional[T] { return Optional[T]{state: notProvided} }

// Set reports whether anything is said, a value or "not provided".
func (o Optional[T]) Set() bool { return o.state != unset }

// Provided reports whether there is a value.
func (o Optional[T]) Provided() bool { return o.state == provided }

// None reports whether it is said that there is nothing.
func (o Optional[T]) None() bool { return o.state == notProvided }

// MarkNotProvided makes the field "not provided". Storage calls it for the
// fields whose names stand in a row's not_provided column.
func (o *Optional[T]) MarkNotProvided() { *o = NotProvided[T]() }

// MarkProvided makes the field hold what its Value is. Readers that know a field
// only by reflection call it.
func (o *Optional[T]) MarkProvided() { o.state = provided }

// MarshalJSON writes the value, or null for both other states: which of the two
// it is travels beside the document (see MarkNotProvided).
func (o Optional[T]) MarshalJSON() ([]byte, error) {
	if !o.Provided() {
		return []byte("null"), nil
	}
	return json.Marshal(o.Value)
}

// UnmarshalJSON reads a value; null leaves the field unset.
func (o *Optional[T]) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		*o = Optional[T]{}
		return nil
	}
	var v T
	if text, ok := any(&v).(*string); ok && plainString(data) {
		*text = string(data[1 : len(data)-1])
	} else if err := json.Unmarshal(data, &v); err != nil {
		return err
	}
	*o = Some(v)
	return nil
}

// plainString reports whether data is a JSON string that stands for itself:
// most texts are, and reading them so spares the decoder a second pass over
// every text of the charter.
func plainString(data []byte) bool {
	return len(data) >= 2 && data[0] == '"' && bytes.IndexByte(data, '\\') < 0 && utf8.Valid(data)
}

// Item is what every entry of a keyed list has: a key that is stable over time
// and unique in its list, by which the local layer replaces or removes it.
type Item struct {
	Key     string `json:"key" yaml:"chiave"`
	Removed bool   `json:"removed,omitempty" yaml:"togli,omitempty"` // only in the local layer
}

// ItemKey returns the entry's key.
func (i Item) ItemKey() string { return i.Key }

// ItemRemoved reports whether the entry takes the base's one away.
func (i Item) ItemRemoved() bool { return i.Removed }

// Keyed is an entry of a list that layers can merge.
type Keyed interface {
	ItemKey() string
	ItemRemoved() bool
}

// Source says where a legal figure was read and whether it was verified. An
// unverified figure is shown with "da confermare con l'ufficio" and never used
// to compute a deadline.
type Source struct {
	Cite       string `json:"source,omitempty" yaml:"fonte,omitempty"`
	VerifiedOn *Date  `json:"verified_on,omitempty" yaml:"verificato_il,omitempty"`
	Unverified bool   `json:"unverified,omitempty" yaml:"verifica,omitempty"`
	ToFill     bool   `json:"to_fill,omitempty" yaml:"da_definire,omitempty"` // each municipality sets it
}

// Package channels is the door through which the wiring reaches what the HTTP
// channels share: the face that all of them are mounted on. The kit itself is
// internal to the channels; this package adds nothing to it.
package channels

import "github.com/cittaclick/cittaclick/channels/internal/httpkit"

// Face is all that the program shows over HTTP.
type Face = httpkit.Face

// Config is what a Face is made of.
type Config = httpkit.Config

// Status is how the program is, as /readyz and /metrics tell it.
type Status = httpkit.Status

// NewFace returns a face that answers /healthz, /readyz and /metrics; channels
// mount their routes on it before it serves.
func NewFace(config Config) *Face { return httpkit.New(config) }

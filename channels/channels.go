// Package channels is the door through which the wiring reaches what the HTTP
// channels share: it names the Face and its parts outside this folder. It adds
// nothing to them; the channels stand in the packages beneath.
package channels

import "github.com/cittaclick/cittaclick/channels/internal/httpkit"

type (
	// Face is all that the program shows over HTTP; channels are mounted on it.
	Face = httpkit.Face
	// Config is what a Face is made of.
	Config = httpkit.Config
	// Status is how the program is, for /readyz and /metrics.
	Status = httpkit.Status
)

// NewFace returns a Face that answers /healthz, /readyz and /metrics.
func NewFace(config Config) *Face { return httpkit.New(config) }

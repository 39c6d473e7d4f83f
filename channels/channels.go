// Package channels is the door through which the wiring reaches what the HTTP
// channels share: the face that all of them are mounted on, and how their pages
// look. The kit itself is internal to the channels; this package adds nothing to
// it.
package channels

import (
	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
	"github.com/cittaclick/cittaclick/channels/internal/look"
)

// Face is all that the program shows over HTTP.
type Face = httpkit.Face

// Config is what a Face is made of.
type Config = httpkit.Config

// Status is how the program is, as /readyz and /metrics tell it.
type Status = httpkit.Status

// NewFace returns a face that answers /healthz, /readyz and /metrics; channels
// mount their routes on it before it serves.
func NewFace(config Config) *Face { return httpkit.New(config) }

// Look is how the municipality's pages look.
type Look = look.Look

// Brand is the municipality's coat of arms and colour.
type Brand = look.Brand

// NewBrand checks the settings: arms in SVG or PNG, nil for a plain shield, and a
// colour like #0066cc, empty for Bootstrap Italia's. The error is fault.Invalid,
// in words for the installer.
func NewBrand(arms []byte, colour string) (Brand, error) { return look.NewBrand(arms, colour) }

// NewLook publishes on the face what all pages link to.
func NewLook(face *Face, brand Brand) (Look, error) { return look.Publish(face, brand) }

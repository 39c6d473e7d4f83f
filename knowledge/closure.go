package knowledge

import (
	"cmp"
	"slices"
)

// OwnerKind is the kind of what has hours or is closed.
type OwnerKind string

// The kinds of owner, from the narrowest to the widest.
const (
	OwnerSchedule     OwnerKind = "orario"
	OwnerService      OwnerKind = "servizio" // the service's own desk
	OwnerOffice       OwnerKind = "ufficio"
	OwnerBuilding     OwnerKind = "sede"
	OwnerMunicipality OwnerKind = "comune" // everything; ID is empty
)

// HoursOwner names what has hours or what a closure hits.
type HoursOwner struct {
	Kind OwnerKind `json:"kind"`
	ID   string    `json:"id,omitzero"`
}

// ClosureKind tells a closed day from one with other hours.
type ClosureKind string

// The kinds of closure.
const (
	ClosureClosed  ClosureKind = "chiuso"
	ClosureSpecial ClosureKind = "speciale" // open, with the intervals given
)

// ClosureID names a closure: it never changes.
type ClosureID string

// Closure is an exception to the weekly hours on some days: closed (patrono,
// sciopero, lavori) or with special hours (elezioni, aperture straordinarie).
type Closure struct {
	ID     ClosureID   `json:"id"`
	Reason string      `json:"reason"` // for people: "assemblea sindacale"
	Kind   ClosureKind `json:"kind"`
	Days   Range       `json:"days"`
	// Intervals replace the weekly hours, for ClosureSpecial only.
	Intervals []Interval `json:"intervals,omitempty"`
	// Targets are what it hits, with all that stands inside: a building closes
	// the offices in it, the municipality closes everything.
	Targets []HoursOwner `json:"targets"`
	// Exempt stay as usual nonetheless (servizi essenziali, L. 146/1990).
	Exempt []HoursOwner `json:"exempt,omitempty"`
}

// ClosuresFor returns the closures that decide the day for an owner, the
// deciding one first. The chain says where the owner stands, from the narrowest
// to the widest: its schedule, its office, its building, the municipality. A
// closure of something narrower goes before one of something wider, so that an
// office may open exceptionally in a closed building; at the same width the
// one for fewer days goes first, being the more precise.
func ClosuresFor(all []Closure, day Date, chain []HoursOwner) []Closure {
	type hit struct {
		width   int
		closure Closure
	}
	var hits []hit
	for _, c := range all {
		if !c.Days.Contains(day) || meets(c.Exempt, chain) >= 0 {
			continue
		}
		if width := meets(c.Targets, chain); width >= 0 {
			hits = append(hits, hit{width, c})
		}
	}
	slices.SortFunc(hits, func(a, b hit) int {
		return cmp.Or(
			cmp.Compare(a.width, b.width),
			cmp.Compare(a.closure.Days.length(), b.closure.Days.length()),
			cmp.Compare(a.closure.ID, b.closure.ID),
		)
	})
	closures := make([]Closure, len(hits))
	for i, h := range hits {
		closures[i] = h.closure
	}
	return closures
}

// meets returns the position in the chain of the narrowest owner listed, -1
// when none is.
func meets(owners, chain []HoursOwner) int {
	return slices.IndexFunc(chain, func(o HoursOwner) bool { return slices.Contains(owners, o) })
}

// length returns the number of days, very large when an end is open.
func (r Range) length() int64 { return int64(r.To) - int64(r.From) }

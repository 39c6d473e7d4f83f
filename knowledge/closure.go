package knowledge

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cittaclick/cittaclick/internal/fault"
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
	Kind OwnerKind
	ID   string // the slug
}

// Municipality is the owner that holds all others.
func Municipality() HoursOwner { return HoursOwner{Kind: OwnerMunicipality} }

// ParseHoursOwner reads "comune" or, with a slug, "sede:SLUG", "ufficio:SLUG",
// "servizio:SLUG", "orario:SLUG".
func ParseHoursOwner(s string) (HoursOwner, error) {
	kind, id, _ := strings.Cut(s, ":")
	o := HoursOwner{Kind: OwnerKind(kind), ID: id}
	switch o.Kind {
	case OwnerMunicipality:
		if s == kind {
			return o, nil
		}
	case OwnerBuilding, OwnerOffice, OwnerService, OwnerSchedule:
		if id != "" {
			return o, nil
		}
	}
	return HoursOwner{}, fault.New(fault.Invalid,
		"%q non indica a chi si applica: si scrive comune, sede:SLUG, ufficio:SLUG, servizio:SLUG o orario:SLUG", s)
}

// String writes the owner as ParseHoursOwner reads it.
func (o HoursOwner) String() string {
	if o.ID == "" {
		return string(o.Kind)
	}
	return string(o.Kind) + ":" + o.ID
}

// MarshalText writes the owner as String does.
func (o HoursOwner) MarshalText() ([]byte, error) { return []byte(o.String()), nil }

// UnmarshalText reads what ParseHoursOwner reads.
func (o *HoursOwner) UnmarshalText(text []byte) error {
	parsed, err := ParseHoursOwner(string(text))
	if err != nil {
		return err
	}
	*o = parsed
	return nil
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

// Validate reports the first thing wrong with the closure, saying what is
// expected.
func (c Closure) Validate() error {
	switch {
	case c.Kind != ClosureClosed && c.Kind != ClosureSpecial:
		return fault.New(fault.Invalid, "tipo %q sconosciuto: è chiuso o speciale", string(c.Kind))
	case c.Days.Empty():
		return fault.New(fault.Invalid, "l'ultimo giorno viene prima del primo")
	case len(c.Targets) == 0:
		return fault.New(fault.Invalid, "manca a chi si applica: comune, o sedi, uffici, servizi, orari")
	case c.Kind == ClosureSpecial && len(c.Intervals) == 0:
		return fault.New(fault.Invalid, "un'apertura speciale ha i suoi orari; senza orari è una chiusura")
	case c.Kind == ClosureClosed && len(c.Intervals) > 0:
		return fault.New(fault.Invalid, "una chiusura non ha orari; con altri orari è di tipo speciale")
	}
	for _, i := range c.Intervals {
		if err := i.Validate(); err != nil {
			return err
		}
	}
	return nil
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
	for i := range all {
		c := &all[i]
		if !c.Days.Contains(day) || meets(c.Exempt, chain) >= 0 {
			continue
		}
		if width := meets(c.Targets, chain); width >= 0 {
			hits = append(hits, hit{width, *c})
		}
	}
	slices.SortFunc(hits, func(a, b hit) int {
		return cmp.Or(
			cmp.Compare(a.width, b.width),
			cmp.Compare(a.closure.Days.length(), b.closure.Days.length()),
			cmp.Compare(a.closure.ID, b.closure.ID),
		)
	})
	if len(hits) == 0 {
		return nil
	}
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

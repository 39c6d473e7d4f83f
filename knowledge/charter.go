package knowledge

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// Charter (carta dei servizi) is the immutable snapshot from which every
// question is answered: all that is true from three months back to some four
// hundred days ahead. It answers for a day through On, so that hours and next openings
// use the facts of the day they speak of, coming changes are visible
// beforehand, and midnight needs no database.
//
// A Charter is safe for concurrent use. What it returns must not be altered.
type Charter struct {
	version      ChangeID
	loc          *time.Location
	municipality Timeline[*MunicipalityProfile]
	holidays     HolidayCalendar
	closures     []Closure
	acts         map[ActID]ActRecord
	schedules    courses[*Schedule]
	buildings    courses[*Building]
	rooms        courses[*Room]
	offices      courses[*Office]
	people       courses[*Person]
	services     courses[*Service]
	matters      courses[*Matter]
	events       courses[*LifeEvent]
	phrases      []Phrase
}

// courses are the timelines of all subjects of a kind, each row the thing as it
// stands on those days with all its facets put together.
type courses[T any] struct {
	bySlug map[string]Timeline[T]
	slugs  []string // sorted
}

// CharterAhead is how many days ahead a charter knows.
const CharterAhead = 400

// CharterBehind is how many days back a charter knows, so that it can say of a
// recent move where one went before.
const CharterBehind = 91

// CharterWindow is the days whose facts a charter for today needs, from
// CharterBehind days back to CharterAhead days ahead.
func CharterWindow(today Date) Range {
	return Range{today.AddDays(-CharterBehind), today.AddDays(CharterAhead)}
}

// NewCharter builds a charter from facts and checks that they hold together: no
// two rows of a facet on the same day, nothing that refers to what does not
// exist. Instants are told in loc, Europe/Rome for an Italian municipality.
func NewCharter(facts Facts, loc *time.Location) (*Charter, error) {
	if err := facts.check(); err != nil {
		return nil, fmt.Errorf("check charter: %w", err)
	}
	c := &Charter{version: facts.Version, loc: loc, acts: make(map[ActID]ActRecord)}
	for _, fact := range facts.Acts {
		c.acts[ActID(fact.Subject)] = fact.Value
	}
	for _, fact := range facts.Closures {
		closure := fact.Value
		closure.ID, closure.Days = ClosureID(fact.Subject), fact.Valid
		c.closures = append(c.closures, closure)
	}
	for _, fact := range facts.Phrases {
		c.phrases = append(c.phrases, fact.Value)
	}
	c.buildTown(facts)
	c.buildOffices(facts)
	c.buildPeople(facts)
	c.buildServices(facts)
	c.buildLifeEvents(facts)
	return c, nil
}

// Version returns the change up to which the charter knows.
func (c *Charter) Version() ChangeID { return c.version }

// Location returns the municipality's time zone.
func (c *Charter) Location() *time.Location { return c.loc }

// Act returns an act by its slug.
func (c *Charter) Act(id ActID) (ActRecord, bool) {
	act, ok := c.acts[id]
	return act, ok
}

// Phrases returns the phrasings that matching learns from, whatever the day.
func (c *Charter) Phrases() []Phrase { return c.phrases }

// On returns the charter as it stands on a day.
func (c *Charter) On(day Date) View { return View{charter: c, day: day} }

// NextOffice returns the office as it will be at its next change after a day
// and until another (included), and the first day of it; false when nothing
// about the office changes by then.
func (c *Charter) NextOffice(id OfficeID, after, until Date) (*Office, Date, bool) {
	for _, row := range c.offices.bySlug[string(id)] {
		if after < row.Valid.From && row.Valid.From <= until {
			return row.Value, row.Valid.From, true
		}
	}
	return nil, 0, false
}

// NextService returns the published service as it will be at its next change
// after a day and until another (included), and the first day of it; false when
// nothing about the service changes by then.
func (c *Charter) NextService(id ServiceID, after, until Date) (*Service, Date, bool) {
	for _, row := range c.services.bySlug[string(id)] {
		if after < row.Valid.From && row.Valid.From <= until && row.Value.Published() {
			return row.Value, row.Valid.From, true
		}
	}
	return nil, 0, false
}

func (c courses[T]) on(slug string, day Date) (T, bool) {
	row, ok := c.bySlug[slug].At(day)
	return row.Value, ok
}

func (c courses[T]) all(day Date) []T {
	things := make([]T, 0, len(c.slugs))
	for _, slug := range c.slugs {
		if thing, ok := c.on(slug, day); ok {
			things = append(things, thing)
		}
	}
	return things
}

// moments collects the days on which something about a subject changes.
type moments map[string][]Date

func (m moments) add(subject string, r Range) {
	m[subject] = append(m[subject], r.From, r.To)
}

// compose puts the facets of each subject together: build is asked for the thing
// as it stands on the first day of each stretch between two changes, and says
// false when it does not exist then.
func compose[T any](m moments, build func(subject string, day Date) (T, bool)) courses[T] {
	c := courses[T]{bySlug: make(map[string]Timeline[T], len(m))}
	for subject, days := range m {
		slices.Sort(days)
		days = slices.Compact(days)
		var line Timeline[T]
		for i, from := range days[:len(days)-1] {
			if thing, ok := build(subject, from); ok {
				line = append(line, Fact[T]{Subject: subject, Valid: Range{from, days[i+1]}, Value: thing})
			}
		}
		if len(line) > 0 {
			c.bySlug[subject] = line
			c.slugs = append(c.slugs, subject)
		}
	}
	slices.SortFunc(c.slugs, cmp.Compare)
	return c
}

// index groups the rows of a facet by subject and notes when they change.
func index[T any](m moments, rows []Fact[T]) map[string][]Fact[T] {
	bySubject := make(map[string][]Fact[T])
	for _, row := range rows {
		bySubject[row.Subject] = append(bySubject[row.Subject], row)
		m.add(row.Subject, row.Valid)
	}
	return bySubject
}

// on returns the row of a layer that is true on the day.
func on[T any](rows []Fact[T], layer Layer, day Date) (Fact[T], bool) {
	for _, row := range rows {
		if row.Layer == layer && row.Valid.Contains(day) {
			return row, true
		}
	}
	return Fact[T]{}, false
}

// layered merges the base and the local row of a facet, whichever exist, and
// returns since when what is true on the day has been so.
func layered[T any](rows []Fact[T], day Date, merge func(base, local T) T) (value T, since Date, ok bool) {
	base, hasBase := on(rows, LayerBase, day)
	local, hasLocal := on(rows, LayerLocal, day)
	since = Earliest
	if hasBase {
		since = base.since()
	}
	if hasLocal {
		since = max(since, local.since())
	}
	return merge(base.Value, local.Value), since, hasBase || hasLocal
}

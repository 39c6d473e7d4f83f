package knowledge

import (
	"errors"
	"fmt"
)

// check holds what a charter relies on: on each day a facet of a subject has at
// most one row, and what a fact refers to is among the facts. The database
// holds the same and more (references over their whole range); files are
// checked by package exchange, which can name the line.
func (f Facts) check() error {
	return errors.Join(
		overlaps("municipality", f.Municipality), overlaps("schedule", f.Schedules), overlaps("building", f.Buildings),
		overlaps("room", f.Rooms), overlaps("office profile", f.OfficeProfiles), overlaps("office structure", f.OfficeStructures),
		overlaps("office place", f.OfficePlaces), overlaps("office hours", f.OfficeHours), overlaps("office contacts", f.OfficeContacts),
		overlaps("person", f.People), overlaps("tenure", f.Tenures), overlaps("service sheet", f.ServiceSheets),
		overlaps("service access", f.ServiceAccess), overlaps("service fees", f.ServiceFees), overlaps("service term", f.ServiceTerms),
		overlaps("service duty", f.ServiceDuties), overlaps("matter", f.Matters),
		overlaps("life event", f.LifeEvents),
		f.dangling(),
	)
}

func overlaps[T any](facet string, rows []Fact[T]) error {
	var errs []error
	for key, line := range timelines(rows) {
		for i := 1; i < len(line); i++ {
			if line[i-1].Valid.Overlaps(line[i].Valid) {
				errs = append(errs, fmt.Errorf("%s of %s: two rows on %s", facet, key.subject, line[i].Valid.From))
			}
		}
	}
	return errors.Join(errs...)
}

// dangling returns an error for each reference to what no fact is about.
func (f Facts) dangling() error {
	offices, people := subjects(f.OfficeProfiles), subjects(f.People)
	buildings, rooms, schedules := subjects(f.Buildings), subjects(f.Rooms), subjects(f.Schedules)
	var errs []error
	require := func(known map[string]bool, slug, by string) {
		if slug != "" && !known[slug] {
			errs = append(errs, fmt.Errorf("%s refers to %q, which does not exist", by, slug))
		}
	}
	for _, fact := range f.ServiceDuties {
		require(offices, string(fact.Value.Office.Value), fact.Subject)
		require(people, string(fact.Value.Official.Value), fact.Subject)
		require(people, string(fact.Value.Substitute.Value), fact.Subject)
	}
	for _, fact := range f.ServiceAccess {
		require(schedules, string(fact.Value.Schedule.Value), fact.Subject)
	}
	for _, fact := range f.OfficePlaces {
		require(buildings, string(fact.Value.Building), fact.Subject)
		for _, room := range fact.Value.Rooms {
			require(rooms, string(room), fact.Subject)
		}
	}
	for _, fact := range f.OfficeHours {
		require(schedules, string(fact.Value.Schedule), fact.Subject)
	}
	for _, fact := range f.Tenures {
		require(people, string(fact.Value.Person), fact.Subject)
		require(offices, string(fact.Value.Office), fact.Subject)
	}
	return errors.Join(errs...)
}

func subjects[T any](rows []Fact[T]) map[string]bool {
	known := make(map[string]bool, len(rows))
	for _, row := range rows {
		known[row.Subject] = true
	}
	return known
}

package knowledge

import "slices"

func (c *Charter) buildTown(facts Facts) {
	c.holidays = NewHolidayCalendar()
	for _, fact := range facts.Municipality {
		c.municipality = append(c.municipality, Fact[*MunicipalityProfile]{
			Subject: fact.Subject, Valid: fact.Valid, Value: &fact.Value,
		})
		if patron := fact.Value.Patron; patron.Day != 0 {
			c.holidays = NewHolidayCalendar(PatronSaint(patron.Name, patron.Day))
		}
	}
	c.municipality.sort()

	m := moments{}
	schedules := index(m, facts.Schedules)
	c.schedules = compose(m, func(slug string, day Date) (*Schedule, bool) {
		row, ok := on(schedules[slug], LayerLocal, day)
		row.Value.ID = ScheduleID(slug)
		return &row.Value, ok
	})

	m = moments{}
	buildings := index(m, facts.Buildings)
	c.buildings = compose(m, func(slug string, day Date) (*Building, bool) {
		row, ok := on(buildings[slug], LayerLocal, day)
		return &Building{ID: BuildingID(slug), BuildingProfile: row.Value}, ok
	})

	m = moments{}
	rooms := index(m, facts.Rooms)
	c.rooms = compose(m, func(slug string, day Date) (*Room, bool) {
		row, ok := on(rooms[slug], LayerLocal, day)
		return &Room{ID: RoomID(slug), RoomProfile: row.Value}, ok
	})
}

func (c *Charter) buildOffices(facts Facts) {
	m := moments{}
	profiles := index(m, facts.OfficeProfiles)
	structures := index(m, facts.OfficeStructures)
	places := index(m, facts.OfficePlaces)
	hours := index(m, facts.OfficeHours)
	contacts := index(m, facts.OfficeContacts)
	translations := index(m, facts.OfficeTranslations)
	c.offices = compose(m, func(slug string, day Date) (*Office, bool) {
		profile, ok := on(profiles[slug], LayerLocal, day)
		if !ok {
			return nil, false
		}
		office := &Office{ID: OfficeID(slug), OfficeProfile: profile.Value, UpdatedOn: profile.since()}
		if confirmed := profile.Value.ConfirmedOn; confirmed != nil {
			office.UpdatedOn = max(office.UpdatedOn, *confirmed)
		}
		office.FormerNames = formerNames(profiles[slug], profile)
		if row, ok := on(structures[slug], LayerLocal, day); ok {
			office.OfficeStructure = row.Value
		}
		if row, ok := on(places[slug], LayerLocal, day); ok {
			office.OfficePlace = row.Value
			office.PlaceSince, office.PlaceAct = row.Valid.From, row.Act
			office.UpdatedOn = max(office.UpdatedOn, row.since())
		}
		if row, ok := on(hours[slug], LayerLocal, day); ok {
			office.OfficeHours = row.Value
			office.UpdatedOn = max(office.UpdatedOn, row.since())
		}
		if row, ok := on(contacts[slug], LayerLocal, day); ok {
			office.OfficeContacts = row.Value
			office.UpdatedOn = max(office.UpdatedOn, row.since())
		}
		office.Translations = make(map[string]OfficeTranslation)
		for _, row := range translations[slug] {
			if row.Valid.Contains(day) {
				office.Translations[row.Language] = row.Value
			}
		}
		return office, true
	})
}

// formerNames returns the names an office had before the row that is true.
func formerNames(rows []Fact[OfficeProfile], current Fact[OfficeProfile]) []string {
	var names []string
	for _, row := range rows {
		if row.Valid.From < current.Valid.From && row.Value.Name != current.Value.Name && !slices.Contains(names, row.Value.Name) {
			names = append(names, row.Value.Name)
		}
	}
	return names
}

func (c *Charter) buildPeople(facts Facts) {
	m := moments{}
	profiles := index(m, facts.People)
	tenures := make(map[string][]Fact[TenureProfile])
	for _, row := range facts.Tenures {
		person := string(row.Value.Person)
		tenures[person] = append(tenures[person], row)
		m.add(person, row.Valid)
	}
	c.people = compose(m, func(slug string, day Date) (*Person, bool) {
		profile, ok := on(profiles[slug], LayerLocal, day)
		if !ok {
			return nil, false
		}
		person := &Person{ID: PersonID(slug), PersonProfile: profile.Value}
		for _, row := range tenures[slug] {
			if row.Valid.Contains(day) {
				person.Tenures = append(person.Tenures, Tenure{ID: TenureID(row.Subject), TenureProfile: row.Value, Valid: row.Valid})
			}
		}
		return person, true
	})
}

func (c *Charter) buildServices(facts Facts) {
	m := moments{}
	sheets := index(m, facts.ServiceSheets)
	access := index(m, facts.ServiceAccess)
	fees := index(m, facts.ServiceFees)
	terms := index(m, facts.ServiceTerms)
	duties := index(m, facts.ServiceDuties)
	translations := index(m, facts.ServiceTranslations)
	c.services = compose(m, func(slug string, day Date) (*Service, bool) {
		s := &Service{ID: ServiceID(slug), UpdatedOn: Earliest, Origins: make(Origins)}
		var since Date
		var exists bool
		if s.ServiceSheet, since, exists = layered(sheets[slug], day, noting(s.Origins, ServiceSheet.Merge)); !exists || !s.Title.Provided() {
			return nil, false
		}
		s.UpdatedOn = max(since, s.ConfirmedOn.Value)
		s.ServiceAccess, since, _ = layered(access[slug], day, noting(s.Origins, ServiceAccess.Merge))
		s.UpdatedOn = max(s.UpdatedOn, since)
		s.ServiceFees, since, _ = layered(fees[slug], day, noting(s.Origins, ServiceFees.Merge))
		s.UpdatedOn = max(s.UpdatedOn, since)
		s.ServiceTerm, since, _ = layered(terms[slug], day, noting(s.Origins, ServiceTerm.Merge))
		s.UpdatedOn = max(s.UpdatedOn, since)
		s.ServiceDuty, since, _ = layered(duties[slug], day, noting(s.Origins, ServiceDuty.Merge))
		s.UpdatedOn = max(s.UpdatedOn, since)
		s.Translations = translationsOn(translations[slug], day)
		return s, true
	})

	m = moments{}
	matters := index(m, facts.Matters)
	c.matters = compose(m, func(slug string, day Date) (*Matter, bool) {
		sheet, since, ok := layered(matters[slug], day, MatterSheet.Merge)
		return &Matter{ID: MatterID(slug), MatterSheet: sheet, UpdatedOn: since}, ok && sheet.Title.Provided()
	})
}

// noting returns a merge that notes where each field comes from.
func noting[T any](origins Origins, merge func(base, local T) T) func(base, local T) T {
	return func(base, local T) T {
		origins.add(base, local)
		return merge(base, local)
	}
}

func (c *Charter) buildLifeEvents(facts Facts) {
	m := moments{}
	events := index(m, facts.LifeEvents)
	c.events = compose(m, func(slug string, day Date) (*LifeEvent, bool) {
		sheet, since, ok := layered(events[slug], day, LifeEventSheet.Merge)
		return &LifeEvent{ID: LifeEventID(slug), LifeEventSheet: sheet, UpdatedOn: since}, ok && sheet.Title.Provided()
	})
}

func translationsOn(rows []Fact[ServiceTranslation], day Date) map[string]ServiceTranslation {
	byLanguage := make(map[string][]Fact[ServiceTranslation])
	for _, row := range rows {
		byLanguage[row.Language] = append(byLanguage[row.Language], row)
	}
	texts := make(map[string]ServiceTranslation, len(byLanguage))
	for language, rows := range byLanguage {
		if text, _, ok := layered(rows, day, ServiceTranslation.Merge); ok {
			texts[language] = text
		}
	}
	return texts
}

package knowledge

import "slices"

// View is the charter as it stands on one day. It is a small value; copy it.
type View struct {
	charter *Charter
	day     Date
}

// Day returns the day of the view.
func (v View) Day() Date { return v.day }

// Charter returns the charter viewed.
func (v View) Charter() *Charter { return v.charter }

// Municipality returns the municipality's profile; zero when none is recorded.
func (v View) Municipality() MunicipalityProfile {
	if row, ok := v.charter.municipality.At(v.day); ok {
		return *row.Value
	}
	return MunicipalityProfile{}
}

// Services returns the services that citizens see, by slug.
func (v View) Services() []*Service {
	all := v.charter.services.all(v.day)
	published := all[:0]
	for _, s := range all {
		if s.Published() {
			published = append(published, s)
		}
	}
	return published
}

// Service returns a service that citizens see.
func (v View) Service(id ServiceID) (*Service, bool) {
	s, ok := v.charter.services.on(string(id), v.day)
	if !ok || !s.Published() {
		return nil, false
	}
	return s, true
}

// SuccessorOf returns the service to which one that has ended leads, as far as
// the charter still holds it; false while the service exists.
func (v View) SuccessorOf(id ServiceID) (*Service, bool) {
	if _, exists := v.charter.services.on(string(id), v.day); exists {
		return nil, false
	}
	for _, row := range slices.Backward(v.charter.services.bySlug[string(id)]) {
		if row.Valid.To <= v.day && row.Value.Successor.Provided() {
			return v.Service(row.Value.Successor.Value)
		}
	}
	return nil, false
}

// Offices returns all offices, by slug.
func (v View) Offices() []*Office { return v.charter.offices.all(v.day) }

// Office returns an office.
func (v View) Office(id OfficeID) (*Office, bool) { return v.charter.offices.on(string(id), v.day) }

// Successors returns the offices to which one that has ended leads: those its
// last structure named. Empty while the office exists.
func (v View) Successors(id OfficeID) []*Office {
	if _, exists := v.Office(id); exists {
		return nil
	}
	line := v.charter.offices.bySlug[string(id)]
	var successors []*Office
	for i := len(line) - 1; i >= 0 && successors == nil; i-- {
		if line[i].Valid.To > v.day {
			continue
		}
		for _, id := range line[i].Value.Successors {
			if office, ok := v.Office(id); ok {
				successors = append(successors, office)
			}
		}
	}
	return successors
}

// Predecessors returns the offices that have ended and named this one as their
// successor, as they last were: their names go on leading here.
func (v View) Predecessors(id OfficeID) []*Office {
	var predecessors []*Office
	for _, slug := range v.charter.offices.slugs {
		line := v.charter.offices.bySlug[slug]
		last := line[len(line)-1]
		if last.Valid.To <= v.day && slices.Contains(last.Value.Successors, id) {
			predecessors = append(predecessors, last.Value)
		}
	}
	return predecessors
}

// Buildings returns all buildings, by slug.
func (v View) Buildings() []*Building { return v.charter.buildings.all(v.day) }

// Building returns a building.
func (v View) Building(id BuildingID) (*Building, bool) {
	return v.charter.buildings.on(string(id), v.day)
}

// Room returns a room.
func (v View) Room(id RoomID) (*Room, bool) { return v.charter.rooms.on(string(id), v.day) }

// RoomsOf returns the rooms of a building, by slug.
func (v View) RoomsOf(id BuildingID) []*Room {
	var rooms []*Room
	for _, room := range v.charter.rooms.all(v.day) {
		if room.Building == id {
			rooms = append(rooms, room)
		}
	}
	return rooms
}

// Schedule returns a schedule.
func (v View) Schedule(id ScheduleID) (*Schedule, bool) {
	return v.charter.schedules.on(string(id), v.day)
}

// People returns all people, by slug.
func (v View) People() []*Person { return v.charter.people.all(v.day) }

// Person returns a person.
func (v View) Person(id PersonID) (*Person, bool) { return v.charter.people.on(string(id), v.day) }

// Head returns who heads an office, or who stands in while the post is vacant;
// deputy tells the second.
func (v View) Head(id OfficeID) (person *Person, deputy, ok bool) {
	var standIn *Person
	for _, p := range v.People() {
		for _, tenure := range p.Tenures {
			switch {
			case tenure.Office != id:
			case tenure.Role == RoleHead:
				return p, false, true
			case tenure.Role == RoleDeputy:
				standIn = p
			}
		}
	}
	return standIn, true, standIn != nil
}

// ServicesOf returns the services that an office answers for, by slug.
func (v View) ServicesOf(id OfficeID) []*Service {
	var services []*Service
	for _, s := range v.Services() {
		if s.Office.Value == id {
			services = append(services, s)
		}
	}
	return services
}

// DeskSchedule returns the schedule of a service's own desk, or else its
// office's; empty when neither is recorded.
func (v View) DeskSchedule(s *Service) ScheduleID {
	if s.Schedule.Provided() {
		return s.Schedule.Value
	}
	if office, ok := v.Office(s.Office.Value); ok {
		return office.Schedule
	}
	return ""
}

// Matters returns the matters of other bodies, by slug.
func (v View) Matters() []*Matter { return v.charter.matters.all(v.day) }

// Matter returns a matter of another body.
func (v View) Matter(id MatterID) (*Matter, bool) { return v.charter.matters.on(string(id), v.day) }

// LifeEvents returns the life events, by slug.
func (v View) LifeEvents() []*LifeEvent { return v.charter.events.all(v.day) }

// LifeEvent returns a life event. Its steps may name services that citizens do
// not see here.
func (v View) LifeEvent(id LifeEventID) (*LifeEvent, bool) {
	return v.charter.events.on(string(id), v.day)
}

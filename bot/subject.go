package bot

import (
	"slices"
	"strings"

	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

// subject is what an answer is about: a service with the office that answers
// for it, or an office by itself.
type subject struct {
	service *knowledge.Service // nil when the office itself is asked about
	office  *knowledge.Office
}

// title is the name that citizens know it by.
func (s subject) title() string {
	if s.service != nil {
		return s.service.Title.Value
	}
	return s.office.Name
}

func (s subject) target() nlu.Target {
	if s.service != nil {
		return nlu.Service(string(s.service.ID))
	}
	return nlu.Office(string(s.office.ID))
}

// page is the path of its page on the site.
func (s subject) page() string {
	path, _ := pageOf(s.target())
	return path
}

func (s subject) updatedOn() knowledge.Date {
	if s.service != nil {
		return s.service.UpdatedOn
	}
	return s.office.UpdatedOn
}

// on returns the same subject as it stands on another day.
func (s subject) on(view knowledge.View) (subject, bool) {
	if s.service == nil {
		office, ok := view.Office(s.office.ID)
		return subject{office: office}, ok
	}
	service, ok := view.Service(s.service.ID)
	if !ok {
		return subject{}, false
	}
	office, ok := view.Office(service.Office.Value)
	return subject{service: service, office: office}, ok
}

// ownDesk tells whether the service is received at hours of its own.
func (s subject) ownDesk() bool { return s.service != nil && s.service.Schedule.Provided() }

// desk is the name of what the hours are those of.
func (s subject) desk(view knowledge.View) string {
	if schedule, ok := s.schedule(view); ok && s.ownDesk() && schedule.Name != "" {
		return schedule.Name
	}
	return s.office.Name
}

func (s subject) schedule(view knowledge.View) (*knowledge.Schedule, bool) {
	if s.ownDesk() {
		return view.Schedule(s.service.Schedule.Value)
	}
	return view.Schedule(s.office.Schedule)
}

func (s subject) hours(charter *knowledge.Charter) knowledge.Hours {
	if s.service != nil {
		return charter.ServiceHours(s.service.ID)
	}
	return charter.OfficeHours(s.office.ID)
}

// place is where an office is.
type place struct {
	building *knowledge.Building
	rooms    []*knowledge.Room
}

func placeOf(view knowledge.View, office *knowledge.Office) (place, bool) {
	building, ok := view.Building(office.Building)
	if !ok {
		return place{}, false
	}
	p := place{building: building}
	for _, id := range office.Rooms {
		if room, ok := view.Room(id); ok {
			p.rooms = append(p.rooms, room)
		}
	}
	return p, true
}

// same reports whether one would be sent to the same doors.
func (p place) same(o place) bool {
	return p.building.ID == o.building.ID && p.building.Address == o.building.Address &&
		slices.EqualFunc(p.rooms, o.rooms, func(a, b *knowledge.Room) bool { return a.ID == b.ID && a.Code == b.Code })
}

// String writes it as "Palazzo comunale, piano terra, stanze T03 e T04".
func (p place) String() string { return joined(", ", p.building.Name, p.inside()) }

// inside tells the floors and the rooms, floor by floor.
func (p place) inside() string {
	var floors []string
	for start := 0; start < len(p.rooms); {
		end := start + 1
		for end < len(p.rooms) && p.rooms[end].Level == p.rooms[start].Level {
			end++
		}
		floors = append(floors, joined(", ", p.floorName(p.rooms[start].Level), roomNames(p.rooms[start:end])))
		start = end
	}
	return strings.Join(floors, "; ")
}

func (p place) floorName(level int) string {
	floor, ok := p.building.Floor(level)
	switch {
	case !ok:
		return ""
	case floor.Name != "":
		return floor.Name
	default:
		return "piano " + floor.Label
	}
}

func roomNames(rooms []*knowledge.Room) string {
	codes := make([]string, 0, len(rooms))
	for _, room := range rooms {
		if room.Code != "" {
			codes = append(codes, room.Code)
		}
	}
	switch len(codes) {
	case 0:
		return ""
	case 1:
		return "stanza " + codes[0]
	default:
		return "stanze " + enumerate(codes)
	}
}

// address writes the street address with its town.
func address(b *knowledge.Building) string {
	return joined(", ", b.Address, joined(" ", b.PostalCode, b.Locality))
}

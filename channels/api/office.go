package api

import (
	"time"

	"github.com/cittaclick/cittaclick/knowledge"
)

// officeRef names an office.
type officeRef struct {
	Slug string `json:"slug"`
	Name string `json:"name"`
}

// OfficeSummary is an office in a list.
type OfficeSummary struct {
	Slug     string       `json:"slug"`
	Name     string       `json:"name"`
	Kind     string       `json:"kind,omitempty" doc:"area, settore, ufficio, altro"`
	Body     string       `json:"body,omitempty" doc:"The other body to which the office belongs."`
	Building *BuildingRef `json:"building,omitempty"`
	OpenNow  *bool        `json:"open_now,omitempty" doc:"Only when the day told about is today and hours are recorded."`
}

// office is all that the charter says of an office.
type office struct {
	OfficeSummary
	Description string       `json:"description,omitempty"`
	Parent      *officeRef   `json:"parent,omitempty"`
	Aliases     []string     `json:"aliases" nullable:"false"`
	FormerNames []string     `json:"former_names" nullable:"false"`
	Rooms       []roomRef    `json:"rooms" nullable:"false"`
	Directions  string       `json:"directions,omitempty"`
	Contacts    []contact    `json:"contacts" nullable:"false"`
	Hours       *hours       `json:"hours,omitempty"`
	Head        *head        `json:"head,omitempty"`
	Services    []serviceRef `json:"services" nullable:"false"`
	UpdatedOn   string       `json:"updated_on,omitempty" format:"date"`
}

type roomRef struct {
	ID    string `json:"id" doc:"building/code"`
	Code  string `json:"code" doc:"As written on the door."`
	Name  string `json:"name,omitempty"`
	Floor string `json:"floor,omitempty" doc:"As on the lift's buttons."`
}

type contact struct {
	Kind  string   `json:"kind" doc:"telefono, email, pec, sito, whatsapp"`
	Value string   `json:"value"`
	Note  string   `json:"note,omitempty"`
	Hours []string `json:"hours" nullable:"false" doc:"When the line answers, in words."`
}

// head is who heads an office, or stands in while the post is vacant.
type head struct {
	PersonRef
	Deputy bool `json:"deputy,omitempty"`
}

type serviceRef struct {
	Slug  string `json:"slug"`
	Title string `json:"title"`
}

func officeRefOf(view knowledge.View, id knowledge.OfficeID) *officeRef {
	office, ok := view.Office(id)
	if !ok {
		return nil
	}
	return &officeRef{Slug: string(office.ID), Name: office.Name}
}

func officeSummaryOf(view knowledge.View, o *knowledge.Office, now time.Time) OfficeSummary {
	summary := OfficeSummary{
		Slug: string(o.ID), Name: o.Name, Kind: o.Kind, Body: o.Body, Building: buildingRefOf(view, o.Building),
	}
	_, scheduled := view.Schedule(o.Schedule)
	if scheduled && knowledge.DateOf(now.In(view.Charter().Location())) == view.Day() {
		open := view.Charter().OfficeHours(o.ID).Open(now).Open
		summary.OpenNow = &open
	}
	return summary
}

func officeOf(view knowledge.View, o *knowledge.Office, now time.Time) office {
	full := office{
		OfficeSummary: officeSummaryOf(view, o, now),
		Description:   o.Description,
		Parent:        officeRefOf(view, o.Parent),
		Aliases:       noNil(o.Aliases),
		FormerNames:   noNil(o.FormerNames),
		Rooms:         roomRefsOf(view, o),
		Directions:    o.Directions,
		Contacts:      each(o.Contacts, func(c knowledge.Contact) contact { return contactOf(view, c) }),
		Hours:         hoursOf(view, view.Charter().OfficeHours(o.ID), o.Schedule, now),
		Services:      each(view.ServicesOf(o.ID), serviceRefOf),
		UpdatedOn:     dateText(o.UpdatedOn),
	}
	if person, deputy, ok := view.Head(o.ID); ok {
		full.Head = &head{PersonRef{string(person.ID), person.FullName()}, deputy}
	}
	return full
}

func serviceRefOf(s *knowledge.Service) serviceRef {
	return serviceRef{Slug: string(s.ID), Title: s.Title.Value}
}

func roomRefsOf(view knowledge.View, o *knowledge.Office) []roomRef {
	rooms := []roomRef{}
	for _, id := range o.Rooms {
		if room, ok := view.Room(id); ok {
			rooms = append(rooms, roomRef{ID: string(room.ID), Code: room.Code, Name: room.Name, Floor: floorLabel(view, room)})
		}
	}
	return rooms
}

func floorLabel(view knowledge.View, room *knowledge.Room) string {
	building, ok := view.Building(room.Building)
	if !ok {
		return ""
	}
	floor, _ := building.Floor(room.Level)
	return floor.Label
}

func contactOf(view knowledge.View, c knowledge.Contact) contact {
	shown := contact{Kind: string(c.Kind), Value: c.Value, Note: c.Note, Hours: []string{}}
	if schedule, ok := view.Schedule(c.Schedule); ok {
		shown.Hours = noNil(knowledge.DescribeRules(schedule.Rules, view.Day()))
	}
	return shown
}

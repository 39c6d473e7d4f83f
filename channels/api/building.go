package api

import (
	"slices"
	"time"

	"github.com/cittaclick/cittaclick/knowledge"
)

// BuildingRef names a building and says where it is.
type BuildingRef struct {
	Slug    string `json:"slug"`
	Name    string `json:"name"`
	Address string `json:"address,omitempty"`
}

// BuildingSummary is a building in a list.
type BuildingSummary struct {
	BuildingRef
	PostalCode string    `json:"postal_code,omitempty"`
	Locality   string    `json:"locality,omitempty"`
	Position   *position `json:"position,omitempty"`
}

// position is a point of the World Geodetic System.
type position struct {
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
}

// building is all that the charter says of a building.
type building struct {
	BuildingSummary
	Access    string      `json:"access,omitempty" doc:"How a wheelchair or a pushchair gets in."`
	Transport string      `json:"transport,omitempty"`
	Hours     *hours      `json:"hours,omitempty" doc:"When the doors are open."`
	Floors    []floor     `json:"floors" nullable:"false"`
	Offices   []officeRef `json:"offices" nullable:"false" doc:"All offices in the building, also those without a room of their own."`
}

type floor struct {
	Level int    `json:"level" doc:"0 is the ground floor."`
	Label string `json:"label" doc:"As on the lift's buttons."`
	Name  string `json:"name,omitempty"`
	Rooms []room `json:"rooms" nullable:"false"`
}

type room struct {
	ID         string      `json:"id" doc:"building/code"`
	Code       string      `json:"code" doc:"As written on the door."`
	Name       string      `json:"name,omitempty"`
	Kind       string      `json:"kind,omitempty"`
	Accessible bool        `json:"accessible"`
	Directions string      `json:"directions,omitempty"`
	Offices    []officeRef `json:"offices" nullable:"false"`
}

func buildingRefOf(view knowledge.View, id knowledge.BuildingID) *BuildingRef {
	b, ok := view.Building(id)
	if !ok {
		return nil
	}
	return &BuildingRef{Slug: string(b.ID), Name: b.Name, Address: b.Address}
}

func buildingSummaryOf(b *knowledge.Building) BuildingSummary {
	summary := BuildingSummary{
		BuildingRef: BuildingRef{Slug: string(b.ID), Name: b.Name, Address: b.Address},
		PostalCode:  b.PostalCode, Locality: b.Locality,
	}
	if b.Latitude != 0 || b.Longitude != 0 {
		summary.Position = &position{b.Latitude, b.Longitude}
	}
	return summary
}

func buildingOf(view knowledge.View, b *knowledge.Building, now time.Time) building {
	offices := slices.DeleteFunc(view.Offices(), func(o *knowledge.Office) bool { return o.Building != b.ID })
	rooms := view.RoomsOf(b.ID)
	return building{
		BuildingSummary: buildingSummaryOf(b),
		Access:          b.Access,
		Transport:       b.Transport,
		Hours:           hoursOf(view, view.Charter().BuildingHours(b.ID), b.Schedule, now),
		Floors: each(b.Floors, func(f knowledge.Floor) floor {
			return floor{Level: f.Level, Label: f.Label, Name: f.Name, Rooms: roomsOn(f.Level, rooms, offices)}
		}),
		Offices: each(offices, refOf),
	}
}

func roomsOn(level int, rooms []*knowledge.Room, offices []*knowledge.Office) []room {
	there := []room{}
	for _, r := range rooms {
		if r.Level != level {
			continue
		}
		inside := []officeRef{}
		for _, o := range offices {
			if slices.Contains(o.Rooms, r.ID) {
				inside = append(inside, refOf(o))
			}
		}
		there = append(there, room{
			ID: string(r.ID), Code: r.Code, Name: r.Name, Kind: r.Kind,
			Accessible: r.Accessible, Directions: r.Directions, Offices: inside,
		})
	}
	return there
}

func refOf(o *knowledge.Office) officeRef { return officeRef{Slug: string(o.ID), Name: o.Name} }

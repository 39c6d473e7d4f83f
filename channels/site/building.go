package site

import (
	"slices"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/channels/internal/look"
	"github.com/cittaclick/cittaclick/knowledge"
)

// buildingPage is a building with its floors, rooms and offices.
type buildingPage struct {
	look.Frame
	Day     *dayNote
	Place   placeView
	Opening *bot.Opening
	Floors  []floorView
	Offices []officeRow
	Data    string
}

// floorView is a floor with its rooms.
type floorView struct {
	Label, Name string
	Rooms       []roomView
}

type roomView struct {
	Code, Name, Directions string
	Accessible             bool
	Offices                []link
}

func buildingLink(b *knowledge.Building) link { return link{b.Name, "/sedi/" + string(b.ID)} }

// floorsOf lists the floors from the ground up, then those below.
func floorsOf(v *visit, b *knowledge.Building) []floorView {
	rooms, offices := v.view.RoomsOf(b.ID), v.view.Offices()
	floors := slices.Clone(b.Floors)
	slices.SortStableFunc(floors, func(a, b knowledge.Floor) int { return a.Level - b.Level })
	return each(floors, func(f knowledge.Floor) floorView {
		shown := floorView{Label: f.Label, Name: f.Name}
		for _, room := range rooms {
			if room.Level == f.Level {
				shown.Rooms = append(shown.Rooms, roomViewOf(v, room, offices))
			}
		}
		return shown
	})
}

func roomViewOf(v *visit, room *knowledge.Room, offices []*knowledge.Office) roomView {
	shown := roomView{Code: room.Code, Name: room.Name, Directions: room.Directions, Accessible: room.Accessible}
	for _, office := range offices {
		if slices.Contains(office.Rooms, room.ID) {
			shown.Offices = append(shown.Offices, v.at(officeLink(office)))
		}
	}
	return shown
}

// officesIn lists the offices of a building.
func officesIn(v *visit, id knowledge.BuildingID) []officeRow {
	offices := slices.DeleteFunc(v.view.Offices(), func(o *knowledge.Office) bool { return o.Building != id })
	return each(byName(offices, func(o *knowledge.Office) string { return o.Name }), func(o *knowledge.Office) officeRow { return officeRowOf(v, o) })
}

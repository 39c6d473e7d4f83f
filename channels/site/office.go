package site

import (
	"fmt"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/channels/internal/look"
	"github.com/cittaclick/cittaclick/knowledge"
)

// officePage is all that the charter says of an office.
type officePage struct {
	look.Frame
	Day         *dayNote
	Description string
	Notices     []block
	Card        *officeCard
	Parent      *link
	Parts       []link // the offices that belong to it
	Former      string // what it was called
	Services    []serviceRow
	UpdatedOn   string
	Data        string
}

// officeCard is where an office is, when it receives and how it is reached.
type officeCard struct {
	link
	Body       string // another body to which it belongs
	Place      *placeView
	Directions string
	Opening    *bot.Opening
	Contacts   []contactView
	Answerable []block
}

// placeView is a building with the way in.
type placeView struct {
	Building  link
	Address   string
	Inside    string
	Access    string
	Transport string
	Map       string // on OpenStreetMap; opened by whoever wants to
}

// contactView is a number or an address.
type contactView struct {
	Label, Kind, Value, Note string
	Hours                    []string
}

func officeLink(o *knowledge.Office) link { return link{o.Name, "/uffici/" + string(o.ID)} }

func officeCardOf(v *visit, office *knowledge.Office) *officeCard {
	sheet := bot.OfficeSheet(v.view, office, v.now)
	card := &officeCard{
		link: v.at(officeLink(office)), Body: office.Body, Directions: office.Directions,
		Contacts: each(office.Contacts, func(c knowledge.Contact) contactView {
			return contactView{bot.ContactLabel(c.Kind), string(c.Kind), c.Value, c.Note, bot.LineHours(v.view, c)}
		}),
		Answerable: blocksOf(v, sheet.Answerable()),
	}
	if place, ok := bot.PlaceOf(v.view, office); ok {
		view := placeViewOf(v, place.Building)
		view.Inside = place.Inside
		card.Place = &view
	}
	if opening, ok := sheet.Hours(); ok {
		card.Opening = &opening
	}
	return card
}

func placeViewOf(v *visit, b *knowledge.Building) placeView {
	view := placeView{
		Building: v.at(buildingLink(b)), Address: bot.AddressOf(b), Access: b.Access, Transport: b.Transport,
	}
	if b.Latitude != 0 || b.Longitude != 0 {
		view.Map = fmt.Sprintf("https://www.openstreetmap.org/?mlat=%[1]f&mlon=%[2]f#map=18/%[1]f/%[2]f", b.Latitude, b.Longitude)
	}
	return view
}

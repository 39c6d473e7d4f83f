package site

import (
	"slices"
	"strings"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/channels/internal/look"
	"github.com/cittaclick/cittaclick/knowledge"
)

// officesPage lists the offices, with whether each is open.
type officesPage struct {
	look.Frame
	Day     *dayNote
	Offices []officeRow
	Others  []officeRow // the parts of the organisation that receive nobody
}

// officeRow is an office in a list.
type officeRow struct {
	link
	Description string
	Place       string
	Opening     *bot.Opening
}

// listOffices answers GET /uffici.
func (s *server) listOffices(v *visit) (shown, error) {
	page := officesPage{
		Frame: s.frame(v, "Uffici", "Gli uffici del Comune: dove sono, quando ricevono, come si contattano.", look.Crumb{Name: "Uffici"}),
		Day:   v.dayNote(),
	}
	for _, office := range byName(v.view.Offices(), func(o *knowledge.Office) string { return o.Name }) {
		row := officeRowOf(v, office)
		if row.Opening == nil && len(office.Contacts) == 0 {
			page.Others = append(page.Others, row)
			continue
		}
		page.Offices = append(page.Offices, row)
	}
	return shown{"offices", page}, nil
}

func officeRowOf(v *visit, office *knowledge.Office) officeRow {
	row := officeRow{link: v.at(officeLink(office)), Description: office.Description}
	if place, ok := bot.PlaceOf(v.view, office); ok {
		row.Place = strings.Trim(place.Building.Name+", "+place.Inside, ", ")
	}
	if opening, ok := bot.OfficeSheet(v.view, office, v.now).Hours(); ok {
		row.Opening = &opening
	}
	return row
}

// byName sorts things as people look for them.
func byName[T any](things []T, name func(T) string) []T {
	slices.SortStableFunc(things, func(a, b T) int {
		return strings.Compare(strings.ToLower(name(a)), strings.ToLower(name(b)))
	})
	return things
}

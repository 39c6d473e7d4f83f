package site

import (
	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/channels/internal/look"
	"github.com/cittaclick/cittaclick/knowledge"
)

// showBuilding answers GET /sedi/{slug}.
func (s *server) showBuilding(v *visit) (shown, error) {
	building, ok := v.view.Building(knowledge.BuildingID(v.slug()))
	if !ok {
		return shown{}, s.notThere(v, "Questa sede non c'è")
	}
	page := buildingPage{
		Frame:   s.frame(v, building.Name, building.Name+": indirizzo, accessi, orari, uffici e stanze.", trail("Sedi", "/sedi", building.Name)...),
		Day:     v.dayNote(),
		Place:   placeViewOf(v, building),
		Floors:  floorsOf(v, building),
		Offices: officesIn(v, building.ID),
		Data:    v.to("/api/v1/buildings/" + string(building.ID)),
	}
	if opening, ok := bot.BuildingHours(v.view, building, v.now); ok {
		page.Opening = &opening
	}
	page.Linked = append(page.Linked, look.Linked{Data: linkedBuilding(v, building)})
	return shown{"building", page}, nil
}

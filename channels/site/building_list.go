package site

import (
	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/channels/internal/look"
	"github.com/cittaclick/cittaclick/knowledge"
)

// buildingsPage lists the municipality's buildings.
type buildingsPage struct {
	look.Frame
	Day       *dayNote
	Buildings []buildingRow
}

// buildingRow is a building in a list.
type buildingRow struct {
	placeView
	Opening *bot.Opening
}

// listBuildings answers GET /sedi.
func (s *server) listBuildings(v *visit) (shown, error) {
	page := buildingsPage{
		Frame: s.frame(v, "Sedi", "Le sedi del Comune: indirizzi, accessi, orari di apertura.", look.Crumb{Name: "Sedi"}),
		Day:   v.dayNote(),
		Buildings: each(v.view.Buildings(), func(b *knowledge.Building) buildingRow {
			row := buildingRow{placeView: placeViewOf(v, b)}
			if opening, ok := bot.BuildingHours(v.view, b, v.now); ok {
				row.Opening = &opening
			}
			return row
		}),
	}
	return shown{"buildings", page}, nil
}

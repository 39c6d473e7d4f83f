package site

import (
	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/channels/internal/look"
)

// homePage is where one begins: searching, by topic, by what happens in life.
type homePage struct {
	look.Frame
	Day      *dayNote
	Form     searchForm
	Closures []string // of the whole municipality, soon
	Topics   []topicView
	Events   []row
	Open     []officeRow // the offices that are open now
	Offices  int         // how many there are that receive
}

// showHome answers GET /.
func (s *server) showHome(v *visit) (shown, error) {
	page := homePage{
		Frame:    s.frame(v, "Carta dei servizi", "I servizi del Comune: come fare, cosa serve, quanto costa, dove e quando andare."),
		Day:      v.dayNote(),
		Form:     v.searchForm("Che cosa ti serve?"),
		Closures: bot.TownClosures(v.view, v.now),
		Topics:   topicsOf(v),
		Events:   eventRows(v),
	}
	for _, office := range v.view.Offices() {
		row := officeRowOf(v, office)
		if row.Opening == nil {
			continue
		}
		page.Offices++
		if row.Opening.Open && row.Opening.State == bot.OpenToAll {
			page.Open = append(page.Open, row)
		}
	}
	page.Linked = append(page.Linked, look.Linked{Data: linkedTown(v)})
	return shown{"home", page}, nil
}

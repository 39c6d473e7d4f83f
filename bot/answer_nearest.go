package bot

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

// composeNearest answers a citizen who tells where they are: the nearest
// building, how far it is, whether it is open, and which offices are there.
// Where they are is neither repeated nor kept.
func composeNearest(charter *knowledge.Charter, from knowledge.Position, now time.Time) Reply {
	u := nlu.Understanding{Aspects: []nlu.Aspect{nlu.AspectInfo}, Confidence: 1, Decision: nlu.DecideAnswer, Language: italian}
	a := newAnswer(charter, u, Topic{}, now)
	building, metres, ok := a.view.NearestBuilding(from)
	if !ok || !from.Valid() {
		a.reply.Ending = EndUnknownMissing
		a.say("Non so dire quale sede è la più vicina: nella carta dei servizi non trovo le loro posizioni. Scrivimi quale ufficio cerchi.")
		a.offerPerson()
		return a.reply
	}
	a.reply.Ending = EndAnswered
	a.say("La sede più vicina è " + joined(", ", building.Name, building.Address) + ", a " + distanceWords(metres) + " in linea d'aria.")
	if _, ok := a.view.Schedule(building.Schedule); ok {
		state := a.state(charter.BuildingHours(building.ID))
		a.say(capitalised(strings.Replace(state, "lo sportello", "l'edificio", 1)))
	}
	desks := a.desksOf(building)
	a.aboutOneOf(desks)
	a.desksIn(desks)
	a.facts(Fact{Label: "Accessibilità", Value: building.Access}, Fact{Label: "Mezzi e parcheggio", Value: building.Transport})
	a.add(Map{Title: building.Name, Address: address(building), Latitude: building.Latitude, Longitude: building.Longitude})
	var buttons []Button
	for _, s := range desks {
		buttons = append(buttons, button(s.title(), s.target())...)
	}
	a.buttons(buttons)
	return a.reply
}

// desksIn tells which offices of a building receive the public, and whether each
// is open.
func (a *answer) desksIn(desks []subject) {
	items := make([]string, len(desks))
	for i, s := range desks {
		items[i] = strings.TrimSuffix(a.ofDesk(s, a.state(s.hours(a.view.Charter()))), ".")
	}
	a.list("Qui trovi", items)
}

// desksOf are the offices that receive the public in a building, the one for
// everybody first.
func (a *answer) desksOf(building *knowledge.Building) []subject {
	var first, others []subject
	for _, office := range a.view.Offices() {
		s := subject{office: office}
		if _, ok := s.schedule(a.view); !ok || office.Building != building.ID {
			continue
		}
		if office.ID == urp {
			first = append(first, s)
		} else {
			others = append(others, s)
		}
	}
	return append(first, others...)
}

// aboutOneOf lets what follows, like "e sabato?", be asked of the desk for
// everybody or of the only one.
func (a *answer) aboutOneOf(desks []subject) {
	if len(desks) == 1 || len(desks) > 1 && desks[0].office.ID == urp {
		a.readAs(desks[0].target(), a.u.Aspects)
	}
}

// distanceWords rounds a distance as people tell it: "350 metri", "1,2 km",
// "48 km".
func distanceWords(metres float64) string {
	const aStep, aWalk, aTown, aKilometre = 10, 1000, 10_000, 1000
	switch {
	case metres < aStep:
		return "pochi metri"
	case math.Round(metres/aStep)*aStep < aWalk:
		return fmt.Sprintf("circa %.0f metri", math.Round(metres/aStep)*aStep)
	case metres < aTown:
		km := strconv.FormatFloat(metres/aKilometre, 'f', 1, 64)
		return "circa " + strings.TrimSuffix(strings.Replace(km, ".", ",", 1), ",0") + " km"
	default:
		return fmt.Sprintf("circa %.0f km", metres/aKilometre)
	}
}

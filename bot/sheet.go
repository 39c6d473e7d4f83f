package bot

import (
	"time"

	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

// Sheet tells of a service or an office what its page says, part by part, in the
// words of the answers: page and assistant never say different things. What the
// charter does not know gives no blocks.
type Sheet struct {
	subject
	view knowledge.View
	now  time.Time
}

// sheetDays is how far ahead a page tells coming changes and exceptional days: who
// reads a page plans further ahead than who asks.
const sheetDays = 42

// ServiceSheet tells of a service as it stands on the view's day. On another day
// than today's nothing is told of this moment.
func ServiceSheet(view knowledge.View, service *knowledge.Service, now time.Time) Sheet {
	office, ok := view.Office(service.Office.Value)
	if !ok {
		office = &knowledge.Office{} // it has ended, and no act has named another
	}
	return Sheet{subject{service, office}, view, now}
}

// OfficeSheet tells of an office as it stands on the view's day.
func OfficeSheet(view knowledge.View, office *knowledge.Office, now time.Time) Sheet {
	return Sheet{subject{office: office}, view, now}
}

// told returns the blocks that a part of an answer adds. The page's heading
// stands for the title of the block that has it.
func (s Sheet) told(heading string, tell func(*answer)) []Block {
	a := pageAnswer(s.view, s.now)
	tell(a)
	for i, block := range a.reply.Blocks {
		switch b := block.(type) {
		case List:
			if b.Title == heading {
				a.reply.Blocks[i] = List{Items: b.Items}
			}
		case Steps:
			if b.Title == heading {
				a.reply.Blocks[i] = Steps{Items: b.Items}
			}
		}
	}
	return a.reply.Blocks
}

// pageAnswer begins what a page says: on another day than today's, as of its
// first moment.
func pageAnswer(view knowledge.View, now time.Time) *answer {
	location := view.Charter().Location()
	now = now.In(location)
	if knowledge.DateOf(now) != view.Day() {
		now = view.Day().In(location)
	}
	a := newAnswer(view.Charter(), nlu.Understanding{Language: italian}, Topic{}, now)
	a.horizon = sheetDays
	return a
}

// Notices are what must be read before the rest: a service that cannot be asked
// for, an office that has moved or is about to, other hours, contacts or people
// soon. What is about to cost differently stands with the cost.
func (s Sheet) Notices() []Block {
	return s.told("", func(a *answer) {
		if s.service != nil {
			a.inactive(s.service)
		}
		if s.office.ID == "" {
			a.say("L'ufficio che se ne occupava non c'è più.")
			a.successors(s.service.Office.Value)
			return
		}
		if p, ok := placeOf(s.view, s.office); ok {
			a.recentPlace(s.office, p)
		}
		a.comingPlace(s.subject)
		a.comingHours(s.subject)
		a.comingWho(s.subject)
		a.comingContacts(s.office)
	})
}

// Audience tells for whom the service is, and within which limits.
func (s Sheet) Audience() []Block {
	return s.told("", func(a *answer) { a.eligibility(s.service) })
}

// Procedure tells how it is done, step by step.
func (s Sheet) Procedure() []Block {
	return s.told("Come si fa", func(a *answer) { a.steps(s.service) })
}

// Requirements tell what to bring.
func (s Sheet) Requirements() []Block {
	return s.told("Che cosa serve", func(a *answer) { a.documents(s.service) })
}

// Outcome tells what one gets, for how long, and what comes after.
func (s Sheet) Outcome() []Block {
	return s.told("", func(a *answer) {
		a.say(sentence(s.service.Outcome.Value))
		a.facts(
			Fact{Label: "Quanto vale", Value: s.service.Validity.Value},
			Fact{Label: "Che cosa succede dopo", Value: s.service.Afterwards.Value},
		)
	})
}

// Times tell how long the office takes and until when one may ask.
func (s Sheet) Times() []Block {
	return s.told("", func(a *answer) {
		a.duration(s.service)
		a.deadline(s.service)
	})
}

// Cost tells what one pays and how, and what is about to change in that.
func (s Sheet) Cost() []Block {
	return s.told("", func(a *answer) {
		a.cost(s.service)
		a.comingCost(s.subject)
	})
}

// Access tells the ways of asking for the service, and whether one must book.
func (s Sheet) Access() []Block {
	return s.told("Dove si chiede", func(a *answer) {
		a.channels(s.subject)
		a.appointment(s.service)
	})
}

// Answerable tells who answers for the service or the office.
func (s Sheet) Answerable() []Block {
	return s.told("", func(a *answer) { a.facts(whoFacts(s.view, s.subject)[1:]...) }) // the page names the office
}

// Missing says, in place of what the charter does not know, whom to ask.
func (s Sheet) Missing() string {
	if s.office.ID == "" {
		return "Nella scheda questa informazione manca ancora."
	}
	a := pageAnswer(s.view, s.now)
	return "Nella scheda questa informazione manca ancora. Puoi chiedere direttamente all'ufficio: " + a.reach(s.office) + "."
}

// Place is where an office receives.
type Place struct {
	Building *knowledge.Building
	Address  string // with the town: "Piazza della Libertà 1, 00000 Valdoria"
	Inside   string // "piano terra, stanze T03 e T04"
}

// PlaceOf returns where an office receives; false when that is not recorded.
func PlaceOf(view knowledge.View, office *knowledge.Office) (Place, bool) {
	p, ok := placeOf(view, office)
	if !ok {
		return Place{}, false
	}
	return Place{p.building, AddressOf(p.building), p.inside()}, true
}

// AddressOf writes a building's address with its town.
func AddressOf(b *knowledge.Building) string { return address(b) }

// Brief is what most people want to know of a service, where one line is enough
// for it.
func (s Sheet) Brief() []Fact {
	var facts []Fact
	add := func(label, value string) {
		if value != "" {
			facts = append(facts, Fact{Label: label, Value: value})
		}
	}
	add("Costo", briefCost(s.service))
	if s.service.Durations.None() {
		add("Tempi", "immediato") // a number of days without its sentence might be read as the wrong days
	}
	add("Appuntamento", string(s.service.Appointment.Value))
	return facts
}

// TownClosures tells which days of the next two weeks all closes, and who goes on
// working nonetheless.
func TownClosures(view knowledge.View, now time.Time) []string {
	a := pageAnswer(view, now)
	a.u.When = nlu.When{Kind: nlu.WhenSpan, Days: knowledge.Between(a.today, a.today.AddDays(soonDays))}
	a.townClosures()
	var closures []string
	for _, block := range a.reply.Blocks {
		if p, ok := block.(Paragraph); ok {
			closures = append(closures, p.Text)
		}
	}
	return closures
}

// DateWords writes a day as "24 novembre 2026", "1° dicembre 2026".
func DateWords(d knowledge.Date) string { return date(d) }

// LongDateWords writes a day as "martedì 24 novembre 2026".
func LongDateWords(d knowledge.Date) string { return longDate(d) }

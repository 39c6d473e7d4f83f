package bot

import (
	"strings"
	"time"

	"github.com/cittaclick/cittaclick/knowledge"
)

// Opening is when the public is received, as a page tells it.
type Opening struct {
	// Desk is the name of what the hours are those of.
	Desk string
	// Open is for this moment, and false on the page of another day than today's.
	Open bool
	// State is this moment in two or three words, "Aperto adesso"; empty on the
	// page of another day than today's.
	State string
	// Then is until when, or when it opens next.
	Then string
	// Day is the plan of the day: "aperto 8:30–12:30 (ultimo ingresso 12:15)".
	Day string
	// Week is the day told about and the six that follow.
	Week []OpeningDay
	// Weekly are the hours of every week, one line for the days that are alike.
	Weekly []string
	Note   string
	// Different are the days of the next weeks that are not as every week.
	Different []string
}

// OpeningDay is one day's plan in words.
type OpeningDay struct {
	Name string // "martedì 24 novembre"
	Plan string
	// Closed on this day.
	Closed bool
}

// Hours tells when the service's desk, or the office, receives; false when that
// is not recorded.
func (s Sheet) Hours() (Opening, bool) {
	schedule, ok := s.schedule(s.view)
	if !ok {
		return Opening{}, false
	}
	return openingOf(s.view, s.hours(s.view.Charter()), schedule, s.desk(s.view), s.now), true
}

// BuildingHours tells when a building's doors are open; false when that is not
// recorded.
func BuildingHours(view knowledge.View, b *knowledge.Building, now time.Time) (Opening, bool) {
	schedule, ok := view.Schedule(b.Schedule)
	if !ok {
		return Opening{}, false
	}
	return openingOf(view, view.Charter().BuildingHours(b.ID), schedule, b.Name, now), true
}

const daysPerWeek = 7

func openingOf(view knowledge.View, h knowledge.Hours, schedule *knowledge.Schedule, desk string, now time.Time) Opening {
	a := pageAnswer(view, now)
	o := Opening{
		Desk: desk, Day: planWords(h.Intervals(a.today)), Note: schedule.Note,
		Weekly:    knowledge.DescribeRules(schedule.Rules, a.today),
		Different: a.differentDays(h, schedule.ID, knowledge.Between(a.today, a.today.AddDays(sheetDays)), a.today),
	}
	for n := range daysPerWeek {
		plan := h.Intervals(a.today.AddDays(n))
		o.Week = append(o.Week, OpeningDay{nearDate(plan.Date, a.today), planWords(plan), plan.Closed()})
	}
	if a.now.Equal(now) {
		o.Open, o.State, o.Then = a.moment(h)
	} else if h.Intervals(a.today).Closed() {
		o.Then = strings.TrimSpace(a.openingAfter(h, a.today.AddDays(1).In(a.now.Location()).Add(-time.Second)))
	}
	return o
}

// moment tells this moment in short, and what then.
func (a *answer) moment(h knowledge.Hours) (open bool, state, then string) {
	now := h.Open(a.now)
	if !now.Open {
		why := capitalised(sentence(reasonOf(now.Plan)))
		return false, "Chiuso adesso", joined(" ", why, strings.TrimSpace(a.openingAfter(h, a.now)))
	}
	return !now.EntryOver, momentWords(now), capitalised(strings.TrimSpace(a.whileOpen(h, now)))
}

// OpenToAll is the state in which one may simply come.
const OpenToAll = "Aperto adesso"

func momentWords(now knowledge.State) string {
	switch {
	case now.EntryOver:
		return "Ingressi chiusi"
	case now.Opening.Mode == knowledge.ModeAppointment:
		return "Adesso solo su appuntamento"
	case now.Opening.Mode == knowledge.ModePhone:
		return "Adesso solo al telefono"
	case now.Opening.Mode == knowledge.ModeOnline:
		return "Adesso solo in videochiamata"
	default:
		return OpenToAll
	}
}

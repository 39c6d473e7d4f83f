package bot

import (
	"slices"

	"github.com/cittaclick/cittaclick/knowledge"
)

// soonDays is how far ahead coming changes are told unasked.
const soonDays = 14

// comingPlace tells that the office is about to move: what would be said on a
// day ahead is compared with what is said today, so that it does not matter
// which fact brings the change.
func (a *answer) comingPlace(s subject) {
	now, ok := placeOf(a.view, s.office)
	if !ok {
		return
	}
	for n := 1; n <= a.horizon; n++ {
		view := a.view.Charter().On(a.today.AddDays(n))
		later, ok := s.on(view)
		if !ok {
			return
		}
		there, ok := placeOf(view, later.office)
		if ok && (!there.same(now) || later.office.ID != s.office.ID) {
			a.say("Attenzione: " + since(view.Day()) + " si va qui:")
			a.facts(
				Fact{Label: "Ufficio", Value: a.newOffice(s, later)},
				Fact{Label: "Sede", Value: joined(", ", there.building.Name, address(there.building))},
				Fact{Label: "Piano e stanza", Value: there.inside()},
				Fact{Label: "Come arrivare", Value: later.office.Directions},
			)
			return
		}
	}
}

// newOffice names the office when another takes over.
func (a *answer) newOffice(s, later subject) string {
	if later.office.ID == s.office.ID {
		return ""
	}
	return later.office.Name
}

// comingHours tells that other hours are about to begin.
func (a *answer) comingHours(s subject) {
	now, ok := s.schedule(a.view)
	if !ok {
		return
	}
	for n := 1; n <= a.horizon; n++ {
		view := a.view.Charter().On(a.today.AddDays(n))
		later, ok := s.on(view)
		if !ok {
			return
		}
		schedule, ok := later.schedule(view)
		if ok && schedule != now && !slices.Equal(schedule.Rules, now.Rules) {
			a.list("Attenzione: "+since(view.Day())+" cambiano gli orari", knowledge.DescribeRules(schedule.Rules, view.Day()))
			return
		}
	}
}

// comingCost tells that other fees are about to be asked.
func (a *answer) comingCost(s subject) {
	now, until := feeLines(s.service), a.today.AddDays(a.horizon)
	for service, day, ok := a.view.Charter().NextService(s.service.ID, a.today, until); ok; service, day, ok = a.view.Charter().NextService(s.service.ID, day, until) {
		if fees := feeLines(service); !slices.Equal(fees, now) {
			a.list("Attenzione: "+since(day)+" cambiano i costi", fees)
			return
		}
	}
}

// comingContacts tells that the office is about to have other numbers or addresses.
func (a *answer) comingContacts(office *knowledge.Office) {
	now, until := contactLines(office), a.today.AddDays(a.horizon)
	for later, day, ok := a.view.Charter().NextOffice(office.ID, a.today, until); ok; later, day, ok = a.view.Charter().NextOffice(office.ID, day, until) {
		if lines := contactLines(later); !slices.Equal(lines, now) {
			a.list("Attenzione: "+since(day)+" cambiano i contatti", lines)
			return
		}
	}
}

// contactLines are the numbers and addresses as one would read them.
func contactLines(office *knowledge.Office) []string {
	lines := make([]string, len(office.Contacts))
	for i, c := range office.Contacts {
		lines[i] = ContactLabel(c.Kind) + ": " + bracketed(c.Value, c.Note)
	}
	return lines
}

// comingWho tells that somebody else is about to answer for it: tenures change
// as well as duties, so that all that would be said on a day ahead counts.
func (a *answer) comingWho(s subject) {
	now := whoFacts(a.view, s)
	for n := 1; n <= a.horizon; n++ {
		view := a.view.Charter().On(a.today.AddDays(n))
		later, ok := s.on(view)
		if !ok {
			return
		}
		if facts := whoFacts(view, later); !slices.Equal(facts, now) {
			a.say("Attenzione: " + since(view.Day()) + " cambia chi se ne occupa:")
			a.facts(facts...)
			return
		}
	}
}

// recently is for how many days a move is still told: who came before looks for
// the office where it was.
const recently = 90

// recentPlace tells that the office has moved not long ago, by which act, and
// where it was.
func (a *answer) recentPlace(office *knowledge.Office, now place) {
	moved := office.PlaceSince
	if moved > a.today || moved <= a.today.AddDays(-recently) {
		return
	}
	view := a.view.Charter().On(moved.AddDays(-1))
	before, ok := view.Office(office.ID)
	if !ok {
		return
	}
	if there, ok := placeOf(view, before); ok && !there.same(now) {
		a.say(bracketed(capitalised(since(moved))+" è qui", a.actName(office.PlaceAct)) + "; prima la sede era " + there.String() + ".")
	}
}

// actName writes an act as people quote it: "determinazione n. 118 del 5 ottobre
// 2026"; empty when the charter has no such act.
func (a *answer) actName(id knowledge.ActID) string {
	act, ok := a.view.Charter().Act(id)
	if !ok || act.Kind == "" {
		return ""
	}
	name := joined(" n. ", act.Kind, act.Number)
	if act.AdoptedOn != nil {
		name += " del" + elided(*act.AdoptedOn) + date(*act.AdoptedOn)
	}
	return name
}

// feeLines are the fees as one would read them.
func feeLines(s *knowledge.Service) []string {
	if s.Fees.None() {
		return []string{"gratuito"}
	}
	lines := make([]string, len(s.Fees.Value))
	for i, fee := range s.Fees.Value {
		words, _ := feeWords(fee)
		lines[i] = fee.Name + ": " + words
	}
	return lines
}

// exceptions lists the days that are not as the week's hours say: closures,
// holidays, extraordinary openings. The day that was told already is left out.
func (a *answer) exceptions(h knowledge.Hours, schedule *knowledge.Schedule, span knowledge.Range, told knowledge.Date) {
	a.list("Giorni diversi dal solito", a.differentDays(h, schedule.ID, span, told))
}

// differentDays describes the exceptions of a span, those in a row as one.
func (a *answer) differentDays(h knowledge.Hours, schedule knowledge.ScheduleID, span knowledge.Range, told knowledge.Date) []string {
	usual := a.usualHours(schedule)
	var runs []exceptionalDays
	for day := span.From; day < span.To; day++ {
		plan := h.Intervals(day)
		if day == told || plan.Why == knowledge.PlanWeekly || plan.Why == knowledge.PlanNone ||
			slices.Equal(plan.Intervals, usual.Intervals(day).Intervals) {
			continue
		}
		words := planWords(plan)
		if last := len(runs) - 1; last >= 0 && runs[last].goesOn(day, words) {
			runs[last].last = day
			continue
		}
		runs = append(runs, exceptionalDays{first: day, last: day, words: words})
	}
	items := make([]string, len(runs))
	for i, run := range runs {
		items[i] = run.describe(a.today)
	}
	return items
}

// usualHours are a schedule's hours as if there were no exceptions.
func (a *answer) usualHours(id knowledge.ScheduleID) knowledge.Hours {
	rules := func(day knowledge.Date) knowledge.DayFacts {
		if schedule, ok := a.view.Charter().On(day).Schedule(id); ok {
			return knowledge.DayFacts{Rules: schedule.Rules}
		}
		return knowledge.DayFacts{}
	}
	return knowledge.NewHours(rules, knowledge.HolidayCalendar{}, a.now.Location())
}

// exceptionalDays follow each other and are alike.
type exceptionalDays struct {
	first, last knowledge.Date
	words       string
}

func (e exceptionalDays) goesOn(day knowledge.Date, words string) bool {
	return e.last.AddDays(1) == day && e.words == words
}

func (e exceptionalDays) describe(today knowledge.Date) string {
	if e.first == e.last {
		return nearDate(e.first, today) + ": " + e.words
	}
	return "da " + nearDate(e.first, today) + " a " + nearDate(e.last, today) + ": " + e.words
}

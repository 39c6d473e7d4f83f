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
	for n := 1; n <= soonDays; n++ {
		view := a.view.Charter().On(a.today.AddDays(n))
		later, ok := s.on(view)
		if !ok {
			return
		}
		there, ok := placeOf(view, later.office)
		if ok && (!there.same(now) || later.office.ID != s.office.ID) {
			a.say("Attenzione: " + since(view.Day()) + " " + joined(", ", a.newOffice(s, later), there.String(), address(there.building)) + "." +
				withSpace(sentence(later.office.Directions)))
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
	for n := 1; n <= soonDays; n++ {
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

// exceptions lists the days that are not as the week's hours say: closures,
// holidays, extraordinary openings.
func (a *answer) exceptions(h knowledge.Hours, schedule *knowledge.Schedule, span knowledge.Range) {
	usual := knowledge.NewHours(func(day knowledge.Date) knowledge.DayFacts {
		if s, ok := a.view.Charter().On(day).Schedule(schedule.ID); ok {
			return knowledge.DayFacts{Rules: s.Rules}
		}
		return knowledge.DayFacts{}
	}, knowledge.HolidayCalendar{}, a.now.Location())
	var days []string
	for day := span.From; day < span.To; day++ {
		plan := h.Intervals(day)
		if plan.Why == knowledge.PlanWeekly || plan.Why == knowledge.PlanNone {
			continue
		}
		if !slices.Equal(plan.Intervals, usual.Intervals(day).Intervals) {
			days = append(days, nearDate(day, a.today)+": "+planWords(plan))
		}
	}
	a.list("Giorni diversi dal solito", days)
}

func withSpace(s string) string {
	if s == "" {
		return ""
	}
	return " " + s
}

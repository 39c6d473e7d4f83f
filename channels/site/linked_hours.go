package site

import (
	"slices"

	"github.com/cittaclick/cittaclick/knowledge"
)

// openingHours is schema.org's OpeningHoursSpecification. Without opens and
// closes it says closed.
type openingHours struct {
	Type    string   `json:"@type"`
	Days    []string `json:"dayOfWeek,omitempty"`
	Opens   string   `json:"opens,omitempty"`
	Closes  string   `json:"closes,omitempty"`
	From    string   `json:"validFrom,omitempty"`
	Through string   `json:"validThrough,omitempty"`
}

// specialDays is how far ahead the days that are not as every week are told.
const specialDays = 42

// specificationsOf tells when one can come: every week, and the days of the next
// weeks that differ. Schema.org cannot say "the first Saturday of the month", so
// such days are told by their dates, as holidays, closures and seasons are.
func specificationsOf(view knowledge.View, h knowledge.Hours, id knowledge.ScheduleID) (weekly, special []openingHours) {
	schedule, ok := view.Schedule(id)
	if !ok {
		return nil, nil
	}
	h = h.Only(knowledge.InPerson()...)
	week := everyWeek(view, schedule)
	var usual [7][]knowledge.Interval
	for n := range usual {
		day := view.Day().AddDays(n)
		usual[day.Weekday()] = week.Intervals(day).Intervals
	}
	for n := range specialDays {
		plan := h.Intervals(view.Day().AddDays(n))
		if !slices.Equal(plan.Intervals, usual[plan.Date.Weekday()]) {
			special = append(special, onDate(plan)...)
		}
	}
	return byWeekday(usual), special
}

// everyWeek are a schedule's hours as the season has them, without what happens
// once a month, on holidays or by exception.
func everyWeek(view knowledge.View, schedule *knowledge.Schedule) knowledge.Hours {
	rules := slices.DeleteFunc(slices.Clone(schedule.Rules), func(r knowledge.OpeningRule) bool { return r.Nth != 0 || r.Holidays })
	facts := func(knowledge.Date) knowledge.DayFacts { return knowledge.DayFacts{Rules: rules} }
	return knowledge.NewHours(facts, knowledge.HolidayCalendar{}, view.Charter().Location()).Only(knowledge.InPerson()...)
}

// byWeekday puts together the weekdays with the same interval.
func byWeekday(usual [7][]knowledge.Interval) []openingHours {
	var weekly []openingHours
	for n := range usual {
		weekday := (n + 1) % len(usual) // from Monday
		for _, interval := range usual[weekday] {
			opens, closes := clock(interval.From), clock(interval.To)
			name := weekdayNames()[weekday]
			i := slices.IndexFunc(weekly, func(s openingHours) bool { return s.Opens == opens && s.Closes == closes })
			if i < 0 {
				weekly = append(weekly, openingHours{Type: "OpeningHoursSpecification", Days: []string{name}, Opens: opens, Closes: closes})
			} else if !slices.Contains(weekly[i].Days, name) {
				weekly[i].Days = append(weekly[i].Days, name)
			}
		}
	}
	return weekly
}

func onDate(plan knowledge.DayPlan) []openingHours {
	date := plan.Date.String()
	if plan.Closed() {
		return []openingHours{{Type: "OpeningHoursSpecification", From: date, Through: date}}
	}
	return each(plan.Intervals, func(i knowledge.Interval) openingHours {
		return openingHours{Type: "OpeningHoursSpecification", From: date, Through: date, Opens: clock(i.From), Closes: clock(i.To)}
	})
}

// clock writes a time of the day; what closes past midnight closes earlier than
// it opens, as schema.org has it.
func clock(c knowledge.Clock) string {
	if midnight := knowledge.ClockAt(24, 0); c == midnight {
		return "23:59"
	} else if c > midnight {
		c -= midnight
	}
	return c.String()
}

func weekdayNames() [7]string {
	return [...]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}
}

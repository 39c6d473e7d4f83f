package knowledge

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// DayFacts is what is true of an owner's hours on one day: asked day by day, so
// that an act which changes the schedule from December is already in what is
// said about December.
type DayFacts struct {
	Rules    []OpeningRule
	Closures []Closure // those that hit the owner, the deciding one first, as ClosuresFor returns them
}

// Hours are the opening hours of one owner (an office, a desk, a telephone
// line, a building) over time. They are a value, safe for concurrent use as
// long as facts is.
type Hours struct {
	facts    func(day Date) DayFacts
	holidays HolidayCalendar
	loc      *time.Location
	modes    []Mode
}

// NewHours returns the hours that follow from the facts of each day, the
// holidays and the municipality's time zone.
func NewHours(facts func(day Date) DayFacts, holidays HolidayCalendar, loc *time.Location) Hours {
	return Hours{facts: facts, holidays: holidays, loc: loc}
}

// Only returns the hours restricted to the modes: Only(InPerson()...) is when
// one can go there.
func (h Hours) Only(modes ...Mode) Hours {
	h.modes = modes
	return h
}

// PlanReason says what decided a day's plan.
type PlanReason string

// What decides, in this order.
const (
	PlanClosed       PlanReason = "closed"        // an exceptional closure
	PlanSpecial      PlanReason = "special"       // exceptional hours
	PlanHoliday      PlanReason = "holiday"       // a public holiday, without hours of its own
	PlanHolidayHours PlanReason = "holiday_hours" // a public holiday on which it is open
	PlanWeekly       PlanReason = "weekly"        // the rules of the weekday
	PlanNone         PlanReason = "none"          // no rule: closed as on every such day
)

// DayPlan is when it is open on one day. An interval that goes past midnight
// belongs to the day on which it began.
type DayPlan struct {
	Date      Date       `json:"date"`
	Why       PlanReason `json:"why"`
	Reason    string     `json:"reason,omitzero"` // the closure's reason or the holiday's name, for people
	Intervals []Interval `json:"intervals,omitempty"`
}

// Closed reports whether it does not open at all on that day.
func (p DayPlan) Closed() bool { return len(p.Intervals) == 0 }

// Intervals returns the plan of the day. In order: an exception that covers the
// day gives its intervals or closes; a holiday closes unless there are rules
// for holidays; then the rules of the weekday; else it is closed.
func (h Hours) Intervals(day Date) DayPlan {
	facts := h.facts(day)
	if len(facts.Closures) > 0 {
		return h.exceptional(day, facts.Closures[0])
	}
	if holidays := h.holidays.On(day); len(holidays) > 0 {
		return h.holiday(day, facts.Rules, holidays)
	}
	plan := DayPlan{Date: day, Why: PlanWeekly, Intervals: h.ruled(facts.Rules, day, false)}
	if plan.Closed() {
		plan.Why = PlanNone
	}
	return plan
}

func (h Hours) exceptional(day Date, c Closure) DayPlan {
	plan := DayPlan{Date: day, Why: PlanClosed, Reason: c.Reason}
	if c.Kind == ClosureSpecial {
		plan.Why = PlanSpecial
		for _, i := range c.Intervals {
			plan.Intervals = h.admit(plan.Intervals, i)
		}
		slices.SortStableFunc(plan.Intervals, compareIntervals)
	}
	return plan
}

func (h Hours) holiday(day Date, rules []OpeningRule, holidays []Holiday) DayPlan {
	names := make([]string, len(holidays))
	for i, holiday := range holidays {
		names[i] = holiday.Name
	}
	plan := DayPlan{
		Date: day, Why: PlanHolidayHours, Reason: strings.Join(names, " e "),
		Intervals: h.ruled(rules, day, true),
	}
	if plan.Closed() {
		plan.Why = PlanHoliday
	}
	return plan
}

// ruled applies the weekday's rules, or those for holidays.
func (h Hours) ruled(rules []OpeningRule, day Date, holiday bool) []Interval {
	calendar := calendarDayOf(day)
	seasonal := seasonInForce(rules, calendar.monthDay, holiday)
	var intervals []Interval
	for i := range rules {
		r := &rules[i]
		if r.Holidays != holiday || r.Season.AllYear() == seasonal || !r.Season.Contains(calendar.monthDay) {
			continue
		}
		if holiday || r.fallsOn(calendar) {
			intervals = h.admit(intervals, r.interval())
		}
	}
	slices.SortStableFunc(intervals, compareIntervals)
	return intervals
}

// seasonInForce reports whether seasonal rules replace the all-year ones, for
// weekdays or for holidays (see Schedule).
func seasonInForce(rules []OpeningRule, day MonthDay, holiday bool) bool {
	for i := range rules {
		r := &rules[i]
		if r.Holidays == holiday && !r.Season.AllYear() && r.Season.Contains(day) {
			return true
		}
	}
	return false
}

// admit appends the interval if its mode is among those asked for.
func (h Hours) admit(to []Interval, i Interval) []Interval {
	if len(h.modes) > 0 && !slices.Contains(h.modes, i.Mode) {
		return to
	}
	return append(to, i)
}

func compareIntervals(a, b Interval) int {
	return cmp.Or(
		cmp.Compare(a.From, b.From),
		cmp.Compare(a.To, b.To),
		cmp.Compare(a.Mode.rank(), b.Mode.rank()),
	)
}

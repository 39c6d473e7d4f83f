package knowledge_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/knowledge"
)

func rome(t testing.TB) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation("Europe/Rome")
	if err != nil {
		t.Fatalf("load Europe/Rome: %v", err)
	}
	return loc
}

func rules(t testing.TB, lines ...string) []knowledge.OpeningRule {
	t.Helper()
	parsed, err := knowledge.ParseRules(lines)
	if err != nil {
		t.Fatalf("parse rules: %v", err)
	}
	return parsed
}

func day(t testing.TB, s string) knowledge.Date {
	t.Helper()
	d, err := knowledge.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// at reads an instant as the clocks in Rome show it.
func at(t testing.TB, s string) time.Time {
	t.Helper()
	instant, err := time.ParseInLocation("2006-01-02 15:04", s, rome(t))
	if err != nil {
		t.Fatal(err)
	}
	return instant
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("2006-01-02 15:04")
}

// always returns hours with the same facts on every day.
func always(t testing.TB, lines ...string) knowledge.Hours {
	t.Helper()
	facts := knowledge.DayFacts{Rules: rules(t, lines...)}
	return knowledge.NewHours(func(knowledge.Date) knowledge.DayFacts { return facts },
		knowledge.NewHolidayCalendar(), rome(t))
}

// TestOfficeOfTheReference is the table of the reference on hours: Monday to
// Friday 9–12:30, Tuesday and Thursday also 15–17:30, first Saturday 9–12.
func TestOfficeOfTheReference(t *testing.T) {
	t.Parallel()
	office := always(t, "lun-ven 09:00-12:30", "mar,gio 15:00-17:30", "sab[1] 09:00-12:00")
	tests := []struct {
		name   string
		at     string
		until  string // open
		reason string // closed
		next   string
	}{
		{name: "opens on the minute", at: "2026-03-10 15:00", until: "2026-03-10 17:30", next: "2026-03-11 09:00"},
		{name: "closed at the closing minute", at: "2026-03-10 12:30", next: "2026-03-10 15:00"},
		{name: "open on the first Saturday", at: "2026-03-07 10:00", until: "2026-03-07 12:00", next: "2026-03-09 09:00"},
		{name: "closed on the second Saturday", at: "2026-03-14 10:00", next: "2026-03-16 09:00"},
		{
			name: "closed on Easter Monday", at: "2026-04-06 10:00",
			reason: "Lunedì dell'Angelo (Pasquetta)", next: "2026-04-07 09:00",
		},
		{name: "closed on 1 May", at: "2026-05-01 10:00", reason: "Festa del lavoro", next: "2026-05-02 09:00"},
		{name: "closed on a holiday Sunday", at: "2026-10-04 10:00", reason: "San Francesco d'Assisi", next: "2026-10-05 09:00"},
		{name: "open the day after it", at: "2026-10-05 10:00", until: "2026-10-05 12:30", next: "2026-10-06 09:00"},
		{name: "closed on 4 October 2027", at: "2027-10-04 10:00", reason: "San Francesco d'Assisi", next: "2027-10-05 09:00"},
		{name: "open on Christmas Eve without an exception", at: "2026-12-24 10:00", until: "2026-12-24 12:30", next: "2026-12-24 15:00"},
		{name: "closed at a time that does not exist", at: "2026-03-29 02:30", next: "2026-03-30 09:00"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			state := office.Open(at(t, tt.at))
			if got, want := stamp(state.Opening.End), tt.until; got != want {
				t.Errorf("open until %q, want %q", got, want)
			}
			if got, want := state.Open, tt.until != ""; got != want {
				t.Errorf("Open = %v, want %v", got, want)
			}
			if got, want := state.Plan.Reason, tt.reason; got != want {
				t.Errorf("reason %q, want %q", got, want)
			}
			next, _ := office.NextOpening(at(t, tt.at))
			if got, want := stamp(next.Start), tt.next; got != want {
				t.Errorf("next opening %q, want %q", got, want)
			}
		})
	}
}

func TestEveryDayIsDecidedInOrder(t *testing.T) {
	t.Parallel()
	weekly := rules(t, "lun-ven 09:00-12:00", "festivi 10:00-13:00")
	special := knowledge.Closure{
		Kind: knowledge.ClosureSpecial, Reason: "elezioni",
		Intervals: []knowledge.Interval{
			{From: knowledge.ClockAt(15, 0), To: knowledge.ClockAt(18, 0), Mode: knowledge.ModeWalkIn},
			{From: knowledge.ClockAt(8, 0), To: knowledge.ClockAt(13, 0), Mode: knowledge.ModeWalkIn},
		},
	}
	closed := knowledge.Closure{Kind: knowledge.ClosureClosed, Reason: "assemblea sindacale"}
	tests := []struct {
		name     string
		day      string
		rules    []knowledge.OpeningRule
		closures []knowledge.Closure
		why      knowledge.PlanReason
		reason   string
		hours    []string
	}{
		{
			name: "the first closure decides, even against one that opens", day: "2026-11-23", rules: weekly,
			closures: []knowledge.Closure{closed, special}, why: knowledge.PlanClosed, reason: "assemblea sindacale",
		},
		{
			name: "special hours go before the holiday", day: "2026-06-02", rules: weekly,
			closures: []knowledge.Closure{special}, why: knowledge.PlanSpecial, reason: "elezioni",
			hours: []string{"08:00-13:00", "15:00-18:00"},
		},
		{
			name: "holiday hours go before the weekday", day: "2026-06-02", rules: weekly,
			why: knowledge.PlanHolidayHours, reason: "Festa nazionale della Repubblica", hours: []string{"10:00-13:00"},
		},
		{
			name: "a holiday closes without hours of its own", day: "2026-06-02", rules: weekly[:5],
			why: knowledge.PlanHoliday, reason: "Festa nazionale della Repubblica",
		},
		{name: "then the weekday", day: "2026-06-03", rules: weekly, why: knowledge.PlanWeekly, hours: []string{"09:00-12:00"}},
		{name: "else it is closed", day: "2026-06-06", rules: weekly, why: knowledge.PlanNone},
		{name: "no rules, never open", day: "2026-06-03", why: knowledge.PlanNone},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			hours := knowledge.NewHours(func(knowledge.Date) knowledge.DayFacts {
				return knowledge.DayFacts{Rules: tt.rules, Closures: tt.closures}
			}, knowledge.NewHolidayCalendar(), rome(t))
			plan := hours.Intervals(day(t, tt.day))
			if plan.Why != tt.why || plan.Reason != tt.reason {
				t.Errorf("decided by %q (%q), want %q (%q)", plan.Why, plan.Reason, tt.why, tt.reason)
			}
			if diff := cmp.Diff(tt.hours, intervalTexts(plan)); diff != "" {
				t.Errorf("intervals (-want +got):\n%s", diff)
			}
		})
	}
}

func intervalTexts(plan knowledge.DayPlan) []string {
	var texts []string
	for _, i := range plan.Intervals {
		texts = append(texts, knowledge.FormatInterval(i))
	}
	return texts
}

func TestSeasonsReplaceTheAllYearRules(t *testing.T) {
	t.Parallel()
	hours := always(t,
		"lun-ven 09:00-12:00", "sab 09:00-11:00", "festivi 10:00-12:00",
		"01/07-31/08 lun-ven 08:00-13:00",
		"15/12-10/01 lun 10:00-11:00")
	tests := map[string]struct {
		day  string
		want []string
	}{
		"before the season":                      {"2026-06-30", []string{"09:00-12:00"}},
		"its first day":                          {"2026-07-01", []string{"08:00-13:00"}},
		"a weekday the season does not name":     {"2026-07-04", nil},
		"its last day":                           {"2026-08-31", []string{"08:00-13:00"}},
		"the day after":                          {"2026-09-01", []string{"09:00-12:00"}},
		"holiday hours are a set of their own":   {"2026-08-15", []string{"10:00-12:00"}},
		"a season that wraps the year, before":   {"2026-12-21", []string{"10:00-11:00"}},
		"a season that wraps the year, after":    {"2027-01-04", []string{"10:00-11:00"}},
		"a season that wraps the year, no rule":  {"2027-01-05", nil},
		"a season that wraps the year, past end": {"2027-01-11", []string{"09:00-12:00"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, intervalTexts(hours.Intervals(day(t, tt.day)))); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.day, diff)
			}
		})
	}
}

func TestTheRulesAreThoseOfTheDaySpokenOf(t *testing.T) {
	t.Parallel()
	now, december := rules(t, "lun 09:00-12:00"), rules(t, "mar 15:00-17:00")
	hours := knowledge.NewHours(func(d knowledge.Date) knowledge.DayFacts {
		if d < knowledge.NewDate(2026, time.December, 1) {
			return knowledge.DayFacts{Rules: now}
		}
		return knowledge.DayFacts{Rules: december}
	}, knowledge.NewHolidayCalendar(), rome(t))

	next, ok := hours.NextOpening(at(t, "2026-11-30 12:00"))
	if got, want := stamp(next.Start), "2026-12-01 15:00"; !ok || got != want {
		t.Errorf("next opening %q, %v; want %q: an act changes the schedule from December", got, ok, want)
	}
}

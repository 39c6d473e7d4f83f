package knowledge_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/cittaclick/cittaclick/knowledge"
)

func hoursOf(rules []knowledge.OpeningRule, loc *time.Location) knowledge.Hours {
	facts := knowledge.DayFacts{Rules: rules}
	return knowledge.NewHours(func(knowledge.Date) knowledge.DayFacts { return facts },
		knowledge.NewHolidayCalendar(), loc)
}

// TestOpenAgreesWithTheDaysPlans compares Open, minute by minute, with the
// plans of that day and of the one before, read as the clocks on the wall.
func TestOpenAgreesWithTheDaysPlans(t *testing.T) {
	t.Parallel()
	loc := rome(t)
	rapid.Check(t, func(t *rapid.T) {
		hours := hoursOf(genRules().Draw(t, "rules"), loc)
		d := genDay().Draw(t, "day")
		for instant := d.In(loc); knowledge.DateOf(instant) == d; instant = instant.Add(time.Minute) {
			state, want := hours.Open(instant), openByTheWall(hours, instant)
			if repeated(instant) && !want {
				continue // stays open through the hour that comes twice
			}
			if state.Open != want {
				t.Fatalf("%s: Open = %v, want %v", instant, state.Open, want)
			}
		}
	})
}

func openByTheWall(hours knowledge.Hours, instant time.Time) bool {
	d := knowledge.DateOf(instant)
	clock := knowledge.ClockAt(instant.Hour(), instant.Minute())
	return covers(hours.Intervals(d), clock) ||
		covers(hours.Intervals(d.AddDays(-1)), clock+knowledge.ClockAt(24, 0))
}

func covers(plan knowledge.DayPlan, c knowledge.Clock) bool {
	return slices.ContainsFunc(plan.Intervals, func(i knowledge.Interval) bool { return i.From <= c && c < i.To })
}

// repeated reports whether the clocks show the same time an hour before or later.
func repeated(t time.Time) bool {
	return t.Add(time.Hour).Hour() == t.Hour() || t.Add(-time.Hour).Hour() == t.Hour()
}

func TestNextOpeningIsTheFirst(t *testing.T) {
	t.Parallel()
	loc := rome(t)
	rapid.Check(t, func(t *rapid.T) {
		hours := hoursOf(genRules().Draw(t, "rules"), loc)
		d := genDay().Draw(t, "day")
		after := d.In(loc).Add(time.Duration(rapid.IntRange(0, 24*60-1).Draw(t, "minute")) * time.Minute)
		next, ok := hours.NextOpening(after)
		if !ok {
			for n := range 366 {
				if plan := hours.Intervals(d.AddDays(n)); n > 1 && !plan.Closed() && !hours.Open(after).Open {
					t.Fatalf("no next opening after %s, but open on %s", after, plan.Date)
				}
			}
			return
		}
		if !next.Start.After(after) {
			t.Fatalf("next opening %s is not after %s", next.Start, after)
		}
		if !hours.Open(next.Start).Open {
			t.Fatalf("not open at the next opening %s", next.Start)
		}
		if !hours.Open(after).Open {
			nothingOpens(t, hours, after, next.Start)
		}
	})
}

// nothingOpens checks every minute at which an interval begins.
func nothingOpens(t *rapid.T, hours knowledge.Hours, from, to time.Time) {
	loc := from.Location()
	for d := knowledge.DateOf(from).AddDays(-1); d <= knowledge.DateOf(to); d++ {
		for _, i := range hours.Intervals(d).Intervals {
			for _, c := range []knowledge.Clock{i.From, i.To - 1} {
				instant := d.In(loc).Add(time.Duration(c) * time.Minute)
				if !instant.Before(from) && instant.Before(to) && hours.Open(instant).Open {
					t.Fatalf("open at %s, before the next opening %s", instant, to)
				}
			}
		}
	}
}

// TestAnOpeningLastsFromItsStartToItsEnd asks again at the ends of the opening
// under way.
func TestAnOpeningLastsFromItsStartToItsEnd(t *testing.T) {
	t.Parallel()
	loc := rome(t)
	rapid.Check(t, func(t *rapid.T) {
		mode := rapid.SampledFrom(knowledge.Modes()).Draw(t, "mode")
		hours := hoursOf(genRules().Draw(t, "rules"), loc).Only(mode)
		after := genDay().Draw(t, "day").In(loc)
		opening, ok := hours.NextOpening(after)
		if !ok || opening.End.IsZero() {
			return
		}
		for _, instant := range []time.Time{opening.Start, opening.End.Add(-time.Minute)} {
			state := hours.Open(instant)
			if !state.Open || state.Opening.End.Before(opening.End) || state.Opening.Mode != mode {
				t.Fatalf("at %s: %+v, want open until %s", instant, state.Opening, opening.End)
			}
		}
		state := hours.Open(opening.End)
		if state.Open && opening.LastEntry.IsZero() && state.Opening.Note == opening.Note &&
			!state.Opening.Start.After(opening.Start) {
			t.Fatalf("still open at the end %s: %+v", opening.End, state.Opening)
		}
	})
}

func TestRulesSurviveTheNotation(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		want := genRules().Draw(t, "rules")
		lines := knowledge.FormatRules(want)
		got, err := knowledge.ParseRules(lines)
		if err != nil {
			t.Fatalf("%q: %v", lines, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%q (-want +got):\n%s", lines, diff)
		}
	})
}

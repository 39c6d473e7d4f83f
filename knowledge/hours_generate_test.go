package knowledge_test

import (
	"time"

	"pgregory.net/rapid"

	"github.com/cittaclick/cittaclick/knowledge"
)

// genRules draws the rules of a valid schedule, with all that rules can say.
func genRules() *rapid.Generator[[]knowledge.OpeningRule] {
	return rapid.Custom(func(t *rapid.T) []knowledge.OpeningRule {
		var schedule knowledge.Schedule
		for _, r := range rapid.SliceOfN(genRule(), 0, 10).Draw(t, "rules") {
			with := knowledge.Schedule{Rules: append(schedule.Rules[:len(schedule.Rules):len(schedule.Rules)], r)}
			if with.Validate() == nil {
				schedule = with
			}
		}
		knowledge.SortRules(schedule.Rules)
		return schedule.Rules
	})
}

func genRule() *rapid.Generator[knowledge.OpeningRule] {
	return rapid.Custom(func(t *rapid.T) knowledge.OpeningRule {
		i := genInterval().Draw(t, "interval")
		r := knowledge.OpeningRule{From: i.From, To: i.To, LastEntry: i.LastEntry, Mode: i.Mode, Note: i.Note}
		if rapid.IntRange(0, 9).Draw(t, "holidays") == 0 {
			r.Holidays = true
		} else {
			r.Weekday = rapid.SampledFrom([]knowledge.Weekday{1, 2, 3, 4, 5, 6, 7}).Draw(t, "weekday")
			r.Nth = rapid.SampledFrom([]int{0, 0, 0, 0, 1, 2, 3, 4, 5, knowledge.NthLast}).Draw(t, "nth")
		}
		if rapid.IntRange(0, 3).Draw(t, "seasonal") == 0 {
			r.Season = knowledge.Season{From: genMonthDay().Draw(t, "from"), To: genMonthDay().Draw(t, "to")}
		}
		r.Key = knowledge.RuleKey(r)
		return r
	})
}

func genInterval() *rapid.Generator[knowledge.Interval] {
	return rapid.Custom(func(t *rapid.T) knowledge.Interval {
		const step = 15
		from := knowledge.Clock(step * rapid.IntRange(0, 24*60/step-1).Draw(t, "from"))
		length := rapid.SampledFrom([]int{1, 4, 14, 16, 18, 20, 40, 96}).Draw(t, "quarters")
		i := knowledge.Interval{
			From: from,
			To:   from + knowledge.Clock(step*length),
			Mode: rapid.SampledFrom(append(knowledge.Modes(), knowledge.ModeWalkIn)).Draw(t, "mode"),
			Note: rapid.SampledFrom([]string{"", "", "", "solo residenti", "Sala “A”, 1° piano – int. 2"}).Draw(t, "note"),
		}
		if rapid.IntRange(0, 4).Draw(t, "last entry") == 0 {
			i.LastEntry = i.To - knowledge.Clock(rapid.IntRange(0, step-1).Draw(t, "before"))
		}
		return i
	})
}

func genMonthDay() *rapid.Generator[knowledge.MonthDay] {
	return rapid.Map(rapid.IntRange(0, 365), func(n int) knowledge.MonthDay {
		return knowledge.MonthDayOf(knowledge.NewDate(2024, time.January, 1).AddDays(n)) // a leap year
	})
}

// genDay draws a day, every third time one near which something happens.
func genDay() *rapid.Generator[knowledge.Date] {
	first := knowledge.NewDate(2026, time.January, 1)
	notable := []knowledge.Date{
		knowledge.NewDate(2026, time.March, 28), knowledge.NewDate(2026, time.March, 29), // the clocks go forward
		knowledge.NewDate(2026, time.October, 24), knowledge.NewDate(2026, time.October, 25), // and back
		knowledge.NewDate(2026, time.December, 31), knowledge.NewDate(2028, time.February, 29),
		knowledge.NewDate(2026, time.October, 4), knowledge.NewDate(2026, time.December, 25),
	}
	anyDay := rapid.Map(rapid.IntRange(0, 5*365), func(n int) knowledge.Date { return first.AddDays(n) })
	return rapid.OneOf(anyDay, anyDay, rapid.SampledFrom(notable))
}

package bot

import (
	"strings"
	"time"

	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

// hours tells whether it is open at the time asked about, until when, when it
// opens next, the week's hours and what differs from them soon.
func (a *answer) hours(s subject) bool {
	schedule, ok := s.schedule(a.view)
	if !ok {
		return false
	}
	h := s.hours(a.view.Charter())
	day, told := a.today, a.today
	switch when := a.u.When; {
	case when.Kind == nlu.WhenDay:
		day = when.Days.From
		a.onDay(s, h, day)
		told = day
	case when.Kind == nlu.WhenWeekday:
		a.onWeekday(s, h, a.usualHours(schedule.ID), when.Days.From)
	case when.Kind == nlu.WhenSpan:
		day = max(when.Days.From, a.today)
		a.overSpan(s, h, schedule, knowledge.Range{From: day, To: when.Days.To})
	case when.Kind == nlu.WhenNone && a.part() != nlu.PartAny:
		a.inPart(s, h)
	default:
		a.say(a.rightNow(s, h))
	}
	a.weekly(s, schedule, day)
	if a.u.When.Kind != nlu.WhenSpan {
		a.exceptions(h, schedule, knowledge.Between(a.today, a.today.AddDays(soonDays)), told)
	}
	a.comingHours(s)
	return true
}

// onDay answers for one day, and for a time of it when one was named.
func (a *answer) onDay(s subject, h knowledge.Hours, day knowledge.Date) {
	plan := h.Intervals(day)
	text := ""
	if a.u.When.Timed {
		text += dayName(day, a.today) + " " + a.atTime(h, day) + ". Quel giorno: " + planWords(plan) + "."
	} else {
		text += strings.TrimSuffix(dayName(day, a.today), ",") + ", " + planWords(plan) + "."
	}
	if part := partWords(a.part()); part != "" && !plan.Closed() && !opensIn(plan, a.part()) {
		text += " " + part + " lo sportello è chiuso."
	}
	if plan.Closed() {
		text += a.openingAfter(h, day.AddDays(1).In(a.now.Location()).Add(-time.Second))
	}
	if day == a.today && !plan.Closed() && !a.u.When.Timed {
		text += " " + capitalised(a.state(h))
	}
	a.say(a.dayVerdict(h, plan) + a.ofDesk(s, text))
}

// ofDesk names the desk that the words are about; one that is called so is not
// called so twice.
func (a *answer) ofDesk(s subject, text string) string {
	desk := s.desk(a.view)
	if strings.HasPrefix(desk, "Sportello") {
		text = strings.TrimPrefix(text, "lo sportello ")
	}
	return desk + ": " + text
}

// atTime tells how it is at the time asked about: "alle 16:00 lo sportello è
// chiuso". Who comes after the last entry is not let in.
func (a *answer) atTime(h knowledge.Hours, day knowledge.Date) string {
	at := atMinute(day, a.u.When.Minute, a.now.Location())
	state := h.Open(at)
	if !state.Open {
		return "alle " + clock(at) + " lo sportello è chiuso"
	}
	text := "alle " + clock(at) + " " + strings.TrimSuffix(openWords(state.Opening.Mode), ",")
	switch last := state.Opening.LastEntry; {
	case state.EntryOver:
		text += ", ma l'ultimo ingresso è alle " + clock(last)
	case !last.IsZero():
		text += ", con ultimo ingresso alle " + clock(last)
	}
	return text
}

// onWeekday answers for "il sabato": the next such day, and when that is closed
// the first one that is not.
func (a *answer) onWeekday(s subject, h, usual knowledge.Hours, first knowledge.Date) {
	const weeksAhead = 10
	text := a.weekdayVerdict(h, usual, first) + s.desk(a.view) + ": " + nearDate(first, a.today) + ", " + planWords(h.Intervals(first)) + "."
	if h.Intervals(first).Closed() {
		later := "Di " + weekdayName(first) + " non apre."
		for n := 1; n <= weeksAhead; n++ {
			if plan := h.Intervals(first.AddDays(n * daysPerWeek)); !plan.Closed() {
				later = "Prossima apertura di " + weekdayName(first) + ": " + dayAndMonth(plan.Date) + ", " + planWords(plan) + "."
				break
			}
		}
		a.say(text + " " + later)
		return
	}
	if a.u.When.Timed {
		text += " " + capitalised(a.atTime(h, first)) + "."
	} else if part := partWords(a.part()); part != "" && !opensIn(h.Intervals(first), a.part()) {
		text += " " + part + " lo sportello è chiuso."
	}
	a.say(text)
}

// overSpan answers for a week day by day, for longer with what is not as usual.
func (a *answer) overSpan(s subject, h knowledge.Hours, schedule *knowledge.Schedule, span knowledge.Range) {
	const dayByDay = 10
	a.say(a.overSpanVerdict(s, h, span))
	if span.To > span.From.AddDays(dayByDay) {
		a.exceptions(h, schedule, span, knowledge.Earliest)
		return
	}
	var days []string
	for day := span.From; day < span.To; day++ {
		days = append(days, nearDate(day, a.today)+": "+planWords(h.Intervals(day)))
	}
	a.list(s.desk(a.view), days)
}

// weekly lists the hours in force on a day.
func (a *answer) weekly(s subject, schedule *knowledge.Schedule, day knowledge.Date) {
	if later, ok := s.on(a.view.Charter().On(day)); ok {
		if other, ok := later.schedule(a.view.Charter().On(day)); ok {
			schedule = other
		}
	}
	items := knowledge.DescribeRules(schedule.Rules, day)
	if schedule.Note != "" {
		items = append(items, schedule.Note)
	}
	a.list(a.hoursTitle(s), items)
}

// hoursTitle does not pass an office's hours off as those of the service.
func (a *answer) hoursTitle(s subject) string {
	if s.service != nil && !s.ownDesk() {
		return "Orari dell'ufficio che se ne occupa (" + s.office.Name + ")"
	}
	return "Orari — " + s.desk(a.view)
}

// planWords tells a day's openings: "aperto 8:30–12:30 (ultimo ingresso
// 12:15)", "chiuso (Natale)".
func planWords(plan knowledge.DayPlan) string {
	reason := reasonOf(plan)
	if plan.Closed() {
		return bracketed("chiuso", reason)
	}
	times := make([]string, len(plan.Intervals))
	for i, interval := range plan.Intervals {
		lastEntry := ""
		if interval.LastEntry != 0 {
			lastEntry = "ultimo ingresso " + interval.LastEntry.Plain()
		}
		times[i] = bracketed(interval.From.Plain()+"–"+interval.To.Plain(), modeWords(interval.Mode), lastEntry, interval.Note)
	}
	return joined(" — ", "aperto "+enumerate(times), unstopped(reason))
}

// atMinute is the instant of a wall-clock time on a day.
func atMinute(day knowledge.Date, minute int, loc *time.Location) time.Time {
	const perHour = 60
	return time.Date(day.Year(), day.Month(), day.Day(), minute/perHour, minute%perHour, 0, 0, loc)
}

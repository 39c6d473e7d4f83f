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

// rightNow tells whether it is open at this moment; with a yes or a no when
// that was the question.
func (a *answer) rightNow(s subject, h knowledge.Hours) string {
	state := h.Open(a.now)
	open := state.Open && !state.EntryOver
	verdict := a.verdict(open)
	if verdict == "" && a.u.When.Kind == nlu.WhenNow && a.said.whether() == notWhether && !a.said.says("quando", "orari", "orario") {
		verdict = "No. "
		if open {
			verdict = "Sì. "
		}
	}
	text := verdict + a.ofDesk(s, a.state(h))
	if open && a.said.reopening() {
		text += strings.Replace(a.openingAfter(h, a.now), "Apre", "Poi riapre", 1)
	}
	return text
}

// state tells whether it is open at this moment, until when, and what then.
func (a *answer) state(h knowledge.Hours) string {
	state := h.Open(a.now)
	if !state.Open {
		return closedNow(state.Plan) + "." + a.openingAfter(h, a.now)
	}
	text := nowWords(state.Opening.Mode) + a.untilWhen(state.Opening)
	if state.EntryOver {
		return text + ", ma l'ultimo ingresso era alle " + clock(state.Opening.LastEntry) + "." + a.openingAfter(h, a.now)
	}
	text += "."
	switch {
	case state.ClosingSoon && !state.Opening.LastEntry.IsZero():
		text += " Manca meno di mezz'ora all'ultimo ingresso."
	case state.ClosingSoon:
		text += " Manca meno di mezz'ora alla chiusura."
	}
	return text
}

// nowWords tells how the public is received now, before "fino alle 12:30". It
// speaks of the desk, so that the words agree whatever the office is called.
func nowWords(m knowledge.Mode) string {
	if m == knowledge.ModeWalkIn {
		return "lo sportello adesso è aperto"
	}
	return "adesso " + openWords(m)
}

// openWords tells how the public is received, before "fino alle 12:30".
func openWords(m knowledge.Mode) string {
	switch m {
	case knowledge.ModeAppointment:
		return "riceve solo su appuntamento,"
	case knowledge.ModePhone:
		return "risponde solo al telefono,"
	case knowledge.ModeOnline:
		return "riceve solo in videochiamata,"
	default:
		return "lo sportello è aperto"
	}
}

// untilWhen tells how long it stays open, and the last entry.
func (a *answer) untilWhen(o knowledge.Opening) string {
	if o.End.IsZero() {
		return " a tutte le ore"
	}
	text := " fino alle " + clock(o.End)
	if day := knowledge.DateOf(o.End); day != a.today {
		text = " fino a " + nearDate(day, a.today) + " alle " + clock(o.End)
	}
	if !o.LastEntry.IsZero() && !a.now.After(o.LastEntry) {
		text += ", con ultimo ingresso alle " + clock(o.LastEntry)
	}
	return text
}

// openingAfter names the day of the next opening with its date and the mode, and
// when that is by appointment only, the first time that one may simply come.
func (a *answer) openingAfter(h knowledge.Hours, after time.Time) string {
	next, ok := h.NextOpening(after)
	if !ok {
		return ""
	}
	text := " Apre " + dayName(next.Date, a.today) + " alle " + clock(next.Start)
	if words := modeWords(next.Mode); words != "" {
		text += " (" + words + ")"
	}
	text += "."
	if next.Mode == knowledge.ModeWalkIn {
		return text
	}
	if free, ok := h.Only(knowledge.ModeWalkIn).NextOpening(after); ok {
		text += " Senza appuntamento: " + dayName(free.Date, a.today) + " alle " + clock(free.Start) + "."
	}
	return text
}

func modeWords(m knowledge.Mode) string {
	switch m {
	case knowledge.ModeAppointment:
		return "solo su appuntamento"
	case knowledge.ModePhone:
		return "solo al telefono"
	case knowledge.ModeOnline:
		return "solo in videochiamata"
	default:
		return ""
	}
}

// closedNow tells that it is closed and why: on a day of special hours, which.
func closedNow(plan knowledge.DayPlan) string {
	if plan.Closed() || reasonOf(plan) == "" {
		return bracketed("lo sportello adesso è chiuso", reasonOf(plan))
	}
	return "lo sportello adesso è chiuso. Oggi orario speciale: " + planWords(plan)
}

// reasonOf tells why a day is not as usual.
func reasonOf(plan knowledge.DayPlan) string {
	if plan.Why == knowledge.PlanWeekly {
		return ""
	}
	return plan.Reason
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
	const daysPerWeek, weeksAhead = 7, 10
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

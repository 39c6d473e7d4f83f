package bot

import (
	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

// whether is the question that a yes or a no answers.
type whether int

const (
	notWhether   whether      = iota // when, at what time: no yes or no
	whetherOpen                      // "è aperto?", "faccio in tempo?"
	whetherShut                      // "è chiuso?"
	shutOrOpen   = notWhether        // "aperto o chiuso?" is no yes-or-no question
	weeksOfARule = 5                 // how many weeks tell whether a weekday is always so
)

// whether tells what yes and no would mean, by the words of the question.
func (p phrase) whether() whether {
	if p.says("quando", "a che ora", "che ora", "che ore", "che orari", "che orario", "orari", "orario", "quali giorni",
		"che giorni", "che giorno", "quale giorno", "quanto", "perche", "come mai", "dove", "chi") {
		return notWhether
	}
	open := p.says("aperto", "aperta", "aperti", "aperte", "apre", "aprite", "aprono", "in tempo", "posso venire", "posso passare",
		"posso andare", "si puo venire", "si puo andare", "possiamo venire", "c e qualcuno", "trovo qualcuno", "riceve", "ricevete",
		"ricevono", "lavora", "lavorate", "lavorano")
	shut := p.says("chiuso", "chiusa", "chiusi", "chiuse", "chiude", "chiudete", "chiudono")
	switch {
	case open && !shut:
		return whetherOpen
	case shut && !open:
		return whetherShut
	default:
		return notWhether
	}
}

// reopening tells whether the question is when it opens again.
func (p phrase) reopening() bool {
	return p.says("riapre", "riaprono", "riaprite", "riaprira", "riapriranno", "riaprirete")
}

// asksWhenOffice answers a question of opening whose best reading is an office,
// though others came near: what opens is a desk. It does nothing, and says
// false, otherwise.
func (a *answer) asksWhenOffice() bool {
	if a.u.Decision != nlu.DecideClarify || a.said.whether() == notWhether && !a.said.reopening() {
		return false
	}
	if best := a.u.Alternatives; len(best) > 0 && best[0].Target.Kind() == nlu.KindOffice && a.titleOf(best[0].Target) != "" {
		a.u.Target, a.u.Decision, a.u.Aspects = best[0].Target, nlu.DecideAnswer, []nlu.Aspect{nlu.AspectHours}
		a.reply.Understanding = a.u
		a.byTarget()
		return true
	}
	return false
}

// verdict begins an answer with a yes or a no, when that is what was asked.
func (a *answer) verdict(open bool) string {
	asked := a.said.whether()
	switch {
	case asked == notWhether:
		return ""
	case open == (asked == whetherOpen):
		return "Sì. "
	default:
		return "No. "
	}
}

// dayVerdict is that of one day: as long as somebody who comes is still let in.
func (a *answer) dayVerdict(h knowledge.Hours, plan knowledge.DayPlan) string {
	open := a.opensAsAsked(h, plan)
	if open && plan.Date == a.today && !a.u.When.Timed && !a.stillToday(h) && a.said.whether() == whetherOpen {
		return "Oggi non più. "
	}
	return a.verdict(open)
}

// stillToday tells whether one may still come on the day of the question.
func (a *answer) stillToday(h knowledge.Hours) bool {
	if state := h.Open(a.now); state.Open && !state.EntryOver {
		return true
	}
	next, ok := h.NextOpening(a.now)
	return ok && next.Date == a.today
}

// opensAsAsked tells whether it opens on a day at the time or in the part of it
// that was asked about; past the last entry it does not count.
func (a *answer) opensAsAsked(h knowledge.Hours, plan knowledge.DayPlan) bool {
	switch when := a.u.When; {
	case plan.Closed():
		return false
	case when.Timed:
		state := h.Open(atMinute(plan.Date, when.Minute, a.now.Location()))
		return state.Open && !state.EntryOver
	default:
		return opensIn(plan, a.part())
	}
}

// weekdayVerdict is that of a rule: "il sabato è aperto?" may be so always, never
// or on some Saturdays only. A holiday does not make a rule.
func (a *answer) weekdayVerdict(h, usual knowledge.Hours, first knowledge.Date) string {
	const daysPerWeek, weeksOfARule = 7, 5
	open := 0
	for n := range weeksOfARule {
		if a.opensAsAsked(usual, usual.Intervals(first.AddDays(n*daysPerWeek))) {
			open++
		}
	}
	switch {
	case a.said.whether() == notWhether:
		return ""
	case open != 0 && open != weeksOfARule:
		return "Non sempre. "
	case (open != 0) != a.opensAsAsked(h, h.Intervals(first)):
		return "Di regola " + lowered(a.verdict(open != 0))
	default:
		return a.verdict(open != 0)
	}
}

// overSpanVerdict is that of several days.
func (a *answer) overSpanVerdict(s subject, h knowledge.Hours, span knowledge.Range) string {
	const longest = 62
	for day := span.From; day < min(span.To, span.From.AddDays(longest)); day++ {
		if a.opensAsAsked(h, h.Intervals(day)) {
			return a.spanVerdict(s, true, "in quei giorni lo sportello apre, con questi orari.")
		}
	}
	return a.spanVerdict(s, false, "in quei giorni lo sportello è chiuso.")
}

func (a *answer) spanVerdict(s subject, open bool, words string) string {
	verdict := a.verdict(open)
	if verdict == "" {
		return ""
	}
	return verdict + s.desk(a.view) + ": " + words
}

// inPart answers for a part of the day without a day: "è aperto la sera?".
func (a *answer) inPart(s subject, h knowledge.Hours) {
	const week = 7
	var days []string
	for n := range week {
		if plan := h.Intervals(a.today.AddDays(n)); opensIn(plan, a.part()) {
			days = append(days, nearDate(plan.Date, a.today)+": "+planWords(plan))
		}
	}
	verdict, when := a.verdict(len(days) > 0)+s.desk(a.view)+": ", lowered(partWords(a.part()))
	if len(days) == 0 {
		a.say(verdict + "nei prossimi sette giorni " + when + " lo sportello è chiuso.")
		return
	}
	a.say(verdict + "nei prossimi sette giorni " + when + " lo sportello apre così.")
	a.list("Giorni", days)
}

// part is the part of the day asked about; the night is none that the
// understanding tells apart.
func (a *answer) part() nlu.DayPart {
	if a.u.When.Part == nlu.PartAny && a.said.says("notte", "stanotte") {
		return partNight
	}
	return a.u.When.Part
}

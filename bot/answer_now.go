package bot

import (
	"strings"
	"time"

	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

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
	return nowWords(state.Opening.Mode) + a.whileOpen(h, state)
}

// whileOpen tells of an opening under way until when it lasts and what then,
// after "lo sportello adesso è aperto".
func (a *answer) whileOpen(h knowledge.Hours, state knowledge.State) string {
	text := a.untilWhen(state.Opening)
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

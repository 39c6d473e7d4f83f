package bot

import (
	"strings"
	"time"

	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

// ActionToday asks for today's hours of all offices, as a channel's menu does.
const ActionToday = "c:today"

// composeToday tells when each office is open today.
func composeToday(charter *knowledge.Charter, now time.Time) Reply {
	u := nlu.Understanding{Aspects: []nlu.Aspect{nlu.AspectHours}, Confidence: 1, Decision: nlu.DecideAnswer, Language: italian}
	a := newAnswer(charter, u, Topic{}, now)
	if desk, ok := a.view.Office(urp); ok {
		a.readAs(nlu.Office(string(desk.ID)), u.Aspects) // what follows, like "e sabato?", is asked of the desk for everybody
	}
	a.townClosures()
	_, closed := a.view.TownClosure()
	told := a.list("Uffici "+strings.TrimSuffix(dayName(a.today, a.today), ","), a.officesToday(closed))
	if !told && !closed {
		a.reply.Ending = EndUnknownMissing
		a.say("Nella carta dei servizi non trovo gli orari degli uffici.")
		a.offerPerson()
		return a.reply
	}
	a.reply.Ending = EndAnswered
	a.say("Per gli altri giorni scrivimi il nome dell'ufficio, per esempio «orari dell'anagrafe sabato».")
	return a.reply
}

// officesToday tells today's hours, office by office; of the open ones only when
// it goes without saying that the others are closed.
func (a *answer) officesToday(onlyOpen bool) []string {
	var items []string
	for _, office := range a.view.Offices() {
		s := subject{office: office}
		if _, ok := s.schedule(a.view); !ok {
			continue
		}
		if plan := s.hours(a.view.Charter()).Intervals(a.today); !onlyOpen || !plan.Closed() {
			items = append(items, office.Name+": "+planWords(plan))
		}
	}
	return items
}

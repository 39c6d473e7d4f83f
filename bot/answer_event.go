package bot

import (
	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

// aboutLifeEvent tells in order what a situation asks for, across services and
// other bodies. It does nothing, and says false, when the event is no longer
// there: the question is then answered as one about its target.
func (a *answer) aboutLifeEvent(id knowledge.LifeEventID) bool {
	event, ok := a.view.LifeEvent(id)
	if !ok || !event.Steps.Provided() {
		return false
	}
	a.reply.Ending = EndAnswered
	a.say(joined(". ", event.Title.Value, sentence(event.Summary.Value)))
	items := make([]string, len(event.Steps.Value))
	for i, step := range event.Steps.Value {
		items[i] = a.eventStep(step)
	}
	a.add(Steps{Title: "Che cosa fare, in ordine", Items: items})
	a.eventSource(event)
	a.buttons(a.eventButtons(event))
	return true
}

// eventStep tells what to do, when, and who handles it.
func (a *answer) eventStep(step knowledge.EventStep) string {
	when := ""
	if step.When != "" {
		when = "Quando: " + unstopped(step.When)
	}
	return sentence(joined(". ", unstopped(step.Text), when, a.stepOwner(step)))
}

// stepOwner names the service or the body of a step; nothing for one that the
// municipality does not offer.
func (a *answer) stepOwner(step knowledge.EventStep) string {
	if s, ok := a.view.Service(step.Service); ok {
		return "Servizio del Comune: " + s.Title.Value
	}
	if m, ok := a.view.Matter(step.Matter); ok {
		return bracketed("Altro ente: "+m.Body.Value, m.Title.Value)
	}
	return ""
}

func (a *answer) eventSource(event *knowledge.LifeEvent) {
	a.reply.Source = "/eventi/" + string(event.ID)
	text := "Fonte: «" + event.Title.Value + "»"
	if event.UpdatedOn != knowledge.Earliest {
		a.reply.UpdatedOn = event.UpdatedOn
		text += ", aggiornata " + to(event.UpdatedOn)
	}
	a.add(Link{Title: text, URL: a.reply.Source})
}

// eventButtons offers the services of the steps, each once.
func (a *answer) eventButtons(event *knowledge.LifeEvent) []Button {
	var buttons []Button
	offered := make(map[knowledge.ServiceID]bool)
	for _, step := range event.Steps.Value {
		s, ok := a.view.Service(step.Service)
		if !ok || offered[s.ID] {
			continue
		}
		offered[s.ID] = true
		buttons = append(buttons, button(s.Title.Value, nlu.Service(string(s.ID)))...)
	}
	return buttons
}

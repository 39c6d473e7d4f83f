package bot

import (
	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

// aboutMatter sends the citizen to the body that handles the matter and says
// what the municipality does instead.
func (a *answer) aboutMatter(id knowledge.MatterID) {
	matter, ok := a.view.Matter(id)
	if !ok {
		a.noLongerThere()
		return
	}
	a.reply.Ending = EndUnknownOtherBody
	a.say(heading(matter.Title.Value) + ": non è un servizio del Comune.")
	a.say(sentence(matter.Summary.Value))
	a.facts(
		Fact{Label: "Chi se ne occupa", Value: matter.Body.Value},
		Fact{Label: "Dove andare", Value: matter.Where.Value},
		Fact{Label: "Telefono", Value: matter.Phone.Value},
	)
	if matter.Website.Value != "" {
		a.add(Link{Title: "Sito: " + matter.Body.Value, URL: matter.Website.Value})
	}
	a.say(sentence(matter.Here.Value))
	page, _ := pageOf(nlu.Body(string(id)))
	a.source(page, matter.Title.Value, matter.UpdatedOn)
	var buttons []Button
	for _, slug := range matter.Related.Value {
		if s, ok := a.view.Service(knowledge.ServiceID(slug)); ok {
			buttons = append(buttons, button(s.Title.Value, nlu.Service(slug))...)
		}
	}
	a.buttons(buttons)
}

// charterSource names the charter as the source of what has no page of its own.
func (a *answer) charterSource(updated knowledge.Date) {
	text := "Fonte: carta dei servizi"
	if name := a.view.Municipality().Name; name != "" {
		text += " — " + name
	}
	if updated != knowledge.Earliest {
		text += ", aggiornata " + to(updated)
	}
	a.say(text + ".")
}

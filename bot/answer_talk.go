package bot

import (
	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

// emergency puts first what saves lives; the rest of the answer stays what it is.
func (a *answer) emergency() {
	switch a.u.Emergency {
	case nlu.EmergencyCall112:
		a.add(Paragraph{Urgent: true, Text: "Se qualcuno è in pericolo chiama subito il 112: è gratuito e risponde sempre."})
	case nlu.EmergencyViolence:
		a.add(Paragraph{Urgent: true, Text: "Se sei in pericolo chiama subito il 112. " +
			"Contro la violenza e lo stalking c'è anche il 1522: è gratuito, riservato e risponde a tutte le ore."})
	}
}

// sureInEmergency is the confidence from which a service is told to somebody in
// danger: a guess would only be in the way.
const sureInEmergency = 0.8

// asksBesides tells whether a message that tells of a danger asks for something
// besides. Where nothing in particular is asked, it is the words of the danger
// that led to the target: "sto male" is no request for home care.
func (a *answer) asksBesides() bool {
	return a.u.Decision == nlu.DecideAnswer && a.u.Confidence >= sureInEmergency && len(a.specific()) > 0 && !a.u.Told
}

// afterEmergency is what remains to say to somebody in danger who asks for
// nothing else that was understood: no guesses.
func (a *answer) afterEmergency() {
	a.reply.Ending = EndAnswered
	a.say("Quando sei al sicuro, se ti serve un servizio del Comune scrivimi quale.")
	office, ok := a.view.Office(socialServices)
	if !ok || a.u.Emergency != nlu.EmergencyViolence {
		a.offerPerson()
		return
	}
	a.say("Puoi contare anche su: " + a.reach(office) + ".")
	buttons := button(office.Name, nlu.Office(string(office.ID)))
	if center, ok := a.view.Service(violenceCenter); ok {
		buttons = append(buttons, button(center.Title.Value, nlu.Service(string(center.ID)))...)
	}
	a.buttons(buttons)
}

// clarify asks back among the readings.
func (a *answer) clarify() {
	var buttons []Button
	for _, c := range a.u.Alternatives {
		if title := a.titleOf(c.Target); title != "" {
			buttons = append(buttons, button(title, c.Target, a.specific()...)...)
		}
	}
	if len(buttons) == 0 {
		a.unknown()
		return
	}
	a.reply.Ending = EndClarification
	a.say("Non sono sicuro di aver capito. Quale di questi ti serve?")
	a.buttons(buttons)
}

// titleOf names a target; empty when it is not in the charter.
func (a *answer) titleOf(t nlu.Target) string {
	switch t.Kind() {
	case nlu.KindService:
		if s, ok := a.view.Service(knowledge.ServiceID(t.Slug())); ok {
			return s.Title.Value
		}
	case nlu.KindOffice:
		if o, ok := a.view.Office(knowledge.OfficeID(t.Slug())); ok {
			return o.Name
		}
	case nlu.KindBody:
		if m, ok := a.view.Matter(knowledge.MatterID(t.Slug())); ok {
			return m.Title.Value
		}
	}
	return ""
}

// unknown says that there is no answer, why, and what to do instead.
func (a *answer) unknown() {
	switch a.u.Reason {
	case nlu.ReasonLanguage:
		a.otherLanguage()
		return
	case nlu.ReasonOutside:
		a.reply.Ending = EndUnknownOutOfScope
		a.say("A questo non so rispondere: rispondo sui servizi e sugli uffici del Comune.")
	case nlu.ReasonEmpty:
		a.reply.Ending = EndUnknownNoMatch
		a.say("Non ho ricevuto parole. Scrivimi che cosa ti serve, per esempio «quanto costa la carta d'identità?».")
	case nlu.ReasonGarbled:
		a.reply.Ending = EndUnknownNoMatch
		a.say("Non ho capito che cosa hai scritto. Prova con parole semplici, per esempio il nome del servizio o dell'ufficio.")
	default:
		a.reply.Ending = EndUnknownNoMatch
		a.say("Non lo so: nella carta dei servizi non ho trovato una risposta. " +
			"Prova con altre parole, per esempio il nome del documento, del servizio o dell'ufficio.")
	}
	a.offerPerson()
	if a.reply.Ending == EndUnknownNoMatch {
		a.suggest()
	}
}

// suggest offers what came nearest, as what it is: a guess.
func (a *answer) suggest() {
	const guesses = 3
	var buttons []Button
	for _, c := range a.u.Alternatives {
		if title := a.titleOf(c.Target); title != "" && len(buttons) < guesses {
			buttons = append(buttons, button(title, c.Target)...)
		}
	}
	if len(buttons) > 0 {
		a.say("Forse cercavi:")
		a.buttons(buttons)
	}
}

// offerPerson tells how to reach a person: the URP or, without one, the
// switchboard.
func (a *answer) offerPerson() {
	if office, ok := a.view.Office(urp); ok {
		a.say("Per parlare con una persona: " + a.reach(office) + ".")
		return
	}
	town := a.view.Municipality()
	if how := joined(", ", labelled("telefono", town.Switchboard), labelled("e-mail", town.Email)); how != "" {
		a.say("Per parlare con una persona: " + joined(", ", town.Name, how) + ".")
	}
}

// personToo offers a person to whom asked for one along with a question.
func (a *answer) personToo() []Button {
	if a.u.Courtesy != nlu.SmalltalkHuman {
		return nil
	}
	return button("Parlare con una persona", nlu.SmalltalkHuman)
}

func labelled(label, value string) string {
	if value == "" {
		return ""
	}
	return label + " " + value
}

// aboutStatus says whom to ask about an application already filed: the office
// of its matter or the one last spoken of, else the register. Who files has a right to know
// who is responsible and how it stands (L. 241/1990, art. 8 and 10).
func (a *answer) aboutStatus() {
	a.reply.Ending = EndAnswered
	a.say("Da qui non posso vedere le domande già presentate. Lo può dire l'ufficio che le tratta: " +
		"chi ha presentato una domanda ha diritto di sapere chi ne è responsabile e a che punto è " +
		"(legge 241 del 1990, articoli 8 e 10). Tieni pronto il numero di protocollo, se ce l'hai.")
	for _, id := range a.officesThatKnow() {
		if office, ok := a.view.Office(id); ok {
			a.contacts(office)
			s := subject{office: office}
			a.source(s.page(), s.title(), s.updatedOn())
			a.buttons(button("Orari", s.target(), nlu.AspectHours))
			return
		}
	}
	a.offerPerson()
}

// officesThatKnow lists who may know how an application stands, the likeliest first.
func (a *answer) officesThatKnow() []knowledge.OfficeID {
	offices := []knowledge.OfficeID{register, urp}
	if a.u.About == "" && a.topic.Focus.Kind() == nlu.KindOffice {
		return append([]knowledge.OfficeID{knowledge.OfficeID(a.topic.Focus.Slug())}, offices...)
	}
	if s, ok := a.view.Service(knowledge.ServiceID(a.u.About.Slug())); ok {
		return append([]knowledge.OfficeID{s.Office.Value}, offices...)
	}
	return offices
}

// smalltalk answers what is no question.
func (a *answer) smalltalk() {
	a.reply.Ending = EndSmalltalk
	if a.inTheirLanguage() {
		return // "hola": a greeting that expects to go on in that language
	}
	switch a.u.Target {
	case nlu.SmalltalkGreeting:
		a.say(a.greeting() + "! Dimmi che cosa ti serve.")
	case nlu.SmalltalkThanks:
		a.say("Prego! Se ti serve altro, scrivimi.")
	case nlu.SmalltalkBye:
		a.say("A presto!")
	case nlu.SmalltalkHuman:
		a.human()
	case nlu.SmalltalkAbuse:
		a.say("Mi dispiace che qualcosa non vada. Posso cercare un servizio o un ufficio, oppure puoi parlare con una persona.")
		a.offerPerson()
	default:
		a.help()
	}
}

func (a *answer) greeting() string {
	const evening = 17
	if a.now.Hour() >= evening {
		return "Buonasera"
	}
	return "Buongiorno"
}

func (a *answer) help() {
	a.say("Rispondo alle domande sui servizi e sugli uffici del Comune.")
	a.list("Puoi chiedermi, per esempio", []string{
		"quanto costa un servizio, e che documenti servono",
		"dove devo andare, e chi se ne occupa",
		"quando è aperto un ufficio, anche oggi o sabato prossimo",
		"quanto tempo ci vuole, e se serve l'appuntamento",
	})
	a.buttons(button("Parlare con una persona", nlu.SmalltalkHuman))
}

// human sends to a person: where, when and how.
func (a *answer) human() {
	office, ok := a.view.Office(urp)
	if !ok {
		a.offerPerson()
		return
	}
	a.say("Puoi parlare con una persona qui:")
	a.contacts(office)
	s := subject{office: office}
	a.facts(Fact{Label: "Sportello", Value: a.briefPlace(office)})
	if _, ok := s.schedule(a.view); ok {
		a.say(a.rightNow(s, s.hours(a.view.Charter())))
	}
	a.source(s.page(), s.title(), s.updatedOn())
	a.buttons(append(button("Orari", s.target(), nlu.AspectHours), button("Dove", s.target(), nlu.AspectWhere)...))
}

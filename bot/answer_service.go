package bot

import (
	"slices"

	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

// aboutService answers what is asked of a service.
func (a *answer) aboutService(id knowledge.ServiceID) {
	service, ok := a.view.Service(id)
	if !ok {
		a.noLongerThere()
		return
	}
	office, ok := a.view.Office(service.Office.Value)
	if !ok {
		a.officeEnded(service)
		return
	}
	s := subject{service: service, office: office}
	asked, besides := a.surely()
	a.lead(s, asked)
	a.inactive(service)
	for _, aspect := range asked {
		if !a.aspect(s, aspect) {
			a.missing = append(a.missing, aspect)
		}
	}
	if !slices.Contains(asked, nlu.AspectInfo) && slices.Contains(a.u.Aspects, nlu.AspectInfo) {
		a.facts(Fact{Label: "Il servizio", Value: summary(service)})
	}
	for _, aspect := range besides {
		a.inBrief(s, aspect, asked)
	}
	a.admitMissing(s)
	a.source(s.page(), s.title(), s.updatedOn())
	a.buttons(slices.Concat(a.insteadOf(service), a.personToo(), a.further(s, asked)))
}

// lead says what follows, so that an answer stands by itself.
func (a *answer) lead(s subject, asked []nlu.Aspect) {
	var topics []string
	for _, aspect := range asked {
		if topic := topicOf(aspect); topic != "" {
			topics = append(topics, topic)
		}
	}
	switch {
	case s.service == nil && slices.Equal(asked, []nlu.Aspect{nlu.AspectHours}):
		return // the answer begins with the office's name
	case len(topics) == 0:
		a.say(s.title() + ".")
		return
	}
	a.say(heading(s.title()) + ": ecco " + enumerate(topics) + ".")
}

// topicOf names what an aspect asks, after "ecco".
func topicOf(aspect nlu.Aspect) string {
	switch aspect {
	case nlu.AspectWhere:
		return "dove andare"
	case nlu.AspectWho:
		return "chi se ne occupa"
	case nlu.AspectDocuments:
		return "che cosa serve"
	case nlu.AspectHours:
		return "gli orari"
	case nlu.AspectDuration:
		return "i tempi"
	case nlu.AspectCost:
		return "quanto costa"
	case nlu.AspectHow:
		return "come si fa"
	case nlu.AspectEligibility:
		return "a chi spetta"
	case nlu.AspectDeadline:
		return "le scadenze"
	case nlu.AspectContacts:
		return "i contatti"
	case nlu.AspectAppointment:
		return "come prendere appuntamento"
	default:
		return ""
	}
}

// aspect answers one thing asked; false when the charter does not know it.
func (a *answer) aspect(s subject, aspect nlu.Aspect) bool {
	switch aspect {
	case nlu.AspectWhere:
		return a.where(s)
	case nlu.AspectWho:
		return a.who(s)
	case nlu.AspectHours:
		return a.hours(s)
	case nlu.AspectContacts:
		return a.contacts(s.office)
	case nlu.AspectDocuments:
		return a.documents(s.service)
	case nlu.AspectDuration:
		return a.duration(s.service)
	case nlu.AspectCost:
		known := a.cost(s.service)
		a.comingCost(s)
		return known
	case nlu.AspectHow:
		return a.how(s)
	case nlu.AspectEligibility:
		return a.eligibility(s.service)
	case nlu.AspectDeadline:
		return a.deadline(s.service)
	case nlu.AspectAppointment:
		return a.appointment(s.service)
	default:
		return a.info(s)
	}
}

// inactive says first that a service cannot be asked for now, and why.
func (a *answer) inactive(service *knowledge.Service) {
	if service.Status.Value == knowledge.StatusInactive {
		a.say(joined(" ", "Attenzione: adesso questo servizio non è attivo.", sentence(service.StatusReason.Value)))
	}
	if next, ok := a.successor(service); ok {
		a.say("Al suo posto c'è: " + next.Title.Value + ".")
	}
}

// insteadOf offers the service that took the place of another.
func (a *answer) insteadOf(service *knowledge.Service) []Button {
	if next, ok := a.successor(service); ok {
		return button(next.Title.Value, nlu.Service(string(next.ID)))
	}
	return nil
}

func (a *answer) successor(service *knowledge.Service) (*knowledge.Service, bool) {
	if !service.Successor.Provided() {
		return nil, false
	}
	return a.view.Service(service.Successor.Value)
}

// officeEnded is for a service whose office has ended while no act has named
// another: it says which offices took over.
func (a *answer) officeEnded(service *knowledge.Service) {
	a.say(heading(service.Title.Value) + ": l'ufficio che se ne occupava non c'è più.")
	a.successors(service.Office.Value)
	a.reply.Ending = EndUnknownMissing
	a.source("/servizi/"+string(service.ID), service.Title.Value, service.UpdatedOn)
}

// admitMissing says what the charter does not know and whom to ask, and ends
// the answer.
func (a *answer) admitMissing(s subject) {
	a.reply.Ending = EndAnswered
	if len(a.missing) == 0 {
		return
	}
	a.reply.Ending = EndUnknownMissing
	var topics []string
	for _, aspect := range a.missing {
		topics = append(topics, topicOf(aspect))
	}
	a.say("Nella scheda non trovo " + enumerateWith(topics, "né") + ". Puoi chiedere direttamente all'ufficio: " + a.reach(s.office) + ".")
}

// further offers what was not asked and the charter can answer.
func (a *answer) further(s subject, asked []nlu.Aspect) []Button {
	var buttons []Button
	for _, offer := range offers(s) {
		if !slices.Contains(asked, offer.aspect) {
			buttons = append(buttons, button(offer.title, s.target(), offer.aspect)...)
		}
	}
	return buttons
}

type offer struct {
	aspect nlu.Aspect
	title  string
}

// offers lists what there is to ask further, the most asked first.
func offers(s subject) []offer {
	if s.service == nil {
		return []offer{{nlu.AspectHours, "Orari"}, {nlu.AspectWhere, "Dove"}, {nlu.AspectContacts, "Contatti"}}
	}
	all := []struct {
		offer
		known bool
	}{
		{offer{nlu.AspectDocuments, "Cosa serve"}, s.service.Requirements.Set()},
		{offer{nlu.AspectCost, "Quanto costa"}, s.service.Fees.Set()},
		{offer{nlu.AspectWhere, "Dove"}, s.office.Building != ""},
		{offer{nlu.AspectHours, "Orari"}, s.ownDesk() || s.office.Schedule != ""},
		{offer{nlu.AspectHow, "Come si fa"}, s.service.Steps.Set() || s.service.Channels.Set()},
		{offer{nlu.AspectDuration, "Tempi"}, s.service.Durations.Set()},
		{offer{nlu.AspectAppointment, "Appuntamento"}, s.service.Appointment.Set()},
		{offer{nlu.AspectContacts, "Contatti"}, len(s.office.Contacts) > 0},
	}
	var known []offer
	for _, o := range all {
		if o.known {
			known = append(known, o.offer)
		}
	}
	return known
}

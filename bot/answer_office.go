package bot

import (
	"slices"

	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

// urp is the office to which people are sent with all that the assistant
// cannot do (L. 150/2000, art. 8).
const urp knowledge.OfficeID = "urp"

// register is the office that registers what comes in (D.P.R. 445/2000, art. 50).
const register knowledge.OfficeID = "protocollo"

// socialServices is the office that takes charge of who suffers violence.
const socialServices knowledge.OfficeID = "servizi-sociali"

// violenceCenter is the service for who suffers violence (D.L. 93/2013, art. 5-bis).
const violenceCenter knowledge.ServiceID = "centro-antiviolenza"

// aboutOffice answers what is asked of an office.
func (a *answer) aboutOffice(id knowledge.OfficeID) {
	office, ok := a.view.Office(id)
	if !ok {
		a.successors(id)
		return
	}
	s := subject{office: office}
	asked, besides := a.surely()
	known := asked[:0:0]
	for _, aspect := range asked {
		if ofOffice(aspect) {
			known = append(known, aspect)
		}
	}
	if len(known) == 0 {
		a.whichService(s, asked)
		return
	}
	a.lead(s, known)
	for _, aspect := range known {
		if !a.officeAspect(s, aspect) {
			a.missing = append(a.missing, aspect)
		}
	}
	for _, aspect := range besides {
		if ofOffice(aspect) {
			a.inBrief(s, aspect, known)
		}
	}
	a.dependsOnService(asked)
	a.admitMissing(s)
	a.source(s.page(), s.title(), s.updatedOn())
	buttons := a.further(s, known)
	if slices.Contains(known, nlu.AspectInfo) {
		buttons = append(buttons, a.servicesOf(s.office)...)
	}
	a.buttons(buttons)
}

// ofOffice tells what can be asked of an office by itself; the rest depends on
// the service.
func ofOffice(aspect nlu.Aspect) bool {
	switch aspect {
	case nlu.AspectWhere, nlu.AspectWho, nlu.AspectHours, nlu.AspectContacts, nlu.AspectInfo:
		return true
	default:
		return false
	}
}

func (a *answer) officeAspect(s subject, aspect nlu.Aspect) bool {
	if aspect == nlu.AspectInfo {
		return a.officeInfo(s)
	}
	return a.aspect(s, aspect)
}

// officeInfo tells what an office does, where it is, whether it is open.
func (a *answer) officeInfo(s subject) bool {
	a.say(sentence(s.office.Description))
	place := ""
	if p, ok := placeOf(a.view, s.office); ok {
		place = joined(", ", p.String(), p.building.Address)
	}
	a.facts(
		Fact{Label: "Dove", Value: place},
		Fact{Label: "Telefono", Value: firstContact(s.office, knowledge.ContactPhone)},
		Fact{Label: "E-mail", Value: firstContact(s.office, knowledge.ContactEmail)},
	)
	if _, ok := s.schedule(a.view); ok {
		a.say(a.rightNow(s, s.hours(a.view.Charter())))
	}
	a.comingPlace(s)
	return true
}

func firstContact(office *knowledge.Office, kind knowledge.ContactKind) string {
	for _, c := range office.Contacts {
		if c.Kind == kind {
			return c.Value
		}
	}
	return ""
}

// whichService asks back when what was asked of an office depends on the service.
func (a *answer) whichService(s subject, asked []nlu.Aspect) {
	a.reply.Ending = EndClarification
	a.say(s.office.Name + ": dipende dal servizio. Di quale hai bisogno?")
	var buttons []Button
	for _, service := range a.view.ServicesOf(s.office.ID) {
		buttons = append(buttons, button(service.Title.Value, nlu.Service(string(service.ID)), asked...)...)
	}
	a.source(s.page(), s.title(), s.updatedOn())
	a.buttons(buttons)
}

// dependsOnService says what of the question an office by itself does not answer.
func (a *answer) dependsOnService(asked []nlu.Aspect) {
	var topics []string
	for _, aspect := range asked {
		if !ofOffice(aspect) {
			topics = append(topics, topicOf(aspect))
		}
	}
	if len(topics) > 0 {
		a.say(capitalised(enumerate(topics)) + ": dipende dal servizio, dimmi quale.")
	}
}

// servicesOf offers the services of an office.
func (a *answer) servicesOf(office *knowledge.Office) []Button {
	var buttons []Button
	for _, service := range a.view.ServicesOf(office.ID) {
		buttons = append(buttons, button(service.Title.Value, nlu.Service(string(service.ID)))...)
	}
	return buttons
}

// successors says that an office has ended and which ones took over.
func (a *answer) successors(id knowledge.OfficeID) {
	next := a.view.Successors(id)
	if len(next) == 0 {
		a.noLongerThere()
		return
	}
	a.reply.Ending = EndAnswered
	a.say("Quell'ufficio non c'è più. Adesso se ne occupa:")
	var buttons []Button
	for _, office := range next {
		where := "non ha una sede indicata"
		if p, ok := placeOf(a.view, office); ok {
			where = p.String()
		}
		a.facts(Fact{Label: office.Name, Value: where})
		buttons = append(buttons, button(office.Name, nlu.Office(string(office.ID)), a.specific()...)...)
	}
	s := subject{office: next[0]}
	a.source(s.page(), s.title(), s.updatedOn())
	a.buttons(buttons)
}

// noLongerThere answers an old button or link: what it names is not in the
// charter any more.
func (a *answer) noLongerThere() {
	a.reply.Ending = EndUnknownNoMatch
	a.say("Questa voce non è più nella carta dei servizi. Scrivimi con parole tue che cosa ti serve.")
	a.offerPerson()
}

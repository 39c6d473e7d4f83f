package bot

import (
	"slices"
	"strings"

	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

// where tells the desks of the service, the office, the building, the floor, the rooms and how to get there.
func (a *answer) where(s subject) bool {
	p, ok := placeOf(a.view, s.office)
	if !ok {
		return false
	}
	elsewhere, office := s.elsewhere(p.building), "Ufficio"
	if elsewhere {
		office = "Ufficio che se ne occupa"
	}
	if !slices.Contains(a.specific(), nlu.AspectHow) { // which lists all the ways in
		a.list("Dove si va", s.desks())
	}
	a.facts(
		Fact{Label: office, Value: bracketed(s.office.Name, s.office.Body)},
		Fact{Label: "Sede", Value: joined(", ", p.building.Name, address(p.building))},
		Fact{Label: "Piano e stanza", Value: p.inside()},
		Fact{Label: "Come arrivare", Value: s.office.Directions},
		Fact{Label: "Accessibilità", Value: p.building.Access},
		Fact{Label: "Mezzi e parcheggio", Value: p.building.Transport},
	)
	onMap := p.building.Latitude != 0 || p.building.Longitude != 0
	if onMap && !elsewhere { // the map would lead to the office
		a.add(Map{
			Title: p.building.Name, Address: address(p.building),
			Latitude: p.building.Latitude, Longitude: p.building.Longitude,
		})
	}
	a.recentPlace(s.office, p)
	a.comingPlace(s)
	return true
}

// who tells the office, its head, the responsible official (L. 241/1990, art.
// 5) and who holds the substitute power (art. 2, c. 9-bis).
func (a *answer) who(s subject) bool {
	known := a.facts(whoFacts(a.view, s)...)
	a.comingWho(s)
	return known
}

// whoFacts are those who answer for it on the day of the view.
func whoFacts(view knowledge.View, s subject) []Fact {
	facts := []Fact{{Label: "Ufficio", Value: bracketed(s.office.Name, s.office.Body)}}
	if head, deputy, ok := view.Head(s.office.ID); ok {
		label := "Responsabile dell'ufficio"
		if deputy {
			label = "Responsabile (facente funzione)"
		}
		facts = append(facts, Fact{Label: label, Value: head.FullName()})
	}
	if s.service != nil {
		facts = append(facts,
			Fact{Label: "Responsabile del procedimento", Value: nameOf(view, s.service.Official)},
			Fact{Label: "In caso di ritardo (potere sostitutivo)", Value: nameOf(view, s.service.Substitute)})
	}
	return facts
}

func nameOf(view knowledge.View, id knowledge.Optional[knowledge.PersonID]) string {
	if person, ok := view.Person(id.Value); ok && id.Provided() {
		return person.FullName()
	}
	return ""
}

// contacts tells how the office is reached from afar, and when lines answer.
func (a *answer) contacts(office *knowledge.Office) bool {
	facts := make([]Fact, 0, len(office.Contacts)+1)
	for _, c := range office.Contacts {
		value := joined(": ", bracketed(c.Value, c.Note), strings.Join(LineHours(a.view, c), "; "))
		facts = append(facts, Fact{Label: ContactLabel(c.Kind), Value: value})
	}
	if len(facts) == 0 {
		return false
	}
	a.facts(append([]Fact{{Label: "Ufficio", Value: office.Name}}, facts...)...)
	a.comingContacts(office)
	return true
}

// LineHours describes when the line of a contact answers, if that is recorded:
// that it is by telephone goes without saying.
func LineHours(view knowledge.View, c knowledge.Contact) []string {
	schedule, ok := view.Schedule(c.Schedule)
	if !ok {
		return nil
	}
	rules := slices.Clone(schedule.Rules)
	for i := range rules {
		if rules[i].Mode == knowledge.ModePhone {
			rules[i].Mode = knowledge.ModeWalkIn
		}
	}
	return knowledge.DescribeRules(rules, view.Day())
}

// ContactLabel names the kind of a contact to citizens.
func ContactLabel(kind knowledge.ContactKind) string {
	switch kind {
	case knowledge.ContactPhone:
		return "Telefono"
	case knowledge.ContactEmail:
		return "E-mail"
	case knowledge.ContactPEC:
		return "PEC"
	case knowledge.ContactWeb:
		return "Sito"
	case knowledge.ContactChat:
		return "WhatsApp"
	default:
		return "Contatto"
	}
}

// reach names an office with its first number and address, in one line.
func (a *answer) reach(office *knowledge.Office) string {
	return joined(", ", office.Name, contactOf(office, knowledge.ContactPhone, "telefono"), contactOf(office, knowledge.ContactEmail, "e-mail"))
}

func contactOf(office *knowledge.Office, kind knowledge.ContactKind, label string) string {
	for _, c := range office.Contacts {
		if c.Kind == kind {
			return label + " " + c.Value
		}
	}
	return ""
}

package bot

import (
	"slices"
	"strings"

	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

// surely parts what is asked for sure from what may only be meant; what is asked
// first is sure.
func (a *answer) surely() (sure, besides []nlu.Aspect) {
	for i, aspect := range a.asked() {
		if i > 0 && slices.Contains(a.u.Besides, aspect) {
			besides = append(besides, aspect)
		} else {
			sure = append(sure, aspect)
		}
	}
	return sure, besides
}

// inBrief answers in a line or two what may only be meant, where all of it would
// hide what was asked; nothing is said of what the charter does not know, nor what
// the asked ones have told already.
func (a *answer) inBrief(s subject, aspect nlu.Aspect, told []nlu.Aspect) {
	general := slices.Contains(told, nlu.AspectInfo)
	switch aspect {
	case nlu.AspectInfo:
		if s.service == nil { // of a service it is said at the beginning
			a.say(sentence(s.office.Description))
		}
	case nlu.AspectWhere, nlu.AspectContacts:
		if !general {
			a.deskInBrief(s, aspect)
		}
	case nlu.AspectHours:
		if _, ok := s.schedule(a.view); ok && !(general && s.service == nil) {
			a.say(a.rightNow(s, s.hours(a.view.Charter())))
		}
	case nlu.AspectWho:
		who := whoFacts(a.view, s)
		who = who[:min(2, len(who))] // the office and its head
		if slices.Contains(told, nlu.AspectWhere) || slices.Contains(told, nlu.AspectContacts) {
			who = who[1:]
		}
		a.facts(who...)
	default:
		if s.service != nil {
			a.sheetInBrief(s, aspect, slices.Contains(told, nlu.AspectWhere))
		}
	}
}

// deskInBrief tells where to go, or how to reach the office.
func (a *answer) deskInBrief(s subject, aspect nlu.Aspect) {
	if aspect == nlu.AspectWhere {
		if p, ok := placeOf(a.view, s.office); ok && s.elsewhere(p.building) {
			a.list("Dove si va", s.desks())
			return
		}
		a.facts(Fact{Label: "Dove", Value: a.briefPlace(s.office)})
		return
	}
	a.facts(
		Fact{Label: ContactLabel(knowledge.ContactPhone), Value: firstContact(s.office, knowledge.ContactPhone)},
		Fact{Label: ContactLabel(knowledge.ContactEmail), Value: firstContact(s.office, knowledge.ContactEmail)},
	)
}

// sheetInBrief tells what the sheet of a service says of an aspect. Where the desks
// have been told, the ways in are the others.
func (a *answer) sheetInBrief(s subject, aspect nlu.Aspect, desksTold bool) {
	switch aspect {
	case nlu.AspectHow:
		if s.service.Status.Value != knowledge.StatusInactive {
			a.waysIn(s, desksTold)
		}
	case nlu.AspectDocuments:
		a.facts(Fact{Label: "Che cosa serve", Value: papersInBrief(s.service.Requirements.Value)})
	case nlu.AspectEligibility:
		a.facts(Fact{Label: "Chi lo può chiedere", Value: s.service.Eligibility.Value})
	case nlu.AspectCost:
		a.fees(s.service)
	case nlu.AspectAppointment:
		a.facts(Fact{Label: "Appuntamento", Value: string(s.service.Appointment.Value)})
	case nlu.AspectDuration:
		a.terms("Tempi", s.service.Durations.Value)
	case nlu.AspectDeadline:
		a.terms("Scadenza", s.service.Deadlines.Value)
	}
}

// papersInBrief names what everybody brings, and that there may be more.
func papersInBrief(papers []knowledge.Requirement) string {
	var names []string
	for _, p := range papers {
		if p.Condition == "" {
			names = append(names, lowered(unstopped(p.Name)))
		}
	}
	switch {
	case len(papers) > 0 && len(names) == 0:
		return "Dipende dal caso."
	case len(names) < len(papers):
		names = append(names, "altro secondo il caso")
	}
	return sentence(capitalised(strings.Join(names, "; ")))
}

// waysIn tells in a line where a service is asked for, with the links.
func (a *answer) waysIn(s subject, desksTold bool) {
	desks := s.desks()
	var ways []string
	for _, c := range s.service.Channels.Value {
		way := channelWords(c, s.office)
		if desksTold && slices.Contains(desks, way) {
			continue
		}
		ways = append(ways, lowered(unstopped(way)))
	}
	a.facts(Fact{Label: "Dove si chiede", Value: sentence(capitalised(strings.Join(ways, "; ")))})
	a.channelLinks(s.service.Channels.Value)
}

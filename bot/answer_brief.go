package bot

import (
	"slices"
	"strings"

	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

// besides are those of the aspects that may only be meant; what is asked first
// never is among them.
func (a *answer) besides(asked []nlu.Aspect) []nlu.Aspect {
	var besides []nlu.Aspect
	for _, aspect := range asked[1:] {
		if slices.Contains(a.u.Besides, aspect) {
			besides = append(besides, aspect)
		}
	}
	return besides
}

// inBrief answers in a line or two what may only be meant, where all of it would
// hide what was asked; nothing is said of what the charter does not know.
func (a *answer) inBrief(s subject, aspect nlu.Aspect) {
	switch aspect {
	case nlu.AspectInfo: // said at the beginning
	case nlu.AspectHow:
		a.waysIn(s)
	case nlu.AspectDocuments:
		a.facts(Fact{Label: "Che cosa serve", Value: papersInBrief(s.service.Requirements.Value)})
	case nlu.AspectEligibility:
		a.facts(Fact{Label: "Chi lo può chiedere", Value: s.service.Eligibility.Value})
	case nlu.AspectWhere:
		a.facts(Fact{Label: "Dove", Value: a.briefPlace(s.office)})
	case nlu.AspectWho:
		a.facts(Fact{Label: "Chi se ne occupa", Value: bracketed(s.office.Name, s.office.Body)})
	case nlu.AspectContacts:
		for _, kind := range []knowledge.ContactKind{knowledge.ContactPhone, knowledge.ContactEmail} {
			a.facts(Fact{Label: ContactLabel(kind), Value: firstContact(s.office, kind)})
		}
	default:
		a.aspect(s, aspect)
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
	if len(names) > 0 && len(names) < len(papers) {
		names = append(names, "altro secondo il caso")
	}
	return sentence(capitalised(strings.Join(names, "; ")))
}

// waysIn tells in a line where a service is asked for, with the links.
func (a *answer) waysIn(s subject) {
	var ways []string
	for _, c := range s.service.Channels.Value {
		ways = append(ways, lowered(unstopped(channelWords(c, s.office))))
	}
	a.facts(Fact{Label: "Dove si chiede", Value: sentence(capitalised(strings.Join(ways, "; ")))})
	a.channelLinks(s.service.Channels.Value)
}

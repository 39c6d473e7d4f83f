package nlu

import "slices"

// Aspect is what a question asks of its target.
type Aspect string

// The twelve aspects.
const (
	AspectWhere       Aspect = "where"
	AspectWho         Aspect = "who"
	AspectDocuments   Aspect = "documents"
	AspectHours       Aspect = "hours"
	AspectDuration    Aspect = "duration"
	AspectCost        Aspect = "cost"
	AspectHow         Aspect = "how"
	AspectEligibility Aspect = "eligibility"
	AspectDeadline    Aspect = "deadline"
	AspectContacts    Aspect = "contacts"
	AspectAppointment Aspect = "appointment"
	AspectInfo        Aspect = "info"
)

// Aspects lists the twelve in the catalogue's order.
func Aspects() []Aspect {
	return []Aspect{AspectWhere, AspectWho, AspectDocuments, AspectHours, AspectDuration, AspectCost,
		AspectHow, AspectEligibility, AspectDeadline, AspectContacts, AspectAppointment, AspectInfo}
}

// ParseAspect accepts the twelve labels.
func ParseAspect(s string) (Aspect, bool) {
	a := Aspect(s)
	return a, slices.Contains(Aspects(), a)
}

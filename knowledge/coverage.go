package knowledge

import "slices"

// CoverageAspect is one question that citizens ask of every service.
type CoverageAspect string

// The ten aspects of the coverage matrix, by the codes of the questions.
const (
	CoverWhere       CoverageAspect = "where"
	CoverWho         CoverageAspect = "who"
	CoverDocuments   CoverageAspect = "documents"
	CoverHours       CoverageAspect = "hours"
	CoverDuration    CoverageAspect = "duration"
	CoverCost        CoverageAspect = "cost"
	CoverHow         CoverageAspect = "how"
	CoverEligibility CoverageAspect = "eligibility"
	CoverDeadline    CoverageAspect = "deadline"
	CoverContacts    CoverageAspect = "contacts"
)

// CoverageAspects lists the aspects in the order in which the matrix shows them.
func CoverageAspects() []CoverageAspect {
	return []CoverageAspect{
		CoverWhere, CoverWho, CoverDocuments, CoverHours, CoverDuration,
		CoverCost, CoverHow, CoverEligibility, CoverDeadline, CoverContacts,
	}
}

// Italian returns the question as the matrix names it.
func (a CoverageAspect) Italian() string {
	switch a {
	case CoverWhere:
		return "dove"
	case CoverWho:
		return "chi"
	case CoverDocuments:
		return "cosa serve"
	case CoverHours:
		return "quando"
	case CoverDuration:
		return "quanto tempo"
	case CoverCost:
		return "quanto costa"
	case CoverHow:
		return "come"
	case CoverEligibility:
		return "chi può"
	case CoverDeadline:
		return "entro quando"
	case CoverContacts:
		return "contatti"
	default:
		return string(a)
	}
}

// Origin says which layer answers. It is derived when the layers are merged and
// never stored.
type Origin string

// The origins. A placeholder that the municipality has not filled is missing.
const (
	OriginBase    Origin = "base"
	OriginLocal   Origin = "local"
	OriginMissing Origin = "missing"
)

// Coverage is one row of the matrix: what is answered about a service, and by
// which layer.
type Coverage struct {
	Service *Service
	States  map[CoverageAspect]Origin
}

// Missing lists the aspects about which nothing is known.
func (c Coverage) Missing() []CoverageAspect {
	return slices.DeleteFunc(CoverageAspects(), func(a CoverageAspect) bool { return c.States[a] != OriginMissing })
}

// Coverage returns the coverage matrix of the day, by slug. It also has the
// services that are not published: what their row misses is what a municipality
// still has to say.
func (v View) Coverage() []Coverage {
	services := v.charter.services.all(v.day)
	matrix := make([]Coverage, len(services))
	for i, s := range services {
		matrix[i] = v.coverage(s)
	}
	return matrix
}

func (v View) coverage(s *Service) Coverage {
	office, ok := v.Office(s.Office.Value)
	if !ok {
		office = &Office{}
	}
	states := make(map[CoverageAspect]Origin)
	for aspect, known := range map[CoverageAspect]bool{
		CoverWhere:       office.Building != "" || office.Directions != "",
		CoverWho:         ok && s.Official.Set(),
		CoverDocuments:   s.Requirements.Set(),
		CoverHours:       office.Schedule != "" || ok && s.Schedule.Set(),
		CoverDuration:    s.Durations.Set() && !anyToFill(s.Durations, Term.source),
		CoverCost:        s.Fees.Set() && !anyToFill(s.Fees, Fee.source),
		CoverHow:         s.Steps.Set() && s.Channels.Set(),
		CoverEligibility: s.Eligibility.Set(),
		CoverDeadline:    s.Deadlines.Set() && !anyToFill(s.Deadlines, Term.source),
		CoverContacts:    len(office.Contacts) > 0,
	} {
		switch {
		case !known:
			states[aspect] = OriginMissing
		case s.local.says(aspect):
			states[aspect] = OriginLocal
		default:
			states[aspect] = OriginBase
		}
	}
	return Coverage{Service: s, States: states}
}

// localSayings notes about which aspects the local layer of a service speaks.
// What stands with offices is always local.
type localSayings struct{ documents, duration, cost, how, eligibility, deadline bool }

func newLocalSayings(sheet ServiceSheet, access ServiceAccess, fees ServiceFees, term ServiceTerm) localSayings {
	return localSayings{
		documents:   sheet.Requirements.Set(),
		duration:    term.Durations.Set(),
		cost:        fees.Fees.Set(),
		how:         sheet.Steps.Set() || access.Channels.Set(),
		eligibility: sheet.Eligibility.Set(),
		deadline:    term.Deadlines.Set(),
	}
}

func (l localSayings) says(aspect CoverageAspect) bool {
	switch aspect {
	case CoverDocuments:
		return l.documents
	case CoverDuration:
		return l.duration
	case CoverCost:
		return l.cost
	case CoverHow:
		return l.how
	case CoverEligibility:
		return l.eligibility
	case CoverDeadline:
		return l.deadline
	default:
		return true
	}
}

func anyToFill[T any](list Optional[[]T], source func(T) Source) bool {
	return slices.ContainsFunc(list.Value, func(entry T) bool { return source(entry).ToFill })
}

func (t Term) source() Source { return t.Source }

func (f Fee) source() Source { return f.Source }

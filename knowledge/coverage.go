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
		states[aspect] = OriginMissing
		if known {
			states[aspect] = s.Origins.of(aspect.fields()...)
		}
	}
	return Coverage{Service: s, States: states}
}

// fields names the fields of a service that answer an aspect; what stands with
// offices and people has none and is always local.
func (a CoverageAspect) fields() []string {
	switch a {
	case CoverDocuments:
		return []string{"requirements"}
	case CoverDuration:
		return []string{"durations"}
	case CoverCost:
		return []string{"fees"}
	case CoverHow:
		return []string{"steps", "channels"}
	case CoverEligibility:
		return []string{"eligibility"}
	case CoverDeadline:
		return []string{"deadlines"}
	default:
		return nil
	}
}

func anyToFill[T any](list Optional[[]T], source func(T) Source) bool {
	return slices.ContainsFunc(list.Value, func(entry T) bool { return source(entry).ToFill })
}

func (t Term) source() Source { return t.Source }

func (f Fee) source() Source { return f.Source }

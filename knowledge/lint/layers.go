package lint

import "github.com/cittaclick/cittaclick/knowledge"

// layers holds the facets of services by layer, so that a finding names the
// file that has to change.
type layers struct {
	sheets  rows[knowledge.ServiceSheet]
	access  rows[knowledge.ServiceAccess]
	fees    rows[knowledge.ServiceFees]
	terms   rows[knowledge.ServiceTerm]
	english rows[knowledge.ServiceTranslation]
	matters rows[knowledge.MatterSheet]
	events  rows[knowledge.LifeEventSheet]
}

const english = "en"

func newLayers(f knowledge.Facts) layers {
	return layers{
		sheets: bySubject(f.ServiceSheets), access: bySubject(f.ServiceAccess), fees: bySubject(f.ServiceFees),
		terms: bySubject(f.ServiceTerms), english: bySubject(f.ServiceTranslations), matters: bySubject(f.Matters),
		events: bySubject(f.LifeEvents),
	}
}

type rows[T any] map[string][]knowledge.Fact[T]

func bySubject[T any](facts []knowledge.Fact[T]) rows[T] {
	grouped := make(rows[T])
	for _, fact := range facts {
		if fact.Language == "" || fact.Language == english {
			grouped[fact.Subject] = append(grouped[fact.Subject], fact)
		}
	}
	return grouped
}

// on returns what a layer says of a subject on a day.
func (r rows[T]) on(subject string, layer knowledge.Layer, day knowledge.Date) (value T, ok bool) {
	for _, row := range r[subject] {
		if row.Layer == layer && row.Valid.Contains(day) {
			return row.Value, true
		}
	}
	return value, false
}

// layerService is what one layer alone says of a service on a day.
type layerService struct {
	knowledge.ServiceSheet
	knowledge.ServiceAccess
	knowledge.ServiceFees
	knowledge.ServiceTerm

	English knowledge.ServiceTranslation
}

// of returns what a layer says of a service; false when it has no sheet of it.
func (l layers) of(layer knowledge.Layer, id knowledge.ServiceID, day knowledge.Date) (s layerService, ok bool) {
	subject := string(id)
	s.ServiceSheet, ok = l.sheets.on(subject, layer, day)
	s.ServiceAccess, _ = l.access.on(subject, layer, day)
	s.ServiceFees, _ = l.fees.on(subject, layer, day)
	s.ServiceTerm, _ = l.terms.on(subject, layer, day)
	s.English, _ = l.english.on(subject, layer, day)
	return s, ok
}

// base returns what the base says of a service; false when the service is the
// municipality's own.
func (l layers) base(id knowledge.ServiceID, day knowledge.Date) (layerService, bool) {
	return l.of(knowledge.LayerBase, id, day)
}

// merged returns the service as citizens read it, in the same shape.
func merged(s *knowledge.Service) layerService {
	return layerService{s.ServiceSheet, s.ServiceAccess, s.ServiceFees, s.ServiceTerm, s.Translations[english]}
}

// home is the layer whose file says a field: the local one where it says it.
func home(localSays bool) knowledge.Layer {
	if localSays {
		return knowledge.LayerLocal
	}
	return knowledge.LayerBase
}

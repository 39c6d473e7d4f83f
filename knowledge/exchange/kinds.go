package exchange

import (
	"strings"

	"github.com/cittaclick/cittaclick/knowledge"
)

// kind is a kind of entity: what its documents or entries describe.
type kind struct {
	name   string // as people call one: "ufficio"
	prefix string // how a problem begins: "l'ufficio"
	// facets are what is known of one; the first says when it exists.
	facets  []*facet
	layered bool
	// required are fields of the first facet; in the base layer only, when layered.
	required []string
	// whole kinds are what they are over all their days: what a file says of one
	// corrects it, and is no change that begins on a day.
	whole bool
	nests string // the key of the entities that stand inside one, "" for none
	// timeless kinds exist always.
	timeless bool
}

// facet returns the facet and the field of a key in the given block: the
// entity's own, or that of a language.
func (k *kind) field(key string, translated bool) (*facet, *field, bool) {
	for _, f := range k.facets {
		if f.translated != translated {
			continue
		}
		if field, ok := f.field(key); ok {
			return f, field, true
		}
	}
	return nil, nil, false
}

// existence is the facet whose rows say when an entity exists.
func (k *kind) existence() *facet { return k.facets[0] }

// speaks reports whether the kind has texts in other languages.
func (k *kind) speaks() bool { return k.facets[len(k.facets)-1].translated }

// schema is every kind, in the order in which what is referred to comes first.
type schema struct {
	municipality, act, schedule, building, room, office, service *kind
	person, tenure, closure, matter, event, phrase               *kind
}

// all returns the kinds, parents before the entries that stand in them.
func (s *schema) all() []*kind {
	return []*kind{
		s.act, s.municipality, s.schedule, s.building, s.room, s.office, s.service,
		s.person, s.tenure, s.closure, s.matter, s.event, s.phrase,
	}
}

// newSchema builds the one table that says which facets make up which kind, and
// where they stand in Facts.
func newSchema() *schema {
	return &schema{
		municipality: &kind{name: "comune", prefix: "il comune", required: []string{"nome"}, facets: []*facet{
			facetOf(func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.MunicipalityProfile] { return &f.Municipality }, hooks[knowledge.MunicipalityProfile]{}),
		}},
		act: &kind{name: "provvedimento", prefix: "il provvedimento", whole: true, timeless: true, required: []string{"tipo", "oggetto"}, facets: []*facet{
			facetOf(func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.ActRecord] { return &f.Acts }, hooks[knowledge.ActRecord]{}),
		}},
		schedule: &kind{name: "orario", prefix: "l'orario", required: []string{"nome"}, facets: []*facet{
			facetOf(func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.Schedule] { return &f.Schedules }, scheduleHooks()),
		}},
		building: &kind{name: "sede", prefix: "la sede", nests: keyRooms, required: []string{"nome", "indirizzo"}, facets: []*facet{
			facetOf(func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.BuildingProfile] { return &f.Buildings }, hooks[knowledge.BuildingProfile]{
				names: [][2]string{{keyFloors, "Floors"}},
			}),
		}},
		room: &kind{name: "stanza", prefix: "la stanza", required: []string{"codice"}, facets: []*facet{
			facetOf(func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.RoomProfile] { return &f.Rooms }, roomHooks()),
		}},
		office:  officeKind(),
		service: serviceKind(),
		person: &kind{name: "persona", prefix: "la persona", nests: keyTenures, required: []string{"nome", "cognome"}, facets: []*facet{
			facetOf(func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.PersonProfile] { return &f.People }, hooks[knowledge.PersonProfile]{}),
		}},
		tenure: &kind{name: "incarico", prefix: "l'incarico", whole: true, required: []string{"ruolo"}, facets: []*facet{
			facetOf(func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.TenureProfile] { return &f.Tenures }, tenureHooks()),
		}},
		closure: &kind{name: "chiusura", prefix: "la chiusura", whole: true, required: []string{"tipo", "motivo", "per"}, facets: []*facet{
			facetOf(func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.Closure] { return &f.Closures }, closureHooks()),
		}},
		matter: &kind{name: "materia", prefix: "la materia", layered: true, required: []string{"titolo"}, facets: []*facet{
			facetOf(func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.MatterSheet] { return &f.Matters }, hooks[knowledge.MatterSheet]{
				merge: knowledge.MatterSheet.Merge,
			}),
		}},
		event: &kind{name: "evento", prefix: "l'evento", layered: true, required: []string{"titolo"}, facets: []*facet{
			facetOf(func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.LifeEventSheet] { return &f.LifeEvents }, hooks[knowledge.LifeEventSheet]{
				merge: knowledge.LifeEventSheet.Merge,
			}),
		}},
		phrase: &kind{name: "frase", prefix: "la frase", layered: true, whole: true, required: []string{"testo"}, facets: []*facet{
			facetOf(func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.Phrase] { return &f.Phrases }, phraseHooks()),
		}},
	}
}

func officeKind() *kind {
	translation := facetOf(func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.OfficeTranslation] { return &f.OfficeTranslations }, hooks[knowledge.OfficeTranslation]{})
	translation.translated = true
	return &kind{name: "ufficio", prefix: "l'ufficio", required: []string{"nome"}, facets: []*facet{
		facetOf(func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.OfficeProfile] { return &f.OfficeProfiles }, hooks[knowledge.OfficeProfile]{}),
		facetOf(func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.OfficeStructure] { return &f.OfficeStructures }, hooks[knowledge.OfficeStructure]{}),
		facetOf(func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.OfficePlace] { return &f.OfficePlaces }, hooks[knowledge.OfficePlace]{}),
		facetOf(func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.OfficeHours] { return &f.OfficeHours }, hooks[knowledge.OfficeHours]{}),
		facetOf(func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.OfficeContacts] { return &f.OfficeContacts }, hooks[knowledge.OfficeContacts]{}),
		translation,
	}}
}

func serviceKind() *kind {
	translation := facetOf(func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.ServiceTranslation] {
		return &f.ServiceTranslations
	},
		hooks[knowledge.ServiceTranslation]{merge: knowledge.ServiceTranslation.Merge})
	translation.translated = true
	return &kind{name: "servizio", prefix: "il servizio", layered: true, required: []string{"titolo"}, facets: []*facet{
		facetOf(func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.ServiceSheet] { return &f.ServiceSheets }, hooks[knowledge.ServiceSheet]{merge: knowledge.ServiceSheet.Merge}),
		facetOf(func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.ServiceAccess] { return &f.ServiceAccess }, hooks[knowledge.ServiceAccess]{merge: knowledge.ServiceAccess.Merge}),
		facetOf(func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.ServiceFees] { return &f.ServiceFees }, hooks[knowledge.ServiceFees]{merge: knowledge.ServiceFees.Merge}),
		facetOf(func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.ServiceTerm] { return &f.ServiceTerms }, hooks[knowledge.ServiceTerm]{merge: knowledge.ServiceTerm.Merge}),
		facetOf(func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.ServiceDuty] { return &f.ServiceDuties }, hooks[knowledge.ServiceDuty]{merge: knowledge.ServiceDuty.Merge}),
		translation,
	}}
}

// The hooks below name the fields of types that have no yaml tags, and those
// that the place in the files says: a tenure's person, a room's building.

func scheduleHooks() hooks[knowledge.Schedule] {
	return hooks[knowledge.Schedule]{
		names: [][2]string{{"nome", "Name"}, {"regole", "Rules"}, {"nota", "Note"}},
		strip: func(s *knowledge.Schedule) { s.ID = "" },
		derive: func(s *knowledge.Schedule, subject string, _ knowledge.Range) {
			s.ID = knowledge.ScheduleID(subject)
		},
	}
}

func closureHooks() hooks[knowledge.Closure] {
	return hooks[knowledge.Closure]{
		names: [][2]string{
			{"tipo", "Kind"}, {"motivo", "Reason"}, {keyHours, "Intervals"}, {"per", "Targets"}, {keyExempt, "Exempt"},
		},
		strip: func(c *knowledge.Closure) { c.ID, c.Days = "", knowledge.Range{} },
		derive: func(c *knowledge.Closure, subject string, valid knowledge.Range) {
			c.ID, c.Days = knowledge.ClosureID(subject), valid
		},
	}
}

func roomHooks() hooks[knowledge.RoomProfile] {
	return hooks[knowledge.RoomProfile]{
		names: [][2]string{{keyLevel, "Level"}},
		strip: func(r *knowledge.RoomProfile) { r.Building = "" },
		derive: func(r *knowledge.RoomProfile, subject string, _ knowledge.Range) {
			r.Building = knowledge.BuildingID(parentOf(subject))
		},
	}
}

func tenureHooks() hooks[knowledge.TenureProfile] {
	return hooks[knowledge.TenureProfile]{
		strip: func(t *knowledge.TenureProfile) { t.Person = "" },
		derive: func(t *knowledge.TenureProfile, subject string, _ knowledge.Range) {
			t.Person = knowledge.PersonID(parentOf(subject))
		},
	}
}

func phraseHooks() hooks[knowledge.Phrase] {
	return hooks[knowledge.Phrase]{
		strip: func(p *knowledge.Phrase) { p.Target = "" },
		derive: func(p *knowledge.Phrase, subject string, _ knowledge.Range) {
			p.Target, _, _ = strings.Cut(subject, "#")
		},
	}
}

// parentOf returns the slug of the building of a room, of the person of a tenure.
func parentOf(subject string) string {
	parent, _, _ := strings.Cut(subject, "/")
	return parent
}

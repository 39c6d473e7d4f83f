package knowledge_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/knowledge"
)

func row[T any](layer knowledge.Layer, subject string, value T) []knowledge.Fact[T] {
	return []knowledge.Fact[T]{{Subject: subject, Layer: layer, Valid: knowledge.Always, Value: value}}
}

// coveredFacts is a service with an office that has all that is local.
func coveredFacts() knowledge.Facts {
	const service, office = "certificati", "anagrafe"
	steps := knowledge.Some([]knowledge.Step{{Text: "Chiedi."}})
	return knowledge.Facts{
		Schedules:      row(knowledge.LayerLocal, "orario", knowledge.Schedule{Name: "Sportello"}),
		Buildings:      row(knowledge.LayerLocal, "municipio", knowledge.BuildingProfile{Name: "Municipio"}),
		OfficeProfiles: row(knowledge.LayerLocal, office, knowledge.OfficeProfile{Name: "Anagrafe"}),
		OfficePlaces:   row(knowledge.LayerLocal, office, knowledge.OfficePlace{Building: "municipio"}),
		OfficeHours:    row(knowledge.LayerLocal, office, knowledge.OfficeHours{Schedule: "orario"}),
		OfficeContacts: row(knowledge.LayerLocal, office, knowledge.OfficeContacts{Contacts: []knowledge.Contact{{Value: "0999 1"}}}),
		ServiceSheets: row(knowledge.LayerBase, service, knowledge.ServiceSheet{
			Title: knowledge.Some("Certificati"), Eligibility: knowledge.Some("Tutti."), Steps: steps,
			Requirements: knowledge.NotProvided[[]knowledge.Requirement](),
		}),
		ServiceAccess: row(knowledge.LayerBase, service, knowledge.ServiceAccess{Channels: knowledge.NotProvided[[]knowledge.Channel]()}),
		ServiceFees:   row(knowledge.LayerBase, service, knowledge.ServiceFees{Fees: knowledge.NotProvided[[]knowledge.Fee]()}),
		ServiceTerms: row(knowledge.LayerBase, service, knowledge.ServiceTerm{
			Durations: knowledge.Some([]knowledge.Term{{Text: "Subito."}}), Deadlines: knowledge.NotProvided[[]knowledge.Term](),
		}),
		ServiceDuties: row(knowledge.LayerLocal, service, knowledge.ServiceDuty{
			Office: knowledge.Some[knowledge.OfficeID](office), Official: knowledge.NotProvided[knowledge.PersonID](),
		}),
	}
}

func TestCoverageTellsWhichLayerAnswers(t *testing.T) {
	t.Parallel()
	local := knowledge.LayerLocal
	toFill := knowledge.Some([]knowledge.Fee{{Item: knowledge.Item{Key: "diritti"}, Source: knowledge.Source{ToFill: true}}})
	tests := map[string]struct {
		alter  func(*knowledge.Facts)
		aspect knowledge.CoverageAspect
		want   knowledge.Origin
	}{
		"what only the base says is base": {func(*knowledge.Facts) {}, knowledge.CoverHow, knowledge.OriginBase},
		"not provided is an answer":       {func(*knowledge.Facts) {}, knowledge.CoverDocuments, knowledge.OriginBase},
		"the office's place is local":     {func(*knowledge.Facts) {}, knowledge.CoverWhere, knowledge.OriginLocal},
		"a local word makes it local": {func(f *knowledge.Facts) {
			f.ServiceSheets = append(f.ServiceSheets, row(local, "certificati", knowledge.ServiceSheet{Eligibility: knowledge.Some("I residenti.")})...)
		}, knowledge.CoverEligibility, knowledge.OriginLocal},
		"a placeholder is missing until it is filled": {func(f *knowledge.Facts) {
			f.ServiceFees[0].Value.Fees = toFill
		}, knowledge.CoverCost, knowledge.OriginMissing},
		"a filled placeholder is local": {func(f *knowledge.Facts) {
			f.ServiceFees[0].Value.Fees = toFill
			paid := knowledge.Some([]knowledge.Fee{{Item: knowledge.Item{Key: "diritti"}, Name: "Diritti"}})
			f.ServiceFees = append(f.ServiceFees, row(local, "certificati", knowledge.ServiceFees{Fees: paid})...)
		}, knowledge.CoverCost, knowledge.OriginLocal},
		"an office without hours leaves a gap": {func(f *knowledge.Facts) {
			f.OfficeHours = nil
		}, knowledge.CoverHours, knowledge.OriginMissing},
		"the service's own hours fill it": {func(f *knowledge.Facts) {
			f.OfficeHours = nil
			f.ServiceAccess = append(f.ServiceAccess, row(local, "certificati", knowledge.ServiceAccess{Schedule: knowledge.Some[knowledge.ScheduleID]("orario")})...)
		}, knowledge.CoverHours, knowledge.OriginLocal},
		"without an office nobody is there": {func(f *knowledge.Facts) {
			f.ServiceDuties = nil
		}, knowledge.CoverWho, knowledge.OriginMissing},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			facts := coveredFacts()
			tt.alter(&facts)
			charter, err := knowledge.NewCharter(facts, time.UTC)
			if err != nil {
				t.Fatal(err)
			}
			matrix := charter.On(knowledge.NewDate(2026, time.November, 23)).Coverage()
			if got := matrix[0].States[tt.aspect]; got != tt.want {
				t.Errorf("%s is %s, want %s", tt.aspect, got, tt.want)
			}
		})
	}
}

func TestAServiceNobodyAnswersForMissesWhatIsLocal(t *testing.T) {
	t.Parallel()
	facts := coveredFacts()
	facts.ServiceDuties = nil
	charter, err := knowledge.NewCharter(facts, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	got := charter.On(0).Coverage()[0].Missing()
	want := []knowledge.CoverageAspect{knowledge.CoverWhere, knowledge.CoverWho, knowledge.CoverHours, knowledge.CoverContacts}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("missing (-want +got):\n%s", diff)
	}
}

package bot

import (
	"strings"
	"testing"

	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

// borough is the hamlet with a name and a URP.
func borough(t *testing.T) *knowledge.Charter {
	t.Helper()
	return hamlet(t, func(facts *knowledge.Facts) {
		facts.Municipality = []knowledge.Fact[knowledge.MunicipalityProfile]{always("comune", knowledge.MunicipalityProfile{
			Name: "Comune di Borgo", ShortName: "Borgo", Switchboard: "0999 0", Address: "Via Unica 1", PostalCode: "00000",
		})}
		facts.OfficeProfiles = append(facts.OfficeProfiles, always("urp", knowledge.OfficeProfile{Name: "URP"}))
		facts.Closures = []knowledge.Fact[knowledge.Closure]{{
			Subject: "vigilia", Layer: knowledge.LayerLocal, Valid: knowledge.Between(knowledge.NewDate(2026, 12, 24), knowledge.NewDate(2026, 12, 24)),
			Value: knowledge.Closure{
				Kind: knowledge.ClosureClosed, Reason: "Vigilia", Targets: []knowledge.HoursOwner{knowledge.Municipality()},
				Exempt: []knowledge.HoursOwner{{Kind: knowledge.OwnerOffice, ID: "segreteria"}},
			},
		}}
	})
}

func TestTheMunicipalityItselfIsAskedAbout(t *testing.T) {
	t.Parallel()
	eve := knowledge.NewDate(2026, 12, 24)
	tests := map[string]struct {
		text    string
		aspects []nlu.Aspect
		when    nlu.When
		want    string // empty: it is not about the municipality
	}{
		"its telephone":            {"numero di telefono del comune", []nlu.Aspect{nlu.AspectContacts}, nlu.When{}, "Centralino: 0999 0"},
		"its address":              {"qual è l'indirizzo del comune di Borgo?", []nlu.Aspect{nlu.AspectWhere}, nlu.When{}, "Comune di Borgo: Via Unica 1, 00000 Borgo"},
		"its closures":             {"siete aperti il 24 dicembre?", []nlu.Aspect{nlu.AspectHours}, nlu.When{Kind: nlu.WhenDay, Days: knowledge.Between(eve, eve)}, "Giovedì 24 dicembre 2026 gli uffici comunali sono chiusi (Vigilia). Restano in servizio: Segreteria."},
		"what may be asked too":    {"qual è l'indirizzo del comune di Borgo?", []nlu.Aspect{nlu.AspectWhere, nlu.AspectEligibility}, nlu.When{}, "Comune di Borgo: Via Unica 1, 00000 Borgo"},
		"a day with no aspect":     {"il comune lavora il 24 dicembre?", nil, nlu.When{}, ""},
		"another topic":            {"il comune dove compra i computer?", []nlu.Aspect{nlu.AspectWhere}, nlu.When{}, ""},
		"nobody is spoken of":      {"dove andare?", []nlu.Aspect{nlu.AspectWhere}, nlu.When{}, ""},
		"what no municipality has": {"quanto costa il comune?", []nlu.Aspect{nlu.AspectCost}, nlu.When{}, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u := nlu.Understanding{Target: nlu.TargetOOS, Decision: nlu.DecideUnknown, Reason: nlu.ReasonNoMatch, Aspects: tt.aspects, When: tt.when}
			reply := compose(borough(t), u, newPhrase(tt.text), Topic{}, noon)
			if answered := reply.Understanding.Target == "office:urp"; answered != (tt.want != "") {
				t.Fatalf("read as %s: %v", reply.Understanding.Target, words(reply))
			}
			if said := strings.Join(words(reply), "\n"); !strings.Contains(said, tt.want) {
				t.Errorf("want %q in:\n%s", tt.want, said)
			}
		})
	}
}

func TestAQuestionThatNamesNothingIsAskedBack(t *testing.T) {
	t.Parallel()
	ask := func(text string, topic Topic, reason nlu.Reason) Reply {
		u := nlu.Understanding{Target: nlu.TargetOOS, Decision: nlu.DecideUnknown, Reason: reason, Aspects: []nlu.Aspect{nlu.AspectCost}}
		return compose(hamlet(t, nil), u, newPhrase(text), topic, noon)
	}
	if r := ask("quanto costa?", Topic{}, nlu.ReasonNoMatch); r.Ending != EndClarification || !strings.HasPrefix(words(r)[0], "Di quale servizio o ufficio?") {
		t.Errorf("%s: %v", r.Ending, words(r))
	}
	for text, r := range map[string]Reply{
		"about what was spoken of":  ask("quanto costa?", Topic{Focus: "svc:legna"}, nlu.ReasonNoMatch),
		"about something":           ask("quanto costa il drago?", Topic{}, nlu.ReasonNoMatch),
		"about no matter of a town": ask("che tempo fa?", Topic{}, nlu.ReasonOutside),
	} {
		if r.Ending == EndClarification {
			t.Errorf("%s: %v", text, words(r))
		}
	}
}

func TestInAnEmergencyNothingIsGuessed(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		u    nlu.Understanding
		told bool
	}{
		"the words of the danger led there": {nlu.Understanding{Confidence: 0.95}, false},
		"asked for, but not surely":         {nlu.Understanding{Confidence: 0.7, Aspects: []nlu.Aspect{nlu.AspectHow}}, false},
		"asked for surely":                  {nlu.Understanding{Confidence: 0.9, Aspects: []nlu.Aspect{nlu.AspectHow}}, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tt.u.Target, tt.u.Decision, tt.u.Emergency = "svc:legna", nlu.DecideAnswer, nlu.EmergencyCall112
			reply := compose(borough(t), tt.u, "", Topic{}, noon)
			said := strings.Join(words(reply), "\n")
			if strings.Contains(said, "legna") != tt.told || !strings.HasPrefix(said, "Se qualcuno è in pericolo") {
				t.Errorf("told %v, want %v:\n%s", !tt.told, tt.told, said)
			}
			if !tt.told && !strings.Contains(said, "Per parlare con una persona: URP") {
				t.Errorf("no way to a person in:\n%s", said)
			}
			if reply.Understanding.Target != "svc:legna" {
				t.Errorf("reported as %s", reply.Understanding.Target)
			}
		})
	}
}

package bot

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/knowledge"
)

func TestWhoIsMeant(t *testing.T) {
	t.Parallel()
	person := func(id knowledge.PersonID, given, family string, tenures ...knowledge.TenureProfile) *knowledge.Person {
		p := &knowledge.Person{ID: id, PersonProfile: knowledge.PersonProfile{GivenName: given, FamilyName: family}}
		for _, tenure := range tenures {
			p.Tenures = append(p.Tenures, knowledge.Tenure{TenureProfile: tenure})
		}
		return p
	}
	people := []*knowledge.Person{
		person("mayor", "Luisa", "Cattaneo", knowledge.TenureProfile{Role: knowledge.RoleMayor, Title: "Sindaca"}),
		person("deputy", "Roberto", "Pagani", knowledge.TenureProfile{Role: "assessore", Title: "Vicesindaco, assessore a lavori pubblici"}),
		person("schools", "Marina", "Costa", knowledge.TenureProfile{Role: "assessore", Title: "Assessora a scuola e cultura"}),
		person("secretary", "Cristina", "De Luca", knowledge.TenureProfile{Role: "segretario", Title: "Segretaria generale"}),
		person("costa", "Aldo", "Costa"),
	}
	tests := map[string][]knowledge.PersonID{
		"chi è il sindaco?":                                     {"mayor"},
		"come si chiama la sindaca":                             {"mayor"},
		"chi è il vicesindaco?":                                 {"deputy"},
		"chi è l'assessore alla scuola?":                        {"schools"},
		"chi è l'assessore ai lavori pubblici?":                 {"deputy"},
		"chi è l'assessore allo sport?":                         {"deputy", "schools"},
		"chi sono gli assessori":                                {"deputy", "schools"},
		"chi è il segretario comunale?":                         {"secretary"},
		"chi è Luisa Cattaneo?":                                 {"mayor"},
		"cerco De Luca Cristina":                                {"secretary"},
		"chi è Costa?":                                          {"schools", "costa"},
		"chi è Aldo Costa?":                                     {"costa"},
		"chi è il sindaco di Borgo?":                            {"mayor"},
		"chi è il sindaco di Roma?":                             nil,
		"quanto costa?":                                         nil,
		"vorrei parlare con il sindaco":                         nil,
		"chi è il responsabile dell'anagrafe?":                  nil,
		"chi è che decide se posso essere ricevuto dal sindaco": nil,
		"chi è Mario Rossi?":                                    nil,
		"":                                                      nil,
	}
	for text, want := range tests {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			said := newPhrase(text)
			found := peopleNamed(people, said)
			if len(found) == 0 {
				found = peopleInRole(people, said, wordSet("comune di borgo"))
			}
			var got []knowledge.PersonID
			for _, p := range found {
				got = append(got, p.ID)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

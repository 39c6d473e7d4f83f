package bot

import (
	"strings"
	"testing"

	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

// TestWhatIsToldInBriefIsStillTrue asks where, and may mean the cost besides: each
// fee is told with its amount, and nothing of what the sheet does not say.
func TestWhatIsToldInBriefIsStillTrue(t *testing.T) {
	t.Parallel()
	fee := func(name string, cents int) knowledge.Fee {
		return knowledge.Fee{Item: knowledge.Item{Key: name}, Name: name, Amount: ptr(knowledge.Euro(cents))}
	}
	tests := map[string]struct {
		fees knowledge.ServiceFees
		want string
		not  string
	}{
		"two fees, both due":     {knowledge.ServiceFees{Fees: knowledge.Some([]knowledge.Fee{fee("Stato", 1000), fee("Comune", 500)})}, "Comune: 5 euro", "dipende"},
		"none":                   {knowledge.ServiceFees{Fees: knowledge.NotProvided[[]knowledge.Fee]()}, "Costo: gratuito", "dipende"},
		"the sheet says nothing": {knowledge.ServiceFees{}, "", "Costo"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u := nlu.Understanding{
				Target: "svc:legna", Decision: nlu.DecideAnswer, Confidence: 0.9, Language: italian,
				Aspects: []nlu.Aspect{nlu.AspectWhere, nlu.AspectCost}, Besides: []nlu.Aspect{nlu.AspectCost},
			}
			said := strings.Join(words(compose(hamlet(t, fees(tt.fees)), u, "", Topic{}, noon)), "\n")
			if !strings.Contains(said, tt.want) || strings.Contains(said, tt.not) {
				t.Errorf("want %q, and no %q:\n%s", tt.want, tt.not, said)
			}
		})
	}
}

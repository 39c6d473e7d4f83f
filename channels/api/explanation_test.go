package api_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// explained is what a client reads of an explanation.
type explained struct {
	Understanding struct {
		Target string
		ReadAs []string `json:"read_as"`
	}
	Explanation *struct {
		Tokens     []struct{ Text, Role string }
		Candidates []struct {
			Target   string
			Opinions []struct {
				Source string
				Points float64
			}
			Forms []struct{ Text, Source string }
		}
		Aspects []struct {
			Aspect string
			Chosen bool
		}
		Step, Decision, Reason string
	}
}

// TestExplanationsKeepToTheDescription asks questions of every sort for the
// reasons of their answers.
func TestExplanationsKeepToTheDescription(t *testing.T) {
	t.Parallel()
	town := liveTown(t)
	d := described(t, town)
	steps := make(map[string]bool)
	for _, text := range []string{
		"quanto costa la carta d'identità?", "?!", "ciao", "where can I renew my passport please", "a che punto è la mia pratica?",
		"c'è un incendio", "che tempo fa domani?", "licenza", "sabato mattina l'anagrfae è aperta?", "mi sposo, cosa devo fare?", "xqzkw",
	} {
		body, err := json.Marshal(map[string]any{"text": text, "explain": true})
		if err != nil {
			t.Fatal(err)
		}
		got := town.say(t, string(body))
		for _, problem := range d.check("/api/v1/messages", "post", got) {
			t.Errorf("%s: %s", text, problem)
		}
		var reply explained
		got.decode(t, &reply)
		if reply.Explanation == nil || reply.Explanation.Reason == "" || reply.Explanation.Step == "" {
			t.Fatalf("%s: no reason: %s", text, got.body)
		}
		steps[reply.Explanation.Step] = true
	}
	if len(steps) < 5 {
		t.Errorf("only the steps %v were explained", steps)
	}
}

func TestAnExplanationIsGivenToWhoAsksForIt(t *testing.T) {
	t.Parallel()
	town := liveTown(t)
	tests := map[string]struct {
		body string
		want bool
	}{
		"asked for":             {`{"text":"anagrfae","explain":true}`, true},
		"not asked for":         {`{"text":"anagrfae"}`, false},
		"refused":               {`{"text":"anagrfae","explain":false}`, false},
		"a button needs no why": {`{"action":"a:tari-pagamento:cost","explain":true}`, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := town.say(t, tt.body)
			var reply explained
			got.decode(t, &reply)
			if got.status != http.StatusOK || (reply.Explanation != nil) != tt.want {
				t.Errorf("%d %s", got.status, got.body)
			}
			if strings.Contains(tt.body, "anagrfae") && !slices.Equal(reply.Understanding.ReadAs, []string{"anagrafe"}) {
				t.Errorf("read as %q, want anagrafe", reply.Understanding.ReadAs)
			}
		})
	}
}

package nlu_test

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/nlu"
)

func explain(t *testing.T, text string, c nlu.Context) nlu.Explanation {
	t.Helper()
	_, e := newTown(t).understander.Explain(nlu.Query{Text: nlu.NewUtterance(text), Now: monday, Context: c})
	return e
}

// TestExplainingChangesNothing holds that what is explained is what is done.
func TestExplainingChangesNothing(t *testing.T) {
	t.Parallel()
	u := newTown(t).understander
	texts := append(sentences(), "", "?!", "where can I renew my id card?", "aiuto mi sta picchiando", "grazie", "a che punto è la mia pratica?")
	for _, text := range texts {
		for _, c := range []nlu.Context{{}, {Focus: "svc:carta-identita", Aspects: []nlu.Aspect{nlu.AspectCost}}, {Offered: []nlu.Target{"svc:tari-pagamento", "svc:imu-pagamento"}}} {
			q := nlu.Query{Text: nlu.NewUtterance(text), Now: monday, Context: c}
			got, e := u.Explain(q)
			if diff := cmp.Diff(u.Understand(q), got); diff != "" {
				t.Errorf("%q explained (-understood +explained):\n%s", text, diff)
			}
			if e.Target != got.Target || e.Decision != got.Decision || e.Step == "" {
				t.Errorf("%q: explains %s %s at step %q of %s %s", text, e.Decision, e.Target, e.Step, got.Decision, got.Target)
			}
		}
	}
}

// TestPointsTellTheProbabilities holds that the opinions shown are all that
// there are: between two candidates they add up to the odds.
func TestPointsTellTheProbabilities(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"quanto costa la carta d'identità?", "multa", "devo pagare la tari", "asilo", "che tempo fa domani?", "cambio casa"} {
		e := explain(t, text, nlu.Context{})
		if len(e.Candidates) < 2 {
			t.Fatalf("%q: %d candidates", text, len(e.Candidates))
		}
		first := e.Candidates[0]
		for _, c := range e.Candidates[1:] {
			if c.Probability < 0.01 { // too much is lost by rounding
				continue
			}
			got, want := points(c)-points(first), math.Log(c.Probability/first.Probability)
			if math.Abs(got-want) > 0.1 {
				t.Errorf("%q: %s has %.2f points beside %s, want %.2f", text, c.Target, got, first.Target, want)
			}
		}
		if !slices.ContainsFunc(e.Candidates, func(c nlu.ExplainedCandidate) bool { return c.Target == nlu.TargetOOS }) {
			t.Errorf("%q: out of scope is not among the candidates", text)
		}
	}
}

func points(c nlu.ExplainedCandidate) float64 {
	sum := 0.0
	for _, o := range c.Opinions {
		if o.Source == "" {
			panic("an opinion has no name: give it one in opinionNames")
		}
		sum += o.Points
	}
	return sum
}

func TestWhatAClerkIsShown(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		text    string
		context nlu.Context
		step    nlu.Step
		rule    nlu.FollowUpRule
		roles   string // of the words, in order
		first   nlu.Target
		form    string // among those of the first
		aspect  nlu.Aspect
		nothing bool // of the charter may be a candidate: then there are no costs to weigh
	}{
		"a question in plain words": {
			text: "quanto costa la carta d'identità?", step: nlu.StepOdds, roles: "asks asks filler topic filler topic",
			first: "svc:carta-identita", form: "carta identità", aspect: nlu.AspectCost,
		},
		"a day is no topic": {
			text: "sabato l'anagrafe è aperta?", step: nlu.StepOdds, roles: "time filler topic asks asks",
			first: "office:anagrafe", form: "anagrafe", aspect: nlu.AspectHours,
		},
		"a word that the charter does not know": {
			text: "ornitorinco", step: nlu.StepOdds, roles: "unknown", first: nlu.TargetOOS, aspect: nlu.AspectInfo, nothing: true,
		},
		"thanks":                           {text: "grazie mille", step: nlu.StepCourtesy, roles: "talk talk", aspect: nlu.AspectInfo},
		"an application":                   {text: "a che punto è la mia pratica?", step: nlu.StepStatus},
		"nothing":                          {text: "?!", step: nlu.StepEmpty},
		"another language":                 {text: "where can I renew my passport please", step: nlu.StepLanguage},
		"a danger":                         {text: "c'è un incendio", step: nlu.StepEmergency},
		"one of what was offered":          {text: "la seconda", context: nlu.Context{Offered: []nlu.Target{"svc:tari-pagamento", "svc:imu-pagamento"}}, step: nlu.StepFollowUp, rule: nlu.RuleChosen},
		"no topic stays":                   {text: "e quanto costa?", context: nlu.Context{Focus: "svc:carta-identita"}, step: nlu.StepOdds, rule: nlu.RuleStays, aspect: nlu.AspectCost},
		"half a topic moves":               {text: "e se l'ho persa?", context: nlu.Context{Focus: "svc:carta-identita"}, step: nlu.StepOdds, rule: nlu.RuleNeighbour},
		"one of what was offered is named": {text: "quella della tari", context: nlu.Context{Offered: []nlu.Target{"svc:imu-pagamento", "svc:tari-pagamento"}}, step: nlu.StepOdds, rule: nlu.RuleChosen},
		"back from an offer":               {text: "torniamo alla tari", context: nlu.Context{Focus: "svc:tari-pagamento", Offered: []nlu.Target{"svc:imu-pagamento"}}, step: nlu.StepOdds, rule: nlu.RuleReturns},
		"one word of what is talked about": {text: "licenza", context: nlu.Context{Focus: "svc:scia-commercio"}, step: nlu.StepOdds, rule: nlu.RuleStays},
		"another topic is a new one":       {text: "e l'anagrafe?", context: nlu.Context{Focus: "office:tributi"}, step: nlu.StepOdds, rule: nlu.RuleNewTopic, first: "office:anagrafe"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := explain(t, tt.text, tt.context)
			if e.Step != tt.step {
				t.Errorf("decided at %q, want %q", e.Step, tt.step)
			}
			if e.Context != nil && e.Context.Rule != tt.rule {
				t.Errorf("tied by %q, want %q", e.Context.Rule, tt.rule)
			}
			if got := roles(e); tt.roles != "" && got != tt.roles {
				t.Errorf("roles %q, want %q", got, tt.roles)
			}
			if tt.first != "" && e.Candidates[0].Target != tt.first {
				t.Errorf("first is %s, want %s", e.Candidates[0].Target, tt.first)
			}
			if tt.form != "" && !saidAll(e.Candidates[0], tt.form) {
				t.Errorf("forms of the first: %+v, want «%s» said whole", e.Candidates[0].Forms, tt.form)
			}
			if tt.aspect != "" && (!e.Aspects[0].Chosen || e.Aspects[0].Aspect != tt.aspect) {
				t.Errorf("aspects %+v, want %s first", e.Aspects, tt.aspect)
			}
			if e.Costs != nil && e.Costs.HintOnly && e.Decision == nlu.DecideAnswer {
				t.Errorf("answers what it says that it never does: %+v", e.Costs)
			}
			if !tt.nothing && (e.Costs != nil) != (tt.step == nlu.StepOdds) {
				t.Errorf("costs %+v at step %s", e.Costs, e.Step)
			}
		})
	}
}

func TestWhatIsAskedBackLeavesNothing(t *testing.T) {
	t.Parallel()
	town := newTown(t)
	asked := 0
	for _, q := range town.validation[:400] {
		got, e := town.understander.Explain(nlu.Query{Text: nlu.NewUtterance(q.Text), Now: monday, Context: nlu.Context{Focus: "office:tributi"}})
		if got.Decision != nlu.DecideClarify {
			continue
		}
		if asked++; e.Context.Rule != "" || got.FollowUp {
			t.Errorf("%q: tied by %q, and it is asked back", q.Text, e.Context.Rule)
		}
	}
	if asked == 0 {
		t.Error("nothing was asked back")
	}
}

func TestNobodyHasAnOpinionOfWhatOnlyTheConversationSuggests(t *testing.T) {
	t.Parallel()
	first := explain(t, "e dove?", nlu.Context{Focus: "svc:passo-carrabile"}).Candidates[0]
	if first.Target != "svc:passo-carrabile" || len(first.Opinions) != 0 || first.Tied == 0 {
		t.Errorf("%+v, want the focus by the conversation alone", first)
	}
}

func roles(e nlu.Explanation) string {
	out := make([]string, len(e.Tokens))
	for i, t := range e.Tokens {
		out[i] = string(t.Role)
	}
	return strings.Join(out, " ")
}

func saidAll(c nlu.ExplainedCandidate, form string) bool {
	return slices.ContainsFunc(c.Forms, func(f nlu.ExplainedForm) bool {
		return strings.EqualFold(f.Text, form) && f.Said == 1 && f.Source != "" && len(f.Words) > 0
	})
}

func TestACorrectionTellsWhetherItIsTheTopic(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		text  string
		to    string
		topic bool
	}{
		"the topic":                      {"anagrfae", "anagrafe", true},
		"with its accent":                {"quanto costa la carta identitta", "identità", true},
		"what is asked":                  {"quannto costa la tari", "quanto", false},
		"a word that many services have": {"carta d'identità, la richiestta", "richiesta", false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u, e := understander(t).Explain(nlu.Query{Text: nlu.NewUtterance(tt.text), Now: monday})
			got := u.Corrections
			if len(got) != 1 || got[0].To != tt.to || got[0].Topic != tt.topic {
				t.Errorf("corrections %+v, want %s, topic %v", got, tt.to, tt.topic)
			}
			if !slices.ContainsFunc(e.Tokens, func(k nlu.ExplainedToken) bool { return k.Corrected }) {
				t.Errorf("no word is marked as corrected: %+v", e.Tokens)
			}
		})
	}
}

func TestAnExplanationHasNoNullLists(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "ciao", "where is the office", "tari"} {
		written, err := json.Marshal(explain(t, text, nlu.Context{}))
		if err != nil || strings.Contains(string(written), "null") {
			t.Errorf("%q: %v %s", text, err, written)
		}
	}
}

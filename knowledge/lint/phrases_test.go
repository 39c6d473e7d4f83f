package lint_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/knowledge/lint"
)

// phrase is one of the base's phrases about the town's only service, whose
// title is "Certificati anagrafici", or about what target says.
func phrase(target, text string) knowledge.Phrase {
	return knowledge.Phrase{Target: target, Text: text, Aspects: []string{"how"}, Style: "plain", Split: knowledge.SplitTrain}
}

// bank lints the town with these phrases.
func bank(t *testing.T, against []string, phrases ...knowledge.Phrase) lint.Report {
	t.Helper()
	facts := newTown(t).facts()
	for i, p := range phrases {
		facts.Phrases = append(facts.Phrases, fact(knowledge.LayerBase, fmt.Sprint(i), knowledge.Always, p)...)
	}
	report, err := lint.Check(lint.Input{Facts: facts, Today: today, Zone: time.UTC, Against: against})
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func TestPhraseRules(t *testing.T) {
	t.Parallel()
	const service, office = "svc:certificati", "office:anagrafe"
	for name, c := range map[string]struct {
		phrases []knowledge.Phrase
		against []string
		rule    lint.Rule
		want    string // empty: the rule finds nothing
	}{
		"the same words twice, whatever the marks": {
			phrases: []knowledge.Phrase{phrase(service, "Perché serve?"), phrase(service, "perche serve")},
			rule:    lint.RulePhraseTwice, want: "error base/frasi/svc-certificati.yaml : «perche serve» è scritta due volte",
		},
		"the same words for two targets": {
			phrases: []knowledge.Phrase{phrase(service, "dove vado"), phrase(office, "Dove vado?")},
			rule:    lint.RulePhraseTwice, want: "è già una frase di office:anagrafe",
		},
		"a frame with the service swapped": {
			phrases: []knowledge.Phrase{phrase(service, "quanto devo pagare per la cremazione"), phrase(office, "quanto devo pagare per la residenza")},
			rule:    lint.RulePhraseNear, want: "è quasi «quanto devo pagare per la residenza»",
		},
		"a slip of the keyboard in a short line": {
			phrases: []knowledge.Phrase{phrase(service, "certificato urgente"), phrase(office, "certificatto urgente")},
			rule:    lint.RulePhraseNear, want: "è quasi",
		},
		"telegrams differ by their topic": {
			phrases: []knowledge.Phrase{phrase(service, "certificati orari"), phrase(office, "anagrafe orari")},
			rule:    lint.RulePhraseNear,
		},
		"near misses are there on purpose": {
			phrases: []knowledge.Phrase{phrase(service, "quanto costa fare un certificato nuovo"), phrase("oos", "quanto costa fare un tatuaggio nuovo")},
			rule:    lint.RulePhraseNear,
		},
		"a question that measures": {
			phrases: []knowledge.Phrase{phrase(service, "mi serve lo stato di famiglia")}, against: []string{"Mi serve lo stato di famiglia!"},
			rule: lint.RulePhraseGiven, want: "è anche tra le domande che misurano",
		},
		"an office that is not there": {
			phrases: []knowledge.Phrase{phrase("office:catasto", "dov'è il catasto")},
			rule:    lint.RulePhraseLabels, want: "«office:catasto» non c'è nella carta",
		},
		"an unknown courtesy": {
			phrases: []knowledge.Phrase{phrase("smalltalk:joke", "raccontami una barzelletta")},
			rule:    lint.RulePhraseLabels, want: "«smalltalk:joke» non c'è",
		},
		"too few of a service": {
			phrases: []knowledge.Phrase{phrase(service, "uno")}, rule: lint.RulePhraseCount, want: "ha 1 frase, ne servono almeno 40",
		},
		"too few out of scope": {
			phrases: []knowledge.Phrase{phrase("oos", "che ore sono")}, rule: lint.RulePhraseCount, want: "almeno 600",
		},
		"none kept for validation": {
			phrases: many(20, func(*knowledge.Phrase) {}), rule: lint.RulePhraseSplit, want: "0 frasi su 20 sono di convalida",
		},
		"a style that nobody wrote": {
			phrases: []knowledge.Phrase{phrase(service, "uno")}, rule: lint.RulePhraseStyles, want: "nessuna frase di stile voice",
		},
		"always the title's words, inflected": {
			phrases: many(20, func(p *knowledge.Phrase) { p.Text = "certificato " + p.Text }), rule: lint.RulePhraseTitle, want: "0 frasi su 20 fanno a meno",
		},
		"the need told without the title": {
			phrases: many(20, func(*knowledge.Phrase) {}), rule: lint.RulePhraseTitle,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			report := bank(t, c.against, c.phrases...)
			report.Findings = slices.DeleteFunc(report.Findings, func(f lint.Finding) bool { return f.Rule != c.rule })
			if c.want == "" && len(report.Findings) > 0 || !found(report, c.want) && c.want != "" {
				t.Errorf("found %q, want %q", lines(report), c.want)
			}
		})
	}
}

// many returns n phrases with nothing in common, altered.
func many(n int, alter func(*knowledge.Phrase)) []knowledge.Phrase {
	phrases := make([]knowledge.Phrase, n)
	for i := range phrases {
		phrases[i] = phrase("svc:certificati", fmt.Sprintf("parola%d altra%d", i, i))
		alter(&phrases[i])
	}
	return phrases
}

func TestThePhraseBankIsCounted(t *testing.T) {
	t.Parallel()
	double := phrase("svc:certificati", "quanto costa e cosa porto")
	double.Aspects, double.Style, double.Split = []string{"cost", "documents"}, "voice", knowledge.SplitValidate
	report := bank(t, nil, double, phrase("svc:certificati", "vorrei i certificati"), phrase("oos", "che tempo fa"))
	var b strings.Builder
	if err := report.WritePhrases(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"frasi  convalida  doppie  senza titolo", "    2       50 %    50 %          50 %", "svc:certificati", "oos"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the table lacks %q:\n%s", want, b.String())
		}
	}
}

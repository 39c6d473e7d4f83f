package lint

import (
	"cmp"
	"slices"

	"github.com/cittaclick/cittaclick/knowledge"
)

// Severity says how bad a finding is.
type Severity string

// The severities, the worst first.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
	SeverityInfo    Severity = "info"
)

func (s Severity) rank() int {
	return slices.Index([]Severity{SeverityError, SeverityWarning, SeverityInfo}, s)
}

// Italian returns the severity as a report names it.
func (s Severity) Italian() string {
	switch s {
	case SeverityError:
		return "errore"
	case SeverityWarning:
		return "avviso"
	default:
		return "nota"
	}
}

// Rule names what was looked for, in the words of the summary table.
type Rule string

// The rules.
const (
	RuleFields     Rule = "campi mancanti"
	RuleToFill     Rule = "da definire nel locale"
	RuleLengths    Rule = "lunghezze e numero di alias"
	RuleAliases    Rule = "alias ripetuti"
	RuleLinks      Rule = "rinvii a vuoto"
	RuleReadable   Rule = "leggibilità"
	RuleWords      Rule = "parole burocratiche"
	RuleAmounts    Rule = "importi che si contraddicono"
	RuleTerms      Rule = "termini che si contraddicono"
	RuleSources    Rule = "cifre di legge senza fonte"
	RuleHours      Rule = "orari che si contraddicono"
	RuleDuties     Rule = "incarichi"
	RuleOffices    Rule = "orari e contatti degli uffici"
	RuleContacts   Rule = "recapiti malformati"
	RuleConfusable Rule = "servizi che si confondono"
	RuleUnverified Rule = "cifre da verificare"

	RulePhraseLabels Rule = "frasi: obiettivi"
	RulePhraseTwice  Rule = "frasi ripetute"
	RulePhraseNear   Rule = "frasi quasi uguali di obiettivi diversi"
	RulePhraseGiven  Rule = "frasi che sono anche domande di misura"
	RulePhraseCount  Rule = "frasi: quante"
	RulePhraseSplit  Rule = "frasi: parte di convalida"
	RulePhraseTitle  Rule = "frasi con le parole del titolo"
	RulePhraseStyles Rule = "frasi: stili"
)

// Finding is one thing to mend or to look at.
type Finding struct {
	Severity Severity `json:"severity"`
	Rule     Rule     `json:"rule"`
	File     string   `json:"file,omitempty"`  // as an export of both layers names it: "base/servizi/x.yaml"
	Where    string   `json:"where"`           // kind and slug: "servizio carta-identita"
	Field    string   `json:"field,omitempty"` // "costi.diritti"
	Message  string   `json:"message"`         // in Italian, for whoever edits the charter
}

// Report is all that was found.
type Report struct {
	Findings    []Finding     `json:"findings"` // by file and place, the worst first
	Readability []Readability `json:"readability"`
	Figures     []Figure      `json:"unverified"`
	Phrases     []PhraseTally `json:"phrases"`
	Services    int           `json:"services"`  // in the charter
	Published   int           `json:"published"` // of those, the ones that citizens see
}

// Count returns how many findings of a severity there are.
func (r Report) Count(s Severity) int {
	n := 0
	for _, f := range r.Findings {
		if f.Severity == s {
			n++
		}
	}
	return n
}

func (r Report) sort() {
	slices.SortStableFunc(r.Findings, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(a.Where, b.Where), cmp.Compare(a.Severity.rank(), b.Severity.rank()),
			cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Field, b.Field), cmp.Compare(a.Message, b.Message),
		)
	})
}

// place is where a finding stands.
type place struct{ file, where string }

func servicePlace(layer knowledge.Layer, id knowledge.ServiceID) place {
	return place{folder(layer) + "servizi/" + string(id) + ".yaml", "servizio " + string(id)}
}

func officePlace(id knowledge.OfficeID) place {
	return place{folder(knowledge.LayerLocal) + "uffici/" + string(id) + ".yaml", "ufficio " + string(id)}
}

func personPlace(id knowledge.PersonID) place {
	return place{folder(knowledge.LayerLocal) + "persone.yaml", "persona " + string(id)}
}

func matterPlace(layer knowledge.Layer, id knowledge.MatterID) place {
	return place{folder(layer) + "altri-enti.yaml", "altro ente " + string(id)}
}

func municipalityPlace() place {
	return place{folder(knowledge.LayerLocal) + "comune.yaml", "comune"}
}

// folder is where an export of both layers puts a layer.
func folder(layer knowledge.Layer) string {
	if layer == knowledge.LayerBase {
		return "base/"
	}
	return "locale/"
}

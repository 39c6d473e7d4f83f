package lint

import (
	"regexp"
	"slices"
	"strings"

	"github.com/cittaclick/cittaclick/knowledge"
)

// amounts holds that what a text says one pays is what the fees say.
func (c *checker) amounts(s *knowledge.Service) {
	local, _ := c.layers.fees.on(string(s.ID), knowledge.LayerLocal, c.day)
	payable := sums(s.Fees.Value)
	for _, fee := range s.Fees.Value {
		if fee.Amount != nil {
			c.amountOf(servicePlace(home(feeIn(local, fee.Key)), s.ID), fee, payable)
		}
	}
	c.amountsInText(s, append(payable, noted(s.Fees.Value)...))
}

// amountOf compares a fee's amount with what its own name and note say. A name
// that sets a bound ("con ISEE fino a 8.000 euro") tells for whom, not how much.
func (c *checker) amountOf(at place, fee knowledge.Fee, payable []knowledge.Euro) {
	field := "costi." + fee.Key
	for _, said := range amountsIn(fee.Name) {
		if said != *fee.Amount && !bound.MatchString(fee.Name) {
			c.add(SeverityError, RuleAmounts, at, field, "la voce dice %s, l'importo %s", said.Italian(), fee.Amount.Italian())
		}
	}
	for _, sentence := range sentences(fee.Note) {
		if total, ok := totalIn(sentence); ok && !slices.Contains(payable, total) {
			c.add(SeverityError, RuleAmounts, at, field, "la nota dice in tutto %s, ma nessuna somma degli importi lo dà", total.Italian())
		}
	}
}

// amountsInText looks at the sentences that tell what to pay. Others may speak
// of incomes, fines and values.
func (c *checker) amountsInText(s *knowledge.Service, known []knowledge.Euro) {
	texts := []text{{"sommario", s.Summary.Value}, {"descrizione", s.Description.Value}, {"pagamento", s.Payment.Value}, {"dopo", s.Afterwards.Value}}
	for _, step := range s.Steps.Value {
		texts = append(texts, text{"passi." + step.Key, step.Text})
	}
	for _, requirement := range s.Requirements.Value {
		texts = append(texts, text{"documenti." + requirement.Key, requirement.Name}, text{"documenti." + requirement.Key, requirement.Note})
	}
	for _, t := range texts {
		for _, sentence := range sentences(t.text) {
			if !payment.MatchString(sentence) || bound.MatchString(sentence) {
				continue
			}
			for _, said := range amountsIn(sentence) {
				if !slices.Contains(known, said) {
					c.add(SeverityWarning, RuleAmounts, servicePlace(knowledge.LayerBase, s.ID), t.field, "si parla di pagare %s, che fra i costi non c'è", said.Italian())
				}
			}
		}
	}
}

var (
	amount  = regexp.MustCompile(`(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?\s*(?:euro\b|€)`)
	total   = regexp.MustCompile(`(?i)\b(in tutto|in totale|complessivamente)\b`)
	bound   = regexp.MustCompile(`(?i)\b(isee|reddito|redditi|oltre|sopra|sotto|superior[ei]|inferior[ei]|almeno|fino a|meno di|più di)\b`)
	payment = regexp.MustCompile(`(?i)\b(costa|costano|pag[ahi]\w*|marc[ah]e? da bollo|boll[oi]|diritti|tariffa)\b`)
)

// amountsIn returns the sums of money that a text names.
func amountsIn(text string) []knowledge.Euro {
	var found []knowledge.Euro
	for _, match := range amount.FindAllStringSubmatch(text, -1) {
		written := strings.ReplaceAll(match[1], ".", "")
		if match[2] != "" {
			written += "," + match[2]
		}
		if euro, err := knowledge.ParseEuro(written); err == nil {
			found = append(found, euro)
		}
	}
	return found
}

// totalIn returns what a sentence says is to be paid in all.
func totalIn(sentence string) (knowledge.Euro, bool) {
	at := total.FindStringIndex(sentence)
	if at == nil {
		return 0, false
	}
	after := amountsIn(sentence[at[1]:])
	if len(after) == 0 {
		return 0, false
	}
	return after[0], true
}

// sums returns what may have to be paid: any of the fees together, since some
// are due only in some cases.
func sums(fees []knowledge.Fee) []knowledge.Euro {
	const most = 10 // fees that are added up; above them, each counts alone
	var all []knowledge.Euro
	for i, fee := range fees {
		if fee.Amount == nil {
			continue
		}
		before := len(all)
		all = append(all, *fee.Amount)
		for j := 0; j < before && i < most; j++ {
			all = append(all, all[j]+*fee.Amount)
		}
	}
	return all
}

// noted returns the amounts that the fees' own notes explain.
func noted(fees []knowledge.Fee) []knowledge.Euro {
	var all []knowledge.Euro
	for _, fee := range fees {
		all = append(all, amountsIn(fee.Name+" "+fee.Condition+" "+fee.Note)...)
	}
	return all
}

func feeIn(local knowledge.ServiceFees, key string) bool {
	return slices.ContainsFunc(local.Fees.Value, func(f knowledge.Fee) bool { return f.Key == key })
}

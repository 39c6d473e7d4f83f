package bot

import (
	"strconv"
	"strings"

	"github.com/cittaclick/cittaclick/knowledge"
)

// documents lists what to bring, with its conditions and forms.
func (a *answer) documents(s *knowledge.Service) bool {
	if s.Requirements.None() {
		a.say("Non servono documenti.")
		return true
	}
	items := make([]string, 0, len(s.Requirements.Value))
	for _, r := range s.Requirements.Value {
		items = append(items, joined(". ", unstopped(bracketed(r.Name, r.Condition, specimenWords(r.Specimen))), r.Note))
	}
	known := a.list("Che cosa serve", items)
	for _, r := range s.Requirements.Value {
		if r.FormURL != "" {
			a.add(Link{Title: "Modulo: " + firstOf(r.Form, r.Name), URL: r.FormURL})
		}
	}
	return known
}

func specimenWords(specimen string) string {
	switch specimen {
	case "originale":
		return "in originale"
	case "copia":
		return "in copia"
	case "dichiarazione":
		return "da dichiarare"
	case "dato":
		return "basta il dato"
	default:
		return ""
	}
}

func firstOf(words ...string) string {
	for _, w := range words {
		if w != "" {
			return w
		}
	}
	return ""
}

// cost tells each fee and how to pay. Nothing is added up: which fees apply
// depends on the case.
func (a *answer) cost(s *knowledge.Service) bool {
	return a.fees(s, Fact{Label: "Come si paga", Value: s.Payment.Value})
}

// fees tells each fee, and what goes with them; false when no amount is known.
func (a *answer) fees(s *knowledge.Service, with ...Fact) bool {
	if s.Fees.None() {
		return a.facts(append([]Fact{{Label: "Costo", Value: "gratuito"}}, with...)...)
	}
	facts, known := make([]Fact, 0, len(s.Fees.Value)+len(with)), false
	for _, fee := range s.Fees.Value {
		value, ok := feeWords(fee)
		known = known || ok
		facts = append(facts, Fact{Label: fee.Name, Value: value, Unconfirmed: fee.Unverified})
	}
	a.facts(append(facts, with...)...)
	return known
}

// feeWords tells an amount; false when nobody has set it yet.
func feeWords(fee knowledge.Fee) (string, bool) {
	switch {
	case fee.Amount != nil:
		return joined(" — ", amountWords(fee), unstopped(fee.Note)), true
	case fee.ToFill:
		return joined(" — ", bracketed("importo non ancora indicato dal Comune", fee.Condition), unstopped(fee.Note)), false
	case fee.Note != "":
		return bracketed(fee.Note, fee.Condition), true
	default:
		return bracketed("importo non indicato", fee.Condition), false
	}
}

// amountWords tells an amount with its condition; nobody pays "0 euro".
func amountWords(fee knowledge.Fee) string {
	if *fee.Amount == 0 {
		return bracketed("gratuito", fee.Condition)
	}
	return bracketed(fee.Amount.Italian(), fee.Condition)
}

// duration tells how long the office takes and what its silence means (L.
// 241/1990, art. 2 and 20).
func (a *answer) duration(s *knowledge.Service) bool {
	if s.Durations.None() {
		a.say("È immediato: non c'è un tempo di attesa previsto.")
		return true
	}
	known := a.terms("Tempi", s.Durations.Value)
	switch s.Silence.Value {
	case knowledge.SilenceAssent:
		a.say("Se l'ufficio non risponde entro il termine, la domanda si intende accolta (silenzio assenso).")
	case knowledge.SilenceRefusal:
		a.say("Se l'ufficio non risponde entro il termine, la domanda si intende respinta.")
	}
	return known
}

// deadline tells until when the citizen may ask.
func (a *answer) deadline(s *knowledge.Service) bool {
	if s.Deadlines.None() {
		a.say("Non c'è una scadenza.")
		return true
	}
	return a.terms("Scadenza", s.Deadlines.Value)
}

// terms tells times with their legal basis, those not verified as such.
func (a *answer) terms(label string, terms []knowledge.Term) bool {
	facts, known := make([]Fact, 0, len(terms)), false
	for _, t := range terms {
		value := termWords(t)
		if t.ToFill && t.Days == nil {
			value = joined(": ", unstopped(t.Text), "da chiedere all'ufficio")
		} else {
			known = known || value != ""
		}
		facts = append(facts, Fact{Label: label, Value: bracketed(value, t.Basis), Unconfirmed: t.Unverified})
	}
	a.facts(facts...)
	return known
}

// termWords tells the time in the sheet's words, and the days when these do not.
func termWords(t knowledge.Term) string {
	if t.Days == nil {
		return t.Text
	}
	days := strconv.Itoa(*t.Days)
	switch {
	case strings.Contains(t.Text, days):
		return t.Text
	case *t.Days == 0:
		return joined(" ", sentence(t.Text), "Subito.")
	case *t.Days == 1:
		return joined(": ", unstopped(t.Text), "1 giorno")
	default:
		return joined(": ", unstopped(t.Text), days+" giorni")
	}
}

// how tells the steps and the ways in.
func (a *answer) how(s subject) bool {
	steps := a.steps(s.service)
	return a.channels(s) || steps
}

// steps tells what to do, in order.
func (a *answer) steps(s *knowledge.Service) bool {
	steps := make([]string, 0, len(s.Steps.Value))
	for _, step := range s.Steps.Value {
		steps = append(steps, step.Text)
	}
	if len(steps) > 0 {
		a.add(Steps{Title: "Come si fa", Items: steps})
	}
	return len(steps) > 0
}

// eligibility tells who may ask, and under which limits.
func (a *answer) eligibility(s *knowledge.Service) bool {
	if s.Eligibility.None() {
		a.say("Lo può chiedere chiunque.")
		return true
	}
	return a.facts(
		Fact{Label: "Per chi è", Value: s.Audience.Value},
		Fact{Label: "Chi lo può chiedere", Value: s.Eligibility.Value},
		Fact{Label: "Limiti", Value: s.Constraints.Value},
		Fact{Label: "Casi particolari", Value: s.SpecialCases.Value},
	)
}

// appointment tells whether one must book, and how.
func (a *answer) appointment(s *knowledge.Service) bool {
	known := a.facts(
		Fact{Label: "Appuntamento", Value: string(s.Appointment.Value)},
		Fact{Label: "Come si prenota", Value: s.Booking.Value},
	)
	if s.BookingURL.Value != "" {
		a.add(Link{Title: "Prenota un appuntamento", URL: s.BookingURL.Value})
		known = true
	}
	return known
}

// info tells what the service is, with the most asked facts.
func (a *answer) info(s subject) bool {
	service := s.service
	a.say(summary(service))
	a.facts(
		Fact{Label: "Per chi è", Value: service.Audience.Value},
		Fact{Label: "Che cosa ottieni", Value: service.Outcome.Value},
		Fact{Label: "Costo", Value: briefCost(service)},
		Fact{Label: "Appuntamento", Value: string(service.Appointment.Value)},
		Fact{Label: "Dove", Value: a.briefPlace(s.office)},
	)
	a.say(service.SpecialCases.Value)
	a.comingPlace(s)
	return true
}

// summary tells in a sentence what a service is.
func summary(s *knowledge.Service) string {
	return sentence(firstOf(s.Summary.Value, s.Description.Value))
}

// briefCost tells the cost where one line is enough for it.
func briefCost(s *knowledge.Service) string {
	switch {
	case s.Fees.None():
		return "gratuito"
	case len(s.Fees.Value) == 1 && s.Fees.Value[0].Amount != nil && !s.Fees.Value[0].Unverified:
		return amountWords(s.Fees.Value[0])
	default:
		return ""
	}
}

// briefPlace is the office with its place in one line.
func (a *answer) briefPlace(office *knowledge.Office) string {
	p, ok := placeOf(a.view, office)
	if !ok {
		return office.Name
	}
	return office.Name + " — " + p.String()
}

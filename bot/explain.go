package bot

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

// Explanation tells a clerk, or a program, why a question was read and answered
// as it was.
type Explanation struct {
	nlu.Explanation
	Reason string `json:"reason" doc:"Why, in Italian."`
}

// explained puts into words why the question was read as it was, and where the
// answer went its own way.
func (a *answer) explained(e nlu.Explanation) *Explanation {
	reason := a.reasonAt(e)
	switch {
	case a.u.Emergency != nlu.EmergencyNone && !a.asksBesides() && e.Step != nlu.StepEmergency:
		reason += " Però racconta un pericolo: prima di tutto vengono i numeri di emergenza."
	case a.byOwnWords:
		reason += " La risposta però viene dalle parole stesse della domanda, che chiedono di una persona, " +
			"del Comune nel suo insieme o di niente in particolare."
	}
	return &Explanation{e, reason}
}

// reasonAt gives the reason by the step that decided.
func (a *answer) reasonAt(e nlu.Explanation) string {
	switch e.Step {
	case nlu.StepEmpty:
		return "Non è stata scritta nessuna parola."
	case nlu.StepLanguage:
		if e.Decision == nlu.DecideUnknown {
			return "La domanda sembra scritta in un'altra lingua (" + e.Language + ")."
		}
		return "È una cortesia in un'altra lingua (" + e.Language + ")."
	case nlu.StepCourtesy:
		return "È una cortesia (saluto, ringraziamento, richiesta di aiuto o di una persona), non una domanda sulla carta."
	case nlu.StepStatus:
		return "Chiede a che punto è una pratica già presentata."
	case nlu.StepEmergency:
		return "Racconta un pericolo e non chiede altro: prima di tutto vengono i numeri di emergenza."
	case nlu.StepFollowUp:
		return "Sceglie tra quello che era stato proposto: " + a.quoted(e.Target) + "."
	case nlu.StepTalk:
		return "Niente nella carta è abbastanza vicino, e la frase suona come una cortesia."
	default:
		return a.reasonOfContext(e) + a.reasonOfOdds(e)
	}
}

// reasonOfContext says what the conversation had to do with it.
func (a *answer) reasonOfContext(e nlu.Explanation) string {
	if e.Context == nil {
		return ""
	}
	focus := "«" + e.Context.Title + "»"
	switch e.Context.Rule {
	case nlu.RuleStays:
		return "Si resta su " + focus + ", di cui si parlava. "
	case nlu.RuleChosen:
		return "Riguarda qualcosa che era stato proposto. "
	case nlu.RuleNeighbour:
		return "Da " + focus + ", di cui si parlava, si passa a un servizio vicino. "
	case nlu.RuleReturns:
		return "Si torna a qualcosa di cui si era già parlato. "
	case nlu.RuleNewTopic:
		return "Non riguarda più " + focus + ", di cui si parlava. "
	default:
		return ""
	}
}

// reasonOfOdds is about the likelihood of the candidates and what a mistake costs.
func (a *answer) reasonOfOdds(e nlu.Explanation) string {
	if event, ok := a.view.LifeEvent(knowledge.LifeEventID(e.Event)); ok {
		return "Racconta l'evento della vita «" + event.Title.Value + "»: si risponde con tutti i suoi passi."
	}
	switch {
	case e.Decision == nlu.DecideUnknown:
		return a.reasonOfRefusal(e)
	case e.Costs == nil:
		return "Le sue parole indicano " + a.quoted(e.Target) + "."
	case e.Decision == nlu.DecideClarify:
		return a.reasonToAsk(e)
	}
	best := a.quoted(e.Target) + " è la lettura più probabile (" + percent(e.Costs.Best) + ")"
	if e.Costs.Ask < e.Costs.Answer {
		return best + " e l'unica da proporre: chiedere non servirebbe."
	}
	return fmt.Sprintf("%s: rispondere rischia meno (%s) che chiedere (%s) o rinunciare (%s).",
		best, decimal(e.Costs.Answer), decimal(e.Costs.Ask), decimal(e.Costs.Refuse))
}

func (a *answer) reasonToAsk(e nlu.Explanation) string {
	if e.Costs.HintOnly {
		return "C'è una parola sola che conta, e può voler dire più cose: si chiede quale."
	}
	var readings []string
	for _, c := range a.u.Alternatives {
		readings = append(readings, a.quoted(c.Target)+" ("+percent(c.Confidence)+")")
	}
	return fmt.Sprintf("Nessuna lettura è abbastanza sicura: %s. Chiedere costa meno (%s) che rischiare di sbagliare (%s).",
		enumerate(readings), decimal(e.Costs.Ask), decimal(e.Costs.Answer))
}

func (a *answer) reasonOfRefusal(e nlu.Explanation) string {
	switch {
	case e.Unknown == nlu.ReasonGarbled:
		return "Nessuna parola è di una lingua conosciuta."
	case e.Unknown == nlu.ReasonOutside && e.Costs == nil:
		return "Ha la forma di una chiacchiera o di una richiesta che non si fa a un Comune."
	case e.Unknown == nlu.ReasonOutside:
		return "È più probabile (" + percent(e.Costs.Outside) + ") che non riguardi il Comune."
	case e.Costs == nil:
		return "Nessuna parola porta a qualcosa della carta."
	}
	return "Niente nella carta è abbastanza vicino: la lettura migliore arriva al " + percent(e.Costs.Best) + ", e si propone solo come ipotesi."
}

// quoted names a target for the URP: by its title or, when it has none, by its
// label.
func (a *answer) quoted(t nlu.Target) string {
	if title := a.titleOf(t); title != "" {
		return "«" + title + "»"
	}
	return "«" + string(t) + "»"
}

func percent(share float64) string { return strconv.Itoa(int(math.Round(100*share))) + "%" }

// decimal writes a number with one decimal, as Italian does.
func decimal(x float64) string {
	return strings.Replace(strconv.FormatFloat(x, 'f', 1, 64), ".", ",", 1)
}

package bot

import (
	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

// bareWords are those of a question that names nothing: "quanto costa?", "dove?",
// "che documenti servono?".
var bareWords = wordSet(`e ed ma il lo la l i gli le un una di del a al per con che chi ci si mi quanto quanta quanti quante costa costano
	costo costi prezzo pagare paga pago si tariffe dove dov andare devo vado rivolgo rivolgermi cosa serve servono occorre occorrono bisogna
	documenti documento portare porto quando apre aprono chiude orari orario ora ore apertura aperto aperti come fa fare faccio funziona
	tempo tempi ci vuole vogliono entro scade scadenza scadenze numero telefono contatti contatto email mail indirizzo appuntamento prenoto
	prenotare prenota necessario posso potrei fare chi puo spetta requisiti responsabile quale quali qual sono dirmi sapere vorrei
	modulo moduli domanda richiesta lo`)

// otherMatters are made of the same words and ask for the weather or the time.
var otherMatters = []string{"che tempo fa", "che ora e", "che ore sono", "che ora fa"}

// examples are services that nearly everybody needs, to show what may be asked.
var examples = []knowledge.ServiceID{"carta-identita", "cambio-residenza", "tari-pagamento"}

// asksOfNothing answers a question that says what but not of what: it asks
// back, with a few examples. It does nothing, and says false, otherwise.
func (a *answer) asksOfNothing() bool {
	words := a.said.words()
	if len(words) == 0 || len(a.specific()) == 0 || a.topic.Focus != "" || len(a.topic.Offered) > 0 || a.said.says(otherMatters...) {
		return false
	}
	for _, word := range words {
		if !bareWords[word] {
			return false
		}
	}
	var buttons []Button
	var offered []nlu.Candidate
	for _, id := range examples {
		if s, ok := a.view.Service(id); ok {
			buttons = append(buttons, button(s.Title.Value, nlu.Service(string(id)), a.specific()...)...)
			offered = append(offered, nlu.Candidate{Target: nlu.Service(string(id))})
		}
	}
	a.u.Target, a.u.Decision, a.u.Reason, a.u.Alternatives = nlu.TargetClarify, nlu.DecideClarify, nlu.ReasonNone, offered
	a.reply.Understanding = a.u
	a.reply.Ending = EndClarification
	a.say("Di quale servizio o ufficio? Scrivimi il nome, per esempio:")
	a.buttons(buttons)
	return true
}

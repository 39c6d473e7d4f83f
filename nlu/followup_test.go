package nlu_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/nlu"
)

func TestATurnGoesOnWithTheConversation(t *testing.T) {
	t.Parallel()
	card := nlu.Context{Focus: "svc:carta-identita", Aspects: []nlu.Aspect{nlu.AspectHow}}
	tests := map[string]struct {
		text    string
		context nlu.Context
		want    nlu.Target
		aspect  nlu.Aspect
	}{
		"few words ask of what is talked about":       {"si paga?", card, "svc:carta-identita", nlu.AspectCost},
		"one word does":                               {"dove?", card, "svc:carta-identita", nlu.AspectWhere},
		"a word of another service may belong to it":  {"posso mandare mia moglie?", card, "svc:carta-identita", nlu.AspectEligibility},
		"a day asks for the hours":                    {"e il sabato?", card, "svc:carta-identita", nlu.AspectHours},
		"another's name moves there, asking the same": {"e la tari?", card, "svc:tari-pagamento", nlu.AspectHow},
		"a whole question needs no conversation":      {"quanto costa la mensa?", card, "svc:mensa-tariffe", nlu.AspectCost},
		"another body's matter too":                   {"e il passaporto?", card, "body:passaporto", nlu.AspectHow},
		"one returns": {"tornando alla carta d'identità, quanto costa?", nlu.Context{
			Focus: "svc:tari-pagamento", Aspects: []nlu.Aspect{nlu.AspectHow}, Former: []nlu.Target{"svc:carta-identita"},
		}, "svc:carta-identita", nlu.AspectCost},
		"of what was offered the first is taken up": {"quanto ci vuole?", nlu.Context{
			Offered: []nlu.Target{"svc:scia-edilizia", "svc:scia-commercio"}, Aspects: []nlu.Aspect{nlu.AspectHow},
		}, "svc:scia-edilizia", nlu.AspectDuration},
		"from another body's matter one comes back": {"e fatta quella, da voi che carte porto?", nlu.Context{
			Focus: "body:denuncia-furto", Aspects: []nlu.Aspect{nlu.AspectWhere}, Former: []nlu.Target{"svc:carta-identita-smarrita"},
		}, "svc:carta-identita-smarrita", nlu.AspectDocuments},
		"a paper that is needed is no other topic": {"serve pure l'isee?", nlu.Context{
			Focus: "svc:tari-riduzioni", Aspects: []nlu.Aspect{nlu.AspectHow},
		}, "svc:tari-riduzioni", nlu.AspectDocuments},
		"what is taken back is not heard": {"macché, il nido dicevo, non la mensa", nlu.Context{
			Focus: "svc:mensa-iscrizione", Aspects: []nlu.Aspect{nlu.AspectDeadline},
		}, "svc:asilo-nido", nlu.AspectDeadline},
		"of an office with one service, that is asked for": {"è a pagamento?", nlu.Context{
			Focus: "office:biblioteca", Aspects: []nlu.Aspect{nlu.AspectHours},
		}, "svc:biblioteca", nlu.AspectCost},
		"one goes back without a name": {"torniamo al discorso di prima, quanto costa?", nlu.Context{
			Focus: "svc:tari-pagamento", Aspects: []nlu.Aspect{nlu.AspectHow}, Former: []nlu.Target{"svc:mensa-iscrizione"},
		}, "svc:mensa-iscrizione", nlu.AspectCost},
		"going back in so many words": {"ok, torniamo a prima", nlu.Context{
			Focus: "svc:tari-pagamento", Aspects: []nlu.Aspect{nlu.AspectHow}, Former: []nlu.Target{"svc:mensa-iscrizione"},
		}, "svc:mensa-iscrizione", nlu.AspectInfo},
		"whoever may have to come back does not go back": {"ma ci devo tornare?", nlu.Context{
			Focus: "svc:tari-pagamento", Aspects: []nlu.Aspect{nlu.AspectHow}, Former: []nlu.Target{"svc:mensa-iscrizione"},
		}, "svc:tari-pagamento", ""},
		"papers for something else named": {"cosa serve per la carta d'identità?", nlu.Context{
			Focus: "svc:mensa-iscrizione", Aspects: []nlu.Aspect{nlu.AspectCost},
		}, "svc:carta-identita", nlu.AspectDocuments},
		"two words of assent": {"ok perfetto, e per la tessera elettorale?", nlu.Context{
			Focus: "svc:carta-identita", Aspects: []nlu.Aspect{nlu.AspectCost},
		}, "svc:tessera-elettorale", nlu.AspectCost},
		"thanks, and another matter":                 {"ok grazie, ho perso la patente", card, "body:patente", ""},
		"all services of a desk count for it":        {"chi si occupa della TARI?", card, "svc:tari-iscrizione", nlu.AspectWho},
		"assent, and another's name":                 {"ok, e la tessera sanitaria?", card, "body:tessera-sanitaria", ""},
		"a day in a sentence does not ask for hours": {"la sanzione quant'è se pago adesso?", nlu.Context{Focus: "svc:ravvedimento-operoso", Aspects: []nlu.Aspect{nlu.AspectHow}}, "svc:ravvedimento-operoso", nlu.AspectCost},
		"thanks, and a question of two words":        {"ok grazie, cosa porto?", card, "svc:carta-identita", nlu.AspectDocuments},
		"thanks, and what they are for":              {"grazie mille per l'aiuto", card, nlu.SmalltalkThanks, ""},
		"thanks for a thing of everyday":             {"grazie per la spiegazione", card, nlu.SmalltalkThanks, ""},
		"thanks for patience":                        {"grazie della pazienza", card, nlu.SmalltalkThanks, ""},
		"thanks for an answer, and another matter":   {"grazie per la risposta, ho perso la patente", card, "body:patente", ""},
		"thanks for something":                       {"che bello, grazie", card, nlu.SmalltalkThanks, ""},
		"thanks and what one asks then":              {"grazie, e per il ritiro?", card, "svc:carta-identita", ""},
		"what one would like is a topic":             {"perfetto, vorrei il cambio di residenza", card, "svc:cambio-residenza", ""},
		"a question and thanks":                      {"e per la tari? grazie", card, "svc:tari-pagamento", ""},
		"a pronoun is not taken back": {"scusi, la tessera non la trovo più, cosa faccio?", nlu.Context{
			Focus: "svc:tessera-elettorale", Aspects: []nlu.Aspect{nlu.AspectWhere},
		}, "svc:tessera-elettorale", nlu.AspectHow},
		"what follows but is meant":             {"no, non per la carta ma per la mensa", card, "svc:mensa-iscrizione", ""},
		"a name is put right":                   {"no, intendevo la mensa", card, "svc:mensa-iscrizione", nlu.AspectHow},
		"assent and ciao":                       {"va bene ciao", card, nlu.SmalltalkBye, ""},
		"what is said first may be asked about": {"poi volevo fare il cambio di residenza. che documenti servono?", card, "svc:cambio-residenza", nlu.AspectDocuments},
		"assent and a farewell":                 {"benissimo, arrivederci", card, nlu.SmalltalkBye, ""},
		"ciao at the end is a farewell":         {"ok ciao", card, nlu.SmalltalkBye, ""},
		"somebody at the desk is no answer":     {"c'è qualcuno il sabato?", card, "svc:carta-identita", nlu.AspectHours},
		"what ended is forgotten":               {"quanto costa?", nlu.Context{Focus: "svc:non-esiste"}, nlu.TargetOOS, ""},
		"what is nothing for a town hall":       {"che tempo fa domani?", card, nlu.TargetOOS, ""},
	}
	u := newTown(t).understander
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := u.Understand(nlu.Query{Text: nlu.NewUtterance(tt.text), Now: monday, Context: tt.context})
			if got.Target != tt.want || tt.aspect != "" && got.Aspects[0] != tt.aspect {
				t.Errorf("%q: got %s asking %v (%.2f), want %s asking %s", tt.text, got.Target, got.Aspects, got.Confidence, tt.want, tt.aspect)
			}
		})
	}
}

func TestAConversationRemembers(t *testing.T) {
	t.Parallel()
	guess := nlu.Understanding{Decision: nlu.DecideUnknown, Target: nlu.TargetOOS, Alternatives: []nlu.Candidate{{Target: "svc:aire"}}}
	outside := guess
	outside.Reason = nlu.ReasonOutside
	offer := nlu.Understanding{
		Decision: nlu.DecideClarify, Target: nlu.TargetClarify, Alternatives: []nlu.Candidate{{Target: "svc:scia-edilizia"}, {Target: "svc:cila"}},
	}
	answer := func(target nlu.Target) nlu.Understanding {
		return nlu.Understanding{Decision: nlu.DecideAnswer, Target: target, Aspects: []nlu.Aspect{nlu.AspectCost}}
	}
	tests := map[string]struct {
		turns []nlu.Understanding
		want  nlu.Context
	}{
		"what was guessed":            {[]nlu.Understanding{guess}, nlu.Context{Offered: []nlu.Target{"svc:aire"}}},
		"no guess that was not shown": {[]nlu.Understanding{outside}, nlu.Context{}},
		"an offer, whatever came between": {
			[]nlu.Understanding{offer, outside, {Decision: nlu.DecideUnknown, Target: nlu.TargetOOS, Reason: nlu.ReasonLanguage}},
			nlu.Context{Offered: []nlu.Target{"svc:scia-edilizia", "svc:cila"}},
		},
		"no guess while something is talked about": {[]nlu.Understanding{answer("svc:cila"), guess}, nlu.Context{
			Focus: "svc:cila", Aspects: []nlu.Aspect{nlu.AspectCost},
		}},
		"four topics back, each once": {
			[]nlu.Understanding{answer("svc:a"), answer("svc:b"), answer("svc:a"), answer("svc:c"), answer("svc:d"), answer("svc:e"), answer("svc:f")},
			nlu.Context{Focus: "svc:f", Aspects: []nlu.Aspect{nlu.AspectCost}, Former: []nlu.Target{"svc:e", "svc:d", "svc:c", "svc:a"}},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got nlu.Context
			for _, turn := range tt.turns {
				got = got.After(turn)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("context differs (-want +got):\n%s", diff)
			}
		})
	}
}

// TestWhatTheCharterNoLongerHasIsNotTalkedOf goes on with conversations begun
// before a service was withdrawn.
func TestWhatTheCharterNoLongerHasIsNotTalkedOf(t *testing.T) {
	t.Parallel()
	const gone, there = nlu.Target("svc:ritirato"), nlu.Target("svc:carta-identita")
	tests := map[string]struct {
		text    string
		context nlu.Context
		want    nlu.Target
		follows bool
	}{
		"it was the best of an offer":       {"e quanto costa?", nlu.Context{Offered: []nlu.Target{gone, there}}, there, true},
		"it was all of an offer":            {"e quanto costa?", nlu.Context{Offered: []nlu.Target{gone}, Focus: there}, there, true},
		"it was talked about before":        {"e quanto costa?", nlu.Context{Focus: there, Former: []nlu.Target{gone}}, there, true},
		"nothing else was talked about":     {"e quanto costa?", nlu.Context{Focus: gone}, nlu.TargetOOS, false},
		"it is chosen":                      {"la prima", nlu.Context{Offered: []nlu.Target{gone, there}}, gone, true},
		"it was offered before what is now": {"la seconda", nlu.Context{Offered: []nlu.Target{gone, there}}, there, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, e := newTown(t).understander.Explain(nlu.Query{Text: nlu.NewUtterance(tt.text), Now: monday, Context: tt.context})
			if got.Target != tt.want || got.FollowUp != tt.follows {
				t.Errorf("%q: %s, follow-up %v; want %s, %v", tt.text, got.Target, got.FollowUp, tt.want, tt.follows)
			}
			if e.Context != nil && e.Context.Title == "" {
				t.Errorf("%q: talks of something without a title: %+v", tt.text, *e.Context)
			}
		})
	}
}

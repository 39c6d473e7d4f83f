package bot_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/knowledge"
)

func TestALifeEventIsToldStepByStep(t *testing.T) {
	t.Parallel()
	citizen := talk(t, at(t, "2026-11-20 10:00"))
	reply := citizen.Says("mi sposo, cosa devo fare?")
	if reply.Source != "/eventi/mi-sposo" || reply.Ending != bot.EndAnswered {
		t.Errorf("answered from %q, %s", reply.Source, reply.Ending)
	}
	if kind := reply.Understanding.Target.Kind(); kind != "svc" {
		t.Errorf("read as %s, want a service", reply.Understanding.Target)
	}
	steps := stepsOf(reply)
	banns := slices.IndexFunc(steps, func(s string) bool {
		return strings.Contains(s, "Servizio del Comune: Pubblicazioni di matrimonio.") && strings.Contains(s, "Quando: le nozze si celebrano entro 180 giorni")
	})
	local := slices.IndexFunc(steps, func(s string) bool { return strings.Contains(s, "Villa Margherita") })
	if local != 0 {
		t.Errorf("what the municipality says of the first step is step %d", local)
	}
	passport := slices.IndexFunc(steps, func(s string) bool { return strings.Contains(s, "Altro ente: Questura / Poste (Passaporto).") })
	if banns < 0 || passport < banns {
		t.Errorf("the banns are step %d, the passport step %d of:\n%s", banns, passport, strings.Join(steps, "\n"))
	}
	buttons := buttonsOf(reply)
	if len(buttons) == 0 {
		t.Fatal("no service to go on with")
	}
	if next := citizen.Presses(buttons[0].Action); next.Source != "/servizi/matrimonio-civile" {
		t.Errorf("the first button leads to %q", next.Source)
	}
}

func TestAServiceOfALifeEventIsStillAnsweredByItself(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ text, source string }{
		"its cost":                {"le pubblicazioni di matrimonio quanto costano?", "/servizi/pubblicazioni-matrimonio"},
		"its papers":              {"che documenti servono per le pubblicazioni di matrimonio", "/servizi/pubblicazioni-matrimonio"},
		"a lost card":             {"ho perso la carta d'identità, cosa devo fare?", "/servizi/carta-identita-smarrita"},
		"the residence":           {"come si fa il cambio di residenza?", "/servizi/cambio-residenza"},
		"a question that goes on": {"e quanto costa?", "/servizi/pubblicazioni-matrimonio"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			citizen := talk(t, at(t, "2026-11-20 10:00"))
			if first := citizen.Says("mi sposo, da dove comincio?"); first.Source != "/eventi/mi-sposo" {
				t.Errorf("the talk begins with %q", first.Source)
			}
			if got := citizen.Says(tt.text); got.Source != tt.source {
				t.Errorf("%q is answered from %q, want %q", tt.text, got.Source, tt.source)
			}
		})
	}
}

// TestEveryLifeEventIsFoundByItsWords asks for each event as it calls itself and
// by each of its aliases.
func TestEveryLifeEventIsFoundByItsWords(t *testing.T) {
	t.Parallel()
	world, now := demoWorld(t), at(t, "2026-11-20 10:00")
	events := world.Charter.On(knowledge.DateOf(now)).LifeEvents()
	if len(events) < 12 {
		t.Fatalf("%d life events, want 12 at least", len(events))
	}
	for _, event := range events {
		for _, words := range append([]string{event.Title.Value}, event.Aliases.Value...) {
			reply := talk(t, now).Says(words + ", cosa devo fare?")
			if reply.Source != "/eventi/"+string(event.ID) {
				t.Errorf("%s: %q is answered from %q as %s, asking %v", event.ID, words, reply.Source,
					reply.Understanding.Target, reply.Understanding.Aspects)
			}
		}
	}
}

func stepsOf(r bot.Reply) []string {
	for _, block := range r.Blocks {
		if steps, ok := block.(bot.Steps); ok {
			return steps.Items
		}
	}
	return nil
}

package bot_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

// Every thing of the demo municipality is asked for every aspect, on a plain
// day and on one before changes: whatever the charter holds, the citizen gets a
// sentence, an ending and a source.
func TestEveryAnswerOfTheCatalogueIsWhole(t *testing.T) {
	t.Parallel()
	world := demoWorld(t)
	for _, moment := range []string{"2026-11-20 10:00", "2026-12-27 23:30"} {
		citizen := talk(t, at(t, moment))
		view := world.Charter.On(knowledge.DateOf(citizen.now))
		for _, s := range view.Services() {
			askEverything(t, citizen, "a:"+string(s.ID), "/servizi/"+string(s.ID))
		}
		for _, o := range view.Offices() {
			askEverything(t, citizen, "o:"+string(o.ID), "/uffici/"+string(o.ID))
		}
		for _, m := range view.Matters() {
			checkReply(t, "m:"+string(m.ID), citizen.Presses("m:"+string(m.ID)), "/altri-enti/"+string(m.ID))
		}
	}
}

func askEverything(t *testing.T, citizen *citizen, action, page string) {
	t.Helper()
	for _, aspect := range nlu.Aspects() {
		asked := action + ":" + string(aspect)
		checkReply(t, asked, citizen.Presses(asked), page)
	}
}

// checkReply holds what is true of every answer about the charter.
func checkReply(t *testing.T, action string, r bot.Reply, page string) {
	t.Helper()
	text := render(r)
	if r.Ending == "" || len(r.Blocks) == 0 || r.Source != page {
		t.Errorf("%s: ending %q, %d blocks, source %q; want source %q", action, r.Ending, len(r.Blocks), r.Source, page)
	}
	if !strings.Contains(text, "Fonte: ") {
		t.Errorf("%s: no source is told:\n%s", action, text)
	}
	for _, wrong := range []string{"??", "  ", "..", " .", ": :", "<nil>", "infinity", "%!", "— —", "()"} {
		if strings.Contains(strings.ReplaceAll(text, "\n  ", "\n"), wrong) {
			t.Errorf("%s: %q in\n%s", action, wrong, text)
		}
	}
	for _, b := range buttonsOf(r) {
		if len(b.Action) > 64 || b.Title == "" || strings.ContainsFunc(b.Action, func(c rune) bool { return c < ' ' || c > '~' }) {
			t.Errorf("%s: button %q does %q", action, b.Title, b.Action)
		}
	}
}

func buttonsOf(r bot.Reply) []bot.Button {
	var all []bot.Button
	for _, block := range r.Blocks {
		if b, ok := block.(bot.Buttons); ok {
			all = append(all, b.Buttons...)
		}
	}
	return all
}

// A button that a reply offers is understood as what its title says.
func TestEveryButtonLeadsSomewhere(t *testing.T) {
	t.Parallel()
	citizen := talk(t, at(t, "2026-11-20 10:00"))
	asked := make(map[string]bool)
	queue := []string{"a:carta-identita", "o:anagrafe", "m:passaporto", "c:help"}
	for len(queue) > 0 && len(asked) < 400 {
		next := queue[0]
		queue = queue[1:]
		if asked[next] {
			continue
		}
		asked[next] = true
		reply := citizen.Presses(next)
		if reply.Ending == bot.EndUnknownNoMatch {
			t.Errorf("the button %s leads nowhere", next)
		}
		for _, b := range buttonsOf(reply) {
			queue = append(queue, b.Action)
		}
	}
}

func TestDocumentsAreWhatCanBeAnswered(t *testing.T) {
	t.Parallel()
	world := demoWorld(t)
	day := knowledge.DateOf(at(t, "2026-11-20 10:00"))
	view := world.Charter.On(day)
	docs := make(map[nlu.Target]nlu.Document)
	for _, d := range bot.Documents(world.Charter, day) {
		if d.Target.IsTalk() {
			continue
		}
		docs[d.Target] = d
	}
	if want := len(view.Services()) + len(view.Offices()) + len(view.Matters()); len(docs) != want {
		t.Errorf("%d documents, want %d", len(docs), want)
	}
	cie := docs["svc:carta-identita"]
	if cie.Office != "office:anagrafe" || cie.Topic == "" || len(cie.Aliases) == 0 || len(cie.Phrases) == 0 || len(cie.Neighbours) == 0 {
		t.Errorf("the identity card's document is not whole: %+v", cie)
	}
	if former := docs["office:tributi"].FormerNames; len(former) == 0 {
		t.Error("the tax office's former name is lost")
	}
	if former := docs["office:cultura-sport"].FormerNames; !slices.Contains(former, "Ufficio sport") {
		t.Errorf("the merged office's name does not lead to its successor: %v", former)
	}
	for _, p := range world.Charter.Phrases() {
		if p.Split == knowledge.SplitValidate {
			for _, learned := range docs[nlu.Target(p.Target)].Phrases {
				if learned.Text == p.Text {
					t.Errorf("%q is kept for validation and was learned", p.Text)
				}
			}
		}
	}
}

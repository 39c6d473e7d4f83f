package bot_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/nlu"
)

func TestTheFirstTurnSaysWhatThisIsAndThatNothingIsKept(t *testing.T) {
	t.Parallel()
	citizen := talk(t, at(t, "2026-11-20 10:00"))
	const want = "Sono un assistente automatico (Comune di Valdoria). Non conservo quello che scrivi."
	if got := citizen.Says("buongiorno").Blocks[0]; got != (bot.Paragraph{Text: want}) {
		t.Errorf("the first turn begins with %v", got)
	}
	if got := render(citizen.Says("buongiorno")); strings.Contains(got, "assistente automatico") {
		t.Errorf("the second turn says it again: %s", got)
	}
}

func TestWhatIsUrgentComesBeforeEverything(t *testing.T) {
	t.Parallel()
	reply := talk(t, at(t, "2026-11-20 10:00")).Says("c'è un incendio, aiuto!")
	if first, ok := reply.Blocks[0].(bot.Paragraph); !ok || !first.Urgent || !strings.Contains(first.Text, "112") {
		t.Errorf("the reply begins with %v", reply.Blocks[0])
	}
}

func TestAFocusLastsHalfAnHour(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		silence time.Duration
		want    nlu.Target
	}{
		"after half an hour it still counts":  {30 * time.Minute, "svc:carta-identita"},
		"a minute later the talk begins anew": {31 * time.Minute, "oos"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			citizen := talk(t, at(t, "2026-11-20 10:00"))
			citizen.Says("quanto costa la carta d'identità?")
			citizen.now = citizen.now.Add(tt.silence)
			got := citizen.Says("e che documenti servono?").Understanding
			if got.Target != tt.want && (tt.want != "oos" || got.FollowUp) {
				t.Errorf("read as %s (follow-up %v), want %s", got.Target, got.FollowUp, tt.want)
			}
		})
	}
}

func TestAConversationThatIsNotKnownBeginsUnderANewName(t *testing.T) {
	t.Parallel()
	b := newBot(t, bot.Deps{Now: func() time.Time { return at(t, "2026-11-20 10:00") }})
	seen := make(map[bot.ConversationID]bool)
	for _, id := range []bot.ConversationID{"", "x", "0123456789abcdef0123456789abcdef", "../../etc/passwd", "0123456789ABCDEF0123456789ABCDEF"} {
		reply, err := b.Turn(t.Context(), bot.Message{Conversation: id, Text: "ciao"})
		if err != nil {
			t.Fatal(err)
		}
		if reply.Conversation == id || !reply.Conversation.Valid() || seen[reply.Conversation] {
			t.Errorf("asked as %q, answered as %q: want a new name", id, reply.Conversation)
		}
		seen[reply.Conversation] = true
	}
}

func TestAConversationIsForgottenAfterThirtyDays(t *testing.T) {
	t.Parallel()
	citizen := talk(t, at(t, "2026-11-20 10:00"))
	before := citizen.Says("ciao").Conversation
	citizen.now = citizen.now.Add(bot.Retention + time.Second)
	if after := citizen.Says("ciao").Conversation; after == before {
		t.Errorf("after thirty days the conversation still goes on")
	}
}

func TestNothingCanBeSaidBeforeACharterIsLoaded(t *testing.T) {
	t.Parallel()
	b := bot.New(bot.Deps{World: func() *bot.World { return nil }})
	_, err := b.Turn(t.Context(), bot.Message{Text: "ciao"})
	if !errors.Is(err, fault.Unavailable) {
		t.Errorf("Turn = %v, want fault.Unavailable", err)
	}
}

func TestARepeatedUpdateIsAnsweredAlikeAndOnce(t *testing.T) {
	t.Parallel()
	citizen := talk(t, at(t, "2026-11-20 10:00"))
	citizen.Says("quanto costa la carta d'identità?")
	ask := bot.Message{Update: "u-7", Text: "e la tari?"}
	first := citizen.sends(ask)
	citizen.now = citizen.now.Add(time.Minute)
	citizen.Says("orari dell'anagrafe")
	again := citizen.sends(ask)
	if diff := cmp.Diff(first, again); diff != "" {
		t.Errorf("the repetition is answered otherwise (-first +again):\n%s", diff)
	}
	if got := citizen.Says("e sabato?").Understanding.Target; got != "office:anagrafe" {
		t.Errorf("after the repetition the talk is about %s, want what was said last", got)
	}
}

func TestTheSameQuestionGetsTheSameAnswer(t *testing.T) {
	t.Parallel()
	now := at(t, "2026-11-20 10:00")
	for _, question := range []string{"dove si fa la tari?", "ma no, la carta d'identità è gratis!", "documenti"} {
		if diff := cmp.Diff(render(talk(t, now).Says(question)), render(talk(t, now).Says(question))); diff != "" {
			t.Errorf("%q is answered in two ways:\n%s", question, diff)
		}
	}
}

// TestTurnsHappenInTheOrderInWhichTheyCame sends many updates at once, some of
// them twice, and then asks for all of them again: had a turn overtaken another
// or happened twice, the follow-ups would be read otherwise.
func TestTurnsOfOneConversationDoNotOverlap(t *testing.T) {
	t.Parallel()
	b := newBot(t, bot.Deps{Now: func() time.Time { return at(t, "2026-11-20 10:00") }})
	start, err := b.Turn(t.Context(), bot.Message{Text: "quanto costa la carta d'identità?"})
	if err != nil {
		t.Fatal(err)
	}
	const updates = 6 // within what is remembered
	replies := make([][2]bot.Reply, updates)
	var all sync.WaitGroup
	for i := range updates {
		for twice := range 2 {
			all.Go(func() {
				reply, err := b.Turn(t.Context(), bot.Message{
					Conversation: start.Conversation, Update: fmt.Sprint(i), Text: "e quanto tempo ci vuole?",
				})
				if err != nil {
					t.Error(err)
				}
				replies[i][twice] = reply
			})
		}
	}
	all.Wait()
	for i, pair := range replies {
		if diff := cmp.Diff(pair[0], pair[1]); diff != "" {
			t.Errorf("update %d was answered in two ways:\n%s", i, diff)
		}
		if pair[0].Understanding.Target != "svc:carta-identita" {
			t.Errorf("update %d was read as %s", i, pair[0].Understanding.Target)
		}
	}
}

func TestATurnGivesUpItsPlaceWhenNobodyWaitsForIt(t *testing.T) {
	t.Parallel()
	b := newBot(t, bot.Deps{Now: func() time.Time { return at(t, "2026-11-20 10:00") }})
	start, err := b.Turn(t.Context(), bot.Message{Text: "ciao"})
	if err != nil {
		t.Fatal(err)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := b.Turn(gone, bot.Message{Conversation: start.Conversation, Text: "ciao"}); err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("Turn = %v, want an answer or context.Canceled", err)
	}
	if _, err := b.Turn(t.Context(), bot.Message{Conversation: start.Conversation, Text: "ciao"}); err != nil {
		t.Errorf("the next turn: %v", err)
	}
}

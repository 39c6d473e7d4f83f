package bot_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/bot"
)

func TestARepeatedFirstMessageBeginsOneConversation(t *testing.T) {
	t.Parallel()
	const uuid = "0b0e7a1c-54d1-4f1e-8f0e-6d6d3c5a9d11"
	first := bot.Message{Channel: "api", Update: uuid, Text: "quanto costa la carta d'identità?"}
	tests := map[string]struct {
		again func(m *bot.Message)
		after time.Duration
		same  bool
	}{
		"at once":                              {func(*bot.Message) {}, 0, true},
		"ten minutes later":                    {func(*bot.Message) {}, 10 * time.Minute, true},
		"when the reply is no longer true":     {func(*bot.Message) {}, 10*time.Minute + time.Second, false},
		"other words under the same name":      {func(m *bot.Message) { m.Text = "orari dell'anagrafe" }, 0, false},
		"the same words under another name":    {func(m *bot.Message) { m.Update = strings.ToUpper(uuid) }, 0, false},
		"in a conversation that is forgotten":  {func(m *bot.Message) { m.Conversation = "0123456789abcdef0123456789abcdef" }, 0, true},
		"under a name that many may hit upon":  {func(m *bot.Message) { m.Update = "7" }, 0, false},
		"through another channel, by accident": {func(m *bot.Message) { m.Channel = "cli" }, 0, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			now := at(t, "2026-11-20 10:00")
			b := newBot(t, bot.Deps{Now: func() time.Time { return now }})
			begun := turn(t, b, first)
			now = now.Add(tt.after)
			again := first
			tt.again(&again)
			repeated := turn(t, b, again)
			if same := repeated.Conversation == begun.Conversation; same != tt.same {
				t.Errorf("in the same conversation: %v, want %v", same, tt.same)
			}
			if diff := cmp.Diff(begun, repeated); tt.same && diff != "" {
				t.Errorf("the repetition is answered otherwise (-first +again):\n%s", diff)
			}
		})
	}
}

// TestShortNamesBeginOneConversationEach holds that nobody gets into another's
// conversation by a number that both count with.
func TestShortNamesBeginOneConversationEach(t *testing.T) {
	t.Parallel()
	b := newBot(t, bot.Deps{Now: func() time.Time { return at(t, "2026-11-20 10:00") }})
	ciao := bot.Message{Update: strings.Repeat("7", 31), Text: "ciao"}
	if one, other := turn(t, b, ciao), turn(t, b, ciao); one.Conversation == other.Conversation {
		t.Error("two citizens are in one conversation")
	}
}

func TestRepetitionsAtTheSameTimeBeginOneConversation(t *testing.T) {
	t.Parallel()
	b := newBot(t, bot.Deps{Now: func() time.Time { return at(t, "2026-11-20 10:00") }})
	replies := make([]bot.Reply, 8)
	var all sync.WaitGroup
	for i := range replies {
		all.Go(func() { replies[i] = turn(t, b, bot.Message{Update: strings.Repeat("a1", 16), Text: "tari"}) })
	}
	all.Wait()
	for _, reply := range replies[1:] {
		if diff := cmp.Diff(replies[0], reply); diff != "" {
			t.Errorf("answered in two ways:\n%s", diff)
		}
	}
}

func TestAConversationForgottenIsNotFoundByItsFirstMessage(t *testing.T) {
	t.Parallel()
	b := newBot(t, bot.Deps{Now: func() time.Time { return at(t, "2026-11-20 10:00") }})
	first := bot.Message{Update: strings.Repeat("a1", 16), Text: "tari"}
	begun := turn(t, b, first)
	if err := b.Forget(t.Context(), begun.Conversation); err != nil {
		t.Fatal(err)
	}
	if again := turn(t, b, first); again.Conversation == begun.Conversation {
		t.Error("the conversation is there again")
	}
}

// turn sends a message that must be answered.
func turn(t *testing.T, b *bot.Bot, m bot.Message) bot.Reply {
	t.Helper()
	reply, err := b.Turn(t.Context(), m)
	if err != nil {
		t.Error(err)
	}
	return reply
}

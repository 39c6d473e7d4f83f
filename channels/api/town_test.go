package api_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/bot/bottest"
	"github.com/cittaclick/cittaclick/channels/api"
	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
)

// liveTown is the API on the real engine, with conversations in memory.
func liveTown(t testing.TB) town {
	t.Helper()
	world := bottest.Valdoria(t)
	assistant := bot.New(bot.Deps{
		World: func() *bot.World { return world }, Now: func() time.Time { return now }, Random: rand.Reader,
	})
	t.Cleanup(func() {
		if err := assistant.Close(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
	})
	return setup(t, shipped(t), func(needs *api.Needs, _ *httpkit.Config) {
		needs.Turner, needs.Listener, needs.Suggester = assistant, assistant, assistant
	})
}

// said is what a client of the contract reads of a reply.
type said struct {
	Conversation  string
	Understanding struct {
		Target  string
		Aspects []string
	}
	Blocks []struct {
		Type, Text string
		Facts      []struct{ Label, Value string }
		Buttons    []struct{ Title, Action string }
	}
	Ending string
}

// text is all that is read aloud.
func (s said) text() string {
	var words strings.Builder
	for _, block := range s.Blocks {
		fmt.Fprintln(&words, block.Text)
		for _, fact := range block.Facts {
			fmt.Fprintln(&words, fact.Label, fact.Value)
		}
	}
	return words.String()
}

func TestTheCostAndThePlaceOfAnIdentityCard(t *testing.T) {
	t.Parallel()
	town := liveTown(t)
	d := described(t, town)
	tell := func(body string) said {
		got := town.say(t, body)
		if got.status != http.StatusOK {
			t.Fatalf("%s: %d %s", body, got.status, got.body)
		}
		for _, problem := range d.check("/api/v1/messages", "post", got) {
			t.Errorf("%s: %s", body, problem)
		}
		var reply said
		got.decode(t, &reply)
		return reply
	}
	first := tell(`{"text":"quanto costa la carta d'identità e dove devo andare?"}`)
	if first.Understanding.Target != "svc:carta-identita" || first.Ending != "answered" {
		t.Errorf("understood %+v, ending %s", first.Understanding, first.Ending)
	}
	if text := first.text(); !strings.Contains(text, "euro") || !strings.Contains(text, "Via") && !strings.Contains(text, "Piazza") {
		t.Errorf("no cost or no place:\n%s", text)
	}
	second := tell(`{"conversation":"` + first.Conversation + `","text":"e cosa devo portare?"}`)
	if second.Conversation != first.Conversation || second.Understanding.Target != "svc:carta-identita" {
		t.Errorf("the conversation does not go on: %+v", second.Understanding)
	}
	for _, reply := range []said{first, second} {
		for _, block := range reply.Blocks {
			for _, button := range block.Buttons {
				if got := tell(`{"conversation":"` + first.Conversation + `","action":"` + button.Action + `"}`); len(got.Blocks) == 0 {
					t.Errorf("button %s says nothing", button.Action)
				}
			}
		}
	}
}

func TestARepeatedMessageCountsOnce(t *testing.T) {
	t.Parallel()
	town := liveTown(t)
	var first said
	town.say(t, `{"text":"tari"}`).decode(t, &first)
	body := `{"conversation":"` + first.Conversation + `","text":"e quanto costa?"}`
	once := town.say(t, body, "Idempotency-Key", "7")
	again := town.say(t, body, "Idempotency-Key", "7")
	if diff := cmp.Diff(string(once.body), string(again.body)); diff != "" {
		t.Errorf("the repetition is answered otherwise (-once +again):\n%s", diff)
	}
	const uuid = "0b0e7a1c-54d1-4f1e-8f0e-6d6d3c5a9d11"
	once = town.say(t, `{"text":"tari"}`, "Idempotency-Key", uuid)
	again = town.say(t, `{"text":"tari"}`, "Idempotency-Key", uuid)
	if diff := cmp.Diff(string(once.body), string(again.body)); diff != "" {
		t.Errorf("the repetition of a first message is answered otherwise (-once +again):\n%s", diff)
	}
	endless := town.say(t, body, "Idempotency-Key", strings.Repeat("7", 129))
	if p := problemOf(t, endless); endless.status != http.StatusUnprocessableEntity || !strings.Contains(p.Errors[0].Message, "128") {
		t.Errorf("an endless key: %d %+v", endless.status, p)
	}
}

package telegram_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
	"github.com/cittaclick/cittaclick/channels/telegram"
	"github.com/cittaclick/cittaclick/internal/fault"
)

// saying is a turner that always says the same.
func saying(reply bot.Reply) turns {
	return func(context.Context, bot.Message) (bot.Reply, error) { return reply, nil }
}

// turns is a turner that answers by a function.
type turns func(context.Context, bot.Message) (bot.Reply, error)

func (t turns) Turn(ctx context.Context, m bot.Message) (bot.Reply, error) { return t(ctx, m) }

func (turns) Forget(context.Context, bot.ConversationID) error { return nil }

// times refuses the first calls of a method so.
func times(n int64, method string, how refused) func(call) *refused {
	var left atomic.Int64
	left.Store(n)
	return func(c call) *refused {
		if c.Method == method && left.Add(-1) >= 0 {
			return &how
		}
		return nil
	}
}

func TestWhatTelegramPutsOffIsSentLater(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		how  refused
		want []time.Duration
	}{
		"too many requests": {refused{Code: 429, Description: "Too Many Requests: retry after 17", RetryAfter: 17}, []time.Duration{17 * time.Second, 17 * time.Second, 17 * time.Second}},
		"its servers fail":  {refused{Code: 502, Description: "Bad Gateway"}, []time.Duration{375 * time.Millisecond, 750 * time.Millisecond, 1500 * time.Millisecond}},
		"the network fails": {refused{hangUp: true}, []time.Duration{375 * time.Millisecond, 750 * time.Millisecond, 1500 * time.Millisecond}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := newBotAPI(t)
			api.refuses(times(3, "sendMessage", tt.how))
			tw := open(t, api.URL)
			api.says(5, question)
			api.confirms(api.says(5, "e che documenti servono?"))
			got := api.answers(5, 2)
			if len(got) != 2 || !strings.Contains(got[0].Text, "ecco quanto costa") || !strings.Contains(got[1].Text, "ecco che cosa serve") {
				t.Errorf("sent were %+v, want both answers once and in order", got)
			}
			if diff := cmp.Diff(tt.want, tw.waits.all()); diff != "" {
				t.Errorf("waited (-want +got):\n%s", diff)
			}
		})
	}
}

// One chat is put off for long: the others do not notice, and nothing is
// confirmed beyond what it waits for.
func TestAChatThatIsPutOffHoldsUpNoOther(t *testing.T) {
	t.Parallel()
	api := newBotAPI(t)
	api.refuses(func(c call) *refused {
		if c.Method == "sendMessage" && c.Chat == 5 {
			return &refused{Code: 429, Description: "Too Many Requests", RetryAfter: 60}
		}
		return nil
	})
	released := make(chan struct{})
	open(t, api.URL, func(_ *telegram.Config, needs *telegram.Needs, _ *httpkit.Config) {
		needs.Wait = func(ctx context.Context, _ time.Duration) error {
			select {
			case <-released:
			case <-ctx.Done():
			}
			return ctx.Err()
		}
	})
	first := api.says(5, question)
	for chat := int64(10); chat < 20; chat++ {
		api.says(chat, "ciao")
	}
	for chat := int64(10); chat < 20; chat++ {
		api.nth(chat, 1)
	}
	for _, poll := range api.took("getUpdates") {
		if poll.Offset > first {
			t.Errorf("getUpdates confirms up to %d while %d is in hand", poll.Offset, first)
		}
	}
	api.refuses(nil)
	close(released)
	api.confirms(first)
	if got := api.answers(5, 1); len(got) != 1 {
		t.Errorf("answered %d times", len(got))
	}
}

func TestAChatThatBlockedTheBotIsGivenUpQuietly(t *testing.T) {
	t.Parallel()
	api := newBotAPI(t)
	api.refuses(func(c call) *refused {
		if c.Chat == 5 {
			return &refused{Code: 403, Description: "Forbidden: bot was blocked by the user"}
		}
		return nil
	})
	tw := open(t, api.URL)
	api.says(5, "dove rinnovo la carta d'identità?")
	api.confirms(api.says(6, "ciao"))
	api.nth(6, 1)
	if log := tw.log.String(); !strings.Contains(log, `"outcome":"blocked"`) || strings.Contains(log, `"level":"ERROR"`) {
		t.Errorf("the log says:\n%s", log)
	}
}

func TestFormattingThatIsRefusedIsLeftOut(t *testing.T) {
	t.Parallel()
	api := newBotAPI(t)
	api.refuses(func(c call) *refused {
		if c.Mode == "HTML" {
			return &refused{Code: 400, Description: "Bad Request: can't parse entities"}
		}
		return nil
	})
	open(t, api.URL)
	api.says(5, question)
	got := api.nth(5, 1)
	if strings.ContainsAny(got.Text, "<>") || !strings.Contains(got.Text, "16,79 euro") || !strings.Contains(got.Text, "(https://assistente.example/servizi/carta-identita)") || len(got.keys()) == 0 {
		t.Errorf("sent as plain text is %+v", got)
	}
}

func TestWhatIsRefusedForGoodStandsInNobodysWay(t *testing.T) {
	t.Parallel()
	tests := map[string]refused{
		"the chat is gone":              {Code: 400, Description: "Bad Request: chat not found"},
		"servers that choke on it":      {Code: 500, Description: "Internal Server Error"},
		"an answer nobody has heard of": {Code: 418, Description: "I'm a teapot"},
	}
	for name, how := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := newBotAPI(t)
			api.refuses(func(c call) *refused {
				if c.Chat == 5 {
					return &how
				}
				return nil
			})
			tw := open(t, api.URL)
			api.says(5, "ciao")
			api.confirms(api.says(6, "ciao"))
			if log := tw.log.String(); !strings.Contains(log, `"outcome":"refused"`) || !strings.Contains(log, how.Description) {
				t.Errorf("the log does not say it:\n%s", log)
			}
		})
	}
}

func TestAnUpdateThatComesTwiceIsAnsweredOnce(t *testing.T) {
	t.Parallel()
	api, kept := newBotAPI(t), newDrawer()
	first := open(t, api.URL, keptIn(kept))
	id := api.says(5, question)
	api.confirms(id)
	again := func() {
		api.mu.Lock()
		defer api.mu.Unlock()
		api.pending = append(api.pending, update{id, api.raw(id, "message", message(5, map[string]any{"text": question}))})
		api.happened()
	}
	first.stop()
	again() // after a crash, say
	open(t, api.URL, keptIn(kept))
	api.confirms(id)
	api.confirms(api.says(5, "e che documenti servono?"))
	if got := api.answers(5, 2); len(got) != 2 || !strings.Contains(got[1].Text, "ecco che cosa serve") {
		t.Errorf("answered were %d messages, want 2", len(got))
	}
}

// The program stops while an answer cannot be sent: the update stays with
// Telegram, and the next start answers it.
func TestWhatCannotBeAnsweredBeforeTheEndIsAnsweredAfterTheStart(t *testing.T) {
	t.Parallel()
	api, kept := newBotAPI(t), newDrawer()
	api.refuses(func(c call) *refused {
		if c.Chat == 5 && c.Method == "sendMessage" {
			return &refused{Code: 429, Description: "Too Many Requests", RetryAfter: 3600}
		}
		return nil
	})
	waiting := make(chan struct{}, 1)
	first := open(t, api.URL, keptIn(kept), grace(time.Millisecond), func(_ *telegram.Config, needs *telegram.Needs, _ *httpkit.Config) {
		needs.Wait = func(ctx context.Context, _ time.Duration) error {
			waiting <- struct{}{}
			<-ctx.Done()
			return ctx.Err()
		}
	})
	answered := api.says(4, "ciao")
	api.nth(4, 1)
	id := api.says(5, question)
	later := api.says(5, "e che documenti servono?")
	<-waiting
	first.stop()
	api.mu.Lock()
	if !api.holds(id) || !api.holds(later) || api.holds(answered) {
		t.Errorf("after the end Telegram holds %+v, want %d and %d alone", api.pending, id, later)
	}
	api.mu.Unlock()
	api.refuses(nil)
	open(t, api.URL, keptIn(kept))
	api.confirms(later)
	if got := api.answers(5, 2); len(got) != 2 || !strings.Contains(got[0].Text, "16,79") || !strings.Contains(got[1].Text, "ecco che cosa serve") {
		t.Errorf("answered were %+v, want both in order", got)
	}
}

func TestWithoutTheDatabaseChatsGoOn(t *testing.T) {
	t.Parallel()
	api, kept := newBotAPI(t), newDrawer()
	first := open(t, api.URL, keptIn(kept))
	api.confirms(api.says(5, question))
	kept.isShut(true)
	api.confirms(api.says(5, "e che documenti servono?"))
	if got := api.nth(5, 2).Text; !strings.Contains(got, "ecco che cosa serve") {
		t.Errorf("the conversation is lost:\n%s", got)
	}
	kept.isShut(false)
	first.stop() // which writes what is owed
	id := api.lastID
	api.mu.Lock()
	api.pending = append(api.pending, update{id, api.raw(id, "message", message(5, map[string]any{"text": question}))})
	api.mu.Unlock()
	open(t, api.URL, keptIn(kept))
	api.confirms(id)
	if got := api.answers(5, 2); len(got) != 2 {
		t.Errorf("what was handled without the database is answered again: %+v", got)
	}
}

func TestAPanicIsApologisedFor(t *testing.T) {
	t.Parallel()
	api := newBotAPI(t)
	tw := open(t, api.URL, turner(turns(func(_ context.Context, m bot.Message) (bot.Reply, error) {
		if m.Text == "bum" {
			panic("bum, says Zaccaria")
		}
		return bot.Reply{}, fault.New(fault.Unavailable, "La carta dei servizi non è ancora pronta. Riprova tra poco.")
	})))
	api.says(5, "bum")
	api.says(5, "ciao")
	want := []string{"Qualcosa è andato storto da parte nostra: riprova tra poco.", "La carta dei servizi non è ancora pronta. Riprova tra poco."}
	got := api.answers(5, 2)
	if diff := cmp.Diff(want, []string{got[0].Text, got[1].Text}); diff != "" {
		t.Errorf("said (-want +got):\n%s", diff)
	}
	if log := tw.log.String(); strings.Contains(log, "Zaccaria") || !strings.Contains(log, "panic of kind string") {
		t.Errorf("the log says:\n%s", log)
	}
}

func TestAWrongTokenIsToldOnceAndTriedAgain(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		how   refused
		kind  error
		words string
	}{
		"a wrong token":         {refused{Code: 401, Description: "Unauthorized"}, fault.Forbidden, "Telegram non riconosce il token"},
		"Telegram out of reach": {refused{hangUp: true}, fault.Unavailable, "Telegram non risponde"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := newBotAPI(t)
			api.refuses(func(call) *refused { return &tt.how })
			var tries atomic.Int64
			tw := open(t, api.URL, func(_ *telegram.Config, needs *telegram.Needs, _ *httpkit.Config) {
				needs.Wait = func(ctx context.Context, _ time.Duration) error {
					if tries.Add(1) == 5 {
						api.refuses(nil)
					}
					return ctx.Err()
				}
			})
			api.says(5, "ciao")
			api.nth(5, 1)
			log := tw.log.String()
			if strings.Count(log, "telegram does not listen") != 1 || !strings.Contains(log, tt.words) || strings.Count(log, "telegram listens") != 1 {
				t.Errorf("the log says:\n%s", log)
			}
			if strings.Contains(log, token) || strings.Contains(log, "AAFD39kk") {
				t.Errorf("the token is in the log:\n%s", log)
			}
		})
	}
}

func TestAnotherProgramWithTheSameTokenIsToldOnce(t *testing.T) {
	t.Parallel()
	api := newBotAPI(t)
	api.refuses(times(4, "getUpdates", refused{Code: 409, Description: "Conflict: terminated by other getUpdates request"}))
	tw := open(t, api.URL)
	api.confirms(api.says(5, "ciao"))
	log := tw.log.String()
	if strings.Count(log, "Un altro programma riceve già i messaggi di questo bot") != 1 || strings.Count(log, "telegram listens") != 2 {
		t.Errorf("the log says:\n%s", log)
	}
}

func TestWhoTheBotIsIsAskedOnce(t *testing.T) {
	t.Parallel()
	api := newBotAPI(t)
	api.refuses(times(1, "getMe", refused{Code: 404, Description: "Not Found"}))
	face := httpkit.New(httpkit.Config{})
	channel, err := telegram.Mount(face, telegram.Config{Token: token, API: api.URL}, telegram.Needs{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = channel.Meet(t.Context())
	if words, ok := fault.Message(err); !ok || !errors.Is(err, fault.Forbidden) || !strings.Contains(words, "@BotFather") {
		t.Errorf("Meet = %v, want words that say what to do", err)
	}
	for range 2 {
		if name, err := channel.Meet(t.Context()); err != nil || name != botName {
			t.Errorf("Meet = %q, %v; want %s", name, err, botName)
		}
	}
	if asked := len(api.took("getMe")); asked != 1 {
		t.Errorf("asked %d times", asked)
	}
}

func TestAddressesThatAreNoneAreRefused(t *testing.T) {
	t.Parallel()
	for _, config := range []telegram.Config{{API: "telegram"}, {Webhook: "comune.example/webhooks"}, {Site: "ftp://comune.example"}, {Site: "https://"}} {
		if _, err := telegram.Mount(httpkit.New(httpkit.Config{}), config, telegram.Needs{}); !errors.Is(err, fault.Invalid) {
			t.Errorf("Mount(%+v) = %v, want fault.Invalid", config, err)
		}
	}
}

func TestNothingPersonalReachesTheLog(t *testing.T) {
	t.Parallel()
	api := newBotAPI(t)
	tw := open(t, api.URL)
	const chat = 7766554433
	api.says(chat, "mi chiamo Zaccaria Quaglia, tel 333 1234567, quanto costa la carta d'identità?")
	press(api, chat, "Orari", "a:carta-identita:hours")
	api.mu.Lock()
	api.lastID++
	api.pending = append(api.pending, update{api.lastID, json.RawMessage(`{"update_id":` + jsonOf(api.lastID) + `,"message":{"chat":"Zaccaria","text":"unicorno"}}`)})
	api.happened()
	api.mu.Unlock()
	api.confirms(api.says(chat, "unicorno zqx"))
	tw.stop()
	log := tw.log.String()
	for _, secret := range []string{"Zaccaria", "zaccaria", "Quaglia", "333 1234567", "7766554433", "unicorno", "carta d'identità", "carta-identita", "AAFD39kk"} {
		if strings.Contains(log, secret) {
			t.Errorf("%q is in the log:\n%s", secret, log)
		}
	}
	if n := strings.Count(log, `"msg":"turn"`); n != 3 {
		t.Errorf("%d lines for 3 turns:\n%s", n, log)
	}
	if !strings.Contains(log, "telegram update passed over") {
		t.Errorf("what cannot be read is not told:\n%s", log)
	}
}

func jsonOf(v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(raw)
}

// Chats are answered side by side, each in its own order: what Telegram puts off
// in one is waited for in all of them at the same time.
func TestChatsDoNotWaitForEachOther(t *testing.T) {
	t.Parallel()
	const chats = 50
	var together sync.WaitGroup
	together.Add(chats)
	var mu sync.Mutex
	order := make(map[string][]string)
	api := newBotAPI(t)
	first := make(map[int64]bool)
	api.refuses(func(c call) *refused { // called by one at a time
		if c.Method != "sendMessage" || first[c.Chat] {
			return nil
		}
		first[c.Chat] = true
		return &refused{Code: 429, Description: "Too Many Requests", RetryAfter: 1}
	})
	wait := func(ctx context.Context, _ time.Duration) error {
		together.Done()
		together.Wait() // nobody gets through before all are here
		return ctx.Err()
	}
	open(t, api.URL, func(_ *telegram.Config, needs *telegram.Needs, _ *httpkit.Config) { needs.Wait = wait },
		turner(turns(func(_ context.Context, m bot.Message) (bot.Reply, error) {
			chat, number, _ := strings.Cut(m.Text, " ")
			mu.Lock()
			order[chat] = append(order[chat], number)
			mu.Unlock()
			return bot.Reply{Conversation: bot.ConversationID(chat), Blocks: []bot.Block{bot.Paragraph{Text: m.Text}}}, nil
		})))
	var last int64
	for number := range 3 {
		for chat := range chats {
			last = api.says(int64(chat+1), jsonOf(chat)+" "+jsonOf(number))
		}
	}
	api.confirms(last)
	for chat, got := range order {
		if !slices.Equal(got, []string{"0", "1", "2"}) {
			t.Errorf("chat %s is answered in the order %v", chat, got)
		}
	}
}

func TestAWebhookIsAnsweredOnceTheUpdateIs(t *testing.T) {
	t.Parallel()
	api := newBotAPI(t)
	tw := openWith(t, api.URL, "own")
	api.await("setWebhook", func() bool { return len(api.of("setWebhook")) == 1 })
	hook := api.took("setWebhook")[0]
	raw := api.raw(77, "message", message(5, map[string]any{"text": question}))
	address := tw.face.URL + telegram.WebhookPath
	tests := []struct {
		name, address, secret string
		body                  []byte
		want                  int
		answers               int // in the chat, by then
	}{
		{"without the secret", address, "", raw, http.StatusUnauthorized, 0},
		{"with another", address, strings.Repeat("a", 64), raw, http.StatusUnauthorized, 0},
		{"with another in the address", address + "/" + strings.Repeat("a", 64), "", raw, http.StatusUnauthorized, 0},
		{"with the secret", address, hook.Secret, raw, http.StatusOK, 1},
		{"again", address, hook.Secret, raw, http.StatusOK, 1},
		{"at the address that was registered", hook.URL, "", api.raw(78, "message", message(5, map[string]any{"text": "ciao"})), http.StatusOK, 2},
		{"of an unknown form", address, hook.Secret, []byte(`{"update_id":79,"message":{"chat":[]}}`), http.StatusOK, 2},
		{"of a kind that asks nothing", address, hook.Secret, []byte(`{"update_id":80,"poll":{"id":"1"}}`), http.StatusOK, 2},
	}
	for _, tt := range tests {
		if got := post(t, tt.address, tt.secret, tt.body); got != tt.want {
			t.Errorf("%s: status %d, want %d", tt.name, got, tt.want)
		}
		if got := len(api.took("sendMessage")); got != tt.answers {
			t.Errorf("%s: %d answers, want %d", tt.name, got, tt.answers)
		}
	}
	if len(hook.Secret) < 32 || !strings.HasSuffix(hook.URL, telegram.WebhookPath+"/"+hook.Secret) {
		t.Errorf("registered was %+v", hook)
	}
	if polls := api.took("getUpdates"); len(polls) != 0 {
		t.Errorf("it polls nonetheless: %+v", polls)
	}
	if log := tw.log.String(); strings.Contains(log, hook.Secret) {
		t.Errorf("the secret is in the log:\n%s", log)
	}
	tw.stop()
	if got := post(t, address, hook.Secret, api.raw(81, "message", message(5, map[string]any{"text": "ciao"}))); got != http.StatusServiceUnavailable {
		t.Errorf("when stopped: status %d, want %d, so that it is sent again", got, http.StatusServiceUnavailable)
	}
}

func post(t *testing.T, address, secret string, body []byte) int {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if secret != "" {
		request.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
	}
	response, err := http.DefaultClient.Do(request) //nolint:forbidigo // the test bounds it
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	return response.StatusCode
}

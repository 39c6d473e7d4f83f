package api_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/nlu"
)

const someConversation = "0123456789abcdef0123456789abcdef"

// everyBlock is a reply with one block of each kind.
func everyBlock(t *testing.T) bot.Reply {
	t.Helper()
	return bot.Reply{
		Conversation: someConversation,
		Language:     "it",
		Understanding: nlu.Understanding{
			Target:       "svc:carta-identita",
			Aspects:      []nlu.Aspect{nlu.AspectWhere, nlu.AspectCost},
			Confidence:   0.93,
			Alternatives: []nlu.Candidate{{Target: "svc:carta-identita-smarrita", Confidence: 0.41}},
		},
		Blocks: []bot.Block{
			bot.Paragraph{Text: "Se c'è pericolo chiama il 112.", Urgent: true},
			bot.Paragraph{Text: "La carta d'identità elettronica costa <22 euro>."},
			bot.Facts{Facts: []bot.Fact{{Label: "Costo", Value: "22 euro"}, {Label: "Tempi", Value: "6 giorni", Unconfirmed: true}}},
			bot.List{Title: "Cosa portare", Items: []string{"una fototessera", "la tessera sanitaria"}},
			bot.Steps{Title: "Come si fa", Items: []string{"prenota", "vieni allo sportello"}},
			bot.Map{Title: "Palazzo civico", Address: "Piazza del Popolo 1", Latitude: 45.1, Longitude: 8.25},
			bot.Link{Title: "Prenota", URL: "https://prenota.example.it/"},
			bot.File{Title: "Modulo", URL: "/moduli/cie.pdf", MediaType: "application/pdf"},
			bot.Buttons{Buttons: []bot.Button{{Title: "Come ci arrivo", Action: "a:carta-identita:where"}}},
			bot.List{}, bot.Facts{}, bot.Buttons{},
		},
		Ending:    bot.EndAnswered,
		Source:    "/servizi/carta-identita",
		UpdatedOn: day(t, "2026-10-12"),
	}
}

func TestReplyHasTheShapeOfTheContract(t *testing.T) {
	t.Parallel()
	town := setup(t, with(always(everyBlock(t))))
	got := town.say(t, `{"text":"quanto costa la carta d'identità?"}`)
	if got.status != http.StatusOK {
		t.Fatalf("status = %d: %s", got.status, got.body)
	}
	golden(t, "reply.json", got)
}

func TestEmptyReplyHasEmptyArrays(t *testing.T) {
	t.Parallel()
	town := setup(t, with(always(bot.Reply{Conversation: someConversation, Language: "it", Ending: bot.EndUnknownNoMatch})))
	golden(t, "reply_empty.json", town.say(t, `{"text":"boh"}`))
}

func TestWhatIsReadOfAMessage(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		body string
		want bot.Message
	}{
		"text alone begins a conversation": {`{"text":"tari"}`, bot.Message{Text: "tari"}},
		"a conversation goes on": {
			`{"conversation":"` + someConversation + `","text":"tari"}`, bot.Message{Conversation: someConversation, Text: "tari"},
		},
		"a button": {
			`{"conversation":"` + someConversation + `","action":"a:tari:cost"}`,
			bot.Message{Conversation: someConversation, Action: "a:tari:cost"},
		},
		"blanks beside a button are none":      {`{"text":" ","action":"a:tari:cost"}`, bot.Message{Action: "a:tari:cost"}},
		"why it is answered so":                {`{"text":"tari","explain":true}`, bot.Message{Text: "tari", Explain: true}},
		"null is like nothing":                 {`{"conversation":null,"text":"tari","action":null,"explain":null}`, bot.Message{Text: "tari"}},
		"an id that is none begins anew":       {`{"conversation":"1; drop table","text":"tari"}`, bot.Message{Text: "tari"}},
		"fields of tomorrow are ignored":       {`{"text":"tari","voice":true}`, bot.Message{Text: "tari"}},
		"escapes and accents are kept":         {`{"text":"perch\u00e9 più \"caro\"?"}`, bot.Message{Text: `perché più "caro"?`}},
		"half a surrogate pair is no obstacle": {`{"text":"tari \ud83d"}`, bot.Message{Text: "tari \ufffd"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got bot.Message
			town := setup(t, with(turns(func(_ context.Context, m bot.Message) (bot.Reply, error) {
				got = m
				return bot.Reply{}, nil
			})))
			if a := town.say(t, c.body); a.status != http.StatusOK {
				t.Fatalf("status = %d: %s", a.status, a.body)
			}
			c.want.Channel = "api"
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("message (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWhatCannotBeTakenIsSaidInItalian(t *testing.T) {
	t.Parallel()
	town := setup(t, with(always(bot.Reply{})))
	cases := map[string]struct {
		body, mediaType string
		status          int
		detail          string
	}{
		"nothing asked":        {`{}`, "", 422, "Manca la domanda"},
		"only blanks":          {`{"text":" \n "}`, "", 422, "Manca la domanda"},
		"text that is none":    {`{"text":7}`, "", 422, "errors"},
		"a list":               {`["tari"]`, "", 422, "errors"},
		"an endless action":    {`{"action":"` + strings.Repeat("a", 65) + `"}`, "", 422, "bottone"},
		"an action with words": {`{"action":"perché no"}`, "", 422, "bottone"},
		"words and a button":   {`{"text":"Costo","action":"a:tari:cost"}`, "", 422, "non tutti e due"},
		"half a JSON":          {`{"text":"ta`, "", 400, "JSON"},
		"no body":              {``, "application/json", 400, "JSON"},
		"Latin-1":              {"{\"text\":\"perch\xe9\"}", "", 400, "UTF-8"},
		"64 kB and a byte":     {`{"text":"` + strings.Repeat("a", 64<<10-10) + `"}`, "", 413, "64 kB"},
		"a megabyte":           {`{"text":"` + strings.Repeat("a", 1<<20) + `"}`, "", 413, "64 kB"},
		"a file":               {"--x\r\n\r\n--x--", "multipart/form-data; boundary=x", 415, "i file non si possono"},
		"plain text":           {`tari`, "text/plain", 415, "application/json"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			headers := []string{}
			if c.mediaType != "" {
				headers = append(headers, "Content-Type", c.mediaType)
			}
			got := town.say(t, c.body, headers...)
			if got.status != c.status {
				t.Fatalf("status = %d, want %d: %s", got.status, c.status, got.body)
			}
			if problem := problemOf(t, got); !strings.Contains(problem.Detail, c.detail) || problem.Status != c.status {
				t.Errorf("problem = %+v, want %q", problem, c.detail)
			}
			if strings.Contains(string(got.body), "perch") || strings.Contains(string(got.body), "aaaa") {
				t.Errorf("the problem repeats what was sent: %s", got.body)
			}
		})
	}
}

type problem struct {
	Title, Detail string
	Status        int
	Errors        []struct{ Location, Message string }
}

func problemOf(t *testing.T, a answer) problem {
	t.Helper()
	if got := a.header.Get("Content-Type"); got != "application/problem+json" {
		t.Errorf("Content-Type = %q: %s", got, a.body)
	}
	var p problem
	a.decode(t, &p)
	return p
}

func TestErrorsOfTheEngineHaveStatusAndWords(t *testing.T) {
	t.Parallel()
	cause := errors.New("dial tcp 10.0.0.7:5432: refused")
	cases := map[string]struct {
		err    error
		status int
		detail string
	}{
		"unavailable, with its words": {fault.Wrap(fault.Unavailable, cause, "La carta non è ancora pronta."), 503, "La carta non è ancora pronta."},
		"too slow":                    {context.DeadlineExceeded, 503, "Il servizio non risponde: riprova tra qualche secondo."},
		"a conflict":                  {fault.Wrap(fault.Conflict, cause, "Un altro messaggio è in corso."), 409, "Un altro messaggio è in corso."},
		"something unforeseen":        {cause, 500, "Qualcosa è andato storto da parte nostra: riprova tra poco."},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			town := setup(t, with(turns(func(context.Context, bot.Message) (bot.Reply, error) { return bot.Reply{}, c.err })))
			got := town.say(t, `{"text":"tari"}`)
			if problem := problemOf(t, got); got.status != c.status || problem.Detail != c.detail {
				t.Errorf("answer = %d %q, want %d %q", got.status, problem.Detail, c.status, c.detail)
			}
			if strings.Contains(string(got.body), "10.0.0.7") {
				t.Errorf("internals are shown: %s", got.body)
			}
			if retry := got.header.Get("Retry-After"); (c.status == 503) != (retry != "") {
				t.Errorf("Retry-After = %q with status %d", retry, c.status)
			}
			if c.status >= 500 && strings.Count(town.log.String(), c.err.Error()) != 1 {
				t.Errorf("the cause is not in the log once:\n%s", town.log)
			}
		})
	}
}

func TestPanicIsAnsweredAndLogged(t *testing.T) {
	t.Parallel()
	town := setup(t, with(turns(func(context.Context, bot.Message) (bot.Reply, error) { panic(errors.New("nil map")) })))
	got := town.say(t, `{"text":"tari"}`)
	if p := problemOf(t, got); got.status != 500 || p.Title != "Errore" {
		t.Errorf("answer = %d %+v", got.status, p)
	}
	if line := town.log.String(); !strings.Contains(line, "nil map") || !strings.Contains(line, "message_test.go") {
		t.Errorf("no stack in the log:\n%s", line)
	}
}

func TestLogLineHoldsNoWordsNoAddressNoConversation(t *testing.T) {
	t.Parallel()
	town := setup(t, with(always(everyBlock(t))))
	town.say(t, `{"conversation":"`+someConversation+`","text":"sono Mario Rossi"}`, "X-Forwarded-For", "203.0.113.9")
	town.get(t, "/api/v1/services?q=mario")
	town.get(t, "/api/v1/mario")
	town.Close()

	log := town.log.String()
	for _, private := range []string{"ario", "ossi", "127.0.0.1", "203.0.113.9", someConversation} {
		if strings.Contains(log, private) {
			t.Errorf("log holds %q:\n%s", private, log)
		}
	}
	for _, wanted := range []string{`"route":"/api/v1/messages"`, `"channel":"api"`, `"status":200`, `"ending":"answered"`, `"conversation":"`, `"request":"`} {
		if !strings.Contains(log, wanted) {
			t.Errorf("log lacks %s:\n%s", wanted, log)
		}
	}
}

// TestOneConversationIsLimitedBeforeItsAddress: all clients of a test share one
// address, as the visitors of a town hall do.
func TestOneConversationIsLimitedBeforeItsAddress(t *testing.T) {
	t.Parallel()
	const other = "fedcba9876543210fedcba9876543210"
	echo := turns(func(_ context.Context, m bot.Message) (bot.Reply, error) {
		return bot.Reply{Conversation: m.Conversation, Ending: bot.EndAnswered}, nil
	})
	town := setup(t, with(echo), turnsPerMinute(30))
	say := func(conversation string) answer {
		return town.say(t, `{"conversation":"`+conversation+`","text":"tari"}`)
	}
	const burst = 10
	for n := range burst {
		if got := say(someConversation); got.status != http.StatusOK {
			t.Fatalf("turn %d: status %d: %s", n+1, got.status, got.body)
		}
	}
	refused := say(someConversation)
	if p := problemOf(t, refused); refused.status != http.StatusTooManyRequests || !strings.Contains(p.Detail, "aspetta qualche secondo") {
		t.Errorf("turn %d: %d %+v, want 429", burst+1, refused.status, p)
	}
	if got := refused.header.Get("Retry-After"); got != "2" {
		t.Errorf("Retry-After = %q, want 2: a turn every two seconds", got)
	}
	if got := say(other); got.status != http.StatusOK {
		t.Errorf("the neighbour's conversation: status %d: %s", got.status, got.body)
	}
	for range 300 { // what is refused does not count against the address
		say(someConversation)
	}
	if got := say(other); got.status != http.StatusOK {
		t.Errorf("the neighbour, while the first goes on: status %d: %s", got.status, got.body)
	}
	if got := town.get(t, "/api/v1/services"); got.status != http.StatusOK {
		t.Errorf("the charter, from the same address: status %d", got.status)
	}
}

func TestAnAddressBeginsSoManyConversations(t *testing.T) {
	t.Parallel()
	town := setup(t, with(always(bot.Reply{Conversation: someConversation})), turnsPerMinute(3))
	var statuses []int
	for n := range 14 {
		body := fmt.Sprintf(`{"conversation":"%032x","text":"tari"}`, n) // made up: each counts as a new one
		statuses = append(statuses, town.say(t, body).status)
	}
	want := append(slices.Repeat([]int{http.StatusOK}, 12), http.StatusTooManyRequests, http.StatusTooManyRequests)
	if diff := cmp.Diff(want, statuses); diff != "" {
		t.Errorf("statuses (-want +got):\n%s", diff)
	}
}

func TestNoLimitsForLoadTests(t *testing.T) {
	t.Parallel()
	town := setup(t, with(always(bot.Reply{Conversation: someConversation})), turnsPerMinute(0))
	for range 200 {
		if got := town.say(t, `{"conversation":"`+someConversation+`","text":"tari"}`); got.status != http.StatusOK {
			t.Fatalf("status %d: %s", got.status, got.body)
		}
	}
}

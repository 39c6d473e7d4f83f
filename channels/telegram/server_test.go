package telegram_test

import (
	"cmp"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf16"
)

const (
	token   = "4839574812:AAFD39kkdpWt3ywyRZergyOLMaJhac60qcK"
	botName = "ComuneValdoriaBot"
	botID   = 4839574812
)

// botAPI is a server of the Bot API, written after its documentation
// (https://core.telegram.org/bots/api): what the emulator does not do.
type botAPI struct {
	*httptest.Server
	t *testing.T

	mu      sync.Mutex
	changed chan struct{} // closed and replaced whenever something happens
	pending []update
	lastID  int64
	calls   []call
	script  func(call) *refused // what is refused; nil lets everything pass
}

type update struct {
	id  int64
	raw json.RawMessage
}

// call is a method that was called, with the parameters that the tests look at.
type call struct {
	Method   string
	Chat     int64  `json:"chat_id"`
	Text     string `json:"text"`
	Mode     string `json:"parse_mode"`
	Title    string `json:"title"`
	Address  string `json:"address"`
	URL      string `json:"url"`
	Secret   string `json:"secret_token"`
	Action   string `json:"action"`
	Callback string `json:"callback_query_id"`
	Offset   int64  `json:"offset"`
	Limit    int    `json:"limit"`
	Timeout  int    `json:"timeout"`
	Drop     bool   `json:"drop_pending_updates"`
	Thread   int    `json:"message_thread_id"`
	Reply    *struct {
		Message int `json:"message_id"`
	} `json:"reply_parameters"`
	Commands []struct {
		Command string `json:"command"`
	} `json:"commands"`
	Markup *struct {
		Rows [][]struct {
			Text   string `json:"text"`
			Action string `json:"callback_data"`
		} `json:"inline_keyboard"`
	} `json:"reply_markup"`
}

// keys are the titles of a keyboard, row by row.
func (c call) keys() []string {
	var titles []string
	if c.Markup != nil {
		for _, row := range c.Markup.Rows {
			for _, key := range row {
				titles = append(titles, key.Text)
			}
		}
	}
	return titles
}

// refused is an answer that says no.
type refused struct {
	Code        int
	Description string
	RetryAfter  int
	hangUp      bool // break the connection instead
}

func newBotAPI(t *testing.T) *botAPI {
	t.Helper()
	api := &botAPI{t: t, changed: make(chan struct{}), lastID: 1000}
	api.Server = httptest.NewServer(http.HandlerFunc(api.answer))
	t.Cleanup(func() {
		api.CloseClientConnections()
		api.Close()
	})
	return api
}

func (a *botAPI) answer(w http.ResponseWriter, r *http.Request) {
	method, ok := strings.CutPrefix(r.URL.Path, "/bot"+token+"/")
	if !ok {
		reply(w, nil, &refused{Code: 401, Description: "Unauthorized"})
		return
	}
	c := call{Method: method}
	body, err := io.ReadAll(r.Body)
	if err == nil {
		err = json.Unmarshal(body, &c)
	}
	if err != nil {
		a.t.Errorf("%s: parameters %s: %v", method, body, err)
	}
	a.mu.Lock()
	refusal := a.judge(c)
	if method == "getUpdates" && refusal == nil {
		a.mu.Unlock()
		a.getUpdates(w, r, c)
		return
	}
	if refusal == nil {
		a.calls = append(a.calls, c)
	}
	a.happened()
	a.mu.Unlock()
	if refusal != nil && refusal.hangUp {
		panic(http.ErrAbortHandler)
	}
	var result any = true
	switch method {
	case "getMe":
		result = map[string]any{"id": botID, "is_bot": true, "first_name": "Valdoria", "username": botName}
	case "sendMessage", "sendVenue":
		result = map[string]any{"message_id": 1, "date": 1, "chat": map[string]any{"id": c.Chat, "type": "private"}}
	}
	reply(w, result, refusal)
}

// judge refuses what the test's script or Telegram itself would.
func (a *botAPI) judge(c call) *refused {
	if a.script != nil {
		if r := a.script(c); r != nil {
			return r
		}
	}
	if c.Method != "sendMessage" {
		return nil
	}
	switch {
	case strings.TrimSpace(c.Text) == "":
		return &refused{Code: 400, Description: "Bad Request: message text is empty"}
	case len(utf16.Encode([]rune(c.Text))) > 4096:
		return &refused{Code: 400, Description: "Bad Request: message is too long"}
	case c.Mode == "HTML" && !wellFormed(c.Text):
		return &refused{Code: 400, Description: "Bad Request: can't parse entities"}
	}
	return nil
}

var (
	markup = regexp.MustCompile(`<b>([^<>]*)</b>|<a href="[^"<>]*">([^<>]*|<b>[^<>]*</b>)</a>`)
	entity = regexp.MustCompile(`&(amp|lt|gt|quot);`)
)

// wellFormed accepts what this channel uses of Telegram's HTML, and no more.
func wellFormed(html string) bool {
	rest := entity.ReplaceAllString(markup.ReplaceAllString(html, ""), "")
	return !strings.ContainsAny(rest, "<>&")
}

// getUpdates confirms what lies below the offset, and waits for what does not.
func (a *botAPI) getUpdates(w http.ResponseWriter, r *http.Request, c call) {
	timeout := time.NewTimer(time.Duration(c.Timeout) * time.Second)
	defer timeout.Stop()
	for {
		a.mu.Lock()
		a.calls = append(a.calls, c)
		a.pending = slices.DeleteFunc(a.pending, func(u update) bool { return u.id < c.Offset })
		var raws []json.RawMessage
		for _, u := range a.pending[:min(len(a.pending), c.Limit)] {
			raws = append(raws, u.raw)
		}
		a.happened()
		changed := a.changed
		a.mu.Unlock()
		if len(raws) > 0 || c.Timeout == 0 {
			reply(w, append([]json.RawMessage{}, raws...), nil)
			return
		}
		for waiting := true; waiting; {
			select {
			case <-r.Context().Done():
				return
			case <-timeout.C:
				c.Timeout, waiting = 0, false
			case <-changed:
				a.mu.Lock()
				waiting, changed = len(a.pending) == 0, a.changed
				a.mu.Unlock()
			}
		}
	}
}

func reply(w http.ResponseWriter, result any, refusal *refused) {
	w.Header().Set("Content-Type", "application/json")
	answer := map[string]any{"ok": true, "result": result}
	if refusal != nil {
		w.WriteHeader(refusal.Code)
		answer = map[string]any{"ok": false, "error_code": refusal.Code, "description": refusal.Description}
		if refusal.RetryAfter > 0 {
			answer["parameters"] = map[string]any{"retry_after": refusal.RetryAfter}
		}
	}
	_ = json.NewEncoder(w).Encode(answer)
}

// happened is called with mu held.
func (a *botAPI) happened() {
	close(a.changed)
	a.changed = make(chan struct{})
}

// refuses sets what is refused from now on.
func (a *botAPI) refuses(script func(call) *refused) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.script = script
}

// private is a chat with one person.
func private(id int64) map[string]any {
	return map[string]any{"id": id, "type": "private", "first_name": "Zaccaria", "username": "zaccaria_q"}
}

func person(id int64) map[string]any {
	return map[string]any{"id": id, "is_bot": false, "first_name": "Zaccaria", "last_name": "Quaglia"}
}

// message is a message in a private chat, with what fields adds.
func message(chat int64, fields map[string]any) map[string]any {
	m := map[string]any{"message_id": 7, "date": 1763884800, "chat": private(chat), "from": person(chat)}
	for name, value := range fields {
		m[name] = value
	}
	return m
}

// says has a citizen write in a private chat.
func (a *botAPI) says(chat int64, text string) (id int64) {
	a.t.Helper()
	return a.sends("message", message(chat, map[string]any{"text": text}))
}

// sends puts an update of a kind before the bot, and returns its number.
func (a *botAPI) sends(kind string, what any) (id int64) {
	a.t.Helper()
	a.mu.Lock()
	defer a.mu.Unlock()
	a.lastID++
	a.pending = append(a.pending, update{a.lastID, a.raw(a.lastID, kind, what)})
	a.happened()
	return a.lastID
}

func (a *botAPI) raw(id int64, kind string, what any) json.RawMessage {
	a.t.Helper()
	raw, err := json.Marshal(map[string]any{"update_id": id, kind: what})
	if err != nil {
		a.t.Fatal(err)
	}
	return raw
}

// await waits until something is so.
func (a *botAPI) await(what string, so func() bool) {
	a.t.Helper()
	timeout := time.NewTimer(patience)
	defer timeout.Stop()
	for {
		a.mu.Lock()
		ok, changed := so(), a.changed
		a.mu.Unlock()
		if ok {
			return
		}
		select {
		case <-changed:
		case <-timeout.C:
			a.t.Fatalf("%s did not happen; of the Bot API were called %d methods, the last %+v", what, len(a.took("")), a.last())
		}
	}
}

// took returns the calls of a method that were taken, of all when it is empty.
func (a *botAPI) took(method string) []call {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.of(method)
}

func (a *botAPI) of(method string) []call {
	return slices.DeleteFunc(slices.Clone(a.calls), func(c call) bool { return cmp.Or(method, c.Method) != c.Method })
}

// last is what was called last.
func (a *botAPI) last() call {
	calls := a.took("")
	return calls[len(calls)-1]
}

// answers waits for the n-th message in a chat and returns all of them.
func (a *botAPI) answers(chat int64, n int) []call {
	a.t.Helper()
	var got []call
	a.await("an answer", func() bool {
		got = slices.DeleteFunc(a.of("sendMessage"), func(c call) bool { return c.Chat != chat })
		return len(got) >= n
	})
	return got
}

// answer waits for the n-th message in a chat and returns it.
func (a *botAPI) nth(chat int64, n int) call {
	a.t.Helper()
	return a.answers(chat, n)[n-1]
}

// confirms waits until an update is confirmed.
func (a *botAPI) confirms(id int64) {
	a.t.Helper()
	a.await("the confirmation", func() bool { return !a.holds(id) })
}

// holds is called with mu held.
func (a *botAPI) holds(id int64) bool {
	return slices.ContainsFunc(a.pending, func(u update) bool { return u.id == id })
}

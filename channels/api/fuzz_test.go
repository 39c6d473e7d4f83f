package api_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/cittaclick/cittaclick/bot"
)

// FuzzMessage: whatever is posted is answered with what the description says, and
// never with an error of ours.
func FuzzMessage(f *testing.F) {
	for _, seed := range []string{
		`{"text":"tari"}`, `{"conversation":"0123456789abcdef0123456789abcdef","action":"a:tari:cost"}`, `{}`, `[]`, `null`, `"`,
		`{"text":null}`, `{"text":{"text":1}}`, `{"text":"\u0000\ud83d"}`, "{\"text\":\"\xff\"}", `{"text":"a","text":"b"}`, `{"a":1e999}`,
	} {
		f.Add(seed, "application/json")
	}
	f.Add("--x", "multipart/form-data; boundary=x")
	f.Add("tari", "text/plain;+")
	town := setup(f, with(always(bot.Reply{Conversation: someConversation, Ending: bot.EndAnswered})))
	description := described(f, town)
	f.Fuzz(func(t *testing.T, body, mediaType string) {
		town.log.Reset()
		got := town.handle(t, http.MethodPost, "/api/v1/messages", body, mediaType)
		if got.status >= http.StatusInternalServerError {
			t.Fatalf("%q as %q: %d %s", body, mediaType, got.status, got.body)
		}
		for _, problem := range description.check("/api/v1/messages", "post", got) {
			t.Errorf("%q as %q: %s", body, mediaType, problem)
		}
	})
}

// FuzzList: whatever is asked of a list is answered with what the description
// says, and a page never has more than was asked for.
func FuzzList(f *testing.F) {
	f.Add("100", "", "2026-12-01", "carta", "")
	f.Add("1", "Y2FydGEtaWRlbnRpdGE", "", "", "cultura")
	f.Add("-1", "===", "2026-02-30", "\xff", "\x00")
	f.Add("1e3", "!", "0001-01-01", "’", "%")
	town := setup(f)
	description := described(f, town)
	f.Fuzz(func(t *testing.T, limit, cursor, on, search, topic string) {
		town.log.Reset()
		query := url.Values{"limit": {limit}, "cursor": {cursor}, "on": {on}, "q": {search}, "topic": {topic}}
		got := town.handle(t, http.MethodGet, "/api/v1/services?"+query.Encode(), "", "")
		if got.status >= http.StatusInternalServerError {
			t.Fatalf("%v: %d %s", query, got.status, got.body)
		}
		if got.status == http.StatusNotFound { // a day of which nothing is recorded
			return
		}
		for _, problem := range description.check("/api/v1/services", "get", got) {
			t.Errorf("%v: %s", query, problem)
		}
		var page slugs
		if err := json.Unmarshal(got.body, &page); err != nil {
			t.Fatal(err)
		}
		if len(page.Items) > 1 && limit == "1" {
			t.Errorf("%v: %d items", query, len(page.Items))
		}
	})
}

// handle asks without a network.
func (s town) handle(t *testing.T, method, path, body, mediaType string) answer {
	t.Helper()
	request := httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(body))
	request.Header.Set("Content-Type", mediaType)
	recorder := httptest.NewRecorder()
	s.Config.Handler.ServeHTTP(recorder, request)
	return answer{recorder.Code, recorder.Header(), recorder.Body.Bytes()}
}

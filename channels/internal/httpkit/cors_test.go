package httpkit_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"

	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
)

const (
	friend   = "https://www.comune.example"
	stranger = "https://truffa.example"
)

// embeddable is a face whose /talk and /data a friend's pages may use.
func embeddable(t *testing.T, friends ...string) *httpkit.Face {
	t.Helper()
	face, _ := setup(t, func(c *httpkit.Config) { c.EmbedOrigins = friends })
	face.Channel("api", func(routes chi.Router) {
		face.Embed(routes, "/talk")
		said := func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ciao")) }
		routes.Post("/talk", said)
		routes.Get("/data", said)
	})
	return face
}

func TestWhoMaySpeakToTheAssistant(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		friends []string
		headers []string
		status  int
		allowed string
	}{
		"a program":                           {nil, nil, http.StatusOK, ""},
		"our own page":                        {nil, []string{"Origin", "https://example.com", "Sec-Fetch-Site", "same-origin"}, http.StatusOK, ""},
		"our own page, in an older browser":   {nil, []string{"Origin", "https://example.com"}, http.StatusOK, ""},
		"a friend's page":                     {[]string{friend}, []string{"Origin", friend, "Sec-Fetch-Site", "cross-site"}, http.StatusOK, friend},
		"a page of a subdomain not listed":    {[]string{friend}, []string{"Origin", "https://altro.comune.example", "Sec-Fetch-Site", "same-site"}, http.StatusForbidden, ""},
		"a stranger's page":                   {[]string{friend}, []string{"Origin", stranger, "Sec-Fetch-Site", "cross-site"}, http.StatusForbidden, ""},
		"a stranger's, in an older browser":   {[]string{friend}, []string{"Origin", stranger}, http.StatusForbidden, ""},
		"a page from a file":                  {[]string{friend}, []string{"Origin", "null", "Sec-Fetch-Site", "cross-site"}, http.StatusForbidden, ""},
		"anybody's, where nobody is a friend": {nil, []string{"Origin", friend, "Sec-Fetch-Site", "cross-site"}, http.StatusForbidden, ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := ask(t, embeddable(t, c.friends...), http.MethodPost, "/talk", c.headers...)
			if got.Code != c.status || got.Header().Get("Access-Control-Allow-Origin") != c.allowed {
				t.Errorf("answered %d to %q, want %d to %q", got.Code, got.Header().Get("Access-Control-Allow-Origin"), c.status, c.allowed)
			}
			if c.status == http.StatusForbidden && !strings.Contains(got.Body.String(), "--embed-origin") {
				t.Errorf("refused with %s", got.Body)
			}
			if got.Header().Get("Access-Control-Allow-Credentials") != "" {
				t.Error("cookies are welcome")
			}
		})
	}
}

func TestBrowsersAskBeforeTheySpeak(t *testing.T) {
	t.Parallel()
	face := embeddable(t, friend)
	preflight := func(origin string) http.Header {
		return ask(t, face, http.MethodOptions, "/talk", "Origin", origin,
			"Access-Control-Request-Method", http.MethodPost, "Access-Control-Request-Headers", "content-type,idempotency-key").Header()
	}
	if h := preflight(friend); h.Get("Access-Control-Allow-Origin") != friend || h.Get("Access-Control-Allow-Headers") != "content-type,idempotency-key" ||
		h.Get("Access-Control-Max-Age") != "7200" {
		t.Errorf("to a friend: %v", h)
	}
	if h := preflight(stranger); h.Get("Access-Control-Allow-Origin") != "" {
		t.Errorf("to a stranger: %v", h)
	}
	if got := ask(t, face, http.MethodOptions, "/talk"); got.Code != http.StatusMethodNotAllowed || got.Header().Get("Allow") != "POST" {
		t.Errorf("what is no preflight: %d, Allow %q", got.Code, got.Header().Get("Allow"))
	}
}

func TestOpenDataAreForEverybodysPages(t *testing.T) {
	t.Parallel()
	got := ask(t, embeddable(t), http.MethodGet, "/data", "Origin", stranger, "Sec-Fetch-Site", "cross-site")
	if got.Code != http.StatusOK || got.Header().Get("Access-Control-Allow-Origin") != "*" {
		t.Errorf("answered %d to %q", got.Code, got.Header().Get("Access-Control-Allow-Origin"))
	}
}

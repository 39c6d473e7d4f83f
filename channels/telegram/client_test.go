package telegram

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/cittaclick/cittaclick/internal/fault"
)

func TestAnswersThatAreNoneOfTheBotAPI(t *testing.T) {
	t.Parallel()
	const secret = "4839574812:AAFD39kk"
	tests := map[string]struct {
		status int
		body   string
		code   int // of the refusal; 0 for an error that is none
		want   string
	}{
		"a proxy's page":              {http.StatusBadGateway, "<html>Zaccaria</html>", 502, "502 Bad Gateway"},
		"like the emulator's":         {http.StatusInternalServerError, `{"message":"not supported"}`, 500, "500 Internal Server Error"},
		"a page, as if all were well": {http.StatusOK, "<html>Zaccaria</html>", 0, "without an answer of the Bot API"},
		"another result":              {http.StatusOK, `{"ok":true,"result":{"id":"Zaccaria"}}`, 0, "not of the expected form"},
		"a redirection":               {http.StatusFound, "", 0, "status 302"},
		"a refusal":                   {http.StatusConflict, `{"ok":false,"error_code":409,"description":"Conflict"}`, 409, "409 Conflict"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var asked atomic.Int64
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				asked.Add(1)
				w.Header().Set("Location", r.URL.Path)
				w.WriteHeader(tt.status)
				_, _ = w.Write([]byte(tt.body))
			}))
			t.Cleanup(server.Close)
			_, err := newClient(server.URL, secret).me(t.Context())
			if err == nil || refusedWith(err) != tt.code || !strings.Contains(err.Error(), tt.want) {
				t.Fatalf("error %v, want code %d and %q", err, tt.code, tt.want)
			}
			if strings.Contains(err.Error(), "Zaccaria") || strings.Contains(err.Error(), "AAFD") {
				t.Errorf("the error quotes what it must not: %v", err)
			}
			if asked.Load() != 1 {
				t.Errorf("asked %d times, want once: nobody learns the token by redirecting", asked.Load())
			}
		})
	}
}

func TestATokenThatIsNoneBreaksNoAddress(t *testing.T) {
	t.Parallel()
	for _, token := range []string{"", "a/../b", "a b\x7f", "%zz", "ù"} {
		_, err := newClient("http://127.0.0.1:1", token).me(t.Context())
		words, ok := fault.Message(explained(err))
		if err == nil || !ok || words == "" {
			t.Errorf("token %q: %v", token, err)
		}
		if token != "" && strings.Contains(err.Error(), token) {
			t.Errorf("the token is in the error: %v", err)
		}
	}
}

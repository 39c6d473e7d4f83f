package telegram

import (
	"regexp"
	"strings"
	"testing"

	"github.com/cittaclick/cittaclick/bot"
)

func TestChatsAreKnownByADigest(t *testing.T) {
	t.Parallel()
	one, other := mustKeys(t, "1:aaa"), mustKeys(t, "1:aab")
	form := regexp.MustCompile(`^[0-9a-f]{64}$`)
	seen := map[bot.ChatKey]string{}
	for name, key := range map[string]bot.ChatKey{
		"a chat": one.chat(5, 0), "its neighbour": one.chat(6, 0), "a person in a group": one.chat(-5, 7), "another there": one.chat(-5, 8),
		"digits that could be read otherwise": one.chat(-57, 8), "the same chat of another bot": other.chat(5, 0),
	} {
		if before, taken := seen[key]; taken || !form.MatchString(string(key)) {
			t.Errorf("%s has the key of %q, or none: %s", name, before, key)
		}
		seen[key] = name
	}
	if one.chat(5, 0) != mustKeys(t, "1:aaa").chat(5, 0) {
		t.Error("after a restart a chat is another")
	}
}

func TestTheSecretIsOneThatTelegramTakes(t *testing.T) {
	t.Parallel()
	k := mustKeys(t, "1:aaa")
	if !regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`).MatchString(k.secret) || strings.Contains(k.secret, "aaa") {
		t.Errorf("the secret is %q", k.secret)
	}
	if !k.proves(k.secret) || k.proves("") || k.proves(k.secret[1:]) || k.proves(mustKeys(t, "1:aab").secret) {
		t.Error("another secret proves as much")
	}
}

func mustKeys(t *testing.T, token string) keys {
	t.Helper()
	k, err := newKeys(token)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestTheWebhooksAddress(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ webhook, api, want string }{
		"where the program is":      {"https://c.example", officialAPI, "https://c.example/webhooks/telegram"},
		"beneath a path":            {"https://c.example/click/", officialAPI, "https://c.example/click/webhooks/telegram"},
		"written whole":             {"https://c.example/webhooks/telegram", officialAPI, "https://c.example/webhooks/telegram"},
		"of another Bot API server": {"https://c.example", "http://127.0.0.1:9", "https://c.example/webhooks/telegram/SECRET"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := &Channel{config: Config{Webhook: tt.webhook, API: tt.api}, keys: keys{secret: "SECRET"}}
			if got := c.webhook(); got.URL != tt.want || got.SecretToken != "SECRET" || got.DropPendingUpdates {
				t.Errorf("registered is %+v, want %s", got, tt.want)
			}
		})
	}
}

func TestRepetitionsAreFurtherAndFurtherApart(t *testing.T) {
	t.Parallel()
	for _, random := range []float64{0, 0.999} {
		c := &Channel{needs: Needs{Random: func() float64 { return random }}}
		before := c.backoff(0) - 1
		for n := range 100 {
			wait := c.backoff(n)
			if wait < before || wait > lastRetry || wait < firstRetry/2 {
				t.Errorf("before repetition %d: %v, after %v", n, wait, before)
			}
			before = wait
		}
	}
}

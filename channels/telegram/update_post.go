package telegram

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"

	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
)

// WebhookPath is where Telegram sends updates to, when it is not polled.
const WebhookPath = "/webhooks/telegram"

// secretHeader is how Telegram proves that it is who calls.
const secretHeader = "X-Telegram-Bot-Api-Secret-Token" //nolint:gosec // a header's name

// retryUpdate is when Telegram may send again what could not be handled.
const retryUpdate = 5 * time.Second

// postUpdate answers POST /webhooks/telegram once the update is handled. Telegram
// sends again what is not answered with 200.
func (c *Channel) postUpdate(w http.ResponseWriter, r *http.Request) {
	if !c.keys.proves(presented(r)) {
		httpkit.NewProblem(http.StatusUnauthorized, "Questo indirizzo è solo per Telegram.").Write(w)
		return
	}
	if !c.ready() {
		notNow(w)
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		c.passOver(w, r, err)
		return
	}
	u, err := decode(json.RawMessage(body))
	if err != nil {
		c.passOver(w, r, err)
		return
	}
	done := make(chan bool, 1)
	c.accept(r.Context(), u, func(handled bool) { done <- handled })
	select {
	case handled := <-done:
		if handled {
			w.WriteHeader(http.StatusOK)
			return
		}
	case <-r.Context().Done(): // still in hand; sent again, it will be known
	}
	notNow(w)
}

// presented is the secret that a request shows: in the header, as Telegram does,
// or in the address that another server was given (see setWebhook).
func presented(r *http.Request) string {
	if secret := r.Header.Get(secretHeader); secret != "" {
		return secret
	}
	return chi.URLParam(r, "secret")
}

// passOver acknowledges what can never be read, lest it come again and again.
func (c *Channel) passOver(w http.ResponseWriter, r *http.Request, err error) {
	httpkit.Note(r.Context(), slog.Any("passed_over", err))
	w.WriteHeader(http.StatusOK)
}

func notNow(w http.ResponseWriter) {
	httpkit.NewProblem(http.StatusServiceUnavailable, "L'aggiornamento non è ancora stato trattato: va inviato di nuovo.").
		RetryAfter(retryUpdate).Write(w)
}

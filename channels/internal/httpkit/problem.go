package httpkit

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/cittaclick/cittaclick/internal/fault"
)

// Problem is an error as a client sees it (RFC 9457), in words for people. It is
// an error, so that handlers can return it.
type Problem struct {
	Title  string   `json:"title"`
	Status int      `json:"status"`
	Detail string   `json:"detail,omitempty"`
	Errors []Detail `json:"errors,omitempty" nullable:"false"`

	retryAfter time.Duration
}

// Detail is one thing wrong with a request: where, and what is expected. What was
// sent is not repeated: it may be personal.
type Detail struct {
	Location string `json:"location,omitempty"`
	Message  string `json:"message"`
}

// NewProblem returns a problem with the status' title and words of its own.
func NewProblem(status int, detail string, errs ...Detail) *Problem {
	return &Problem{Title: title(status), Status: status, Detail: detail, Errors: errs}
}

// RetryAfter says when trying again may help, rounded up to seconds.
func (p *Problem) RetryAfter(wait time.Duration) *Problem {
	p.retryAfter = wait
	return p
}

// Error returns the words.
func (p *Problem) Error() string { return p.Detail }

// GetStatus returns the HTTP status.
func (p *Problem) GetStatus() int { return p.Status }

// GetHeaders returns the headers that go with the problem.
func (p *Problem) GetHeaders() http.Header {
	headers := make(http.Header)
	if p.retryAfter > 0 {
		seconds := (p.retryAfter + time.Second - 1) / time.Second
		headers.Set("Retry-After", strconv.FormatInt(int64(seconds), 10))
	}
	if p.Status >= http.StatusBadRequest {
		headers.Set("Cache-Control", "no-store")
	}
	return headers
}

// ContentType returns RFC 9457's media type.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// Write sends the problem. Nothing can be mended when the client is gone.
func (p *Problem) Write(w http.ResponseWriter) {
	for name, values := range p.GetHeaders() {
		w.Header()[name] = values
	}
	w.Header().Set("Content-Type", p.ContentType(""))
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p)
}

// retryUnavailable is when a part that cannot be reached may be back.
const retryUnavailable = 5 * time.Second

// Fail turns an error into a problem by its kind. What is not meant for people
// goes to the request's log line, once.
func Fail(ctx context.Context, err error) *Problem {
	if problem, ok := errors.AsType[*Problem](err); ok {
		return problem
	}
	if canceled(ctx, err) {
		Note(ctx, slog.Bool("client_gone", true))
		return NewProblem(statusClientGone, "")
	}
	status, words := statusOfFault(err)
	if message, ok := fault.Message(err); ok && status != http.StatusInternalServerError {
		words = message
	}
	if status >= http.StatusInternalServerError {
		requestOf(ctx).err = err
	}
	if status == http.StatusServiceUnavailable {
		return NewProblem(status, words).RetryAfter(retryUnavailable)
	}
	return NewProblem(status, words)
}

// statusClientGone is nginx's status for a client that did not wait; nobody sees
// it but the log.
const statusClientGone = 499

// statusOfFault returns the status of a kind of error and the words for when the
// error has none of its own.
func statusOfFault(err error) (int, string) {
	switch {
	case errors.Is(err, fault.Invalid):
		return http.StatusUnprocessableEntity, "La richiesta non è valida."
	case errors.Is(err, fault.NotFound):
		return http.StatusNotFound, "Quello che cerchi non c'è."
	case errors.Is(err, fault.Conflict):
		return http.StatusConflict, "La richiesta è in contrasto con un'altra: ricarica e riprova."
	case errors.Is(err, fault.Forbidden):
		return http.StatusForbidden, "Non hai il permesso di farlo."
	case errors.Is(err, fault.Gone):
		return http.StatusGone, "Quello che cerchi non c'è più."
	case errors.Is(err, fault.Unavailable), errors.Is(err, context.DeadlineExceeded):
		return http.StatusServiceUnavailable, "Il servizio non risponde: riprova tra qualche secondo."
	default:
		return http.StatusInternalServerError, internalWords
	}
}

const internalWords = "Qualcosa è andato storto da parte nostra: riprova tra poco."

func internalProblem() *Problem { return NewProblem(http.StatusInternalServerError, internalWords) }

func title(status int) string {
	switch status {
	case http.StatusBadRequest:
		return "Richiesta non leggibile"
	case http.StatusForbidden:
		return "Non permesso"
	case http.StatusNotFound:
		return "Non trovato"
	case http.StatusMethodNotAllowed:
		return "Metodo non ammesso"
	case http.StatusRequestTimeout:
		return "Richiesta troppo lenta"
	case http.StatusConflict:
		return "Conflitto"
	case http.StatusGone:
		return "Non c'è più"
	case http.StatusRequestEntityTooLarge:
		return "Richiesta troppo grande"
	case http.StatusUnsupportedMediaType:
		return "Formato non ammesso"
	case http.StatusUnprocessableEntity:
		return "Richiesta non valida"
	case http.StatusTooManyRequests:
		return "Troppe richieste"
	case http.StatusServiceUnavailable:
		return "Servizio non disponibile"
	default:
		return "Errore"
	}
}

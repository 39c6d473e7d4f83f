package api

import (
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
)

// italianProblem replaces huma's own problems, which speak English and repeat
// what was sent, by ours. Those that handlers return are ours already.
func italianProblem(_ huma.Context, _ string, body any) (any, error) {
	model, ok := body.(*huma.ErrorModel)
	if !ok {
		return body, nil
	}
	var errs []httpkit.Detail
	if model.Status == http.StatusUnprocessableEntity {
		for _, e := range model.Errors {
			errs = append(errs, httpkit.Detail{Location: e.Location, Message: italian(e.Message)})
		}
	}
	return httpkit.NewProblem(model.Status, detail(model.Status), errs...), nil
}

func detail(status int) string {
	switch status {
	case http.StatusBadRequest:
		return `La richiesta non è un oggetto JSON leggibile, come {"text": "…"}.`
	case http.StatusRequestTimeout:
		return "La richiesta è arrivata troppo lentamente: riprova."
	case http.StatusRequestEntityTooLarge:
		return "La richiesta supera i 64 kB."
	case http.StatusUnsupportedMediaType:
		return "Qui si manda solo application/json: i file non si possono ancora inviare."
	case http.StatusUnprocessableEntity:
		return "La richiesta non è valida: vedi errors."
	default:
		return "Qualcosa è andato storto da parte nostra: riprova tra poco."
	}
}

// italian translates what huma says of a value, by how it begins.
func italian(message string) string {
	for _, m := range []struct{ english, italian string }{
		{"expected string to be RFC 3339 date", "deve essere una data scritta come 2026-12-01"},
		{"expected string", "deve essere un testo"},
		{"expected object", "deve essere un oggetto"},
		{"expected integer", "deve essere un numero intero"},
		{"invalid integer", "deve essere un numero intero"},
		{"expected length <=", "è troppo lungo: al massimo"},
		{"expected number >=", "è troppo piccolo: almeno"},
		{"expected number <=", "è troppo grande: al massimo"},
	} {
		if rest, ok := strings.CutPrefix(message, m.english); ok {
			return m.italian + rest
		}
	}
	return "valore non valido"
}

package api

import (
	"fmt"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humachi"
	"github.com/go-chi/chi/v5"

	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
)

// channel is the API's name in logs, measures and messages.
const channel = "api"

// server answers the API's requests.
type server struct {
	Needs
	limits  *httpkit.Limits
	metrics *httpkit.Metrics
}

// Mount puts the API on the face.
func Mount(face *httpkit.Face, needs Needs) error {
	s := &server{Needs: needs, limits: face.Limits(), metrics: face.Metrics()}
	var err error
	face.Channel(channel, func(routes chi.Router) {
		face.Embed(routes, messagesPath, feedbackPath)
		err = s.routes(routes)
	})
	if err != nil {
		return fmt.Errorf("mount API: %w", err)
	}
	return nil
}

// routes are all that the API answers.
func (s *server) routes(routes chi.Router) error {
	api := huma.NewAPI(s.config(), humachi.NewAdapter(routes))
	huma.Register(api, posting("post-message", messagesPath, "Un turno di conversazione con l'assistente"), s.postMessage)
	huma.Register(api, posting("post-feedback", feedbackPath, "Un giudizio sull'ultima risposta di una conversazione", http.StatusNotFound), s.postFeedback)
	huma.Register(api, suggesting(), s.getSuggestions)
	huma.Register(api, reading("list-services", "/api/v1/services", "I servizi"), s.listServices)
	huma.Register(api, reading("get-service", "/api/v1/services/{slug}", "Un servizio", http.StatusNotFound), s.getService)
	huma.Register(api, reading("list-offices", "/api/v1/offices", "Gli uffici"), s.listOffices)
	huma.Register(api, reading("get-office", "/api/v1/offices/{slug}", "Un ufficio", http.StatusNotFound, http.StatusGone), s.getOffice)
	huma.Register(api, reading("list-buildings", "/api/v1/buildings", "Le sedi"), s.listBuildings)
	huma.Register(api, reading("get-building", "/api/v1/buildings/{slug}", "Una sede, con piani, stanze e uffici", http.StatusNotFound), s.getBuilding)
	huma.Register(api, reading("list-life-events", "/api/v1/life-events", "Gli eventi della vita"), s.listLifeEvents)
	huma.Register(api, reading("get-life-event", "/api/v1/life-events/{slug}", "Un evento della vita, con che cosa fare in ordine", http.StatusNotFound), s.getLifeEvent)
	huma.Register(api, reading("list-coverage", "/api/v1/coverage", "A quali domande la carta risponde, servizio per servizio"), s.listCoverage)
	return s.serveOpenAPI(routes, api.OpenAPI())
}

// The paths that are spoken to.
const (
	messagesPath = "/api/v1/messages"
	feedbackPath = "/api/v1/feedback"
)

// posting describes what is said in a conversation.
func posting(id, path, summary string, errors ...int) huma.Operation {
	return huma.Operation{
		OperationID:  id,
		Method:       http.MethodPost,
		Path:         path,
		Summary:      summary,
		Tags:         []string{"conversazione"},
		MaxBodyBytes: httpkit.BodyLimit + 1, // huma refuses what reaches the limit
		Errors: append(errors,
			http.StatusBadRequest, http.StatusForbidden, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType,
			http.StatusTooManyRequests, http.StatusServiceUnavailable,
		),
	}
}

func suggesting() huma.Operation {
	return huma.Operation{
		OperationID: "list-suggestions", Method: http.MethodGet, Path: "/api/v1/suggestions",
		Summary: "Servizi, uffici e competenze di altri enti, mentre si scrive", Tags: []string{"conversazione"},
		Errors: []int{http.StatusUnprocessableEntity, http.StatusTooManyRequests, http.StatusServiceUnavailable},
	}
}

// reading describes a question about the charter.
func reading(id, path, summary string, errors ...int) huma.Operation {
	return huma.Operation{
		OperationID: id, Method: http.MethodGet, Path: path, Summary: summary, Tags: []string{"carta dei servizi"},
		Errors: append(errors, http.StatusUnprocessableEntity, http.StatusTooManyRequests, http.StatusServiceUnavailable),
		Responses: map[string]*huma.Response{
			"304": {Description: "Not Modified"},
		},
	}
}

package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-chi/chi/v5"

	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
)

// config is huma's without what asks third parties for anything (its page of
// documentation) and without links to schemas in every answer.
func (s *server) config() huma.Config {
	config := huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info: &huma.Info{
				Title:       "CittàClick",
				Version:     "1",
				Description: "L'assistente e la carta dei servizi del Comune, come dati aperti.",
			},
			Components: &huma.Components{
				Schemas: huma.NewMapRegistry("#/components/schemas/", huma.DefaultSchemaNamer),
			},
		},
		Formats:       map[string]huma.Format{"application/json": huma.DefaultJSONFormat, "json": huma.DefaultJSONFormat},
		DefaultFormat: "application/json",
		Transformers:  []huma.Transformer{italianProblem},
	}
	config.AllowAdditionalPropertiesByDefault = true // answers gain fields, requests may have those of tomorrow
	return config
}

// describeProblems puts our problems where huma described its own.
func describeProblems(schemas huma.Registry) {
	problem := schemas.Schema(reflect.TypeFor[httpkit.Problem](), true, "")
	schemas.Map()["ErrorModel"] = problem
	delete(schemas.Map(), "ErrorDetail")
}

// describeRequests leaves out what huma describes of a body that is read raw
// besides: requests are JSON and nothing else.
func describeRequests(description *huma.OpenAPI) {
	for _, path := range description.Paths {
		if path.Post != nil && path.Post.RequestBody != nil {
			delete(path.Post.RequestBody.Content, "application/octet-stream")
		}
	}
}

// serveOpenAPI serves the description, written once.
func (s *server) serveOpenAPI(routes chi.Router, description *huma.OpenAPI) error {
	describeProblems(description.Components.Schemas)
	describeRequests(description)
	document, err := json.Marshal(description)
	if err != nil {
		return fmt.Errorf("write OpenAPI: %w", err)
	}
	routes.Get("/api/openapi.json", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/openapi+json")
		w.Header().Set("Cache-Control", cacheControl)
		_, _ = w.Write(document)
	})
	return nil
}

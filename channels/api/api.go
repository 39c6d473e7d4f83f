package api

import (
	"fmt"

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
	face.Channel(channel, func(routes chi.Router) { err = s.routes(routes) })
	if err != nil {
		return fmt.Errorf("mount API: %w", err)
	}
	return nil
}

// routes are all that the API answers.
func (s *server) routes(routes chi.Router) error {
	api := huma.NewAPI(s.config(), humachi.NewAdapter(routes))
	huma.Register(api, postMessage, s.postMessage)
	huma.Register(api, listServices, s.listServices)
	huma.Register(api, getService, s.getService)
	huma.Register(api, listOffices, s.listOffices)
	huma.Register(api, getOffice, s.getOffice)
	huma.Register(api, listBuildings, s.listBuildings)
	huma.Register(api, getBuilding, s.getBuilding)
	return s.serveOpenAPI(routes, api.OpenAPI())
}

package api

import (
	"context"
	"slices"
	"strings"

	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/knowledge"
)

type servicesInput struct {
	AsOf
	Paging
	Search string `query:"q" maxLength:"200" doc:"Words to be found in title, summary or aliases." example:"carta identità"`
	Topic  string `query:"topic" doc:"The topic, as written in the services."`
}

// listServices answers GET /api/v1/services.
func (s *server) listServices(ctx context.Context, in *servicesInput) (*cached[list[ServiceSummary]], error) {
	view, err := s.view(ctx, in.AsOf)
	if err != nil {
		return nil, httpkit.Fail(ctx, err)
	}
	found := slices.DeleteFunc(view.Services(), func(service *knowledge.Service) bool { return !in.wants(service) })
	items, err := page(in.Paging, found, func(s *knowledge.Service) string { return string(s.ID) },
		func(s *knowledge.Service) ServiceSummary { return serviceSummaryOf(view, s) })
	if err != nil {
		return nil, httpkit.Fail(ctx, err)
	}
	return answer(s, in.AsOf, view, items), nil
}

func (in *servicesInput) wants(s *knowledge.Service) bool {
	if in.Topic != "" && fold(in.Topic) != fold(s.Topic.Value) {
		return false
	}
	return searched(in.Search, s.Title.Value, s.Summary.Value, strings.Join(s.Aliases.Value, "\n"))
}

type bySlug struct {
	AsOf
	Slug string `path:"slug" maxLength:"200"`
}

// getService answers GET /api/v1/services/{slug}.
func (s *server) getService(ctx context.Context, in *bySlug) (*cached[service], error) {
	view, err := s.view(ctx, in.AsOf)
	if err != nil {
		return nil, httpkit.Fail(ctx, err)
	}
	found, ok := view.Service(knowledge.ServiceID(in.Slug))
	if !ok {
		return nil, httpkit.Fail(ctx, fault.New(fault.NotFound, "Questo servizio non c'è, o non c'è in quella data."))
	}
	return answer(s, in.AsOf, view, serviceOf(view, found, s.Now())), nil
}

package api

import (
	"context"

	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/knowledge"
)

// listLifeEvents answers GET /api/v1/life-events.
func (s *server) listLifeEvents(ctx context.Context, in *placesInput) (*cached[list[LifeEventSummary]], error) {
	view, err := s.view(ctx, in.AsOf)
	if err != nil {
		return nil, httpkit.Fail(ctx, err)
	}
	items, err := page(in.Paging, view.LifeEvents(), func(e *knowledge.LifeEvent) string { return string(e.ID) }, lifeEventSummaryOf)
	if err != nil {
		return nil, httpkit.Fail(ctx, err)
	}
	return answer(s, in.AsOf, view, items), nil
}

// getLifeEvent answers GET /api/v1/life-events/{slug}.
func (s *server) getLifeEvent(ctx context.Context, in *bySlug) (*cached[lifeEvent], error) {
	view, err := s.view(ctx, in.AsOf)
	if err != nil {
		return nil, httpkit.Fail(ctx, err)
	}
	found, ok := view.LifeEvent(knowledge.LifeEventID(in.Slug))
	if !ok {
		return nil, httpkit.Fail(ctx, fault.New(fault.NotFound, "Questo evento non c'è, o non c'è in quella data."))
	}
	return answer(s, in.AsOf, view, lifeEventOf(view, found)), nil
}

package api

import (
	"context"

	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/knowledge"
)

// listBuildings answers GET /api/v1/buildings.
func (s *server) listBuildings(ctx context.Context, in *placesInput) (*cached[list[BuildingSummary]], error) {
	view, err := s.view(ctx, in.AsOf)
	if err != nil {
		return nil, httpkit.Fail(ctx, err)
	}
	items, err := page(in.Paging, view.Buildings(), func(b *knowledge.Building) string { return string(b.ID) }, buildingSummaryOf)
	if err != nil {
		return nil, httpkit.Fail(ctx, err)
	}
	return answer(s, in.AsOf, view, items), nil
}

// getBuilding answers GET /api/v1/buildings/{slug}.
func (s *server) getBuilding(ctx context.Context, in *bySlug) (*cached[building], error) {
	view, err := s.view(ctx, in.AsOf)
	if err != nil {
		return nil, httpkit.Fail(ctx, err)
	}
	found, ok := view.Building(knowledge.BuildingID(in.Slug))
	if !ok {
		return nil, httpkit.Fail(ctx, fault.New(fault.NotFound, "Questa sede non c'è, o non c'è in quella data."))
	}
	return answer(s, in.AsOf, view, buildingOf(view, found, s.Now())), nil
}

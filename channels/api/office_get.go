package api

import (
	"context"
	"fmt"
	"strings"

	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/knowledge"
)

type placesInput struct {
	AsOf
	Paging
}

// listOffices answers GET /api/v1/offices.
func (s *server) listOffices(ctx context.Context, in *placesInput) (*cached[list[OfficeSummary]], error) {
	view, err := s.view(ctx, in.AsOf)
	if err != nil {
		return nil, httpkit.Fail(ctx, err)
	}
	now := s.Now()
	items, err := page(in.Paging, view.Offices(), func(o *knowledge.Office) string { return string(o.ID) },
		func(o *knowledge.Office) OfficeSummary { return officeSummaryOf(view, o, now) })
	if err != nil {
		return nil, httpkit.Fail(ctx, err)
	}
	return answer(s, in.AsOf, view, items), nil
}

// getOffice answers GET /api/v1/offices/{slug}. For an office that has ended it
// says which ones took over.
func (s *server) getOffice(ctx context.Context, in *bySlug) (*cached[office], error) {
	view, err := s.view(ctx, in.AsOf)
	if err != nil {
		return nil, httpkit.Fail(ctx, err)
	}
	found, ok := view.Office(knowledge.OfficeID(in.Slug))
	if !ok {
		return nil, httpkit.Fail(ctx, noOffice(view, knowledge.OfficeID(in.Slug)))
	}
	return answer(s, in.AsOf, view, officeOf(view, found, s.Now())), nil
}

func noOffice(view knowledge.View, id knowledge.OfficeID) error {
	successors := view.Successors(id)
	if len(successors) == 0 {
		return fault.New(fault.NotFound, "Questo ufficio non c'è, o non c'è in quella data.")
	}
	names := each(successors, func(o *knowledge.Office) string { return fmt.Sprintf("%s (/api/v1/offices/%s)", o.Name, o.ID) })
	return fault.New(fault.Gone, "Questo ufficio non c'è più. Al suo posto: %s.", strings.Join(names, ", "))
}

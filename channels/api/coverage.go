package api

import (
	"context"

	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
	"github.com/cittaclick/cittaclick/knowledge"
)

// coverage is one row of the coverage matrix. It also exists for a service that
// is not published: what its row misses is what the municipality has to say.
type coverage struct {
	Slug      string          `json:"slug"`
	Title     string          `json:"title"`
	Published bool            `json:"published" doc:"Whether citizens see the service."`
	Aspects   []coveredAspect `json:"aspects" nullable:"false"`
}

// coveredAspect is one cell of the matrix.
type coveredAspect struct {
	Aspect knowledge.CoverageAspect `json:"aspect" enum:"where,who,documents,hours,duration,cost,how,eligibility,deadline,contacts"`
	Name   string                   `json:"name" example:"quanto costa"`
	State  knowledge.Origin         `json:"state" enum:"base,local,missing" doc:"What answers: the charter of all municipalities, this one's, or nothing."`
}

// listCoverage answers GET /api/v1/coverage.
func (s *server) listCoverage(ctx context.Context, in *placesInput) (*cached[list[coverage]], error) {
	view, err := s.view(ctx, in.AsOf)
	if err != nil {
		return nil, httpkit.Fail(ctx, err)
	}
	items, err := page(in.Paging, view.Coverage(), func(c knowledge.Coverage) string { return string(c.Service.ID) }, coverageOf)
	if err != nil {
		return nil, httpkit.Fail(ctx, err)
	}
	return answer(s, in.AsOf, view, items), nil
}

func coverageOf(row knowledge.Coverage) coverage {
	shown := coverage{Slug: string(row.Service.ID), Title: row.Service.Title.Value, Published: row.Service.Published()}
	for _, aspect := range knowledge.CoverageAspects() {
		shown.Aspects = append(shown.Aspects, coveredAspect{aspect, aspect.Italian(), row.States[aspect]})
	}
	return shown
}

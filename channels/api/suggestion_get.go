package api

import (
	"context"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
	"github.com/cittaclick/cittaclick/nlu"
)

type suggestionsInput struct {
	Query string `query:"q" maxLength:"200" doc:"What has been typed so far." example:"carta id"`
	Limit int    `query:"limit" minimum:"1" maximum:"20" default:"5"`
}

// suggestion is an entry of the charter that what is being typed may mean.
type suggestion struct {
	Target string `json:"target" example:"svc:carta-identita"`
	Title  string `json:"title"`
	Kind   string `json:"kind" enum:"service,office,matter" doc:"A service, an office, or a matter of another body."`
	Path   string `json:"path" doc:"Its page, as a path of the site."`
	Action string `json:"action,omitempty" maxLength:"64" doc:"To be sent as a button's is; missing for a name too long for one."`
}

type suggestions struct {
	Items []suggestion `json:"items" nullable:"false"`
}

type suggestionsOutput struct {
	CacheControl string `header:"Cache-Control"`
	Body         suggestions
}

// getSuggestions answers GET /api/v1/suggestions. Nothing of it is kept.
func (s *server) getSuggestions(ctx context.Context, in *suggestionsInput) (*suggestionsOutput, error) {
	if err := s.limits.Request(ctx); err != nil {
		return nil, httpkit.Fail(ctx, err)
	}
	entries, err := s.Suggester.Suggest(in.Query, in.Limit)
	if err != nil {
		return nil, httpkit.Fail(ctx, err)
	}
	return &suggestionsOutput{CacheControl: cacheControl, Body: suggestions{Items: each(entries, suggestionOf)}}, nil
}

func suggestionOf(entry bot.Entry) suggestion {
	kinds := map[nlu.Kind]string{nlu.KindService: "service", nlu.KindOffice: "office", nlu.KindBody: "matter"}
	action, _ := bot.ActionFor(entry.Target)
	return suggestion{
		Target: string(entry.Target), Title: entry.Title, Kind: kinds[entry.Target.Kind()], Path: entry.Path, Action: action,
	}
}

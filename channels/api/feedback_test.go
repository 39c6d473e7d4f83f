package api_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/channels/api"
	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
)

// opinions hears by a function.
type opinions func(context.Context, bot.Opinion) error

func (o opinions) Feedback(ctx context.Context, said bot.Opinion) error { return o(ctx, said) }

func hearing(listener api.Listener) setting {
	return func(needs *api.Needs, _ *httpkit.Config) { needs.Listener = listener }
}

func TestWhatIsReadOfAnOpinion(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		body   string
		status int
		want   bot.Opinion
	}{
		"it helped": {
			`{"conversation":"` + someConversation + `","helpful":true}`, http.StatusNoContent,
			bot.Opinion{Conversation: someConversation, Helpful: true},
		},
		"it did not, and why": {
			`{"conversation":"` + someConversation + `","helpful":false,"comment":"manca l'orario"}`, http.StatusNoContent,
			bot.Opinion{Conversation: someConversation, Comment: "manca l'orario"},
		},
		"an id that is none":     {`{"conversation":"boh","helpful":true}`, http.StatusNoContent, bot.Opinion{Helpful: true}},
		"nothing is said":        {`{"conversation":"` + someConversation + `"}`, http.StatusUnprocessableEntity, bot.Opinion{}},
		"a comment without end":  {`{"conversation":"","helpful":true,"comment":"` + strings.Repeat("à", 301) + `"}`, http.StatusUnprocessableEntity, bot.Opinion{}},
		"what is no JSON at all": {`ciao`, http.StatusBadRequest, bot.Opinion{}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got bot.Opinion
			town := setup(t, hearing(opinions(func(_ context.Context, said bot.Opinion) error {
				got = said
				return nil
			})))
			answer := town.do(t, http.MethodPost, "/api/v1/feedback", c.body)
			if answer.status != c.status {
				t.Errorf("status = %d: %s; want %d", answer.status, answer.body, c.status)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("opinion (-want +got):\n%s", diff)
			}
			if strings.Contains(town.log.String(), "orario") || strings.Contains(town.log.String(), someConversation) {
				t.Errorf("the log tells what was said, or in which conversation: %s", town.log)
			}
		})
	}
}

func TestAnOpinionOfAConversationThatIsOver(t *testing.T) {
	t.Parallel()
	town := liveTown(t)
	got := town.do(t, http.MethodPost, "/api/v1/feedback", `{"conversation":"`+someConversation+`","helpful":true}`)
	if p := problemOf(t, got); got.status != http.StatusNotFound || !strings.Contains(p.Detail, "è finita") {
		t.Errorf("answered %d %+v", got.status, p)
	}
	for _, problem := range described(t, town).check("/api/v1/feedback", "post", got) {
		t.Error(problem)
	}
}

func TestSuggestionsWhileOneTypes(t *testing.T) {
	t.Parallel()
	town := liveTown(t)
	got := town.get(t, "/api/v1/suggestions?q=carta+id&limit=3")
	for _, problem := range described(t, town).check("/api/v1/suggestions", "get", got) {
		t.Error(problem)
	}
	var found struct {
		Items []struct{ Target, Title, Kind, Path, Action string }
	}
	got.decode(t, &found)
	if len(found.Items) == 0 || len(found.Items) > 3 {
		t.Fatalf("%d suggestions, want 1 to 3", len(found.Items))
	}
	first := found.Items[0]
	if first.Kind != "service" || first.Path != "/servizi/"+strings.TrimPrefix(first.Target, "svc:") {
		t.Errorf("the first suggestion is %+v", first)
	}
	var reply said
	town.say(t, `{"action":"`+first.Action+`"}`).decode(t, &reply)
	if reply.Understanding.Target != first.Target {
		t.Errorf("choosing %s asks about %s", first.Target, reply.Understanding.Target)
	}
}

func TestThereMayBeNothingToSuggest(t *testing.T) {
	t.Parallel()
	town := liveTown(t)
	for _, query := range []string{"", "?q=", "?q=zqx", "?q=%ff"} {
		if got := town.get(t, "/api/v1/suggestions"+query); string(got.body) != `{"items":[]}`+"\n" {
			t.Errorf("%q: %d %s", query, got.status, got.body)
		}
	}
	for _, query := range []string{"?limit=0", "?limit=21", "?q=" + strings.Repeat("a", 201)} {
		if got := town.get(t, "/api/v1/suggestions"+query); got.status != http.StatusUnprocessableEntity {
			t.Errorf("%q: %d %s", query, got.status, got.body)
		}
	}
}

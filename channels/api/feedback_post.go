package api

import (
	"context"
	"log/slog"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
)

// opinion is what a citizen says of an answer.
type opinion struct {
	Conversation string `json:"conversation" doc:"As given by the last answer, which is the one spoken of."`
	Helpful      bool   `json:"helpful" doc:"Whether the answer helped. Said again of the same answer, the last word counts."`
	Comment      string `json:"comment,omitempty" nullable:"true" maxLength:"300" doc:"A word about it; personal data that are recognised are not kept."`
}

type opinionInput struct{ Body opinion }

// postFeedback answers POST /api/v1/feedback. It is counted as a turn is, since
// it is said in a conversation.
func (s *server) postFeedback(ctx context.Context, in *opinionInput) (*struct{}, error) {
	id := conversation(in.Body.Conversation)
	if err := s.limits.Turn(ctx, string(id)); err != nil {
		return nil, httpkit.Fail(ctx, err)
	}
	err := s.Listener.Feedback(ctx, bot.Opinion{Conversation: id, Helpful: in.Body.Helpful, Comment: in.Body.Comment})
	if err != nil {
		return nil, httpkit.Fail(ctx, err)
	}
	httpkit.Note(ctx, slog.String("conversation", httpkit.Pseudonym(string(id))), slog.Bool("helpful", in.Body.Helpful))
	return nil, nil
}

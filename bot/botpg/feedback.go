package botpg

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/postgres"
)

// Feedbacks keeps what citizens say of answers.
type Feedbacks struct{ db DB }

var _ bot.Feedbacks = (*Feedbacks)(nil)

// NewFeedbacks returns the store on a database at the schema's version.
func NewFeedbacks(db DB) *Feedbacks { return &Feedbacks{db: db} }

// Add appends what was said, all or none.
func (f *Feedbacks) Add(ctx context.Context, said []bot.Feedback) error {
	rows := make([][]any, len(said))
	for i, s := range said {
		rows[i] = []any{
			s.Answer, s.Day.In(time.UTC), s.Channel, string(s.Target), labels(s.Aspects), string(s.Ending),
			s.Helpful, orNull(s.Question), orNull(s.Comment),
		}
	}
	_, err := f.db.CopyFrom(ctx, pgx.Identifier{"feedback"},
		[]string{"answer", "given_on", "channel", "target", "aspects", "ending", "helpful", "question", "comment"}, pgx.CopyFromRows(rows))
	if err != nil {
		return postgres.Fault(fmt.Errorf("add feedback: %w", err), nil)
	}
	return nil
}

// DeleteBefore deletes what was said on the days before an instant's.
func (f *Feedbacks) DeleteBefore(ctx context.Context, instant time.Time) (int64, error) {
	tag, err := f.db.Exec(ctx, `
		DELETE FROM feedback
		WHERE given_on < $1::text::date`, instant.Format(time.DateOnly))
	if err != nil {
		return 0, postgres.Fault(fmt.Errorf("delete feedback: %w", err), nil)
	}
	return tag.RowsAffected(), nil
}

// orNull is a text, or NULL for none.
func orNull(text string) any {
	if text == "" {
		return nil
	}
	return text
}

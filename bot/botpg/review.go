package botpg

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/nlu"
	"github.com/cittaclick/cittaclick/postgres"
)

// Reviews keeps the questions that the URP is to look at.
type Reviews struct{ db DB }

var _ bot.Reviews = (*Reviews)(nil)

// NewReviews returns the store on a database at the schema's version.
func NewReviews(db DB) *Reviews { return &Reviews{db: db} }

// Add appends the questions, all or none.
func (r *Reviews) Add(ctx context.Context, reviews []bot.Review) error {
	rows := make([][]any, len(reviews))
	for i, review := range reviews {
		rows[i] = []any{
			review.Day.In(time.UTC), review.Text, review.Language, string(review.Target),
			labels(review.Aspects), float32(review.Confidence), string(review.Ending), review.Unhelpful,
		}
	}
	_, err := r.db.CopyFrom(ctx, pgx.Identifier{"review"},
		[]string{"asked_on", "text", "language", "target", "aspects", "confidence", "ending", "unhelpful"}, pgx.CopyFromRows(rows))
	if err != nil {
		return postgres.Fault(fmt.Errorf("add reviews: %w", err), nil)
	}
	return nil
}

// labels are aspects as the database holds them.
func labels(aspects []nlu.Aspect) []string {
	texts := make([]string, len(aspects))
	for i, aspect := range aspects {
		texts[i] = string(aspect)
	}
	return texts
}

// DeleteBefore deletes the questions of the days before an instant's.
func (r *Reviews) DeleteBefore(ctx context.Context, instant time.Time) (int64, error) {
	tag, err := r.db.Exec(ctx, `
		DELETE FROM review
		WHERE asked_on < $1::text::date`, instant.Format(time.DateOnly))
	if err != nil {
		return 0, postgres.Fault(fmt.Errorf("delete reviews: %w", err), nil)
	}
	return tag.RowsAffected(), nil
}

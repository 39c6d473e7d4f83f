package botpg_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/bot/botpg"
	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
	"github.com/cittaclick/cittaclick/postgres/pgtest"
)

var (
	noon  = time.Date(2026, time.November, 20, 11, 0, 0, 0, time.UTC)
	today = knowledge.DateOf(noon)
)

// stores returns both stores as the role that the program serves as, with the
// owner's pool to look beneath.
func stores(t *testing.T) (*botpg.Conversations, *botpg.Reviews, *pgxpool.Pool) {
	t.Helper()
	owner := pgtest.New(t)
	app := pgtest.AsApp(t, owner)
	return botpg.NewConversations(app), botpg.NewReviews(app), owner
}

// conversation returns the n-th conversation after some turns.
func conversation(n, turns int) bot.Conversation {
	return bot.Conversation{
		ID: bot.ConversationID(fmt.Sprintf("%032x", n)), StartedAt: noon, LastTurnAt: noon.Add(time.Duration(turns) * time.Minute),
		Turns: turns, Channel: "api",
		Topic: bot.Topic{
			Focus: "svc:carta-identita", Aspects: []nlu.Aspect{nlu.AspectCost}, Offered: []nlu.Target{"svc:aire"},
		},
		LastText: fmt.Sprintf("domanda %d «città»", turns),
		Seen:     []bot.Seen{{Update: "u-1", Turn: 1}},
	}
}

func TestAConversationComesBackAsItWasSaved(t *testing.T) {
	t.Parallel()
	conversations, _, _ := stores(t)
	want := conversation(1, 3)
	if err := conversations.Save(t.Context(), []bot.Conversation{want, conversation(2, 1)}); err != nil {
		t.Fatal(err)
	}
	got, err := conversations.Load(t.Context(), want.ID)
	if err != nil {
		t.Fatal(err)
	}
	got.StartedAt, got.LastTurnAt = got.StartedAt.UTC(), got.LastTurnAt.UTC()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Load (-want +got):\n%s", diff)
	}
}

func TestAnUnknownConversationIsNotFound(t *testing.T) {
	t.Parallel()
	conversations, _, _ := stores(t)
	if _, err := conversations.Load(t.Context(), conversation(1, 1).ID); !errors.Is(err, fault.NotFound) {
		t.Errorf("Load = %v, want fault.NotFound", err)
	}
}

func TestALateWriteNeverUndoesANewerOne(t *testing.T) {
	t.Parallel()
	conversations, _, _ := stores(t)
	for _, turns := range []int{2, 5, 3} {
		if err := conversations.Save(t.Context(), []bot.Conversation{conversation(1, turns)}); err != nil {
			t.Fatal(err)
		}
	}
	got, err := conversations.Load(t.Context(), conversation(1, 1).ID)
	if err != nil {
		t.Fatal(err)
	}
	if got.Turns != 5 || got.LastText != "domanda 5 «città»" {
		t.Errorf("after turns 2, 5 and 3 arrived: turn %d, %q; want turn 5", got.Turns, got.LastText)
	}
}

func TestSavingIsAllOrNothing(t *testing.T) {
	t.Parallel()
	conversations, _, _ := stores(t)
	broken := conversation(2, 1)
	broken.ID = "not an id"
	err := conversations.Save(t.Context(), []bot.Conversation{conversation(1, 1), broken})
	if !errors.Is(err, fault.Invalid) {
		t.Errorf("Save of a malformed id = %v, want fault.Invalid", err)
	}
	if _, err := conversations.Load(t.Context(), conversation(1, 1).ID); !errors.Is(err, fault.NotFound) {
		t.Errorf("the sound one was written nonetheless: %v", err)
	}
}

func TestWhatIsOldIsDeleted(t *testing.T) {
	t.Parallel()
	conversations, reviews, owner := stores(t)
	old, recent := conversation(1, 1), conversation(2, 60)
	if err := conversations.Save(t.Context(), []bot.Conversation{old, recent}); err != nil {
		t.Fatal(err)
	}
	deleted, err := conversations.DeleteBefore(t.Context(), noon.Add(30*time.Minute))
	if err != nil || deleted != 1 {
		t.Errorf("DeleteBefore = %d, %v; want 1", deleted, err)
	}
	if _, err := conversations.Load(t.Context(), recent.ID); err != nil {
		t.Errorf("the recent one: %v", err)
	}

	if err := reviews.Add(t.Context(), []bot.Review{review(today.AddDays(-31)), review(today.AddDays(-30)), review(today)}); err != nil {
		t.Fatal(err)
	}
	deleted, err = reviews.DeleteBefore(t.Context(), noon.AddDate(0, 0, -30))
	if err != nil || deleted != 1 {
		t.Errorf("DeleteBefore = %d, %v; want 1: the day of the instant itself stays", deleted, err)
	}
	if got := reviewed(t, owner); len(got) != 2 {
		t.Errorf("left are %v", got)
	}
}

func review(day knowledge.Date) bot.Review {
	return bot.Review{
		Day: day, Text: "quanto costa il [numero]?", Language: "it", Target: "oos", Aspects: []nlu.Aspect{nlu.AspectCost, nlu.AspectHow},
		Confidence: 0.25, Ending: bot.EndUnknownNoMatch,
	}
}

func TestReviewsAreAddedInOrder(t *testing.T) {
	t.Parallel()
	_, reviews, owner := stores(t)
	if err := reviews.Add(t.Context(), nil); err != nil {
		t.Errorf("Add of none: %v", err)
	}
	second := review(today.AddDays(1))
	second.Aspects, second.Ending = nil, bot.EndUnknownMissing
	if err := reviews.Add(t.Context(), []bot.Review{review(today), second}); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"2026-11-20|quanto costa il [numero]?|it|oos|{cost,how}|0.25|unknown-no-match",
		"2026-11-21|quanto costa il [numero]?|it|oos|{}|0.25|unknown-missing-field",
	}
	if diff := cmp.Diff(want, reviewed(t, owner)); diff != "" {
		t.Errorf("reviews (-want +got):\n%s", diff)
	}
}

func reviewed(t *testing.T, db *pgxpool.Pool) []string {
	t.Helper()
	rows, err := db.Query(t.Context(), `
		SELECT concat_ws('|', asked_on, text, language, target, aspects, confidence, ending)
		FROM review
		ORDER BY id`)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

func TestTheProgramMayNotRewriteReviews(t *testing.T) {
	t.Parallel()
	owner := pgtest.New(t)
	app := pgtest.AsApp(t, owner)
	_, err := app.Exec(t.Context(), `UPDATE review SET text = 'altro'`)
	if err == nil || !strings.Contains(err.Error(), "permission denied") {
		t.Errorf("UPDATE of review as the program = %v, want permission denied", err)
	}
}

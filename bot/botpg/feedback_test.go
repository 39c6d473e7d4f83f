package botpg_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/bot/botpg"
	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/postgres/pgtest"
)

// said is feedback as the URP reads it.
type said struct {
	Channel, Target, Ending string
	Helpful                 bool
	Question, Comment       string
}

// counted reads the feedback that counts, in the order in which it was given.
func counted(t *testing.T, db *pgxpool.Pool) []said {
	t.Helper()
	rows, err := db.Query(t.Context(), `
		SELECT channel, target, ending, helpful, coalesce(question, '') AS question, coalesce(comment, '') AS comment
		FROM feedback_counted
		ORDER BY id`)
	if err != nil {
		t.Fatal(err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[said])
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// thinks gives an opinion and waits until it is written.
func thinks(t *testing.T, b *bot.Bot, o bot.Opinion) {
	t.Helper()
	if err := b.Feedback(t.Context(), o); err != nil {
		t.Fatalf("Feedback(%+v): %v", o, err)
	}
	if err := b.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestOfOneAnswerTheLastWordCounts(t *testing.T) {
	t.Parallel()
	owner := pgtest.New(t)
	b := assistant(t, pgtest.AsApp(t, owner), 0)
	id := says(t, b, "", "quanto costa la carta d'identità?").Conversation
	thinks(t, b, bot.Opinion{Conversation: id, Helpful: true})
	thinks(t, b, bot.Opinion{Conversation: id})
	thinks(t, b, bot.Opinion{Conversation: id, Comment: "chiamatemi al 333 1234567: manca lo <sconto>"})
	says(t, b, id, "e che documenti servono?")
	thinks(t, b, bot.Opinion{Conversation: id, Helpful: true, Comment: " \n "})

	want := []said{
		{
			Channel: "test", Target: "svc:carta-identita", Ending: "answered",
			Question: "quanto costa la carta d'identità?", Comment: "chiamatemi al [telefono]: manca lo <sconto>",
		},
		{Channel: "test", Target: "svc:carta-identita", Ending: "answered", Helpful: true},
	}
	if diff := cmp.Diff(want, counted(t, owner)); diff != "" {
		t.Errorf("counted (-want +got):\n%s", diff)
	}
	var rows int
	if err := owner.QueryRow(t.Context(), `SELECT count(*) FROM feedback`).Scan(&rows); err != nil || rows != 4 {
		t.Errorf("%d rows, %v; want all 4 that were said", rows, err)
	}
}

func TestAnAnswerThatDidNotHelpIsLookedAtOnce(t *testing.T) {
	t.Parallel()
	owner := pgtest.New(t)
	b := assistant(t, pgtest.AsApp(t, owner), 0)
	id := says(t, b, "", "quanto costa la carta d'identità?").Conversation
	thinks(t, b, bot.Opinion{Conversation: id})
	thinks(t, b, bot.Opinion{Conversation: id, Comment: "costa meno"})
	var text string
	err := owner.QueryRow(t.Context(), `SELECT string_agg(text, ', ') FROM review WHERE unhelpful`).Scan(&text)
	if err != nil || text != "quanto costa la carta d'identità?" {
		t.Errorf("to be looked at: %q, %v", text, err)
	}
}

func TestAnOpinionIsTakenAfterARestart(t *testing.T) {
	t.Parallel()
	owner := pgtest.New(t)
	pool := pgtest.AsApp(t, owner)
	id := says(t, assistant(t, pool, 0), "", "orari della biblioteca").Conversation
	thinks(t, assistant(t, pool, 0), bot.Opinion{Conversation: id})
	if got := counted(t, owner); len(got) != 1 || got[0].Question != "orari della biblioteca" {
		t.Errorf("counted %+v", got)
	}
}

func TestNobodyKnowsTheConversationAnyMore(t *testing.T) {
	t.Parallel()
	b := assistant(t, pgtest.AsApp(t, pgtest.New(t)), 0)
	for _, id := range []bot.ConversationID{"", "boh", conversation(1, 1).ID} {
		if err := b.Feedback(t.Context(), bot.Opinion{Conversation: id}); !errors.Is(err, fault.NotFound) {
			t.Errorf("Feedback of %q = %v, want fault.NotFound", id, err)
		}
	}
}

func TestOpinionsWaitForTheDatabase(t *testing.T) {
	t.Parallel()
	server := pgtest.NewServer(t)
	b := assistant(t, server.Pool(), 0)
	id := says(t, b, "", "quanto costa la carta d'identità?").Conversation
	server.Stop()
	if err := b.Feedback(t.Context(), bot.Opinion{Conversation: id, Helpful: true}); err != nil {
		t.Fatal(err)
	}
	if err := b.Flush(t.Context()); err == nil {
		t.Fatal("Flush succeeds without a database")
	}
	server.Start()
	if err := b.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := counted(t, server.Pool()); len(got) != 1 || b.Dropped() != (bot.Dropped{}) {
		t.Errorf("counted %+v, dropped %+v", got, b.Dropped())
	}
}

func TestFeedbackKeepsItsForm(t *testing.T) {
	t.Parallel()
	owner := pgtest.New(t)
	store := botpg.NewFeedbacks(pgtest.AsApp(t, owner))
	sound := func() bot.Feedback {
		return bot.Feedback{
			Answer: strings.Repeat("0a", 16), Day: today, Channel: "test", Target: "oos", Ending: bot.EndAnswered, Helpful: true,
		}
	}
	for name, breakIt := range map[string]func(*bot.Feedback){
		"a conversation in the clear":    func(f *bot.Feedback) { f.Answer = "mario" },
		"the question of what did help":  func(f *bot.Feedback) { f.Question = "quanto costa?" },
		"no channel":                     func(f *bot.Feedback) { f.Channel = "" },
		"an ending that tells nobody so": func(f *bot.Feedback) { f.Ending = "" },
	} {
		broken := sound()
		breakIt(&broken)
		if err := store.Add(t.Context(), []bot.Feedback{sound(), broken}); !errors.Is(err, fault.Invalid) {
			t.Errorf("%s: Add = %v, want fault.Invalid", name, err)
		}
	}
	if got := counted(t, owner); len(got) != 0 {
		t.Errorf("the sound one was written nonetheless: %+v", got)
	}
}

func TestOldFeedbackIsDeleted(t *testing.T) {
	t.Parallel()
	owner := pgtest.New(t)
	store := botpg.NewFeedbacks(pgtest.AsApp(t, owner))
	for i, days := range []int{-31, -30, 0} {
		said := bot.Feedback{
			Answer: strings.Repeat("0", 31) + string(rune('a'+i)), Day: today.AddDays(days), Channel: "test", Target: "oos",
			Ending: bot.EndAnswered, Helpful: true,
		}
		if err := store.Add(t.Context(), []bot.Feedback{said}); err != nil {
			t.Fatal(err)
		}
	}
	if deleted, err := store.DeleteBefore(t.Context(), noon.AddDate(0, 0, -30)); err != nil || deleted != 1 {
		t.Errorf("DeleteBefore = %d, %v; want 1: the day of the instant itself stays", deleted, err)
	}
}

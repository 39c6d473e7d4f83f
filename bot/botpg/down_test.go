package botpg_test

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/bot/botpg"
	"github.com/cittaclick/cittaclick/bot/bottest"
	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/postgres/pgtest"
)

// assistant is a bot on a database, at noon.
func assistant(t *testing.T, db *pgxpool.Pool, remembered int) *bot.Bot {
	t.Helper()
	world := bottest.Valdoria(t)
	b := bot.New(bot.Deps{
		World: func() *bot.World { return world }, Conversations: botpg.NewConversations(db), Reviews: botpg.NewReviews(db), Feedback: botpg.NewFeedbacks(db),
		Now: func() time.Time { return noon }, Random: rand.Reader, Remembered: remembered,
	})
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), time.Second)
		defer cancel()
		_ = b.Close(ctx) // the database may be down for good
	})
	return b
}

func says(t *testing.T, b *bot.Bot, id bot.ConversationID, text string) bot.Reply {
	t.Helper()
	reply, err := b.Turn(t.Context(), bot.Message{Conversation: id, Channel: "test", Text: text})
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return reply
}

func wantFollowUp(t *testing.T, reply bot.Reply, id bot.ConversationID) {
	t.Helper()
	if reply.Conversation != id || reply.Understanding.Target != "svc:carta-identita" {
		t.Errorf("the conversation is lost: %s about %s", reply.Conversation, reply.Understanding.Target)
	}
}

func TestTheFirstTurnSaysWhatIsKeptAndForHowLong(t *testing.T) {
	t.Parallel()
	reply := says(t, assistant(t, pgtest.AsApp(t, pgtest.New(t)), 0), "", "buongiorno")
	const want = "Sono un assistente automatico (Comune di Valdoria). Conservo per 30 giorni di che cosa parliamo, " +
		"l'ultima domanda e quelle a cui non so rispondere, senza i dati personali che riconosco; poi cancello tutto."
	if got := reply.Blocks[0]; got != (bot.Paragraph{Text: want}) {
		t.Errorf("the first turn begins with %v", got)
	}
	if days := int(bot.Retention / (24 * time.Hour)); days != 30 {
		t.Errorf("the notice says 30 days, kept are %d", days)
	}
}

func TestAConversationGoesOnAfterARestart(t *testing.T) {
	t.Parallel()
	pool := pgtest.AsApp(t, pgtest.New(t))
	id := says(t, assistant(t, pool, 0), "", "quanto costa la carta d'identità?").Conversation
	// The first bot was never closed: as if the program had been killed.
	wantFollowUp(t, says(t, assistant(t, pool, 0), id, "e che documenti servono?"), id)
}

func TestARepeatedUpdateIsKnownAfterARestart(t *testing.T) {
	t.Parallel()
	pool := pgtest.AsApp(t, pgtest.New(t))
	first := assistant(t, pool, 0)
	id := says(t, first, "", "quanto costa la carta d'identità?").Conversation
	ask := bot.Message{Conversation: id, Update: "u-7\x00", Text: "e che documenti servono?"}
	before, err := first.Turn(t.Context(), ask)
	if err != nil {
		t.Fatal(err)
	}
	says(t, first, id, "orari della biblioteca")

	second := assistant(t, pool, 0)
	again, err := second.Turn(t.Context(), ask)
	if err != nil {
		t.Fatal(err)
	}
	if again.Understanding.Target != before.Understanding.Target || again.Source != before.Source || len(again.Blocks) != len(before.Blocks) {
		t.Errorf("after the restart the repetition is answered about %s, before about %s", again.Understanding.Target, before.Understanding.Target)
	}
	if got := says(t, second, id, "e sabato?").Understanding.Target; got.Slug() != "biblioteca" {
		t.Errorf("the repetition changed what the talk is about: %s", got)
	}
}

func TestNothingPersonalTouchesTheDisk(t *testing.T) {
	t.Parallel()
	owner := pgtest.New(t)
	b := assistant(t, pgtest.AsApp(t, owner), 0)
	says(t, b, "", "Mi chiamo Zaccaria Quaglia, RSSMRA80A01H501U, tel 333 1234567: di che colore è il mio unicorno zqx?")
	if err := b.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	var kept string
	err := owner.QueryRow(t.Context(), `
		SELECT concat((SELECT string_agg(state::text, ' ') FROM conversation), (SELECT string_agg(text, ' ') FROM review))`).Scan(&kept)
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"Zaccaria", "Quaglia", "RSSMRA", "333 1", "1234567"} {
		if strings.Contains(kept, secret) {
			t.Errorf("%q is on the disk: %s", secret, kept)
		}
	}
	if !strings.Contains(kept, "unicorno") {
		t.Errorf("the question itself is not kept: %s", kept)
	}
}

// The database stops in the middle of a conversation: it goes on from memory,
// unanswered questions wait, and all is written when the database is back.
func TestWithoutTheDatabaseConversationsGoOn(t *testing.T) {
	t.Parallel()
	server := pgtest.NewServer(t)
	b := assistant(t, server.Pool(), 0)
	id := says(t, b, "", "quanto costa la carta d'identità?").Conversation

	server.Stop()
	wantFollowUp(t, says(t, b, id, "e che documenti servono?"), id)
	wantFollowUp(t, says(t, b, id, "e quanto tempo ci vuole?"), id)
	unknown := says(t, b, "", "di che colore è l'unicorno zqx?")
	if unknown.Ending == bot.EndAnswered {
		t.Fatalf("the unicorn was answered: %v", unknown)
	}
	if err := b.Flush(t.Context()); err == nil {
		t.Fatal("Flush succeeds without a database")
	}

	server.Start()
	if err := b.Flush(t.Context()); err != nil {
		t.Fatalf("Flush after the database came back: %v", err)
	}
	pool := server.Pool()
	kept, err := botpg.NewConversations(pool).Load(t.Context(), id)
	if err != nil || kept.Turns != 3 {
		t.Errorf("kept are %d turns, %v; want 3", kept.Turns, err)
	}
	if got := reviewed(t, pool); len(got) != 1 || !strings.Contains(got[0], "unicorno") {
		t.Errorf("reviews are %v, want the unicorn's", got)
	}
	if dropped := b.Dropped(); dropped != (bot.Dropped{}) {
		t.Errorf("dropped %+v, want nothing", dropped)
	}
	wantFollowUp(t, says(t, assistant(t, pool, 0), id, "e dove devo andare?"), id)
}

func TestTheOwnerIsToldWhenTheDatabaseComesAndGoes(t *testing.T) {
	t.Parallel()
	server := pgtest.NewServer(t)
	world := bottest.Valdoria(t)
	told := make(chan error, 10)
	b := bot.New(bot.Deps{
		World: func() *bot.World { return world }, Conversations: botpg.NewConversations(server.Pool()),
		Now: func() time.Time { return noon }, Random: rand.Reader, Storage: func(err error) { told <- err },
	})
	server.Stop()
	says(t, b, "", "ciao")
	says(t, b, "", "ciao")
	if err := <-told; err == nil {
		t.Error("the first word is that all is well")
	}
	server.Start()
	if err := <-told; err != nil { // by itself, in the background
		t.Errorf("the second word is %v, want that all is well", err)
	}
	if err := b.Close(t.Context()); err != nil {
		t.Errorf("Close: %v", err)
	}
	var kept int
	if err := server.Pool().QueryRow(t.Context(), `SELECT count(*) FROM conversation`).Scan(&kept); err != nil || kept != 2 {
		t.Errorf("kept are %d conversations, %v; want both", kept, err)
	}
}

func TestMemoryIsBoundedWhileTheDatabaseIsAway(t *testing.T) {
	t.Parallel()
	server := pgtest.NewServer(t)
	b := assistant(t, server.Pool(), 2)
	server.Stop()
	var first bot.ConversationID
	for i := range 5 {
		reply := says(t, b, "", "ciao")
		if i == 0 {
			first = reply.Conversation
		}
	}
	if got := b.Dropped().Conversations; got != 3 {
		t.Errorf("dropped %d conversations, want the 3 oldest of 5", got)
	}
	if again := says(t, b, first, "ciao"); again.Conversation == first {
		t.Error("a conversation that nobody knows any more goes on")
	}
	if err := b.Close(t.Context()); err == nil {
		t.Error("Close says that all is written without a database")
	}
}

func TestATurnDoesNotWaitForAHungDatabase(t *testing.T) {
	t.Parallel()
	owner := pgtest.New(t)
	b := assistant(t, pgtest.AsApp(t, owner), 0)
	tx, err := owner.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Exec(t.Context(), `LOCK TABLE conversation`); err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	id := says(t, b, "", "quanto costa la carta d'identità?").Conversation
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("the reply took %v, want about 100 ms", took)
	}
	if err := tx.Rollback(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := b.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := botpg.NewConversations(owner).Load(t.Context(), id); err != nil {
		t.Errorf("the conversation is not written once the lock is gone: %v", err)
	}
}

func TestExpiredConversationsAreDeleted(t *testing.T) {
	t.Parallel()
	owner := pgtest.New(t)
	pool := pgtest.AsApp(t, owner)
	conversations := botpg.NewConversations(pool)
	old := conversation(1, 1)
	old.StartedAt, old.LastTurnAt = noon.Add(-bot.Retention-time.Hour), noon.Add(-bot.Retention-time.Minute)
	if err := conversations.Save(t.Context(), []bot.Conversation{old, conversation(2, 1)}); err != nil {
		t.Fatal(err)
	}
	if deleted, err := assistant(t, pool, 0).DeleteExpired(t.Context()); err != nil || deleted != 1 {
		t.Errorf("DeleteExpired = %d, %v; want 1", deleted, err)
	}
}

func TestAnUnreachableDatabaseIsUnavailable(t *testing.T) {
	t.Parallel()
	server := pgtest.NewServer(t)
	pool := server.Pool()
	conversations, reviews := botpg.NewConversations(pool), botpg.NewReviews(pool)
	server.Stop()
	acts := map[string]func() error{
		"Load": func() error { _, err := conversations.Load(t.Context(), conversation(1, 1).ID); return err },
		"Save": func() error { return conversations.Save(t.Context(), []bot.Conversation{conversation(1, 1)}) },
		"Add":  func() error { return reviews.Add(t.Context(), []bot.Review{review(today)}) },
	}
	for name, act := range acts {
		if err := act(); !errors.Is(err, fault.Unavailable) {
			t.Errorf("%s = %v, want fault.Unavailable", name, err)
		}
	}
}

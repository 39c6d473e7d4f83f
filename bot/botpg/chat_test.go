package botpg_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/bot/botpg"
	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/postgres/pgtest"
)

func chats(t *testing.T) *botpg.TelegramChats {
	t.Helper()
	return botpg.NewTelegramChats(pgtest.AsApp(t, pgtest.New(t)))
}

// chat returns the n-th chat, last used some minutes after noon.
func chat(n, minutes int) bot.Chat {
	return bot.Chat{
		Key: bot.ChatKey(fmt.Sprintf("%064x", n)), Conversation: conversation(n, 1).ID,
		Handled: []int64{7, 9}, LastMessage: 12, LastUse: noon.Add(time.Duration(minutes) * time.Minute),
	}
}

func TestAChatComesBackAsItWasSaved(t *testing.T) {
	t.Parallel()
	store := chats(t)
	begun, went := chat(1, 0), chat(1, 5)
	begun.Conversation = "" // nothing was asked yet
	went.Handled, went.LastMessage = []int64{9, 10, 11}, 14
	for _, want := range []bot.Chat{begun, went} {
		if err := store.Save(t.Context(), want); err != nil {
			t.Fatal(err)
		}
		got, err := store.Load(t.Context(), want.Key)
		if err != nil {
			t.Fatal(err)
		}
		got.LastUse = got.LastUse.UTC()
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("Load (-want +got):\n%s", diff)
		}
	}
}

func TestAChatIsForgotten(t *testing.T) {
	t.Parallel()
	store := chats(t)
	if err := store.Save(t.Context(), chat(1, 0)); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := store.Delete(t.Context(), chat(1, 0).Key); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := store.Load(t.Context(), chat(1, 0).Key); !errors.Is(err, fault.NotFound) {
		t.Errorf("Load = %v, want fault.NotFound", err)
	}
}

func TestChatsThatNobodyUsesAreDeleted(t *testing.T) {
	t.Parallel()
	store := chats(t)
	for n, minutes := range []int{0, 30, 60} {
		if err := store.Save(t.Context(), chat(n, minutes)); err != nil {
			t.Fatal(err)
		}
	}
	if deleted, err := store.DeleteBefore(t.Context(), noon.Add(30*time.Minute)); err != nil || deleted != 1 {
		t.Errorf("DeleteBefore = %d, %v; want the one of noon", deleted, err)
	}
}

func TestAChatIsKeptByADigestAlone(t *testing.T) {
	t.Parallel()
	broken := chat(1, 0)
	broken.Key = "123456789" // a chat's own number
	if err := chats(t).Save(t.Context(), broken); !errors.Is(err, fault.Invalid) {
		t.Errorf("Save = %v, want fault.Invalid", err)
	}
}

func TestForgottenConversationsAreDeleted(t *testing.T) {
	t.Parallel()
	conversations, _, _ := stores(t)
	if err := conversations.Save(t.Context(), []bot.Conversation{conversation(1, 1), conversation(2, 1)}); err != nil {
		t.Fatal(err)
	}
	if err := conversations.Delete(t.Context(), []bot.ConversationID{conversation(1, 1).ID, conversation(3, 1).ID}); err != nil {
		t.Fatal(err)
	}
	if _, err := conversations.Load(t.Context(), conversation(1, 1).ID); !errors.Is(err, fault.NotFound) {
		t.Errorf("the forgotten one: %v, want fault.NotFound", err)
	}
	if _, err := conversations.Load(t.Context(), conversation(2, 1).ID); err != nil {
		t.Errorf("the other one: %v", err)
	}
}

func TestAForgottenConversationIsNotGoneOnWith(t *testing.T) {
	t.Parallel()
	pool := pgtest.AsApp(t, pgtest.New(t))
	b := assistant(t, pool, 0)
	id := says(t, b, "", "quanto costa la carta d'identità?").Conversation
	if err := b.Forget(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if _, err := botpg.NewConversations(pool).Load(t.Context(), id); !errors.Is(err, fault.NotFound) {
		t.Errorf("it is still stored: %v", err)
	}
	if again := says(t, b, id, "ciao"); again.Conversation == id {
		t.Error("it goes on")
	}
}

package botpg

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/postgres"
)

// TelegramChats keeps which conversation each Telegram chat goes on with.
type TelegramChats struct{ db DB }

// NewTelegramChats returns the store on a database at the schema's version.
func NewTelegramChats(db DB) *TelegramChats { return &TelegramChats{db: db} }

// chatRow is a row of table telegram_chat.
type chatRow struct {
	Key            string    `db:"key"`
	ConversationID string    `db:"conversation_id"`
	Handled        []int64   `db:"handled"`
	LastMessage    int64     `db:"last_message"`
	LastUse        time.Time `db:"last_use"`
}

// Load returns a chat as it was last saved, or fault.NotFound.
func (c *TelegramChats) Load(ctx context.Context, key bot.ChatKey) (bot.Chat, error) {
	rows, err := c.db.Query(ctx, `
		SELECT key, coalesce(conversation_id, '') AS conversation_id, handled, last_message, last_use
		FROM telegram_chat
		WHERE key = $1`, string(key))
	if err != nil {
		return bot.Chat{}, postgres.Fault(fmt.Errorf("load chat: %w", err), nil)
	}
	row, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[chatRow])
	if err != nil {
		return bot.Chat{}, postgres.Fault(fmt.Errorf("load chat: %w", err), nil)
	}
	return bot.Chat{
		Key: bot.ChatKey(row.Key), Conversation: bot.ConversationID(row.ConversationID),
		Handled: row.Handled, LastMessage: row.LastMessage, LastUse: row.LastUse,
	}, nil
}

// Save writes a chat.
func (c *TelegramChats) Save(ctx context.Context, chat bot.Chat) error {
	_, err := c.db.Exec(ctx, `
		INSERT INTO telegram_chat (key, conversation_id, handled, last_message, last_use)
		VALUES (@key, nullif(@conversation, ''), @handled, @last_message, @last_use)
		ON CONFLICT (key) DO UPDATE
		SET conversation_id = excluded.conversation_id, handled = excluded.handled,
			last_message = excluded.last_message, last_use = excluded.last_use`,
		pgx.NamedArgs{
			"key": string(chat.Key), "conversation": string(chat.Conversation), "handled": chat.Handled,
			"last_message": chat.LastMessage, "last_use": chat.LastUse,
		})
	if err != nil {
		return postgres.Fault(fmt.Errorf("save chat: %w", err), nil)
	}
	return nil
}

// Delete deletes a chat, whether or not it is there.
func (c *TelegramChats) Delete(ctx context.Context, key bot.ChatKey) error {
	if _, err := c.db.Exec(ctx, `
		DELETE FROM telegram_chat
		WHERE key = $1`, string(key)); err != nil {
		return postgres.Fault(fmt.Errorf("delete chat: %w", err), nil)
	}
	return nil
}

// DeleteBefore deletes the chats that were last used before an instant and
// returns how many they were.
func (c *TelegramChats) DeleteBefore(ctx context.Context, instant time.Time) (int64, error) {
	tag, err := c.db.Exec(ctx, `
		DELETE FROM telegram_chat
		WHERE last_use < $1`, instant)
	if err != nil {
		return 0, postgres.Fault(fmt.Errorf("delete chats: %w", err), nil)
	}
	return tag.RowsAffected(), nil
}

package botpg

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/postgres"
)

// DB is what a pool offers; *pgxpool.Pool is one. Every method of this package is
// one statement, which is a transaction of its own: a turn waits for one round
// trip only.
type DB interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
	CopyFrom(ctx context.Context, table pgx.Identifier, columns []string, rows pgx.CopyFromSource) (int64, error)
}

// Conversations keeps the state of conversations.
type Conversations struct{ db DB }

var _ bot.Conversations = (*Conversations)(nil)

// NewConversations returns the store on a database at the schema's version.
func NewConversations(db DB) *Conversations { return &Conversations{db: db} }

// conversationRow is a row of table conversation.
type conversationRow struct {
	ID         string    `db:"id"`
	StartedAt  time.Time `db:"started_at"`
	LastTurnAt time.Time `db:"last_turn_at"`
	Turns      int       `db:"turns"`
	State      []byte    `db:"state"`
}

// Load returns a conversation, or fault.NotFound.
func (c *Conversations) Load(ctx context.Context, id bot.ConversationID) (bot.Conversation, error) {
	rows, err := c.db.Query(ctx, `
		SELECT id, started_at, last_turn_at, turns, state
		FROM conversation
		WHERE id = $1`, string(id))
	if err != nil {
		return bot.Conversation{}, postgres.Fault(fmt.Errorf("load conversation: %w", err), nil)
	}
	row, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[conversationRow])
	if err != nil {
		return bot.Conversation{}, postgres.Fault(fmt.Errorf("load conversation: %w", err), nil)
	}
	return row.conversation()
}

func (r conversationRow) conversation() (bot.Conversation, error) {
	var c bot.Conversation
	if err := json.Unmarshal(r.State, &c); err != nil {
		return c, fault.Wrap(fault.Invalid, err, "Lo stato della conversazione non si legge.")
	}
	c.ID, c.StartedAt, c.LastTurnAt, c.Turns = bot.ConversationID(r.ID), r.StartedAt, r.LastTurnAt, r.Turns
	return c, nil
}

// Save writes the conversations, all or none. One that is stored with a
// later turn stays as it is.
func (c *Conversations) Save(ctx context.Context, conversations []bot.Conversation) error {
	if len(conversations) == 0 {
		return nil
	}
	columns, err := columnsOf(conversations)
	if err != nil {
		return err
	}
	_, err = c.db.Exec(ctx, `
		INSERT INTO conversation AS stored (id, started_at, last_turn_at, turns, state)
		SELECT id, started_at, last_turn_at, turns, state::jsonb
		FROM unnest($1::text[], $2::timestamptz[], $3::timestamptz[], $4::integer[], $5::text[])
			AS given (id, started_at, last_turn_at, turns, state)
		ON CONFLICT (id) DO UPDATE
		SET last_turn_at = excluded.last_turn_at, turns = excluded.turns, state = excluded.state
		WHERE stored.turns < excluded.turns`,
		columns.ids, columns.startedAt, columns.lastTurnAt, columns.turns, columns.states)
	if err != nil {
		return postgres.Fault(fmt.Errorf("save conversations: %w", err), nil)
	}
	return nil
}

// conversationColumns are the rows by column, as unnest takes them.
type conversationColumns struct {
	ids, states           []string
	startedAt, lastTurnAt []time.Time
	turns                 []int
}

func columnsOf(conversations []bot.Conversation) (conversationColumns, error) {
	var columns conversationColumns
	for _, c := range conversations {
		state, err := json.Marshal(c)
		if err != nil {
			return columns, fmt.Errorf("write state of conversation: %w", err)
		}
		columns.ids = append(columns.ids, string(c.ID))
		columns.states = append(columns.states, string(state))
		columns.startedAt = append(columns.startedAt, c.StartedAt)
		columns.lastTurnAt = append(columns.lastTurnAt, c.LastTurnAt)
		columns.turns = append(columns.turns, c.Turns)
	}
	return columns, nil
}

// Delete deletes conversations, whether or not they are there.
func (c *Conversations) Delete(ctx context.Context, ids []bot.ConversationID) error {
	if _, err := c.db.Exec(ctx, `
		DELETE FROM conversation
		WHERE id = ANY ($1::text[])`, ids); err != nil {
		return postgres.Fault(fmt.Errorf("delete conversations: %w", err), nil)
	}
	return nil
}

// DeleteBefore deletes the conversations whose last turn is earlier than an
// instant.
func (c *Conversations) DeleteBefore(ctx context.Context, instant time.Time) (int64, error) {
	tag, err := c.db.Exec(ctx, `
		DELETE FROM conversation
		WHERE last_turn_at < $1`, instant)
	if err != nil {
		return 0, postgres.Fault(fmt.Errorf("delete conversations: %w", err), nil)
	}
	return tag.RowsAffected(), nil
}

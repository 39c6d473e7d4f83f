package knowledgepg

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/postgres"
)

// Channel is where a recorded change is announced (NOTIFY), with the new
// version as payload.
const Channel = "charter_changed"

// Recorder records changes to the truth.
type Recorder struct {
	pool *pgxpool.Pool
	now  func() time.Time
}

// NewRecorder returns a recorder on the pool, whose changes happen at now().
func NewRecorder(pool *pgxpool.Pool, now func() time.Time) *Recorder {
	return &Recorder{pool: pool, now: now}
}

// Plan decides, from all that is known, which rows a change supersedes and
// which it inserts. at reads what was known at an earlier version.
type Plan func(current knowledge.Facts, at func(knowledge.ChangeID) (knowledge.Facts, error)) (superseded, inserted knowledge.Facts, err error)

// Record makes one change: it locks the charter against other recordings,
// shows plan all that is known and writes what plan decides, announcing the new
// version with the commit. Without anything to write nothing is recorded and
// the version stays. The version after the change is returned.
func (r *Recorder) Record(ctx context.Context, change knowledge.Change, plan Plan) (knowledge.ChangeID, error) {
	var version knowledge.ChangeID
	err := postgres.InTx(ctx, r.pool, r.now(), func(tx postgres.Tx) error {
		current, err := lockAndRead(ctx, tx)
		if err != nil {
			return err
		}
		superseded, inserted, err := plan(current, func(v knowledge.ChangeID) (knowledge.Facts, error) {
			return readFacts(ctx, tx, scope{v, knowledge.Always})
		})
		if err != nil {
			return err
		}
		version = current.Version
		if empty(&superseded) && empty(&inserted) {
			return nil
		}
		version, err = record(ctx, tx, change, &superseded, &inserted)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("record change: %w", postgres.Fault(err, words))
	}
	return version, nil
}

// words say what a refusal of the schema means to whoever recorded the change.
var words = postgres.Words{
	"tenure_one_head_a_day":   "un ufficio ha un solo responsabile per volta: chiudi prima l'incarico in corso",
	"identity_exists":         "si rinvia a qualcosa che non esiste: controlla gli slug",
	"municipality_single":     "questa banca dati è già di un altro Comune",
	"tenure_once_at_a_time":   "la persona ha già questo incarico in quei giorni",
	"office_not_under_itself": "un ufficio non può dipendere, neppure indirettamente, da sé stesso",
	"service_summary_short":   "il sommario di un servizio ha al massimo 160 caratteri",
}

func lockAndRead(ctx context.Context, tx postgres.Tx) (knowledge.Facts, error) {
	var version knowledge.ChangeID
	err := tx.QueryRow(ctx, `SELECT lock_charter()`).Scan(&version)
	if err != nil {
		return knowledge.Facts{}, fmt.Errorf("lock charter: %w", err)
	}
	facts, err := readFacts(ctx, tx, scope{version, knowledge.Always})
	if err != nil {
		return knowledge.Facts{}, fmt.Errorf("read charter facts: %w", err)
	}
	return facts, nil
}

func record(ctx context.Context, tx postgres.Tx, change knowledge.Change, superseded, inserted *knowledge.Facts) (knowledge.ChangeID, error) {
	if err := insertIdentities(ctx, tx, inserted); err != nil {
		return 0, err
	}
	id, err := insertChange(ctx, tx, change)
	if err != nil {
		return 0, err
	}
	var batch pgx.Batch
	for _, facet := range facets() {
		facet.supersede(&batch, superseded, id)
	}
	for _, facet := range facets() {
		if err := facet.store(&batch, inserted, id); err != nil {
			return 0, err
		}
	}
	batch.Queue(`SELECT pg_notify($1, $2::bigint::text)`, Channel, id)
	if err := tx.SendBatch(ctx, &batch).Close(); err != nil {
		return 0, fmt.Errorf("write facts: %w", err)
	}
	return id, nil
}

// insertChange writes the change. Clocks differ and clerks wait for one another:
// a change is never recorded as earlier than the one before it, or "what did we
// know then" would see it too early.
func insertChange(ctx context.Context, tx postgres.Tx, change knowledge.Change) (knowledge.ChangeID, error) {
	if change.RecordedBy == "" {
		return 0, fault.New(fault.Invalid, "manca chi registra la modifica")
	}
	var id knowledge.ChangeID
	err := tx.QueryRow(ctx, `
		INSERT INTO change (recorded_at, recorded_by, cause, act_id, reason)
		VALUES (greatest(@at::timestamptz, (SELECT recorded_at FROM change ORDER BY id DESC LIMIT 1)), @by, @cause, identity_of('act', @act), nullif(@reason, ''))
		RETURNING id`,
		pgx.NamedArgs{
			"at": tx.Now, "by": change.RecordedBy, "cause": change.Cause,
			"act": string(change.Act), "reason": change.Reason,
		}).Scan(&id)
	if err != nil {
		return 0, fmt.Errorf("write change: %w", err)
	}
	return id, nil
}

// insertIdentities creates the identities that the new rows are of and that do
// not exist yet.
func insertIdentities(ctx context.Context, tx postgres.Tx, inserted *knowledge.Facts) error {
	for _, facet := range facets() {
		table, slugs := facet.identities(inserted)
		if len(slugs) == 0 {
			continue
		}
		_, err := tx.Exec(ctx, `
			INSERT INTO `+table+` (slug)
			SELECT DISTINCT wanted FROM unnest($1::text[]) AS wanted
			WHERE NOT EXISTS (SELECT FROM `+table+` WHERE slug = wanted)
			ORDER BY wanted`, slugs)
		if err != nil {
			return fmt.Errorf("create %s: %w", table, err)
		}
	}
	return nil
}

func empty(facts *knowledge.Facts) bool {
	for _, facet := range facets() {
		if _, slugs := facet.identities(facts); len(slugs) > 0 {
			return false
		}
	}
	return true
}

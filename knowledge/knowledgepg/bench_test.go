package knowledgepg_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/knowledge/knowledgepg"
	"github.com/cittaclick/cittaclick/postgres/pgtest"
)

// BenchmarkAsOf reads and builds a charter of 170 services with 5,000 changes
// behind it, as true on a day and as known at an earlier instant.
func BenchmarkAsOf(b *testing.B) {
	pool := pgtest.New(b)
	fillTown(b, pool, 170)
	changeFees(b, pool, 5000)
	reader := knowledgepg.NewReader(pool)
	day := knowledge.Range{From: date(2026, 10, 1), To: date(2026, 10, 2)}

	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			if _, err := reader.Facts(context.Background(), day); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("read and build", func(b *testing.B) {
		for b.Loop() {
			facts, err := reader.Facts(context.Background(), day)
			if err != nil {
				b.Fatal(err)
			}
			if _, err := knowledge.NewCharter(facts, time.UTC); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("as known before", func(b *testing.B) {
		then := moment.Add(2500 * time.Second)
		for b.Loop() {
			if _, err := reader.FactsKnownOn(context.Background(), then, day); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// fillTown records n services, complete in every facet and both layers.
func fillTown(b *testing.B, pool *pgxpool.Pool, n int) {
	b.Helper()
	facts := town()
	for i := range n {
		slug := fmt.Sprintf("servizio-%d", i)
		for _, layer := range []knowledge.Layer{knowledge.LayerBase, knowledge.LayerLocal} {
			addService(&facts, slug, layer)
		}
	}
	if _, err := knowledgepg.NewRecorder(pool, clockAt(moment)).Record(context.Background(), byImport, insert(facts)); err != nil {
		b.Fatal(err)
	}
}

func addService(facts *knowledge.Facts, slug string, layer knowledge.Layer) {
	const words = "Una frase di lunghezza media, come se ne trovano nelle schede dei servizi di un Comune."
	since := knowledge.Since(date(2020, 1, 1))
	sheet := knowledge.ServiceSheet{
		Title: knowledge.Some("Servizio " + slug), Summary: knowledge.Some(words), Audience: knowledge.Some(words),
		Eligibility: knowledge.Some(words), Outcome: knowledge.Some(words), Validity: knowledge.NotProvided[string](),
	}
	fees := knowledge.ServiceFees{Payment: knowledge.Some(words)}
	for i := range 6 {
		key := knowledge.Item{Key: fmt.Sprintf("voce-%d", i)}
		amount := knowledge.Euro(1600)
		sheet.Steps = knowledge.Some(append(sheet.Steps.Value, knowledge.Step{Item: key, Text: words}))
		sheet.Requirements = knowledge.Some(append(sheet.Requirements.Value, knowledge.Requirement{Item: key, Name: words}))
		sheet.Aliases = knowledge.Some(append(sheet.Aliases.Value, fmt.Sprintf("alias %d", i)))
		fees.Fees = knowledge.Some(append(fees.Fees.Value, knowledge.Fee{Item: key, Name: words, Amount: &amount}))
	}
	facts.ServiceSheets = append(facts.ServiceSheets, knowledge.Fact[knowledge.ServiceSheet]{Subject: slug, Layer: layer, Valid: since, Value: sheet})
	facts.ServiceFees = append(facts.ServiceFees, knowledge.Fact[knowledge.ServiceFees]{Subject: slug, Layer: layer, Valid: since, Value: fees})
	facts.ServiceTerms = append(facts.ServiceTerms, knowledge.Fact[knowledge.ServiceTerm]{
		Subject: slug, Layer: layer, Valid: since,
		Value: knowledge.ServiceTerm{Durations: knowledge.Some([]knowledge.Term{{Item: knowledge.Item{Key: "pratica"}, Text: words}})},
	})
	facts.ServiceAccess = append(facts.ServiceAccess, knowledge.Fact[knowledge.ServiceAccess]{
		Subject: slug, Layer: layer, Valid: since,
		Value: knowledge.ServiceAccess{Channels: knowledge.Some([]knowledge.Channel{{Item: knowledge.Item{Key: "sportello"}, Kind: knowledge.ChannelDesk, Description: words}})},
	})
	facts.ServiceDuties = append(facts.ServiceDuties, knowledge.Fact[knowledge.ServiceDuty]{
		Subject: slug, Layer: layer, Valid: since, Value: knowledge.ServiceDuty{Office: knowledge.Some(knowledge.OfficeID("mobilita"))},
	})
}

// changeFees records n changes, one a second, each of one service's payment, as
// rows that supersede one another.
func changeFees(b *testing.B, pool *pgxpool.Pool, n int) {
	b.Helper()
	_, err := pool.Exec(context.Background(), fmt.Sprintf(`
		DO $$
		DECLARE
			one service_fees;
			new_change bigint;
			new_row bigint;
		BEGIN
			FOR i IN 1..%d LOOP
				INSERT INTO change (recorded_at, recorded_by, cause)
				VALUES (timestamptz '%s' + i * interval '1 second', 'prova', 'import') RETURNING id INTO new_change;
				SELECT * INTO one FROM service_fees
				WHERE superseded_by IS NULL AND layer = 'local' ORDER BY change_id, id LIMIT 1;
				UPDATE service_fees SET superseded_by = new_change WHERE id = one.id;
				INSERT INTO service_fees (service_id, layer, valid, change_id, not_provided, payment)
				VALUES (one.service_id, one.layer, one.valid, new_change, '{}', 'pagamento ' || i) RETURNING id INTO new_row;
				INSERT INTO service_fee (state_id, position, key, name)
				SELECT new_row, position, key, name FROM service_fee WHERE state_id = one.id;
				UPDATE charter_version SET version = new_change;
			END LOOP;
		END $$;
		ANALYZE;`, n, moment.Format(time.RFC3339)))
	if err != nil {
		b.Fatal(err)
	}
}

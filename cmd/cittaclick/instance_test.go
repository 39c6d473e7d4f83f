package main

import (
	"context"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/knowledge/base"
	"github.com/cittaclick/cittaclick/knowledge/demo"
	"github.com/cittaclick/cittaclick/knowledge/exchange"
	"github.com/cittaclick/cittaclick/knowledge/knowledgepg"
	"github.com/cittaclick/cittaclick/postgres"
	"github.com/cittaclick/cittaclick/postgres/pgtest"
)

// hands is a clock that stands where it was put.
type hands struct{ at atomic.Pointer[time.Time] }

func (h *hands) put(t time.Time) { h.at.Store(&t) }
func (h *hands) now() time.Time  { return *h.at.Load() }

// town is an instance of the demo municipality on a database that can be stopped.
type town struct {
	*instance
	t      *testing.T
	clock  *hands
	server *pgtest.Server
}

func startTown(t *testing.T, at time.Time) *town {
	t.Helper()
	ctx := t.Context()
	server := pgtest.NewServer(t)
	pool, err := postgres.Connect(ctx, server.URL(), postgres.Options{Role: postgres.AppRole})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	clock := &hands{}
	clock.put(at)
	db := &database{pool: pool}
	if err := loadDemo(ctx, db, clock.now); err != nil {
		t.Fatal(err)
	}
	instance, err := newInstance(ctx, db, lexicon(t), clock.now, at.Location(), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return &town{instance: instance, t: t, clock: clock, server: server}
}

func (town *town) asked(text string) string {
	town.t.Helper()
	reply, err := town.bot.Turn(town.t.Context(), bot.Message{Channel: "test", Text: text})
	if err != nil {
		town.t.Fatalf("ask %q: %v", text, err)
	}
	var out strings.Builder
	if err := render(&out, reply); err != nil {
		town.t.Fatal(err)
	}
	return out.String()
}

func rome(t *testing.T) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(zoneName)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// TestMidnightNeedsNoDatabase stops PostgreSQL at 23:59 and finds tomorrow's
// rooms and hours at 00:01: on 1 December the mobility office moves, on
// 1 January the registry changes its hours.
func TestMidnightNeedsNoDatabase(t *testing.T) {
	t.Parallel()
	zone := rome(t)
	town := startTown(t, time.Date(2026, 11, 30, 23, 59, 0, 0, zone))
	const question = "dove si trova l'ufficio mobilità?"
	if got := town.asked(question); !strings.Contains(got, "Via Einaudi 22") {
		t.Errorf("before midnight, want the old place:\n%s", got)
	}
	before := town.charters.keeper.World().Charter.OfficeHours("anagrafe").Intervals(knowledge.NewDate(2026, 12, 1))

	town.server.Stop()
	town.clock.put(time.Date(2026, 12, 1, 0, 1, 0, 0, zone))

	if got := town.asked(question); !strings.Contains(got, "Piazza della Libertà 1") || !strings.Contains(got, "T06") {
		t.Errorf("after midnight, want the new place and room:\n%s", got)
	}
	after := town.charters.keeper.World().Charter.OfficeHours("anagrafe").Intervals(knowledge.NewDate(2027, 1, 4))
	if before.Closed() || after.Closed() || before.Intervals[0] == after.Intervals[0] {
		t.Errorf("hours of December %v and January %v, want different ones", before, after)
	}
	status := town.status(context.Background())
	if status.Database == nil || status.CharterLoaded.IsZero() {
		t.Errorf("status %+v, want a charter and no database", status)
	}
}

// TestTheCharterFollowsAChange records a change while the keeper runs and waits
// for the new version to be asked from; then again over a lost connection.
func TestTheCharterFollowsAChange(t *testing.T) {
	t.Parallel()
	zone := rome(t)
	town := startTown(t, time.Date(2026, 11, 23, 10, 0, 0, 0, zone))
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		town.keeper.Run(ctx, town.db.pool)
	}()
	t.Cleanup(func() { stop(); <-done })

	town.rename("Ufficio mobilità e traffico")
	town.awaits("Ufficio mobilità e traffico")

	town.server.Kill()
	town.server.Start()
	town.rename("Ufficio mobilità, traffico e sosta")
	town.awaits("Ufficio mobilità, traffico e sosta")
}

// rename records that the mobility office has another name from today on.
func (town *town) rename(name string) {
	town.t.Helper()
	plan := func(current knowledge.Facts, _ func(knowledge.ChangeID) (knowledge.Facts, error)) (superseded, inserted knowledge.Facts, err error) {
		before := knowledge.TimelineOf(current.OfficeProfiles, "mobilita", knowledge.LayerLocal, "")
		blank := knowledge.Fact[knowledge.OfficeProfile]{Subject: "mobilita", Layer: knowledge.LayerLocal}
		today := knowledge.DateOf(town.clock.now())
		after := before.Amend(knowledge.Since(today), blank, func(p knowledge.OfficeProfile) knowledge.OfficeProfile {
			p.Name = name
			return p
		})
		superseded.OfficeProfiles, inserted.OfficeProfiles = knowledge.Rewrite(before, after)
		return superseded, inserted, nil
	}
	recorder := knowledgepg.NewRecorder(town.db.pool, town.clock.now)
	change := knowledge.Change{RecordedBy: "prova", Cause: knowledge.CauseCorrection, Reason: "nuovo nome"}
	for deadline := time.Now().Add(30 * time.Second); ; { // a pooled connection may still be to the killed server
		_, err := recorder.Record(town.t.Context(), change, plan)
		if err == nil {
			return
		}
		if time.Now().After(deadline) {
			town.t.Fatal(err)
		}
	}
}

func (town *town) awaits(name string) {
	town.t.Helper()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	deadline := time.After(30 * time.Second)
	for {
		world := town.keeper.World()
		office, _ := world.Charter.On(knowledge.DateOf(town.clock.now())).Office("mobilita")
		if office.Name == name {
			return
		}
		select {
		case <-tick.C:
		case <-deadline:
			town.t.Fatalf("the charter still says %q, want %q", office.Name, name)
		}
	}
}

func TestTheDemoIsNotMixedWithAnotherTown(t *testing.T) {
	t.Parallel()
	zone := rome(t)
	town := startTown(t, time.Date(2026, 11, 23, 10, 0, 0, 0, zone))
	if err := loadDemo(t.Context(), town.db, town.clock.now); err != nil {
		t.Errorf("a demo that is there already: %v", err)
	}
	files, err := exchange.Read(base.FS, demo.FS)
	if err != nil {
		t.Fatal(err)
	}
	version, err := town.keeper.reader.Version(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	edits, _, err := importFiles(t.Context(), knowledgepg.NewRecorder(town.db.pool, town.clock.now),
		knowledge.Change{RecordedBy: "prova", Cause: knowledge.CauseImport}, files,
		exchange.Options{From: knowledge.DateOf(town.clock.now())}, false)
	if err != nil || !edits.Empty() {
		t.Errorf("importing the demo again: %s, %v; want no edits", edits.Summary(), err)
	}
	if again, err := town.keeper.reader.Version(t.Context()); err != nil || again != version {
		t.Errorf("version %d, %v; want still %d", again, err, version)
	}
}

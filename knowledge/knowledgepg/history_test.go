package knowledgepg_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/knowledge/knowledgepg"
	"github.com/cittaclick/cittaclick/postgres/pgtest"
)

func date(year int, month time.Month, day int) knowledge.Date {
	return knowledge.NewDate(year, month, day)
}

func local[T any](subject string, valid knowledge.Range, value T) knowledge.Fact[T] {
	return knowledge.Fact[T]{Subject: subject, Layer: knowledge.LayerLocal, Valid: valid, Value: value}
}

// town is a small municipality: two buildings with a room each and an office in
// the first.
func town() knowledge.Facts {
	since := knowledge.Since(date(2010, 1, 1))
	return knowledge.Facts{
		Municipality: []knowledge.Fact[knowledge.MunicipalityProfile]{local("comune", since, knowledge.MunicipalityProfile{Name: "Comune di Valdoria"})},
		Buildings: []knowledge.Fact[knowledge.BuildingProfile]{
			local("comando", since, knowledge.BuildingProfile{Name: "Comando", Address: "Via Einaudi 22"}),
			local("palazzo", since, knowledge.BuildingProfile{Name: "Palazzo", Address: "Piazza della Libertà 1"}),
		},
		Rooms: []knowledge.Fact[knowledge.RoomProfile]{
			local("comando/t04", since, knowledge.RoomProfile{Building: "comando", Code: "T04"}),
			local("palazzo/t06", since, knowledge.RoomProfile{Building: "palazzo", Code: "T06"}),
		},
		OfficeProfiles: []knowledge.Fact[knowledge.OfficeProfile]{local("mobilita", since, knowledge.OfficeProfile{Name: "Ufficio mobilità"})},
		OfficePlaces: []knowledge.Fact[knowledge.OfficePlace]{
			local("mobilita", since, knowledge.OfficePlace{Building: "comando", Rooms: []knowledge.RoomID{"comando/t04"}}),
		},
		People: []knowledge.Fact[knowledge.PersonProfile]{
			local("rossi-maria", since, knowledge.PersonProfile{GivenName: "Maria", FamilyName: "Rossi"}),
			local("bianchi-ugo", since, knowledge.PersonProfile{GivenName: "Ugo", FamilyName: "Bianchi"}),
		},
	}
}

// move is the plan of an act that moves an office to another building from a day on.
func move(to knowledge.OfficePlace, from knowledge.Date, act knowledge.ActID) knowledgepg.Plan {
	return func(current knowledge.Facts, _ func(knowledge.ChangeID) (knowledge.Facts, error)) (superseded, inserted knowledge.Facts, err error) {
		before := knowledge.TimelineOf(current.OfficePlaces, "mobilita", knowledge.LayerLocal, "")
		blank := local("mobilita", knowledge.Range{}, knowledge.OfficePlace{})
		blank.Act = act
		after := before.Amend(knowledge.Since(from), blank, func(knowledge.OfficePlace) knowledge.OfficePlace { return to })
		superseded.OfficePlaces, inserted.OfficePlaces = knowledge.Rewrite(before, after)
		return superseded, inserted, nil
	}
}

func record(t *testing.T, pool *pgxpool.Pool, at time.Time, change knowledge.Change, plan knowledgepg.Plan) knowledge.ChangeID {
	t.Helper()
	version, err := knowledgepg.NewRecorder(pool, clockAt(at)).Record(context.Background(), change, plan)
	if err != nil {
		t.Fatal(err)
	}
	return version
}

// TestAnActMovesAnOffice is the story of the design's first decision: an act of
// 10 November, in force from 1 December, moves an office.
func TestAnActMovesAnOffice(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	pool := pgtest.AsApp(t, pgtest.New(t))
	reader := knowledgepg.NewReader(pool)

	facts := town()
	facts.Acts = []knowledge.Fact[knowledge.ActRecord]{
		local("dd-2026-131", knowledge.Since(date(2026, 11, 1)), knowledge.ActRecord{Kind: "determinazione", Subject: "Trasferimento"}),
	}
	record(t, pool, time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC), byImport, insert(facts))
	moved := record(t, pool, time.Date(2026, 11, 10, 9, 0, 0, 0, time.UTC),
		knowledge.Change{RecordedBy: "urp", Cause: knowledge.CauseAct, Act: "dd-2026-131"},
		move(knowledge.OfficePlace{Building: "palazzo", Rooms: []knowledge.RoomID{"palazzo/t06"}}, date(2026, 12, 1), "dd-2026-131"))

	now, err := reader.Facts(ctx, knowledge.Always)
	if err != nil {
		t.Fatal(err)
	}
	then, err := reader.FactsKnownOn(ctx, time.Date(2026, 11, 5, 12, 0, 0, 0, time.UTC), knowledge.Always)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name  string
		facts knowledge.Facts
		on    knowledge.Date
		want  knowledge.BuildingID
	}{
		{"before the move it is where it was", now, date(2026, 11, 20), "comando"},
		{"after the move it is at the new place", now, date(2026, 12, 2), "palazzo"},
		{"in the past it was where it was", now, date(2026, 10, 1), "comando"},
		{"on 5 November nothing was known of the move", then, date(2026, 12, 2), "comando"},
	}
	for _, tt := range tests {
		charter, err := knowledge.NewCharter(tt.facts, time.UTC)
		if err != nil {
			t.Fatal(err)
		}
		office, ok := charter.On(tt.on).Office("mobilita")
		if !ok || office.Building != tt.want {
			t.Errorf("%s: building %v, want %s", tt.name, office, tt.want)
		}
	}
	if now.Version != moved {
		t.Errorf("version %d, want %d", now.Version, moved)
	}
	charter, err := knowledge.NewCharter(now, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	next, from, ok := charter.NextOffice("mobilita", date(2026, 11, 20), date(2026, 12, 4))
	if !ok || from != date(2026, 12, 1) || next.Building != "palazzo" {
		t.Errorf("two weeks ahead: %v from %v, %v", next, from, ok)
	}
}

func TestRecordingNothingKeepsTheVersion(t *testing.T) {
	t.Parallel()
	pool := pgtest.New(t)
	first := record(t, pool, moment, byImport, insert(town()))
	if again := record(t, pool, moment, byImport, insert(knowledge.Facts{})); again != first {
		t.Errorf("version %d, want %d: an empty change is none", again, first)
	}
}

func TestTheSchemaRefuses(t *testing.T) {
	t.Parallel()
	always := knowledge.Since(date(2010, 1, 1))
	head := func(id string, person knowledge.PersonID) knowledge.Fact[knowledge.TenureProfile] {
		return local(id, always, knowledge.TenureProfile{Person: person, Office: "mobilita", Role: knowledge.RoleHead})
	}
	tests := map[string]struct {
		constraint string
		change     func(*knowledge.Facts)
	}{
		"two heads of an office on one day": {"tenure_one_head_a_day", func(f *knowledge.Facts) {
			f.Tenures = []knowledge.Fact[knowledge.TenureProfile]{head("rossi-maria/capo", "rossi-maria"), head("bianchi-ugo/capo", "bianchi-ugo")}
		}},
		"two rows of a facet on one day": {"person_profile_one_a_day", func(f *knowledge.Facts) {
			f.People = append(f.People, f.People[0])
		}},
		"an office in a building that exists only later": {"office_place_building_id_covered", func(f *knowledge.Facts) {
			f.Buildings[0].Valid = knowledge.Since(date(2020, 1, 1))
			f.Rooms[0].Valid = always
			f.Rooms = f.Rooms[1:]
			f.OfficePlaces[0].Value.Rooms = nil
		}},
		"an office in a room that ends before it leaves": {"office_room_covered", func(f *knowledge.Facts) {
			f.Rooms[0].Valid = knowledge.Between(date(2010, 1, 1), date(2026, 6, 30))
		}},
		"a reference to what nobody knows": {"identity_exists", func(f *knowledge.Facts) {
			f.OfficePlaces[0].Value.Building = "castello"
		}},
		"a tenure named after somebody else": {"tenure_named_after_its_person", func(f *knowledge.Facts) {
			f.Tenures = []knowledge.Fact[knowledge.TenureProfile]{head("bianchi-ugo/capo", "rossi-maria")}
		}},
		"the same tenure twice at a time": {"tenure_once_at_a_time", func(f *knowledge.Facts) {
			one, two := head("rossi-maria/uno", "rossi-maria"), head("rossi-maria/due", "rossi-maria")
			one.Value.Role, two.Value.Role = knowledge.RoleDeputy, knowledge.RoleDeputy
			f.Tenures = []knowledge.Fact[knowledge.TenureProfile]{one, two}
		}},
		"an office under one that stands under it": {"office_not_under_itself", func(f *knowledge.Facts) {
			f.OfficeProfiles = append(f.OfficeProfiles, local("settore", always, knowledge.OfficeProfile{Name: "Settore", Kind: "settore"}))
			f.OfficeStructures = []knowledge.Fact[knowledge.OfficeStructure]{
				local("mobilita", always, knowledge.OfficeStructure{Parent: "settore"}),
				local("settore", always, knowledge.OfficeStructure{Parent: "mobilita"}),
			}
		}},
		"a closure of what nobody knows": {"identity_exists", func(f *knowledge.Facts) {
			f.Closures = []knowledge.Fact[knowledge.Closure]{local("lavori", always, knowledge.Closure{
				Reason: "Lavori", Kind: knowledge.ClosureClosed, Targets: []knowledge.HoursOwner{{Kind: knowledge.OwnerOffice, ID: "nessuno"}},
			})}
		}},
		"a change that nobody made": {"", func(*knowledge.Facts) {}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			facts := town()
			tt.change(&facts)
			change := byImport
			if tt.constraint == "" {
				change.RecordedBy = ""
			}
			_, err := knowledgepg.NewRecorder(pgtest.New(t), clockAt(moment)).Record(context.Background(), change, insert(facts))
			if tt.constraint == "" {
				if !errors.Is(err, fault.Invalid) {
					t.Errorf("got %v, want fault.Invalid", err)
				}
				return
			}
			refused, ok := errors.AsType[*pgconn.PgError](err)
			if !ok || refused.ConstraintName != tt.constraint {
				t.Errorf("got %v, want a refusal by %s", err, tt.constraint)
			}
		})
	}
}

// TestEndingWhatOthersReferTo checks the coverage from the other end.
func TestEndingWhatOthersReferTo(t *testing.T) {
	t.Parallel()
	pool := pgtest.New(t)
	record(t, pool, moment, byImport, insert(town()))
	_, err := knowledgepg.NewRecorder(pool, clockAt(moment)).Record(context.Background(), byImport,
		func(current knowledge.Facts, _ func(knowledge.ChangeID) (knowledge.Facts, error)) (superseded, inserted knowledge.Facts, err error) {
			before := knowledge.TimelineOf(current.Buildings, "comando", knowledge.LayerLocal, "")
			superseded.Buildings, inserted.Buildings = knowledge.Rewrite(before, before.Cut(knowledge.Since(date(2027, 1, 1))))
			return superseded, inserted, nil
		})
	if refused, ok := errors.AsType[*pgconn.PgError](err); !ok || refused.Code != "23503" {
		t.Errorf("got %v, want a refusal: the office is still there", err)
	}
}

func TestHistoryIsNeverRewritten(t *testing.T) {
	t.Parallel()
	owner := pgtest.New(t)
	record(t, owner, moment, byImport, insert(town()))
	record(t, owner, moment, byImport, move(knowledge.OfficePlace{Building: "palazzo"}, date(2027, 1, 1), ""))
	app := pgtest.AsApp(t, owner)
	statements := map[string]*pgxpool.Pool{
		`UPDATE office_profile SET name = 'altro'`:                                                   owner,
		`UPDATE office_profile SET superseded_by = change_id, name = 'altro'`:                        owner,
		`DELETE FROM office_profile`:                                                                 owner,
		`TRUNCATE office_profile CASCADE`:                                                            owner,
		`UPDATE change SET recorded_by = 'altri'`:                                                    owner,
		`DELETE FROM change`:                                                                         owner,
		`UPDATE act SET slug = 'altro'`:                                                              owner,
		`TRUNCATE person CASCADE`:                                                                    owner,
		`UPDATE office_room SET position = position + 1`:                                             owner,
		`UPDATE office_profile SET name = name`:                                                      app,
		`DELETE FROM person_profile`:                                                                 app,
		`UPDATE charter_version SET version = 0`:                                                     app,
		`INSERT INTO charter_version (single, version) VALUES (false, 1)`:                            app,
		`ALTER TABLE office_profile DROP CONSTRAINT office_profile_one_a_day`:                        app,
		`UPDATE office_profile SET superseded_by = 1`:                                                app,
		`INSERT INTO change (recorded_at, recorded_by, cause) VALUES ('1990-01-01', 'io', 'import')`: app,
		// Slipped into an earlier change: an entry, a row, a row that nothing checks.
		`INSERT INTO office_room (state_id, position, key, room_id)
			SELECT min(state_id), 9, 'altra', min(room_id) FROM office_room`: app,
		`INSERT INTO person_profile (person_id, valid, change_id, given_name, family_name)
			SELECT id, '[1990-01-01,1991-01-01)', 1, 'Io', 'Io' FROM person LIMIT 1`: app,
		`INSERT INTO person_profile (person_id, valid, change_id, superseded_by, given_name, family_name)
			SELECT id, '[1990-01-01,1991-01-01)', 2, 2, 'Io', 'Io' FROM person LIMIT 1`: app,
	}
	for statement, pool := range statements {
		tag, err := pool.Exec(context.Background(), statement)
		if err == nil && tag.RowsAffected() > 0 {
			t.Errorf("accepted: %s", statement)
		}
	}
}

// TestTimeNeverGoesBack records a change by a clock that is behind: it is
// recorded as no earlier than the one before it.
func TestTimeNeverGoesBack(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	pool := pgtest.AsApp(t, pgtest.New(t))
	record(t, pool, moment, byImport, insert(town()))
	record(t, pool, moment.AddDate(0, 0, -7), byImport, move(knowledge.OfficePlace{Building: "palazzo"}, date(2027, 1, 1), ""))
	facts, err := knowledgepg.NewReader(pool).FactsKnownOn(ctx, moment.Add(-time.Minute), knowledge.Always)
	if err != nil {
		t.Fatal(err)
	}
	if len(facts.OfficePlaces) != 0 {
		t.Errorf("known before anything was recorded: %v", facts.OfficePlaces)
	}
}

// TestRecordingsQueue has several clerks record at once: each change sees the
// one before, and versions grow by one change each.
func TestRecordingsQueue(t *testing.T) {
	t.Parallel()
	const clerks = 8
	ctx := context.Background()
	pool := pgtest.New(t)
	recorder := knowledgepg.NewRecorder(pool, clockAt(moment))
	var wait sync.WaitGroup
	versions := make(chan knowledge.ChangeID, clerks)
	for range clerks {
		wait.Go(func() {
			version, err := recorder.Record(ctx, byImport,
				func(current knowledge.Facts, _ func(knowledge.ChangeID) (knowledge.Facts, error)) (superseded, inserted knowledge.Facts, err error) {
					before := knowledge.TimelineOf(current.People, "rossi-maria", knowledge.LayerLocal, "")
					after := before.Amend(knowledge.Since(date(2010, 1, 1)), local("rossi-maria", knowledge.Range{}, knowledge.PersonProfile{GivenName: "Maria"}),
						func(p knowledge.PersonProfile) knowledge.PersonProfile {
							p.FamilyName += "i"
							return p
						})
					superseded.People, inserted.People = knowledge.Rewrite(before, after)
					return superseded, inserted, nil
				})
			if err != nil {
				t.Error(err)
			}
			versions <- version
		})
	}
	wait.Wait()
	close(versions)
	seen := make(map[knowledge.ChangeID]bool)
	for version := range versions {
		seen[version] = true
	}
	facts, err := knowledgepg.NewReader(pool).Facts(ctx, knowledge.Always)
	if err != nil {
		t.Fatal(err)
	}
	if got := facts.People[0].Value.FamilyName; len(seen) != clerks || len(got) != clerks {
		t.Errorf("%d versions, name %q: want %d changes, none lost", len(seen), got, clerks)
	}
}

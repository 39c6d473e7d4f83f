package exchange_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/knowledge/exchange"
)

var today = knowledge.NewDate(2026, 11, 22)

// town is a charter under test, with its rows numbered as storage does.
type town struct {
	t     *testing.T
	facts knowledge.Facts
}

// newTown loads the small charter with the given files on top.
func newTown(t *testing.T, archive string) *town {
	t.Helper()
	facts, err := exchange.Load(charter(t, archive))
	if err != nil {
		t.Fatalf("load:\n%v", err)
	}
	town := &town{t: t, facts: facts}
	town.number(1)
	return town
}

// number gives rows without one a row of the version.
func (o *town) number(version knowledge.ChangeID) {
	o.facts.Version = version
	row := int64(version) * 1000
	for i := range o.facts.OfficePlaces {
		if f := &o.facts.OfficePlaces[i]; f.Row == 0 {
			row++
			f.Row, f.Change = row, version
		}
	}
}

// diff returns what files change of the town.
func (o *town) diff(fsys fstest.MapFS, options exchange.Options) (exchange.Edits, error) {
	o.t.Helper()
	files, err := exchange.Read(fsys)
	if err != nil {
		o.t.Fatalf("read:\n%v", err)
	}
	if options.From == 0 {
		options.From = today
	}
	return exchange.Diff(o.facts, files, options)
}

// imports imports files and returns the edits, told for people. Every import is
// made twice: the second must change nothing.
func (o *town) imports(fsys fstest.MapFS, options exchange.Options) []string {
	o.t.Helper()
	edits, err := o.diff(fsys, options)
	if err != nil {
		o.t.Fatalf("import:\n%v", err)
	}
	o.apply(edits)
	again, err := o.diff(fsys, options)
	if err != nil || !again.Empty() {
		o.t.Fatalf("imported twice: %v, %v", again.Entities, err)
	}
	told := make([]string, len(edits.Entities))
	for i, e := range edits.Entities {
		told[i] = e.String()
	}
	return told
}

// apply does with the edits what storage does, for the facets that tests look at.
func (o *town) apply(edits exchange.Edits) {
	o.facts.Buildings = replace(o.facts.Buildings, edits.Superseded.Buildings, edits.Inserted.Buildings)
	o.facts.OfficeProfiles = replace(o.facts.OfficeProfiles, edits.Superseded.OfficeProfiles, edits.Inserted.OfficeProfiles)
	o.facts.OfficePlaces = replace(o.facts.OfficePlaces, edits.Superseded.OfficePlaces, edits.Inserted.OfficePlaces)
	o.facts.OfficeHours = replace(o.facts.OfficeHours, edits.Superseded.OfficeHours, edits.Inserted.OfficeHours)
	o.facts.Acts = replace(o.facts.Acts, edits.Superseded.Acts, edits.Inserted.Acts)
	o.facts.Closures = replace(o.facts.Closures, edits.Superseded.Closures, edits.Inserted.Closures)
	o.facts.ServiceSheets = replace(o.facts.ServiceSheets, edits.Superseded.ServiceSheets, edits.Inserted.ServiceSheets)
	o.number(o.facts.Version)
}

func replace[T any](rows, superseded, inserted []knowledge.Fact[T]) []knowledge.Fact[T] {
	kept := slices.DeleteFunc(slices.Clone(rows), func(r knowledge.Fact[T]) bool {
		return slices.ContainsFunc(superseded, func(s knowledge.Fact[T]) bool {
			return s.Subject == r.Subject && s.Layer == r.Layer && s.Valid == r.Valid
		})
	})
	return append(kept, inserted...)
}

// places tells where the office is over time: days, building, directions, act.
func (o *town) places() []string {
	rows := slices.Clone(o.facts.OfficePlaces)
	slices.SortFunc(rows, func(a, b knowledge.Fact[knowledge.OfficePlace]) int { return int(a.Valid.From) - int(b.Valid.From) })
	var told []string
	for _, r := range rows {
		if r.Subject == "anagrafe" {
			words := strings.Fields(r.Valid.String() + " " + string(r.Value.Building) + " " + r.Value.Directions + " " + string(r.Act))
			told = append(told, strings.Join(words, " "))
		}
	}
	return told
}

// only returns the files of the small charter that make an import of its own:
// what a clerk sends in with the change.
func only(archive string) fstest.MapFS {
	fsys := fstest.MapFS{"carta.yaml": small["carta.yaml"]}
	name := ""
	for line := range strings.Lines(archive) {
		if file, ok := strings.CutPrefix(strings.TrimSpace(line), "-- "); ok {
			name = strings.TrimSuffix(file, " --")
			fsys[name] = &fstest.MapFile{}
			continue
		}
		fsys[name].Data = append(fsys[name].Data, line...)
	}
	return fsys
}

// TestAnActMovesAnOffice tells the story of an act adopted on 10 November 2026
// that moves the office from 1 December: it comes in as files, and the charter
// knows both places, each on its days, and the act behind the new one.
func TestAnActMovesAnOffice(t *testing.T) {
	t.Parallel()
	town := newTown(t, "")
	before := town.places()
	told := town.imports(only(`-- atti.yaml --
- {slug: dd-2026-131, tipo: determinazione, numero: "131", data: 2026-11-10, oggetto: Trasferimento dell'anagrafe in villa}
-- uffici/anagrafe.yaml --
slug: anagrafe
sede:
  - {dal: 2026-12-01, atto: dd-2026-131, valore: villa}
`), exchange.Options{})

	want := []string{"provvedimento dd-2026-131: nuovo", "ufficio anagrafe: sede dal 2026-12-01"}
	if diff := cmp.Diff(want, told); diff != "" {
		t.Errorf("told (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"[2000-01-01,infinity) palazzo"}, before); diff != "" {
		t.Errorf("before (-want +got):\n%s", diff)
	}
	want = []string{"[2000-01-01,2026-12-01) palazzo", "[2026-12-01,infinity) villa dd-2026-131"}
	if diff := cmp.Diff(want, town.places()); diff != "" {
		t.Errorf("after (-want +got):\n%s", diff)
	}
}

func TestImport(t *testing.T) {
	t.Parallel()
	const moves = `-- uffici/anagrafe.yaml --
slug: anagrafe
dal: 2000-01-01
nome: Ufficio anagrafe
tipo: ufficio
sede:
  - {al: 2026-11-30, valore: palazzo}
  - {dal: 2026-12-01, atto: dd-2026-118, valore: villa}
`
	tests := map[string]struct {
		has, files string
		options    exchange.Options
		told       []string
		places     []string
	}{
		"the same again changes nothing": {
			has: moves, files: moves,
			told:   []string{},
			places: []string{"[2000-01-01,2026-12-01) palazzo", "[2026-12-01,infinity) villa dd-2026-118"},
		},
		"a plain value holds from the day of the import": {
			files:  "-- uffici/anagrafe.yaml --\nslug: anagrafe\nsede: villa\n",
			told:   []string{"ufficio anagrafe: sede dal 2026-11-22"},
			places: []string{"[2000-01-01,2026-11-22) palazzo", "[2026-11-22,infinity) villa"},
		},
		"a plain value holds until the next change already scheduled": {
			has:    strings.Replace(moves, "valore: villa", "valore: palazzo", 1) + "indicazioni:\n  - {al: 2026-11-30, valore: Qui.}\n  - {dal: 2026-12-01, valore: Là.}\n",
			files:  "-- uffici/anagrafe.yaml --\nslug: anagrafe\nindicazioni: Sopra.\n",
			told:   []string{"ufficio anagrafe: indicazioni dal 2026-11-22"},
			places: []string{"[2000-01-01,2026-11-22) palazzo Qui.", "[2026-11-22,2026-12-01) palazzo Sopra.", "[2026-12-01,infinity) palazzo Là. dd-2026-118"},
		},
		"what is absent is left alone": {
			has: moves, files: "-- uffici/anagrafe.yaml --\nslug: anagrafe\nnome: Ufficio anagrafe\n",
			told:   []string{},
			places: []string{"[2000-01-01,2026-12-01) palazzo", "[2026-12-01,infinity) villa dd-2026-118"},
		},
		"a value with days corrects the past": {
			files:  "-- uffici/anagrafe.yaml --\nslug: anagrafe\nsede: [{dal: 2015-01-01, al: 2015-12-31, valore: villa}]\n",
			told:   []string{"ufficio anagrafe: sede dal 2015-01-01"},
			places: []string{"[2000-01-01,2015-01-01) palazzo", "[2015-01-01,2016-01-01) villa", "[2016-01-01,infinity) palazzo"},
		},
		"an act is added to a change already known": {
			has:    strings.Replace(moves, "atto: dd-2026-118, ", "", 1),
			files:  "-- uffici/anagrafe.yaml --\nslug: anagrafe\nsede: [{dal: 2026-12-01, atto: dd-2026-118, valore: villa}]\n",
			told:   []string{"ufficio anagrafe: sede dal 2026-12-01"},
			places: []string{"[2000-01-01,2026-12-01) palazzo", "[2026-12-01,infinity) villa dd-2026-118"},
		},
		"al ends an office": {
			files:  "-- uffici/anagrafe.yaml --\nslug: anagrafe\nal: 2026-12-31\n",
			told:   []string{"ufficio anagrafe: cessato dal 2027-01-01"},
			places: []string{"[2000-01-01,2027-01-01) palazzo"},
		},
		"an earlier dal says that it was so before": {
			files:  "-- sedi/palazzo.yaml --\nslug: palazzo\ndal: 1980-01-01\n-- uffici/anagrafe.yaml --\nslug: anagrafe\ndal: 1990-01-01\n",
			told:   []string{"sede palazzo: nome dal 1980-01-01, indirizzo dal 1980-01-01", "ufficio anagrafe: nome dal 1990-01-01, tipo dal 1990-01-01, sede dal 1990-01-01"},
			places: []string{"[1990-01-01,infinity) palazzo"},
		},
		"a new office exists from the day of the import": {
			files:  "-- uffici/tributi.yaml --\nslug: tributi\nnome: Tributi\nsede: villa\n",
			told:   []string{"ufficio tributi: nuovo"},
			places: []string{"[2000-01-01,infinity) palazzo"},
		},
		"nothing can be said of a field": {
			files:  "-- uffici/anagrafe.yaml --\nslug: anagrafe\nsede: non previsto\n",
			told:   []string{"ufficio anagrafe: sede dal 2026-11-22"},
			places: []string{"[2000-01-01,2026-11-22) palazzo"},
		},
		"pruning ends what the files do not name, and no act": {
			files:   "-- sedi/palazzo.yaml --\nslug: palazzo\n-- uffici/anagrafe.yaml --\nslug: anagrafe\n",
			options: exchange.Options{Prune: true},
			told:    []string{"sede villa: cessato dal 2026-11-22"},
			places:  []string{"[2000-01-01,infinity) palazzo"},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			town := newTown(t, tt.has)
			told := town.imports(only(tt.files), tt.options)
			if diff := cmp.Diff(tt.told, told); diff != "" {
				t.Errorf("told (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.places, town.places()); diff != "" {
				t.Errorf("places (-want +got):\n%s", diff)
			}
		})
	}
}

func TestOnlyWhatChangesIsRewritten(t *testing.T) {
	t.Parallel()
	town := newTown(t, "")
	edits, err := town.diff(only("-- uffici/anagrafe.yaml --\nslug: anagrafe\nnome: Ufficio anagrafe\nsede: villa\n"), exchange.Options{})
	if err != nil {
		t.Fatal(err)
	}
	superseded := edits.Superseded.OfficePlaces
	if len(superseded) != 1 || superseded[0].Row != town.facts.OfficePlaces[0].Row {
		t.Errorf("superseded %+v, want the one row of the place", superseded)
	}
	if len(edits.Inserted.OfficePlaces) != 2 || edits.Inserted.OfficePlaces[0].Row != 0 || len(edits.Inserted.OfficeProfiles) != 0 {
		t.Errorf("inserted %+v and %+v, want two places and no profile", edits.Inserted.OfficePlaces, edits.Inserted.OfficeProfiles)
	}
}

// TestAClosureIsWhatItIsOnAllItsDays holds that a closure moved or reworded is
// corrected as a whole, not split on the day of the import.
func TestAClosureIsWhatItIsOnAllItsDays(t *testing.T) {
	t.Parallel()
	const eve = "-- chiusure.yaml --\n- {slug: vigilia, tipo: speciale, motivo: Vigilia, orari: [9-11], dal: 2026-11-20, al: 2026-11-24, per: [comune]}\n"
	town := newTown(t, eve)
	told := town.imports(only("-- chiusure.yaml --\n- {slug: vigilia, tipo: chiuso, motivo: Ponte, dal: 2026-11-30, al: 2026-12-01}\n"), exchange.Options{})
	want := []knowledge.Fact[knowledge.Closure]{{
		Subject: "vigilia", Layer: knowledge.LayerLocal,
		Valid: knowledge.Between(knowledge.NewDate(2026, 11, 30), knowledge.NewDate(2026, 12, 1)),
		Value: knowledge.Closure{
			ID: "vigilia", Reason: "Ponte", Kind: knowledge.ClosureClosed,
			Days:    knowledge.Between(knowledge.NewDate(2026, 11, 30), knowledge.NewDate(2026, 12, 1)),
			Targets: []knowledge.HoursOwner{knowledge.Municipality()},
		},
	}}
	if diff := cmp.Diff(want, town.facts.Closures); diff != "" {
		t.Errorf("closures (-want +got):\n%s\n%v", diff, told)
	}
}

func TestPruningIsRefusedWhereOthersStillRefer(t *testing.T) {
	t.Parallel()
	town := newTown(t, "")
	_, err := town.diff(only("-- uffici/anagrafe.yaml --\nslug: anagrafe\n"), exchange.Options{Prune: true})
	want := "uffici/anagrafe.yaml:1: sede: la sede «palazzo» esiste solo fino al 2026-11-21, ma qui serve anche dopo"
	if got := message(err); got != want || !errors.Is(err, fault.Invalid) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// TestWhatBothChangedIsAConflict exports a charter, lets it change, and brings
// the edited export back.
func TestWhatBothChangedIsAConflict(t *testing.T) {
	t.Parallel()
	const edited = "-- carta.yaml --\nformato: 1\nstrato: locale\nversione: 1\n-- uffici/anagrafe.yaml --\nslug: anagrafe\nsede: villa\nindicazioni: Dal file.\n"
	tests := map[string]struct {
		policy exchange.Policy
		want   []string
		fails  string
	}{
		"nothing is written without a policy": {
			want:  []string{"[2000-01-01,2026-11-22) palazzo", "[2026-11-22,infinity) palazzo Dalla carta."},
			fails: "uffici/anagrafe.yaml:3: indicazioni: è cambiato anche nella carta dopo l'esportazione: la carta dice «Dalla carta.», il file «Dal file.»",
		},
		"ours keeps the charter's value, and what only the files changed comes in": {
			policy: exchange.PolicyOurs,
			want:   []string{"[2000-01-01,2026-11-22) palazzo", "[2026-11-22,infinity) villa Dalla carta."},
		},
		"theirs lets the files win": {
			policy: exchange.PolicyTheirs,
			want:   []string{"[2000-01-01,2026-11-22) palazzo", "[2026-11-22,infinity) villa Dal file."},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			town := newTown(t, "")
			before := town.facts
			town.imports(only("-- uffici/anagrafe.yaml --\nslug: anagrafe\nindicazioni: Dalla carta.\n"), exchange.Options{})
			town.number(2)
			edits, err := town.diff(only(edited), exchange.Options{Policy: tt.policy, Before: &before})
			if got := message(err); got != tt.fails || err != nil && !errors.Is(err, fault.Conflict) {
				t.Fatalf("got  %v\nwant %v", err, tt.fails)
			}
			town.apply(edits)
			if diff := cmp.Diff(tt.want, town.places()); diff != "" {
				t.Errorf("places (-want +got):\n%s", diff)
			}
		})
	}
}

// TestAnEndThatBothSetIsAConflict holds the same of the days of existence.
func TestAnEndThatBothSetIsAConflict(t *testing.T) {
	t.Parallel()
	town := newTown(t, "")
	before := town.facts
	town.imports(only("-- uffici/anagrafe.yaml --\nslug: anagrafe\nal: 2026-12-31\n"), exchange.Options{})
	town.number(2)
	files := only("-- carta.yaml --\nformato: 1\nstrato: locale\nversione: 1\n-- uffici/anagrafe.yaml --\nslug: anagrafe\nal: 2027-06-30\n")
	_, err := town.diff(files, exchange.Options{Before: &before})
	want := "uffici/anagrafe.yaml:1: dal: anche nella carta sono cambiati dal o al dopo l'esportazione: " +
		"la carta dice «dal 2000-01-01 al 2026-12-31», il file «dal 2000-01-01 al 2027-06-30»"
	if got := message(err); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	edits, err := town.diff(files, exchange.Options{Before: &before, Policy: exchange.PolicyTheirs})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := edits.Summary(), "nuovi 0, cambiati 1, cessati 0"; got != want {
		t.Errorf("summary %q, want %q", got, want)
	}
	town.apply(edits)
	if diff := cmp.Diff([]string{"[2000-01-01,2027-07-01) palazzo"}, town.places()); diff != "" {
		t.Errorf("places (-want +got):\n%s", diff)
	}
}

func TestFilesOfAnotherVersionNeedTheCharterOfThen(t *testing.T) {
	t.Parallel()
	town := newTown(t, "")
	town.number(5)
	_, err := town.diff(only("-- carta.yaml --\nformato: 1\nstrato: locale\nversione: 3\n"), exchange.Options{})
	if !errors.Is(err, fault.Conflict) {
		t.Errorf("got %v, want a conflict", err)
	}
}

package bot_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/cittaclick/cittaclick/nlu"
)

// floorsFile says how well the project's own questions must be understood: by
// file, by measure, in percent. Where fewer is better it is a ceiling.
const floorsFile = "soglie.json"

// floorsMoment is when the project's own questions are asked.
const floorsMoment = "2026-11-20 10:00"

// TestTheProjectsOwnQuestionsAreUnderstood holds floors that only rise: who does
// worse mends it, who does much better raises the floor, which
// «go test ./bot -run OwnQuestions -update» does; it never lowers one.
func TestTheProjectsOwnQuestionsAreUnderstood(t *testing.T) {
	t.Parallel()
	path := filepath.Join("testdata", floorsFile)
	floors := readFloors(t, path)
	raised := false
	for _, file := range slices.Sorted(maps.Keys(floors)) {
		report := ownQuestions(t, file)
		for _, name := range slices.Sorted(maps.Keys(floors[file])) {
			rate, fewer := measured(t, report, name)
			got, floor := rate.Percent(), floors[file][name]
			t.Logf("%-15s %-30s %5.1f, floor %5.1f  %d/%d", file, name, got, floor, rate.Right, rate.Of)
			switch gain := gainOver(floor, got, fewer); {
			case gain < 0:
				t.Errorf("%s, %s: %.1f %%, and it must not be worse than %.1f %%", file, name, got, floor)
			case gain <= tolerance(rate):
			case *update:
				floors[file][name], raised = nextFloor(rate, fewer), true
			default:
				t.Errorf("%s, %s: %.1f %%, much better than %.1f %%: raise the floor in %s to %.1f (-update)", file, name, got, floor, path, nextFloor(rate, fewer))
			}
		}
	}
	if raised {
		writeFloors(t, path, floors)
	}
}

// tolerance is how far a measure may be above its floor: four points, or two
// questions where few are asked.
func tolerance(r nlu.Rate) float64 { return max(4, 200/float64(r.Of)) }

// gainOver is by how much a measure is better than its floor, in points.
func gainOver(floor, got float64, fewer bool) float64 {
	if fewer {
		return floor - got
	}
	return got - floor
}

// nextFloor is the first half point that leaves room for one question, and for
// half a point where many are asked: other words elsewhere may cost that.
func nextFloor(r nlu.Rate, fewer bool) float64 {
	room := max(0.5, 100/float64(r.Of))
	if fewer {
		return math.Ceil(2*(r.Percent()+room)) / 2
	}
	return math.Floor(2*(r.Percent()-room)) / 2
}

// measured finds a measure by its name: one of the report's, or "first" of a kind
// of target, as "first_office".
func measured(t *testing.T, report nlu.Report, name string) (rate nlu.Rate, fewer bool) {
	t.Helper()
	for _, m := range nlu.Measures() {
		if name == string(m) {
			rate, fewer = nlu.RateOf(report.Outcomes, m), m.FewerIsBetter()
		}
	}
	for kind, of := range report.ByKind {
		if name == fmt.Sprintf("first_%s", kind) {
			rate = of
		}
	}
	if rate.Of == 0 {
		t.Fatalf("%s holds %q, which measures nothing", floorsFile, name)
	}
	return rate, fewer
}

func ownQuestions(t *testing.T, name string) nlu.Report {
	t.Helper()
	file, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	world, moment := demoWorld(t), at(t, floorsMoment)
	if filepath.Ext(name) == ".jsonl" {
		dialogues, err := nlu.ReadDialogues(file)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return nlu.EvaluateDialogues(world.Understander, dialogues, moment, time.Now)
	}
	questions, err := nlu.ReadQuestions(file)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return nlu.Evaluate(world.Understander, questions, moment, time.Now)
}

func readFloors(t *testing.T, path string) map[string]map[string]float64 {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	floors := make(map[string]map[string]float64)
	if err := json.Unmarshal(content, &floors); err != nil || len(floors) == 0 {
		t.Fatalf("%s: %d files, %v", path, len(floors), err)
	}
	return floors
}

func writeFloors(t *testing.T, path string, floors map[string]map[string]float64) {
	t.Helper()
	content, err := json.MarshalIndent(floors, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, append(content, '\n'), 0o644); err != nil { //nolint:gosec // read by everyone
		t.Fatal(err)
	}
}

func TestFloorsOnlyRise(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		floor      float64
		got        nlu.Rate
		fewer      bool
		gain, next float64
	}{
		"above the floor":          {90, nlu.Rate{Right: 937, Of: 1000}, false, 3.7, 93},
		"on the floor":             {90, nlu.Rate{Right: 900, Of: 1000}, false, 0, 89.5},
		"below the floor":          {90, nlu.Rate{Right: 896, Of: 1000}, false, -0.4, 89},
		"few are asked":            {90, nlu.Rate{Right: 20, Of: 20}, false, 10, 95},
		"fewer wrong than allowed": {4, nlu.Rate{Right: 26, Of: 1000}, true, 1.4, 3.5},
		"more wrong than allowed":  {4, nlu.Rate{Right: 42, Of: 1000}, true, -0.2, 5},
		"nothing that is wrong":    {4, nlu.Rate{Right: 0, Of: 1000}, true, 4, 0.5},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := gainOver(tt.floor, tt.got.Percent(), tt.fewer); math.Abs(got-tt.gain) > 1e-9 {
				t.Errorf("gain %.2f, want %.2f", got, tt.gain)
			}
			if got := nextFloor(tt.got, tt.fewer); got != tt.next {
				t.Errorf("next floor %.1f, want %.1f", got, tt.next)
			}
		})
	}
	if few, many := tolerance(nlu.Rate{Of: 20}), tolerance(nlu.Rate{Of: 600}); few != 10 || many != 4 {
		t.Errorf("tolerance of few %.1f and of many %.1f", few, many)
	}
}

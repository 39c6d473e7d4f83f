package knowledge_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/cittaclick/cittaclick/knowledge"
)

const peerDir = "testdata/openinghours"

// peerCase is a schedule and the instants at which the peer is asked about it,
// as check.mjs reads them.
type peerCase struct {
	OSM string   `json:"osm"`
	At  []string `json:"at"`

	rules []knowledge.OpeningRule
	want  []bool
}

type peerAnswer struct {
	Open  []bool `json:"open"`
	Error string `json:"error"`
}

// TestOpeningHoursAgrees compares generated schedules with the npm package
// opening_hours, an independent implementation of OpenStreetMap's notation.
//
// The days are from 2026 on: the package takes 4 October for a holiday in all
// years, the law only from then. Two things are left out because the notation
// means something else by them: with openings past midnight, the days that have
// other rules than the day before (there closing a day cuts what began the
// evening before, and leaves what goes on into the next day), and the nights in which the clocks change (the package adds
// wall-clock minutes). TestTheClocksChange has the latter.
func TestOpeningHoursAgrees(t *testing.T) {
	t.Parallel()
	const schedules, days = 400, 60
	loc := rome(t)
	cases := make([]peerCase, schedules)
	for seed := range cases {
		rules := genRules().Filter(hasRules).Example(seed)
		cases[seed] = newPeerCase(rules, days, seed, loc)
	}
	instants := 0
	for n, answer := range askPeer(t, cases) {
		c := cases[n]
		if answer.Error != "" || len(answer.Open) != len(c.At) {
			t.Errorf("%s: %d answers to %d questions: %s", c.OSM, len(answer.Open), len(c.At), answer.Error)
			continue
		}
		instants += len(c.At)
		for i, open := range answer.Open {
			if open != c.want[i] {
				t.Errorf("%q\n%s at %s: open %v, opening_hours says %v", knowledge.FormatRules(c.rules), c.OSM, c.At[i], c.want[i], open)
				break
			}
		}
	}
	t.Logf("%d schedules, %d instants", len(cases), instants)
}

func hasRules(rules []knowledge.OpeningRule) bool { return len(rules) > 0 }

// newPeerCase asks about the ends of every interval on the days, and about noon.
func newPeerCase(rules []knowledge.OpeningRule, days, seed int, loc *time.Location) peerCase {
	c := peerCase{OSM: knowledge.OSM(rules), rules: rules}
	hours := hoursOf(rules, loc)
	for n := range days {
		d := genDay().Example(seed*days + n)
		clocks := []knowledge.Clock{knowledge.ClockAt(12, 0)}
		for _, i := range hours.Intervals(d).Intervals {
			clocks = append(clocks, i.From-1, i.From, i.To-1, i.To)
		}
		for _, clock := range clocks {
			instant := d.In(loc).Add(time.Duration(clock) * time.Minute)
			if sameMeaning(hours, rules, knowledge.DateOf(instant), loc) {
				c.At = append(c.At, instant.Format("2006-01-02T15:04"))
				c.want = append(c.want, hours.Open(instant).Open)
			}
		}
	}
	return c
}

// sameMeaning reports whether the notation means the same as our rules on the day.
func sameMeaning(hours knowledge.Hours, rules []knowledge.OpeningRule, d knowledge.Date, loc *time.Location) bool {
	_, before := d.AddDays(-1).In(loc).Zone()
	_, after := d.AddDays(1).In(loc).Zone()
	if before != after {
		return false
	}
	overnight := slices.ContainsFunc(rules, func(r knowledge.OpeningRule) bool {
		return r.To > knowledge.ClockAt(24, 0)
	})
	return !overnight || regime(hours, rules, d) == regime(hours, rules, d.AddDays(-1))
}

// regime tells which set of rules holds on the day: holiday or not, and which
// seasons.
func regime(hours knowledge.Hours, rules []knowledge.OpeningRule, d knowledge.Date) string {
	text := ""
	for _, r := range rules {
		if !r.Season.AllYear() {
			text += fmt.Sprint(r.Season.Contains(knowledge.MonthDayOf(d)))
		}
	}
	why := hours.Intervals(d).Why
	return fmt.Sprint(text, why == knowledge.PlanHoliday || why == knowledge.PlanHolidayHours)
}

func askPeer(t *testing.T, cases []peerCase) []peerAnswer {
	t.Helper()
	if _, err := os.Stat(filepath.Join(peerDir, "node_modules", "opening_hours")); err != nil {
		t.Fatalf("the package opening_hours is not installed: run\n\tnpm ci --prefix knowledge/%s\n(make test does): %v", peerDir, err)
	}
	questions, err := json.Marshal(cases)
	if err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	node := exec.CommandContext(t.Context(), "node", "check.mjs")
	node.Dir, node.Stdin, node.Stderr = peerDir, bytes.NewReader(questions), &stderr
	node.Env = append(os.Environ(), "TZ=Europe/Rome")
	output, err := node.Output()
	if err != nil {
		t.Fatalf("run node check.mjs: %v\n%s", err, stderr.Bytes())
	}
	var answers []peerAnswer
	if err := json.Unmarshal(output, &answers); err != nil {
		t.Fatalf("read the answers of check.mjs: %v", err)
	}
	if len(answers) != len(cases) {
		t.Fatalf("%d answers to %d cases", len(answers), len(cases))
	}
	return answers
}

package nlu_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/nlu"
)

const header = "question\ttarget\taspects\tstyle\tsource\n"

func TestReadQuestions(t *testing.T) {
	t.Parallel()
	got, err := nlu.ReadQuestions(strings.NewReader(header + "Dove?\tsvc:a|office:b\twhere+cost\tplain\town\r\n\nciao\tsmalltalk:greeting\t\tplain\town\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := []nlu.Question{
		{Text: "Dove?", Targets: []nlu.Target{"svc:a", "office:b"}, Aspects: []nlu.Aspect{"where", "cost"}, Style: "plain", Source: "own", Line: 2},
		{Text: "ciao", Targets: []nlu.Target{"smalltalk:greeting"}, Style: "plain", Source: "own", Line: 4},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("questions (-want +got):\n%s", diff)
	}
}

func TestReadQuestionsNamesTheLine(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, line string }{
		{"no header", "a\tsvc:a\tinfo\tplain\town\n", "line 1"},
		{"a column is missing", header + "a\tsvc:a\tinfo\tplain\n", "line 2"},
		{"no such target", header + "ok\tsvc:a\tinfo\tplain\town\na\tservice\tinfo\tplain\town\n", "line 3"},
		{"no such aspect", header + "a\tsvc:a\tprice\tplain\town\n", "line 2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := nlu.ReadQuestions(strings.NewReader(tt.text))
			if !errors.Is(err, fault.Invalid) || !strings.Contains(err.Error(), tt.line) {
				t.Errorf("got %v, want an invalid %s", err, tt.line)
			}
		})
	}
}

func TestReadDialogues(t *testing.T) {
	t.Parallel()
	got, err := nlu.ReadDialogues(strings.NewReader(`{"id":"d","turns":[{"user":"a","target":"svc:a","aspects":"cost+where"},{"user":"b","target":"oos","aspects":["info"]}]}` + "\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := []nlu.Dialogue{{ID: "d", Turns: []nlu.Question{
		{Text: "a", Targets: []nlu.Target{"svc:a"}, Aspects: []nlu.Aspect{"cost", "where"}, Line: 1},
		{Text: "b", Targets: []nlu.Target{"oos"}, Aspects: []nlu.Aspect{"info"}, Line: 1},
	}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("dialogues (-want +got):\n%s", diff)
	}
	if _, err := nlu.ReadDialogues(strings.NewReader("\nnot json\n")); !errors.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("got %v, want an invalid line 2", err)
	}
}

// parrot answers every question with what its text says.
type parrot struct{}

func (parrot) Understand(q nlu.Query) nlu.Understanding {
	u := nlu.Understanding{Target: nlu.Target(q.Text), Aspects: []nlu.Aspect{"cost"}, Decision: nlu.DecideAnswer}
	switch u.Target {
	case nlu.TargetOOS:
		u.Decision = nlu.DecideUnknown
	case nlu.TargetClarify:
		u.Decision = nlu.DecideClarify
		u.Alternatives = []nlu.Candidate{{Target: "svc:b"}, {Target: "svc:a"}}
	}
	return u
}

func TestEvaluateCounts(t *testing.T) {
	t.Parallel()
	q := func(said, want string) nlu.Question {
		return nlu.Question{Text: said, Targets: []nlu.Target{nlu.Target(want)}, Aspects: []nlu.Aspect{"cost"}}
	}
	tick := time.Unix(0, 0)
	clock := func() time.Time { tick = tick.Add(time.Millisecond); return tick }
	r := nlu.Evaluate(parrot{}, []nlu.Question{
		q("svc:a", "svc:a"), q("svc:b", "svc:a"), q("clarify", "svc:a"), q("oos", "svc:a"), q("oos", "oos"), q("svc:a", "oos"),
	}, monday, clock)
	rates := map[string][2]nlu.Rate{
		"first":       {r.First, {Right: 1, Of: 4}},
		"within":      {r.WithinThree, {Right: 2, Of: 4}},
		"refused":     {r.Refused, {Right: 1, Of: 4}},
		"clarified":   {r.Clarified, {Right: 1, Of: 4}},
		"wrong":       {r.ConfidentBad, {Right: 2, Of: 6}},
		"oos":         {r.OutCaught, {Right: 1, Of: 2}},
		"main aspect": {r.MainAspect, {Right: 4, Of: 4}},
	}
	for name, pair := range rates {
		if pair[0] != pair[1] {
			t.Errorf("%s: got %+v, want %+v", name, pair[0], pair[1])
		}
	}
	if r.P50 != time.Millisecond || r.P99 != time.Millisecond {
		t.Errorf("times: got %v and %v, want 1ms", r.P50, r.P99)
	}
	if _, err := json.Marshal(r); err != nil {
		t.Errorf("report as JSON: %v", err)
	}
}

func TestATurnIsNamedByAllThatWasSaidBeforeIt(t *testing.T) {
	t.Parallel()
	turn := func(said string) nlu.Question {
		return nlu.Question{Text: said, Targets: []nlu.Target{nlu.Target(said)}, Line: 3}
	}
	dialogue := func(said ...string) nlu.Dialogue {
		var d nlu.Dialogue
		for _, s := range said {
			d.Turns = append(d.Turns, turn(s))
		}
		return d
	}
	clock := func() time.Time { return monday }
	r := nlu.EvaluateDialogues(parrot{}, []nlu.Dialogue{dialogue("svc:a", "svc:b"), dialogue("svc:a", "svc:b"), dialogue("svc:c", "svc:b")}, monday, clock)
	o := r.Outcomes
	if len(o) != 6 || o[0].Turn != 1 || o[1].Turn != 2 || o[0].Line != 3 {
		t.Fatalf("outcomes: %+v", o)
	}
	if o[0].Question != o[2].Question || o[1].Question != o[3].Question {
		t.Error("the same turns after the same have other names")
	}
	if o[1].Question == o[5].Question || o[0].Question == o[1].Question {
		t.Error("the same turn after others has the same name")
	}
	if *r.Turns != (nlu.Rate{Right: 6, Of: 6}) {
		t.Errorf("turns resolved: %+v", *r.Turns)
	}
	alone := nlu.Evaluate(parrot{}, []nlu.Question{turn("svc:a")}, monday, clock)
	if alone.Outcomes[0].Turn != 0 || alone.Turns != nil {
		t.Errorf("a question by itself: %+v", alone.Outcomes[0])
	}
}

func FuzzReadQuestions(f *testing.F) {
	f.Add(header + "a\tsvc:a|oos\twhere+cost\tplain\town\n")
	f.Add("\ufeff" + header)
	f.Add("a\tb")
	f.Fuzz(func(t *testing.T, text string) {
		questions, err := nlu.ReadQuestions(strings.NewReader(text))
		for _, q := range questions {
			if err == nil && len(q.Targets) == 0 {
				t.Errorf("%q: a question without target", text)
			}
		}
	})
}

func FuzzReadDialogues(f *testing.F) {
	f.Add(`{"id":"d","turns":[{"user":"a","target":"svc:a","aspects":"cost"}]}`)
	f.Add(`{"turns":[{"aspects":[]}]}`)
	f.Fuzz(func(_ *testing.T, text string) {
		_, _ = nlu.ReadDialogues(strings.NewReader(text))
	})
}

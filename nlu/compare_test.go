package nlu_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/nlu"
)

// asked gives an outcome its place and its question.
func asked(line int, question string, o nlu.Outcome) nlu.Outcome {
	o.Line, o.Question = line, question
	return o
}

func TestCompareTellsWhatGotBetterAndWorse(t *testing.T) {
	t.Parallel()
	right, wrong := answered("svc:a", 1), answered("svc:b", 1)
	lacking := answered("svc:a", 1)
	lacking.Aspects = []nlu.Aspect{nlu.AspectWhere}
	offered := answered(nlu.TargetClarify, 0.5)
	offered.Decision, offered.Offered = nlu.DecideClarify, []nlu.Target{"svc:b", "svc:a"}
	refused := answered(nlu.TargetOOS, 0)
	refused.Decision = nlu.DecideUnknown
	ladder := []nlu.Outcome{wrong, refused, offered, lacking, right}
	for i := range ladder {
		for j := range ladder {
			c := nlu.Compare([]nlu.Outcome{asked(1, "q", ladder[i])}, []nlu.Outcome{asked(1, "q", ladder[j])})
			if better, worse := len(c.Better) == 1, len(c.Worse) == 1; better != (j > i) || worse != (j < i) {
				t.Errorf("from step %d to %d: better %v, worse %v", i, j, better, worse)
			}
		}
	}
}

func TestCompareFindsQuestionsThatMovedAndJudgesThemByTheLaterLabels(t *testing.T) {
	t.Parallel()
	relabelled := answered("svc:a", 1)
	relabelled.Want = []nlu.Target{"svc:z"} // as the set then said
	before := []nlu.Outcome{asked(2, "moved", relabelled), asked(3, "gone", answered("svc:a", 1)), asked(4, "twice", answered("svc:b", 1))}
	after := []nlu.Outcome{
		asked(2, "new", answered("svc:b", 1)), asked(3, "twice", answered("svc:a", 1)), asked(4, "twice", answered("svc:a", 1)), asked(9, "moved", answered("svc:a", 1)),
	}
	c := nlu.Compare(before, after)
	if c.Compared != 2 || c.OnlyBefore != 1 || c.OnlyAfter != 2 || len(c.Better) != 1 || len(c.Worse) != 0 {
		t.Fatalf("got %+v", c)
	}
	if got := c.Better[0].After.Line; got != 3 {
		t.Errorf("better in line %d, want 3", got)
	}
	first := c.Measures[0]
	want := nlu.Difference{
		Measure: nlu.MeasureFirst, Before: nlu.Rate{Right: 1, Of: 2}, After: nlu.Rate{Right: 2, Of: 2},
		Interval: nlu.Interval{Low: 0, High: 100}, P: 1,
	}
	if diff := cmp.Diff(want, first, roughly()); diff != "" || first.Points() != 50 {
		t.Errorf("%.1f points, difference (-want +got):\n%s", first.Points(), diff)
	}
	if got := nlu.Compare(before, nil); got.Compared != 0 || len(got.Measures) != 0 {
		t.Errorf("with nothing in common: %+v", got)
	}
}

func TestTheSignTestIsMcNemarsExact(t *testing.T) {
	t.Parallel()
	tests := []struct {
		better, worse int
		want          float64
	}{
		{0, 0, 1}, {1, 0, 1}, {3, 3, 1}, {3, 0, 0.25}, {0, 6, 0.03125}, {10, 2, 0.03857421875}, {400, 200, 2.393e-16},
	}
	for _, tt := range tests {
		got := nlu.SignTest(tt.better, tt.worse)
		if math.Abs(got-tt.want) > 0.01*tt.want {
			t.Errorf("%d better and %d worse: got %g, want %g", tt.better, tt.worse, got, tt.want)
		}
	}
}

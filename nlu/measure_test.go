package nlu_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/cittaclick/cittaclick/nlu"
)

func roughly() cmp.Option { return cmpopts.EquateApprox(0, 1e-9) }

// answered is a question about svc:a that was answered with a target, as sure as
// that.
func answered(got nlu.Target, confidence float64) nlu.Outcome {
	return nlu.Outcome{
		Want: []nlu.Target{"svc:a"}, WantAspects: []nlu.Aspect{nlu.AspectCost}, Got: got, Best: got,
		Aspects: []nlu.Aspect{nlu.AspectCost}, Decision: nlu.DecideAnswer, Confidence: confidence,
	}
}

func TestTablesGroupQuestionsTheLargestGroupFirst(t *testing.T) {
	t.Parallel()
	styled := func(style string, o nlu.Outcome) nlu.Outcome { o.Style = style; return o }
	outside := nlu.Outcome{Style: "plain", Want: []nlu.Target{nlu.TargetOOS}, Got: nlu.TargetOOS, Decision: nlu.DecideUnknown}
	got := nlu.Tabulate([]nlu.Outcome{
		styled("voice", answered("svc:b", 1)), styled("plain", answered("svc:a", 1)), outside, answered("svc:a", 1),
	}, func(o nlu.Outcome) string { return o.Style })
	want := []nlu.Row{
		{
			Name: "plain", Questions: 2, First: nlu.Rate{Right: 1, Of: 1}, WithinThree: nlu.Rate{Right: 1, Of: 1},
			MainAspect: nlu.Rate{Right: 1, Of: 1}, Resolved: nlu.Rate{Right: 2, Of: 2},
		},
		{
			Name: "voice", Questions: 1, First: nlu.Rate{Of: 1}, WithinThree: nlu.Rate{Of: 1},
			MainAspect: nlu.Rate{Right: 1, Of: 1}, Resolved: nlu.Rate{Of: 1},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

func TestCalibrationComparesConfidenceWithWhatWasRight(t *testing.T) {
	t.Parallel()
	offered := answered(nlu.TargetClarify, 0.25)
	offered.Decision, offered.Best = nlu.DecideClarify, "svc:a"
	nothing := answered(nlu.TargetOOS, 0)
	nothing.Best = ""
	bin := func(i int, confidence float64, right, of int) nlu.Bin {
		return nlu.Bin{From: float64(i) / 10, To: float64(i+1) / 10, Confidence: confidence, Rate: nlu.Rate{Right: right, Of: of}}
	}
	tests := map[string]struct {
		outcomes []nlu.Outcome
		readings int
		bins     []nlu.Bin // those that hold something
		ece      float64
		brier    float64
	}{
		"nothing was read": {outcomes: []nlu.Outcome{nothing}},
		"sure and right":   {[]nlu.Outcome{answered("svc:a", 1)}, 1, []nlu.Bin{bin(9, 1, 1, 1)}, 0, 0},
		"sure and wrong":   {[]nlu.Outcome{answered("svc:b", 1)}, 1, []nlu.Bin{bin(9, 1, 0, 1)}, 1, 1},
		"half as often as said": {
			[]nlu.Outcome{answered("svc:a", 0.95), answered("svc:b", 0.95)}, 2, []nlu.Bin{bin(9, 0.95, 1, 2)}, 0.45, (0.05*0.05 + 0.95*0.95) / 2,
		},
		"what was only offered counts": {[]nlu.Outcome{offered, nothing}, 1, []nlu.Bin{bin(2, 0.25, 1, 1)}, 0.75, 0.75 * 0.75},
		"a limit belongs to the bin above": {
			[]nlu.Outcome{answered("svc:a", 0.5), answered("svc:b", 0.4)}, 2, []nlu.Bin{bin(4, 0.4, 0, 1), bin(5, 0.5, 1, 1)}, 0.45, (0.25 + 0.16) / 2,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := nlu.CalibrationOf(tt.outcomes)
			var held []nlu.Bin
			for _, b := range got.Bins {
				if b.Of > 0 {
					held = append(held, b)
				}
			}
			if diff := cmp.Diff(tt.bins, held, roughly()); diff != "" {
				t.Errorf("bins (-want +got):\n%s", diff)
			}
			if got.Readings != tt.readings || math.Abs(got.ECE-tt.ece) > 1e-9 || math.Abs(got.Brier-tt.brier) > 1e-9 || len(got.Bins) != 10 {
				t.Errorf("got %d readings, %d bins, ECE %.4f, Brier %.4f; want %d, 10, %.4f, %.4f",
					got.Readings, len(got.Bins), got.ECE, got.Brier, tt.readings, tt.ece, tt.brier)
			}
		})
	}
}

// many repeats two outcomes, as turns of dialogues of so many turns or as
// questions by themselves.
func many(right, wrong, turns int) []nlu.Outcome {
	var out []nlu.Outcome
	for i := range right + wrong {
		o := answered("svc:a", 1)
		if i >= right {
			o = answered("svc:b", 1)
		}
		if turns > 0 {
			o.Turn = i%turns + 1
		}
		out = append(out, o)
	}
	return out
}

func TestIntervalsAreTheSameEveryTimeAndTellHowMuchWasAsked(t *testing.T) {
	t.Parallel()
	width := func(outcomes []nlu.Outcome) float64 {
		t.Helper()
		first, again := nlu.Intervals(outcomes), nlu.Intervals(outcomes)
		if diff := cmp.Diff(first, again); diff != "" {
			t.Errorf("the second time (-first +again):\n%s", diff)
		}
		i := first[nlu.MeasureFirst]
		if i.Low > 75 || i.High < 75 {
			t.Errorf("75 %% is not between %.1f and %.1f", i.Low, i.High)
		}
		return i.High - i.Low
	}
	hundred, thousand, dialogues := width(many(75, 25, 0)), width(many(750, 250, 0)), width(many(750, 250, 10))
	// ±1.96 standard deviations of a share are 17 and 5.4 points.
	if hundred < 13 || hundred > 20 || thousand < 4.5 || thousand > 6.5 {
		t.Errorf("intervals of %.1f points on a hundred and %.1f on a thousand questions", hundred, thousand)
	}
	if dialogues < 2*thousand {
		t.Errorf("turns that are right or wrong together tell as much as questions: %.1f and %.1f points", dialogues, thousand)
	}
	if got := nlu.Intervals(many(1, 0, 0)); len(got) != 7 || got[nlu.MeasureFirst] != (nlu.Interval{Low: 100, High: 100}) {
		t.Errorf("of one question: %v", got)
	}
	if got := nlu.Intervals(nil); len(got) != 0 {
		t.Errorf("of nothing: %v", got)
	}
}

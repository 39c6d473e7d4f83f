package nlu

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Interval is where a rate or a difference lies with 95 % confidence, in percent.
type Interval struct {
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

const (
	resamples = 1000
	outside95 = 0.025 // of the resamples, at either end
	// The seeds are fixed, so that the same outcomes always give the same interval.
	bootstrapSeed1, bootstrapSeed2 = 0x6369747461, 0x636c69636b
)

// resample draws as many out of n as there are, with repetition, and hands each
// draw to a function: Efron's bootstrap.
func resample(n int, each func(drawn []int)) {
	//nolint:gosec // chance for statistics, the same every time on purpose
	chance := rand.New(rand.NewPCG(bootstrapSeed1, bootstrapSeed2))
	drawn := make([]int, n)
	for range resamples {
		for i := range drawn {
			drawn[i] = chance.IntN(n)
		}
		each(drawn)
	}
}

// percentiles is the interval that leaves out as many of the values below as
// above.
func percentiles(values []float64) Interval {
	slices.Sort(values)
	last := float64(len(values) - 1)
	return Interval{Low: values[int(math.Round(outside95*last))], High: values[int(math.Round((1-outside95)*last))]}
}

// intervals are those of every measure that counts something. Dialogues are
// drawn whole, because their turns depend on each other.
func intervals(outcomes []Outcome) map[Measure]Interval {
	out := make(map[Measure]Interval)
	for _, m := range Measures() {
		rates := ratesOf(outcomes, m)
		var values []float64
		resample(len(rates), func(drawn []int) {
			if total := sum(rates, drawn); total.Of > 0 {
				values = append(values, total.Percent())
			}
		})
		if len(values) > 0 {
			out[m] = percentiles(values)
		}
	}
	return out
}

// ratesOf counts a measure over each group of outcomes that depend on each other.
func ratesOf(outcomes []Outcome, m Measure) []Rate {
	groups := together(outcomes)
	rates := make([]Rate, len(groups))
	for i, g := range groups {
		rates[i] = RateOf(g, m)
	}
	return rates
}

func sum(rates []Rate, drawn []int) Rate {
	var total Rate
	for _, i := range drawn {
		total.Right += rates[i].Right
		total.Of += rates[i].Of
	}
	return total
}

// signTest is how probable it is that chance alone parts so many changes so
// unevenly into better and worse: McNemar's exact test, two-sided.
func signTest(better, worse int) float64 {
	n := better + worse
	tail := 0.0
	for k := range min(better, worse) + 1 {
		tail += math.Exp(logChoose(n, k) - float64(n)*math.Ln2)
	}
	return min(2*tail, 1)
}

func logChoose(n, k int) float64 {
	all, _ := math.Lgamma(float64(n + 1))
	in, _ := math.Lgamma(float64(k + 1))
	rest, _ := math.Lgamma(float64(n - k + 1))
	return all - in - rest
}

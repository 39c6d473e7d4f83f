package nlu

import "math"

// linear is a multinomial logistic regression over sparse binary features. It
// is trained once, always in the same order, and then only read.
type linear struct {
	classes int
	rows    *featureRows
	weights []float32 // rows × classes
	beneath *linear   // what was learned before, to which it adds; nil when nothing was
}

// sample is one training example.
type sample struct {
	features []uint64
	class    int
}

// Settings of the training, chosen on the training part of the phrase bank.
const (
	trainRounds  = 16
	trainRate    = 0.1
	trainEnough  = 0.005 // below which a class is learned well enough
	trainSettled = 0.03  // from what is wanted, for a sample to be left alone for two rounds
	trainDecay   = 1e-2  // of a weight, each time that its feature is seen
)

// trainLinear fits the weights by stochastic gradient descent with AdaGrad's
// step sizes, on top of what was learned before, if anything was.
func trainLinear(samples []sample, classes int, beneath *linear) *linear {
	if beneath != nil && len(samples) == 0 {
		return beneath
	}
	m := &linear{classes: classes, rows: newFeatureRows(0), beneath: beneath}
	rows := make([][]int32, len(samples))
	known := make([][]float64, len(samples)) // scores beneath: they do not change
	for i, s := range samples {
		rows[i] = make([]int32, 0, len(s.features))
		for _, f := range s.features {
			rows[i] = append(rows[i], rowOf(m.rows, f))
		}
		if beneath != nil {
			known[i] = make([]float64, classes)
			beneath.tally(s.features, known[i])
		}
	}
	m.weights = make([]float32, m.rows.Len()*classes)
	slopes := make([]float32, len(m.weights))
	wanted, scores := make([]float32, classes), make([]float64, classes)
	settled := make([]bool, len(samples)) // learned well in the round before
	for round := range trainRounds {
		for k := range samples {
			i := scattered(k, len(samples))
			if settled[i] && round%3 != 0 {
				continue
			}
			clear(wanted)
			wanted[samples[i].class] = 1
			clear(scores)
			copy(scores, known[i])
			m.add(rows[i], scores)
			normalise(scores)
			settled[i] = near(scores, wanted)
			m.step(rows[i], scores, wanted, slopes)
		}
	}
	return m
}

// near reports whether a sample needs no further teaching for now.
func near(scores []float64, wanted []float32) bool {
	for c, s := range scores {
		if math.Abs(s-float64(wanted[c])) > trainSettled {
			return false
		}
	}
	return true
}

// scattered visits every index below n once, neighbours far apart, so that the
// order of the files does not matter.
func scattered(k, n int) int {
	stride := 7919 % n
	for stride == 0 || gcd(stride, n) != 1 {
		stride++
	}
	return k * stride % n
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func (m *linear) step(rows []int32, scores []float64, wanted, slopes []float32) {
	for _, row := range rows {
		at := int(row) * m.classes
		w, g := m.weights[at:at+m.classes], slopes[at:at+m.classes]
		for c := range w {
			slope := float32(scores[c]) - wanted[c] + trainDecay*w[c]
			if slope < trainEnough && slope > -trainEnough {
				continue
			}
			g[c] += slope * slope
			w[c] -= trainRate * slope / float32(math.Sqrt(float64(g[c])+1))
		}
	}
}

// add adds what the rows say of every class to out.
func (m *linear) add(rows []int32, out []float64) {
	for _, row := range rows {
		at := int(row) * m.classes
		for c, w := range m.weights[at : at+m.classes] {
			out[c] += float64(w)
		}
	}
}

// tally adds what the features say of every class to out.
func (m *linear) tally(features []uint64, out []float64) {
	rows := make([]int32, 0, len(features))
	for _, f := range features {
		if row, ok := m.rows.Get(f); ok {
			rows = append(rows, row)
		}
	}
	m.add(rows, out)
	if m.beneath != nil {
		m.beneath.tally(features, out)
	}
}

func normalise(scores []float64) {
	top := scores[0]
	for _, s := range scores {
		top = max(top, s)
	}
	sum := 0.0
	for c, s := range scores {
		scores[c] = math.Exp(s - top)
		sum += scores[c]
	}
	for c := range scores {
		scores[c] /= sum
	}
}

// predict returns the probability of every class.
func (m *linear) predict(features []uint64) []float64 {
	out := make([]float64, m.classes)
	m.tally(features, out)
	normalise(out)
	return out
}

// featureKey names a feature: what sort it is and the words that make it.
func featureKey(sort byte, words ...string) uint64 {
	const offset, prime = 14695981039346656037, 1099511628211 // FNV-1a
	h := (uint64(offset) ^ uint64(sort)) * prime
	for _, w := range words {
		for i := range len(w) {
			h = (h ^ uint64(w[i])) * prime
		}
		h = (h ^ 0xff) * prime
	}
	return h
}

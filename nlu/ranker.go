package nlu

import (
	"math"
	"slices"
)

// ranker is a linear classifier over the targets of a charter: a passive-
// aggressive perceptron with averaged weights over stems, pairs of stems and
// pieces of words. It weighs against each other words that evidence only adds
// up, and hears in a misspelt word the pieces that are right.
//
// Its weights come in layers that add up: what the base has learned, the same
// for all municipalities, and what the charter adds to it.
type ranker struct {
	targets int
	layers  []rankLayer
}

// rankLayer is what was learned at a time, of targets numbered as they were then.
type rankLayer struct {
	*rankWeights
	columns []int32 // the target's number in this charter; absent when it has none
}

// absent is the number of a target that the charter does not have: nothing said
// for or against it counts.
const absent = -1

// rankWeights holds by feature the few targets that it ever spoke for or against.
type rankWeights struct {
	rows    *featureRows
	starts  []int32 // where each row begins in weights, and where the last one ends
	weights []rankWeight
}

// rankWeight is how much a feature speaks for a target.
type rankWeight struct {
	target int32
	weight float32
}

// identity numbers targets as they are.
func identity(targets int) []int32 {
	columns := make([]int32, targets)
	for i := range columns {
		columns[i] = int32(i)
	}
	return columns
}

// tally adds up the scores of the targets that any feature speaks of; those of
// all others are zero.
type tally struct {
	scores  []float32
	touched []int32
	seen    []bool
}

func newTally(targets int) *tally {
	return &tally{scores: make([]float32, targets), seen: make([]bool, targets)}
}

// reset forgets everything.
func (t *tally) reset() {
	for _, target := range t.touched {
		t.scores[target], t.seen[target] = 0, false
	}
	t.touched = t.touched[:0]
}

func (t *tally) add(target int32, weight float32) {
	if !t.seen[target] {
		t.seen[target] = true
		t.touched = append(t.touched, target)
	}
	t.scores[target] += weight
}

// scale multiplies all scores.
func (t *tally) scale(by float32) {
	for _, target := range t.touched {
		t.scores[target] *= by
	}
}

// bestBut returns the best of all targets but one, the first of equals.
func (t *tally) bestBut(target int32) int32 {
	best := int32(0) // the first that no feature speaks of: it scores zero
	for int(best) < len(t.seen)-1 && (t.seen[best] || best == target) {
		best++
	}
	if best == target { // all others are spoken of
		best = (target + 1) % int32(len(t.seen))
	}
	for _, other := range t.touched {
		if s, top := t.scores[other], t.scores[best]; other != target && (s > top || s == top && other < best) {
			best = other
		}
	}
	return best
}

// addTo tallies what a feature says of the charter's targets, and reports
// whether it is known.
func (l rankLayer) addTo(out *tally, feature uint64) bool {
	row, ok := l.rows.Get(feature)
	if ok {
		l.addRow(out, row)
	}
	return ok
}

func (l rankLayer) addRow(out *tally, row int32) {
	for _, w := range l.weights[l.starts[row]:l.starts[row+1]] {
		if target := l.columns[w.target]; target != absent {
			out.add(target, w.weight)
		}
	}
}

// shares returns how likely every target is by the words alone.
func (m *ranker) shares(tokens []token) []float64 {
	scores := newTally(m.targets)
	heard := 0
	for _, f := range rankFeatures(tokens) {
		known := false
		for _, l := range m.layers {
			known = l.addTo(scores, f) || known
		}
		if known {
			heard++
		}
	}
	scores.scale(unit(max(heard, 1)))
	out := make([]float64, m.targets)
	for t, s := range scores.scores {
		out[t] = rankerSharp * float64(s)
	}
	normalise(out)
	return out
}

// rankerSharp is how steeply scores become shares.
const rankerSharp = 10.0

// wordPiece is the length of the pieces that words are cut into.
const wordPiece = 4

// unit is the weight of each of n features, so that all samples are as long.
func unit(n int) float32 { return float32(1 / math.Sqrt(float64(n))) }

// rankFeatures are the stems that carry a topic, their pairs, the pairs with the
// small words beside them ("è morto", "per mio figlio") and the pieces of words.
func rankFeatures(tokens []token) []uint64 {
	out := make([]uint64, 0, 9*len(tokens))
	last := ""
	for k, t := range tokens {
		if k > 0 {
			out = append(out, featureKey(featPair, tokens[k-1].stem, t.stem))
		}
		if !carriesTopic(t) {
			continue
		}
		out = append(out, featureKey(featStem, t.stem))
		if last != "" {
			out = append(out, featureKey(featStemPair, last, t.stem))
		}
		last = t.stem
		word := "^" + t.norm + "$"
		for i := 0; i+wordPiece <= len(word); i++ {
			out = append(out, featureKey(featStart, word[i:i+wordPiece]))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

package nlu

import (
	"math"
	"slices"
)

// ranker is a linear classifier over the targets of a charter: a passive-
// aggressive perceptron with averaged weights over stems, pairs of stems and
// pieces of words. It weighs against each other words that evidence only adds
// up, and hears in a misspelt word the pieces that are right.
type ranker struct {
	targets int
	rows    map[uint64]int32
	weights [][]rankWeight // by row: of the few targets that it ever spoke for or against
}

// rankWeight is how much a feature speaks for a target; drift is for the mean:
// each change times its date.
type rankWeight struct {
	target        int32
	weight, drift float32
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

// Settings of the training, chosen on the training part of the phrase bank.
const (
	rankerRounds = 6
	rankerStep   = 0.2  // the most that one mistake may move the weights
	rankerSharp  = 10.0 // how steeply scores become shares
	// mostShared is how often a feature may pass from one target to another: one
	// that very many targets share tells none apart, and in a charter of
	// thousands of services would cost more than all others. It is beyond what a
	// charter of some hundreds can reach.
	mostShared = 512
)

// wordPiece is the length of the pieces that words are cut into.
const wordPiece = 4

type ranked struct {
	rows   []int32
	target int32
}

// learnRanking trains on all forms of the documents and of the lexicon.
func (u *Understander) learnRanking(forms []taughtForm) *ranker {
	m := &ranker{targets: len(u.index.targets), rows: make(map[uint64]int32)}
	samples := make([]ranked, len(forms))
	for i, f := range forms {
		samples[i] = ranked{m.learnRows(rankFeatures(f.tokens)), f.target}
	}
	if len(samples) > 0 {
		m.dropShared(samples)
		m.train(samples)
	}
	return m
}

func (m *ranker) learnRows(features []uint64) []int32 {
	rows := make([]int32, len(features))
	for i, f := range features {
		row, ok := m.rows[f]
		if !ok {
			row = int32(len(m.rows))
			m.rows[f] = row
		}
		rows[i] = row
	}
	return rows
}

// dropShared takes out of the samples the features that too many targets share.
func (m *ranker) dropShared(samples []ranked) {
	shared, last := make([]int, len(m.rows)), make([]int32, len(m.rows))
	for _, s := range samples {
		for _, row := range s.rows {
			if last[row] != s.target+1 {
				shared[row]++
				last[row] = s.target + 1
			}
		}
	}
	for i := range samples {
		samples[i].rows = slices.DeleteFunc(samples[i].rows, func(row int32) bool { return shared[row] > mostShared })
	}
}

// train visits the samples a few times; the weights that remain are the mean of
// all that were passed through.
func (m *ranker) train(samples []ranked) {
	m.weights = make([][]rankWeight, len(m.rows))
	scores := newTally(m.targets)
	date := float32(0)
	settled := make([]bool, len(samples)) // told apart in the round before
	for round := range rankerRounds {
		for k := range samples {
			i := scattered(k, len(samples))
			if settled[i] && round%3 != 0 {
				continue
			}
			s := samples[i]
			date++
			m.score(s.rows, scores)
			rival := scores.bestBut(s.target)
			loss := 1 - scores.scores[s.target] + scores.scores[rival]
			settled[i] = loss <= 0
			if loss > 0 && len(s.rows) > 0 {
				step := min(rankerStep, loss/2) * unit(len(s.rows))
				m.move(s.rows, s.target, step, date)
				m.move(s.rows, rival, -step, date)
			}
		}
	}
	for _, row := range m.weights {
		for i := range row {
			row[i].weight -= row[i].drift / (date + 1)
		}
	}
}

func (m *ranker) move(rows []int32, target int32, step, date float32) {
	for _, row := range rows {
		w := m.weights[row]
		at := slices.IndexFunc(w, func(w rankWeight) bool { return w.target == target })
		if at < 0 {
			at = len(w)
			w = append(w, rankWeight{target: target})
			m.weights[row] = w
		}
		w[at].weight += step
		w[at].drift += step * date
	}
}

// unit is the weight of each of n features, so that all samples are as long.
func unit(n int) float32 { return float32(1 / math.Sqrt(float64(n))) }

// score tallies what the features say, after forgetting what it held.
func (m *ranker) score(rows []int32, out *tally) {
	for _, t := range out.touched {
		out.scores[t], out.seen[t] = 0, false
	}
	out.touched = out.touched[:0]
	for _, row := range rows {
		for _, w := range m.weights[row] {
			if !out.seen[w.target] {
				out.seen[w.target] = true
				out.touched = append(out.touched, w.target)
			}
			out.scores[w.target] += w.weight
		}
	}
	u := unit(max(len(rows), 1))
	for _, t := range out.touched {
		out.scores[t] *= u
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

// shares returns how likely every target is by the words alone.
func (m *ranker) shares(tokens []token) []float64 {
	features := rankFeatures(tokens)
	rows := make([]int32, 0, len(features))
	for _, f := range features {
		if row, ok := m.rows[f]; ok {
			rows = append(rows, row)
		}
	}
	scores := newTally(m.targets)
	m.score(rows, scores)
	out := make([]float64, m.targets)
	for t, s := range scores.scores {
		out[t] = rankerSharp * float64(s)
	}
	normalise(out)
	return out
}

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

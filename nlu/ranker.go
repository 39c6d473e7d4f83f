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
	weights []float32 // rows × targets
}

// Settings of the training, chosen on the training part of the phrase bank.
const (
	rankerRounds = 6
	rankerStep   = 0.2 // the most that one mistake may move the weights
	rankerSharp  = 10.0 // how steeply scores become shares
)

// wordPiece is the length of the pieces that words are cut into.
const wordPiece = 4

type ranked struct {
	rows   []int32
	target int32
}

// learnRanking trains on all forms of the documents and of the lexicon.
func (u *Understander) learnRanking(docs []Document) *ranker {
	m := &ranker{targets: len(u.index.targets), rows: make(map[uint64]int32)}
	var samples []ranked
	learn := func(target Target, text string) {
		id, ok := u.index.ids[target]
		if !ok || text == "" {
			return
		}
		r := &reading{tokens: u.base.normaliser.tokens(text)}
		u.spell(r)
		samples = append(samples, ranked{m.learnRows(rankFeatures(r.tokens)), id})
	}
	for _, d := range docs {
		for _, f := range documentForms(d) {
			learn(f.target, f.text)
		}
	}
	for _, f := range u.base.forms {
		learn(f.target, f.text)
	}
	for _, f := range u.base.outside {
		learn(outsideTarget, f.text)
	}
	if len(samples) > 0 {
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

// train visits the samples a few times; the weights that remain are the mean of
// all that were passed through.
func (m *ranker) train(samples []ranked) {
	m.weights = make([]float32, len(m.rows)*m.targets)
	drift := make([]float32, len(m.weights)) // for the mean: each change times its date
	scores := make([]float32, m.targets)
	date := float32(0)
	settled := make([]bool, len(samples)) // told apart in the round before
	for round := range rankerRounds {
		for k := range samples {
			i := scattered(k, len(samples))
			if settled[i] && round%2 == 1 {
				continue
			}
			s := samples[i]
			date++
			m.score(s.rows, scores)
			rival := bestBut(scores, s.target)
			loss := 1 - scores[s.target] + scores[rival]
			settled[i] = loss <= 0
			if loss > 0 && len(s.rows) > 0 {
				step := min(rankerStep, loss/2) * unit(len(s.rows))
				m.move(s.rows, s.target, step, drift, date)
				m.move(s.rows, rival, -step, drift, date)
			}
		}
	}
	for i := range m.weights {
		m.weights[i] -= drift[i] / (date + 1)
	}
}

func (m *ranker) move(rows []int32, target int32, step float32, drift []float32, date float32) {
	for _, row := range rows {
		at := int(row)*m.targets + int(target)
		m.weights[at] += step
		drift[at] += step * date
	}
}

// unit is the weight of each of n features, so that all samples are as long.
func unit(n int) float32 { return float32(1 / math.Sqrt(float64(n))) }

func (m *ranker) score(rows []int32, out []float32) {
	clear(out)
	for _, row := range rows {
		at := int(row) * m.targets
		w := m.weights[at : at+m.targets]
		for t := range w {
			out[t] += w[t]
		}
	}
	u := unit(max(len(rows), 1))
	for t := range out {
		out[t] *= u
	}
}

func bestBut(scores []float32, target int32) int32 {
	best := int32(0)
	if target == 0 {
		best = 1
	}
	for t := range scores {
		if int32(t) != target && scores[t] > scores[best] {
			best = int32(t)
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
	scores := make([]float32, m.targets)
	m.score(rows, scores)
	out := make([]float64, m.targets)
	for t, s := range scores {
		out[t] = rankerSharp * float64(s)
	}
	normalise(out)
	return out
}

// rankFeatures are the stems that carry a topic, their pairs and their pieces.
func rankFeatures(tokens []token) []uint64 {
	out := make([]uint64, 0, 8*len(tokens))
	last := ""
	for _, t := range tokens {
		if t.stop || len(t.stem) < 2 {
			continue
		}
		out = append(out, featureKey(featStem, t.stem))
		if last != "" {
			out = append(out, featureKey(featStemPair, last, t.stem))
		}
		last = t.stem
		for i := 0; i+wordPiece <= len(t.norm); i++ {
			out = append(out, featureKey(featStart, t.norm[i:i+wordPiece]))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

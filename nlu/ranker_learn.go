package nlu

import "slices"

// Settings of the training, chosen on the training part of the phrase bank.
const (
	rankerRounds = 6
	rankerStep   = 0.2 // the most that one mistake may move the weights
	rankerMargin = 1.0 // by which a target must be ahead of all others
	// addedMargin is the same for what a charter adds: its few forms must be told
	// apart, and not take from the base what thousands of phrases have settled.
	addedMargin = 0.5
	// mostShared is how often a feature may pass from one target to another: one
	// that very many targets share tells none apart, and in a charter of
	// thousands of services would cost more than all others. It is beyond what a
	// charter of some hundreds can reach.
	mostShared = 512
)

// ranked is one training example: its features by their rows, and by those of the
// layer beneath; what they say there does not change.
type ranked struct {
	rows, beneath []int32
	target        int32
}

// rankPupil is a ranker while it learns.
type rankPupil struct {
	beneath *rankLayer // what was learned before; nil when nothing was
	rows    *featureRows
	weights [][]rankWeight
	drifts  [][]float32 // by weight, for the mean: each change times its date
	scores  *tally
	margin  float32
}

// learnRanking trains on the forms; where the base has learned, on top of that,
// and with some of what stands in the documents already.
func (u *Understander) learnRanking(forms []taughtForm, docs []Document) *ranker {
	m := &ranker{targets: len(u.index.targets)}
	pupil := &rankPupil{rows: newFeatureRows(0), scores: newTally(m.targets), margin: rankerMargin}
	if w := u.base.weights; w != nil {
		m.layers = append(m.layers, rankLayer{w.ranking, w.columns(u.index)})
		pupil.beneath, pupil.margin = &m.layers[0], addedMargin
	}
	if len(forms) == 0 {
		return m
	}
	var samples []ranked
	for _, f := range forms {
		samples = append(samples, pupil.sample(rankFeatures(f.tokens), f.target))
	}
	if pupil.beneath != nil {
		samples = append(samples, u.rehearsal(docs, pupil, pupil.rivals(samples))...)
	}
	pupil.dropShared(samples)
	pupil.learn(samples)
	m.layers = append(m.layers, rankLayer{pupil.frozen(), identity(m.targets)})
	return m
}

func (p *rankPupil) sample(features []uint64, target int32) ranked {
	s := ranked{rows: make([]int32, len(features)), target: target}
	for i, f := range features {
		s.rows[i] = rowOf(p.rows, f)
		if p.rows.Len() > len(p.weights) {
			p.weights, p.drifts = append(p.weights, nil), append(p.drifts, nil)
		}
		if p.beneath != nil {
			if row, ok := p.beneath.rows.Get(f); ok {
				s.beneath = append(s.beneath, row)
			}
		}
	}
	return s
}

// dropShared takes out of the samples the features that too many targets share.
func (p *rankPupil) dropShared(samples []ranked) {
	shared, last := make([]int, p.rows.Len()), make([]int32, p.rows.Len())
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

// learn visits the samples a few times; the weights that remain are the mean of
// all that were passed through.
func (p *rankPupil) learn(samples []ranked) {
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
			p.score(s)
			rival := p.scores.bestBut(s.target)
			loss := p.margin - p.scores.scores[s.target] + p.scores.scores[rival]
			settled[i] = loss <= 0
			if loss > 0 && len(s.rows) > 0 {
				step := min(rankerStep, loss/2) * unit(len(s.rows))
				p.move(s.rows, s.target, step, date)
				p.move(s.rows, rival, -step, date)
			}
		}
	}
	for row, drifts := range p.drifts {
		for i, drift := range drifts {
			p.weights[row][i].weight -= drift / (date + 1)
		}
	}
}

func (p *rankPupil) move(rows []int32, target int32, step, date float32) {
	for _, row := range rows {
		at := slices.IndexFunc(p.weights[row], func(w rankWeight) bool { return w.target == target })
		if at < 0 {
			at = len(p.weights[row])
			p.weights[row] = append(p.weights[row], rankWeight{target: target})
			p.drifts[row] = append(p.drifts[row], 0)
		}
		p.weights[row][at].weight += step
		p.drifts[row][at] += step * date
	}
}

// score tallies what is known so far of a sample.
func (p *rankPupil) score(s ranked) {
	p.scores.reset()
	for _, row := range s.beneath {
		p.beneath.addRow(p.scores, row)
	}
	for _, row := range s.rows {
		for _, w := range p.weights[row] {
			p.scores.add(w.target, w.weight)
		}
	}
	p.scores.scale(unit(max(len(s.rows), 1)))
}

// frozen lays the weights out one after the other, to be read only.
func (p *rankPupil) frozen() *rankWeights {
	total := 0
	for _, row := range p.weights {
		total += len(row)
	}
	w := &rankWeights{
		rows: p.rows, starts: make([]int32, 1, len(p.weights)+1), weights: make([]rankWeight, 0, total),
	}
	for _, row := range p.weights {
		w.weights = append(w.weights, row...)
		w.starts = append(w.starts, int32(len(w.weights)))
	}
	return w
}

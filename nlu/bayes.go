package nlu

import "math"

// bayes is a multinomial naive Bayes classifier over the stems that carry a topic,
// as all forms of a target taken together say them. It errs elsewhere than the
// ranker, which learns what parts targets and forgets what they share: rare words
// count here from their first use.
//
// See Manning, Raghavan, Schütze, Introduction to Information Retrieval, 13.2.
type bayes struct {
	// said holds, by stem, the logarithm of how much oftener a target says it
	// than one that never does.
	said map[string][]bayesWeight
	norm []float64 // by target: logarithm of how much it says in all
}

type bayesWeight struct {
	target int32
	weight float32
}

const (
	bayesPrior = 0.1   // times that every target is taken to have said every stem
	bayesFloor = -25.0 // below which no target is less likely than another
)

// learnBayes counts the stems of all forms.
func (u *Understander) learnBayes(forms []taughtForm) *bayes {
	m := &bayes{said: make(map[string][]bayesWeight), norm: make([]float64, len(u.index.targets))}
	for _, f := range forms {
		for _, t := range f.tokens {
			if carriesTopic(t) {
				m.count(t.stem, f.target)
			}
		}
	}
	silence := bayesPrior * float64(len(m.said))
	for t, words := range m.norm {
		m.norm[t] = math.Log(words + silence)
	}
	for _, row := range m.said {
		for i := range row {
			row[i].weight = float32(math.Log(float64(row[i].weight)/bayesPrior + 1))
		}
	}
	return m
}

func (m *bayes) count(stem string, target int32) {
	m.norm[target]++
	row := m.said[stem]
	for i := range row {
		if row[i].target == target {
			row[i].weight++
			return
		}
	}
	m.said[stem] = append(row, bayesWeight{target, 1})
}

// odds returns, for every target, the logarithm of how likely it is beside the
// likeliest; 0 for that one.
func (m *bayes) odds(tokens []token) []float64 {
	out := make([]float64, len(m.norm))
	known := 0.0
	for _, t := range tokens {
		row := m.said[t.stem]
		if len(row) == 0 || !carriesTopic(t) {
			continue
		}
		known++
		for _, w := range row {
			out[w.target] += float64(w.weight)
		}
	}
	top := math.Inf(-1)
	for t := range out {
		out[t] -= known * m.norm[t]
		top = max(top, out[t])
	}
	for t := range out {
		out[t] = max(out[t]-top, bayesFloor)
	}
	return out
}

// carriesTopic reports whether a word may tell targets apart by itself.
func carriesTopic(t token) bool { return !t.stop && len(t.stem) > 1 }

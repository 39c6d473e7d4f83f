package nlu

import "math"

// bayes is a multinomial naive Bayes classifier over the stems that carry a topic,
// as all forms of a target taken together say them, and its sheet. It errs elsewhere
// than the ranker, which learns what parts targets and forgets what they share: rare
// words count here from their first use.
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
	sheetShare = 0.5   // of what a target is heard to say, that its sheet may add
	bayesFloor = -25.0 // below which no target is less likely than another
)

// counts are how often targets say a stem.
type counts map[string][]stemCount

type stemCount struct {
	target int32
	times  uint32
}

// counted counts the stems of the forms, on top of what the base has counted.
func (u *Understander) counted(forms []taughtForm) counts {
	all := make(counts)
	if w := u.base.weights; w != nil {
		all = w.counts.numbered(w.columns(u.index))
	}
	for _, f := range forms {
		for _, t := range f.tokens {
			if carriesTopic(t) {
				all.add(t.stem, f.target)
			}
		}
	}
	return all
}

func (c counts) add(stem string, target int32) {
	row := c[stem]
	for i := range row {
		if row[i].target == target {
			row[i].times++
			return
		}
	}
	c[stem] = append(row, stemCount{target, 1})
}

// numbered copies the counts of the targets that a charter has.
func (c counts) numbered(columns []int32) counts {
	out := make(counts, len(c))
	for stem, row := range c {
		var kept []stemCount
		for _, n := range row {
			if target := columns[n.target]; target != absent {
				kept = append(kept, stemCount{target, n.times})
			}
		}
		if len(kept) > 0 {
			out[stem] = kept
		}
	}
	return out
}

// weighCounts weighs what targets say, as counted, and the stems of their sheets, by
// target: frequent questions ask about their details. Of a target that people have
// hardly been heard to ask for, its sheet may not drown what they say.
func weighCounts(all counts, sheets [][]string) *bayes {
	m := &bayes{said: make(map[string][]bayesWeight, len(all)), norm: make([]float64, len(sheets))}
	for stem, row := range all {
		times := make([]bayesWeight, len(row))
		for i, n := range row {
			m.norm[n.target] += float64(n.times) // whole numbers: their order does not matter
			times[i] = bayesWeight{n.target, float32(n.times)}
		}
		m.said[stem] = times
	}
	for target, stems := range sheets {
		once := min(1, sheetShare*m.norm[target]/float64(max(len(stems), 1)))
		for _, stem := range stems {
			m.said[stem] = saidAgain(m.said[stem], int32(target), float32(once))
		}
		m.norm[target] += once * float64(len(stems))
	}
	for _, row := range m.said {
		for i, w := range row {
			row[i].weight = float32(math.Log(float64(w.weight)/bayesPrior + 1))
		}
	}
	silence := bayesPrior * float64(len(m.said))
	for t, words := range m.norm {
		m.norm[t] = math.Log(words + silence)
	}
	return m
}

// saidAgain adds to how often a target says a stem.
func saidAgain(row []bayesWeight, target int32, times float32) []bayesWeight {
	for i := range row {
		if row[i].target == target {
			row[i].weight += times
			return row
		}
	}
	return append(row, bayesWeight{target, times})
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

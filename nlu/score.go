package nlu

import "slices"

// Candidate is a target that a question may be about.
type Candidate struct {
	Target     Target
	Confidence float64
}

// scored is a candidate on its way to a confidence.
type scored struct {
	target   int32
	evidence float64 // how much of the question's mass it explains
	score    float64 // how likely it is, by all opinions, and ties where there are any
	*views
}

// views are what is thought of a candidate, apart from it: in a large charter the
// candidates are many, and are put in order more than once.
type views struct {
	opinions opinions
	ties     ties
}

// scratch is the working memory of one question, reused between questions.
type scratch struct {
	matched []float64 // per exemplar: idf mass of the question's stems in it
	touched []int32
	best    []float64 // per target: best affinity of the current stem
	reached []int32
	total   []float64 // per target: evidence
	found   []int32
	cover   []int // per question stem: size of the largest form said whole
}

func (x *exemplarIndex) newScratch() *scratch {
	return &scratch{
		matched: make([]float64, len(x.exemplars)),
		best:    make([]float64, len(x.targets)),
		total:   make([]float64, len(x.targets)),
	}
}

// Shape of the evidence.
const (
	wholeForms    = 0.999 // coverage from which a form counts as said whole
	wholeBonus    = 1.25  // a form of several words said whole
	shadowed      = 0.5   // a shorter form inside a longer one said whole
	coveragePower = 1.3   // how fast a half-said form loses
	unknownIDF    = 3.5   // a word nobody ever used for a service
	commonIDF     = 1.6   // the same, but plain Italian: it may be part of a story
	numberIDF     = 0.5   // an age, an amount, a date
)

// term is one distinct stem of the question with its mass.
type term struct {
	stem   string
	norm   string
	weight float64 // of the token: lower inside a frame or after correction
	mass   float64 // weight × idf
	known  bool    // some exemplar has it
}

// evidence adds up, for every target, how well its forms explain each term.
func (x *exemplarIndex) evidence(terms []term, words []token, s *scratch) []scored {
	s.reset(len(terms))
	for i := range terms {
		for _, e := range x.postings[terms[i].stem] {
			if s.matched[e] == 0 {
				s.touched = append(s.touched, e)
			}
			s.matched[e] += terms[i].mass
		}
	}
	x.markCover(terms, s)
	for i := range terms {
		x.explain(terms[i], i, words, s)
	}
	out := make([]scored, 0, len(s.found))
	for _, t := range s.found {
		out = append(out, scored{target: t, evidence: s.total[t]})
	}
	return out
}

// markCover notes for every term the largest form that is said whole with it.
func (x *exemplarIndex) markCover(terms []term, s *scratch) {
	for i := range terms {
		for _, e := range x.postings[terms[i].stem] {
			ex := &x.exemplars[e]
			if ex.size > s.cover[i] && s.matched[e] >= wholeForms*ex.mass*terms[i].weight {
				s.cover[i] = ex.size
			}
		}
	}
}

// explain gives every target its best affinity with one term.
func (x *exemplarIndex) explain(t term, i int, words []token, s *scratch) {
	s.reached = s.reached[:0]
	for _, e := range x.postings[t.stem] {
		ex := &x.exemplars[e]
		affinity := x.affinity(ex, s.matched[e], s.cover[i], words)
		if s.best[ex.target] == 0 {
			s.reached = append(s.reached, ex.target)
		}
		s.best[ex.target] = max(s.best[ex.target], affinity)
	}
	for _, target := range s.reached {
		if s.total[target] == 0 {
			s.found = append(s.found, target)
		}
		s.total[target] += t.mass * s.best[target]
		s.best[target] = 0
	}
}

// affinity is how strongly a form speaks, given how much of it was said.
func (x *exemplarIndex) affinity(ex *exemplar, matched float64, cover int, words []token) float64 {
	coverage := min(matched/ex.mass, 1)
	a := ex.weight * power(coverage)
	switch {
	case ex.words != nil && !containsWords(words, ex.words):
		a *= hintWeight
	case ex.size > 1 && coverage >= wholeForms:
		a *= wholeBonus
	}
	if ex.size < cover && cover > 1 {
		a *= shadowed
	}
	return a
}

// power raises a coverage to coveragePower, by the chord between its square
// and itself: exact powers cost more than the rest of the scoring.
func power(c float64) float64 { return c * (1 - (coveragePower-1)*(1-c)) }

func containsWords(tokens []token, words []string) bool {
	for i := 0; i+len(words) <= len(tokens); i++ {
		j := 0
		for j < len(words) && tokens[i+j].norm == words[j] {
			j++
		}
		if j == len(words) {
			return true
		}
	}
	return false
}

func (s *scratch) reset(terms int) {
	for _, e := range s.touched {
		s.matched[e] = 0
	}
	for _, t := range s.found {
		s.total[t] = 0
	}
	s.touched, s.found = s.touched[:0], s.found[:0]
	s.cover = slices.Grow(s.cover[:0], terms)[:terms]
	clear(s.cover)
}

package nlu

import (
	"cmp"
	"slices"
)

// findAspects notes what is asked, most important first, and which words ask
// it: frames by rule, and what the phrase bank has taught where it is there.
func (u *Understander) findAspects(r *reading) {
	spans := u.base.aspects.find(r.tokens)
	for _, s := range spans {
		if isWeak(s.label) {
			continue
		}
		for i := s.start; i < s.end; i++ {
			r.covered[i] = true
		}
		r.addAspect(Aspect(s.label))
	}
	for _, s := range spans {
		if isWeak(s.label) && len(r.out.Aspects) == 0 {
			r.addAspect(Aspect(s.label[1:]))
		}
	}
	r.settleAspects()
	r.out.Aspects = u.heard.hear(u.aspectFeatures(r.tokens, spans), len(r.tokens), spans, coordinated(r.tokens, spans))
}

// isWeak tells the frames whose label begins with a question mark.
func isWeak(label string) bool { return label[0] == '?' }

func (r *reading) addAspect(a Aspect) {
	if !slices.Contains(r.out.Aspects, a) {
		r.out.Aspects = append(r.out.Aspects, a)
	}
}

// storyLength is how many words make a sentence that tells a situation: who
// tells one asks what to do, even without saying so.
const storyLength = 6

// settleAspects drops "info" beside anything else, and supplies what is meant
// when nothing is asked in words.
func (r *reading) settleAspects() {
	found := r.out.Aspects
	if len(found) > 1 {
		found = slices.DeleteFunc(found, func(a Aspect) bool { return a == AspectInfo })
	}
	r.asked = len(found) > 0 && found[0] != AspectInfo
	r.out.Told = len(found) == 0
	switch {
	case len(found) > 0:
	case len(r.tokens) >= storyLength:
		found = []Aspect{AspectHow}
	default:
		found = []Aspect{AspectInfo}
	}
	r.out.Aspects = found
}

// asksSomething reports whether an aspect was named.
func (r *reading) asksSomething() bool { return r.asked }

// coordinated lists the aspects that are named side by side, "quanto costa e
// dove", in the order of the sentence; none when only one is.
func coordinated(tokens []token, spans []span) []Aspect {
	var out []Aspect
	end := 0
	for _, s := range spans {
		a := Aspect(s.label)
		if isWeak(s.label) || a == AspectInfo || slices.Contains(out, a) {
			continue
		}
		if len(out) > 0 && !joins(tokens[end:s.start+1]) {
			continue
		}
		out, end = append(out, a), s.end
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// joins reports whether a conjunction or a mark stands before the last of the
// words.
func joins(words []token) bool {
	for i, t := range words {
		if t.boundary && i > 0 || i < len(words)-1 && (t.norm == "e" || t.norm == "ed" || t.norm == "o" || t.norm == "oppure") {
			return true
		}
	}
	return words[len(words)-1].boundary
}

// Shares from which an aspect counts as asked beside the likeliest.
const (
	besideAt      = 0.15
	besideInStory = 0.10 // who tells a situation needs more than one thing
	coordinatedAt = 0.02 // when it is named side by side with another
	namedBoost    = 2.0  // how much likelier a frame makes what it names
	aspectsAtMost = 2
	longSentence  = 8
)

// hear weighs what was learned with what the frames say.
func (m *aspectModel) hear(features []uint64, words int, spans []span, named []Aspect) []Aspect {
	p := m.weights.predict(features)
	seen := make([]bool, len(p))
	for _, s := range spans {
		if i := slices.Index(Aspects(), Aspect(s.label)); i >= 0 && !seen[i] {
			seen[i] = true
			p[i] *= namedBoost
		}
	}
	share(p)
	beside := besideAt
	if words > longSentence {
		beside = besideInStory
	}
	return choose(p, named, beside)
}

// share makes the numbers add up to one.
func share(p []float64) {
	sum := 0.0
	for _, x := range p {
		sum += x
	}
	for i := range p {
		p[i] /= sum
	}
}

// choose turns shares into the aspects of the answer: those named side by side
// in their order, or else the likeliest and what comes near it.
func choose(p []float64, named []Aspect, beside float64) []Aspect {
	all := Aspects()
	named = slices.DeleteFunc(named, func(a Aspect) bool { return p[slices.Index(all, a)] < coordinatedAt })
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p[b], p[a]) })
	best := all[order[0]]
	if slices.Contains(named, best) && len(named) > 1 {
		return named
	}
	out := []Aspect{best}
	for _, i := range order[1:] {
		if len(out) < aspectsAtMost && p[i] >= beside && all[i] != AspectInfo {
			out = append(out, all[i])
		}
	}
	return out
}

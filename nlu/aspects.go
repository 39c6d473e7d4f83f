package nlu

import "slices"

// findAspects notes what is asked, in the order of the sentence, and which
// words ask it. Weak frames hold only when no strong one does.
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

package nlu

import "slices"

// findAspects notes what is asked, in the order of the sentence, and which
// words ask it.
func (u *Understander) findAspects(r *reading) {
	for _, s := range u.base.aspects.find(r.tokens) {
		aspect := Aspect(s.label)
		for i := s.start; i < s.end; i++ {
			r.covered[i] = true
		}
		if !slices.Contains(r.out.Aspects, aspect) {
			r.out.Aspects = append(r.out.Aspects, aspect)
		}
	}
	r.out.Aspects = settleAspects(r.out.Aspects)
}

// settleAspects drops "info" beside anything else, and names it when nothing
// is asked in particular.
func settleAspects(found []Aspect) []Aspect {
	if len(found) > 1 {
		found = slices.DeleteFunc(found, func(a Aspect) bool { return a == AspectInfo })
	}
	if len(found) == 0 {
		return []Aspect{AspectInfo}
	}
	return found
}

// asksSomething reports whether an aspect was named.
func (r *reading) asksSomething() bool {
	return len(r.out.Aspects) > 0 && r.out.Aspects[0] != AspectInfo
}

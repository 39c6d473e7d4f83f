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
	features := u.aspectFeatures(r.tokens, spans)
	first := u.hearing(r).weights.predict(features)
	besides := u.also.beside(features, first)
	r.trace.hears(first)
	r.out.Aspects, r.out.Besides = choose(first, besides, coordinated(r.tokens, spans), r.besideFrom(first))
	r.sure = slices.Max(first)
	r.trace.asks(spans)
	if turn := u.askedInTurn(r, spans); slices.Contains(turn, r.out.Aspects[0]) {
		for _, a := range turn {
			r.alsoAsks(a)
		}
	}
}

// alsoAsks adds an aspect that is asked for sure; where there is no room, in place
// of the last that may only be meant.
func (r *reading) alsoAsks(a Aspect) {
	isIt := func(x Aspect) bool { return x == a }
	if slices.Contains(r.out.Aspects, a) {
		r.out.Besides = slices.DeleteFunc(r.out.Besides, isIt)
		return
	}
	if len(r.out.Aspects) >= aspectsAtMost && len(r.out.Besides) > 0 {
		last := r.out.Besides[len(r.out.Besides)-1]
		r.out.Besides = r.out.Besides[:len(r.out.Besides)-1]
		r.out.Aspects = slices.DeleteFunc(r.out.Aspects, func(x Aspect) bool { return x == last })
	}
	if len(r.out.Aspects) < aspectsAtMost {
		sure := len(r.out.Aspects) - len(r.out.Besides)
		r.out.Aspects = slices.Insert(r.out.Aspects, sure, a)
	}
}

// hearing is what was learned for such a turn: one that goes on with a conversation
// may be brief.
func (u *Understander) hearing(r *reading) *aspectModel {
	if r.subject != "" {
		return u.brief
	}
	return u.heard
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

// askedInTurn hears two questions in one sentence, one on each side of a joint:
// each side must ask something of its own when heard alone.
func (u *Understander) askedInTurn(r *reading, spans []span) []Aspect {
	var best []Aspect
	tokens := r.tokens
	sure := bothSure
	for i := 1; i < len(tokens)-1; i++ {
		right := i
		if isJoint(tokens[i].norm) {
			right = i + 1
		} else if !tokens[i].boundary {
			continue
		}
		first, p := u.hearPart(r, spans, 0, i)
		second, q := u.hearPart(r, spans, right, len(tokens))
		if first != second && first != AspectInfo && second != AspectInfo && p*q > sure {
			best, sure = []Aspect{first, second}, p*q
		}
	}
	return best
}

// bothSure is how likely both halves must be read right for two questions to be
// heard.
const bothSure = 0.2

func isJoint(word string) bool {
	return word == "e" || word == "ed" || word == "o" || word == "oppure"
}

// hearPart hears a stretch of the tokens as if nothing else had been said.
func (u *Understander) hearPart(r *reading, spans []span, start, end int) (Aspect, float64) {
	var inside []span
	for _, s := range spans {
		if s.start >= start && s.end <= end {
			inside = append(inside, span{s.label, s.start - start, s.end - start, s.literals})
		}
	}
	p := u.hearing(r).weights.predict(u.aspectFeatures(r.tokens[start:end], inside))
	best := 0
	for i := range p {
		if p[i] > p[best] {
			best = i
		}
	}
	return Aspects()[best], p[best]
}

// Shares from which an aspect counts as asked beside the likeliest. Leaving out
// what was asked costs another question; telling in brief what was not, a line to
// skip.
const (
	besideAt      = 0.025
	besideBriefly = 0.05 // in the middle of a talk one thing is asked at a time
	besideBare    = 0.2  // who names a bare topic asks nothing else
	bareTopic     = 4    // words
	coordinatedAt = 0.1  // when it is named side by side with another
	companionAt   = 0.1
	surelyBeside  = 0.2 // of what may be asked first; below, it is told in brief
	aspectsAtMost = 3   // and what it is about
)

// besideFrom is how likely it must be that something is wanted besides what is asked
// first, for the answer to tell it.
func (r *reading) besideFrom(first []float64) float64 {
	info := slices.Index(Aspects(), AspectInfo)
	switch {
	case len(r.tokens) <= bareTopic && first[info] == slices.Max(first):
		return besideBare
	case r.subject != "":
		return besideBriefly
	}
	return besideAt
}

// companions are what whoever asks one thing needs to know next: of a right, how to
// use it; of a person, how to reach them.
func companions() map[Aspect]Aspect {
	return map[Aspect]Aspect{AspectEligibility: AspectHow, AspectWho: AspectContacts}
}

// choose turns what may be asked first and what may be wanted besides into the
// aspects of the answer: the likeliest first, unless several are named side by side.
// Besides are those of them that may only be meant; enough is the share from which
// they are told.
func choose(first, also []float64, named []Aspect, enough float64) (told, besides []Aspect) {
	all := Aspects()
	best := all[slices.Index(first, slices.Max(first))]
	heard := make(map[Aspect]float64, len(all))
	for i, a := range all {
		heard[a] = first[i] + also[i]
	}
	heard[AspectInfo] = 0 // besides anything else it is a line of introduction
	heard[best] = 2       // which no two shares exceed: first, whatever else is wanted
	if next, ok := companions()[best]; ok {
		heard[next] = max(heard[next], companionAt)
	}
	named = slices.DeleteFunc(slices.Clone(named), func(a Aspect) bool { return heard[a] < coordinatedAt })
	if !slices.Contains(named, best) {
		named = nil
	}
	for _, a := range named {
		heard[a] = max(heard[a], 1)
	}
	slices.SortStableFunc(all, func(a, b Aspect) int { return cmp.Compare(heard[b], heard[a]) })
	for i, a := range all[:aspectsAtMost] {
		if i > 0 && heard[a] < enough {
			break
		}
		told = append(told, a)
		if i > 0 && first[slices.Index(Aspects(), a)] < surelyBeside && !slices.Contains(named, a) {
			besides = append(besides, a)
		}
	}
	return inOrder(told, named), besides
}

// introduce adds what is told whatever is asked. Of a service that comes up for the
// first time it is said in a line what it is, for its title is a word of the office's
// and whoever meant another sees it at once, and where to ask for it; of another
// body's matter, the little that is known.
func (r *reading) introduce(out *Understanding) {
	if out.Decision != DecideAnswer || out.Event != "" {
		return
	}
	known := out.Target == r.query.Context.Focus || slices.Contains(r.query.Context.Former, out.Target)
	switch kind := out.Target.Kind(); {
	case kind == KindBody:
		out.tellBesides(AspectInfo, AspectWho, AspectWhere, AspectContacts, AspectHow)
	case kind == KindService && !known:
		out.tellBesides(AspectInfo, AspectHow)
	case kind == KindService && out.Aspects[0] == AspectInfo:
		out.tellBesides(AspectHow)
	}
}

// tellBesides adds what is to be told in brief, unless it is told anyway.
func (u *Understanding) tellBesides(aspects ...Aspect) {
	u.Aspects, u.Besides = slices.Clone(u.Aspects), slices.Clone(u.Besides)
	for _, a := range aspects {
		if !slices.Contains(u.Aspects, a) {
			u.Aspects, u.Besides = append(u.Aspects, a), append(u.Besides, a)
		}
	}
}

// inOrder puts what was named side by side in the order of the sentence, before the
// rest.
func inOrder(told, named []Aspect) []Aspect {
	var out []Aspect
	for _, a := range named {
		if slices.Contains(told, a) {
			out = append(out, a)
		}
	}
	if len(out) < 2 || !slices.Contains(out, told[0]) {
		return told
	}
	for _, a := range told {
		if !slices.Contains(out, a) {
			out = append(out, a)
		}
	}
	return out
}

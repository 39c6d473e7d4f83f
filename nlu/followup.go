package nlu

// followUp reads a question by what the conversation was about. One that names
// no topic ("e quanto costa?") stays with the focus; one that names half of it
// ("e se l'ho persa?") moves to the neighbour that both together describe; one
// that names another topic is a new question.
func (u *Understander) followUp(r *reading, s *scratch) (Understanding, bool) {
	if out, ok := u.chooseOffered(r); ok {
		return out, true
	}
	talkedOf := r.query.Context.Subject()
	if _, known := u.docs[talkedOf]; !known {
		return Understanding{}, false
	}
	leans := leansBack(r.tokens)
	topic, specific := r.topicMass(u)
	switch {
	case topic == 0:
		if r.asksSomething() || !r.out.When.IsZero() || leans {
			r.trace.follows(RuleNoTopic)
			return u.stay(r, talkedOf), true
		}
		return Understanding{}, false
	case specific > longTopic && !leans:
		return Understanding{}, false
	case specific == 0 && r.asksSomething() && !leans:
		r.trace.follows(RuleOnlyAsks)
		return u.stay(r, talkedOf), true
	}
	return u.besideFocus(r, s, talkedOf, leans, specific == 0 && r.asksSomething())
}

// besideFocus decides between the focus, a neighbour of it and a new topic for
// a question with some topic of its own; aspectOnly is one whose words many
// services share.
func (u *Understander) besideFocus(r *reading, s *scratch, talkedOf Target, leans, aspectOnly bool) (Understanding, bool) {
	c := u.compareWithFocus(r, u.index.ids[talkedOf], s)
	switch {
	case c.neighbour >= 0:
		r.trace.follows(RuleNeighbour)
		return u.stay(r, u.index.targets[c.neighbour]), true
	case c.focusExplains, aspectOnly, (leans || r.asksSomething()) && !u.speaksForItself(r, s):
		r.trace.follows(RuleFocusExplains)
		return u.stay(r, talkedOf), true
	case leans:
		r.trace.follows(RuleNewTopic)
		r.inheritAspects()
	}
	return Understanding{}, false
}

// speaksForItself reports whether the question is clear without the focus.
func (u *Understander) speaksForItself(r *reading, s *scratch) bool {
	r.rank(u, r.terms, s)
	return len(r.ranked) > 0 && u.index.targets[r.ranked[0].target] != outsideTarget && r.ranked[0].score >= ownVoice
}

// Subject is what the conversation is about: the best of an offer that was
// left unanswered, or else the focus.
func (c Context) Subject() Target {
	if len(c.Offered) > 0 {
		return c.Offered[0]
	}
	return c.Focus
}

const (
	longTopic       = 12.0 // mass of words from which a question speaks for itself
	followConfident = 0.9
	ownVoice        = 0.5  // confidence from which a short question needs no focus
	sharedTitle     = 0.07 // of the focus's title that a neighbour must share
	synergy         = 0.4  // of the question's own mass that both together must add
	nearlyAsWell    = 0.5  // how well the focus must explain them, beside the best, to stay
)

// topicMass sums the words that neither ask nor tell time, and those among
// them that more than a few services do not share.
func (r *reading) topicMass(u *Understander) (topic, specific float64) {
	for _, t := range r.terms {
		if t.weight <= framedWeight || !t.known && isNumber(t.norm) {
			continue
		}
		topic += t.mass
		if t.known && !u.base.generic[t.stem] {
			specific += t.mass
		}
	}
	return topic, specific
}

// leansBack reports whether the sentence begins as an answer to the last one.
func leansBack(tokens []token) bool {
	if len(tokens) == 0 || len(tokens) > 12 {
		return false
	}
	switch tokens[0].norm {
	case "e", "ed", "ma", "invece", "anche", "no", "quindi", "intendevo", "pero", "o", "oppure", "se", "li", "ok":
		return true
	}
	return false
}

// comparison is how the focus stands against the question's own words.
type comparison struct {
	neighbour     int32 // the target to move to, or -1
	focusExplains bool  // the focus explains the words nearly as well as the best
}

// compareWithFocus weighs three readings: the question alone, the focus's
// title alone, and both together.
func (u *Understander) compareWithFocus(r *reading, focus int32, s *scratch) comparison {
	borrowed := u.focus[u.index.targets[focus]]
	own := u.evidenceOf(r.terms, r.tokens, s)
	title := u.evidenceOf(borrowed, nil, s)
	both := append([]term(nil), r.terms...)
	for _, t := range borrowed {
		if !r.says(t.stem) {
			both = append(both, t)
		}
	}
	joint := u.evidenceOf(both, r.tokens, s)
	gain := func(t int32) float64 { return joint[t] - title[t] }
	c := comparison{neighbour: -1}
	best, strongest := gain(focus), 0.0
	for id := range u.index.targets {
		t := int32(id)
		strongest = max(strongest, own[t])
		if _, isDocument := u.docs[u.index.targets[t]]; t == focus || !isDocument {
			continue
		}
		if title[t] >= sharedTitle*title[focus] && gain(t)-own[t] >= synergy*r.known && gain(t) > best {
			best, c.neighbour = gain(t), t
		}
	}
	c.focusExplains = own[focus] > 0 && own[focus] >= nearlyAsWell*strongest
	return c
}

func (u *Understander) evidenceOf(terms []term, words []token, s *scratch) map[int32]float64 {
	found := u.index.evidence(terms, words, s)
	out := make(map[int32]float64, len(found))
	for _, f := range found {
		out[f.target] = f.evidence
	}
	return out
}

// stay answers about a target of the conversation; a bare "e lì?" repeats what
// was asked.
func (u *Understander) stay(r *reading, target Target) Understanding {
	r.out.FollowUp = true
	r.inheritAspects()
	return r.answer(target, followConfident)
}

func (r *reading) inheritAspects() {
	if r.asksSomething() || len(r.query.Context.Aspects) == 0 {
		return
	}
	r.trace.inherits()
	r.out.Aspects = append([]Aspect(nil), r.query.Context.Aspects...)
}

func (r *reading) says(stem string) bool {
	for _, t := range r.terms {
		if t.stem == stem {
			return true
		}
	}
	return false
}

// chooseOffered reads "la prima", "2" after an offer.
func (u *Understander) chooseOffered(r *reading) (Understanding, bool) {
	offered := r.query.Context.Offered
	if len(offered) == 0 || len(r.tokens) > 4 {
		return Understanding{}, false
	}
	for _, t := range r.tokens {
		if i := ordinal(t.norm); i >= 0 && i < len(offered) {
			r.trace.follows(RuleChosen)
			return u.stay(r, offered[i]), true
		}
	}
	return Understanding{}, false
}

func ordinal(word string) int {
	switch word {
	case "1", "primo", "prima":
		return 0
	case "2", "secondo", "seconda":
		return 1
	case "3", "terzo", "terza", "ultimo", "ultima":
		return 2
	}
	return -1
}

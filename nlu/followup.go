package nlu

// followUp reads a question by what the conversation was about: one that names
// no topic ("e quanto costa?") stays with the focus; one that names half of it
// ("e per un minorenne?") moves to what both together say.
func (u *Understander) followUp(r *reading, s *scratch) (Understanding, bool) {
	focus := r.query.Context.Focus
	if _, known := u.docs[focus]; !known {
		return u.chooseOffered(r)
	}
	topic := r.topicMass()
	if topic == 0 && (r.asksSomething() || !r.out.When.IsZero() || u.leansBack(r)) {
		return u.stay(r, focus), true
	}
	if !u.leansBack(r) && topic > shortTopic {
		return Understanding{}, false
	}
	return u.move(r, focus, s)
}

const (
	shortTopic      = 4.0 // mass of a question that may lean on the focus unasked
	followConfident = 0.9
	ownTopic        = 0.55 // share of its words that a question explains by itself
)

// topicMass is the mass of the words that neither ask nor tell time.
func (r *reading) topicMass() float64 {
	var mass float64
	for _, t := range r.terms {
		if t.weight > framedWeight {
			mass += t.mass
		}
	}
	return mass
}

// leansBack reports whether the sentence begins as an answer to the last one.
func (u *Understander) leansBack(r *reading) bool {
	if len(r.tokens) == 0 || len(r.tokens) > 12 {
		return false
	}
	switch r.tokens[0].norm {
	case "e", "ed", "ma", "invece", "anche", "no", "quindi", "allora", "intendevo", "pero", "o", "oppure", "se", "li":
		return true
	}
	return false
}

// stay answers about the focus; a bare "e lì?" repeats what was asked.
func (u *Understander) stay(r *reading, focus Target) Understanding {
	r.out.FollowUp = true
	r.inheritAspects()
	return r.answer(focus, followConfident)
}

func (r *reading) inheritAspects() {
	if r.asksSomething() || len(r.query.Context.Aspects) == 0 {
		return
	}
	r.out.Aspects = append([]Aspect(nil), r.query.Context.Aspects...)
}

// move reads the question together with the title of the focus. When its own
// words are enough it is a new question, which only inherits what was asked.
func (u *Understander) move(r *reading, focus Target, s *scratch) (Understanding, bool) {
	r.rank(u, r.terms, s)
	if u.standsAlone(r) {
		if !u.leansBack(r) {
			return Understanding{}, false
		}
		r.inheritAspects()
		return u.decide(r), true
	}
	terms := append([]term(nil), r.terms...)
	for _, t := range u.focus[focus] {
		if !r.says(t.stem) {
			terms = append(terms, t)
		}
	}
	r.rank(u, terms, s)
	if len(r.ranked) == 0 {
		return Understanding{}, false
	}
	best := u.index.targets[r.ranked[0].target]
	if best == outsideTarget || !u.related(best, focus) {
		if !u.leansBack(r) && !r.asksSomething() {
			return Understanding{}, false
		}
		if r.known > 0 && !r.asksSomething() {
			return Understanding{}, false
		}
		best = focus
	}
	r.out.FollowUp = true
	r.inheritAspects()
	r.out.Confidence = followConfident
	r.out.Alternatives = u.runnersUp(r, 1)
	return r.answer(best, followConfident), true
}

// standsAlone reports whether the question's own words point at one target.
func (u *Understander) standsAlone(r *reading) bool {
	if len(r.ranked) == 0 {
		return false
	}
	return r.ranked[0].evidence >= ownTopic*r.mass && u.confidence(r) >= answerAt && !u.tied(r)
}

func (r *reading) says(stem string) bool {
	for _, t := range r.terms {
		if t.stem == stem {
			return true
		}
	}
	return false
}

// related reports whether a conversation moves naturally from one target to
// the other: the same topic, a neighbour, or the office that owns the service.
func (u *Understander) related(a, b Target) bool {
	da, db := u.docs[a], u.docs[b]
	if a == b || da.Topic != "" && da.Topic == db.Topic || da.Office == b || db.Office == a {
		return true
	}
	for _, n := range da.Neighbours {
		if n == b {
			return true
		}
	}
	for _, n := range db.Neighbours {
		if n == a {
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
			r.out.FollowUp = true
			r.inheritAspects()
			return r.answer(offered[i], followConfident), true
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

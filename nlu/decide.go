package nlu

import (
	"cmp"
	"slices"
)

// Settings of the decision.
const (
	despiteOutside = 0.9  // confidence that stands against a frame of small talk about the world
	plainWord      = 0.72 // weight from which a single word says its target
	offerAtMost    = 3
	offerShare     = 0.15 // of the second's likelihood, for a third to be worth offering
	strongEnough   = 0.35 // from which the only reading there is need not be asked back
)

// decide chooses between answering, asking back and saying "non lo so" by what
// each may be expected to cost the citizen.
func (u *Understander) decide(r *reading) Understanding {
	odds := u.odds(r)
	var best scored
	if len(odds.inside) > 0 {
		best = odds.inside[0]
	}
	topic, _ := r.topicMass(u)
	switch {
	case r.soundsOutside() && best.score < despiteOutside:
		return r.unknown(ReasonOutside)
	case !r.tied && topic == 0 && r.asksSomething() && odds.outside < best.score:
		return r.unknown(ReasonNoMatch) // "quanto costa?", and not of what
	case len(odds.inside) == 0:
		return u.refuse(r, odds)
	}
	r.out.Confidence = best.score
	answer, ask, refuse := odds.costs()
	switch {
	case r.tied:
		ask += costAskAgain - costAsk
	case r.hintsOnly():
		answer = costWrong
	}
	r.trace.weighs(best.score, odds.outside, answer, ask, refuse)
	switch {
	case refuse < answer && refuse < ask:
		return u.refuse(r, odds)
	case ask < answer:
		return u.clarify(r, odds)
	}
	r.out.Alternatives = u.candidates(odds.inside[1:])
	return r.answer(u.index.targets[best.target], best.score)
}

// odds are how likely a question is what.
type odds struct {
	outside float64  // out of scope
	inside  []scored // things of the charter, the likeliest first
}

func (u *Understander) odds(r *reading) odds {
	o := odds{inside: make([]scored, 0, len(r.ranked))}
	for _, c := range r.ranked {
		if u.index.targets[c.target] == outsideTarget {
			o.outside = c.score
		} else if c.evidence > 0 || c.score >= worthOffering {
			o.inside = append(o.inside, c)
		}
	}
	if topic, _ := r.topicMass(u); r.tied && topic == 0 && r.asksSomething() {
		o.outside = 0 // "dove?" asks of what is talked about
	}
	o.inside = u.throughDoor(r, o.inside)
	u.joinDesk(r, o.inside)
	return o
}

// joinDesk counts services and the office that they are asked for at as one reading
// where the desk itself is asked about: its hours, place and people are the same
// whichever was meant.
func (u *Understander) joinDesk(r *reading, likely []scored) {
	if len(likely) < 2 || !r.asksOfDesk() {
		return
	}
	first := make(map[Target]*scored)
	for i := range likely {
		desk := u.deskOf(likely[i])
		if desk == "" {
			continue
		}
		if first[desk] == nil {
			first[desk] = &likely[i]
			continue
		}
		first[desk].score += likely[i].score
		likely[i].score = 0
	}
	slices.SortStableFunc(likely, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
}

// deskOf is the office itself, or where a service is asked for.
func (u *Understander) deskOf(c scored) Target {
	if t := u.index.targets[c.target]; t.Kind() == KindOffice {
		return t
	}
	return u.docs[u.index.targets[c.target]].Office
}

// throughDoor takes an office for the only service that is asked for there, where
// what offices have not is asked: "la biblioteca è gratis?".
func (u *Understander) throughDoor(r *reading, likely []scored) []scored {
	if r.asksOfDesk() || r.out.Aspects[0] == AspectInfo {
		return likely
	}
	leadsOn := func(c scored) bool { return len(u.services[u.index.targets[c.target]]) == 1 }
	if !slices.ContainsFunc(likely, leadsOn) {
		return likely
	}
	out := make([]scored, 0, len(likely))
	for _, c := range likely {
		if leadsOn(c) {
			c.target = u.index.ids[u.services[u.index.targets[c.target]][0]]
		}
		if at := slices.IndexFunc(out, func(o scored) bool { return o.target == c.target }); at >= 0 {
			out[at].score += c.score
			continue
		}
		out = append(out, c)
	}
	slices.SortStableFunc(out, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	return out
}

// asksOfDesk reports whether what is asked in the first place is a matter of the
// office.
func (r *reading) asksOfDesk() bool {
	switch r.out.Aspects[0] {
	case AspectHours, AspectContacts, AspectWhere, AspectWho, AspectAppointment:
		return true
	default:
		return false
	}
}

// worthOffering is how likely a candidate must be of which no word was said.
const worthOffering = 0.02

// costs are what is to be expected of answering with the likeliest, of asking
// back among the first few, and of saying that there is no answer.
func (o odds) costs() (answer, ask, refuse float64) {
	offered := 0.0
	for _, c := range o.inside[:min(offerAtMost, len(o.inside))] {
		offered += c.score
	}
	return costWrong * (1 - o.inside[0].score), costAsk*offered + costLost*(1-offered), costRefused * (1 - o.outside)
}

// What a turn costs, beside the right answer, which costs nothing. Set so that
// of the development questions 3 in 100 are answered wrongly or refused, at the
// most.
const (
	costWrong = 4.0 // answered about something else
	costAsk   = 1.5 // asked back with the right one among those offered
	// costAskAgain is that while something is talked about: what is asked back
	// seems to have been said already.
	costAskAgain = 2.0
	costLost     = 3.5 // asked back without it
	costRefused  = 3.2 // sent away with a question that has an answer
)

// refuse says that there is no answer: because it is nothing for a town hall, or
// because nothing was found; then what came nearest is told as a guess.
func (u *Understander) refuse(r *reading, o odds) Understanding {
	why := u.whyNothing(r, o)
	switch {
	case len(o.inside) > 0:
		r.out.Alternatives = u.candidates(o.inside)
	case why == ReasonNoMatch:
		r.out.Alternatives = u.mentioning(r)
	}
	return r.unknown(why)
}

const (
	// surelyOutside is from which no guess is worth making, unless the likeliest
	// is nearly all that was said.
	surelyOutside = 0.6
	nearlyNamed   = 0.6
)

// soundsOutside reports whether the question is framed as no citizen frames a
// service: an opinion, a recommendation, a joke.
func (r *reading) soundsOutside() bool {
	for _, s := range r.dialogue {
		if s.label == "outside" {
			return true
		}
	}
	return false
}

// hintsOnly reports whether all there is is one word that the lexicon marks as
// one reading among several.
func (r *reading) hintsOnly() bool {
	return len(r.terms) == 1 && r.ranked[0].evidence < plainWord*r.mass
}

// candidates lists the first few as what a citizen may choose from.
func (u *Understander) candidates(likely []scored) []Candidate {
	var out []Candidate
	for _, c := range likely[:min(offerAtMost, len(likely))] {
		out = append(out, Candidate{Target: u.index.targets[c.target], Confidence: c.score})
	}
	return out
}

// clarify offers the best readings, two or three of them.
func (u *Understander) clarify(r *reading, o odds) Understanding {
	offered := u.candidates(o.inside)
	if len(offered) == offerAtMost && offered[2].Confidence < offerShare*offered[1].Confidence {
		offered = offered[:2]
	}
	if len(offered) == 1 && r.out.Confidence >= strongEnough {
		return r.answer(offered[0].Target, r.out.Confidence)
	}
	r.out.Alternatives = offered
	r.out.Target, r.out.Decision = TargetClarify, DecideClarify
	return r.out
}

// whyNothing tells keys hit at random from what is nothing for a town hall, and
// from a question that the charter does not answer.
func (u *Understander) whyNothing(r *reading, o odds) Reason {
	switch {
	case !slices.ContainsFunc(r.tokens, u.isItalian):
		return ReasonGarbled
	case o.outside < surelyOutside, len(o.inside) > 0 && o.inside[0].opinions[opExplained] >= nearlyNamed:
		return ReasonNoMatch
	}
	return ReasonOutside
}

// mentioning lists the documents whose sheets say the words of a question that no
// way of asking does: a guess is better than nothing. An error of the index means
// no guess, as Retriever says.
func (u *Understander) mentioning(r *reading) []Candidate {
	terms := make([]WeightedTerm, 0, len(r.terms))
	for _, t := range r.terms {
		terms = append(terms, WeightedTerm{Stem: t.stem, Weight: t.weight})
	}
	hits, err := u.retriever.Retrieve(terms, offerAtMost)
	if err != nil {
		return nil
	}
	var out []Candidate
	for _, h := range hits {
		out = append(out, Candidate{Target: h.Target})
	}
	return out
}

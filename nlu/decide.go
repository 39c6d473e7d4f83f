package nlu

import "math"

// Thresholds of the decision, set on the development sentences of testdata.
const (
	answerAt       = 0.48 // confidence from which one reading is answered
	clarifyAt      = 0.19 // from which readings are offered
	closeCall      = 0.90 // a runner-up this near to the best is as good as it
	despiteOutside = 0.9  // confidence that stands against a frame of small talk about the world
	plainWord      = 0.72 // weight from which a single word says its target
	offerAtMost    = 3
	runnersUp      = 3
	offerShare     = 0.55 // of the best's score, to be worth offering
	strongEnough   = 0.35
	soundsForeign  = 0.55
	ratherForeign  = 0.3 // the same, for a question that would be asked back
)

// decide chooses between answering, asking back and saying "non lo so".
func (u *Understander) decide(r *reading) Understanding {
	if len(r.ranked) == 0 {
		return r.unknown(u.whyNothing(r))
	}
	confidence := u.confidence(r)
	r.out.Confidence = confidence
	best := u.index.targets[r.ranked[0].target]
	if r.turn.oos >= soundsForeign && confidence < despiteOutside {
		return r.unknown(ReasonOutside)
	}
	if best == outsideTarget {
		r.out.Alternatives = u.runnersUp(r, 1)
		return r.unknown(ReasonOutside)
	}
	if confidence < despiteOutside && r.soundsOutside() {
		return r.unknown(ReasonOutside)
	}
	unsure := confidence < answerAt || u.tied(r) || r.hintsOnly()
	if unsure && r.turn.oos >= ratherForeign {
		return r.unknown(ReasonOutside)
	}
	switch {
	case confidence < clarifyAt:
		r.out.Alternatives = u.runnersUp(r, 0)
		return r.unknown(u.whyNothing(r))
	case unsure:
		return u.clarify(r)
	}
	r.out.Alternatives = u.runnersUp(r, 1)
	return r.answer(best, confidence)
}

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

// tied reports whether the two best readings are as good as each other.
func (u *Understander) tied(r *reading) bool {
	return len(r.ranked) > 1 && r.ranked[1].score > closeCall*r.ranked[0].score &&
		u.index.targets[r.ranked[1].target] != outsideTarget
}

// confidence maps what was found to the share of such readings that are right:
// how much of the question the best reading explains, how much there was to
// explain, and how far behind the next one is.
func (u *Understander) confidence(r *reading) float64 {
	best := r.ranked[0]
	share := best.evidence / max(r.mass, 1)
	margin := 1.0
	if len(r.ranked) > 1 {
		margin = (best.score - r.ranked[1].score) / best.score
	}
	z := confidenceBias + confidenceShare*min(share, 1) + confidenceMass*min(best.evidence, 8)/8 + confidenceMargin*min(margin, 0.5) -
		confidenceForeign*r.turn.oos + confidenceRanker*(r.shares[best.target]-evenRanker)
	return 1 / (1 + math.Exp(-z))
}

// Coefficients of the logistic in confidence.
const (
	confidenceBias    = -3.6
	confidenceShare   = 3.2
	confidenceMass    = 2.4
	confidenceMargin  = 4.0
	confidenceRanker  = 1.5
	evenRanker        = 0.4
	confidenceForeign = 2.0
)

// runnersUp lists candidates from rank `from` on.
func (u *Understander) runnersUp(r *reading, from int) []Candidate {
	var out []Candidate
	for _, c := range r.ranked[min(from, len(r.ranked)):] {
		t := u.index.targets[c.target]
		if t == outsideTarget {
			continue
		}
		if len(out) == runnersUp {
			break
		}
		out = append(out, Candidate{Target: t, Confidence: r.out.Confidence * c.score / r.ranked[0].score})
	}
	return out
}

// clarify offers the best readings, two or three of them.
func (u *Understander) clarify(r *reading) Understanding {
	var offered []Candidate
	for i, c := range r.ranked {
		t := u.index.targets[c.target]
		if t == outsideTarget {
			continue
		}
		if len(offered) == offerAtMost || i > 0 && len(offered) > 1 && c.score < offerShare*r.ranked[0].score {
			break
		}
		offered = append(offered, Candidate{Target: t, Confidence: r.out.Confidence * c.score / r.ranked[0].score})
	}
	if len(offered) == 1 && r.out.Confidence >= strongEnough {
		return r.answer(offered[0].Target, r.out.Confidence)
	}
	r.out.Alternatives = offered
	r.out.Target, r.out.Decision = TargetClarify, DecideClarify
	return r.out
}

// whyNothing tells a question in Italian from keys hit at random.
func (u *Understander) whyNothing(r *reading) Reason {
	for _, t := range r.tokens {
		if u.isItalian(t) {
			return ReasonNoMatch
		}
	}
	return ReasonGarbled
}

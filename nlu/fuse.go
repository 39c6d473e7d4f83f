package nlu

import (
	"math"
	"slices"
)

// opinions are what is thought of a candidate by each who has a say. They add
// up, weighted, to the logarithm of how likely it is.
type opinions [opinionCount]float64

const (
	opLearned   = iota // logarithm of the learned ranking's share
	opCounted          // logarithm of the odds by the words counted
	opEvidence         // evidence beside the strongest of any candidate
	opExplained        // part of the question that the evidence explains
	opNamed            // part of the topic that its title or an alias is, said whole

	// Of "out of scope" alone.
	opOutside   // one: how rare it is
	opForeign   // logarithm of how likely the turn sounds foreign
	opExplains  // part of the question that the best of the charter explains
	opBest      // logarithm of the learned share of the best of the charter
	opUnknown   // part of the question in words that the charter does not know
	opCalled    // one: all that was said is the name of something
	opLongWords // how much there is to explain, up to longQuestion

	opinionCount
)

// fitted are the weights of the opinions, fitted by maximum likelihood to the
// validation part of the phrase bank, so that shares are probabilities:
// «go test ./nlu -run Fusion -fit» prints them anew. But opOutside is raised by
// hand, by 0.3: people ask of no town hall more than any bank holds.
var fitted = opinions{
	opLearned: 0.62, opCounted: 0.32, opEvidence: 0.69, opExplained: 2.65, opNamed: 0.63,
	opOutside: 7.00, opForeign: 0.99, opExplains: 0.26, opBest: 0.60, opUnknown: 4.29, opCalled: -12, opLongWords: -3.88,
}

const (
	// unheard is the share of a target that the learned ranking says nothing for.
	unheard = 1e-4
	// worthFusing is the learned share from which a target is a candidate though
	// no form of it was said.
	worthFusing  = 0.005
	longQuestion = 20.0 // mass
	silent       = 1e-3 // added to what may be zero before its logarithm is taken
)

// fuse gives every candidate its probability; "out of scope" is always one.
func (u *Understander) fuse(r *reading) {
	u.opine(r, worthFusing)
	u.order(r, func(c *scored) float64 { return weighed(c.opinions[:], fitted[:]) })
}

// order makes probabilities of points, and puts the likeliest candidate first.
func (u *Understander) order(r *reading, points func(*scored) float64) {
	odds := make([]float64, len(r.ranked))
	for i := range r.ranked {
		odds[i] = points(&r.ranked[i])
	}
	normalise(odds)
	for i := range r.ranked {
		r.ranked[i].score = odds[i]
	}
	slices.SortFunc(r.ranked, u.compare)
}

func weighed(values, weights []float64) float64 {
	sum := 0.0
	for i, w := range weights {
		sum += w * values[i]
	}
	return sum
}

// opine asks everybody's opinion of every candidate; those that only the learned
// ranking found become candidates from a share on.
func (u *Understander) opine(r *reading, fromShare float64) {
	r.shares = u.ranker.shares(r.tokens)
	u.addHeard(r, fromShare)
	counted, named := u.bayes.odds(r.tokens), r.named
	top, mass := silent, max(r.mass, 1)
	for _, c := range r.ranked {
		top = max(top, c.evidence)
	}
	explains, best := 0.0, 0.0
	thought := make([]views, len(r.ranked))
	for i := range r.ranked {
		c := &r.ranked[i]
		c.views = &thought[i]
		target := u.index.targets[c.target]
		c.opinions = opinions{
			opLearned:   math.Log(r.shares[c.target] + unheard),
			opCounted:   counted[c.target],
			opEvidence:  c.evidence / top,
			opExplained: c.evidence / mass,
			opNamed:     named[c.target],
		}
		if target != outsideTarget {
			explains, best = max(explains, c.opinions[opExplained]), max(best, r.shares[c.target])
		}
	}
	for i := range r.ranked {
		if o := &r.ranked[i].opinions; u.index.targets[r.ranked[i].target] == outsideTarget {
			o[opOutside], o[opForeign] = 1, math.Log(r.turn.oos+silent)
			o[opCalled] = is(r.isNamed())
			o[opExplains], o[opBest] = explains, math.Log(best+unheard)
			o[opUnknown], o[opLongWords] = (r.mass-r.known)/mass, min(r.mass/longQuestion, 1)
		}
	}
}

// isNamed reports whether all that was said is what the charter calls something:
// that is never out of scope, whatever people mostly say it of.
func (r *reading) isNamed() bool {
	const whole = 0.95
	return slices.ContainsFunc(r.named, func(share float64) bool { return share >= whole })
}

// addHeard makes candidates of the targets that only the learned ranking found,
// and always one of "out of scope".
func (u *Understander) addHeard(r *reading, fromShare float64) {
	has := make([]bool, len(u.index.targets))
	for _, c := range r.ranked {
		has[c.target] = true
	}
	outside := u.index.ids[outsideTarget]
	for t, share := range r.shares {
		if id := int32(t); !has[t] && (share >= fromShare || id == outside) {
			r.ranked = append(r.ranked, scored{target: id})
		}
	}
}

package nlu

import (
	"math"
	"slices"
)

// ties are what binds a candidate to the conversation, and how much of a topic
// of its own the turn has. They add up, weighted, as opinions do: to the
// logarithm of how likely the turn is about the candidate, after what was said
// before.
type ties [tieCount]float64

const (
	tieWords       = iota // logarithm of its odds by the words alone
	tieOutside            // one: it is "out of scope"
	tieSounds             // of that: logarithm of how likely the turn sounds so
	tieFormer             // one: it was talked about before
	tieReturns            // the same, and the turn says that it returns
	tieNear               // one: a neighbour of what is talked about
	tieNearLeans          // the same, and the turn begins as an answer
	tieDesk               // one: the office that the service is asked for at, or a service of the office
	tieDeskSaid           // one: that office, and an office is spoken of
	tieOfficeNamed        // one: an office named whole, and what offices have is asked
	tieDeskNamed          // how much of the turn the name of the one explains while the other is talked about
	tieSameDesk           // one: asked for at the same office
	tieMass               // how much of the turn it explains, up to longTopic
	tieBack               // one: what was talked of before another body's matter
	tieBackHere           // the same, and the turn says "da voi"
	tieTogether           // how much better its words and the title of what is talked about say it than both apart

	// Of what is talked about alone.
	tieStays      // one
	tieExplains   // how well it explains the words, beside the best
	tieSaid       // how much topic the words have, up to longTopic
	tieForeign    // how much of that is in words rather said of others
	tieAsks       // one: what is asked is put in words
	tieLeans      // one: the turn begins as an answer
	tieBrief      // one: a few words
	tieClitic     // one: "farlo", "pagarle" speak of something said before
	tieReturnsNot // one: the turn says that it returns to something else
	tieCorrects   // one: the turn says that something else was meant
	tieRenames    // one: it only puts right the name of the thing, and that is another's
	tieElliptic   // one: "e per la patente?", and nothing asked
	tieServesNot  // one: it is an office, and what offices have not is asked
	tieMoves      // of a turn that leaves out what was said before, how much surer another was learned than it, of which it explains less
	tieNeeds      // of one sentence that asks for papers or conditions: how much surer another was learned than it
	tieFor        // where the turn begins with "per" and a thing: the same
	tieWants      // where the turn says what one would like: the same
	tieAnother    // one: the turn says that it asks something else besides
	tieOffered    // how many stood before it among what was offered

	tieCount
)

// bound are the weights of the ties, fitted by maximum likelihood to the
// conversations of testdata and to validation phrases taken as new topics, so that
// shares are probabilities: «go test ./nlu -run Ties -fit» prints them anew. But
// tieOffered, which none of those has, and tieRenames, which few have, are set by hand.
var bound = ties{
	tieWords: 0.63, tieOutside: -1.04, tieSounds: 2.98, tieFormer: 2.73, tieReturns: 2.66,
	tieNear: 0.49, tieNearLeans: 2.81, tieDesk: 0.72, tieDeskSaid: 1.69, tieOfficeNamed: 1.67,
	tieDeskNamed: 1.65, tieSameDesk: 0.66, tieMass: 0.78, tieBack: 3.46,
	tieBackHere: 4.57, tieTogether: 2.86, tieStays: 9.00, tieExplains: -4.83, tieSaid: 1.02,
	tieForeign: -10.21, tieAsks: -0.66, tieLeans: 1.21, tieBrief: 1.28, tieClitic: 0.68,
	tieReturnsNot: -0.35, tieCorrects: 0.74, tieRenames: -4, tieElliptic: -0.41, tieServesNot: -2.02,
	tieMoves: -2.61, tieNeeds: 2.72, tieFor: -1.88, tieWants: -3.80, tieAnother: -1.84,
	tieOffered: -0.70,
}

const (
	wholeName    = 0.9 // of the topic
	nameExplains = 0.6
	briefTurn    = 4    // words
	leastLikely  = 1e-4 // by its words alone
)

// tie weighs the candidates anew by what the conversation was about; false when
// it was about nothing.
func (u *Understander) tie(r *reading, s *scratch) bool {
	if !u.bind(r, s) {
		return false
	}
	u.order(r, func(c *scored) float64 { return weighed(c.ties[:], bound[:]) })
	return true
}

// beyondWords is what the conversation adds to what the words say.
func (t *ties) beyondWords() float64 { return weighed(t[:], bound[:]) - bound[tieWords]*t[tieWords] }

// bind finds the ties of every candidate, and makes candidates of what only the
// conversation suggests; false when it was about nothing.
func (u *Understander) bind(r *reading, s *scratch) bool {
	if r.subject == "" {
		return false
	}
	focus := u.index.ids[r.subject]
	together := u.together(r, focus, s)
	u.addSuggested(r, focus, together)
	for i := range r.ranked {
		c := &r.ranked[i]
		switch at := slices.Index(r.query.Context.Offered, u.index.targets[c.target]); {
		case c.target == focus:
			c.ties = u.heldTies(r, c)
		case at > 0:
			c.ties = u.heldTies(r, c)
			c.ties[tieOffered] = float64(at)
		default:
			c.ties = u.otherTies(r, c, focus, together[c.target])
		}
	}
	return true
}

// otherTies are those of a candidate that is not what is talked about.
func (u *Understander) otherTies(r *reading, c *scored, focus int32, together float64) ties {
	target, subject := u.index.targets[c.target], u.index.targets[focus]
	t := ties{tieWords: logit(c.score)}
	if target == outsideTarget {
		t[tieOutside] = 1
		t[tieSounds] = math.Log(r.turn.oos + silent)
		return t
	}
	here, there := u.docs[subject], u.docs[target]
	former := slices.Contains(r.query.Context.Former, target) || target == r.query.Context.Focus
	near := slices.Contains(here.Neighbours, target) || slices.Contains(there.Neighbours, subject)
	desk := here.Office == target || there.Office == subject
	t[tieFormer], t[tieReturns] = is(former), is(former && returns(r.matter()))
	t[tieNear], t[tieNearLeans] = is(near), is(near && leansBack(r.matter()))
	t[tieMass] = min(c.evidence/longTopic, 1)
	t[tieTogether] = together
	t[tieDesk], t[tieDeskNamed] = is(desk), is(desk)*min(c.evidence/max(r.mass, 1), 1)
	t[tieOfficeNamed] = is(target.Kind() == KindOffice && r.asksOfDesk() && r.named[c.target] >= wholeName)
	t[tieDeskSaid] = is(here.Office == target && (r.says("uffic") || r.says("sportell")))
	back := subject.Kind() == KindBody && len(r.query.Context.Former) > 0 && target == r.query.Context.Former[0]
	t[tieBack], t[tieBackHere] = is(back), is(back && speaksOfHere(r.tokens))
	t[tieSameDesk] = is(here.Office != "" && here.Office == there.Office)
	return t
}

// heldTies are those of what is talked about, or was offered.
func (u *Understander) heldTies(r *reading, c *scored) ties {
	var strongest, surest float64
	for _, other := range r.ranked {
		strongest = max(strongest, other.evidence)
		if other.target != c.target {
			surest = max(surest, r.shares[other.target])
		}
	}
	_, specific := r.topicMass(u)
	leans := leansBack(r.matter())
	surer := max(0, surest-r.shares[c.target])
	return ties{
		tieWords:      logit(c.score),
		tieStays:      1,
		tieExplains:   c.evidence / max(strongest, silent),
		tieSaid:       min(specific/longTopic, 1),
		tieForeign:    min(u.foreignMass(r, c.target)/longTopic, 1),
		tieAsks:       is(r.asksSomething()),
		tieLeans:      is(leans),
		tieBrief:      is(len(r.matter()) <= briefTurn),
		tieClitic:     is(slices.ContainsFunc(r.tokens, hasClitic)),
		tieReturnsNot: is(returns(r.matter())),
		tieCorrects:   is(corrects(r.matter())),
		tieRenames:    is(renames(r.matter()) && strongest >= nameExplains*r.mass && c.evidence < nameExplains*strongest),
		tieElliptic:   is(leans && specific > 0 && !r.asksSomething()),
		tieMoves:      is(leavesOut(r.matter())) * surer * (1 - c.evidence/max(strongest, silent)),
		tieNeeds:      is(r.asksAny(AspectDocuments, AspectEligibility) && r.tokens[len(r.tokens)-1].sentence == 0 && !u.namesAnother(r, c)) * surer,
		tieFor:        is(beginsWithFor(r.matter())) * surer,
		tieWants:      is(wants(r.matter()) && specific > 0) * surer,
		tieAnother:    is(asksAnother(r.matter())),
		tieServesNot:  is(u.index.targets[c.target].Kind() == KindOffice && !r.asksOfDesk()),
	}
}

// namesAnother reports whether what is asked is asked for something else, named
// whole: "cosa serve per la carta d'identità?".
func (u *Understander) namesAnother(r *reading, c *scored) bool {
	return r.hears("per") && slices.ContainsFunc(r.ranked, func(other scored) bool {
		return other.target != c.target && r.named[other.target] >= wholeName
	})
}

// speaksOfHere reports whether the turn speaks of the town hall as such.
func speaksOfHere(tokens []token) bool {
	return slices.ContainsFunc(tokens, func(t token) bool { return t.norm == "voi" || t.norm == "comune" || t.norm == "municipio" })
}

// leavesOut reports whether the turn says only what is other than before.
func leavesOut(tokens []token) bool { return elliptic(tokens) || corrects(tokens) }

// logit is the logarithm of the odds of a probability, bounded.
func logit(p float64) float64 { return math.Log((p + leastLikely) / (1 - p + leastLikely)) }

func is(so bool) float64 {
	if so {
		return 1
	}
	return 0
}

// foreignMass is that of the topic's words which the charter knows, and says rather
// of others than of the target.
func (u *Understander) foreignMass(r *reading, id int32) float64 {
	mass := 0.0
	for _, t := range r.terms {
		if t.weight > framedWeight && t.known {
			mass += t.mass * (1 - u.says(id, t.stem))
		}
	}
	return mass
}

// says tells how often a stem is said of the target, in a form, a phrase or its
// sheet: 0 for never, 1 where it is said of none more often.
func (u *Understander) says(id int32, stem string) float64 {
	var own, most float32
	for _, w := range u.bayes.said[stem] {
		most = max(most, w.weight)
		if w.target == id {
			own = w.weight
		}
	}
	return float64(own) / max(float64(most), silent)
}

// together is, by target, how much more of the turn the focus's title and the words
// explain together than each alone, as a share of what is known of the words.
func (u *Understander) together(r *reading, focus int32, s *scratch) []float64 {
	borrowed := u.focus[u.index.targets[focus]]
	both := slices.Clone(r.terms)
	for _, t := range borrowed {
		if !r.says(t.stem) {
			both = append(both, t)
		}
	}
	title := u.evidenceOf(borrowed, nil, s)
	own := u.evidenceOf(r.terms, r.tokens, s)
	together := make([]float64, len(u.index.targets))
	for id, evidence := range u.evidenceOf(both, r.tokens, s) {
		if title[id] >= sharedTitle*title[focus] {
			together[id] = max(0, min(1, (evidence-title[id]-own[id])/max(r.known, 1)))
		}
	}
	return together
}

func (u *Understander) evidenceOf(terms []term, words []token, s *scratch) []float64 {
	out := make([]float64, len(u.index.targets))
	for _, f := range u.index.evidence(terms, words, s) {
		out[f.target] = f.evidence
	}
	return out
}

// named tells of the evidence just found which titles and aliases were said whole,
// as shares of the topic.
func (x *exemplarIndex) named(terms []term, topic float64, s *scratch) []float64 {
	out := make([]float64, len(x.targets))
	for _, t := range terms {
		for _, e := range x.postings[t.stem] {
			ex := &x.exemplars[e]
			if x.said[e].source != SourceLexicon && ex.words == nil && s.matched[e] >= wholeForms*ex.mass*t.weight {
				out[ex.target] = max(out[ex.target], min(ex.mass/max(topic, 1), 1))
			}
		}
	}
	return out
}

// worthJoining is from which gain a target is a candidate.
const worthJoining = 0.1

// addSuggested makes candidates of what is talked about, of what was offered and
// talked of before, and of what the words say together with it.
func (u *Understander) addSuggested(r *reading, focus int32, together []float64) {
	has := make([]bool, len(u.index.targets))
	for _, c := range r.ranked {
		has[c.target] = true
	}
	suggest := func(id int32) {
		if !has[id] {
			has[id] = true
			r.ranked = append(r.ranked, scored{target: id, views: new(views)})
		}
	}
	suggest(focus)
	for _, t := range slices.Concat(r.query.Context.Offered, r.query.Context.Former, []Target{r.query.Context.Focus}) {
		if _, isDocument := u.docs[t]; isDocument {
			suggest(u.index.ids[t])
		}
	}
	for id, gain := range together {
		if _, isDocument := u.docs[u.index.targets[id]]; isDocument && gain >= worthJoining {
			suggest(int32(id))
		}
	}
}

package nlu

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// trace keeps what the steps of a reading find on their way and would forget. It
// is nil unless the reading is to be explained; its methods then do nothing.
type trace struct {
	frames []span    // that show an aspect
	shares []float64 // by aspect
	step   Step
	rule   FollowUpRule
	same   bool // what was asked before is asked again
	costs  *ExplainedCosts
}

func (t *trace) asks(frames []span) {
	if t != nil {
		t.frames = frames
	}
}

func (t *trace) hears(shares []float64) {
	if t != nil {
		t.shares = slices.Clone(shares)
	}
}

func (t *trace) ends(at Step) {
	if t != nil {
		t.step = at
	}
}

func (t *trace) follows(rule FollowUpRule) {
	if t != nil {
		t.rule = rule
	}
}

func (t *trace) inherits() {
	if t != nil {
		t.same = true
	}
}

func (t *trace) weighs(best, outside, answer, ask, refuse float64) {
	if t != nil {
		t.costs = &ExplainedCosts{
			Best: rounded(best), Outside: rounded(outside),
			Answer: rounded(answer), Ask: rounded(ask), Refuse: rounded(refuse),
		}
	}
}

// How much an Explanation shows.
const (
	explainedCandidates = 5
	explainedForms      = 3 // of each candidate
	hardly              = 0.1
	explainedShare      = 0.01
)

// Explain reads one question as Understand does, and tells why it is read so.
func (u *Understander) Explain(q Query) (Understanding, Explanation) {
	r := &reading{query: q, trace: &trace{}}
	out := u.understand(r)
	return out, u.explanation(r, out)
}

func (u *Understander) explanation(r *reading, out Understanding) Explanation {
	e := Explanation{
		Tokens:      r.explainTokens(),
		Corrections: make([]ExplainedCorrection, 0, len(out.Corrections)),
		Frames:      append(explainFrames(r.tokens, r.dialogue), explainFrames(r.tokens, r.trace.frames)...),
		When:        explainWhen(out.When),
		Turn:        ExplainedTurn{r.turn.best, rounded(r.turn.share), rounded(r.turn.oos)},
		Candidates:  u.explainCandidates(r, out),
		Aspects:     explainAspects(r.trace.shares, out),
		Context:     u.explainContext(r),
		Costs:       r.trace.costs,
		Step:        r.trace.step,
		Language:    out.Language,
		Target:      out.Target,
		Event:       out.Event,
		Decision:    out.Decision,
		Confidence:  rounded(out.Confidence),
		Unknown:     out.Reason,
	}
	for _, c := range out.Corrections {
		e.Corrections = append(e.Corrections, ExplainedCorrection(c))
	}
	if e.Costs != nil {
		e.Costs.HintOnly = !r.tied && r.hintsOnly()
	}
	return e
}

// rounded keeps three decimals: the rest tells nobody anything.
func rounded(x float64) float64 {
	const thousandths = 1000
	return math.Round(x*thousandths)/thousandths + 0 // no minus before a zero
}

func (r *reading) explainTokens() []ExplainedToken {
	tokens := make([]ExplainedToken, len(r.tokens))
	for i, t := range r.tokens {
		e := ExplainedToken{Text: t.original, Normal: t.norm, Stem: t.stem, Role: r.role(i)}
		e.Corrected = slices.ContainsFunc(r.out.Corrections, func(c Correction) bool { return c.From == t.original })
		if term := r.termOf(t); term != nil && !t.stop && !r.used[i] {
			e.Weight = rounded(term.mass)
		}
		tokens[i] = e
	}
	return tokens
}

// role is what the token at i does.
func (r *reading) role(i int) Role {
	t := r.tokens[i]
	term := r.termOf(t)
	switch {
	case r.used[i]:
		return RoleTime
	case r.covered[i]:
		return RoleAsks
	case r.talks(i):
		return RoleTalk
	case t.stop, term == nil:
		return RoleFiller
	case term.known:
		return RoleTopic
	}
	return RoleUnknown
}

func (r *reading) talks(i int) bool {
	return slices.ContainsFunc(r.dialogue, func(s span) bool { return s.start <= i && i < s.end })
}

func (r *reading) termOf(t token) *term {
	at := slices.IndexFunc(r.terms, func(x term) bool { return x.stem == t.stem })
	if at < 0 {
		return nil
	}
	return &r.terms[at]
}

func explainFrames(tokens []token, spans []span) []ExplainedFrame {
	frames := make([]ExplainedFrame, 0, len(spans))
	for _, s := range spans {
		words := make([]string, 0, s.end-s.start)
		for _, t := range tokens[s.start:s.end] {
			words = append(words, t.original)
		}
		frames = append(frames, ExplainedFrame{strings.TrimPrefix(s.label, "?"), strings.Join(words, " ")})
	}
	return frames
}

func explainWhen(w When) *ExplainedWhen {
	if w.IsZero() {
		return nil
	}
	e := ExplainedWhen{Kind: w.Kind, Part: w.Part}
	if w.Kind != WhenNone {
		e.From, e.To = w.Days.From.String(), w.Days.To.AddDays(-1).String()
	}
	return &e
}

// explainAspects lists what was chosen, and what was nearly.
func explainAspects(shares []float64, u Understanding) []ExplainedAspect {
	out := []ExplainedAspect{}
	for i, a := range Aspects() {
		e := ExplainedAspect{Aspect: a, Chosen: slices.Contains(u.Aspects, a), InBrief: slices.Contains(u.Besides, a)}
		if i < len(shares) {
			e.Share = rounded(shares[i])
		}
		if e.Chosen || e.Share >= explainedShare {
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, func(a, b ExplainedAspect) int { return cmp.Compare(b.Share, a.Share) })
	return out
}

func (u *Understander) explainContext(r *reading) *ExplainedContext {
	c := r.query.Context
	if r.subject == "" {
		return nil
	}
	return &ExplainedContext{Focus: c.Focus, Title: u.docs[r.subject].Title, Offered: c.Offered, Rule: r.trace.rule, SameAspects: r.trace.same}
}

// explainCandidates shows the likeliest and, at the end, "out of scope". A
// question that was decided without them is ranked as if it stood alone.
func (u *Understander) explainCandidates(r *reading, out Understanding) []ExplainedCandidate {
	candidates := []ExplainedCandidate{}
	if len(r.tokens) == 0 || out.Reason == ReasonLanguage {
		return candidates
	}
	s, _ := u.scratch.Get().(*scratch)
	defer u.scratch.Put(s)
	if len(r.ranked) == 0 {
		r.rank(u, s)
	}
	forms := u.explainForms(r, s)
	for i, c := range r.ranked {
		t := u.index.targets[c.target]
		if i >= explainedCandidates && t != outsideTarget && t != out.Target {
			continue
		}
		candidates = append(candidates, ExplainedCandidate{
			Target: t, Title: u.docs[t].Title, Probability: rounded(c.score),
			Opinions: c.opinions.explained(t == outsideTarget), Forms: strongest(forms[c.target]), Tied: rounded(c.ties.beyondWords()),
		})
	}
	return candidates
}

// opinionNames are those of the opinions, in their order.
var opinionNames = [opinionCount]OpinionSource{
	opLearned: "learned", opCounted: "counted", opEvidence: "forms", opExplained: "explained", opNamed: "named",
	opOutside: "start", opForeign: "sounds-outside", opExplains: "charter-explains", opBest: "charter-learned",
	opUnknown: "unknown-words", opCalled: "called", opLongWords: "length",
}

// explained lists the opinions with what they add. The logarithms of shares and
// of odds are shown as these. Nobody was asked about what only the conversation
// suggests.
func (o *opinions) explained(outside bool) []ExplainedOpinion {
	said := []ExplainedOpinion{}
	if *o == (opinions{}) {
		return said
	}
	for i, value := range o {
		if i >= opOutside && !outside {
			break
		}
		points := fitted[i] * value
		switch i {
		case opLearned, opBest:
			value = math.Exp(value) - unheard
		case opForeign:
			value = math.Exp(value) - silent
		case opCounted:
			value = math.Exp(value)
		}
		said = append(said, ExplainedOpinion{opinionNames[i], rounded(value), rounded(points)})
	}
	return said
}

// explainForms finds the forms that the evidence is made of: for every target
// and word the one that explains the word best.
func (u *Understander) explainForms(r *reading, s *scratch) map[int32][]ExplainedForm {
	x := u.index
	x.evidence(r.terms, r.tokens, s) // leaves in s how much of each form was said
	forms := make(map[int32][]ExplainedForm)
	place := make(map[int32]int) // of an exemplar among its target's forms
	for i, t := range r.terms {
		for target, e := range x.bestFor(t, i, r.tokens, s) {
			at, ok := place[e]
			if !ok {
				at = len(forms[target])
				place[e] = at
				ex := &x.exemplars[e]
				forms[target] = append(forms[target], ExplainedForm{
					Text: x.said[e].text, Source: x.said[e].source, Said: rounded(min(s.matched[e]/ex.mass, 1)),
				})
			}
			f := &forms[target][at]
			f.Words = append(f.Words, t.norm)
			f.Points += t.mass * x.affinity(&x.exemplars[e], s.matched[e], s.cover[i], r.tokens)
		}
	}
	for _, found := range forms {
		slices.SortStableFunc(found, func(a, b ExplainedForm) int { return cmp.Compare(b.Points, a.Points) })
		for i := range found {
			found[i].Points = rounded(found[i].Points)
		}
	}
	return forms
}

// bestFor returns, by target, the form that explains one term best; of equals,
// the one in which a reader finds it.
func (x *exemplarIndex) bestFor(t term, i int, words []token, s *scratch) map[int32]int32 {
	best := make(map[int32]int32)
	strength := make(map[int32]float64)
	for _, e := range x.postings[t.stem] {
		ex := &x.exemplars[e]
		a := x.affinity(ex, s.matched[e], s.cover[i], words)
		had, ok := best[ex.target]
		if !ok || a > strength[ex.target] || a == strength[ex.target] && x.said[e].clearer(x.said[had], t.norm) {
			best[ex.target], strength[ex.target] = e, a
		}
	}
	return best
}

// saying is what an exemplar was made of.
type saying struct {
	text   string
	source Source
}

// clearer prefers a form that has the very word, not one that means the same,
// and then the shorter one.
func (s saying) clearer(than saying, word string) bool {
	has, had := strings.Contains(strings.ToLower(s.text), word), strings.Contains(strings.ToLower(than.text), word)
	if has != had {
		return has
	}
	return len(s.text) < len(than.text)
}

// strongest leaves out the forms that hardly count beside the first.
func strongest(forms []ExplainedForm) []ExplainedForm {
	out := []ExplainedForm{}
	for _, f := range forms[:min(len(forms), explainedForms)] {
		if f.Points >= hardly*forms[0].Points {
			out = append(out, f)
		}
	}
	return out
}

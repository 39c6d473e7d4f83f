package nlu

import "slices"

// turnModel tells what sort of turn a message is: a question about a thing of
// the charter, the state of an application, a courtesy, or out of scope. It has
// learned from the phrases of all of them.
type turnModel struct {
	weights *linear
	classes []Target // the first, empty, stands for all things of the charter
}

// turn is how likely a message is each sort of talk.
type turn struct {
	best  Target // empty: about a thing of the charter
	share float64
	oos   float64
}

// talkRepeats makes up for talk having fewer phrases than the charter: how often
// each of its phrases is taught. What is out of scope has plenty.
const talkRepeats = 8

// learnTurns trains on the phrases, titles and aliases of docs, on top of what
// was learned before; nil when no talk was ever taught.
func (u *Understander) learnTurns(docs []Document, before *turnModel) *turnModel {
	m := &turnModel{classes: []Target{""}}
	var beneath *linear
	if before != nil {
		m.classes, beneath = before.classes, before.weights
	} else {
		for _, d := range talkAmong(docs) {
			m.classes = append(m.classes, d.Target)
		}
	}
	if len(m.classes) == 1 {
		return nil
	}
	if beneath != nil {
		docs = talkAmong(docs) // of things, what a charter adds would only drown the talk
	}
	samples := u.turnSamples(m, docs)
	if beneath == nil {
		for _, f := range u.base.outside {
			samples = append(samples, u.turnSample(m, f.target, f.text)...)
		}
	}
	m.weights = trainLinear(samples, len(m.classes), beneath)
	return m
}

// talkAmong keeps the documents that teach what talk sounds like.
func talkAmong(docs []Document) []Document {
	return slices.DeleteFunc(slices.Clone(docs), func(d Document) bool { return !d.Target.IsTalk() })
}

func (u *Understander) turnSamples(m *turnModel, docs []Document) []sample {
	var samples []sample
	for _, d := range docs {
		for _, p := range d.Phrases {
			samples = append(samples, u.turnSample(m, d.Target, p.Text)...)
		}
		for _, name := range append([]string{d.Title}, d.Aliases...) {
			if name != "" {
				samples = append(samples, u.turnSample(m, d.Target, name)...)
			}
		}
	}
	return samples
}

// turnSample is one example, as often as it is taught; none of talk that the
// model does not know.
func (u *Understander) turnSample(m *turnModel, target Target, text string) []sample {
	class, repeats := 0, 1
	if target.IsTalk() {
		class = slices.Index(m.classes, target)
		if target != TargetOOS {
			repeats = talkRepeats
		}
	}
	if class < 0 {
		return nil
	}
	r := &reading{tokens: u.base.normaliser.tokens(text)}
	u.spell(r)
	return slices.Repeat([]sample{{turnFeatures(r.tokens), class}}, repeats)
}

// read tells what sort of turn the words are. Whoever asks after an application
// names what was applied for, as whoever asks about that does: where the turn may
// well be the former, it is.
func (m *turnModel) read(tokens []token) turn {
	if m == nil {
		return turn{}
	}
	p := m.weights.predict(turnFeatures(tokens))
	var out turn
	for c, target := range m.classes {
		if p[c] > out.share {
			out.best, out.share = target, p[c]
		}
		if target == TargetOOS {
			out.oos = p[c]
		}
	}
	filed := slices.Index(m.classes, TargetStatus)
	if filed >= 0 && p[filed] >= soundsLikeStatus && out.best == "" {
		out.best, out.share = TargetStatus, p[filed]
	}
	return out
}

// listen tells what sort of turn it is: in the middle of a conversation by what
// follows a civil opening, unless that is a courtesy too.
func (r *reading) listen(u *Understander) {
	r.turn = u.turns.read(r.tokens)
	if r.subject != "" && r.opening > 0 {
		rest, thanks := u.turns.read(r.matter()), false
		switch clause := r.afterThanks(); {
		case len(clause) > 0:
			rest = u.turns.read(clause)
		case r.thanksFor():
			thanks = !rest.is("", soundsLikeMatter) || r.merelyThanks() && r.turn.share >= surelyCourteous
		}
		if rest.best.Kind() != KindSmalltalk && !thanks {
			r.turn = rest // "ok grazie, ho perso la patente", "grazie, cosa porto?"
		}
	}
	if r.turn.best == SmalltalkThanks && r.takesLeave() || r.turn.best == SmalltalkGreeting && r.subject != "" && r.hears("ciao") {
		r.turn.best = SmalltalkBye
	}
}

// is reports whether the turn is most likely talk of this sort.
func (t turn) is(target Target, atLeast float64) bool { return t.best == target && t.share >= atLeast }

// mayBeTalk reports whether a message that says nothing else is best taken as
// talk to the assistant.
func (t turn) mayBeTalk() bool {
	k := t.best.Kind()
	return t.share >= soundsLikeTalk && (k == KindSmalltalk || k == KindStatus)
}

const (
	soundsLikeTalk   = 0.5
	soundsLikeStatus = 0.2
)

// turnFeatures are the words themselves: here it is the small ones that tell.
func turnFeatures(tokens []token) []uint64 {
	out := make([]uint64, 0, 4*len(tokens)+4)
	out = append(out, featureKey(featBias), featureKey(featLength, lengthClass(len(tokens))))
	for i, t := range tokens {
		out = append(out, featureKey(featWord, t.norm), featureKey(featStem, t.stem))
		if i > 0 {
			out = append(out, featureKey(featPair, tokens[i-1].norm, t.norm))
		}
	}
	if len(tokens) > 0 {
		out = append(out, featureKey(featFirst, tokens[0].norm), featureKey(featLast, tokens[len(tokens)-1].norm))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

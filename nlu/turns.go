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
const talkRepeats = 2

// learnTurns trains on the phrases, titles and aliases of docs; nil when none
// of them is talk.
func (u *Understander) learnTurns(docs []Document) *turnModel {
	m := &turnModel{classes: []Target{""}}
	var samples []sample
	learn := func(class int, text string) {
		r := &reading{tokens: u.base.normaliser.tokens(text)}
		u.spell(r)
		one := sample{turnFeatures(r.tokens), []classShare{{class, 1}}}
		repeats := 1
		if class > 0 && m.classes[class] != TargetOOS {
			repeats = talkRepeats
		}
		samples = append(samples, slices.Repeat([]sample{one}, repeats)...)
	}
	for _, d := range docs {
		class := 0
		if d.Target.IsTalk() {
			class = len(m.classes)
			m.classes = append(m.classes, d.Target)
		}
		for _, p := range d.Phrases {
			learn(class, p.Text)
		}
		for _, name := range append([]string{d.Title}, d.Aliases...) {
			if name != "" {
				learn(class, name)
			}
		}
	}
	if len(m.classes) == 1 {
		return nil
	}
	for _, f := range u.base.outside {
		if class := slices.Index(m.classes, f.target); class > 0 {
			learn(class, f.text)
		}
	}
	m.weights = trainLinear(samples, len(m.classes))
	return m
}

// read tells what sort of turn the words are.
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
	return out
}

// is reports whether the turn is most likely talk of this sort.
func (t turn) is(target Target, atLeast float64) bool { return t.best == target && t.share >= atLeast }

// mayBeTalk reports whether a message that says nothing else is best taken as
// talk to the assistant.
func (t turn) mayBeTalk() bool {
	k := t.best.Kind()
	return t.share >= soundsLikeTalk && (k == KindSmalltalk || k == KindStatus)
}

const soundsLikeTalk = 0.5

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

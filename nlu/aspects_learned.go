package nlu

import "slices"

// aspectModel hears what a question asks where no frame does, or where several
// do: it has learned from the aspects of the phrase bank.
type aspectModel struct{ weights *linear }

// learnAspects trains on the base's own examples and on the phrases of docs.
func (u *Understander) learnAspects(docs []Document) *aspectModel {
	var samples []sample
	learn := func(p Phrase) {
		r := &reading{tokens: u.base.normaliser.tokens(p.Text)}
		u.spell(r)
		samples = append(samples, sample{u.aspectFeatures(r.tokens, u.base.aspects.find(r.tokens)), aspectShares(p.Aspects)})
	}
	for _, p := range u.base.asked {
		learn(p)
	}
	for _, d := range docs {
		for _, p := range d.Phrases {
			if len(p.Aspects) > 0 && aspectsMatter(d.Target) {
				learn(p)
			}
		}
	}
	return &aspectModel{trainLinear(samples, len(Aspects()))}
}

// aspectShares gives the first aspect the greater part.
func aspectShares(aspects []Aspect) []classShare {
	shares := []float32{1}
	if len(aspects) > 1 {
		shares = []float32{0.6, 0.4}
	}
	var out []classShare
	for i, a := range aspects[:len(shares)] {
		out = append(out, classShare{slices.Index(Aspects(), a), shares[i]})
	}
	return out
}

// Sorts of features.
const (
	featBias byte = iota
	featWord
	featPair
	featTriple
	featFirst
	featFirstTwo
	featLast
	featFrame
	featFirstFrame
	featFrames
	featLength
	featClause
	featStem
	featStart
	featStemPair
)

// topicMark stands for all words that only say what a question is about.
const topicMark = "·"

func (u *Understander) aspectFeatures(tokens []token, spans []span) []uint64 {
	words := u.aspectWords(tokens)
	out := make([]uint64, 0, 6*len(words)+16)
	out = append(out, featureKey(featBias), featureKey(featLength, lengthClass(len(tokens))))
	for i, w := range words {
		out = append(out, featureKey(featWord, w))
		if i > 0 {
			out = append(out, featureKey(featPair, words[i-1], w))
		}
		if i > 1 {
			out = append(out, featureKey(featTriple, words[i-2], words[i-1], w))
		}
	}
	for i, t := range tokens {
		if i > 0 {
			out = append(out, featureKey(featStemPair, tokens[i-1].stem, t.stem))
		}
		if !t.stop && len(t.stem) > 2 {
			out = append(out, featureKey(featStem, t.stem))
		}
		if t.boundary {
			out = append(out, featureKey(featClause, t.norm))
		}
	}
	if len(words) > 0 {
		out = append(out, featureKey(featFirst, words[0]), featureKey(featLast, words[len(words)-1]))
	}
	if len(words) > 1 {
		out = append(out, featureKey(featFirstTwo, words[0], words[1]))
	}
	out = appendFrameFeatures(out, spans)
	slices.Sort(out)
	return slices.Compact(out)
}

func appendFrameFeatures(out []uint64, spans []span) []uint64 {
	if len(spans) == 0 {
		return append(out, featureKey(featFirstFrame, "none"))
	}
	out = append(out, featureKey(featFirstFrame, spans[0].label))
	for i, s := range spans {
		out = append(out, featureKey(featFrame, s.label))
		if i > 0 {
			out = append(out, featureKey(featFrames, spans[i-1].label, s.label))
		}
	}
	return out
}

// aspectWords keeps the words that ask and melts the topic into one mark.
func (u *Understander) aspectWords(tokens []token) []string {
	out := make([]string, 0, len(tokens))
	for _, t := range tokens {
		w := t.norm
		switch {
		case isNumber(w):
			w = "#"
		case t.stop || u.base.common[w]:
		default:
			w = topicMark
		}
		if w == topicMark && len(out) > 0 && out[len(out)-1] == topicMark {
			continue
		}
		out = append(out, w)
	}
	return out
}

func lengthClass(n int) string {
	switch {
	case n <= 2:
		return "2"
	case n <= 4:
		return "4"
	case n <= 7:
		return "7"
	case n <= 12:
		return "12"
	case n <= 18:
		return "18"
	}
	return "more"
}

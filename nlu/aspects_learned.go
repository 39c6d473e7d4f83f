package nlu

import (
	"slices"
	"sync"
)

// aspectModel hears what a question asks where no frame does, or where several
// do: it has learned from the aspects of the phrase bank. Its classes are those of
// Aspects, and for what is asked besides one more: nothing.
type aspectModel struct{ weights *linear }

// learnAspects trains on the phrases of docs on top of what was learned before;
// where nothing was, on the base's own examples too. Brief hears what is asked in
// few words once its topic has been said: "e anche di notte?". Asked at first, the
// same words may mean something else. Also hears what is wanted besides what is
// asked first.
func (u *Understander) learnAspects(docs []Document, before trained) (heard, brief, also *aspectModel) {
	var phrases []Phrase
	for _, d := range docs {
		for _, p := range d.Phrases {
			if len(p.Aspects) > 0 && aspectsMatter(d.Target) {
				phrases = append(phrases, p)
			}
		}
	}
	learn := func(phrases []Phrase, beneath *linear) *aspectModel {
		return &aspectModel{trainLinear(u.aspectSamples(phrases), len(Aspects()), beneath)}
	}
	beside := func(samples []sample, beneath *linear) *aspectModel {
		return &aspectModel{trainLinear(samples, nothingBeside()+1, beneath)}
	}
	if before.heard != nil {
		added := u.besideSamples(phrases)
		return learn(phrases, before.heard.weights), learn(phrases, before.brief.weights), beside(added, before.also.weights)
	}
	var learning sync.WaitGroup
	learning.Go(func() { also = beside(withoutLonely(u.besideSamples(phrases)), nil) })
	heard = learn(slices.Concat(u.base.asked, phrases), nil)
	brief = learn(slices.Concat(u.base.briefly, u.base.asked), heard.weights)
	learning.Wait()
	return heard, brief, also
}

// besideSamples teach what is wanted besides the aspect that is asked first.
func (u *Understander) besideSamples(phrases []Phrase) []sample {
	samples := make([]sample, len(phrases))
	for i, p := range phrases {
		tokens := u.heardIn(p.Text)
		class := nothingBeside()
		if len(p.Aspects) > 1 {
			class = slices.Index(Aspects(), p.Aspects[1])
		}
		features := append(u.aspectFeatures(tokens, u.base.aspects.find(tokens)), besideKey(p.Aspects[0]))
		samples[i] = sample{features, class}
	}
	return samples
}

// withoutLonely leaves out the features of one sample only: of thousands, they tell
// nothing of another, and are most of the weights.
func withoutLonely(samples []sample) []sample {
	lonely := make(map[uint64]bool)
	for _, s := range samples {
		for _, f := range s.features {
			_, again := lonely[f]
			lonely[f] = !again
		}
	}
	for i := range samples {
		samples[i].features = slices.DeleteFunc(samples[i].features, func(f uint64) bool { return lonely[f] })
	}
	return samples
}

// nothingBeside is the class of a question that asks one thing only.
func nothingBeside() int { return len(Aspects()) }

// besideKey is the feature that tells what is asked first.
func besideKey(first Aspect) uint64 { return featureKey(featAsked, string(first)) }

// beside tells how likely each aspect is wanted besides the first, which is one of
// those that the shares tell.
func (m *aspectModel) beside(features []uint64, shares []float64) []float64 {
	same := make([]float64, m.weights.classes)
	out, scores := make([]float64, len(shares)), make([]float64, len(same))
	if m.weights.rows.Len() == 0 && m.weights.beneath == nil {
		return out // it was taught nothing
	}
	m.weights.tally(features, same)
	for i, share := range shares {
		if share < maybeFirst {
			continue
		}
		copy(scores, same)
		m.weights.tally([]uint64{besideKey(Aspects()[i])}, scores)
		normalise(scores)
		for j := range out {
			out[j] += share * scores[j]
		}
	}
	return out
}

// maybeFirst is the share from which an aspect may be what is asked first.
const maybeFirst = 0.05

func (u *Understander) aspectSamples(phrases []Phrase) []sample {
	samples := make([]sample, len(phrases))
	for i, p := range phrases {
		tokens := u.heardIn(p.Text)
		samples[i] = sample{u.aspectFeatures(tokens, u.base.aspects.find(tokens)), slices.Index(Aspects(), p.Aspects[0])}
	}
	return samples
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
	featStemTriple
	featShape
	featLastFrame
	featAsked
	featLesson // no feature: what was taught
)

// topicMark stands for all words that only say what a question is about.
const topicMark = "·"

func (u *Understander) aspectFeatures(tokens []token, spans []span) []uint64 {
	out := make([]uint64, 0, 12*len(tokens)+16)
	asking := askingPart(tokens)
	told := asking.start > 0 || asking.end < len(tokens)
	out = append(out, featureKey(featBias), featureKey(featLength, lengthClass(len(tokens))),
		featureKey(featShape, asking.shape), featureKey(featShape, asking.shape, lengthClass(asking.end-asking.start)))
	out = u.partFeatures(out, tokens[asking.start:asking.end], "")
	out = appendFrameFeatures(out, within(spans, asking), "")
	if told {
		out = u.partFeatures(out, tokens[:asking.start], "told")
		out = u.partFeatures(out, tokens[asking.end:], "told")
		out = appendFrameFeatures(out, without(spans, asking), "told")
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// part is the stretch of a message that asks; the rest tells.
type part struct {
	start, end int
	shape      string // how it was told from the rest
}

// askingPart finds the sentences that ask: the last that ends with a question
// mark, or all there is when no mark tells.
func askingPart(tokens []token) part {
	last := -1
	sentences := 0
	for i, t := range tokens {
		if t.asks {
			last = i
		}
		sentences = max(sentences, t.sentence+1)
	}
	if last < 0 {
		if sentences > 1 {
			return part{0, len(tokens), "told"}
		}
		return part{0, len(tokens), "open"}
	}
	start := last
	for start > 0 && tokens[start-1].sentence == tokens[last].sentence {
		start--
	}
	return part{start, last + 1, "asked"}
}

func within(spans []span, p part) []span {
	var out []span
	for _, s := range spans {
		if s.start >= p.start && s.start < p.end {
			out = append(out, s)
		}
	}
	return out
}

func without(spans []span, p part) []span {
	var out []span
	for _, s := range spans {
		if s.start < p.start || s.start >= p.end {
			out = append(out, s)
		}
	}
	return out
}

func (u *Understander) partFeatures(out []uint64, tokens []token, role string) []uint64 {
	words := u.aspectWords(tokens)
	for i, w := range words {
		out = append(out, featureKey(featWord, role, w))
		if i > 0 {
			out = append(out, featureKey(featPair, role, words[i-1], w))
		}
		if i > 1 && role == "" {
			out = append(out, featureKey(featTriple, words[i-2], words[i-1], w))
		}
	}
	out = stemFeatures(out, tokens, role)
	if role != "" {
		return out
	}
	if len(words) > 0 {
		out = append(out, featureKey(featFirst, words[0]), featureKey(featLast, words[len(words)-1]))
	}
	if len(words) > 1 {
		out = append(out, featureKey(featFirstTwo, words[0], words[1]))
	}
	return out
}

// stemFeatures are the words as they are, topic and all: "portare i rifiuti" asks
// something else than "portare i documenti".
func stemFeatures(out []uint64, tokens []token, role string) []uint64 {
	for i, t := range tokens {
		if !t.stop && len(t.stem) > 2 {
			out = append(out, featureKey(featStem, role, t.stem))
		}
		if role != "" {
			continue
		}
		if i > 0 {
			out = append(out, featureKey(featStemPair, tokens[i-1].stem, t.stem))
		}
		if i > 1 {
			out = append(out, featureKey(featStemTriple, tokens[i-2].stem, tokens[i-1].stem, t.stem))
		}
		if t.boundary {
			out = append(out, featureKey(featClause, t.norm))
		}
	}
	return out
}

func appendFrameFeatures(out []uint64, spans []span, role string) []uint64 {
	if len(spans) == 0 {
		return append(out, featureKey(featFirstFrame, role, "none"))
	}
	out = append(out, featureKey(featFirstFrame, role, spans[0].label), featureKey(featLastFrame, role, spans[len(spans)-1].label))
	for i, s := range spans {
		out = append(out, featureKey(featFrame, role, s.label))
		if i > 0 {
			out = append(out, featureKey(featFrames, role, spans[i-1].label, s.label))
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

package nlu

import (
	"maps"
	"math"
	"slices"
	"strings"
)

// exemplar is one way of saying a target, as the stems that carry its topic.
type exemplar struct {
	target int32
	weight float64
	mass   float64 // the summed idf of its stems
	size   int     // how many stems
	// words is the whole form when a single stem is left of it: "è morto" must
	// stand as written to count in full, "morto" alone hints at it.
	words []string
}

// exemplarIndex finds exemplars by stem.
type exemplarIndex struct {
	targets   []Target
	ids       map[Target]int32
	exemplars []exemplar
	postings  map[string][]int32
	idf       map[string]float64
	words     map[string]bool   // normal forms, the vocabulary that spelling is corrected to
	stems     map[string]bool   // of words that are spelled right
	written   map[string]string // words with an accent or in capitals, as they are written, by normal form
	said      []saying          // of each exemplar, to explain what it was found by
}

// Weights of an exemplar by where it comes from.
const (
	titleWeight     = 1.0
	aliasWeight     = 1.0
	formerWeight    = 0.95
	hintWeight      = 0.35 // a form of which one stem is left, not said as written
	trimmedWeight   = 0.92 // a form that lost a meaningful word to the stopwords
	outsideWord     = 0.6  // a single word is weak proof that a question is foreign
	genericShare    = 0.5  // of its idf that a word of many services keeps
	officeNameAlone = 0.85 // "anagrafe" for "ufficio anagrafe"
)

// outsideTarget groups what no town hall answers, so that it competes.
const outsideTarget = TargetOOS

func (b *Base) newExemplarIndex(docs []Document) *exemplarIndex {
	x := &exemplarIndex{
		ids:      make(map[Target]int32),
		postings: make(map[string][]int32),
		idf:      make(map[string]float64),
		stems:    make(map[string]bool),
		words:    make(map[string]bool),
		written:  make(map[string]string),
	}
	stemsOf := make(map[string]map[int32]bool)
	for _, d := range docs {
		id := x.target(d.Target)
		for _, f := range documentForms(d) {
			x.add(b, id, f, stemsOf)
		}
		for _, p := range d.Phrases {
			x.hear(b, id, p, stemsOf)
		}
	}
	for _, f := range b.forms {
		if id, known := x.ids[f.target]; known {
			x.add(b, id, f, stemsOf)
		}
	}
	outside := x.target(outsideTarget)
	for _, f := range b.outside {
		x.add(b, outside, f, stemsOf)
	}
	x.weigh(stemsOf, b.generic)
	return x
}

func (x *exemplarIndex) target(t Target) int32 {
	if id, ok := x.ids[t]; ok {
		return id
	}
	id := int32(len(x.targets))
	x.targets = append(x.targets, t)
	x.ids[t] = id
	return id
}

// documentForms lists the ways of saying a document that the charter gives.
func documentForms(d Document) []form {
	out := []form{{text: d.Title, target: d.Target, weight: titleWeight, source: SourceTitle}}
	for _, acronym := range bracketed(d.Title) {
		out = append(out, form{text: acronym, target: d.Target, weight: titleWeight, source: SourceTitle})
	}
	if rest, ok := strings.CutPrefix(strings.ToLower(d.Title), "ufficio "); ok && d.Target.Kind() == KindOffice {
		out = append(out, form{text: rest, target: d.Target, weight: officeNameAlone, source: SourceTitle})
	}
	for _, a := range d.Aliases {
		out = append(out, form{text: a, target: d.Target, weight: aliasWeight, source: SourceAlias})
	}
	for _, n := range d.FormerNames {
		out = append(out, form{text: n, target: d.Target, weight: formerWeight, source: SourceFormerName})
	}
	return out
}

// bracketed returns what stands in brackets and is one word in capitals.
func bracketed(title string) []string {
	_, rest, ok := strings.Cut(title, "(")
	if !ok {
		return nil
	}
	inside, _, _ := strings.Cut(rest, ")")
	if inside == "" || strings.ToUpper(inside) != inside {
		return nil
	}
	return []string{inside}
}

func (x *exemplarIndex) add(b *Base, id int32, f form, stemsOf map[string]map[int32]bool) {
	tokens := b.analyse(f.text)
	stems := distinctStems(tokens)
	if len(stems) == 0 {
		stems = wholeForm(tokens)
	}
	e := exemplar{target: id, weight: f.weight, size: len(stems)}
	if f.target == outsideTarget && len(stems) == 1 {
		e.weight *= outsideWord
	}
	if meaningful := b.meaningfulWords(tokens); len(stems) == 1 && meaningful > 1 {
		for _, t := range tokens {
			e.words = append(e.words, t.norm)
		}
	} else if meaningful > len(stems) {
		e.weight *= trimmedWeight
	}
	x.learnWords(tokens)
	for _, t := range tokens {
		x.learnAcronym(t)
	}
	for _, s := range stems {
		x.postings[s] = append(x.postings[s], int32(len(x.exemplars)))
		note(stemsOf, s, id)
	}
	x.exemplars = append(x.exemplars, e)
	x.said = append(x.said, saying{f.text, f.source})
}

// hear learns the words of a phrase and how telling they are. A phrase is no
// exemplar: what it says as a whole the learned rankings have heard, and matching
// every question against ten thousand of them would take longer than all else.
func (x *exemplarIndex) hear(b *Base, id int32, p Phrase, stemsOf map[string]map[int32]bool) {
	if p.Careless {
		return // its words are put right in learning, as those of a question are
	}
	tokens := b.analyse(p.Text)
	x.learnWords(tokens)
	for _, s := range distinctStems(tokens) {
		note(stemsOf, s, id)
	}
}

func (x *exemplarIndex) learnWords(tokens []token) {
	for _, t := range tokens {
		x.learnWord(t)
	}
}

func note(stemsOf map[string]map[int32]bool, stem string, id int32) {
	if stemsOf[stem] == nil {
		stemsOf[stem] = make(map[int32]bool)
	}
	stemsOf[stem][id] = true
}

// wholeForm keeps a form that consists of stopwords only findable by its last.
func wholeForm(tokens []token) []string {
	if len(tokens) == 0 {
		return nil
	}
	return []string{tokens[len(tokens)-1].stem}
}

// meaningfulWords counts the words that do more than hold the phrase together.
func (b *Base) meaningfulWords(tokens []token) int {
	n := 0
	for _, t := range tokens {
		if !b.articles[t.norm] {
			n++
		}
	}
	return n
}

// weigh computes how telling each stem is, and the mass of every exemplar.
func (x *exemplarIndex) weigh(stemsOf map[string]map[int32]bool, generic map[string]bool) {
	n := float64(len(x.targets))
	for s, targets := range stemsOf {
		x.idf[s] = math.Log(1 + n/float64(len(targets)))
		if generic[s] {
			x.idf[s] *= genericShare
		}
	}
	stems := slices.Sorted(maps.Keys(x.postings)) // sums of floats depend on their order
	for _, s := range stems {
		list := slices.Compact(x.postings[s])
		x.postings[s] = list
		for _, e := range list {
			x.exemplars[e].mass += x.idf[s]
		}
	}
}

package nlu

import (
	"strings"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/italian"
)

// stemmer is the Snowball Italian algorithm with the exceptions of stems.tsv and
// the families of lemmas.tsv.
type stemmer struct {
	exceptions map[string]string // by word
	families   map[string]string // by what the algorithm makes of a word
	ages       ageStems
	known      map[string]string // what is made of the lexicon's words, to ask the algorithm once
}

// stem returns what a word in normal form is matched on.
func (s *stemmer) stem(word string) string {
	if stem, ok := s.known[word]; ok {
		return stem
	}
	stem := s.single(word)
	if lemma, ok := s.families[stem]; ok {
		return lemma
	}
	return stem
}

// single stems a word without regard to its family.
func (s *stemmer) single(word string) string {
	if fixed, ok := s.exceptions[word]; ok {
		return fixed
	}
	if len(word) < 4 || isNumber(word) {
		return word
	}
	stem := snowball(withoutPronoun(word))
	// The algorithm leaves the h of "paghi" where little stands before it.
	if strings.HasSuffix(stem, "gh") || strings.HasSuffix(stem, "ch") {
		return stem[:len(stem)-1]
	}
	return stem
}

// withoutPronoun takes off an imperative what hangs on it ("mandatemi",
// "portatela"); with infinitives and gerunds the algorithm does so itself.
func withoutPronoun(word string) string {
	for _, pronoun := range []string{"mi", "ci", "melo", "mela", "celo", "cela", "lo", "la", "li", "le", "gli"} {
		verb, ok := strings.CutSuffix(word, pronoun)
		if ok && len(verb) > 5 && (strings.HasSuffix(verb, "ate") || strings.HasSuffix(verb, "ete") || strings.HasSuffix(verb, "ite")) {
			return verb
		}
	}
	return word
}

// familiesOf maps the stems of words to the stem of the lemma that they belong to.
func (s *stemmer) familiesOf(words map[string][]string) map[string]string {
	out := make(map[string]string)
	for lemma, members := range words {
		for _, w := range members {
			out[s.single(w)] = s.single(lemma)
		}
	}
	return out
}

// snowball applies the published algorithm alone.
func snowball(word string) string {
	env := snowballstem.NewEnv(word)
	italian.Stem(env)
	return env.Current()
}

func isNumber(word string) bool {
	for i := range len(word) {
		if word[i] < '0' || word[i] > '9' {
			return false
		}
	}
	return word != ""
}

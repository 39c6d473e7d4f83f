package nlu

import (
	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/italian"
)

// stemmer is the Snowball Italian algorithm with the exceptions of stems.tsv.
type stemmer struct {
	exceptions map[string]string
	known      map[string]string // what the algorithm says of the lexicon's words, to ask it once
}

// stem returns what a word in normal form is matched on.
func (s *stemmer) stem(word string) string {
	if fixed, ok := s.exceptions[word]; ok {
		return fixed
	}
	if len(word) < 4 || isNumber(word) {
		return word
	}
	if stem, ok := s.known[word]; ok {
		return stem
	}
	return snowball(word)
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

package nlu

import (
	"cmp"
	"strings"
)

// learnWord adds a word to the vocabulary, and how its accent is written.
func (x *exemplarIndex) learnWord(t token) {
	x.words[t.norm], x.stems[t.stem] = true, true
	if _, known := x.accents[t.norm]; t.accented && !known {
		x.accents[t.norm] = strings.ToLower(t.original)
	}
}

// asWritten gives a normal form back its accent: "identita" is read, "identità"
// is what is shown.
func (x *exemplarIndex) asWritten(norm string) string { return cmp.Or(x.accents[norm], norm) }

// tellTopics marks the corrections that decide what the question is about.
func (r *reading) tellTopics(u *Understander) {
	for i := range r.out.Corrections {
		c := &r.out.Corrections[i]
		for k, t := range r.tokens {
			if t.original == c.From && !t.stop && !r.used[k] && !r.covered[k] && u.index.idf[t.stem] > 0 && !u.base.generic[t.stem] {
				c.Topic = true
			}
		}
	}
}

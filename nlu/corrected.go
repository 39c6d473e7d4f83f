package nlu

import (
	"cmp"
	"strings"
)

// learnWord adds a word to the vocabulary, and how its accent is written.
func (x *exemplarIndex) learnWord(t token) {
	x.words[t.norm], x.stems[t.stem] = true, true
	if _, known := x.written[t.norm]; t.accented && !known {
		x.written[t.norm] = strings.ToLower(t.original)
	}
}

// learnAcronym keeps the capitals of a word in a title or an alias: "TARI".
func (x *exemplarIndex) learnAcronym(t token) {
	if len(t.original) > 1 && t.original == strings.ToUpper(t.original) && t.original != strings.ToLower(t.original) {
		x.written[t.norm] = t.original
	}
}

// asWritten gives a normal form back its accent and its capitals: "identita" is
// read, "identità" is what is shown.
func (x *exemplarIndex) asWritten(norm string) string { return cmp.Or(x.written[norm], norm) }

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

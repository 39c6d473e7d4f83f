package nlu

import (
	"fmt"
	"slices"
	"sort"
	"strings"
)

// pattern is a frame compiled: a sequence of elements over normal forms.
type pattern struct {
	label    string
	elements []element
	literals int // elements that are neither gap nor wildcard: the frame's length
}

// element matches one word (or, a gap, up to three).
type element struct {
	exact    []string
	prefixes []string
	any      bool
	gap      bool
	optional bool
}

// maxGap is how many words "~" may leap over.
const maxGap = 3

// parsePattern compiles the syntax told at the top of frames.tsv.
func parsePattern(label, text string) (pattern, error) {
	p := pattern{label: label}
	for _, field := range strings.Fields(text) {
		e := parseElement(field)
		if !e.gap && !e.any && len(e.exact)+len(e.prefixes) == 0 || slices.Contains(e.prefixes, "") {
			return pattern{}, fmt.Errorf("pattern %q: element %q has a choice without letters", text, field)
		}
		if !e.gap && !e.any && !e.optional {
			p.literals++
		}
		p.elements = append(p.elements, e)
	}
	if p.literals == 0 {
		// A frame of one optional word is that word alone.
		return pattern{}, fmt.Errorf("pattern %q: needs a word that must be there", text)
	}
	return p, nil
}

func parseElement(field string) element {
	var e element
	if trimmed, ok := strings.CutSuffix(field, "?"); ok {
		e.optional, field = true, trimmed
	}
	switch field {
	case "_":
		e.any = true
		return e
	case "~":
		e.gap = true
		return e
	}
	for alt := range strings.SplitSeq(field, "|") {
		if p, ok := strings.CutSuffix(alt, "*"); ok {
			e.prefixes = append(e.prefixes, p)
		} else if alt != "" {
			e.exact = append(e.exact, alt)
		}
	}
	return e
}

func (e *element) matches(word string) bool {
	if e.any {
		return true
	}
	for _, x := range e.exact {
		if x == word {
			return true
		}
	}
	for _, p := range e.prefixes {
		if strings.HasPrefix(word, p) {
			return true
		}
	}
	return false
}

// matchAt returns the end of the longest match that begins at tokens[i], or -1.
func (p *pattern) matchAt(tokens []token, i int) int {
	return matchElements(p.elements, tokens, i)
}

func matchElements(elements []element, tokens []token, i int) int {
	if len(elements) == 0 {
		return i
	}
	e := &elements[0]
	if e.gap {
		for skip := 0; skip <= maxGap && i+skip <= len(tokens); skip++ {
			if end := matchElements(elements[1:], tokens, i+skip); end >= 0 {
				return end
			}
		}
		return -1
	}
	if i < len(tokens) && e.matches(tokens[i].norm) {
		if end := matchElements(elements[1:], tokens, i+1); end >= 0 {
			return end
		}
	}
	if e.optional {
		return matchElements(elements[1:], tokens, i)
	}
	return -1
}

// span is where a frame was found.
type span struct {
	label      string
	start, end int
	literals   int
}

// frameSet finds many patterns at once, by the words that they may begin with.
type frameSet struct {
	patterns []pattern
	byWord   map[string][]int // a word that some pattern begins with → all that may begin with it
	byFirst  [256][]int       // first byte of any other word → the patterns that may begin with it
}

func newFrameSet(patterns []pattern) *frameSet {
	s := &frameSet{patterns: patterns, byWord: make(map[string][]int)}
	for i := range patterns {
		for _, e := range heads(patterns[i].elements) {
			for _, word := range e.exact {
				s.byWord[word] = nil
			}
		}
	}
	for i := range patterns {
		for word := range s.byWord {
			if beginsWith(patterns[i].elements, func(e *element) bool { return e.matches(word) }) {
				s.byWord[word] = append(s.byWord[word], i)
			}
		}
		for first := range s.byFirst {
			if beginsWith(patterns[i].elements, func(e *element) bool { return e.mayBegin(byte(first)) }) {
				s.byFirst[first] = append(s.byFirst[first], i)
			}
		}
	}
	return s
}

// words lists the whole words that frames are made of.
func (s *frameSet) words() []string {
	var out []string
	for _, p := range s.patterns {
		for _, e := range p.elements {
			out = append(out, e.exact...)
		}
	}
	return out
}

// heads are the elements that may match the first word.
func heads(elements []element) []element {
	for i, e := range elements {
		if !e.optional {
			return elements[:i+1]
		}
	}
	return elements
}

func beginsWith(elements []element, matches func(*element) bool) bool {
	for _, e := range heads(elements) {
		if e.gap || matches(&e) {
			return true
		}
	}
	return false
}

// mayBegin reports whether a prefix begins with the byte, or anything will do.
func (e *element) mayBegin(first byte) bool {
	return e.any || slices.ContainsFunc(e.prefixes, func(p string) bool { return p[0] == first })
}

// find returns the frames in tokens, longest first where they overlap, in the
// order of the sentence.
func (s *frameSet) find(tokens []token) []span {
	var all []span
	for i := range tokens {
		if tokens[i].norm == "" {
			continue
		}
		candidates, ok := s.byWord[tokens[i].norm]
		if !ok {
			candidates = s.byFirst[tokens[i].norm[0]]
		}
		for _, pi := range candidates {
			all = s.tryAt(all, pi, tokens, i)
		}
	}
	return withoutOverlaps(all)
}

func (s *frameSet) tryAt(all []span, pi int, tokens []token, i int) []span {
	p := &s.patterns[pi]
	if end := p.matchAt(tokens, i); end > i {
		all = append(all, span{label: p.label, start: i, end: end, literals: p.literals})
	}
	return all
}

func withoutOverlaps(all []span) []span {
	sort.SliceStable(all, func(i, j int) bool {
		if a, b := all[i].end-all[i].start, all[j].end-all[j].start; a != b {
			return a > b
		}
		return all[i].literals > all[j].literals
	})
	kept := all[:0:0]
	for _, c := range all {
		if !overlapsAny(c, kept) {
			kept = append(kept, c)
		}
	}
	sort.Slice(kept, func(i, j int) bool { return kept[i].start < kept[j].start })
	return kept
}

func overlapsAny(c span, kept []span) bool {
	for _, k := range kept {
		if c.start < k.end && k.start < c.end {
			return true
		}
	}
	return false
}

package nlu

import (
	"slices"
	"strings"
)

// speller corrects words towards the charter's own vocabulary. Words of plain
// Italian are known too and never corrected: a right word outside the domain
// must not be bent into it.
//
// It keeps, for every word of the vocabulary, what is left of it after taking
// away up to maxDeletes letters; a misspelt word shares one of its own
// leftovers with the word that was meant (the "symmetric delete" method), so a
// look-up costs a few dozen map reads whatever the vocabulary's size.
type speller struct {
	words   []spelled
	deletes map[string][]int32
}

type spelled struct {
	word   string
	domain bool // a word of the charter or lexicon, not only of the language
}

const (
	minCorrected = 5 // shorter words have too many neighbours
	longWord     = 8 // from this length on two slips are forgiven
	deletePrefix = 9 // leftovers are made of a word's first letters only
)

func newSpeller(domain, common map[string]bool) *speller {
	s := &speller{deletes: make(map[string][]int32)}
	for _, w := range sortedKeys(domain) {
		s.add(w, true)
	}
	for _, w := range sortedKeys(common) {
		if !domain[w] {
			s.add(w, false)
		}
	}
	return s
}

func sortedKeys(m map[string]bool) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func (s *speller) add(word string, domain bool) {
	if len(word) < minCorrected-1 || isNumber(word) {
		return
	}
	id := int32(len(s.words))
	s.words = append(s.words, spelled{word: word, domain: domain})
	for _, d := range leftovers(word, slips(len(word)+1)) {
		s.deletes[d] = append(s.deletes[d], id)
	}
}

// slips is how many mistakes are forgiven in a word of this length.
func slips(length int) int {
	if length >= longWord {
		return 2
	}
	return 1
}

// leftovers returns word's prefix and what remains of it after taking up to n
// letters away.
func leftovers(word string, n int) []string {
	word = word[:min(len(word), deletePrefix)]
	out := []string{word}
	from := 0
	for range n {
		end := len(out)
		for _, w := range out[from:end] {
			for i := range len(w) {
				out = append(out, w[:i]+w[i+1:])
			}
		}
		from = end
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// correct returns the word of the vocabulary that was most likely meant, and
// false when none is near enough or a plain Italian word is nearer.
func (s *speller) correct(word string) (string, bool) {
	if len(word) < minCorrected || strings.ContainsAny(word, "0123456789") {
		return "", false
	}
	limit := float64(slips(len(word)))
	best, bestCost := spelled{}, limit+0.01
	for _, d := range leftovers(word, slips(len(word))) {
		for _, id := range s.deletes[d] {
			c := s.words[id]
			cost := slipCost(word, c.word, limit)
			if cost < bestCost || (cost == bestCost && better(c, best)) {
				best, bestCost = c, cost
			}
		}
	}
	return best.word, best.domain
}

// better breaks ties: the domain's word, then the alphabet.
func better(a, b spelled) bool {
	if a.domain != b.domain {
		return a.domain
	}
	return a.word < b.word
}

// Costs of a slip. Doubling a letter, leaving out an h and swapping two
// neighbours are what people do; a wrong first letter is rare.
const (
	cheapSlip = 0.6
	fullSlip  = 1.0
	headSlip  = 1.4
)

// slipCost is the restricted Damerau-Levenshtein distance with those costs, or
// more than limit when it exceeds it.
func slipCost(a, b string, limit float64) float64 {
	if d := len(a) - len(b); d > 2 || d < -2 || len(a) > 40 || len(b) > 40 {
		return limit + 1
	}
	var rows [3][42]float64
	for j := range len(b) + 1 {
		rows[0][j] = float64(j)
	}
	for i := 1; i <= len(a); i++ {
		cur, prev, before := &rows[i%3], &rows[(i+2)%3], &rows[(i+1)%3]
		cur[0] = float64(i)
		lowest := cur[0]
		for j := 1; j <= len(b); j++ {
			cur[j] = slipCell(a, b, i, j, cur, prev, before)
			lowest = min(lowest, cur[j])
		}
		if lowest > limit {
			return limit + 1
		}
	}
	return rows[len(a)%3][len(b)]
}

func slipCell(a, b string, i, j int, cur, prev, before *[42]float64) float64 {
	best := min(prev[j]+gapCost(a, i), cur[j-1]+gapCost(b, j))
	switch {
	case a[i-1] == b[j-1]:
		best = min(best, prev[j-1])
	case i == 1 && j == 1:
		best = min(best, headSlip)
	default:
		best = min(best, prev[j-1]+fullSlip)
	}
	if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
		best = min(best, before[j-2]+cheapSlip)
	}
	return best
}

// gapCost is the cost of one side having the letter w[i-1] and the other not.
func gapCost(w string, i int) float64 {
	switch {
	case i > 1 && w[i-1] == w[i-2], w[i-1] == 'h':
		return cheapSlip
	case i == 1:
		return headSlip
	}
	return fullSlip
}

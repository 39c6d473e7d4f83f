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
	words []spelled
	// chains begins, for the key of a leftover, the chain of the words that have
	// it; links holds all chains. A key says the leftover but for collisions,
	// which cost a comparison and nothing else.
	chains map[uint64]int32
	links  []link
	keys   []uint64 // working memory while words are added
}

// link is one word of a chain; next is -1 at its end.
type link struct{ word, next int32 }

type spelled struct {
	word   string
	domain bool // a word of the charter or lexicon, not only of the language
}

const (
	minCorrected = 4 // shorter words have too many neighbours; in these only the likeliest slips are forgiven: "spdi"
	longWord     = 8 // from this length on two slips are forgiven
	deletePrefix = 9 // leftovers are made of a word's first letters only
)

// leftoversEach is about how many new leftovers a word brings.
const leftoversEach = 20

func newSpeller(domain, common map[string]bool) *speller {
	s := &speller{chains: make(map[uint64]int32, leftoversEach*(len(domain)+len(common)))}
	for _, w := range sortedKeys(domain) {
		s.add(w, true)
	}
	for _, w := range sortedKeys(common) {
		if !domain[w] {
			s.add(w, false)
		}
	}
	s.keys = nil
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
	if len(word) < minCorrected || isNumber(word) {
		return
	}
	id := int32(len(s.words))
	s.words = append(s.words, spelled{word: word, domain: domain})
	s.keys = leftovers(s.keys[:0], word, slips(len(word)+1))
	for _, key := range s.keys {
		next, ok := s.chains[key]
		if !ok {
			next = -1
		}
		s.chains[key] = int32(len(s.links))
		s.links = append(s.links, link{id, next})
	}
}

// slips is how many mistakes are forgiven in a word of this length.
func slips(length int) int {
	if length >= longWord {
		return 2
	}
	return 1
}

// leftovers appends the keys of word's first letters and of what remains of
// them after taking one letter away, or two when n says so.
func leftovers(keys []uint64, word string, n int) []uint64 {
	word = word[:min(len(word), deletePrefix)]
	keys = append(keys, keyWithout(word, -1, -1))
	for i := range len(word) {
		keys = append(keys, keyWithout(word, i, -1))
		for j := i + 1; n > 1 && j < len(word); j++ {
			keys = append(keys, keyWithout(word, i, j))
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// keyWithout is the FNV-1a hash of a word without two of its letters.
func keyWithout(word string, i, j int) uint64 {
	h := uint64(14695981039346656037)
	for k := range len(word) {
		if k != i && k != j {
			h = (h ^ uint64(word[k])) * 1099511628211
		}
	}
	return h
}

// correct returns the word of the vocabulary that was most likely meant, and
// false when none is near enough or a plain Italian word is nearer.
func (s *speller) correct(word string) (string, bool) {
	if len(word) < minCorrected || strings.ContainsAny(word, "0123456789") {
		return "", false
	}
	limit := float64(slips(len(word)))
	if len(word) == minCorrected {
		limit = cheapSlip
	}
	best, bestCost := spelled{}, limit+0.01
	var room [64]uint64
	for _, key := range leftovers(room[:0], word, slips(len(word))) {
		at, ok := s.chains[key]
		for ; ok && at >= 0; at = s.links[at].next {
			c := s.words[s.links[at].word]
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
// neighbours are what people do; a key beside the right one and a letter that
// sounds alike are likelier than any other; a wrong first letter is rare.
const (
	cheapSlip = 0.6
	nearSlip  = 0.8
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
	above := 0.0 // the lowest cost in the row before, from which two letters may be swapped
	for i := 1; i <= len(a); i++ {
		cur, prev, before := &rows[i%3], &rows[(i+2)%3], &rows[(i+1)%3]
		cur[0] = float64(i)
		lowest := cur[0]
		for j := 1; j <= len(b); j++ {
			cur[j] = slipCell(a, b, i, j, cur, prev, before)
			lowest = min(lowest, cur[j])
		}
		if min(lowest, above) > limit {
			return limit + 1
		}
		above = lowest
	}
	return rows[len(a)%3][len(b)]
}

func slipCell(a, b string, i, j int, cur, prev, before *[42]float64) float64 {
	best := min(prev[j]+gapCost(a, i), cur[j-1]+gapCost(b, j))
	switch {
	case a[i-1] == b[j-1]:
		best = min(best, prev[j-1])
	case i == 1 && j == 1:
		best = min(best, headSlip-fullSlip+swapCost(a[0], b[0]))
	default:
		best = min(best, prev[j-1]+swapCost(a[i-1], b[j-1]))
	}
	if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
		best = min(best, before[j-2]+cheapSlip)
	}
	return best
}

// gapCost is the cost of one side having the letter w[i-1] and the other not: a
// letter doubled or not, a mute h and the c of "acqua" are what people get wrong.
func gapCost(w string, i int) float64 {
	c := w[i-1]
	switch {
	case i == 1 && c != 'h':
		return headSlip
	case i == 1, c == 'h', w[i-2] == c, c == 'c' && i < len(w) && w[i] == 'q':
		return cheapSlip
	}
	return fullSlip
}

// swapCost is the cost of one letter in the place of another: less for those
// that sound alike, in speech or in dialect, and for neighbours on the keyboard.
func swapCost(a, b byte) float64 {
	switch {
	case a < 'a' || a > 'z' || b < 'a' || b > 'z':
		return fullSlip
	case nearLetters[a-'a'][b-'a']:
		return nearSlip
	}
	return fullSlip
}

// alike are letters that are taken for each other by ear; keyRows are those of
// the Italian keyboard, each half a key to the right of the one above.
var (
	alike   = []string{"cqk", "zs", "vb", "dt", "mn", "ijy", "gc", "sx", "ei", "ou", "fv", "pb"}
	keyRows = []string{"qwertyuiop", "asdfghjkl", "zxcvbnm"}
)

var nearLetters = nearTable()

func nearTable() (near [26][26]bool) {
	both := func(a, b byte) { near[a-'a'][b-'a'], near[b-'a'][a-'a'] = true, true }
	for _, letters := range alike {
		for i := range len(letters) {
			for j := range i {
				both(letters[i], letters[j])
			}
		}
	}
	for r, row := range keyRows {
		for i := range len(row) {
			if i > 0 {
				both(row[i], row[i-1])
			}
			if r > 0 {
				above := keyRows[r-1]
				both(row[i], above[i])
				both(row[i], above[i+1])
			}
		}
	}
	return near
}

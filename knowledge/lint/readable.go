package lint

import (
	"strings"
	"unicode"

	"github.com/cittaclick/cittaclick/knowledge"
)

// Readability is how hard a sheet is to read, by the Gulpease index, made for
// Italian (Lucisano and Piemontese, 1988): 100 is the easiest; below 60 a text
// is hard for who left school at fourteen, below 40 also for who has a diploma.
type Readability struct {
	Service  knowledge.ServiceID `json:"service"`
	Gulpease int                 `json:"gulpease"`
	Words    int                 `json:"words"`
	Longest  int                 `json:"longest_sentence"` // in words
}

// The base's hardest sheet has 59: a warning comes before a sheet falls much
// below what the others manage.
const (
	hardestGulpease = 55
	longestSentence = 30 // words
)

// readable measures the text of a service as citizens read it.
func (c *checker) readable(s *knowledge.Service) {
	var m measure
	for _, text := range runningTexts(merged(s)) {
		m.add(text.text)
	}
	r := Readability{s.ID, m.gulpease(), m.words, m.longest}
	c.report.Readability = append(c.report.Readability, r)
	if m.words > 0 && r.Gulpease < hardestGulpease {
		c.add(SeverityWarning, RuleReadable, servicePlace(knowledge.LayerBase, s.ID), "",
			"indice Gulpease %d: sotto %d si legge a fatica", r.Gulpease, hardestGulpease)
	}
}

// measure adds up what the index is made of.
type measure struct{ letters, words, sentences, longest int }

func (m *measure) add(text string) {
	for _, sentence := range sentences(text) {
		words := strings.Fields(sentence)
		m.sentences++
		m.words += len(words)
		m.longest = max(m.longest, len(words))
		for _, r := range sentence {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				m.letters++
			}
		}
	}
}

// gulpease returns the index, 0 of no text.
func (m *measure) gulpease() int {
	if m.words == 0 {
		return 0
	}
	return max(0, min(100, 89+(300*m.sentences-10*m.letters)/m.words))
}

// sentences splits a text where a sentence ends: at a full stop before a
// capital, not at that of "art. 5" or "D.Lgs. 42".
func sentences(text string) []string {
	words := strings.Fields(text)
	var found []string
	start := 0
	for i := range words {
		if i+1 < len(words) && !endsSentence(words[i], words[i+1]) {
			continue
		}
		found = append(found, strings.Join(words[start:i+1], " "))
		start = i + 1
	}
	return found
}

func endsSentence(word, next string) bool {
	bare := strings.TrimRight(word, `»")`)
	if !strings.HasSuffix(bare, ".") && !strings.HasSuffix(bare, "!") && !strings.HasSuffix(bare, "?") {
		return false
	}
	if isAbbreviation(strings.TrimLeft(bare, "(«")) {
		return false
	}
	first := []rune(strings.TrimLeft(next, `«"(`) + " ")[0]
	return unicode.IsUpper(first) || unicode.IsDigit(first)
}

func isAbbreviation(word string) bool {
	if _, unelided, ok := strings.Cut(strings.ReplaceAll(word, "’", "'"), "'"); ok {
		word = unelided // dell'art.
	}
	switch strings.ToLower(word) {
	case "art.", "artt.", "n.", "c.", "co.", "lett.", "par.", "es.", "ecc.", "dott.", "sig.", "tel.", "cap.", "pag.", "all.", "cfr.", "s.", "l.":
		return true
	}
	first := []rune(word + " ")[0]
	return unicode.IsLetter(first) && strings.Contains(strings.TrimSuffix(word, "."), ".") && !strings.Contains(word, "/") // D.Lgs., not 6.000.
}

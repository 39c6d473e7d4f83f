package lint

import (
	_ "embed"
	"maps"
	"slices"
	"strings"
)

//go:embed words.tsv
var wordsFile string

// bureaucratese is the list of words that have a plainer one: by first word,
// the phrases that begin with it, the longest first.
type bureaucratese map[string][]phrase

type phrase struct {
	words []string
	plain string
}

// parseWords reads lines of forms, parted by semicolons, a tab, and what to
// write instead.
func parseWords(file string) bureaucratese {
	list := make(bureaucratese)
	for line := range strings.Lines(file) {
		forms, replacement, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for form := range strings.SplitSeq(forms, ";") {
			words := plainWords(form)
			list[words[0]] = append(list[words[0]], phrase{words, replacement})
		}
	}
	for _, phrases := range list {
		slices.SortFunc(phrases, func(a, b phrase) int { return len(b.words) - len(a.words) })
	}
	return list
}

// found calls each with every listed phrase of a text and its replacement.
func (b bureaucratese) found(text string, each func(words, plain string)) {
	words := plainWords(text)
	for i := 0; i < len(words); {
		step := 1
		for _, p := range b[words[i]] {
			if len(words)-i >= len(p.words) && slices.Equal(words[i:i+len(p.words)], p.words) {
				each(strings.Join(p.words, " "), p.plain)
				step = len(p.words)
				break
			}
		}
		i += step
	}
}

// bureaucratic tells the words for which there is a plainer one.
func (c *checker) bureaucratic(at place, t text) {
	c.words.found(t.text, func(words, plain string) {
		c.add(SeverityWarning, RuleWords, at, t.field, "«%s»: scrivi piuttosto «%s»", words, plain)
	})
}

func subjects[T any](r rows[T]) []string { return slices.Sorted(maps.Keys(r)) }

func wordCount(sentence string) int { return len(strings.Fields(sentence)) }

func firstWords(sentence string, n int) string {
	words := strings.Fields(sentence)
	return strings.Join(words[:min(n, len(words))], " ")
}

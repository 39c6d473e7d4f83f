package nlu

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Language codes of ISO 639-1, and one for scripts that no language is told by.
const (
	languageItalian = "it"
	languageUnknown = "und" // ISO 639-2: undetermined
)

// script is a writing other than Latin, the language that it stands for, and
// letters that tell another one of the same writing.
type script struct {
	table    *unicode.RangeTable
	language string
	others   []ownLetters
}

type ownLetters struct{ letters, language string }

// scripts in the order in which they are looked at: Japanese has Chinese
// characters among its own.
var scripts = []script{
	{unicode.Cyrillic, "ru", []ownLetters{{"іїєґ", "uk"}}},
	{unicode.Arabic, "ar", []ownLetters{{"ٹڈڑےںہھ", "ur"}, {"پچژگ", "fa"}}},
	{unicode.Hiragana, "ja", nil},
	{unicode.Katakana, "ja", nil},
	{unicode.Hangul, "ko", nil},
	{unicode.Han, "zh", nil},
	{unicode.Bengali, "bn", nil},
	{unicode.Gurmukhi, "pa", nil},
	{unicode.Devanagari, "hi", nil},
	{unicode.Tamil, "ta", nil},
	{unicode.Sinhala, "si", nil},
	{unicode.Greek, "el", nil},
	{unicode.Hebrew, "he", nil},
	{unicode.Thai, "th", nil},
	{unicode.Ethiopic, "am", nil},
	{unicode.Georgian, "ka", nil},
	{unicode.Armenian, "hy", nil},
}

// foreignLetters are Latin letters that Italian does without, and the languages
// that have them.
var foreignLetters = map[rune][]string{
	'ß': {"de"}, 'ä': {"de"}, 'ö': {"de"}, 'ü': {"de", "es"}, 'ñ': {"es"}, '¿': {"es"}, '¡': {"es"}, 'ã': {"pt"}, 'õ': {"pt"},
	'ł': {"pl"}, 'ą': {"pl"}, 'ę': {"pl"}, 'ś': {"pl"}, 'ż': {"pl"}, 'ź': {"pl"}, 'ń': {"pl"}, 'ć': {"pl"},
	'ș': {"ro"}, 'ş': {"ro"}, 'ț': {"ro"}, 'ţ': {"ro"}, 'ă': {"ro"}, 'â': {"ro", "fr", "pt"}, 'î': {"ro", "fr"},
	'ë': {"sq"}, 'ç': {"fr", "sq", "pt"}, 'œ': {"fr"}, 'ê': {"fr", "pt"}, 'û': {"fr"}, 'ù': {"fr"}, 'á': {"es", "pt"}, 'í': {"es", "pt"}, 'ú': {"es", "pt"},
}

// languageOrder settles which of two languages with as many words is meant.
var languageOrder = []string{"en", "fr", "es", "de", "ro", "sq", "pt", "pl", "tl"}

// guessLanguage returns the code of the language that the words give away, and
// "it" unless another one is clearly ahead of it. The words are as they were
// written: a correction would make them Italian.
func (b *Base) guessLanguage(tokens []token, italian func(token) bool) string {
	if language := languageOfScript(tokens); language != "" {
		return language
	}
	clues := languageClues{all: make(map[string]int, 4), words: make(map[string]bool, 4)}
	for _, t := range tokens {
		if !isNumber(t.norm) {
			clues.add(t, b.languages[t.norm], italian(t) && len(t.norm) > 1)
		}
	}
	best, most := languageItalian, 0
	for _, language := range languageOrder {
		if clues.all[language] > most && clues.words[language] { // letters alone may be a name's
			best, most = language, clues.all[language]
		}
	}
	if most >= 2 && most > clues.italian || most == 1 && clues.italian == 0 && clues.tokens <= shortForeign {
		return best
	}
	return languageItalian
}

// languageClues counts by language what speaks for it.
type languageClues struct {
	all     map[string]int
	words   map[string]bool // of which whole words were found
	italian int             // words that are Italian and nothing else
	tokens  int
}

func (c *languageClues) add(t token, languages []string, italian bool) {
	c.tokens++
	for _, language := range languages {
		c.all[language]++
		c.words[language] = true
	}
	switch {
	case !italian:
		countLetters(t.original, c.all)
	case len(languages) == 0:
		c.italian++
	}
}

// shortForeign is up to how many words a single one gives a language away, when
// none of the others is Italian.
const shortForeign = 2

// languageOfScript tells the language of a message that is not in Latin letters;
// empty when most of it is.
func languageOfScript(tokens []token) string {
	foreign, latin := 0, 0
	var first rune
	for _, t := range tokens {
		for _, r := range t.norm {
			switch {
			case !unicode.IsLetter(r):
			case unicode.Is(unicode.Latin, r):
				latin++
			default:
				if foreign == 0 {
					first = r
				}
				foreign++
			}
		}
	}
	if foreign == 0 || foreign < latin {
		return ""
	}
	for _, s := range scripts {
		if unicode.Is(s.table, first) || s.language == "ja" && contains(tokens, s.table) {
			return s.among(tokens)
		}
	}
	return languageUnknown
}

func contains(tokens []token, table *unicode.RangeTable) bool {
	for _, t := range tokens {
		if strings.ContainsFunc(t.norm, func(r rune) bool { return unicode.Is(table, r) }) {
			return true
		}
	}
	return false
}

// among picks the language of those that share a script.
func (s script) among(tokens []token) string {
	for _, other := range s.others {
		for _, t := range tokens {
			if strings.ContainsAny(t.norm, other.letters) {
				return other.language
			}
		}
	}
	return s.language
}

// countLetters counts a word for the languages that its letters are of.
func countLetters(word string, counts map[string]int) {
	for _, r := range word {
		if r < utf8.RuneSelf {
			continue
		}
		if languages := foreignLetters[unicode.ToLower(r)]; languages != nil {
			for _, language := range languages {
				counts[language]++
			}
			return
		}
	}
}

package bot

import (
	"strings"
	"unicode"
)

// phrase is what a citizen wrote, for the few questions whose very words decide
// the answer: small letters without accents, one space before and after each
// word. Empty when a button was pressed.
type phrase string

// unaccented maps the letters with an accent that Italian uses.
var unaccented = strings.NewReplacer("à", "a", "á", "a", "è", "e", "é", "e", "ì", "i", "í", "i", "ò", "o", "ó", "o", "ù", "u", "ú", "u")

func newPhrase(text string) phrase {
	words := strings.FieldsFunc(unaccented.Replace(strings.ToLower(text)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	if len(words) == 0 {
		return ""
	}
	return phrase(" " + strings.Join(words, " ") + " ")
}

// says reports whether one of the expressions is among the words.
func (p phrase) says(expressions ...string) bool {
	for _, e := range expressions {
		if strings.Contains(string(p), " "+e+" ") {
			return true
		}
	}
	return false
}

// begins reports whether the words start with one of the expressions.
func (p phrase) begins(expressions ...string) bool {
	for _, e := range expressions {
		if strings.HasPrefix(string(p), " "+e+" ") {
			return true
		}
	}
	return false
}

func (p phrase) words() []string { return strings.Fields(string(p)) }

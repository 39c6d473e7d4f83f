package nlu

import (
	"strings"
	"unicode/utf8"
)

// wordSet makes a set of words parted by spaces.
func wordSet(words string) map[string]bool {
	set := make(map[string]bool)
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// runTogether are words written as one with the verb "è", by the form without
// accent: "cosè", "dovè", "cè".
var runTogether = map[string][]string{
	"cose": {"cos", "e"}, "dove": {"dov", "e"}, "ce": {"c", "e"}, "quale": {"qual", "e"}, "come": {"com", "e"},
	"quante": {"quant", "e"}, "quande": {"quand", "e"}, "nonce": {"non", "c", "e"},
}

// partedVerb parts such a word; nil when it is none. The accent tells "cosè"
// from "cose".
func partedVerb(t token) []string {
	if last, _ := utf8.DecodeLastRuneInString(t.original); !t.accented || last != 'è' && last != 'é' {
		return nil
	}
	return runTogether[t.norm]
}

// mutedH are the forms of avere that lose their h in a hurry, with what they
// then look like.
var mutedH = map[string]string{"o": "ho", "a": "ha", "ai": "hai", "anno": "hanno"}

// beforeAuxiliary are words that lead to a verb, not to "or", "to" or "year".
var beforeAuxiliary = wordSet("mi ti ci vi gli le lo la l li ne non gia che io lui lei se")

// restoreH makes "o perso" and "mi anno rubato" what they are: the word stands
// where a verb is due, and a participle follows.
func restoreH(words []token) {
	for i := range words {
		full, ok := mutedH[words[i].norm]
		if !ok || i+1 == len(words) || words[i].glue != 0 || !isParticiple(words[i+1].norm) {
			continue
		}
		led := i > 0 && !words[i].boundary && beforeAuxiliary[words[i-1].norm]
		if led || words[i].norm == "o" && (i == 0 || words[i].boundary) {
			words[i].norm = full
		}
	}
}

// participles are those of irregular verbs that people tell of themselves with.
var participles = wordSet(`perso persa preso presa fatto rotto chiesto messo scritto iscritto visto letto detto speso ricevuto avuto
	chiuso aperto spento risposto rimosso vinto scelto deciso richiesto offerto raccolto risolto`)

func isParticiple(word string) bool {
	if participles[word] {
		return true
	}
	return len(word) > 5 && (strings.HasSuffix(word, "ato") || strings.HasSuffix(word, "ito") || strings.HasSuffix(word, "uto"))
}

// squeeze takes letters out that were held down: "ciaooo", "urgenteeee". No
// Italian word has the same letter three times in a row, and no elongated one
// tells whether it had it twice.
func squeeze(word string) string {
	if !heldDown(word) {
		return word
	}
	var b strings.Builder
	for i := 0; i < len(word); {
		end := i + 1
		for end < len(word) && word[end] == word[i] {
			end++
		}
		if end-i < 3 || !isASCIILetter(word[i]) {
			b.WriteString(word[i:end])
		} else {
			b.WriteByte(word[i])
		}
		i = end
	}
	if b.Len() == 1 {
		return word // "www"
	}
	return b.String()
}

func heldDown(word string) bool {
	for i := 2; i < len(word); i++ {
		if c := word[i]; isASCIILetter(c) && c == word[i-1] && c == word[i-2] {
			return true
		}
	}
	return false
}

// clitics hang on the infinitives of the small verbs ("farmela", "averlo").
var clitics = []string{
	"mi", "ti", "ci", "vi", "si", "lo", "la", "li", "le", "ne", "gli", "melo", "mela", "mele", "meli", "mene", "telo", "tela", "celo", "cela",
	"celi", "cele", "cene", "velo", "vela", "selo", "sela", "sene", "glielo", "gliela", "glieli", "gliele", "gliene",
}

// smallVerbs are the verbs that carry no topic, without their last vowel.
var smallVerbs = wordSet("far aver esser poter dover voler saper andar venir chieder dir star")

// isSmallVerb reports whether a word is one of them with pronouns.
func isSmallVerb(word string) bool {
	for _, c := range clitics {
		if verb, ok := strings.CutSuffix(word, c); ok && smallVerbs[verb] {
			return true
		}
	}
	return false
}

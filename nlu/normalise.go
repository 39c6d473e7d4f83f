package nlu

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// normaliser turns an utterance into tokens: lower case, accents folded,
// elisions parted, chat abbreviations expanded, spelled-out acronyms joined.
type normaliser struct {
	abbreviations map[string][]string // "cmq" → "comunque"
	joins         map[string]string   // "pago pa" → "pagopa"
	numbers       map[string]string   // "diciotto" → "18"
	stopwords     map[string]bool
	acronyms      map[string]bool // short words that people spell out: "i m u"
}

// tokens returns the words of text in order.
func (n *normaliser) tokens(text string) []token {
	words := splitWords(text)
	words = n.joinSpelledLetters(words)
	words = n.joinPairs(words)
	restoreH(words)
	out := make([]token, 0, len(words)+4)
	for _, w := range words {
		expanded, ok := n.abbreviations[w.norm]
		if verb := partedVerb(w); verb != nil {
			expanded, ok = verb, true
		}
		if !ok {
			out = append(out, n.finish(w))
			continue
		}
		for i, e := range expanded {
			part := w
			part.norm, part.boundary = e, w.boundary && i == 0
			out = append(out, n.finish(part))
		}
	}
	return out
}

// finish settles what depends on the normal form alone.
func (n *normaliser) finish(t token) token {
	if digits, ok := n.numbers[t.norm]; ok {
		t.norm = digits
	}
	t.stop = n.stopwords[t.norm] || isSmallVerb(t.norm)
	t.weight = 1
	return t
}

// splitWords cuts text at everything that is neither letter nor digit. An
// apostrophe ends an elided article, which becomes a word of its own.
func splitWords(text string) []token {
	out := make([]token, 0, 16)
	start, boundary, sentence := -1, false, 0
	var between []rune
	flush := func(end int) {
		if start < 0 {
			return
		}
		t := foldWord(text[start:end])
		t.norm = squeeze(t.norm)
		t.boundary, t.sentence = boundary, sentence
		if len(between) == 1 && len(out) > 0 {
			t.glue = glueOf(between[0])
		}
		out = append(out, t)
		start, boundary, between = -1, false, between[:0]
	}
	for i, r := range text {
		if isWordRune(r) || (r == '&' && joinsLetters(text, i)) {
			if start < 0 {
				start = i
			}
			continue
		}
		flush(i)
		between = append(between, r)
		if isClauseEnd(r) {
			boundary = true
		}
		if r == '?' && len(out) > 0 {
			out[len(out)-1].asks = true
		}
		if isSentenceEnd(r) && len(out) > 0 && out[len(out)-1].sentence == sentence {
			sentence++
		}
	}
	flush(len(text))
	return out
}

// glueOf keeps the marks that dates, clock times and acronyms are written with,
// and the apostrophe, which parts what must not be joined again.
func glueOf(r rune) rune {
	if isApostrophe(r) {
		return '\''
	}
	if strings.ContainsRune("/.-:'", r) {
		return r
	}
	return 0
}

// isApostrophe knows what keyboards, phones and word processors put for one.
func isApostrophe(r rune) bool { return strings.ContainsRune("'’‘ʼ´`′", r) }

func isWordRune(r rune) bool {
	if r == 'ʼ' {
		return false // a letter to Unicode
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// joinsLetters keeps "b&b" whole and parts "nome&cognome".
func joinsLetters(text string, i int) bool {
	return i > 0 && i+1 < len(text) && isASCIILetter(text[i-1]) && isASCIILetter(text[i+1]) &&
		(i == 1 || !isASCIILetter(text[i-2]))
}

func isASCIILetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

func isClauseEnd(r rune) bool { return strings.ContainsRune(",.;:?!()\n", r) }

func isSentenceEnd(r rune) bool { return strings.ContainsRune(".?!;:\n", r) }

// foldWord lowers a word and takes its accents off.
func foldWord(w string) token {
	t := token{original: w}
	if isLowerASCII(w) {
		t.norm = w
		return t
	}
	var b strings.Builder
	b.Grow(len(w))
	for _, r := range w {
		r = unicode.ToLower(r)
		if folded, ok := foldRune(r); ok {
			t.accented = true
			r = folded
		}
		if r != '&' && !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	t.norm = b.String()
	return t
}

func isLowerASCII(w string) bool {
	for i := range len(w) {
		if c := w[i]; c >= utf8.RuneSelf || c == '&' || ('A' <= c && c <= 'Z') {
			return false
		}
	}
	return true
}

// foldRune maps an accented Latin letter to its base.
func foldRune(r rune) (rune, bool) {
	switch r {
	case 'à', 'á', 'â', 'ã', 'ä', 'å':
		return 'a', true
	case 'è', 'é', 'ê', 'ë':
		return 'e', true
	case 'ì', 'í', 'î', 'ï':
		return 'i', true
	case 'ò', 'ó', 'ô', 'õ', 'ö':
		return 'o', true
	case 'ù', 'ú', 'û', 'ü':
		return 'u', true
	case 'ç':
		return 'c', true
	case 'ñ', 'ń':
		return 'n', true
	case 'ă', 'ą':
		return 'a', true
	case 'ę':
		return 'e', true
	case 'ș', 'ş', 'ś', 'ß':
		return 's', true
	case 'ț', 'ţ':
		return 't', true
	case 'ł':
		return 'l', true
	case 'ż', 'ź':
		return 'z', true
	case 'ć':
		return 'c', true
	}
	return r, false
}

// joinSpelledLetters makes "z.t.l." and "c i e" one word: single letters tied
// by points, or a run of three or more that spells a known acronym.
func (n *normaliser) joinSpelledLetters(words []token) []token {
	out := words[:0]
	for i := 0; i < len(words); {
		end := i + 1
		for end < len(words) && isLetter(words[i]) && isLetter(words[end]) && words[end].glue != '\'' {
			end++
		}
		joined := words[i]
		for _, w := range words[i+1 : end] {
			joined.norm += w.norm
			joined.original += w.original
		}
		if end-i < 2 || words[i+1].glue != '.' && !n.acronyms[joined.norm] {
			out = append(out, words[i])
			i++
			continue
		}
		out = append(out, joined)
		i = end
	}
	return out
}

func isLetter(t token) bool { return len(t.norm) == 1 && isASCIILetter(t.norm[0]) }

// joinPairs writes as one word the names that people write as two.
func (n *normaliser) joinPairs(words []token) []token {
	out := words[:0]
	for i := 0; i < len(words); i++ {
		w := words[i]
		if i+1 < len(words) {
			if joined, ok := n.joins[w.norm+" "+words[i+1].norm]; ok {
				w.norm = joined
				w.original += " " + words[i+1].original
				i++
			}
		}
		out = append(out, w)
	}
	return out
}

// Words returns the words of a text as they are compared: lower case, accents
// folded, parted at everything that is neither letter nor digit.
func Words(text string) []string {
	tokens := splitWords(text)
	words := make([]string, len(tokens))
	for i, t := range tokens {
		words[i] = t.norm
	}
	return words
}

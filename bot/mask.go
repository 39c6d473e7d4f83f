package bot

import (
	"regexp"
	"strings"
)

// mask takes the personal data that it recognises out of what a citizen wrote:
// nothing else of a message is ever kept. When in doubt it masks, since a
// question remains readable without a number.
func mask(text string) string {
	for _, rule := range maskRules {
		text = rule.pattern.ReplaceAllStringFunc(text, func(found string) string {
			if rule.counts != nil && !rule.counts(found) {
				return found
			}
			return rule.as
		})
	}
	return maskNames(text)
}

// maskRule replaces what matches a pattern; counts, where given, must agree.
type maskRule struct {
	as      string
	pattern *regexp.Regexp
	counts  func(found string) bool
}

// maskRules go from the most to the least specific, so that each datum gets
// the name it deserves. None matches what a rule puts in its place.
var maskRules = []maskRule{
	{as: "[email]", pattern: regexp.MustCompile(`[^\s@<>()\[\],;]+@[^\s@<>()\[\],;]+`)},
	{as: "[codice fiscale]", pattern: regexp.MustCompile(
		`(?i)\b[A-Z]{3}[\s.-]?[A-Z]{3}[\s.-]?[0-9LMNPQRSTUV]{2}[\s.-]?[ABCDEHLMPRST][\s.-]?[0-9LMNPQRSTUV]{2}[\s.-]?[A-Z][0-9LMNPQRSTUV]{3}[\s.-]?[A-Z]\b`)},
	{as: "[iban]", pattern: regexp.MustCompile(`(?i)\b(?:IT ?|[A-Z]{2})[0-9]{2}(?:[ -]?[A-Z0-9]){11,30}\b`), counts: manyDigits},
	{as: "[data]", pattern: regexp.MustCompile(`\b[0-9]{1,2}\s?[/.-]\s?[0-9]{1,2}\s?[/.-]\s?[0-9]{4}\b`)},
	{as: "[indirizzo]", pattern: regexp.MustCompile(
		`(?i)\b(?:via|viale|v\.le|piazza|p\.zza|piazzale|piazzetta|corso|c\.so|vicolo|vico|largo|strada|contrada|frazione|borgo|borgata|salita|traversa|lungo[a-z]+)` +
			`\s+(?:[\p{L}\p{N}'’.]+\s+){1,5}?(?:,\s*)?(?:(?:n\.?|nr\.?|n°|numero|civico|num\.?)\s*)?[0-9]{1,4}(?:\s?[/-]?\s?[a-z])?\b`)},
	{as: "[indirizzo]", pattern: regexp.MustCompile(
		`(?i)\b(?:via|viale|piazza|piazzale|corso|vicolo|largo|strada|contrada|frazione|borgo)\s+(?:[\p{L}\p{N}'’.]+\s+){0,4}[\p{L}\p{N}'’.]+,\s*(?:(?:n\.?|nr\.?|n°|numero|civico)\s*)?[0-9]{1,4}(?:\s?/?\s?[a-z])?\b`)},
	{as: "[documento]", pattern: regexp.MustCompile(`(?i)\b[A-Z]{2}[\s-]?[0-9]{5}[\s-]?[A-Z]{2}\b|\b[A-Z]{2}[\s-]?[0-9]{7}\b`)},
	{as: "[targa]", pattern: regexp.MustCompile(`(?i)\b[A-Z]{2}[\s-]?[0-9]{3}[\s-]?[A-Z]{2}\b|\b[A-Z]{2}[\s-]?[A-Z0-9]?[0-9]{5}\b`)},
	{as: "[telefono]", pattern: regexp.MustCompile(`(?:\+|\b00)[0-9]{1,3}(?:[\s./()-]{0,2}[0-9]){6,12}\b|\b[03](?:[\s./-]?[0-9]){7,11}\b`)},
	{as: "[numero]", pattern: regexp.MustCompile(`[0-9](?:[\s./_-]?[0-9]){5,}`)},
	{as: "[numero]", pattern: regexp.MustCompile(`(?i)\b[A-Z]{0,3}[0-9][A-Z0-9]{6,}\b`), counts: manyDigits},
}

// manyDigits tells a code from words that happen to follow a number.
func manyDigits(s string) bool {
	const fewest = 6
	digits := 0
	for _, r := range s {
		if '0' <= r && r <= '9' {
			digits++
		}
	}
	return digits >= fewest
}

const maskedName = "[nome]"

var (
	// introduces is what people say before their name.
	introduces = regexp.MustCompile(`(?i)\b(?:mi chiamo|mi kiamo|il mio nome (?:è|e'|e)|(?:io )?sono (?:il|la|l') ?(?:signor[ae]?|sig\.(?:ra)?|sig|sig\.?ra|dott\.?(?:ssa)?|dottor(?:e|essa)?|avv\.?|avvocat[oa]|geom\.?|geometra|ing\.?|ingegner[e]?)|a nome di|intestat[aoie] a|(?:il|la|al|del|della|alla) (?:signor[ae]?|sig\.(?:ra)?))[\s:,]+`)
	// presents is what people say before a name that they write with a capital.
	presents = regexp.MustCompile(`\b(?:[Ss]ono|[Cc]ordiali saluti|[Ss]aluti|[Gg]razie|[Ff]irmato|[Mm]io figlio|[Mm]ia figlia|[Mm]io marito|[Mm]ia moglie|[Mm]io padre|[Mm]ia madre|[Mm]io fratello|[Mm]ia sorella)[\s,:]+`)
	nameWord = regexp.MustCompile(`^[\p{L}'’-]+`)
)

// maskNames replaces the words that follow an introduction.
func maskNames(text string) string {
	text = replaceAfter(text, introduces, func(string) bool { return true })
	return replaceAfter(text, presents, startsWithCapital)
}

// replaceAfter masks the name that follows each match, if its first word looks
// like one.
func replaceAfter(text string, introduction *regexp.Regexp, like func(word string) bool) string {
	var b strings.Builder
	for {
		at := introduction.FindStringIndex(text)
		if at == nil {
			break
		}
		b.WriteString(text[:at[1]])
		text = text[at[1]:]
		if length := nameLength(text, like); length > 0 {
			b.WriteString(maskedName)
			text = text[length:]
		}
	}
	b.WriteString(text)
	return b.String()
}

// nameLength returns how many bytes of the text are a name: up to four words,
// until one that no name holds.
func nameLength(text string, like func(word string) bool) int {
	const longest = 4
	length := 0
	for range longest {
		rest := strings.TrimLeft(text[length:], " ")
		word := nameWord.FindString(rest)
		if word == "" || endsName[strings.ToLower(word)] || !like(word) {
			break
		}
		length = len(text) - len(rest) + len(word)
	}
	return length
}

func startsWithCapital(word string) bool {
	first := []rune(word)[0]
	return strings.ToUpper(string(first)) == string(first) && strings.ToLower(string(first)) != string(first)
}

// endsName are the words that go on after a name.
var endsName = wordSet(`e ed o ma che chi cui vorrei voglio volevo vorremmo devo dovrei posso potrei ho ha abbiamo sono
	siamo abito abitiamo vivo risiedo nato nata residente chiedo cerco avrei per con in a da al alla ad come dove
	quando quanto quale mi ti ci si non un una uno il lo la i gli le del della sto sta il mio mia sig signor signora
	buongiorno buonasera salve ciao grazie anni codice telefono cellulare email mail via piazza`)

func wordSet(words string) map[string]bool {
	set := make(map[string]bool)
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}

package bot

import "regexp"

// mask takes the personal data that it recognises out of what a citizen wrote:
// nothing else of a message is ever kept. When in doubt it masks, since a
// question remains readable without a number.
func mask(text string) string {
	for _, rule := range maskRules {
		text = rule.apply(text)
	}
	return maskNames(text)
}

// apply masks all that the rule finds.
func (r maskRule) apply(text string) string {
	if r.counts == nil {
		return r.pattern.ReplaceAllString(text, r.as)
	}
	return r.pattern.ReplaceAllStringFunc(text, func(found string) string {
		if r.counts(found) {
			return r.as
		}
		return found
	})
}

// maskRule replaces what matches a pattern; counts, where given, must agree.
// Without it, the replacement may keep a group of the match.
type maskRule struct {
	as      string
	pattern *regexp.Regexp
	counts  func(found string) bool
}

// wordedDay is a day of the year with the month's name.
const wordedDay = `(?:[0-9]{1,2}[°º]?|primo)\s+(?:genn(?:aio)?|febb?(?:raio)?|mar(?:zo)?|apr(?:ile)?|mag(?:gio)?|giu(?:gno)?|lug(?:lio)?|ago(?:sto)?|sett?(?:embre)?|ott(?:obre)?|nov(?:embre)?|dic(?:embre)?)\.?`

// maskRules go from the most to the least specific, so that each datum gets
// the name it deserves. None matches what a rule puts in its place.
var maskRules = []maskRule{
	{as: "[email]", pattern: regexp.MustCompile(`[^\s@<>()\[\],;]+@[^\s@<>()\[\],;]+`)},
	{as: "[codice fiscale]", pattern: regexp.MustCompile(
		`(?i)\b[A-Z]{3}[\s.-]?[A-Z]{3}[\s.-]?[0-9LMNPQRSTUV]{2}[\s.-]?[ABCDEHLMPRST][\s.-]?[0-9LMNPQRSTUV]{2}[\s.-]?[A-Z][0-9LMNPQRSTUV]{3}[\s.-]?[A-Z]\b`)},
	{as: "[iban]", pattern: regexp.MustCompile(`(?i)\b(?:IT ?|[A-Z]{2})[0-9]{2}(?:[ -]?[A-Z0-9]){11,30}\b`), counts: manyDigits},
	{as: "[data]", pattern: regexp.MustCompile(`\b[0-9]{1,2}\s?[/.-]\s?[0-9]{1,2}\s?[/.-]\s?[0-9]{4}\b`)},
	{as: "[data]", pattern: regexp.MustCompile(`(?i)\b` + wordedDay + `\s+(?:del(?:l'anno)?\s+)?[12][0-9]{3}\b`)},
	{as: "${1}[data]", pattern: regexp.MustCompile(`(?i)(\bnat[oaie]\b[^.!?\n]{0,60}?)\b` + wordedDay + `(?:\s+(?:del\s+)?'?[0-9]{2})?\b`)},
	{as: "${1}[data]", pattern: regexp.MustCompile(`(?i)(\bnat[oaie]\b[^.!?\n]{0,60}?\bnel\s+)[12][0-9]{3}\b`)},
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

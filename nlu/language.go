package nlu

// markers are frequent short words that tell a language from Italian.
var markers = map[string]string{
	"the": "en", "is": "en", "how": "en", "what": "en", "where": "en", "can": "en", "my": "en", "and": "en",
	"you": "en", "please": "en", "need": "en", "want": "en", "for": "en", "of": "en", "hello": "en", "to": "en",
	"when": "en", "much": "en", "id": "en", "card": "en", "do": "en", "get": "en", "office": "en", "open": "en",
	"have": "en", "does": "en", "are": "en", "your": "en", "i": "", "in": "", "a": "",
	"le": "", "je": "fr", "vous": "fr", "est": "fr", "pour": "fr", "avec": "fr", "ou": "fr", "bonjour": "fr",
	"comment": "fr", "merci": "fr", "les": "fr", "des": "fr", "une": "fr", "mon": "fr", "ma": "", "quand": "fr",
	"bureau": "fr", "etat": "fr", "civil": "fr", "mairie": "fr", "ouvert": "fr", "heure": "fr", "quel": "", "quelle": "fr",
	"besoin": "fr", "passeport": "fr", "permis": "fr", "carte": "fr", "faire": "fr", "combien": "fr", "puis": "fr", "veux": "fr", "suis": "fr",
	"hola": "es", "quiero": "es", "donde": "es", "necesito": "es", "para": "es", "el": "es", "los": "es",
	"las": "es", "cuanto": "es", "como": "es", "gracias": "es", "puedo": "es", "mi": "", "y": "es",
	"cuando": "es", "hacer": "es", "tengo": "es", "una": "", "por": "es", "cual": "es", "estoy": "es",
	"ich": "de", "wo": "de", "wie": "de", "der": "de", "die": "de", "das": "de", "und": "de", "bitte": "de",
	"mein": "de", "meinen": "de", "ist": "de", "kann": "de", "ein": "de", "eine": "de", "einen": "de", "was": "de",
	"brauche": "de", "danke": "de", "viel": "de", "kostet": "de", "mochte": "de", "fur": "de",
	"vreau": "ro", "unde": "ro", "cum": "ro", "este": "ro", "pentru": "ro", "buna": "", "ziua": "ro", "sa": "",
	"dua": "sq", "ku": "sq", "eshte": "sq", "kam": "sq", "per": "",
}

// guessLanguage returns the ISO code of the language that most of the words
// give away, and "it" unless another one is clearly ahead of it.
func guessLanguage(tokens []token, italian func(token) bool) string {
	counts := make(map[string]int, 4)
	home := 0
	for _, t := range tokens {
		if lang := markers[t.norm]; lang != "" {
			counts[lang]++
		} else if italian(t) {
			home++
		}
	}
	best, most := "it", 0
	for _, lang := range []string{"en", "fr", "es", "de", "ro", "sq"} {
		if counts[lang] > most {
			best, most = lang, counts[lang]
		}
	}
	if most >= 2 && most > home || most == 1 && len(tokens) == 1 {
		return best
	}
	return "it"
}

package bot

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

const maskedName = "[nome]"

// courtesyTitles are written before a surname and mean little else.
const courtesyTitles = `signor(?:e|a|ina)?|sig\.\s?(?:ra|na)\b\.?|sig(?:\.|ra\b\.?|na\b\.?)?|dott(?:\.\s?ssa\b|ssa\b)?\.?`

// titles are what people call themselves by; alone they may be just a trade.
const titles = courtesyTitles + `|dottor(?:e|essa)?|avv\.?|avvocat[oa]|geom\.?|geometra|ing\.?|ingegner[e]?|arch\.?|architett[oa]|prof(?:\.\s?ssa\b|ssa\b)?\.?|professor(?:e|essa)`

var (
	// introduces is what people say before their name.
	introduces = regexp.MustCompile(`(?i)(?:\b(?:mi chiamo|mi kiamo|il mio nome (?:è|e'|e)|(?:io )?sono (?:il|la|l') ?(?:` + titles + `)` +
		`|a nome di|intestat[aoie] a|(?:il|la|al|del|della|alla|dal|dalla) (?:signor[ae]?|sig\.\s?(?:ra)?))|^\s*(?:` + courtesyTitles + `))[\s:,]+`)
	// presents is what people say before a name that they write with a capital,
	// or that begins with a given name.
	presents = regexp.MustCompile(`\b(?:[Ss]ono|[Cc]ordiali saluti|[Ss]aluti|[Gg]razie|[Ff]irmato|(?:[Mm]i[oa]|[Nn]ostr[oa]|[Ss]u[oa]) ` +
		`(?:figli[oa]|marito|moglie|padre|madre|papà|mamma|fratello|sorella|nonn[oa]|zi[oa]|nipote|suocer[oa]|compagn[oa])` +
		`|(?:[Ss]ig\.(?:\s?ra|\s?na)?|[Ss]ig(?:ra|na)\.?|[Ss]ignora?|[Dd]ott\.(?:ssa)?|[Dd]ott\.ssa))[\s,:]+`)
	nameWord = regexp.MustCompile(`^[\p{L}'’-]+`)
)

// maskNames replaces the words that follow an introduction.
func maskNames(text string) string {
	text = replaceAfter(text, introduces, func(string) bool { return true })
	return replaceAfter(text, presents, likeName)
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
// until one that no name holds. A particle belongs to the surname after it
// ("La Rosa", "del Prete"). A given name in small letters takes the next word
// along, which is a surname more often than not.
func nameLength(text string, like func(word string) bool) int {
	const longest = 4
	length, takesNext := 0, false
	for range longest {
		rest := strings.TrimLeft(text[length:], " ")
		if surname := particled(rest); surname > 0 {
			length, takesNext = len(text)-len(rest)+surname, false
			continue
		}
		word := nameWord.FindString(rest)
		if word == "" || endsName[strings.ToLower(word)] || !takesNext && !like(word) {
			break
		}
		length = len(text) - len(rest) + len(word)
		takesNext = !takesNext && givenNames[strings.ToLower(word)]
	}
	return length
}

// particled returns the length of a surname that begins with a particle, both
// written as names are: after "della", TARI is no surname.
func particled(text string) int {
	particle := nameWord.FindString(text)
	lower := strings.ToLower(particle)
	if elided, surname, ok := strings.Cut(strings.ReplaceAll(lower, "’", "'"), "'"); ok {
		if nameParticles[elided+"'"] && startsWithCapital(particle[len(particle)-len(surname):]) {
			return len(particle)
		}
		return 0
	}
	if !nameParticles[lower] {
		return 0
	}
	rest := strings.TrimLeft(text[len(particle):], " ")
	surname := nameWord.FindString(rest)
	if surname == "" || rest == text[len(particle):] || !startsWithCapital(surname) {
		return 0
	}
	if shouted := strings.ToUpper(surname) == surname; shouted && strings.ToUpper(particle) != particle {
		return 0
	}
	return len(text) - len(rest) + len(surname)
}

func likeName(word string) bool {
	return startsWithCapital(word) || givenNames[strings.ToLower(word)]
}

func startsWithCapital(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first)
}

// endsName are the words that go on after a name.
var endsName = wordSet(`e ed o ma che chi cui vorrei voglio volevo vorremmo devo deve dovrei posso può potrei ho ha abbiamo sono è
	siamo abito abitiamo vivo risiedo nato nata residente chiedo cerco avrei per con in a da al alla ad come dove
	quando quanto quale mi ti ci si non un una uno il lo la i gli le del della dello dei degli delle di sto sta mio mia sig signor
	signora buongiorno buonasera salve ciao grazie anni codice telefono cellulare email mail via piazza va frequenta compie vive abita`)

// nameParticles stand before a surname and belong to it.
var nameParticles = wordSet(`la lo li le del della dello dei degli delle di de da dal dalla dalle d' dell' dall' l'`)

// givenNames are those that most people bear in Italy, so that a name in small
// letters is known as one. Surnames cannot be listed.
var givenNames = wordSet(`adriana adriano agnese alberto alessandra alessandro alessia alessio alice ambra amelia andrea angela angelo anita anna
	annalisa antonella antonia antonino antonio arianna asia aurora barbara beatrice benedetta bianca bruna bruno camilla carla carlo carmela
	carmelo carmen caterina cecilia chiara cinzia claudia claudio clara cristian cristiana cristiano cristina daniela daniele dario davide debora
	diana diego domenica domenico donatella donato edoardo elena eleonora elia elisa elisabetta emanuela emanuele emilia emilio emma enrica enrico
	enzo erica ettore eva fabiana fabio fabrizio federica federico filippo filomena fiorella flavia flavio franca francesca francesco franco
	gabriele gabriella gaetano gaia giacomo giada gianluca gianni gianna giorgia giorgio giovanna giovanni giulia giulio giuliana giuliano
	giuseppe giuseppina gloria graziella grazia greta guido ilaria irene isabella ivan jacopo katia lara laura lea leonardo letizia lidia
	liliana linda lisa lorena lorenza lorenzo loredana luca luciana luciano lucia lucio ludovica luigi luigia luisa maddalena manuela marcello
	marco margherita maria marianna marina mario marisa marta martina massimiliano massimo matilde matteo mattia maurizio mauro michela michele
	milena mirko monica nadia nicola nicole nicolò noemi olga omar ornella osvaldo paola paolo pasquale patrizia piero pietro raffaele raffaella
	rebecca renata renato renzo riccardo rita roberta roberto rocco romina rosa rosanna rosaria rosario ruggero sabrina salvatore samuele samuel
	sandra sandro sara serena sergio silvana silvano silvia silvio simona simone sofia sonia stefania stefano susanna teresa tiziana tiziano
	tommaso ugo umberto valentina valentino valeria valerio vanessa vera veronica vincenza vincenzo viola virginia vito vittoria vittorio
	ahmed ali amina fatima hassan ion ioana mohamed mohammed muhammad olena svetlana youssef`)

func wordSet(words string) map[string]bool {
	set := make(map[string]bool)
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}

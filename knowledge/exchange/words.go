package exchange

import (
	"reflect"
	"regexp"

	"github.com/cittaclick/cittaclick/knowledge"
)

// The keys that mean something besides the fields of facets.
const (
	keySlug    = "slug"
	keyFrom    = "dal"
	keyTo      = "al"
	keyAct     = "atto"
	keyValue   = "valore"
	keyItem    = "chiave"
	keyRemoved = "togli"
	keyFloors  = "piani"
	keyRooms   = "stanze"
	keyLevel   = "livello"
	keyTenures = "incarichi"
	keyTarget  = "obiettivo"
	keyPhrases = "frasi"
	keyHours   = "orari"
	keyExempt  = "essenziali"
	keyFormat  = "formato"
	keyLayer   = "strato"
	keyVersion = "versione"
)

// The words that stand for a value.
const (
	wordNothing = "non previsto"
	wordAlways  = "sempre" // dal: sempre
	wordNever   = "mai"    // al: mai
	wordBase    = "base"
	wordLocal   = "locale"
	wordMerged  = "unito"
)

// municipalitySlug is the identity of the municipality: there is one.
const municipalitySlug = "comune"

// languages are those in which texts may be given besides Italian.
func languages() []string {
	return []string{"ar", "de", "en", "es", "fr", "pt", "ro", "ru", "sl", "sq", "uk", "zh"}
}

// wordsOfType lists what may be written where a type has few values.
func wordsOfType(typ reflect.Type) []string {
	switch typ {
	case reflect.TypeFor[knowledge.ServiceStatus]():
		return []string{"attivo", "non attivo"}
	case reflect.TypeFor[knowledge.Appointment]():
		return []string{"obbligatorio", "facoltativo", "non serve"}
	case reflect.TypeFor[knowledge.ChannelKind]():
		return []string{"sportello", "appuntamento", "online", "pec", "email", "posta", "telefono", "domicilio"}
	case reflect.TypeFor[knowledge.Silence]():
		return []string{"assenso", "rifiuto", "nessuno"}
	case reflect.TypeFor[knowledge.ContactKind]():
		return []string{"telefono", "email", "pec", "sito", "whatsapp"}
	case reflect.TypeFor[knowledge.ClosureKind]():
		return []string{"chiuso", "speciale"}
	case reflect.TypeFor[knowledge.Role]():
		return []string{
			"responsabile", "vice", "istruttore", "sportello", "agente",
			"sindaco", "assessore", "consigliere", "segretario", "altro",
		}
	default:
		return nil
	}
}

// wordsOfField lists what may be written in a text field of a struct.
func wordsOfField(owner reflect.Type, key string) []string {
	type place struct {
		owner reflect.Type
		key   string
	}
	switch (place{owner, key}) {
	case place{reflect.TypeFor[knowledge.ActRecord](), "tipo"}:
		return []string{"deliberazione", "determinazione", "ordinanza", "decreto", "disposizione"}
	case place{reflect.TypeFor[knowledge.RoomProfile](), "tipo"}:
		return []string{"sportello", "ufficio", "sala", "attesa", "servizi", "ingresso", "altro"}
	case place{reflect.TypeFor[knowledge.OfficeProfile](), "tipo"}:
		return []string{"area", "settore", "ufficio", "altro"}
	case place{reflect.TypeFor[knowledge.Requirement](), "esemplare"}:
		return []string{"originale", "copia", "dichiarazione", "dato"}
	case place{reflect.TypeFor[knowledge.Phrase](), "parte"}:
		return []string{knowledge.SplitTrain, knowledge.SplitValidate}
	case place{reflect.TypeFor[knowledge.Phrase](), "stile"}:
		return []string{"plain", "colloquial", "typo", "telegraphic", "voice", "story", "formal"}
	case place{reflect.TypeFor[knowledge.Phrase](), "aspetti"}:
		return aspects()
	case place{reflect.TypeFor[knowledge.Phrase](), "lingua"}:
		return append([]string{"it"}, languages()...)
	default:
		return nil
	}
}

// aspects are what a citizen may be asking of a target.
func aspects() []string {
	return []string{
		"where", "who", "documents", "hours", "duration", "cost", "how",
		"eligibility", "deadline", "contacts", "appointment", "info",
	}
}

// form is how a text must be written, with an example for people.
type form struct {
	pattern *regexp.Regexp
	want    string
}

var (
	slugForm   = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	targetForm = regexp.MustCompile(`^(svc|office|body|smalltalk):[a-z0-9]+(-[a-z0-9]+)*$|^status$|^oos$`)
	istatForm  = form{regexp.MustCompile(`^[0-9]{6}$`), "sei cifre fra virgolette, come \"010025\""}
	postalForm = form{regexp.MustCompile(`^[0-9]{5}$`), "cinque cifre fra virgolette, come \"16100\""}
	webForm    = form{regexp.MustCompile(`^https?://\S+$`), "un indirizzo completo, come https://www.comune.example/pagina"}
	roomForm   = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$`)
	smalltalks = []string{"greeting", "thanks", "bye", "help", "human", "abuse"}
	maxSummary = 160
)

// formOfField returns how the text of a key must be written.
func formOfField(key string) (form, bool) {
	switch key {
	case "istat":
		return istatForm, true
	case "cap":
		return postalForm, true
	case "url", "sito", "prenotazione_url", "modulo_url":
		return webForm, true
	default:
		return form{}, false
	}
}

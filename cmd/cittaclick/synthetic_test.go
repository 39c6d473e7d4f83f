package main

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/cittaclick/cittaclick/knowledge"
)

// synthetic makes up a municipality of any number of services, to measure how
// the program grows. Titles are what such services are called ("Rinnovo della
// licenza per …") about things that do not exist, in words that sound Italian:
// few of them are shared by many services and most by a few, as in the real
// charter. The same number always makes the same municipality.
func synthetic(services int) knowledge.Facts {
	s := &synthesis{random: rand.New(rand.NewPCG(1, uint64(services))), services: services} //nolint:gosec // nothing secret
	s.town()
	for i := range services {
		s.service(i)
	}
	return s.facts
}

type synthesis struct {
	random   *rand.Rand
	services int
	facts    knowledge.Facts
}

// The sizes of a synthetic sheet are about those of the base charter.
const (
	servicesPerOffice = 12
	syntheticAliases  = 10
	syntheticPhrases  = 10
	syntheticItems    = 4
)

func (s *synthesis) town() {
	s.facts.Version = 1
	s.facts.Municipality = alwaysLocal("comune", knowledge.MunicipalityProfile{Name: "Comune di Vastalia"})
	s.facts.Buildings = alwaysLocal("municipio", knowledge.BuildingProfile{
		Name: "Municipio", Address: "Via Lunga 1", Floors: []knowledge.Floor{{Level: 0, Label: "T", Name: "piano terra"}},
	})
	rules, _ := knowledge.ParseRules([]string{"lun-ven 08:30-12:30", "mar,gio 15:00-17:30 su appuntamento"})
	s.facts.Schedules = alwaysLocal("sportelli", knowledge.Schedule{ID: "sportelli", Name: "Sportelli", Rules: rules})
	for i := range s.services/servicesPerOffice + 1 {
		slug := officeSlug(i)
		s.facts.OfficeProfiles = append(s.facts.OfficeProfiles, alwaysLocal(slug, knowledge.OfficeProfile{
			Name: "Ufficio " + inventedWord(i) + " e " + inventedWord(i*7+3), Kind: "ufficio",
		})...)
		s.facts.OfficePlaces = append(s.facts.OfficePlaces, alwaysLocal(slug, knowledge.OfficePlace{Building: "municipio"})...)
		s.facts.OfficeHours = append(s.facts.OfficeHours, alwaysLocal(slug, knowledge.OfficeHours{Schedule: "sportelli"})...)
	}
}

// service writes what the law says of a service in the base layer, and the fee
// and the office in the local one.
func (s *synthesis) service(i int) {
	slug, thing := serviceSlug(i), s.thing(i)
	sheet := knowledge.ServiceSheet{
		Title:       knowledge.Some(s.act() + " per " + thing),
		Summary:     knowledge.Some("Come chiedere al Comune quello che serve per " + thing + "."),
		Topic:       knowledge.Some("Tema"),
		Status:      knowledge.Some(knowledge.StatusActive),
		Audience:    knowledge.Some("A chi abita nel Comune e ha bisogno di " + thing + "."),
		Eligibility: knowledge.Some("Chi ha compiuto 18 anni."),
		Outcome:     knowledge.Some("Il documento firmato."),
	}
	var aliases []string
	for range syntheticAliases {
		aliases = append(aliases, s.phrase(thing))
	}
	sheet.Aliases = knowledge.Some(aliases)
	access := knowledge.ServiceAccess{}
	term := knowledge.ServiceTerm{}
	days := 30
	for n := range syntheticItems {
		item := knowledge.Item{Key: fmt.Sprintf("voce-%d", n)}
		sheet.Steps = knowledge.Some(append(sheet.Steps.Value, knowledge.Step{Item: item, Text: "Prepara i documenti e presenta la domanda per " + thing + "."}))
		sheet.Requirements = knowledge.Some(append(sheet.Requirements.Value, knowledge.Requirement{Item: item, Name: "Un documento su " + thing}))
		access.Channels = knowledge.Some(append(access.Channels.Value, knowledge.Channel{Item: item, Kind: knowledge.ChannelDesk, Description: "Allo sportello."}))
		term.Durations = knowledge.Some(append(term.Durations.Value, knowledge.Term{Item: item, Days: &days, Text: "Entro 30 giorni dalla domanda."}))
	}
	s.facts.ServiceSheets = append(s.facts.ServiceSheets, alwaysBase(slug, sheet))
	s.facts.ServiceAccess = append(s.facts.ServiceAccess, alwaysBase(slug, access))
	s.facts.ServiceTerms = append(s.facts.ServiceTerms, alwaysBase(slug, term))
	amount := knowledge.Euro(1600)
	s.facts.ServiceFees = append(s.facts.ServiceFees, alwaysLocal(slug, knowledge.ServiceFees{
		Fees: knowledge.Some([]knowledge.Fee{{Item: knowledge.Item{Key: "bollo"}, Name: "Marca da bollo", Amount: &amount}}),
	})...)
	s.facts.ServiceDuties = append(s.facts.ServiceDuties, alwaysLocal(slug, knowledge.ServiceDuty{
		Office: knowledge.Some(knowledge.OfficeID(officeSlug(i / servicesPerOffice))),
	})...)
	for n := range syntheticPhrases {
		s.facts.Phrases = append(s.facts.Phrases, alwaysBase(fmt.Sprintf("svc:%s#%016x", slug, n), knowledge.Phrase{
			Target: "svc:" + slug, Text: s.phrase(thing), Language: "it", Split: knowledge.SplitTrain,
		}))
	}
}

// act is what is asked for: a word that very many services share.
func (s *synthesis) act() string {
	return oneOf(s.random, []string{
		"Autorizzazione", "Iscrizione", "Rilascio del certificato", "Rinnovo della licenza", "Contributo", "Concessione",
		"Comunicazione", "Domanda di rimborso", "Riduzione della tariffa", "Permesso temporaneo", "Segnalazione", "Duplicato",
	})
}

// thing is what a service is about: a word of its own, and one that some share.
func (s *synthesis) thing(i int) string {
	return inventedWord(i) + " " + inventedWord(s.random.IntN(s.services/4+8)*5+1)
}

// phrase is one way of asking for the thing.
func (s *synthesis) phrase(thing string) string {
	own, shared, _ := strings.Cut(thing, " ")
	switch s.random.IntN(4) {
	case 0:
		return oneOf(s.random, everydayWords()) + " per " + own
	case 1:
		return own + " " + shared + " " + oneOf(s.random, everydayWords())
	case 2:
		return oneOf(s.random, everydayWords()) + " " + oneOf(s.random, everydayWords()) + " " + own
	default:
		return "mi serve " + own + " di " + shared
	}
}

func everydayWords() []string {
	return []string{
		"carta", "modulo", "casa", "negozio", "figli", "scuola", "auto", "parcheggio", "giardino", "cane", "strada", "luce",
		"acqua", "affitto", "bonus", "tassa", "multa", "festa", "terreno", "tetto", "anziani", "lavoro", "mercato", "cantiere",
	}
}

func oneOf(random *rand.Rand, words []string) string { return words[random.IntN(len(words))] }

// inventedWord writes a number in syllables: each number is another word.
func inventedWord(n int) string {
	first := []string{"b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "br", "cr", "fr", "gr", "pr", "st", "tr"}
	vowels := []string{"a", "e", "i", "o", "u"}
	var word strings.Builder
	for range 3 { // three syllables make a million words
		word.WriteString(first[n%len(first)])
		n /= len(first)
		word.WriteString(vowels[n%len(vowels)])
		n /= len(vowels)
	}
	return word.String() + "lla"
}

func officeSlug(i int) string  { return fmt.Sprintf("ufficio-%d", i) }
func serviceSlug(i int) string { return fmt.Sprintf("servizio-%d", i) }

func alwaysBase[T any](subject string, value T) knowledge.Fact[T] {
	return knowledge.Fact[T]{Subject: subject, Layer: knowledge.LayerBase, Valid: knowledge.Always, Value: value}
}

// alwaysLocal is the one fact of a list that holds it alone.
func alwaysLocal[T any](subject string, value T) []knowledge.Fact[T] {
	return []knowledge.Fact[T]{{Subject: subject, Layer: knowledge.LayerLocal, Valid: knowledge.Always, Value: value}}
}

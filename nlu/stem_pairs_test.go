package nlu

import (
	"strings"
	"testing"
)

// The lists were made by listing which words of the base charter, the phrase
// bank and the common words share a stem, and reading them.

// apart are words that Snowball throws together though they are not one.
var apart = [][]string{
	{"casa", "caso"}, {"conto", "conte"}, {"multa", "multiplo", "molta"}, {"posta", "posto", "pasto"},
	{"porta", "porto"}, {"certo", "certificato"}, {"tassa", "taxi"}, {"banca", "banco"}, {"sala", "salute", "saluto", "salire"},
	{"rifiuti", "rifare"}, {"pino", "pin"}, {"data", "dat"}, {"cina", "cin"}, {"votare", "votivo"},
	{"pubblicità", "pubblico", "pubblicazioni", "pubblicare"}, {"tessera", "tessuto"}, {"ceneri", "cena"},
	{"materasso", "materia"}, {"divano", "diversi"}, {"barriera", "barra"}, {"barbiere", "barba"}, {"bando", "banda"},
	{"lettera", "letto", "leggere"}, {"visita", "viso"}, {"titolare", "titolo"}, {"testamento", "testa", "testo"},
	{"malato", "male"}, {"marito", "mare", "maria"}, {"passo", "passaporto", "pass"}, {"partita", "partire"},
	{"giuria", "giuramento"}, {"ambulanza", "ambulante"}, {"attività", "attivare"}, {"comunità", "comuni", "comunicare"},
	{"economato", "economia"}, {"bonifico", "bonifica"}, {"potare", "potere"}, {"fabbricato", "fabbrica"},
	{"stallo", "stalla"}, {"capo", "capire"}, {"pesca", "pesce"}, {"ramo", "rame"}, {"vigili", "vigilia", "vigilanza"},
	{"quartiere", "quarto"}, {"corriere", "correre"}, {"bara", "bar"}, {"figlio", "foglio", "filo"}, {"ordinanza", "ordinare"},
	{"premio", "premere"}, {"genero", "genere"}, {"sindaco", "sindacato"}, {"mercato", "merce"}, {"mancia", "mancare"},
	{"accesso", "accessibile"}, {"onoranze", "onore"}, {"cremare", "crema"}, {"comune", "comunicazione"},
}

// meeting are words of one lemma that Snowball keeps apart.
var meeting = [][]string{
	{"perdere", "perso", "persa", "perduto", "perdo"}, {"morire", "morto", "morta", "muore", "muoiono"},
	{"aprire", "apro", "aprite", "apriamo"}, {"chiudere", "chiuso", "chiusi", "chiudete"}, {"iscrivere", "iscritto", "iscritta", "iscrizione"},
	{"nascere", "nato", "nati", "nascita"}, {"scadere", "scaduto", "scaduta", "scadono"}, {"togliere", "tolto", "tolgo", "togliermi"},
	{"rimuovere", "rimosso", "rimozione"}, {"trascrivere", "trascritto", "trascrizione"}, {"prendere", "preso", "presi"},
	{"rompere", "rotto", "rotti", "rotta"}, {"spendere", "speso", "spesi"}, {"vivere", "vissuto"}, {"spegnere", "spento", "spenti"},
	{"raccogliere", "raccolto", "raccolgo"}, {"richiedere", "richiesto"}, {"cremare", "cremato", "cremazione"}, {"adottare", "adozione", "adottarlo"},
	{"donare", "donazione", "donatore"}, {"concedere", "concesso", "concessione"}, {"ridurre", "ridotto", "riduzione"},
	{"decedere", "deceduto", "decesso"}, {"pagare", "paghi", "paghiamo", "pagarle"}, {"seppellire", "sepolto"},
	{"residente", "risiedo", "risiede"}, {"modificare", "modifica", "modifiche"}, {"verificare", "verifica"}, {"deposito", "depositare"},
	{"esente", "esenti", "esenzione"}, {"italiano", "italiana", "italiani"}, {"tessera", "tessere"}, {"autenticare", "autentica", "autenticazione"},
	{"straniero", "straniere"}, {"mercato", "mercati"}, {"materasso", "materassi"}, {"marito", "mariti"}, {"rinnovare", "rinnovarla", "rinnoviamo"},
	{"portare", "portarmi", "portatemi"}, {"iscrivere", "iscriverlo", "iscrivermi"}, {"mandare", "mandatemi", "mandarvelo"},
}

func stemOf(b *Base, word string) string {
	return b.stemmer.stem(b.normaliser.tokens(word)[0].norm)
}

func TestWordsThatOnlyLookAlikeStayApart(t *testing.T) {
	t.Parallel()
	b := testBase(t)
	for _, words := range apart {
		for i, a := range words {
			for _, z := range words[:i] {
				if s := stemOf(b, a); s == stemOf(b, z) {
					t.Errorf("%s and %s have one stem, %q", z, a, s)
				}
			}
		}
	}
}

func TestFormsOfOneWordMeet(t *testing.T) {
	t.Parallel()
	b := testBase(t)
	for _, words := range meeting {
		var stems []string
		same := true
		for _, w := range words {
			stems = append(stems, stemOf(b, w))
			same = same && stems[len(stems)-1] == stems[0]
		}
		if !same {
			t.Errorf("%s are stemmed %s", strings.Join(words, ", "), strings.Join(stems, ", "))
		}
	}
}

package nlu_test

import (
	"testing"
)

func TestMisspelledWordsAreReadAsTheCharters(t *testing.T) {
	t.Parallel()
	tests := []struct{ wrong, right string }{
		{"anagafe", "anagrafe"},
		{"anagraffe", "anagrafe"},
		{"certifcato", "certificato"},
		{"certificatto", "certificato"},
		{"resdienza", "residenza"},
		{"rezidenza", "residenza"},
		{"apuntamento", "appuntamento"},
		{"appuntamnto", "appuntamento"},
		{"documneti", "documenti"},
		{"matrimmonio", "matrimonio"},
		{"elletorale", "elettorale"},
		{"rateizazione", "rateizzazione"},
		{"bolletino", "bollettino"},
		{"propietà", "proprietà"},
		{"bibblioteca", "biblioteca"},
		{"abitazzione", "abitazione"},
		{"contrasegno", "contrassegno"},
		{"cittadinaza", "cittadinanza"},
		{"tair", "TARI"},
		{"spdi", "SPID"},
	}
	for _, tt := range tests {
		t.Run(tt.wrong, func(t *testing.T) {
			t.Parallel()
			got := ask(t, tt.wrong).Corrections
			if len(got) != 1 || got[0].From != tt.wrong || got[0].To != tt.right {
				t.Errorf("corrections %+v, want %s", got, tt.right)
			}
		})
	}
}

func TestRightWordsAreNeverCorrected(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"ho comprato una bicicletta rossa", "il mio cavallo mangia la mela", "mi piace cucinare la domenica",
		"la pioggia bagna il giardino", "siamo stanchi di aspettare", "le ragazze giocano a pallavolo",
		"vorrei una limonata", "il treno parte da Bologna", "mia cugina canta nel coro",
		"oggi il mare era calmo", "abbiamo mangiato le ciliegie", "un film davvero commovente", "tifi anche tu per la Roma",
	} {
		for _, c := range ask(t, text).Corrections {
			t.Errorf("%q: %q was read as %q", text, c.From, c.To)
		}
	}
}

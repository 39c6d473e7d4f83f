package bot

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestPersonalDataIsMasked(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ text, want string }{
		"a fiscal code":                         {"il mio cf è RSSMRA80A01H501U, va bene?", "il mio cf è [codice fiscale], va bene?"},
		"a fiscal code in small letters":        {"rssmra80a01h501u", "[codice fiscale]"},
		"a fiscal code with spaces":             {"RSS MRA 80A01 H501U", "[codice fiscale]"},
		"a fiscal code with letters for digits": {"RSSMRA8LA01H50MU", "[codice fiscale]"},
		"an e-mail address":                     {"scrivete a mario.rossi+tari@posta.example.it!", "scrivete a [email]"},
		"a mobile number":                       {"chiamatemi al 333 123 4567 domani", "chiamatemi al [telefono] domani"},
		"a number with prefix":                  {"+39 333.1234567", "[telefono]"},
		"a landline":                            {"lo 0999/123456 non risponde", "lo [telefono] non risponde"},
		"an IBAN":                               {"rimborso su IT60X0542811101000000123456", "rimborso su [iban]"},
		"an IBAN in groups":                     {"IT60 X054 2811 1010 0000 0123 456", "[iban]"},
		"a plate":                               {"la mia auto è AB123CD", "la mia auto è [targa]"},
		"a plate with spaces":                   {"targa ab 123 cd", "targa [targa]"},
		"a motorcycle's plate":                  {"moto AB12345", "moto [targa]"},
		"a CIE number":                          {"CA12345AB è scaduta", "[documento] è scaduta"},
		"a paper identity card":                 {"carta n. AX 1234567", "carta n. [documento]"},
		"a protocol number":                     {"pratica 2026/0012345", "pratica [numero]"},
		"a card number":                         {"4000 1234 5678 9010", "[numero]"},
		"a date of birth":                       {"nato il 01/02/1980", "nato il [data]"},
		"a name":                                {"mi chiamo Mario Rossi e vorrei la CIE", "mi chiamo [nome] e vorrei la CIE"},
		"a name in small letters":               {"mi chiamo mario de rossi vorrei la cie", "mi chiamo [nome] vorrei la cie"},
		"a title":                               {"Sono il signor Bianchi, buongiorno", "Sono il signor [nome], buongiorno"},
		"a lady":                                {"sono la sig.ra D'Angelo per la TARI", "sono la sig.ra [nome] per la TARI"},
		"a name after sono":                     {"Buongiorno, sono Anna Verdi e ho perso la carta", "Buongiorno, sono [nome] e ho perso la carta"},
		"a relative's name":                     {"mio figlio Luca va a scuola", "mio figlio [nome] va a scuola"},
		"a signature":                           {"cordiali saluti, Paolo Neri", "cordiali saluti, [nome]"},
		"a surname with La":                     {"mi chiamo Giovanni La Rosa e vorrei la CIE", "mi chiamo [nome] e vorrei la CIE"},
		"a surname with Del":                    {"mi chiamo Del Prete", "mi chiamo [nome]"},
		"a surname with Lo":                     {"sono Carmela Lo Russo, buongiorno", "sono [nome], buongiorno"},
		"a surname with a small di":             {"mi chiamo Anna di Lorenzo", "mi chiamo [nome]"},
		"a surname with an elision":             {"sono Paola D'Amico e dell'Orto", "sono [nome] e dell'Orto"},
		"a surname after shouting":              {"MI CHIAMO MARIO DE LUCA E VORREI LA CIE", "MI CHIAMO [nome] E VORREI LA CIE"},
		"a title at the start":                  {"sig. Rossi Mario, vorrei la CIE", "sig. [nome], vorrei la CIE"},
		"a title in small letters at the start": {"sig.ra rossi maria per la tari", "sig.ra [nome] per la tari"},
		"a title in the middle":                 {"scrivo per la sig.ra Neri", "scrivo per la sig.ra [nome]"},
		"a daughter in small letters":           {"mia figlia giulia bianchi va a scuola", "mia figlia [nome] va a scuola"},
		"a son in small letters":                {"mio figlio marco frequenta il nido", "mio figlio [nome] frequenta il nido"},
		"a name in small letters after sono":    {"sono giulia bianchi e ho perso la carta", "sono [nome] e ho perso la carta"},
		"a worded date of birth":                {"nato il 1 gennaio 1980", "nato il [data]"},
		"a worded date after a place":           {"nata a Roma il 3° maggio '80", "nata a Roma il [data]"},
		"a worded first":                        {"sono nata il primo marzo del 1975", "sono nata il [data]"},
		"a year of birth":                       {"mio nonno è nato a Bari nel 1931", "mio nonno è nato a Bari nel [data]"},
		"an address":                            {"abito in via Garibaldi 12", "abito in [indirizzo]"},
		"an address with a comma":               {"abito in Via dei Mille, 24/b da un anno", "abito in [indirizzo] da un anno"},
		"an address with a numeral":             {"viale 4 novembre n. 15", "[indirizzo]"},
		"a square":                              {"piazza San Marco, civico 3", "[indirizzo]"},

		"a question stays":              {"quanto costa la carta d'identità?", "quanto costa la carta d'identità?"},
		"a short number stays":          {"ho 3 figli e un ISEE di 9500 euro", "ho 3 figli e un ISEE di 9500 euro"},
		"a child without a name stays":  {"mia figlia deve andare al nido", "mia figlia deve andare al nido"},
		"an acronym stays":              {"mi chiamo Ugo Neri della TARI non so nulla", "mi chiamo [nome] della TARI non so nulla"},
		"a day without a year stays":    {"siete aperti il 24 dicembre?", "siete aperti il 24 dicembre?"},
		"a born child stays":            {"è nato un bambino, cosa devo fare?", "è nato un bambino, cosa devo fare?"},
		"a trade stays":                 {"avvocato gratuito come faccio?", "avvocato gratuito come faccio?"},
		"thanks stay":                   {"grazie mille", "grazie mille"},
		"a law stays":                   {"la legge 241 del 1990", "la legge 241 del 1990"},
		"a street without number stays": {"chiude via Roma?", "chiude via Roma?"},
		"a state stays":                 {"sono residente a Valdoria", "sono residente a Valdoria"},
		"an office stays":               {"chi è il responsabile dell'anagrafe?", "chi è il responsabile dell'anagrafe?"},
		"an emergency number stays":     {"chiamo il 112?", "chiamo il 112?"},
		"a time stays":                  {"aprite alle 8:30 o alle 9.00?", "aprite alle 8:30 o alle 9.00?"},
		"an amount stays":               {"perché 16,79 euro?", "perché 16,79 euro?"},
		"nothing stays nothing":         {"", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := mask(tt.text); got != tt.want {
				t.Errorf("mask(%q) = %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

func FuzzMask(f *testing.F) {
	for _, seed := range []string{
		"", "mi chiamo Mario Rossi, RSSMRA80A01H501U, via Roma 1", "IT60 X054 2811 1010 0000 0123 456", "+39 333 1234567",
		"sono il signor [nome]", "a@b", "AB123CD AB 12345", "via via via 1", "mi chiamo mi chiamo mi chiamo", "0123456789012345",
	} {
		f.Add(seed)
	}
	plain := regexp.MustCompile(`\b[A-Z]{6}[0-9]{2}[A-E][0-9]{2}[A-Z][0-9]{3}[A-Z]\b|[0-9]{6,}|[a-z]+@[a-z]+`)
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip("what is masked has been made valid before")
		}
		masked := mask(text)
		if found := plain.FindString(masked); found != "" {
			t.Errorf("mask(%q) = %q leaves %q", text, masked, found)
		}
		if !utf8.ValidString(masked) {
			t.Errorf("mask(%q) = %q is no text", text, masked)
		}
		if again := mask(masked); strings.Count(again, "[") < strings.Count(masked, "[") {
			t.Errorf("masking %q again loses a mask: %q", masked, again)
		}
	})
}

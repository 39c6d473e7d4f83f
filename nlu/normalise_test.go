package nlu

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func testBase(t testing.TB) *Base {
	t.Helper()
	b, err := NewBase()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestNormalForms(t *testing.T) {
	t.Parallel()
	b := testBase(t)
	tests := []struct{ name, text, want string }{
		{"accents are folded", "Perché la città è già più bella?", "perche la citta e gia piu bella"},
		{"an elided article is a word of its own", "dov'è l'anagrafe", "dov e l anagrafe"},
		{"a typographic apostrophe parts as well", "l’ufficio dell’IMU", "l ufficio dell imu"},
		{"chat abbreviations are written out", "qnt costa x nn residenti", "quanto costa per non residenti"},
		{"k is ch", "ke documenti", "che documenti"},
		{"an acronym with points is one word", "permesso z.t.l.", "permesso ztl"},
		{"an acronym spelled out is one word", "rinnovo c i e", "rinnovo cie"},
		{"elisions are no acronym", "c'è l'autobus", "c e l autobus"},
		{"pago pa is one name", "come uso pago pa", "come uso pagopa"},
		{"wi fi is one name", "wi-fi gratis", "wifi gratis"},
		{"e-mail has no electronic card", "l'indirizzo di posta elettronica", "l indirizzo di email"},
		{"b&b is one name", "aprire un B&B", "aprire un bb"},
		{"number words are numbers", "compio diciotto anni", "compio 18 anni"},
		{"punctuation goes", "tari???!!! (scadenza)", "tari scadenza"},
		{"emoji go", "ciao 👋", "ciao"},
		{"an apostrophe for an accent", "perche' e' chiuso, puo' aprire?", "perche e chiuso puo aprire"},
		{"any apostrophe parts", "lʼanagrafe dell´imu un`altra", "l anagrafe dell imu un altra"},
		{"a verb run together is parted", "cosè la cie, dovè l'urp, cè posto, qualè l'orario", "cos e la cie dov e l urp c e posto qual e l orario"},
		{"things are no verb", "cose strane, dove vado, ce ne sono", "cose strane dove vado ce ne sono"},
		{"a muted h is heard", "o perso la carta, mi anno rubato tutto, non a pagato", "ho perso la carta mi hanno rubato tutto non ha pagato"},
		{"or, to and year stay", "smarrito o perso, vado a scuola, un anno passato", "smarrito o perso vado a scuola un anno passato"},
		{"letters held down are let go", "ciaoooo urgenteeee", "ciao urgente"},
		{"abbreviations with points", "tel. uff. doc. appunt.", "telefono ufficio documenti appuntamento"},
		{"chat words", "xké nn dv qnd xò cmq pk", "perche non dove quando pero comunque perche"},
		{"numbers formed by rule", "trentadue anni nel duemilaventisei", "32 anni nel 2026"},
		{"numbers lose their vowels", "centottanta euro, ventotto giorni", "180 euro 28 giorni"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, tok := range b.normaliser.tokens(tt.text) {
				got = append(got, tok.norm)
			}
			if g := strings.Join(got, " "); g != tt.want {
				t.Errorf("got %q, want %q", g, tt.want)
			}
		})
	}
}

func TestUtteranceIsSafe(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, raw, want string }{
		{"control characters go", "ta\x00ri\x07", "tari"},
		{"invisible characters go", "ta\u200bri\u202e\ufeff", "tari"},
		{"line breaks are spaces", "carta\n\tidentità", "carta  identità"},
		{"combining accents are composed", "identita\u0300", "identità"},
		{"broken UTF-8 goes", "tari\xff\xfe", "tari"},
		{"nothing stays nothing", " \n ", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := string(NewUtterance(tt.raw)); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
	if n := utf8.RuneCountInString(string(NewUtterance(strings.Repeat("à", 5000)))); n != MaxUtteranceRunes {
		t.Errorf("a long message keeps %d runes, want %d", n, MaxUtteranceRunes)
	}
}

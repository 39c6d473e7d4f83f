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
		{"b&b is one name", "aprire un B&B", "aprire un bb"},
		{"number words are numbers", "compio diciotto anni", "compio 18 anni"},
		{"punctuation goes", "tari???!!! (scadenza)", "tari scadenza"},
		{"emoji go", "ciao 👋", "ciao"},
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

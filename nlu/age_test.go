package nlu

import (
	"slices"
	"testing"
)

func TestAgesAreHeardAsWhatTheyMean(t *testing.T) {
	t.Parallel()
	b := testBase(t)
	tests := []struct{ text, want string }{
		{"figlio di 3 anni", "minorenne"},
		{"una bimba di sei mesi e un bimbo di 6 mesi", "minorenne"},
		{"mio nipote ha 17 anni", "minorenne"},
		{"la ragazza compie 12 anni", "minorenne"},
		{"un 17enne", "minorenne"},
		{"una diciassettenne", "minorenne"},
		{"per i bambini sotto i 14 anni", "minorenne"},
		{"mia nonna ha 85 anni", "anziano"},
		{"ho settantadue anni", "anziano"},
		{"over 70 anni", "anziano"},
		{"un ottantenne", "anziano"},
		{"mio figlio ha 30 anni", ""},
		{"residente da 3 anni", ""},
		{"ho 5 anni di contributi", ""},
		{"multa di 3 anni fa", ""},
		{"affitto di 4 anni", ""},
		{"compie 18 anni", ""},
	}
	age := map[string]string{b.stemmer.stem("minorenne"): "minorenne", b.stemmer.stem("anziano"): "anziano"}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			t.Parallel()
			tokens := b.analyse(tt.text)
			got := ""
			if i := slices.IndexFunc(tokens, func(t token) bool { return age[t.stem] != "" }); i >= 0 {
				got = age[tokens[i].stem]
			}
			if got != tt.want {
				t.Errorf("heard %q, want %q", got, tt.want)
			}
		})
	}
}

func TestNumbersInWords(t *testing.T) {
	t.Parallel()
	tests := []struct {
		n    int
		want string
	}{
		{21, "ventuno"}, {28, "ventotto"}, {33, "trentatre"}, {40, "quaranta"}, {108, "centotto"}, {180, "centottanta"},
		{200, "duecento"}, {1985, "millenovecentottantacinque"}, {2026, "duemilaventisei"},
	}
	for _, tt := range tests {
		if got := spelledNumber(tt.n); got != tt.want {
			t.Errorf("%d is spelled %q, want %q", tt.n, got, tt.want)
		}
	}
}

package nlu

import "strconv"

// spelledUpTo is the last number that is read in words; years are besides.
const spelledUpTo = 999

// numberWords adds the numbers that are formed by rule to those of the list,
// which leaves out words that mean something else as well ("sei", "mille").
func numberWords(listed map[string]string) map[string]string {
	out := make(map[string]string, spelledUpTo+len(listed))
	add := func(n int) {
		if w := spelledNumber(n); len(w) > len("mille") {
			out[w] = strconv.Itoa(n)
		}
	}
	for n := 21; n <= spelledUpTo; n++ {
		add(n)
	}
	for year := 1900; year <= 2100; year++ {
		add(year)
	}
	for w, digits := range listed {
		out[w] = digits
	}
	return out
}

var (
	spelledUnits = []string{
		"", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci", "undici", "dodici", "tredici",
		"quattordici", "quindici", "sedici", "diciassette", "diciotto", "diciannove",
	}
	spelledTens = []string{"", "", "venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta"}
)

// spelledNumber writes a number below 10,000 in words, without accents.
func spelledNumber(n int) string {
	switch {
	case n < 20:
		return spelledUnits[n]
	case n < 100:
		tens, unit := spelledTens[n/10], n%10
		if unit == 1 || unit == 8 {
			tens = tens[:len(tens)-1]
		}
		return tens + spelledUnits[unit]
	case n < 1000:
		hundred, rest := "cento", n%100
		if rest == 8 || rest/10 == 8 {
			hundred = "cent" // "centotto", "centottanta"
		}
		if n >= 200 {
			hundred = spelledUnits[n/100] + hundred
		}
		return hundred + spelledNumber(rest)
	case n < 2000:
		return "mille" + spelledNumber(n-1000)
	}
	return spelledUnits[n/1000] + "mila" + spelledNumber(n%1000)
}

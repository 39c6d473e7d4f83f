package nlu

import "strconv"

// An age is heard as what it means for a service: who is under eighteen is a
// minor, who is over sixty-five is elderly. In "figlio di 3 anni" the word "anni"
// gets the stem of the word for it, and the number stays what it is.
const (
	ofAge   = 18
	elderly = 65
	oldest  = 115
)

// people are words for somebody who may have an age.
var people = wordSet(`figlio figlia figli figlie figliolo bambino bambina bambini bambine bimbo bimba bimbi bimbe neonato neonata
	ragazzo ragazza ragazzi ragazze ragazzino ragazzina nipote nipoti nipotino nipotina alunno alunna studente minore minori minorenne
	nonno nonna nonni padre madre papa mamma babbo genitore genitori zio zia suocero suocera marito moglie fratello sorella
	fratellino sorellina cugino cugina compagno compagna fidanzato fidanzata amico amica vicino vicina signore signora uomo donna persona
	persone anziano anziana anziani disabile invalido gemelli maschietto femminuccia piccolo piccola grande`)

// has are the words between somebody and an age; of are weaker, and need one of
// people before them; above and below lead to a limit of age.
var (
	has   = wordSet("ha ho hanno abbia abbiano aveva avra compie compio compiono compiuto compiuti compira")
	of    = wordSet("di d con e a")
	above = wordSet("oltre sopra over dai")
	below = wordSet("sotto under")
)

// ageStems are the stems that an age is given.
type ageStems struct{ minor, elder string }

// of returns the stem for an age in years; empty for one between.
func (s ageStems) of(years int) string {
	switch {
	case years < ofAge:
		return s.minor
	case years >= elderly && years <= oldest:
		return s.elder
	}
	return ""
}

// addAges makes one family of "17enne", "diciassettenne" and "minorenne".
func (s *stemmer) addAges() {
	s.ages = ageStems{minor: s.stem("minorenne"), elder: s.stem("anziano")}
	for years := 1; years <= oldest; years++ {
		stem := s.ages.of(years)
		if stem == "" {
			continue
		}
		spelled := spelledNumber(years)
		for _, n := range []string{strconv.Itoa(years), spelled[:len(spelled)-1]} {
			s.exceptions[n+"enne"], s.exceptions[n+"enni"] = stem, stem
		}
	}
}

// markAges gives the unit of every age that is told of somebody its stem.
func (s *stemmer) markAges(tokens []token) {
	for i := 0; i+1 < len(tokens); i++ {
		years, ok := ageAt(tokens, i)
		if !ok {
			continue
		}
		if stem := s.ages.of(years); stem != "" {
			tokens[i+1].stem = stem
		}
	}
}

// ageAt reads "3 anni" and "6 mesi" at tokens[i], unless it is no age: "da 3
// anni", "3 anni fa", "3 anni di affitto".
func ageAt(tokens []token, i int) (years int, ok bool) {
	n := tokens[i].norm
	if !isNumber(n) || len(n) > 3 || i == 0 {
		return 0, false
	}
	years, _ = strconv.Atoi(n)
	switch tokens[i+1].norm {
	case "anni", "anno", "annetti":
	case "mesi", "mese", "mesetti", "giorni":
		years = 0
	default:
		return 0, false
	}
	if i+2 < len(tokens) {
		switch next := tokens[i+2].norm; {
		case next == "fa", next == "dopo", next == "prima":
			return 0, false
		case next == "di" && (i+3 == len(tokens) || tokens[i+3].norm != "eta"):
			return 0, false
		}
	}
	return years, isToldOfSomebody(tokens[:i])
}

// isToldOfSomebody reports whether what stands before an age makes it one.
func isToldOfSomebody(before []token) bool {
	last := before[len(before)-1].norm
	if has[last] || above[last] || below[last] {
		return true
	}
	if last == "i" && len(before) > 1 {
		return above[before[len(before)-2].norm] || below[before[len(before)-2].norm]
	}
	if !of[last] {
		return false
	}
	const near = 5
	for _, t := range before[max(0, len(before)-near):] {
		if people[t.norm] {
			return true
		}
	}
	return false
}

package lint

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/cittaclick/cittaclick/knowledge"
)

// terms holds that a term says the same in words and in days.
func (c *checker) terms(s *knowledge.Service) {
	local, _ := c.layers.terms.on(string(s.ID), knowledge.LayerLocal, c.day)
	check := func(list string, terms, local []knowledge.Term) {
		for _, t := range terms {
			said := slices.ContainsFunc(local, func(l knowledge.Term) bool { return l.Key == t.Key })
			c.term(servicePlace(home(said), s.ID), list+"."+t.Key, t)
		}
	}
	check("tempi", s.Durations.Value, local.Durations.Value)
	check("scadenze", s.Deadlines.Value, local.Deadlines.Value)
}

func (c *checker) term(at place, field string, t knowledge.Term) {
	if t.Days == nil {
		return
	}
	spans := spansIn(t.Text)
	if len(spans) > 0 && !slices.ContainsFunc(spans, func(s span) bool { return s.holds(*t.Days) }) {
		c.add(SeverityError, RuleTerms, at, field, "il testo dice «%s», il campo %s", spans[0].words, plural(*t.Days, "giorno", "giorni"))
	}
}

// span is a length of time told in words, as the days that it may stand for.
type span struct {
	words       string
	least, most int
}

func (s span) holds(days int) bool { return s.least <= days && days <= s.most }

var timeSpan = regexp.MustCompile(`(?i)\b(\d+|[a-zà]+)\s+(giorn[oi]|settiman[ae]|mes[ei]|ann[oi]|or[ae])\b`)

var nextDay = regexp.MustCompile(`(?i)\bil giorno (lavorativo )?(successivo|dopo|seguente)`)

// spansIn returns the lengths of time that a text names.
func spansIn(text string) []span {
	var found []span
	if next := nextDay.FindString(text); next != "" {
		found = append(found, span{next, 1, 1})
	}
	for _, match := range timeSpan.FindAllStringSubmatch(text, -1) {
		n, ok := number(strings.ToLower(match[1]))
		if !ok {
			continue
		}
		s := span{words: match[0]}
		switch unit := strings.ToLower(match[2]); unit[:3] {
		case "gio":
			s.least, s.most = n, n
		case "set":
			s.least, s.most = 7*n, 7*n
		case "mes":
			s.least, s.most = 28*n, 31*n
		case "ann":
			s.least, s.most = 365*n, 366*n
		default: // ore
			s.least, s.most = n/24, (n+23)/24
		}
		found = append(found, s)
	}
	return found
}

// number reads a number in digits or, for those that terms use, in words.
func number(word string) (int, bool) {
	if n, err := strconv.Atoi(word); err == nil {
		return n, true
	}
	n, ok := map[string]int{
		"un": 1, "uno": 1, "una": 1, "due": 2, "tre": 3, "quattro": 4, "cinque": 5, "sei": 6, "sette": 7, "otto": 8,
		"nove": 9, "dieci": 10, "dodici": 12, "quindici": 15, "venti": 20, "trenta": 30, "quarantacinque": 45,
		"sessanta": 60, "novanta": 90, "centoventi": 120, "centottanta": 180,
	}[word]
	return n, ok
}

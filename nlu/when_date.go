package nlu

import (
	"time"

	"github.com/cittaclick/cittaclick/knowledge"
)

var months = map[string]time.Month{
	"gennaio": time.January, "febbraio": time.February, "marzo": time.March, "aprile": time.April,
	"maggio": time.May, "giugno": time.June, "luglio": time.July, "agosto": time.August,
	"settembre": time.September, "ottobre": time.October, "novembre": time.November, "dicembre": time.December,
	"gen": time.January, "feb": time.February, "apr": time.April, "giu": time.June, "lug": time.July,
	"ago": time.August, "set": time.September, "sett": time.September, "ott": time.October, "nov": time.November, "dic": time.December,
}

// date reads "24 dicembre", "24/12", "3.10.26"; day first, always.
func (p *whenParser) date(i int) int {
	dom, ok := p.number(i)
	if !ok || dom < 1 || dom > 31 {
		return 0
	}
	if month, named := months[p.word(i+1)]; named {
		year, n := p.year(i + 2)
		p.setDate(dom, month, year)
		return 2 + n
	}
	if i+1 < len(p.tokens) && tiesDate(p.tokens[i+1].glue) {
		month, ok := p.number(i + 1)
		if !ok || month < 1 || month > 12 {
			return 0
		}
		year, n := 0, 0
		if i+2 < len(p.tokens) && p.tokens[i+2].glue == p.tokens[i+1].glue {
			year, n = p.year(i + 2)
		}
		p.setDate(dom, time.Month(month), year)
		return 2 + n
	}
	return 0
}

func tiesDate(glue rune) bool { return glue == '/' || glue == '.' || glue == '-' }

func (p *whenParser) year(i int) (year, words int) {
	y, ok := p.number(i)
	switch {
	case !ok:
		return 0, 0
	case y >= 2000 && y < 2100:
		return y, 1
	case len(p.word(i)) == 2 && tiesDate(p.tokens[i].glue):
		return 2000 + y, 1
	}
	return 0, 0
}

// setDate takes the next such day when no year is said.
func (p *whenParser) setDate(dom int, month time.Month, year int) {
	day := knowledge.NewDate(year, month, dom)
	if year == 0 {
		day = knowledge.NewDate(p.today.Year(), month, dom)
		if day < p.today {
			day = knowledge.NewDate(p.today.Year()+1, month, dom)
		}
	}
	if day.Day() != dom {
		return // 31 April
	}
	p.set(WhenDay, day, day)
}

// span reads "ad agosto", "la settimana prossima", "weekend", holidays.
func (p *whenParser) span(i int) int {
	w := p.word(i)
	if month, ok := months[w]; ok && len(w) > 4 {
		first := knowledge.NewDate(p.today.Year(), month, 1)
		if month < p.today.Month() {
			first = knowledge.NewDate(p.today.Year()+1, month, 1)
		}
		p.set(WhenSpan, first, knowledge.NewDate(first.Year(), month+1, 1).AddDays(-1))
		return 1
	}
	monday := p.today.AddDays(-(int(p.today.Weekday()) + 6) % 7)
	switch {
	case w == "settimana" && isNext(p.word(i+1)):
		p.set(WhenSpan, monday.AddDays(7), monday.AddDays(13))
		return 2
	case isNext(w) && p.word(i+1) == "settimana":
		p.set(WhenSpan, monday.AddDays(7), monday.AddDays(13))
		return 2
	case w == "questa" && p.word(i+1) == "settimana":
		p.set(WhenSpan, p.today, monday.AddDays(6))
		return 2
	case w == "weekend":
		p.set(WhenSpan, monday.AddDays(5), monday.AddDays(6))
		return 1
	}
	if n := p.eve(i); n > 0 {
		return n
	}
	if w == "santo" && p.word(i+1) == "stefano" {
		p.setDate(26, time.December, 0)
		return 2
	}
	return p.holiday(w)
}

// eve reads "la vigilia", "la vigilia di Natale", "la vigilia di Capodanno": the
// day before, not the feast.
func (p *whenParser) eve(i int) int {
	if p.word(i) != "vigilia" {
		return 0
	}
	n := 1
	if w := p.word(i + n); w == "di" || w == "del" || w == "dell" {
		n++
	}
	switch p.word(i + n) {
	case "natale":
		p.setDate(24, time.December, 0)
	case "capodanno":
		p.setDate(31, time.December, 0)
	case "epifania", "befana":
		p.setDate(5, time.January, 0)
	case "ferragosto":
		p.setDate(14, time.August, 0)
	default:
		if n > 1 {
			return 0 // the eve of a feast that this calendar does not know
		}
		p.setDate(24, time.December, 0)
		return 1
	}
	return n + 1
}

func isNext(w string) bool { return w == "prossima" || w == "entrante" || w == "ventura" }

// holiday reads the feasts that people ask about by name.
func (p *whenParser) holiday(w string) int {
	year := p.today.Year()
	var day knowledge.Date
	switch w {
	case "ferragosto":
		day = knowledge.NewDate(year, time.August, 15)
	case "immacolata":
		day = knowledge.NewDate(year, time.December, 8)
	case "ognissanti":
		day = knowledge.NewDate(year, time.November, 1)
	case "natale":
		day = knowledge.NewDate(year, time.December, 25)
	case "capodanno":
		day = knowledge.NewDate(year+1, time.January, 1)
	case "epifania", "befana":
		day = knowledge.NewDate(year, time.January, 6)
	case "pasqua":
		day = easter(year)
	case "pasquetta":
		day = easter(year).AddDays(1)
	default:
		return 0
	}
	if day < p.today {
		year++
		switch w {
		case "pasqua":
			day = easter(year)
		case "pasquetta":
			day = easter(year).AddDays(1)
		default:
			day = knowledge.NewDate(year, day.Month(), day.Day())
		}
	}
	p.set(WhenDay, day, day)
	return 1
}

// easter is the Gregorian computus (Meeus).
func easter(year int) knowledge.Date {
	a, b, c := year%19, year/100, year%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return knowledge.NewDate(year, time.Month(n/31), n%31+1)
}

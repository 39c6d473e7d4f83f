package nlu

import (
	"strconv"
	"time"

	"github.com/cittaclick/cittaclick/knowledge"
)

// WhenKind tells how a question names time.
type WhenKind string

// The kinds of When.
const (
	WhenNone    WhenKind = ""
	WhenNow     WhenKind = "now"     // adesso, ora
	WhenDay     WhenKind = "day"     // domani, il 24 dicembre
	WhenWeekday WhenKind = "weekday" // il sabato: the rule, with the next such day
	WhenSpan    WhenKind = "span"    // ad agosto, la settimana prossima
)

// DayPart is a part of the day.
type DayPart string

// The parts of the day.
const (
	PartAny       DayPart = ""
	PartMorning   DayPart = "morning"
	PartNoon      DayPart = "noon"
	PartAfternoon DayPart = "afternoon"
	PartEvening   DayPart = "evening"
)

// When is the time that a question asks about, resolved in Europe/Rome.
type When struct {
	Kind WhenKind
	Days knowledge.Range // empty for WhenNone
	Part DayPart
	// Timed says that Minute is meant: minutes after midnight ("alle 15" = 900).
	Timed  bool
	Minute int
	// Ambiguous marks "lunedì prossimo": this week's or next week's, so that the
	// answer names the date.
	Ambiguous bool
}

// IsZero reports whether the question names no time.
func (w When) IsZero() bool { return w.Kind == WhenNone && w.Part == PartAny && !w.Timed }

// whenParser walks over the tokens once.
type whenParser struct {
	tokens []token
	today  knowledge.Date
	used   []bool // tokens that are part of an expression of time
	when   When
}

// parseWhen finds what the tokens say of time; used marks their words, which
// carry no topic. The first day named wins, clock and part of day join it.
func parseWhen(tokens []token, now time.Time, used []bool) When {
	p := &whenParser{tokens: tokens, today: knowledge.DateOf(now), used: used}
	for i := 0; i < len(tokens); i++ {
		if n := p.clock(i); n > 0 {
			i += n - 1
			continue
		}
		if n := p.day(i); n > 0 {
			i += n - 1
			continue
		}
		p.part(i)
	}
	if p.when.Kind == WhenNone && (p.when.Part != PartAny && p.saysToday() || p.when.Timed) {
		p.set(WhenDay, p.today, p.today)
	}
	return p.when
}

func (p *whenParser) saysToday() bool {
	for _, t := range p.tokens {
		switch t.norm {
		case "stamattina", "stamani", "stasera", "stamane":
			return true
		}
	}
	return false
}

func (p *whenParser) word(i int) string {
	if i < 0 || i >= len(p.tokens) {
		return ""
	}
	return p.tokens[i].norm
}

func (p *whenParser) number(i int) (int, bool) {
	w := p.word(i)
	if !isNumber(w) || len(w) > 4 {
		return 0, false
	}
	n, err := strconv.Atoi(w)
	return n, err == nil
}

func (p *whenParser) set(kind WhenKind, first, last knowledge.Date) {
	if p.when.Kind == WhenNone {
		p.when.Kind, p.when.Days = kind, knowledge.Between(first, last)
	}
}

func (p *whenParser) mark(i, n int) int {
	for j := i; j < i+n && j < len(p.used); j++ {
		p.used[j] = true
	}
	return n
}

// day reads an expression that names a day or a span, and returns how many
// words it takes.
func (p *whenParser) day(i int) int {
	if n := p.relativeDay(i); n > 0 {
		return p.mark(i, n)
	}
	if n := p.weekday(i); n > 0 {
		return p.mark(i, n)
	}
	if n := p.date(i); n > 0 {
		return p.mark(i, n)
	}
	return p.mark(i, p.span(i))
}

// relativeDay reads oggi, domani, tra tre giorni.
func (p *whenParser) relativeDay(i int) int {
	offset, n := 0, 1
	switch p.word(i) {
	case "adesso", "ora", "subito", "mo":
		if p.word(i) == "ora" && (p.word(i-1) == "che" || p.word(i-1) == "quale" || p.word(i-1) == "un" || p.word(i-1) == "l") {
			return 0
		}
		p.set(WhenNow, p.today, p.today)
		return 1
	case "oggi", "stamattina", "stamani", "stamane", "stasera", "stanotte":
		p.dayPart(p.word(i))
	case "domani", "domattina", "dmn":
		offset = 1
		p.dayPart(p.word(i))
	case "dopodomani":
		offset = 2
	case "ieri":
		offset = -1
	case "avantieri":
		offset = -2
	case "tra", "fra":
		return p.distance(i)
	default:
		return 0
	}
	p.set(WhenDay, p.today.AddDays(offset), p.today.AddDays(offset))
	return n
}

// distance reads "tra 3 giorni", "fra una settimana".
func (p *whenParser) distance(i int) int {
	count, ok := p.number(i + 1)
	if !ok {
		if w := p.word(i + 1); w != "un" && w != "una" {
			return 0
		}
		count = 1
	}
	day := p.today
	switch p.word(i + 2) {
	case "giorno", "giorni":
		day = day.AddDays(count)
	case "settimana", "settimane":
		day = day.AddDays(7 * count)
	case "mese", "mesi":
		day = knowledge.NewDate(day.Year(), day.Month()+time.Month(min(count, 120)), day.Day())
	default:
		return 0
	}
	p.set(WhenDay, day, day)
	return 3
}

var weekdays = map[string]time.Weekday{
	"lunedi": time.Monday, "martedi": time.Tuesday, "mercoledi": time.Wednesday, "giovedi": time.Thursday,
	"venerdi": time.Friday, "sabato": time.Saturday, "sabati": time.Saturday,
	"domenica": time.Sunday, "domeniche": time.Sunday,
}

// weekday reads "sabato", "sabato prossimo", "il sabato" (the rule).
func (p *whenParser) weekday(i int) int {
	wd, ok := weekdays[p.word(i)]
	if !ok {
		return 0
	}
	ahead := (int(wd) - int(p.today.Weekday()) + 7) % 7
	day := p.today.AddDays(ahead)
	kind, n := WhenDay, 1
	switch p.word(i - 1) {
	case "il", "la", "di", "al", "alla", "ogni", "nei":
		kind = WhenWeekday
	case "prossimo", "prossima":
		kind, p.when.Ambiguous = WhenDay, true
	}
	switch p.word(i + 1) {
	case "prossimo", "prossima", "prossimi":
		kind, n, p.when.Ambiguous = WhenDay, 2, true
	case "mattina", "pomeriggio", "sera":
		p.dayPart(p.word(i + 1))
		n = 2
	}
	if dom, isDate := p.number(i + n); isDate && dom >= 1 && dom <= 31 && p.word(i+n) != "" {
		if m := p.date(i + n); m > 0 {
			return n + m
		}
	}
	p.set(kind, day, day)
	return n
}

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
	return p.holiday(w)
}

func isNext(w string) bool { return w == "prossima" || w == "entrante" || w == "ventura" }

// holiday reads the feasts that people ask about by name.
func (p *whenParser) holiday(w string) int {
	year := p.today.Year()
	var day knowledge.Date
	switch w {
	case "ferragosto":
		day = knowledge.NewDate(year, time.August, 15)
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

// clock reads "alle 15", "verso le 9 e 30", "15:30".
func (p *whenParser) clock(i int) int {
	w, n := p.word(i), 1
	switch w {
	case "alle", "dalle":
	case "le":
		if prev := p.word(i - 1); prev != "verso" && prev != "dopo" && prev != "per" && prev != "prima" && prev != "entro" && prev != "fino" {
			return 0
		}
	case "ore":
	case "mezzogiorno":
		p.when.Part = PartNoon
		p.setClock(12 * 60)
		return p.mark(i, 1)
	default:
		if i+1 >= len(p.tokens) || p.tokens[i+1].glue != ':' {
			return 0
		}
		n = 0
	}
	hour, ok := p.number(i + n)
	if !ok || hour > 23 {
		return 0
	}
	minute, words := p.minutes(i + n + 1)
	p.setClock(afternoonByDefault(hour, p.word(i+n+1+words))*60 + minute)
	return p.mark(i, n+1+words)
}

// minutes reads "e 30", ":30", "e mezza".
func (p *whenParser) minutes(i int) (minute, words int) {
	if i >= len(p.tokens) {
		return 0, 0
	}
	if m, ok := p.number(i); ok && (p.tokens[i].glue == ':' || p.tokens[i].glue == '.') && m < 60 {
		return m, 1
	}
	if p.word(i) != "e" {
		return 0, 0
	}
	if m, ok := p.number(i + 1); ok && m < 60 {
		return m, 2
	}
	switch p.word(i + 1) {
	case "mezza", "mezzo":
		return 30, 2
	case "quarto":
		return 15, 2
	}
	return 0, 0
}

// afternoonByDefault reads "alle 3" as 15: no counter opens before seven.
func afternoonByDefault(hour int, next string) int {
	if hour >= 1 && hour <= 6 && next != "mattina" && next != "notte" {
		return hour + 12
	}
	return hour
}

func (p *whenParser) setClock(minute int) {
	if !p.when.Timed {
		p.when.Timed, p.when.Minute = true, minute
	}
}

// part reads a part of the day that stands alone.
func (p *whenParser) part(i int) {
	if p.dayPart(p.word(i)) {
		p.mark(i, 1)
	}
}

func (p *whenParser) dayPart(w string) bool {
	part := PartAny
	switch w {
	case "mattina", "mattino", "stamattina", "stamani", "stamane", "domattina":
		part = PartMorning
	case "pomeriggio", "pomeriggi":
		part = PartAfternoon
	case "sera", "stasera":
		part = PartEvening
	case "pranzo":
		if !p.says("pausa", "ora") {
			return false
		}
		part = PartNoon
	default:
		return false
	}
	if p.when.Part == PartAny {
		p.when.Part = part
	}
	return true
}

func (p *whenParser) says(words ...string) bool {
	for _, t := range p.tokens {
		for _, w := range words {
			if t.norm == w {
				return true
			}
		}
	}
	return false
}

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
		if day, found := p.nextSuch(wd, dom); found && p.word(i+n+1) != "giorni" {
			p.set(WhenDay, day, day)
			return n + 1
		}
	}
	p.set(kind, day, day)
	return n
}

// nextSuch is the next day of the week wd that is the dom-th of a month:
// "sabato 28".
func (p *whenParser) nextSuch(wd time.Weekday, dom int) (knowledge.Date, bool) {
	day := p.today.AddDays((int(wd) - int(p.today.Weekday()) + 7) % 7)
	for range 53 {
		if day.Day() == dom {
			return day, true
		}
		day = day.AddDays(7)
	}
	return day, false
}

// part reads a part of the day that stands alone.
func (p *whenParser) part(i int) {
	if p.dayPart(p.word(i)) {
		p.mark(i, 1)
	}
}

func (p *whenParser) dayPart(w string) bool {
	var part DayPart
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

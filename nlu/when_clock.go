package nlu

// clock reads "alle 15", "verso le 9 e 30", "15:30".
func (p *whenParser) clock(i int) int {
	if p.word(i) == "mezzogiorno" {
		p.when.Part = PartNoon
		p.setClock(12 * 60)
		return p.mark(i, 1)
	}
	n := p.clockLead(i)
	if n < 0 {
		return 0
	}
	hour, ok := p.number(i + n)
	if !ok || hour > 23 {
		return 0
	}
	minute, words := p.minutes(i + n + 1)
	p.setClock(afternoonByDefault(hour, p.word(i+n+1+words))*60 + minute)
	return p.mark(i, n+1+words)
}

// clockLead returns how many words stand before the hour: "alle 9", "verso le
// 9", none in "9:30"; -1 when no hour follows.
func (p *whenParser) clockLead(i int) int {
	switch p.word(i) {
	case "alle", "dalle", "ore":
		return 1
	case "le":
		switch p.word(i - 1) {
		case "verso", "dopo", "per", "prima", "entro", "fino":
			return 1
		}
		return -1
	}
	if i+1 < len(p.tokens) && p.tokens[i+1].glue == ':' {
		return 0
	}
	return -1
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

package knowledge

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// DescribeRules tells in Italian the weekly hours in force on a day, one line
// for all the weekdays that have the same:
//
//	lunedì, mercoledì e venerdì 8:30–12:30
//	martedì e giovedì 8:30–12:30 e 15:00–17:30 (il pomeriggio su appuntamento)
//	primo sabato del mese 9:00–12:00
//
// Hours of a season begin with it ("dal 1° luglio al 31 agosto: …"). There is
// no line when nothing ever opens in that part of the year.
func DescribeRules(rules []OpeningRule, on Date) []string {
	var lines []string
	for _, days := range describedDays(rulesInForce(rules, on)) {
		line := days.name() + " " + describeIntervals(days.intervals)
		if s := days.rules[0].Season; !s.AllYear() {
			line = describeSeason(s) + ": " + line
		}
		lines = append(lines, line)
	}
	return lines
}

// rulesInForce returns the rules of the season that on lies in, sorted.
func rulesInForce(rules []OpeningRule, on Date) []OpeningRule {
	day := MonthDayOf(on)
	weekly, holidays := seasonInForce(rules, day, false), seasonInForce(rules, day, true)
	var inForce []OpeningRule
	for _, r := range rules {
		seasonal := weekly
		if r.Holidays {
			seasonal = holidays
		}
		if r.Season.Contains(day) && r.Season.AllYear() != seasonal {
			inForce = append(inForce, r)
		}
	}
	SortRules(inForce)
	return inForce
}

// sameDays are the days that have the same intervals.
type sameDays struct {
	rules     []OpeningRule // one for each day
	intervals []Interval
}

// describedDays puts together the rules of each day, and the days that have
// the same: every week first, then those at a place in the month, then holidays.
func describedDays(rules []OpeningRule) []sameDays {
	var days []sameDays
	for start := 0; start < len(rules); {
		day := sameDays{rules: rules[start : start+1 : start+1]}
		for ; start < len(rules) && sameDay(rules[start], day.rules[0]); start++ {
			day.intervals = append(day.intervals, rules[start].interval())
		}
		i := slices.IndexFunc(days, day.goesWith)
		if i < 0 {
			days = append(days, day)
		} else {
			days[i].rules = append(days[i].rules, day.rules...)
		}
	}
	slices.SortStableFunc(days, func(a, b sameDays) int { return a.rank() - b.rank() })
	return days
}

func sameDay(a, b OpeningRule) bool {
	return a.Season == b.Season && a.dayRank() == b.dayRank()
}

func (d sameDays) goesWith(o sameDays) bool {
	a, b := d.rules[0], o.rules[0]
	sameKind := a.Holidays == b.Holidays && (a.Nth == 0) == (b.Nth == 0) && (a.Nth == 0 || a.Weekday == b.Weekday)
	return sameKind && a.Season == b.Season && slices.Equal(d.intervals, o.intervals)
}

// rank puts every week before places in the month before holidays.
func (d sameDays) rank() int {
	switch r := d.rules[0]; {
	case r.Holidays:
		return 2
	case r.Nth != 0:
		return 1
	default:
		return 0
	}
}

// name tells the days: "dal lunedì al venerdì", "primo e terzo sabato del mese".
func (d sameDays) name() string {
	every, nth, holidays := splitDays(d.rules)
	if holidays {
		return "nei giorni festivi"
	}
	if len(every) == int(Sunday) {
		return "tutti i giorni"
	}
	for w, places := range nth {
		return ordinals(places, w == Sunday) + " " + w.name() + " del mese"
	}
	var names []string
	for _, run := range weekdayRuns(every) {
		name := run[0].name()
		if len(run) > 1 {
			name = "dal " + name + " " + until(run[len(run)-1])
		}
		names = append(names, name)
	}
	return enumerate(names)
}

func until(w Weekday) string {
	if w == Sunday {
		return "alla " + w.name()
	}
	return "al " + w.name()
}

func ordinals(places []int, feminine bool) string {
	words := make([]string, len(places))
	for i, place := range places {
		switch place {
		case NthLast:
			words[i] = "ultimo"
		default:
			words[i] = [...]string{"", "primo", "secondo", "terzo", "quarto", "quinto"}[place]
		}
		if feminine {
			words[i] = strings.TrimSuffix(words[i], "o") + "a"
		}
	}
	return enumerate(words)
}

// describeIntervals tells the times of a day and, in brackets, what holds for
// some of them only.
func describeIntervals(intervals []Interval) string {
	times := make([]string, len(intervals))
	for i, interval := range intervals {
		times[i] = interval.times()
	}
	text := enumerate(times)
	shared := sharedMode(intervals)
	if words := shared.words(); words != "" {
		text += " " + words
	}
	var asides []string
	for _, i := range intervals {
		if i.Mode == shared {
			i.Mode = ModeWalkIn // said already
		}
		if said := strings.Join(remarks(i), ", "); said != "" {
			if label := partOfDay(i, intervals); label != "" {
				said = label + " " + said
			}
			asides = append(asides, said)
		}
	}
	if len(asides) > 0 {
		text += " (" + strings.Join(asides, "; ") + ")"
	}
	return text
}

func sharedMode(intervals []Interval) Mode {
	for _, i := range intervals[1:] {
		if i.Mode != intervals[0].Mode {
			return ModeWalkIn
		}
	}
	return intervals[0].Mode
}

// remarks tells what there is to say of an interval besides its times.
func remarks(i Interval) []string {
	var said []string
	if words := i.Mode.words(); words != "" {
		said = append(said, words)
	}
	if i.LastEntry != 0 {
		said = append(said, "ultimo ingresso "+i.LastEntry.Plain())
	}
	if i.Note != "" {
		said = append(said, i.Note)
	}
	return said
}

// words tells the mode; free access goes without saying.
func (m Mode) words() string {
	switch m {
	case ModeAppointment:
		return "su appuntamento"
	case ModePhone:
		return "al telefono"
	case ModeOnline:
		return "online"
	default:
		return ""
	}
}

// partOfDay names the interval among the others of its day: by the part of the
// day if it is the only one there, else by its times; alone it needs no name.
func partOfDay(i Interval, among []Interval) string {
	if len(among) == 1 {
		return ""
	}
	label := i.partOfDay()
	for _, other := range among {
		sameTimes := other.From == i.From && other.To == i.To
		if label == "" || (!sameTimes && other.partOfDay() == label) {
			return i.times()
		}
	}
	return label
}

func (i Interval) partOfDay() string {
	const noon, afterLunch, evening = 12 * minutesPerHour, 14 * minutesPerHour, 18 * minutesPerHour
	switch {
	case i.To <= afterLunch:
		return "la mattina"
	case i.From >= evening:
		return "la sera"
	case i.From >= noon:
		return "il pomeriggio"
	default:
		return ""
	}
}

func (i Interval) times() string {
	if i.From == 0 && i.To == minutesPerDay {
		return "24 ore su 24"
	}
	return i.From.Plain() + "–" + i.To.Plain()
}

// Plain writes the time as people do, without a leading zero: 8:30. Past
// midnight the hours begin again: 26:00 is 2:00.
func (c Clock) Plain() string {
	if c > minutesPerDay {
		c -= minutesPerDay
	}
	return fmt.Sprintf("%d:%02d", int(c)/minutesPerHour, int(c)%minutesPerHour)
}

func describeSeason(s Season) string {
	return "dal" + theDay(s.From) + " al" + theDay(s.To)
}

// theDay names a day with the end of its article: " 1° luglio", "l'8 marzo".
func theDay(m MonthDay) string {
	day := strconv.Itoa(m.Day())
	switch m.Day() {
	case 1:
		day = " 1°"
	case 8, 11:
		day = "l'" + day
	default:
		day = " " + day
	}
	return day + " " + monthName(m.Month())
}

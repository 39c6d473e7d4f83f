package knowledge

import (
	"strconv"
	"strings"
	"time"

	"github.com/cittaclick/cittaclick/internal/fault"
)

// ParseRules reads weekly hours in the notation of the charter's files, one or
// more openings a line:
//
//	lun-ven 08:30-12:30
//	mar,gio 15:00-17:30 su appuntamento
//	sab[1] 09:00-12:00
//	01/07-31/08 lun-ven 08:30-13:00 ultimo ingresso 12:45
//	festivi 10:00-13:00 "solo la corte"
//
// A line is: a season or nothing, days, times, then in any order a mode and a
// last entry, and in the end a note in double quotes. The rules come back
// sorted, with their keys, and valid as a schedule's rules; FormatRules is the
// inverse.
func ParseRules(lines []string) ([]OpeningRule, error) {
	var rules []OpeningRule
	for _, line := range lines {
		parsed, err := ParseRule(line)
		if err != nil {
			return nil, err
		}
		rules = append(rules, parsed...)
	}
	SortRules(rules)
	if err := validateTogether(rules); err != nil {
		return nil, err
	}
	return rules, nil
}

// ParseRule reads one line of ParseRules, as one rule for each day and time.
// Whether rules go together is for ParseRules or Schedule.Validate to say.
func ParseRule(line string) ([]OpeningRule, error) {
	rules, err := parseRule(line)
	if err != nil {
		return nil, fault.New(fault.Invalid, "regola %q: %s", line, messageOf(err))
	}
	return rules, nil
}

func messageOf(err error) string {
	if message, ok := fault.Message(err); ok {
		return message
	}
	return err.Error()
}

func parseRule(line string) ([]OpeningRule, error) {
	fields, note, err := ruleFields(line)
	if err != nil {
		return nil, err
	}
	season, fields, err := cutSeason(fields)
	if err != nil {
		return nil, err
	}
	if len(fields) == 0 {
		return nil, fault.New(fault.Invalid, "mancano i giorni: si scrivono come lun-ven, mar,gio, sab[1], festivi")
	}
	days, err := parseDays(fields[0])
	if err != nil {
		return nil, err
	}
	intervals, err := parseTimes(fields[1:], note)
	if err != nil {
		return nil, err
	}
	return expandRules(season, days, intervals)
}

// expandRules makes one valid rule for each day and interval.
func expandRules(season Season, days []OpeningRule, intervals []Interval) ([]OpeningRule, error) {
	rules := make([]OpeningRule, 0, len(days)*len(intervals))
	for _, r := range days {
		for _, i := range intervals {
			r.Season, r.From, r.To, r.LastEntry, r.Mode, r.Note = season, i.From, i.To, i.LastEntry, i.Mode, i.Note
			if err := r.Validate(); err != nil {
				return nil, err
			}
			r.Key = RuleKey(r)
			rules = append(rules, r)
		}
	}
	return rules, nil
}

// ruleFields splits a line into lower-case words and the quoted note at its
// end. Dashes of any length and the spaces people put around them are one.
func ruleFields(line string) (fields []string, note string, err error) {
	text, quoted, found := strings.Cut(line, `"`)
	if found {
		var rest string
		note, rest, found = strings.Cut(quoted, `"`)
		if !found || strings.TrimSpace(rest) != "" || note == "" {
			return nil, "", fault.New(fault.Invalid, "la nota si scrive in fondo, fra virgolette doppie")
		}
	}
	text = strings.NewReplacer("–", "-", "—", "-").Replace(strings.ToLower(text))
	return strings.Fields(tighten(tighten(text, "-"), ",")), note, nil
}

// tighten takes away the spaces around a mark.
func tighten(text, mark string) string {
	spaced := strings.Fields(strings.ReplaceAll(text, mark, " "+mark+" "))
	return strings.ReplaceAll(strings.Join(spaced, " "), " "+mark+" ", mark)
}

// cutSeason takes the season off the front, if there is one. "mar" is both
// martedì and marzo: it is a month only when days follow.
func cutSeason(fields []string) (Season, []string, error) {
	if len(fields) == 0 {
		return Season{}, nil, nil
	}
	if strings.Contains(fields[0], "/") {
		season, err := parseDateSeason(fields[0])
		return season, fields[1:], err
	}
	season, ok := monthSeason(fields[0])
	if !ok || len(fields) == 1 {
		return Season{}, fields, nil
	}
	if _, err := parseDays(fields[1]); err != nil {
		return Season{}, fields, nil //nolint:nilerr // no days after it: the word is a day itself
	}
	return season, fields[1:], nil
}

// parseDateSeason reads "01/07-31/08" (day/month, as Italians write).
func parseDateSeason(s string) (Season, error) {
	first, last, found := strings.Cut(s, "-")
	from, okFrom := parseDayMonth(first)
	to, okTo := parseDayMonth(last)
	if !found || !okFrom || !okTo {
		return Season{}, fault.New(fault.Invalid,
			"stagione %q non valida: si scrive giorno/mese-giorno/mese, come 01/07-31/08", s)
	}
	return Season{From: from, To: to}, nil
}

func parseDayMonth(s string) (MonthDay, bool) {
	day, month, _ := strings.Cut(s, "/")
	d, errDay := clockDigits(day, 1)
	m, errMonth := clockDigits(month, 1)
	if errDay != nil || errMonth != nil {
		return 0, false
	}
	md := NewMonthDay(time.Month(m), d)
	return md, md.valid()
}

// monthSeason reads "lug-ago" or "ago": whole months.
func monthSeason(s string) (Season, bool) {
	first, last, found := strings.Cut(s, "-")
	if !found {
		last = first
	}
	from, to := monthNamed(first), monthNamed(last)
	if from == 0 || to == 0 {
		return Season{}, false
	}
	const leapYear = 2000 // so that February's last day is the 29th
	lastDay := NewDate(leapYear, to+1, 1).AddDays(-1)
	return Season{From: NewMonthDay(from, 1), To: NewMonthDay(to, lastDay.Day())}, true
}

// parseDays reads "lun-ven", "mar,gio", "sab[1,3]", "ven[-1]", "dom,festivi"
// into rules that hold the day alone.
func parseDays(s string) ([]OpeningRule, error) {
	var days []OpeningRule
	for _, item := range splitOutsideBrackets(s) {
		parsed, ok := parseDay(item)
		if !ok {
			return nil, fault.New(fault.Invalid,
				"giorno %q non riconosciuto: si scrive lun, mar, mer, gio, ven, sab, dom, lun-ven, sab[1] (il primo del mese), ven[-1] (l'ultimo) o festivi",
				item)
		}
		days = append(days, parsed...)
	}
	return days, nil
}

func parseDay(item string) (days []OpeningRule, ok bool) {
	if item == holidayWord {
		return []OpeningRule{{Holidays: true}}, true
	}
	if name, rest, found := strings.Cut(item, "["); found {
		return parseNth(weekdayNamed(name), rest)
	}
	first, last, found := strings.Cut(item, "-")
	if !found {
		last = first
	}
	from, to := weekdayNamed(first), weekdayNamed(last)
	if from == 0 || to < from {
		return nil, false
	}
	for d := from; d <= to; d++ {
		days = append(days, OpeningRule{Weekday: d})
	}
	return days, true
}

func parseNth(weekday Weekday, list string) (days []OpeningRule, ok bool) {
	list, closed := strings.CutSuffix(list, "]")
	if !closed || weekday == 0 {
		return nil, false
	}
	for number := range strings.SplitSeq(list, ",") {
		nth, err := strconv.Atoi(number)
		if err != nil || nth == 0 || !validNth(nth) {
			return nil, false
		}
		days = append(days, OpeningRule{Weekday: weekday, Nth: nth})
	}
	return days, true
}

func splitOutsideBrackets(s string) []string {
	inside := false
	return strings.FieldsFunc(s, func(r rune) bool {
		inside = (inside || r == '[') && r != ']'
		return r == ',' && !inside
	})
}

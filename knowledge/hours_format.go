package knowledge

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// FormatRules writes rules in the canonical form of ParseRules' notation: one
// line for all the days that have the same opening.
func FormatRules(rules []OpeningRule) []string {
	var lines []string
	for _, group := range groupRules(rules) {
		r := group[0]
		line := formatDays(group) + " " + FormatInterval(r.interval())
		if !r.Season.AllYear() {
			line = formatSeason(r.Season) + " " + line
		}
		lines = append(lines, line)
	}
	return lines
}

// FormatInterval writes an interval as ParseIntervals reads it.
func FormatInterval(i Interval) string {
	text := i.From.String() + "-" + i.To.String()
	if i.LastEntry != 0 {
		text += " ultimo ingresso " + i.LastEntry.String()
	}
	switch i.Mode {
	case ModeWalkIn:
	case ModeAppointment:
		text += " su " + string(i.Mode)
	default:
		text += " " + string(i.Mode)
	}
	if i.Note != "" {
		text += ` "` + i.Note + `"`
	}
	return text
}

// groupRules sorts the rules and puts together those that differ only in the
// day, each group where its first day stands.
func groupRules(rules []OpeningRule) [][]OpeningRule {
	type opening struct {
		season   Season
		interval Interval
	}
	sorted := slices.Clone(rules)
	SortRules(sorted)
	place := make(map[opening]int)
	var groups [][]OpeningRule
	for _, r := range sorted {
		o := opening{r.Season, r.interval()}
		i, known := place[o]
		if !known {
			i = len(groups)
			place[o] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], r)
	}
	return groups
}

func formatSeason(s Season) string {
	return fmt.Sprintf("%02d/%02d-%02d/%02d", s.From.Day(), s.From.Month(), s.To.Day(), s.To.Month())
}

// formatDays writes the days of sorted rules: "lun-ven,sab[1,3],festivi".
func formatDays(rules []OpeningRule) string {
	every, nth, holidays := splitDays(rules)
	var items []string
	for _, run := range weekdayRuns(every) {
		item := run[0].short()
		if len(run) > 1 {
			item += "-" + run[len(run)-1].short()
		}
		items = append(items, item)
	}
	for w := Monday; w <= Sunday; w++ {
		if len(nth[w]) > 0 {
			items = append(items, w.short()+"["+joinInts(nth[w])+"]")
		}
	}
	if holidays {
		items = append(items, holidayWord)
	}
	return strings.Join(items, ",")
}

// splitDays tells apart the weekdays that come every week, those at a place in
// the month, and the holidays.
func splitDays(rules []OpeningRule) (every []Weekday, nth map[Weekday][]int, holidays bool) {
	nth = make(map[Weekday][]int)
	for _, r := range rules {
		switch {
		case r.Holidays:
			holidays = true
		case r.Nth == 0:
			every = append(every, r.Weekday)
		default:
			nth[r.Weekday] = append(nth[r.Weekday], r.Nth)
		}
	}
	return every, nth, holidays
}

func joinInts(numbers []int) string {
	words := make([]string, len(numbers))
	for i, n := range numbers {
		words[i] = strconv.Itoa(n)
	}
	return strings.Join(words, ",")
}

// RuleKey returns the key of a rule, made of what tells it from the others of
// its schedule: season, day, times and mode ("lun-0830-1230").
func RuleKey(r OpeningRule) string {
	var b strings.Builder
	if !r.Season.AllYear() {
		fmt.Fprintf(&b, "%04d-%04d-", r.Season.From, r.Season.To)
	}
	switch {
	case r.Holidays:
		b.WriteString(holidayWord)
	case r.Nth == NthLast:
		b.WriteString(r.Weekday.short() + "-ultimo")
	case r.Nth != 0:
		fmt.Fprintf(&b, "%s-%d", r.Weekday.short(), r.Nth)
	default:
		b.WriteString(r.Weekday.short())
	}
	for _, c := range []Clock{r.From, r.To} {
		b.WriteString("-" + strings.Replace(c.String(), ":", "", 1))
	}
	if r.Mode != ModeWalkIn {
		b.WriteString("-" + string(r.Mode))
	}
	return b.String()
}

// SortRules sorts rules as files and pages list them: all year before the
// seasons, the week from Monday, holidays last.
func SortRules(rules []OpeningRule) { slices.SortStableFunc(rules, compareRules) }

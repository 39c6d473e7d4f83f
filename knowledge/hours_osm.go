package knowledge

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// OSM writes rules in OpenStreetMap's opening_hours notation, for open data. It
// is empty when there are no rules.
//
// All rules are written as additional ones (joined by a comma), since a normal
// one would replace the others of its day. Each season first closes its days,
// so that it replaces the rest of the year. PH are the country's holidays: the
// patron saint and exceptional closures are not in it. Mode, last entry and
// note stand in the comment; "open" is spelled out because a comment alone
// would mean unknown.
func OSM(rules []OpeningRule) string {
	if len(rules) == 0 {
		return ""
	}
	var blocks []string
	for _, holidays := range []bool{false, true} {
		for _, block := range osmBlocks(rules, holidays) {
			blocks = append(blocks, strings.Join(block, ", "))
		}
	}
	return strings.Join(blocks, "; ")
}

// osmBlocks returns the rules of the week, or those for holidays, as blocks
// that override each other in this order: all year, each season closed, the
// seasons' rules.
func osmBlocks(rules []OpeningRule, holidays bool) [][]string {
	var allYear, seasonal []string
	var seasons []Season
	for _, group := range groupRules(slices.DeleteFunc(slices.Clone(rules), func(r OpeningRule) bool {
		return r.Holidays != holidays
	})) {
		season := group[0].Season
		if season.AllYear() {
			allYear = append(allYear, osmRule(group))
			continue
		}
		seasonal = append(seasonal, osmRule(group))
		if !slices.Contains(seasons, season) {
			seasons = append(seasons, season)
		}
	}
	return osmOverrides(allYear, seasonal, seasons, holidays)
}

func osmOverrides(allYear, seasonal []string, seasons []Season, holidays bool) [][]string {
	replaced, off := len(allYear) > 0, "off"
	if holidays {
		off = "PH off"
		allYear = append([]string{off}, allYear...)
	}
	var blocks [][]string
	if len(allYear) > 0 {
		blocks = append(blocks, allYear)
	}
	if replaced {
		for _, s := range seasons {
			blocks = append(blocks, []string{osmSeason(s) + " " + off})
		}
	}
	if len(blocks) == 0 {
		return [][]string{seasonal}[:min(1, len(seasonal))]
	}
	last := len(blocks) - 1
	blocks[last] = append(blocks[last], seasonal...)
	return blocks
}

// osmRule writes rules that differ only in the day.
func osmRule(group []OpeningRule) string {
	r := group[0]
	text := osmDays(group) + " " + r.From.String() + "-" + r.To.String()
	if !r.Season.AllYear() {
		text = osmSeason(r.Season) + " " + text
	}
	if comment := strings.Join(remarks(r.interval()), ", "); comment != "" {
		text += ` open "` + comment + `"`
	}
	return text
}

func osmSeason(s Season) string {
	day := func(m MonthDay) string {
		return fmt.Sprintf("%s %02d", m.Month().String()[:abbreviation], m.Day())
	}
	return day(s.From) + "-" + day(s.To)
}

func osmDays(group []OpeningRule) string {
	every, nth, holidays := splitDays(group)
	if holidays {
		return "PH"
	}
	var items []string
	for _, run := range weekdayRuns(every) {
		item := run[0].osm()
		if len(run) > 1 {
			item += "-" + run[len(run)-1].osm()
		}
		items = append(items, item)
	}
	for w := Monday; w <= Sunday; w++ {
		if len(nth[w]) > 0 {
			items = append(items, w.osm()+"["+joinInts(nth[w])+"]")
		}
	}
	return strings.Join(items, ",")
}

func (w Weekday) osm() string {
	const letters, daysPerWeek = 2, 7
	return time.Weekday(w % daysPerWeek).String()[:letters]
}

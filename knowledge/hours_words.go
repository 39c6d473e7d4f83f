package knowledge

import (
	"slices"
	"strings"
	"time"
)

// holidayWord stands for the public holidays in the notation.
const holidayWord = "festivi"

// name returns the weekday's Italian name.
func (w Weekday) name() string {
	switch w {
	case Monday:
		return "lunedì"
	case Tuesday:
		return "martedì"
	case Wednesday:
		return "mercoledì"
	case Thursday:
		return "giovedì"
	case Friday:
		return "venerdì"
	case Saturday:
		return "sabato"
	case Sunday:
		return "domenica"
	default:
		return ""
	}
}

const abbreviation = 3 // letters of lun, gen

// short returns the weekday's Italian abbreviation.
func (w Weekday) short() string {
	name := w.name()
	return name[:min(abbreviation, len(name))]
}

// weekdayNamed reads a weekday in lower case, whole (accent or not) or
// abbreviated; zero when it is none.
func weekdayNamed(s string) Weekday {
	s = strings.ReplaceAll(s, "ì", "i")
	for w := Monday; w <= Sunday; w++ {
		if s == w.short() || s == strings.ReplaceAll(w.name(), "ì", "i") {
			return w
		}
	}
	return 0
}

// monthName returns the month's Italian name.
func monthName(m time.Month) string {
	return [...]string{
		"", "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio",
		"agosto", "settembre", "ottobre", "novembre", "dicembre",
	}[m]
}

// monthNamed reads a month in lower case, whole or abbreviated (settembre also
// as sett); zero when it is none.
func monthNamed(s string) time.Month {
	for m := time.January; m <= time.December; m++ {
		name := monthName(m)
		if s == name || s == name[:abbreviation] || (m == time.September && s == "sett") {
			return m
		}
	}
	return 0
}

// enumerate joins words as a sentence does: "a, b e c".
func enumerate(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " e " + words[last]
}

// weekdayRuns splits sorted weekdays into runs of consecutive ones; a run of
// two stays apart, since "lunedì e martedì" reads better than a span.
func weekdayRuns(days []Weekday) [][]Weekday {
	const shortestRun = 3
	var runs [][]Weekday
	for start := 0; start < len(days); {
		end := start + 1
		for end < len(days) && days[end] == days[end-1]+1 {
			end++
		}
		if end-start >= shortestRun {
			runs = append(runs, days[start:end])
		} else {
			runs = slices.AppendSeq(runs, slices.Chunk(days[start:end], 1))
		}
		start = end
	}
	return runs
}

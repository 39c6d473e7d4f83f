package bot

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/cittaclick/cittaclick/knowledge"
)

// italian is the language that the assistant speaks.
const italian = "it"

// longDate writes a day as "martedì 24 novembre 2026".
func longDate(d knowledge.Date) string { return weekdayName(d) + " " + date(d) }

// date writes a day as "24 novembre 2026", "1° dicembre 2026".
func date(d knowledge.Date) string { return dayAndMonth(d) + " " + strconv.Itoa(d.Year()) }

// nearDate leaves the year out where there is no doubt about it.
func nearDate(d, today knowledge.Date) string {
	const unmistakable = 180
	if today <= d && d < today.AddDays(unmistakable) || d.Year() == today.Year() {
		return weekdayName(d) + " " + dayAndMonth(d)
	}
	return longDate(d)
}

// dayName says today and tomorrow so, always with the date.
func dayName(d, today knowledge.Date) string {
	switch d {
	case today:
		return "oggi, " + nearDate(d, today) + ","
	case today.AddDays(1):
		return "domani, " + nearDate(d, today) + ","
	default:
		return nearDate(d, today)
	}
}

// since writes "dal 24 novembre 2026", "dall'8 dicembre 2026".
func since(d knowledge.Date) string { return "dal" + elided(d) + date(d) }

// to writes "al 24 novembre 2026", "all'8 dicembre 2026".
func to(d knowledge.Date) string { return "al" + elided(d) + date(d) }

// elided is the end of the article before a day: numbers that begin with a
// vowel are eight and eleven.
func elided(d knowledge.Date) string {
	if day := d.Day(); day == 8 || day == 11 {
		return "l'"
	}
	return " "
}

func dayAndMonth(d knowledge.Date) string {
	day := strconv.Itoa(d.Day())
	if d.Day() == 1 {
		day = "1°"
	}
	return day + " " + monthNames[d.Month()-1]
}

var (
	monthNames = [...]string{
		"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
		"luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre",
	}
	weekdayNames = [...]string{"domenica", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato"}
)

func weekdayName(d knowledge.Date) string { return weekdayNames[d.Weekday()] }

// clock writes an instant as "8:30".
func clock(t time.Time) string { return fmt.Sprintf("%d:%02d", t.Hour(), t.Minute()) }

// enumerate joins words as a sentence does: "a, b e c".
func enumerate(words []string) string { return enumerateWith(words, "e") }

func enumerateWith(words []string, and string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " " + and + " " + words[last]
}

// capitalised begins a sentence.
func capitalised(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}

// sentence ends with a full stop, whatever the sheet's author wrote.
func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".!?:") || strings.HasSuffix(s, "…") {
		return s
	}
	return s + "."
}

// heading is a title before a colon; in quotes when it has a colon of its own.
func heading(title string) string {
	if strings.Contains(title, ":") {
		return "«" + title + "»"
	}
	return title
}

// bracketed writes "name (a; b)" without the empty remarks, without the full
// stops that their authors may have put, and without brackets inside brackets.
func bracketed(name string, remarks ...string) string {
	said := nonEmpty(remarks)
	if len(said) == 0 {
		return name
	}
	for i := range said {
		said[i] = unstopped(unbracketed.Replace(said[i]))
	}
	return joined(" ", unstopped(name), "("+strings.Join(said, "; ")+")")
}

// unbracketed writes a remark's own brackets as commas.
var unbracketed = strings.NewReplacer(" (", ", ", ")", "")

// unstopped leaves out a full stop at the end.
func unstopped(s string) string { return strings.TrimSuffix(strings.TrimSpace(s), ".") }

// joined puts the parts that are not empty together.
func joined(separator string, parts ...string) string {
	return strings.Join(nonEmpty(parts), separator)
}

func nonEmpty(parts []string) []string {
	said := make([]string, 0, len(parts))
	for _, part := range parts {
		if part != "" {
			said = append(said, part)
		}
	}
	return said
}

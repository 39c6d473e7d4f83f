package knowledge

import (
	"cmp"
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cittaclick/cittaclick/internal/fault"
)

// Validate reports all that is wrong with the schedule, joined.
func (s Schedule) Validate() error {
	var problems []error
	for _, r := range s.Rules {
		if err := r.Validate(); err != nil {
			problems = append(problems, err)
		}
	}
	return errors.Join(append(problems, validateTogether(s.Rules))...)
}

// Validate reports the first thing wrong with the rule, saying what is expected.
func (r OpeningRule) Validate() error {
	switch {
	case r.Holidays && (r.Weekday != 0 || r.Nth != 0):
		return fault.New(fault.Invalid, "una regola per i festivi non ha giorno della settimana")
	case !r.Holidays && (r.Weekday < Monday || r.Weekday > Sunday):
		return fault.New(fault.Invalid, "il giorno della settimana va da 1 (lunedì) a 7 (domenica), non %d", r.Weekday)
	case !validNth(r.Nth):
		return fault.New(fault.Invalid,
			"il numero nel mese va da 1 a 5, o è -1 per l'ultimo, non %d; per settimane alterne servono le date", r.Nth)
	case !r.Season.AllYear() && (!r.Season.From.valid() || !r.Season.To.valid()):
		return fault.New(fault.Invalid, "la stagione ha un primo e un ultimo giorno, come 01/07-31/08")
	case r.Season.wholeYear():
		return fault.New(fault.Invalid, "una stagione non dura tutto l'anno: per tutto l'anno non si scrive")
	}
	return r.interval().Validate()
}

// wholeYear reports whether a season that is given leaves no day out, at least
// in some years.
func (s Season) wholeYear() bool {
	const leapYear, commonYear = 2000, 2001
	for _, year := range []int{leapYear, commonYear} {
		next := NewDate(year, s.To.Month(), s.To.Day()).AddDays(1)
		if !s.AllYear() && MonthDayOf(next) == s.From {
			return true
		}
	}
	return false
}

func validNth(nth int) bool {
	const most = 5
	return nth >= NthLast && nth <= most
}

// Validate reports the first thing wrong with the interval, saying what is
// expected.
func (i Interval) Validate() error {
	switch {
	case i.From < 0 || i.From >= minutesPerDay:
		return fault.New(fault.Invalid, "l'apertura va dalle 00:00 alle 23:59, non alle %s", i.From)
	case i.To <= i.From:
		return fault.New(fault.Invalid,
			"la chiusura (%s) deve venire dopo l'apertura (%s); dopo la mezzanotte si scrive 26:00 per le 2", i.To, i.From)
	case i.To-i.From > minutesPerDay:
		return fault.New(fault.Invalid, "un'apertura dura al massimo 24 ore, non da %s a %s", i.From, i.To)
	case i.LastEntry != 0 && (i.LastEntry <= i.From || i.LastEntry > i.To):
		return fault.New(fault.Invalid,
			"l'ultimo ingresso (%s) deve stare fra l'apertura (%s) e la chiusura (%s)", i.LastEntry, i.From, i.To)
	case !i.Mode.known():
		return fault.New(fault.Invalid, "modo %q sconosciuto: è libero, appuntamento, telefono o online", string(i.Mode))
	case !validNote(i.Note):
		return fault.New(fault.Invalid, "la nota sta su una riga, senza virgolette doppie")
	}
	return nil
}

// validNote reports whether a note can stand between double quotes on a line.
func validNote(s string) bool {
	bad := func(r rune) bool { return r == '"' || unicode.IsControl(r) }
	return utf8.ValidString(s) && !strings.ContainsFunc(s, bad)
}

// validateTogether reports rules that overlap: two openings in the same mode at
// the same time are a slip of the pen.
func validateTogether(rules []OpeningRule) error {
	var problems []error
	for i, a := range rules {
		for _, b := range rules[i+1:] {
			if a.overlaps(b) {
				problems = append(problems, fault.New(fault.Invalid, "%q e %q si sovrappongono: vanno unite o corrette",
					strings.Join(FormatRules([]OpeningRule{a}), ""), strings.Join(FormatRules([]OpeningRule{b}), "")))
			}
		}
	}
	return errors.Join(problems...)
}

// overlaps reports whether both rules may hold at the same minute in the same mode.
func (r OpeningRule) overlaps(o OpeningRule) bool {
	return r.Mode == o.Mode && r.From < o.To && o.From < r.To &&
		r.Holidays == o.Holidays && r.Weekday == o.Weekday && nthMeet(r.Nth, o.Nth) &&
		r.Season.AllYear() == o.Season.AllYear() && // a season replaces the rest of the year
		(r.Season.Contains(o.Season.From) || o.Season.Contains(r.Season.From))
}

// nthMeet reports whether a day can be both the a-th and the b-th of its month.
func nthMeet(a, b int) bool {
	const fourth = 4 // from the fourth on, one may be the last
	return a == 0 || b == 0 || a == b || min(a, b) == NthLast && max(a, b) >= fourth
}

func compareRules(a, b OpeningRule) int {
	return cmp.Or(
		cmp.Compare(a.Season.From, b.Season.From),
		cmp.Compare(a.Season.To, b.Season.To),
		cmp.Compare(a.dayRank(), b.dayRank()),
		compareIntervals(a.interval(), b.interval()),
		cmp.Compare(a.LastEntry, b.LastEntry),
		cmp.Compare(a.Note, b.Note),
	)
}

// dayRank orders days from Monday, each before its 1st … 5th and last of the
// month, holidays after Sunday.
func (r OpeningRule) dayRank() int {
	const perDay, last = 10, 6
	nth := r.Nth
	if nth == NthLast {
		nth = last
	}
	if r.Holidays {
		return int(Sunday+1) * perDay
	}
	return int(r.Weekday)*perDay + nth
}

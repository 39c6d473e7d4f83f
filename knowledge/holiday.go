package knowledge

import "time"

// HolidayScope tells whose holiday it is.
type HolidayScope string

// The scopes.
const (
	HolidayNational  HolidayScope = "nazionale"
	HolidayMunicipal HolidayScope = "comunale" // santo patrono
)

// Holiday is a public holiday of every year, as data with its validity: laws
// add and remove holidays, and a program that has them in its bones is wrong
// the next time (4 October since 2026).
type Holiday struct {
	Name string `json:"name"`
	// On is the day of the year. Zero is a day that moves with Easter.
	On MonthDay `json:"on,omitzero"`
	// EasterOffset counts days from Easter Sunday when On is zero.
	EasterOffset int          `json:"easter_offset,omitzero"`
	FromYear     int          `json:"from_year,omitzero"` // first year; zero is always
	ToYear       int          `json:"to_year,omitzero"`   // last year; zero is no end
	Scope        HolidayScope `json:"scope"`
}

// NationalHolidays returns Italy's public holidays, exact from 2001 on: L.
// 260/1949 art. 2, D.P.R. 792/1985, L. 336/2000, L. 151/2025. Sundays are
// holidays too but are not listed: an office with Sunday hours keeps them.
func NationalHolidays() []Holiday {
	fixed := func(name string, month time.Month, day, fromYear int) Holiday {
		return Holiday{Name: name, On: NewMonthDay(month, day), FromYear: fromYear, Scope: HolidayNational}
	}
	return []Holiday{
		fixed("Capodanno", time.January, 1, 0),
		fixed("Epifania", time.January, 6, 1986),
		{Name: "Pasqua", Scope: HolidayNational},
		{Name: "Lunedì dell'Angelo (Pasquetta)", EasterOffset: 1, Scope: HolidayNational},
		fixed("Anniversario della Liberazione", time.April, 25, 0),
		fixed("Festa del lavoro", time.May, 1, 0),
		fixed("Festa nazionale della Repubblica", time.June, 2, 2001),
		fixed("Assunzione (Ferragosto)", time.August, 15, 0),
		fixed("San Francesco d'Assisi", time.October, 4, 2026),
		fixed("Ognissanti", time.November, 1, 0),
		fixed("Immacolata Concezione", time.December, 8, 0),
		fixed("Natale", time.December, 25, 0),
		fixed("Santo Stefano", time.December, 26, 0),
	}
}

// PatronSaint returns the municipality's own holiday.
func PatronSaint(name string, on MonthDay) Holiday {
	return Holiday{Name: name, On: on, Scope: HolidayMunicipal}
}

// HolidayCalendar answers which holidays fall on a day. The zero value knows
// none.
type HolidayCalendar struct {
	holidays []Holiday
}

// NewHolidayCalendar returns the calendar of the national holidays and the
// municipality's own.
func NewHolidayCalendar(own ...Holiday) HolidayCalendar {
	return HolidayCalendar{holidays: append(NationalHolidays(), own...)}
}

// On returns the holidays of the day, in the calendar's order: two may fall
// together (25 April 2038 is Easter too), so a holiday is known by day and name.
func (c HolidayCalendar) On(day Date) []Holiday {
	var found []Holiday
	year, monthDay := day.Year(), MonthDayOf(day)
	sinceEaster := int(day - Easter(year))
	for i := range c.holidays {
		h := &c.holidays[i]
		valid := year >= h.FromYear && (h.ToYear == 0 || year <= h.ToYear)
		if valid && (h.On == monthDay || h.On == 0 && h.EasterOffset == sinceEaster) {
			found = append(found, *h)
		}
	}
	return found
}

// Easter returns Easter Sunday of a Gregorian year, by the anonymous computus
// (Meeus, Jones and Butcher). The letters are those of the published algorithm.
func Easter(year int) Date {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return NewDate(year, time.Month(n/31), n%31+1)
}

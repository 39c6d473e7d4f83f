package knowledge

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/cittaclick/cittaclick/internal/fault"
)

// Clock is a wall-clock time of a civil day, in minutes from its midnight. It
// goes past 24:00, up to 48:00, for what closes after midnight: 26:00 is two in
// the morning of the next day and still belongs to the day on which it began.
type Clock int

const (
	minutesPerHour = 60
	minutesPerDay  = 24 * minutesPerHour
	latestClock    = Clock(2 * minutesPerDay)
)

// ClockAt returns the wall-clock time of an hour and a minute.
func ClockAt(hour, minute int) Clock { return Clock(hour*minutesPerHour + minute) }

// ParseClock reads "08:30", "8:30", "8.30" or "8", up to "48:00".
func ParseClock(s string) (Clock, error) {
	hour, minute, found := strings.Cut(strings.Replace(s, ".", ":", 1), ":")
	if !found {
		minute = "00"
	}
	h, errHour := clockDigits(hour, 1)
	m, errMinute := clockDigits(minute, 2)
	c := ClockAt(h, m)
	if errHour != nil || errMinute != nil || m >= minutesPerHour || c > latestClock {
		return 0, fault.New(fault.Invalid,
			"ora %q non valida: si scrive come 08:30 (oltre la mezzanotte 26:00, al massimo 48:00)", s)
	}
	return c, nil
}

// clockDigits reads a number of at least min and at most two digits.
func clockDigits(s string, min int) (int, error) {
	if len(s) < min || len(s) > 2 {
		return 0, strconv.ErrSyntax
	}
	n, err := strconv.ParseUint(s, 10, 8)
	return int(n), err
}

// String writes the time as 08:30; hours go on after 24 past midnight.
func (c Clock) String() string {
	return fmt.Sprintf("%02d:%02d", int(c)/minutesPerHour, int(c)%minutesPerHour)
}

// MarshalText writes the time as String does.
func (c Clock) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads what ParseClock reads.
func (c *Clock) UnmarshalText(text []byte) error {
	parsed, err := ParseClock(string(text))
	if err != nil {
		return err
	}
	*c = parsed
	return nil
}

// Weekday is a day of the week by ISO 8601 and by the tables: Monday is 1,
// Sunday is 7. Zero is no weekday.
type Weekday int8

// The days of the week.
const (
	Monday Weekday = iota + 1
	Tuesday
	Wednesday
	Thursday
	Friday
	Saturday
	Sunday
)

// WeekdayOf returns the weekday of a civil day.
func WeekdayOf(d Date) Weekday {
	const daysPerWeek, epoch = 7, 3 // 1 January 1970 was a Thursday
	n := (int64(d) + epoch) % daysPerWeek
	if n < 0 {
		n += daysPerWeek
	}
	return Weekday(n + 1) //nolint:gosec // between 1 and 7
}

// MonthDay is a day that comes back every year, as month*100 + day: 701 is
// 1 July. Zero is none. 29 February is allowed; in other years nothing falls on
// it, and a season that ends or begins there ends or begins at the month's turn.
type MonthDay int16

const monthDayBase = 100

// NewMonthDay returns the day of every year.
func NewMonthDay(month time.Month, day int) MonthDay {
	return MonthDay(int(month)*monthDayBase + day) //nolint:gosec // at most 1231
}

// MonthDayOf returns the day of the year on which d falls.
func MonthDayOf(d Date) MonthDay {
	u := d.utc()
	return NewMonthDay(u.Month(), u.Day())
}

// ParseMonthDay reads "07-01" (month-day, as in ISO 8601).
func ParseMonthDay(s string) (MonthDay, error) {
	const leapYear = "2000-"
	t, err := time.Parse(time.DateOnly, leapYear+s)
	if err != nil {
		return 0, fault.New(fault.Invalid, "giorno dell'anno %q non valido: si scrive mese-giorno, come 07-01", s)
	}
	return NewMonthDay(t.Month(), t.Day()), nil
}

// Month returns the month.
func (m MonthDay) Month() time.Month { return time.Month(m / monthDayBase) }

// Day returns the day of the month.
func (m MonthDay) Day() int { return int(m % monthDayBase) }

// String writes the day as 07-01, and none as the empty string.
func (m MonthDay) String() string {
	if m == 0 {
		return ""
	}
	return fmt.Sprintf("%02d-%02d", int(m.Month()), m.Day())
}

// MarshalText writes the day as String does.
func (m MonthDay) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (m *MonthDay) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*m = 0
		return nil
	}
	parsed, err := ParseMonthDay(string(text))
	if err != nil {
		return err
	}
	*m = parsed
	return nil
}

// valid reports whether the day exists in some year.
func (m MonthDay) valid() bool {
	const leapYear = 2000
	d := NewDate(leapYear, m.Month(), m.Day())
	return m > 0 && MonthDayOf(d) == m
}

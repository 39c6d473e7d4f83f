package knowledge

import (
	"fmt"
	"math"
	"time"
)

// Date is a civil day in the municipality's calendar, without clock or zone.
// The zero value is 1 January 1970; use Earliest and Latest for open ends.
type Date int32

// The open ends of a Range.
const (
	Earliest Date = math.MinInt32
	Latest   Date = math.MaxInt32
)

const secondsPerDay = 24 * 60 * 60

// NewDate returns the day; out-of-range days roll over as in time.Date.
func NewDate(year int, month time.Month, day int) Date {
	return Date(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay)
}

// DateOf returns the civil day of an instant, in the instant's own location.
func DateOf(t time.Time) Date {
	return NewDate(t.Date())
}

// ParseDate reads a day written as 2006-01-02.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, fmt.Errorf("parse date %q: want YYYY-MM-DD", s)
	}
	return DateOf(t), nil
}

// In returns midnight of the day in loc, or the first instant of the day where
// midnight does not exist.
func (d Date) In(loc *time.Location) time.Time {
	u := d.utc()
	return time.Date(u.Year(), u.Month(), u.Day(), 0, 0, 0, 0, loc)
}

// AddDays returns the day n days later (earlier when n is negative). The open
// ends stay where they are.
func (d Date) AddDays(n int) Date {
	if d == Earliest || d == Latest {
		return d
	}
	return d + Date(n) //nolint:gosec // days between two civil dates fit an int32
}

// Year returns the calendar year.
func (d Date) Year() int { return d.utc().Year() }

// Month returns the month of the year.
func (d Date) Month() time.Month { return d.utc().Month() }

// Day returns the day of the month.
func (d Date) Day() int { return d.utc().Day() }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.utc().Weekday() }

// String writes the day as 2006-01-02, and the open ends as -infinity and
// infinity, PostgreSQL's words for them.
func (d Date) String() string {
	switch d {
	case Earliest:
		return "-infinity"
	case Latest:
		return "infinity"
	}
	return d.utc().Format(time.DateOnly)
}

// MarshalText writes the day as String does, so that JSON and YAML carry ISO 8601.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Date) UnmarshalText(text []byte) error {
	switch s := string(text); s {
	case "-infinity":
		*d = Earliest
	case "infinity":
		*d = Latest
	default:
		parsed, err := ParseDate(s)
		if err != nil {
			return err
		}
		*d = parsed
	}
	return nil
}

func (d Date) utc() time.Time {
	return time.Unix(int64(d)*secondsPerDay, 0).UTC()
}

// Range is a span of days, From included and To excluded, as PostgreSQL's
// canonical daterange: the last day in it is To.AddDays(-1).
type Range struct {
	From, To Date
}

// Always is the range of what has no known beginning and no foreseen end.
var Always = Range{Earliest, Latest}

// Since returns the range from a day on, without end.
func Since(from Date) Range { return Range{from, Latest} }

// Between returns the range from the first to the last day, both included, the
// way people write it ("dal 1° al 31 agosto").
func Between(first, last Date) Range { return Range{first, last.AddDays(1)} }

// Contains reports whether the day lies in the range.
func (r Range) Contains(d Date) bool { return r.From <= d && d < r.To }

// Empty reports whether no day lies in the range.
func (r Range) Empty() bool { return r.From >= r.To }

// Intersect returns the days common to both; it may be Empty.
func (r Range) Intersect(o Range) Range {
	return Range{max(r.From, o.From), min(r.To, o.To)}
}

// Overlaps reports whether the ranges share a day.
func (r Range) Overlaps(o Range) bool { return !r.Intersect(o).Empty() }

// Last returns the last day in the range, Latest when it has no end.
func (r Range) Last() Date { return r.To.AddDays(-1) }

// String writes the range in PostgreSQL's notation.
func (r Range) String() string {
	return fmt.Sprintf("[%s,%s)", r.From, r.To)
}

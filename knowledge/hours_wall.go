package knowledge

import "time"

// wallDay turns a civil day's wall-clock times into instants.
type wallDay struct {
	date     Date
	midnight time.Time
	steady   bool // the clocks do not change from midnight to 48:00
}

func newWallDay(date Date, loc *time.Location) wallDay {
	const longest = time.Duration(latestClock) * time.Minute
	midnight := date.In(loc)
	start, end := midnight.ZoneBounds()
	return wallDay{
		date:     date,
		midnight: midnight,
		steady:   !start.After(midnight) && (end.IsZero() || end.Sub(midnight) > longest),
	}
}

// opens returns the first instant at which the clocks show c or, where they
// jump over it, the instant of the jump.
func (w wallDay) opens(c Clock) time.Time {
	first, _ := w.instants(c)
	return first
}

// closes returns the last instant at which the clocks show c or, where they
// jump over it, the instant of the jump. So a desk is open whenever the clocks
// show a time within its hours, and does not close and reopen in the night in
// which 2:30 comes twice; hours that lie in the hour that is jumped are none.
func (w wallDay) closes(c Clock) time.Time {
	_, last := w.instants(c)
	return last
}

func (w wallDay) instants(c Clock) (first, last time.Time) {
	if w.steady {
		t := w.midnight.Add(time.Duration(c) * time.Minute)
		return t, t
	}
	loc := w.midnight.Location()
	wall := int64(w.date)*secondsPerDay + int64(c)*60
	day := time.Unix(wall, 0).In(loc)
	before, after := zoneOffset(day.AddDate(0, 0, -1)), zoneOffset(day.AddDate(0, 0, 1))
	first, last = time.Unix(wall-before, 0).In(loc), time.Unix(wall-after, 0).In(loc)
	switch firstIs, lastIs := zoneOffset(first) == before, zoneOffset(last) == after; {
	case firstIs && lastIs:
		return first, last
	case firstIs:
		return first, first
	case lastIs:
		return last, last
	default:
		jump, _ := first.ZoneBounds()
		return jump, jump
	}
}

func zoneOffset(t time.Time) int64 {
	_, offset := t.Zone()
	return int64(offset)
}

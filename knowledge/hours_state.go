package knowledge

import (
	"cmp"
	"slices"
	"time"
)

const (
	// soon is from how near its end an opening is said to be closing.
	soon = 30 * time.Minute
	// longestOpening is from how many days on an opening has no end worth telling.
	longestOpening = 7
	// nextOpeningHorizon is how many days ahead the next opening is looked for: a
	// whole year, so that a place open in one season finds the next one.
	nextOpeningHorizon = 366
)

// Opening is a stretch of time in which it is open without interruption in one
// mode; intervals of the same mode that touch, also over midnight, are one.
type Opening struct {
	Date      Date      `json:"date"`                // the civil day on which it begins
	Start     time.Time `json:"start,omitzero"`      // zero when more than a week ago
	End       time.Time `json:"end,omitzero"`        // excluded; zero when more than a week later
	LastEntry time.Time `json:"last_entry,omitzero"` // zero when one is let in until End
	Mode      Mode      `json:"mode"`
	Note      string    `json:"note,omitzero"`
}

// State is what there is to say at an instant.
type State struct {
	Open bool
	// Opening is the one under way; of several, the freest for the citizen. Zero
	// when closed.
	Opening Opening
	// EntryOver: open, but past the last entry.
	EntryOver bool
	// ClosingSoon: open, and at most half an hour to the last entry or, without
	// one or past it, to the end.
	ClosingSoon bool
	// Plan is that of the day the interval under way belongs to; when closed,
	// that of the civil day, whose Why and Reason tell the cause.
	Plan DayPlan
}

// Open tells whether it is open at an instant, and from when until when.
func (h Hours) Open(at time.Time) State {
	at = at.In(h.loc)
	day := DateOf(at)
	today, yesterday := h.Intervals(day), h.Intervals(day.AddDays(-1))
	state := State{Plan: today}
	for _, plan := range [...]DayPlan{today, yesterday} {
		for _, o := range h.openings(plan) {
			if o.contains(at) && (!state.Open || o.freerThan(state.Opening)) {
				state.Open, state.Opening, state.Plan = true, o, plan
			}
		}
	}
	if state.Open {
		state.Opening = h.joinBackward(h.joinForward(state.Opening))
		state.EntryOver = !state.Opening.LastEntry.IsZero() && at.After(state.Opening.LastEntry)
		state.ClosingSoon = state.Opening.closingSoon(at, state.EntryOver)
	}
	return state
}

// NextOpening returns the first opening that begins after an instant, within a
// year. When it is open at that instant, this is the opening that follows (or
// joins it in another mode), so ask Open first.
func (h Hours) NextOpening(after time.Time) (Opening, bool) {
	first := DateOf(after.In(h.loc))
	yesterday := h.openings(h.Intervals(first.AddDays(-1)))
	for n := range nextOpeningHorizon {
		today := h.openings(h.Intervals(first.AddDays(n)))
		for _, o := range today {
			goesOn := slices.ContainsFunc(yesterday, func(y Opening) bool { return y.joins(o) })
			if o.Start.After(after) && !goesOn {
				return h.joinForward(o), true
			}
		}
		yesterday = today
	}
	return Opening{}, false
}

// openings turns the intervals of a day into stretches of time, joined where
// they touch, the earliest first and among those the freest.
func (h Hours) openings(plan DayPlan) []Opening {
	if plan.Closed() {
		return nil
	}
	wall := newWallDay(plan.Date, h.loc)
	openings := make([]Opening, 0, len(plan.Intervals))
	for _, i := range plan.Intervals {
		o := openingOf(i, wall)
		if !o.Start.Before(o.End) {
			continue // it lies in the hour that the clocks jump
		}
		joined := slices.IndexFunc(openings, func(earlier Opening) bool { return earlier.joins(o) })
		if joined >= 0 {
			openings[joined] = openings[joined].with(o)
			continue
		}
		openings = append(openings, o)
	}
	slices.SortStableFunc(openings, func(a, b Opening) int {
		return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.Mode.rank(), b.Mode.rank()))
	})
	return openings
}

func openingOf(i Interval, wall wallDay) Opening {
	o := Opening{
		Date:  wall.date,
		Start: wall.opens(i.From),
		End:   wall.closes(i.To),
		Mode:  i.Mode,
		Note:  i.Note,
	}
	if i.LastEntry != 0 {
		o.LastEntry = wall.closes(i.LastEntry)
	}
	return o
}

// joinForward lengthens the opening by those of the following days that it
// runs into.
func (h Hours) joinForward(o Opening) Opening {
	for n := 1; !o.End.Before(o.Date.AddDays(n).In(h.loc)); n++ {
		if n > longestOpening {
			o.End, o.LastEntry = time.Time{}, time.Time{}
			return o
		}
		for _, next := range h.openings(h.Intervals(o.Date.AddDays(n))) {
			if o.joins(next) {
				o = o.with(next)
			}
		}
	}
	return o
}

// joinBackward lengthens the opening by those of the days before that run into
// it.
func (h Hours) joinBackward(o Opening) Opening {
	for range longestOpening {
		yesterday := h.openings(h.Intervals(o.Date.AddDays(-1)))
		i := slices.IndexFunc(yesterday, func(y Opening) bool { return y.joins(o) })
		if i < 0 {
			return o
		}
		o = yesterday[i].with(o)
	}
	o.Start = time.Time{}
	return o
}

func (o Opening) contains(t time.Time) bool { return !t.Before(o.Start) && t.Before(o.End) }

func (o Opening) freerThan(p Opening) bool {
	return cmp.Or(cmp.Compare(o.Mode.rank(), p.Mode.rank()), p.End.Compare(o.End)) < 0
}

// joins reports whether next, which does not begin earlier, goes on where o
// ends. After a last entry nobody is let in, so nothing goes on.
func (o Opening) joins(next Opening) bool {
	return o.Mode == next.Mode && o.Note == next.Note && o.LastEntry.IsZero() &&
		!next.Start.Before(o.Start) && !next.Start.After(o.End)
}

// with returns the opening lengthened by one that it joins.
func (o Opening) with(next Opening) Opening {
	if next.End.IsZero() || next.End.After(o.End) {
		o.End, o.LastEntry = next.End, next.LastEntry
	}
	return o
}

func (o Opening) closingSoon(at time.Time, entryOver bool) bool {
	end := o.End
	if !o.LastEntry.IsZero() && !entryOver {
		end = o.LastEntry
	}
	return !end.IsZero() && end.Sub(at) <= soon
}

package api

import (
	"time"

	"github.com/cittaclick/cittaclick/knowledge"
)

// hours is when something is open: on the day told about, next, and every week.
type hours struct {
	Day         dayHours `json:"day"`
	OpenNow     *bool    `json:"open_now,omitempty" doc:"Only when the day told about is today."`
	OpenUntil   string   `json:"open_until,omitempty" format:"date-time" doc:"When open now."`
	EntryOver   bool     `json:"entry_over,omitempty" doc:"Open now, but nobody is let in any more."`
	NextOpening *opening `json:"next_opening,omitempty" doc:"After now; for another day, from its midnight on."`
	Regular     []string `json:"regular" nullable:"false" doc:"The weekly hours in words." example:"[\"lunedì e mercoledì 8:30–12:30\"]"`
	OSM         string   `json:"osm" doc:"The weekly hours in OpenStreetMap's opening_hours notation."`
	Note        string   `json:"note,omitempty"`
}

type dayHours struct {
	Date      string     `json:"date" format:"date"`
	Why       string     `json:"why" enum:"closed,special,holiday,holiday_hours,weekly,none" doc:"What decides: an exceptional closure or opening, a holiday, the weekly hours, or no opening on such days."`
	Reason    string     `json:"reason,omitempty"`
	Intervals []interval `json:"intervals" nullable:"false"`
}

type interval struct {
	From      string `json:"from" example:"08:30"`
	To        string `json:"to" doc:"Past midnight the hours go on after 24." example:"12:30"`
	LastEntry string `json:"last_entry,omitempty"`
	Mode      string `json:"mode" doc:"libero, appuntamento, telefono, online"`
	Note      string `json:"note,omitempty"`
}

type opening struct {
	Date      string `json:"date" format:"date"`
	Start     string `json:"start" format:"date-time"`
	End       string `json:"end,omitempty" format:"date-time" doc:"Missing when it does not close within a week."`
	LastEntry string `json:"last_entry,omitempty" format:"date-time"`
	Mode      string `json:"mode"`
	Note      string `json:"note,omitempty"`
}

// hoursOf tells hours on the view's day; nil when no schedule is recorded.
func hoursOf(view knowledge.View, of knowledge.Hours, id knowledge.ScheduleID, now time.Time) *hours {
	schedule, ok := view.Schedule(id)
	if !ok {
		return nil
	}
	h := &hours{
		Day:     dayHoursOf(of.Intervals(view.Day())),
		Regular: noNil(knowledge.DescribeRules(schedule.Rules, view.Day())),
		OSM:     knowledge.OSM(schedule.Rules),
		Note:    schedule.Note,
	}
	location := view.Charter().Location()
	after := view.Day().In(location).Add(-time.Nanosecond)
	if knowledge.DateOf(now.In(location)) == view.Day() {
		after = now
		state := of.Open(now)
		h.OpenNow = &state.Open
		h.OpenUntil, h.EntryOver = timeText(state.Opening.End), state.EntryOver
	}
	if next, ok := of.NextOpening(after); ok {
		h.NextOpening = &opening{
			Date: next.Date.String(), Start: timeText(next.Start), End: timeText(next.End),
			LastEntry: timeText(next.LastEntry), Mode: string(next.Mode), Note: next.Note,
		}
	}
	return h
}

func dayHoursOf(plan knowledge.DayPlan) dayHours {
	day := dayHours{
		Date: plan.Date.String(), Why: string(plan.Why), Reason: plan.Reason,
		Intervals: make([]interval, len(plan.Intervals)),
	}
	for i, open := range plan.Intervals {
		day.Intervals[i] = interval{From: open.From.String(), To: open.To.String(), Mode: string(open.Mode), Note: open.Note}
		if open.LastEntry != 0 {
			day.Intervals[i].LastEntry = open.LastEntry.String()
		}
	}
	return day
}

package knowledge_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/knowledge"
)

// told is a State in the words of a test.
type told struct {
	Open, EntryOver, Soon bool
	Mode                  knowledge.Mode
	Since, Until, Entry   string
}

func tell(s knowledge.State) told {
	return told{
		Open: s.Open, EntryOver: s.EntryOver, Soon: s.ClosingSoon, Mode: s.Opening.Mode,
		Since: stamp(s.Opening.Start), Until: stamp(s.Opening.End), Entry: stamp(s.Opening.LastEntry),
	}
}

func TestOpenTellsTheOpeningUnderWay(t *testing.T) {
	t.Parallel()
	walkIn, booked, phone := knowledge.ModeWalkIn, knowledge.ModeAppointment, knowledge.ModePhone
	tests := []struct {
		name  string
		rules []string
		at    string
		want  told
	}{
		{
			name: "half an hour before the end it is closing", rules: []string{"lun 09:00-12:30"}, at: "2026-11-23 12:00",
			want: told{Open: true, Soon: true, Mode: walkIn, Since: "2026-11-23 09:00", Until: "2026-11-23 12:30"},
		},
		{
			name: "a minute earlier it is not", rules: []string{"lun 09:00-12:30"}, at: "2026-11-23 11:59",
			want: told{Open: true, Mode: walkIn, Since: "2026-11-23 09:00", Until: "2026-11-23 12:30"},
		},
		{
			name: "the last entry decides", rules: []string{"lun 09:00-12:30 ultimo ingresso 11:45"}, at: "2026-11-23 11:30",
			want: told{
				Open: true, Soon: true, Mode: walkIn, Since: "2026-11-23 09:00", Until: "2026-11-23 12:30",
				Entry: "2026-11-23 11:45",
			},
		},
		{
			name: "past the last entry", rules: []string{"lun 09:00-12:30 ultimo ingresso 11:45"}, at: "2026-11-23 11:46",
			want: told{
				Open: true, EntryOver: true, Mode: walkIn, Since: "2026-11-23 09:00", Until: "2026-11-23 12:30",
				Entry: "2026-11-23 11:45",
			},
		},
		{
			name: "of two modes the freest", rules: []string{"lun 08:00-14:00 telefono", "lun 09:00-12:00", "lun 09:00-13:00 su appuntamento"},
			at: "2026-11-23 10:00", want: told{Open: true, Mode: walkIn, Since: "2026-11-23 09:00", Until: "2026-11-23 12:00"},
		},
		{
			name: "when the freest is over, the next", rules: []string{"lun 08:00-14:00 telefono", "lun 09:00-13:00 su appuntamento"},
			at: "2026-11-23 12:00", want: told{Open: true, Mode: booked, Since: "2026-11-23 09:00", Until: "2026-11-23 13:00"},
		},
		{
			name: "only by telephone", rules: []string{"lun 08:00-14:00 telefono", "lun 09:00-12:00"}, at: "2026-11-23 12:00",
			want: told{Open: true, Mode: phone, Since: "2026-11-23 08:00", Until: "2026-11-23 14:00"},
		},
		{
			name: "intervals that touch are one", rules: []string{"lun 09:00-12:00", "lun 12:00-15:00"}, at: "2026-11-23 11:45",
			want: told{Open: true, Mode: walkIn, Since: "2026-11-23 09:00", Until: "2026-11-23 15:00"},
		},
		{
			name: "unless a last entry comes between", rules: []string{"lun 09:00-12:00 ultimo ingresso 11:45", "lun 12:00-15:00"},
			at: "2026-11-23 11:40", want: told{
				Open: true, Soon: true, Mode: walkIn, Since: "2026-11-23 09:00", Until: "2026-11-23 12:00",
				Entry: "2026-11-23 11:45",
			},
		},
		{
			name: "after midnight", rules: []string{"sab 20:00-26:00"}, at: "2026-11-22 01:30",
			want: told{Open: true, Soon: true, Mode: walkIn, Since: "2026-11-21 20:00", Until: "2026-11-22 02:00"},
		},
		{
			name: "over midnight into the next day's hours", rules: []string{"sab 20:00-24:00", "dom 00:00-04:00"}, at: "2026-11-21 21:00",
			want: told{Open: true, Mode: walkIn, Since: "2026-11-21 20:00", Until: "2026-11-22 04:00"},
		},
		{
			name: "the same, asked after midnight", rules: []string{"sab 20:00-24:00", "dom 00:00-04:00"}, at: "2026-11-22 01:00",
			want: told{Open: true, Mode: walkIn, Since: "2026-11-21 20:00", Until: "2026-11-22 04:00"},
		},
		{
			name: "always open has no beginning and no end", rules: []string{"lun-dom,festivi 00:00-24:00"}, at: "2026-11-22 01:00",
			want: told{Open: true, Mode: walkIn},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, tell(always(t, tt.rules...).Open(at(t, tt.at)))); diff != "" {
				t.Errorf("state (-want +got):\n%s", diff)
			}
		})
	}
}

func TestHoursCanBeAskedForSomeModesOnly(t *testing.T) {
	t.Parallel()
	hours := always(t, "lun 08:00-14:00 telefono", "mar 09:00-12:00 su appuntamento", "mer 09:00-12:00")
	monday := at(t, "2026-11-23 09:00")
	tests := map[string]struct {
		hours knowledge.Hours
		open  bool
		next  string
	}{
		"any mode":    {hours, true, "2026-11-24 09:00"},
		"in person":   {hours.Only(knowledge.InPerson()...), false, "2026-11-24 09:00"},
		"free access": {hours.Only(knowledge.ModeWalkIn), false, "2026-11-25 09:00"},
		"telephone":   {hours.Only(knowledge.ModePhone), true, "2026-11-30 08:00"},
		"online":      {hours.Only(knowledge.ModeOnline), false, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			next, _ := tt.hours.NextOpening(monday)
			if open := tt.hours.Open(monday).Open; open != tt.open || stamp(next.Start) != tt.next {
				t.Errorf("open %v, next %q; want %v, %q", open, stamp(next.Start), tt.open, tt.next)
			}
		})
	}
}

func TestOfTwoNextOpeningsTheFreestIsTold(t *testing.T) {
	t.Parallel()
	hours := always(t, "lun 09:00-12:00 telefono", "lun 09:00-13:00")
	next, _ := hours.NextOpening(at(t, "2026-11-22 10:00"))
	if got, want := next.Mode, knowledge.ModeWalkIn; got != want {
		t.Errorf("next opening in mode %q, want %q", got, want)
	}
}

func TestNextOpeningLooksAYearAhead(t *testing.T) {
	t.Parallel()
	summer := always(t, "01/07-31/08 sab 10:00-19:00")
	next, ok := summer.NextOpening(at(t, "2026-08-29 19:00"))
	if got, want := stamp(next.Start), "2027-07-03 10:00"; !ok || got != want {
		t.Errorf("next opening %q, %v; want %q", got, ok, want)
	}
	if next, ok := always(t).NextOpening(at(t, "2026-08-29 19:00")); ok {
		t.Errorf("without rules it opens on %s", next.Start)
	}
	if next, ok := always(t, "lun-dom,festivi 00:00-24:00").NextOpening(at(t, "2026-08-29 19:00")); ok {
		t.Errorf("what never closes opens on %s", next.Start)
	}
}

// TestTheClocksChange: in 2026 they jump from 2:00 to 3:00 on 29 March and go
// back from 3:00 to 2:00 on 25 October, both Sundays.
func TestTheClocksChange(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		rules []string
		after string // UTC
		start string // UTC; empty: not on that day
		end   string
	}{
		{"hours that lie in the jump are none", []string{"dom 02:15-02:45"}, "2026-03-28T12:00", "2026-04-05T00:15", "2026-04-05T00:45"},
		{"what opens in the jump opens after it", []string{"dom 02:30-05:00"}, "2026-03-28T12:00", "2026-03-29T01:00", "2026-03-29T03:00"},
		{"what closes in the jump closes at it", []string{"dom 01:00-02:30"}, "2026-03-28T12:00", "2026-03-29T00:00", "2026-03-29T01:00"},
		{"a night over the jump is an hour shorter", []string{"sab 22:00-28:00"}, "2026-03-28T12:00", "2026-03-28T21:00", "2026-03-29T02:00"},
		{"a night with the hour twice is longer", []string{"sab 22:00-28:00"}, "2026-10-24T12:00", "2026-10-24T20:00", "2026-10-25T03:00"},
		{"what closes in the repeated hour closes the second time", []string{"dom 01:00-02:30"}, "2026-10-24T12:00", "2026-10-24T23:00", "2026-10-25T01:30"},
		{"what opens in it opens the first time", []string{"dom 02:30-05:00"}, "2026-10-24T12:00", "2026-10-25T00:30", "2026-10-25T04:00"},
		{"the morning after is as usual", []string{"dom 09:00-12:00"}, "2026-10-24T12:00", "2026-10-25T08:00", "2026-10-25T11:00"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			facts := knowledge.DayFacts{Rules: rules(t, tt.rules...)}
			hours := knowledge.NewHours(func(knowledge.Date) knowledge.DayFacts { return facts },
				knowledge.HolidayCalendar{}, rome(t))
			const layout = "2006-01-02T15:04"
			after, err := time.Parse(layout, tt.after)
			if err != nil {
				t.Fatal(err)
			}
			next, _ := hours.NextOpening(after)
			got := [2]string{next.Start.UTC().Format(layout), next.End.UTC().Format(layout)}
			if want := [2]string{tt.start, tt.end}; got != want {
				t.Errorf("open %v, want %v (UTC)", got, want)
			}
		})
	}
}

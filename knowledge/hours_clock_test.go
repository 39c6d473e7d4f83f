package knowledge_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/knowledge"
)

func TestARuleSurvivesJSON(t *testing.T) {
	t.Parallel()
	want := rules(t, `lug-ago dom[-1] 20:00-26:00 ultimo ingresso 25:30 telefono "solo residenti"`, "festivi 0-9")
	data, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got []knowledge.OpeningRule
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatalf("%s: %v", data, err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", data, diff)
	}
}

func TestWeekdaysAreThoseOfTheCalendar(t *testing.T) {
	t.Parallel()
	for d := knowledge.NewDate(1968, time.January, 1); d.Year() < 1972; d++ {
		if got, want := int(knowledge.WeekdayOf(d))%7, int(d.Weekday()); got != want {
			t.Fatalf("%s: weekday %d, want %d", d, got, want)
		}
	}
}

// FuzzTimesAndOwners: what the small readers accept, they write back the same.
func FuzzTimesAndOwners(f *testing.F) {
	for _, seed := range []string{"08:30", "8.30", "48:00", "9", "02-29", "12-31", "comune", "ufficio:anagrafe"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if c, err := knowledge.ParseClock(s); err == nil {
			if again, err := knowledge.ParseClock(c.String()); err != nil || again != c {
				t.Errorf("clock %q became %s, then %s, %v", s, c, again, err)
			}
		}
		if m, err := knowledge.ParseMonthDay(s); err == nil {
			if again, err := knowledge.ParseMonthDay(m.String()); err != nil || again != m {
				t.Errorf("day %q became %s, then %s, %v", s, m, again, err)
			}
		}
		if o, err := knowledge.ParseHoursOwner(s); err == nil && o.String() != s {
			t.Errorf("owner %q became %q", s, o)
		}
	})
}

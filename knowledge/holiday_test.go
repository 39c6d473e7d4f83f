package knowledge_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/knowledge"
)

// TestHolidaysAreThoseOfTheReference compares every day of 2024–2040 with the
// reference's table.
func TestHolidaysAreThoseOfTheReference(t *testing.T) {
	t.Parallel()
	file, err := os.ReadFile("testdata/it-holidays.tsv")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{}
	for _, line := range strings.Split(strings.TrimSpace(string(file)), "\n")[1:] {
		columns := strings.Split(line, "\t")
		want[columns[0]] = append(want[columns[0]], columns[2])
	}
	got := map[string][]string{}
	calendar := knowledge.NewHolidayCalendar()
	for d := knowledge.NewDate(2024, time.January, 1); d.Year() <= 2040; d++ {
		for _, h := range calendar.On(d) {
			got[d.String()] = append(got[d.String()], h.Name)
		}
	}
	if diff := cmp.Diff(want, got, sortNames); diff != "" {
		t.Errorf("holidays (-want +got):\n%s", diff)
	}
}

// sortNames: two holidays on one day have no order.
var sortNames = cmp.Transformer("sort", func(names []string) map[string]bool {
	set := map[string]bool{}
	for _, n := range names {
		set[n] = true
	}
	return set
})

func TestHolidaysHoldFromTheYearOfTheirLaw(t *testing.T) {
	t.Parallel()
	patron := knowledge.PatronSaint("San Gennaro", knowledge.NewMonthDay(time.September, 19))
	calendar := knowledge.NewHolidayCalendar(patron)
	tests := map[string]struct {
		day  string
		want []string
	}{
		"4 October before L. 151/2025":   {"2025-10-04", nil},
		"4 October from 2026":            {"2026-10-04", []string{"San Francesco d'Assisi"}},
		"the patron saint":               {"2027-09-19", []string{"San Gennaro"}},
		"Easter on 25 April is two":      {"2038-04-25", []string{"Pasqua", "Anniversario della Liberazione"}},
		"an ordinary Sunday is not here": {"2026-11-22", nil},
		"4 November is no holiday":       {"2026-11-04", nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, h := range calendar.On(day(t, tt.day)) {
				got = append(got, h.Name)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.day, diff)
			}
		})
	}
}

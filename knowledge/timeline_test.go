package knowledge

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// days is the model: what is true on each of a few days, "" for nothing.
type days [40]string

func modelOf(t Timeline[string]) days {
	var d days
	for _, row := range t {
		for day := max(row.Valid.From, 0); day < min(row.Valid.To, Date(len(d))); day++ {
			d[day] = row.Value
		}
	}
	return d
}

func drawRange(t *rapid.T) Range {
	from := rapid.IntRange(0, 38).Draw(t, "from")
	to := rapid.IntRange(from+1, 39).Draw(t, "to")
	return Range{Date(from), Date(to)}
}

// TestTimelineAgainstDayByDayModel applies random edits to a timeline and, day
// by day, to an array: both must say the same on every day, and the timeline
// must stay in order, without overlaps, and rewrite no row that did not change.
func TestTimelineAgainstDayByDayModel(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var line Timeline[string]
		var want days
		row := int64(0)
		for range rapid.IntRange(1, 12).Draw(t, "edits") {
			before := line
			r := drawRange(t)
			if rapid.Bool().Draw(t, "cut") {
				line = line.Cut(r)
				for d := r.From; d < r.To; d++ {
					want[d] = ""
				}
			} else {
				value := rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "value")
				line = line.Amend(r, Fact[string]{Subject: "s"}, func(string) string { return value })
				for d := r.From; d < r.To; d++ {
					want[d] = value
				}
			}
			if diff := cmp.Diff(want, modelOf(line)); diff != "" {
				t.Fatalf("after %v (-want +got):\n%s", r, diff)
			}
			checkOrder(t, line)
			checkRewrite(t, before, line)
			for i := range line { // storage gives every new row a number
				if line[i].Row == 0 {
					row++
					line[i].Row = row
				}
			}
		}
	})
}

func checkOrder(t *rapid.T, line Timeline[string]) {
	for i, row := range line {
		if row.Valid.Empty() || i > 0 && row.Valid.From < line[i-1].Valid.To {
			t.Fatalf("row %d out of order or empty: %v", i, line)
		}
	}
}

// checkRewrite holds that a row is only superseded when what it said changed on
// some day, and that kept rows are kept to the letter.
func checkRewrite(t *rapid.T, before, after Timeline[string]) {
	superseded, inserted := Rewrite(before, after)
	old, now := modelOf(before), modelOf(after)
	for _, row := range superseded {
		touched := row.Valid.From > 0 && now[row.Valid.From-1] == row.Value ||
			int(row.Valid.To) < len(now) && now[row.Valid.To] == row.Value // joined to a neighbour
		for d := row.Valid.From; d < row.Valid.To; d++ {
			touched = touched || old[d] != now[d]
		}
		if !touched {
			t.Fatalf("row %v superseded without a change: %v → %v", row, before, after)
		}
	}
	byRow := make(map[int64]Fact[string])
	for _, row := range before {
		byRow[row.Row] = row
	}
	for _, row := range after {
		if row.Row != 0 {
			if diff := cmp.Diff(byRow[row.Row], row); diff != "" {
				t.Fatalf("kept row altered (-was +is):\n%s", diff)
			}
		}
	}
	_ = inserted
}

func TestAmendKeepsActsApart(t *testing.T) {
	t.Parallel()
	d := func(day int) Date { return NewDate(2026, 12, day) }
	line := Timeline[string]{{Row: 1, Subject: "mobilita", Valid: Always, Act: "dd-1", Value: "comando"}}

	line = line.Amend(Since(d(1)), Fact[string]{Subject: "mobilita", Act: "dd-2"}, func(string) string { return "palazzo" })

	want := Timeline[string]{
		{Subject: "mobilita", Valid: Range{Earliest, d(1)}, Act: "dd-1", Value: "comando"},
		{Subject: "mobilita", Valid: Since(d(1)), Act: "dd-2", Value: "palazzo"},
	}
	if diff := cmp.Diff(want, line); diff != "" {
		t.Errorf("timeline (-want +got):\n%s", diff)
	}
	if got, ok := line.At(d(1)); !ok || got.Value != "palazzo" {
		t.Errorf("on 1 December: %v, %v", got, ok)
	}
}

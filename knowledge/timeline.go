package knowledge

import (
	"cmp"
	"reflect"
	"slices"
)

// Timeline is the rows of one facet of one subject in one layer, in order of
// time and without overlaps: on each day at most one row is true. It is the one
// place where ranges are split and joined; storage only writes the outcome.
type Timeline[T any] []Fact[T]

// timelines groups rows into timelines, one a subject, layer and language.
func timelines[T any](rows []Fact[T]) map[factKey]Timeline[T] {
	lines := make(map[factKey]Timeline[T])
	for _, row := range rows {
		lines[row.key()] = append(lines[row.key()], row)
	}
	for _, line := range lines {
		line.sort()
	}
	return lines
}

// TimelineOf returns the timeline of one subject among rows.
func TimelineOf[T any](rows []Fact[T], subject string, layer Layer, language string) Timeline[T] {
	want := factKey{subject, language, layer}
	var line Timeline[T]
	for _, row := range rows {
		if row.key() == want {
			line = append(line, row)
		}
	}
	line.sort()
	return line
}

func (t Timeline[T]) sort() {
	slices.SortFunc(t, func(a, b Fact[T]) int { return cmp.Compare(a.Valid.From, b.Valid.From) })
}

// At returns the row that is true on the day.
func (t Timeline[T]) At(day Date) (Fact[T], bool) {
	i, found := slices.BinarySearchFunc(t, day, func(row Fact[T], d Date) int {
		switch {
		case row.Valid.To <= d:
			return -1
		case row.Valid.From > d:
			return 1
		default:
			return 0
		}
	})
	if !found {
		return Fact[T]{}, false
	}
	return t[i], true
}

// Amend returns the timeline after edit has been applied on the days of r.
// Where nothing was true before, edit starts from blank, whose subject, layer
// and language the new rows take. What changes carries blank's Act; what edit
// leaves as it was stays as it was recorded.
func (t Timeline[T]) Amend(r Range, blank Fact[T], edit func(T) T) Timeline[T] {
	return t.Recut([]Date{r.From, r.To}, sameFact, func(days Range, row Fact[T], exists bool) (Fact[T], bool) {
		if !r.Contains(days.From) {
			return row, exists
		}
		if !exists {
			row = blank
		}
		edited := edit(row.Value)
		if exists && !reflect.DeepEqual(edited, row.Value) {
			row.Act = blank.Act
		}
		row.Value = edited
		return row, true
	})
}

// Cut returns the timeline without the days of r: what was true on them is no longer.
func (t Timeline[T]) Cut(r Range) Timeline[T] {
	return t.Recut([]Date{r.From, r.To}, sameFact, func(days Range, row Fact[T], exists bool) (Fact[T], bool) {
		return row, exists && !r.Contains(days.From)
	})
}

func sameFact[T any](a, b Fact[T]) bool {
	return a.Act == b.Act && reflect.DeepEqual(a.Value, b.Value)
}

// Recut splits the timeline at the ends of its rows and on the days given, asks
// piece what is true on each stretch (row is what was, if anything existed
// there; false is nothing), and puts together again what was split in vain and
// neighbours that same holds for. A row that comes out as it went in keeps its
// Row and Change; every other is new, and has none.
func (t Timeline[T]) Recut(
	cuts []Date, same func(a, b Fact[T]) bool, piece func(days Range, row Fact[T], exists bool) (Fact[T], bool),
) Timeline[T] {
	cuts = slices.Clone(cuts)
	for _, row := range t {
		cuts = append(cuts, row.Valid.From, row.Valid.To)
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)

	var pieces []cutting[T]
	for i := 1; i < len(cuts); i++ {
		days := Range{cuts[i-1], cuts[i]}
		row, exists := t.At(days.From)
		if fact, ok := piece(days, row, exists); ok {
			kept := exists && same(fact, row)
			fact.Valid = days
			pieces = append(pieces, cutting[T]{fact, row.Valid, kept})
		}
	}
	return joined(pieces, same)
}

// cutting is a piece of a timeline between two cuts.
type cutting[T any] struct {
	Fact[T]

	origin Range // of the row that it was a part of
	kept   bool  // it says what that row said
}

// joined merges pieces that follow one another and say the same, unless they
// are two rows as recorded, which stay two.
func joined[T any](pieces []cutting[T], same func(a, b Fact[T]) bool) Timeline[T] {
	var line []cutting[T]
	for _, p := range pieces {
		last := len(line) - 1
		if last >= 0 && line[last].Valid.To == p.Valid.From && same(line[last].Fact, p.Fact) &&
			(!p.kept || !line[last].kept || p.origin == line[last].origin) {
			line[last].Valid.To = p.Valid.To
			line[last].kept = line[last].kept && p.kept
			continue
		}
		line = append(line, p)
	}
	next := make(Timeline[T], len(line))
	for i, p := range line {
		next[i] = p.Fact
		if !p.kept || p.Valid != p.origin {
			next[i].Row, next[i].Change = 0, 0
		}
	}
	return next
}

// Rewrite compares a timeline with what it became: the rows that no longer
// stand, to be superseded, and those that are new.
func Rewrite[T any](before, after Timeline[T]) (superseded, inserted []Fact[T]) {
	kept := make(map[int64]bool)
	for _, row := range after {
		if row.Row == 0 {
			inserted = append(inserted, row)
		} else {
			kept[row.Row] = true
		}
	}
	for _, row := range before {
		if !kept[row.Row] {
			superseded = append(superseded, row)
		}
	}
	return superseded, inserted
}

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
// and language the new rows take. Rows that edit leaves equal stay as they
// are; the others lose their Row, for they are new, and carry blank's Act.
func (t Timeline[T]) Amend(r Range, blank Fact[T], edit func(T) T) Timeline[T] {
	var next Timeline[T]
	for _, span := range t.cover(r, blank) {
		if !r.Contains(span.Valid.From) {
			next = append(next, span)
			continue
		}
		edited := edit(span.Value)
		if span.Row == 0 && span.Act == "" || !reflect.DeepEqual(edited, span.Value) {
			span.Act = blank.Act
			span.Row = 0
		}
		span.Value = edited
		next = append(next, span)
	}
	return next.restore(t).join()
}

// Cut returns the timeline without the days of r: what was true on them is no longer.
func (t Timeline[T]) Cut(r Range) Timeline[T] {
	var next Timeline[T]
	for _, span := range t.cover(r, Fact[T]{}) {
		if !r.Contains(span.Valid.From) {
			next = append(next, span)
		}
	}
	return next.restore(t)
}

// cover splits the rows at the ends of r and fills the gaps in it with blank.
// Each span then lies either inside r or outside.
func (t Timeline[T]) cover(r Range, blank Fact[T]) Timeline[T] {
	var spans Timeline[T]
	free := r.From // the first day of r not yet covered
	for _, row := range t {
		if gap := (Range{free, min(row.Valid.From, r.To)}); !gap.Empty() {
			spans = append(spans, blank.over(gap))
		}
		for _, part := range []Range{
			{row.Valid.From, min(row.Valid.To, r.From)},
			row.Valid.Intersect(r),
			{max(row.Valid.From, r.To), row.Valid.To},
		} {
			if !part.Empty() {
				spans = append(spans, row.over(part))
			}
		}
		free = max(free, row.Valid.To)
	}
	if gap := (Range{free, r.To}); !gap.Empty() {
		spans = append(spans, blank.over(gap))
	}
	return spans
}

// over returns the fact on other days; it is another row then.
func (f Fact[T]) over(r Range) Fact[T] {
	if f.Valid != r {
		f.Row = 0
	}
	f.Valid = r
	return f
}

// restore puts together again the parts of an old row that were split without
// any of them having changed, so that an edit rewrites no more than it changes.
func (t Timeline[T]) restore(old Timeline[T]) Timeline[T] {
	var next Timeline[T]
	for _, row := range t {
		if last := len(next) - 1; last >= 0 && row.continues(next[last]) {
			if origin, ok := old.At(row.Valid.From); ok && origin.Valid.Contains(next[last].Valid.From) {
				next[last].Valid.To = row.Valid.To
				if next[last].Valid == origin.Valid && next[last].same(origin) {
					next[last].Row = origin.Row
				}
				continue
			}
		}
		next = append(next, row)
	}
	return next
}

// join merges neighbours that say the same, unless both are old rows, which
// stay as they were recorded.
func (t Timeline[T]) join() Timeline[T] {
	var next Timeline[T]
	for _, row := range t {
		if last := len(next) - 1; last >= 0 && row.continues(next[last]) && (row.Row == 0 || next[last].Row == 0) {
			next[last].Valid.To = row.Valid.To
			next[last].Row = 0
			continue
		}
		next = append(next, row)
	}
	return next
}

func (f Fact[T]) continues(before Fact[T]) bool {
	return before.Valid.To == f.Valid.From && f.same(before)
}

func (f Fact[T]) same(o Fact[T]) bool {
	return f.Act == o.Act && reflect.DeepEqual(f.Value, o.Value)
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

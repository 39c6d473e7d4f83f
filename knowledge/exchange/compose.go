package exchange

import (
	"cmp"
	"reflect"
	"slices"

	"github.com/cittaclick/cittaclick/knowledge"
)

// edit says one field of a facet over some days.
type edit struct {
	field *field
	valid knowledge.Range
	act   knowledge.ActID
	value reflect.Value
	// disposes is whether the act is new to the field on its first day.
	disposes bool
}

// revision is all that an import does to the rows of one facet of one entity.
type revision struct {
	facet *facet
	// was and is are the days on which the entity exists before and after; was
	// is empty for a new entity.
	was, is knowledge.Range
	// blank is what new rows carry: subject, layer, language, the entity's act.
	blank row
	// covers makes the rows span all of is, even where no field says anything.
	covers bool
	keep   bool // rows stay although blank: a local layer without overrides
	edits  []edit
}

// piece is a part of a line between two boundaries.
type piece struct {
	row
	origin  int // index of the row it was, -1 for none
	changed bool
}

// apply returns the rows after the revision. Rows that it leaves as they are
// stay what they were; the others are new.
func (v revision) apply(rows []row) []row {
	resized := v.resize(rows)
	var pieces []piece
	bounds := v.bounds(resized)
	for i := 1; i < len(bounds); i++ {
		valid := knowledge.Range{From: bounds[i-1], To: bounds[i]}
		if p, ok := v.piece(resized, valid); ok {
			pieces = append(pieces, p)
		}
	}
	return v.join(pieces, resized)
}

// resize stretches or cuts the rows to the days on which the entity exists.
func (v revision) resize(rows []row) []row {
	if v.was.Empty() || v.was == v.is {
		return rows
	}
	var resized []row
	for _, r := range rows {
		valid := r.Valid
		if valid.From == v.was.From {
			valid.From = v.is.From
		}
		if valid.To == v.was.To {
			valid.To = v.is.To
		}
		valid = valid.Intersect(v.is)
		if valid.Empty() {
			continue
		}
		if valid != r.Valid {
			r.Valid, r.Row, r.Change = valid, 0, 0
		}
		resized = append(resized, r)
	}
	return resized
}

// bounds lists the days on which anything begins or ends.
func (v revision) bounds(rows []row) []knowledge.Date {
	var days []knowledge.Date
	for _, r := range rows {
		days = append(days, r.Valid.From, r.Valid.To)
	}
	for _, e := range v.edits {
		days = append(days, e.valid.From, e.valid.To)
	}
	if v.covers {
		days = append(days, v.is.From, v.is.To)
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// piece returns what is true between two boundaries; false where nothing is.
func (v revision) piece(rows []row, valid knowledge.Range) (piece, bool) {
	p := piece{row: v.blank, origin: -1}
	p.Value = v.facet.zero()
	covered := v.covers && v.is.Contains(valid.From)
	begins := false // whether a row of the charter begins here
	if i := slices.IndexFunc(rows, func(r row) bool { return r.Valid.Contains(valid.From) }); i >= 0 {
		p.row, p.origin, covered = rows[i], i, true
		begins = rows[i].Valid.From == valid.From
	} else if valid.From != v.is.From {
		p.Act = ""
	}
	p.Valid = valid
	covered = v.edit(&p, begins) || covered
	return p, covered && (v.keep || p.Act != "" || !blank(p.Value))
}

// edit applies the edits that hold on a piece and reports whether there are any.
// The piece carries the act of the edits that begin with it; what begins
// without an act takes the place of another's act only where no row began.
func (v revision) edit(p *piece, begins bool) bool {
	covered, starts, act := false, false, knowledge.ActID("")
	for _, e := range v.edits {
		if !e.valid.Contains(p.Valid.From) {
			continue
		}
		covered = true
		differs := !equal(e.field.of(p.Value), e.value)
		if differs {
			p.Value = v.facet.with(p.Value, e.field, e.value)
			p.changed = true
		}
		if e.valid.From == p.Valid.From && (differs || e.disposes) {
			starts = true
			act = cmp.Or(e.act, act)
		}
	}
	if starts && (act != "" || !begins) {
		p.changed = p.changed || p.Act != act
		p.Act = act
	}
	return covered
}

// join puts together again the pieces of a row that were split in vain, and
// neighbours that say the same, unless both are old rows.
func (v revision) join(pieces []piece, rows []row) []row {
	var joined []piece
	for _, p := range pieces {
		if last := len(joined) - 1; last >= 0 && p.continues(joined[last]) {
			joined[last].Valid.To = p.Valid.To
			joined[last].changed = joined[last].changed || p.changed
			continue
		}
		joined = append(joined, p)
	}
	next := make([]row, len(joined))
	for i, p := range joined {
		next[i] = p.row
		if p.origin < 0 || p.changed || p.Valid != rows[p.origin].Valid {
			next[i].Row, next[i].Change = 0, 0
		}
	}
	return next
}

func (p piece) continues(before piece) bool {
	if before.Valid.To != p.Valid.From || !equal(reflect.ValueOf(before.Value), reflect.ValueOf(p.Value)) || before.Act != p.Act {
		return false
	}
	old := p.origin >= 0 && !p.changed && before.origin >= 0 && !before.changed
	return !old || p.origin == before.origin
}

package exchange

import (
	"cmp"
	"reflect"

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

// apply returns the rows after the revision. Rows that it leaves as they are
// stay what they were; the others are new.
func (v revision) apply(rows []row) []row {
	return knowledge.Timeline[any](v.resize(rows)).Recut(v.cuts(), sameRowValue, v.piece)
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

// cuts lists the days on which an edit, or the entity, begins or ends.
func (v revision) cuts() []knowledge.Date {
	var days []knowledge.Date
	for _, e := range v.edits {
		days = append(days, e.valid.From, e.valid.To)
	}
	if v.covers {
		days = append(days, v.is.From, v.is.To)
	}
	return days
}

// piece returns what is true on the days between two cuts; false where nothing is.
func (v revision) piece(days knowledge.Range, r row, exists bool) (row, bool) {
	covered := exists || v.covers && v.is.Contains(days.From)
	begins := exists && r.Valid.From == days.From // a row of the charter begins here
	if !exists {
		r = v.blank
		r.Value = v.facet.zero()
		if days.From != v.is.From {
			r.Act = ""
		}
	}
	covered = v.edit(&r, days.From, begins) || covered
	return r, covered && (v.keep || r.Act != "" || !blank(r.Value))
}

// edit applies the edits that hold on the days from a cut on and reports
// whether there are any. The row carries the act of the edits that begin with
// it; what begins without an act takes the place of another's act only where no
// row began.
func (v revision) edit(r *row, from knowledge.Date, begins bool) bool {
	covered, starts, act := false, false, knowledge.ActID("")
	for _, e := range v.edits {
		if !e.valid.Contains(from) {
			continue
		}
		covered = true
		differs := !equal(e.field.of(r.Value), e.value)
		if differs {
			r.Value = v.facet.with(r.Value, e.field, e.value)
		}
		if e.valid.From == from && (differs || e.disposes) {
			starts = true
			act = cmp.Or(e.act, act)
		}
	}
	if starts && (act != "" || !begins) {
		r.Act = act
	}
	return covered
}

func sameRowValue(a, b row) bool {
	return a.Act == b.Act && equal(reflect.ValueOf(a.Value), reflect.ValueOf(b.Value))
}

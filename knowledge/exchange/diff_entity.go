package exchange

import (
	"fmt"
	"reflect"

	"github.com/cittaclick/cittaclick/knowledge"
)

// days returns the days on which an entity exists after the import.
func (d *differ) days(e *entity, was knowledge.Range, known bool) (knowledge.Range, bool) {
	is := was
	if !known {
		is = d.daysOfNew(e)
	}
	if e.from != nil {
		is.From = *e.from
	}
	if e.to != nil {
		is.To = *e.to
	}
	if known && is != was && d.resized(e, was) {
		is = was
	}
	if is.Empty() {
		d.fail(e.place, "", "%s «%s» finirebbe (%s) prima di cominciare (%s)", e.kind.prefix, e.subject, lastDay(is.To), dayText(is.From))
		return is, false
	}
	return is, true
}

// daysOfNew returns the days of an entity new in its layer that does not say its own.
func (d *differ) daysOfNew(e *entity) knowledge.Range {
	if e.kind.timeless || e.layer == knowledge.LayerBase {
		return knowledge.Always
	}
	if e.parent != nil {
		if days, ok := d.after.existence(e.parent.kind, e.parent.subject, e.parent.layer); ok {
			return days
		}
	}
	if days, ok := d.after.existence(e.kind, e.subject, knowledge.LayerBase); ok {
		return days
	}
	return knowledge.Since(d.options.From)
}

// fieldEdits returns what an entry changes of a field that says line so far,
// on the days on which the entity is to exist.
func (d *differ) fieldEdits(e *entity, said *entry, line []span, is knowledge.Range, known bool) []edit {
	if !said.plain {
		return d.timedEdits(e, said, line, is)
	}
	value := said.segments[0].value
	if !known || e.kind.whole {
		return differing(line, edit{field: said.field, valid: is, act: e.act, value: value})
	}
	day := max(d.options.From, is.From)
	if day < is.To {
		until := at(line, day, said.field).valid.To
		return differing(line, edit{field: said.field, valid: knowledge.Range{From: day, To: until}.Intersect(is), value: value})
	}
	last := at(line, is.To.AddDays(-1), said.field).valid // it has ended: its last value is corrected
	return differing(line, edit{field: said.field, valid: last.Intersect(is), value: value})
}

// timedEdits returns what the values over time change.
func (d *differ) timedEdits(e *entity, said *entry, line []span, is knowledge.Range) []edit {
	var edits []edit
	for _, s := range said.segments {
		valid := is
		if s.from != nil {
			valid.From = *s.from
		}
		if s.to != nil {
			valid.To = *s.to
		}
		if valid.Empty() || valid.Intersect(is) != valid {
			d.fail(place{said.file, s.line}, said.path(), "il periodo (%s) esce da quello in cui %s «%s» esiste (%s)",
				rangeText(valid), e.kind.prefix, e.subject, rangeText(is))
			continue
		}
		edits = append(edits, differing(line, edit{field: said.field, valid: valid, act: s.act, value: s.value})...)
	}
	return edits
}

// differing returns the edit, or none when the line says the same already. An
// act that is not written says nothing.
func differing(line []span, e edit) []edit {
	first := at(line, e.valid.From, e.field)
	e.disposes = e.act != "" && (first.valid.From != e.valid.From || first.act != e.act)
	if e.disposes {
		return []edit{e}
	}
	for day := e.valid.From; day < e.valid.To; {
		s := at(line, day, e.field)
		if !equal(s.value, e.value) {
			return []edit{e}
		}
		day = s.valid.To
	}
	return nil
}

// oneActADay holds that what changes of a facet on one day is disposed by one
// act: a row has one.
func (d *differ) oneActADay(e *entity, revisions map[lineKey]*revision) {
	for key, v := range revisions {
		for i, a := range v.edits {
			for _, b := range v.edits[:i] {
				if a.act != "" && b.act != "" && a.act != b.act && a.valid.From == b.valid.From {
					d.fail(e.placeOf(key.facet, a.field, key.language), join(key.language, a.field.key),
						"%s cambia per il provvedimento «%s» e %s per «%s»: i campi che cambiano insieme hanno un solo provvedimento",
						since(a.valid.From), a.act, b.field.key, b.act)
				}
			}
		}
	}
}

// placeOf returns where an entity speaks of a field, else where it begins.
func (e *entity) placeOf(f *facet, of *field, language string) place {
	for _, said := range e.entries {
		if said.facet == f && said.field.key == of.key && said.language == language {
			return said.place
		}
	}
	return e.place
}

func (d *differ) fail(at place, path, format string, args ...any) {
	d.problems = append(d.problems, Problem{File: at.file, Line: at.line, Field: path, Message: fmt.Sprintf(format, args...)})
}

// rangeText writes a range for people, its last day included.
func rangeText(r knowledge.Range) string {
	switch {
	case r == knowledge.Always:
		return wordAlways
	case r.To == knowledge.Latest:
		return "dal " + dayText(r.From)
	case r.From == knowledge.Earliest:
		return "fino al " + lastDay(r.To)
	default:
		return "dal " + dayText(r.From) + " al " + lastDay(r.To)
	}
}

// prune ends what the files of a layer do not name.
func (d *differ) prune() {
	s := d.files.schema
	for _, k := range s.all() {
		if k.timeless || k == s.municipality {
			continue
		}
		for _, layer := range d.files.layers {
			for _, subject := range d.current.subjects(k, layer) {
				id := identity{k, subject, layer}
				if _, named := d.touched[id]; named {
					continue
				}
				d.end(id)
			}
		}
	}
}

// end lets nothing of an entity be true from the day of the import on.
func (d *differ) end(id identity) {
	for _, key := range d.current.keys(id.kind, id.subject, id.layer) {
		var kept []row
		for _, r := range d.current.lines[key] {
			if valid := (knowledge.Range{From: r.Valid.From, To: min(r.Valid.To, d.options.From)}); valid.Empty() {
				continue
			} else if valid != r.Valid {
				r.Valid, r.Row, r.Change = valid, 0, 0
			}
			kept = append(kept, r)
		}
		if len(kept) != len(d.current.lines[key]) || len(kept) > 0 && !reflect.DeepEqual(kept, d.current.lines[key]) {
			d.after.lines[key] = kept
			d.touched[id] = nil
		}
	}
}

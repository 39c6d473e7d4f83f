package exchange

import (
	"slices"

	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/knowledge"
)

// Policy says what becomes of a field that both the charter and the files have
// changed since the files were exported.
type Policy string

// The policies.
const (
	PolicyAsk    Policy = ""       // report every conflict, change nothing
	PolicyOurs   Policy = "ours"   // the charter's value stays
	PolicyTheirs Policy = "theirs" // the files' value wins
)

// Options say how files are imported.
type Options struct {
	// From is the day on which plain differences take effect.
	From knowledge.Date
	// Prune ends on From the entities of the files' layers that the files do
	// not name, entries of lists of entities (rooms, tenures, closures, phrases)
	// included. Acts and the municipality never end; absent fields stay.
	Prune  bool
	Policy Policy
	// Before is the charter at the version that the files carry; needed when
	// that is not the current one.
	Before *knowledge.Facts
}

// Diff returns what the files change of the charter. The error is Problems when
// the files do not agree with themselves or with the charter, Conflicts when
// both have changed the same fields and no policy says which stands.
//
// An entity new in its layer exists from its dal; without one, always in the
// base, on the days of the entry that it stands in or of the identity that it
// overrides, and else from From. A plain value that differs from what is true
// on From is a change from that day until the next one already scheduled;
// values with days say exactly what they say, of the past too. Importing the
// same files twice changes nothing.
func Diff(current knowledge.Facts, files *Files, o Options) (Edits, error) {
	d := &differ{
		files: files, options: o,
		current: newStore(files.schema, &current),
		touched: make(map[identity]*entity),
	}
	if files.version != 0 && current.Version != 0 && files.version != current.Version {
		if files.version > current.Version || o.Before == nil {
			return Edits{}, fault.New(fault.Conflict,
				"i file vengono dalla versione %d della carta, che qui non c'è: la carta è alla versione %d", files.version, current.Version)
		}
		d.before = newStore(files.schema, o.Before)
	}
	d.after = d.current.clone()
	for _, e := range d.inOrder() {
		d.entity(e)
	}
	if o.Prune {
		d.prune()
	}
	d.check()
	if err := d.problems.err(); err != nil {
		return Edits{}, err
	}
	if len(d.conflicts) > 0 {
		return Edits{}, d.conflicts
	}
	return d.edits(), nil
}

// differ is one import under way.
type differ struct {
	files   *Files
	options Options
	// before is the charter when the files were exported, nil when nothing has
	// changed since; current is it now, after what it becomes.
	before, current, after *store

	touched   map[identity]*entity // nil entities were pruned
	problems  Problems
	conflicts Conflicts
}

// inOrder sorts the entities so that what others take their days from comes first.
func (d *differ) inOrder() []*entity {
	var sorted []*entity
	for _, k := range d.files.schema.all() {
		for _, layer := range []knowledge.Layer{knowledge.LayerBase, knowledge.LayerLocal} {
			for _, e := range d.files.entities {
				if e.kind == k && e.layer == layer {
					sorted = append(sorted, e)
				}
			}
		}
	}
	return sorted
}

// entity applies what the files say of one entity.
func (d *differ) entity(e *entity) {
	was, known := d.current.existence(e.kind, e.subject, e.layer)
	is, ok := d.days(e, was, known)
	if !ok {
		return
	}
	d.touched[identity{e.kind, e.subject, e.layer}] = e
	revisions := make(map[lineKey]*revision)
	for _, key := range d.current.keys(e.kind, e.subject, e.layer) {
		revisions[key] = &revision{
			facet: key.facet, was: was, is: is, covers: key.facet == e.kind.existence() && was != is,
			keep:  key.facet == e.kind.existence() && e.kind.layered && e.layer == knowledge.LayerLocal,
			blank: row{Subject: e.subject, Layer: e.layer, Language: key.language, Act: e.act},
		}
	}
	for _, said := range e.entries {
		key := lineKey{said.facet, e.subject, e.layer, said.language}
		line := lineOf(revisions[key].resize(d.current.lines[key]), said.field)
		edits := d.fieldEdits(e, said, line, is, known)
		if len(edits) > 0 && d.conflicting(e, said, lineOf(d.current.lines[key], said.field)) {
			continue
		}
		revisions[key].edits = append(revisions[key].edits, edits...)
	}
	for key, v := range revisions {
		if len(v.edits) > 0 || was != is {
			d.after.lines[key] = v.apply(d.current.lines[key])
		}
	}
	d.oneActADay(e, revisions)
}

// edits collects the rows that change, line by line.
func (d *differ) edits() Edits {
	var edits Edits
	for _, k := range d.files.schema.all() {
		for _, layer := range k.layers() {
			for _, subject := range d.subjects(k, layer) {
				d.entityEdits(&edits, k, subject, layer)
			}
		}
	}
	return edits
}

func (d *differ) subjects(k *kind, layer knowledge.Layer) []string {
	var subjects []string
	for id := range d.touched {
		if id.kind == k && id.layer == layer {
			subjects = append(subjects, id.subject)
		}
	}
	slices.Sort(subjects)
	return subjects
}

func (d *differ) entityEdits(edits *Edits, k *kind, subject string, layer knowledge.Layer) {
	was, known := d.current.existence(k, subject, layer)
	is, remains := d.after.existence(k, subject, layer)
	told := EntityEdit{Kind: k.name, Slug: subject, Layer: layer, What: Changed}
	switch {
	case !known:
		told.What = Created
	case !remains:
		told.What, told.Fields = Ended, []FieldEdit{{Ended, was.From}}
	case is.To < was.To:
		told.What, told.Fields = Ended, []FieldEdit{{Ended, is.To}}
	}
	changed := false
	for _, key := range d.current.keys(k, subject, layer) {
		before, after := d.current.lines[key], d.after.lines[key]
		if slices.EqualFunc(before, after, sameRow) {
			continue
		}
		changed = true
		edits.replace(key.facet, before, after)
		for i := range key.facet.fields {
			f := &key.facet.fields[i]
			if from, differs := firstDifference(lineOf(before, f), lineOf(after, f), f); differs && told.What == Changed {
				told.Fields = append(told.Fields, FieldEdit{join(key.language, f.key), from})
			}
		}
	}
	if changed {
		edits.Entities = append(edits.Entities, told)
	}
}

// firstDifference returns the first day on which two lines differ.
func firstDifference(a, b []span, f *field) (knowledge.Date, bool) {
	days := []knowledge.Date{knowledge.Earliest}
	for _, s := range slices.Concat(a, b) {
		days = append(days, s.valid.From, s.valid.To)
	}
	slices.Sort(days)
	for _, day := range days {
		if was, is := at(a, day, f), at(b, day, f); !equal(was.value, is.value) || was.act != is.act && was.valid.From == day {
			return day, true
		}
	}
	return 0, false
}

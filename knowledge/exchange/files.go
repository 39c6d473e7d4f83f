package exchange

import (
	"reflect"
	"slices"

	"github.com/cittaclick/cittaclick/knowledge"
)

// Files is what a set of files says, read and found well-formed. Whether it
// agrees with itself and with the charter is for Diff to say.
type Files struct {
	schema   *schema
	entities []*entity
	version  knowledge.ChangeID
	layers   []knowledge.Layer
}

// Version is the version of the charter at which the files were exported, 0
// when they do not say.
func (f *Files) Version() knowledge.ChangeID { return f.version }

// Layers lists the layers that the files speak of.
func (f *Files) Layers() []knowledge.Layer { return slices.Clone(f.layers) }

// place is where something stands in the files.
type place struct {
	file string
	line int
}

// entity is what the files say of one identity in one layer.
type entity struct {
	place

	kind    *kind
	subject string
	layer   knowledge.Layer
	// from and to are the days of existence as written, nil where they are not;
	// to is the day after the last.
	from, to *knowledge.Date
	act      knowledge.ActID
	parent   *entity // whose days are the entity's, where it does not say its own
	entries  []*entry
}

// entry is what the files say of one field.
type entry struct {
	place

	facet    *facet
	field    *field
	language string
	// plain entries have one segment without days: what is true from the day of
	// the import on.
	plain    bool
	segments []segment
}

// path names the entry's field as a problem does.
func (e *entry) path() string { return join(e.language, e.field.key) }

// segment is a value of a field with the days on which it holds.
type segment struct {
	line     int
	from, to *knowledge.Date // nil where not written; to is the day after the last
	act      knowledge.ActID
	value    reflect.Value // the zero value: nothing is said on these days
}

// say adds an entry that the place in the files says, not a key.
func (e *entity) say(key string, value any) {
	facet, field, _ := e.kind.field(key, false)
	v := reflect.ValueOf(value).Convert(field.typ)
	e.entries = append(e.entries, &entry{place: e.place, facet: facet, field: field, plain: true, segments: []segment{{value: v}}})
}

// says reports whether the entity has an entry of that key.
func (e *entity) says(key string) bool {
	return slices.ContainsFunc(e.entries, func(o *entry) bool { return o.language == "" && o.field.key == key })
}

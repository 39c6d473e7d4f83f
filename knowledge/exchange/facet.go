package exchange

import (
	"reflect"
	"strings"

	"github.com/cittaclick/cittaclick/knowledge"
)

// row is a fact of any facet; its value is the facet struct.
type row = knowledge.Fact[any]

// facet is one facet struct of knowledge, seen as the list of its fields.
type facet struct {
	typ        reflect.Type
	fields     []field
	translated bool // a block of its own for each language

	rows func(*knowledge.Facts) []row
	add  func(*knowledge.Facts, row)
	// strip empties what follows from the identity or from the days, derive
	// fills it in again; between the two, rows compare by what files say.
	strip  func(row) row
	derive func(row) row
	merge  func(base, local any) any // nil when the facet has no layers
}

// field is one field of a facet, as a file names it.
type field struct {
	key   string
	index int
	typ   reflect.Type
}

func (f *field) of(value any) reflect.Value { return reflect.ValueOf(value).Field(f.index) }

// hooks are what a facet has besides its fields.
type hooks[T any] struct {
	names  [][2]string // key in the file and name of the field, where there are no yaml tags
	strip  func(*T)
	derive func(v *T, subject string, valid knowledge.Range)
	merge  func(base, local T) T
}

// facetOf describes the facet that stands in one slice of Facts.
func facetOf[T any](rowsOf func(*knowledge.Facts) *[]knowledge.Fact[T], h hooks[T]) *facet {
	f := &facet{typ: reflect.TypeFor[T]()}
	f.fields = fieldsOf(f.typ, h.names)
	f.rows = func(facts *knowledge.Facts) []row {
		rows := make([]row, 0, len(*rowsOf(facts)))
		for _, fact := range *rowsOf(facts) {
			rows = append(rows, convert(fact, any(fact.Value)))
		}
		return rows
	}
	f.add = func(facts *knowledge.Facts, r row) {
		rows := rowsOf(facts)
		*rows = append(*rows, convert(r, r.Value.(T))) //nolint:forcetypeassert // rows are made by this facet
	}
	f.strip = edited(func(v *T, _ row) {
		if h.strip != nil {
			h.strip(v)
		}
	})
	f.derive = edited(func(v *T, r row) {
		if h.derive != nil {
			h.derive(v, r.Subject, r.Valid)
		}
	})
	if h.merge != nil {
		f.merge = func(base, local any) any { return h.merge(base.(T), local.(T)) } //nolint:forcetypeassert // as above
	}
	return f
}

// edited returns a function that gives back a row with its value edited.
func edited[T any](edit func(*T, row)) func(row) row {
	return func(r row) row {
		value := r.Value.(T) //nolint:forcetypeassert // rows are made by their facet
		edit(&value, r)
		r.Value = value
		return r
	}
}

// convert returns the fact with a value of another type.
func convert[A, B any](f knowledge.Fact[A], value B) knowledge.Fact[B] {
	return knowledge.Fact[B]{
		Row: f.Row, Subject: f.Subject, Layer: f.Layer, Language: f.Language,
		Valid: f.Valid, Change: f.Change, Act: f.Act, Value: value,
	}
}

// fieldsOf lists the fields of a facet by its yaml tags, and then those named.
func fieldsOf(typ reflect.Type, names [][2]string) []field {
	var fields []field
	for i := range typ.NumField() {
		if key := keyOf(typ.Field(i)); key != "" {
			fields = append(fields, field{key: key, index: i, typ: typ.Field(i).Type})
		}
	}
	for _, name := range names {
		f, _ := typ.FieldByName(name[1])
		fields = append(fields, field{key: name[0], index: f.Index[0], typ: f.Type})
	}
	return fields
}

// keyOf returns the key of a struct's field in the files, "" when it has none.
func keyOf(f reflect.StructField) string {
	key, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
	if key == "-" {
		return ""
	}
	return key
}

// field returns the facet's field of that key.
func (f *facet) field(key string) (*field, bool) {
	for i := range f.fields {
		if f.fields[i].key == key {
			return &f.fields[i], true
		}
	}
	return nil, false
}

// zero returns the facet's value when nothing is said.
func (f *facet) zero() any { return reflect.Zero(f.typ).Interface() }

// with returns the facet's value with one field set.
func (f *facet) with(value any, at *field, set reflect.Value) any {
	next := reflect.New(f.typ).Elem()
	next.Set(reflect.ValueOf(value))
	next.Field(at.index).Set(set)
	return next.Interface()
}

package knowledge

import (
	"reflect"
	"strings"
)

// Origin says which layer a field comes from. It is derived when the layers are
// merged and never stored.
type Origin string

// The origins. A placeholder that the municipality has not filled is missing.
const (
	OriginBase    Origin = "base"
	OriginLocal   Origin = "local"
	OriginMissing Origin = "missing"
)

// Origins says where each field of a service comes from, by the field's name in
// the data (its json tag). A field of which nothing is said is not in it; a list
// to which both layers contribute is the local one's.
type Origins map[string]Origin

// add notes the origins of a facet's fields.
func (o Origins) add(base, local any) {
	b, l := reflect.ValueOf(base), reflect.ValueOf(local)
	for i := range b.NumField() {
		name, _, _ := strings.Cut(b.Type().Field(i).Tag.Get("json"), ",")
		switch {
		case isSet(l.Field(i)):
			o[name] = OriginLocal
		case isSet(b.Field(i)):
			o[name] = OriginBase
		}
	}
}

func isSet(field reflect.Value) bool {
	said, ok := field.Interface().(interface{ Set() bool })
	return ok && said.Set()
}

// of returns the origin of what several fields say together: local when any of
// them is, or when there is none because it stands outside the layers.
func (o Origins) of(fields ...string) Origin {
	for _, field := range fields {
		if o[field] == OriginLocal {
			return OriginLocal
		}
	}
	if len(fields) == 0 {
		return OriginLocal
	}
	return OriginBase
}

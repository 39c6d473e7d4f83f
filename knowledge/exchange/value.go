package exchange

import "reflect"

// optional is what every knowledge.Optional offers, whatever it holds.
type optional interface {
	Set() bool
	Provided() bool
	None() bool
}

// optionalSetter is what a pointer to one offers besides.
type optionalSetter interface {
	MarkProvided()
	MarkNotProvided()
}

var optionalType = reflect.TypeFor[optional]()

// heldType returns the type that an Optional holds.
func heldType(typ reflect.Type) (reflect.Type, bool) {
	if !typ.Implements(optionalType) {
		return nil, false
	}
	held, ok := typ.FieldByName("Value")
	return held.Type, ok
}

// held returns what an Optional holds.
func held(v reflect.Value) reflect.Value { return v.FieldByName("Value") }

// some returns an Optional of that type that holds v.
func some(typ reflect.Type, v reflect.Value) reflect.Value {
	opt := reflect.New(typ)
	held(opt.Elem()).Set(v)
	opt.Interface().(optionalSetter).MarkProvided() //nolint:forcetypeassert // typ is an Optional
	return opt.Elem()
}

// nothing returns the value that says that there is nothing: "not provided" of
// an Optional, the zero value of another field.
func nothing(typ reflect.Type) reflect.Value {
	v := reflect.New(typ)
	if opt, ok := v.Interface().(optionalSetter); ok {
		opt.MarkNotProvided()
	}
	return v.Elem()
}

// none reports whether an Optional says that there is nothing; a list that is
// held but empty says the same.
func none(v reflect.Value) bool {
	opt := v.Interface().(optional) //nolint:forcetypeassert // v is an Optional
	return opt.None() || opt.Provided() && held(v).Kind() == reflect.Slice && held(v).Len() == 0
}

// unset reports whether a field says nothing. A yes or no always says something.
func unset(v reflect.Value) bool {
	if opt, ok := v.Interface().(optional); ok {
		return !opt.Set()
	}
	switch v.Kind() {
	case reflect.Bool:
		return false
	case reflect.Slice:
		return v.Len() == 0
	default:
		return v.IsZero()
	}
}

// blank reports whether no field of a facet's value says anything.
func blank(value any) bool {
	v := reflect.ValueOf(value)
	for i := range v.NumField() {
		if f := v.Field(i); !unset(f) && !(f.Kind() == reflect.Bool && f.IsZero()) {
			return false
		}
	}
	return true
}

// equal compares two values of one type by what files say of them: no list and
// an empty one are the same.
func equal(a, b reflect.Value) bool {
	if _, ok := heldType(a.Type()); ok {
		return equalOptional(a, b)
	}
	switch a.Kind() {
	case reflect.Slice:
		if a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !equal(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	case reflect.Pointer:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() == b.IsNil()
		}
		return equal(a.Elem(), b.Elem())
	case reflect.Struct:
		for i := range a.NumField() {
			if !equal(a.Field(i), b.Field(i)) {
				return false
			}
		}
		return true
	default:
		return a.Equal(b)
	}
}

func equalOptional(a, b reflect.Value) bool {
	if unset(a) || unset(b) {
		return unset(a) == unset(b)
	}
	if none(a) || none(b) {
		return none(a) == none(b)
	}
	return equal(held(a), held(b))
}

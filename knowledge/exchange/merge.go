package exchange

import (
	"reflect"
	"slices"

	"github.com/cittaclick/cittaclick/knowledge"
)

// merged returns the charter as citizens read it, all in the local layer: on
// each day the local layer laid over the base. Services without an office are
// in it, though citizens do not see them.
func merged(st *store) *store {
	next := &store{schema: st.schema, lines: make(map[lineKey][]row), languages: st.languages}
	for key, local := range st.lines {
		if key.layer == knowledge.LayerLocal {
			base := key
			base.layer = knowledge.LayerBase
			next.lines[key] = mergeLines(key, st.lines[base], local)
			continue
		}
		over := key
		over.layer = knowledge.LayerLocal
		if _, both := st.lines[over]; !both {
			next.lines[over] = mergeLines(over, local, nil)
		}
	}
	return next
}

// mergeLines lays one line over another, day by day. Facets without layers,
// and phrases, are either the one or the other.
func mergeLines(key lineKey, base, local []row) []row {
	var cuts []knowledge.Date
	for _, r := range base {
		cuts = append(cuts, r.Valid.From, r.Valid.To)
	}
	sameValue := func(a, b row) bool { return equal(reflect.ValueOf(a.Value), reflect.ValueOf(b.Value)) }
	return knowledge.Timeline[any](local).Recut(cuts, sameValue, func(days knowledge.Range, _ row, _ bool) (row, bool) {
		r, ok := mergeOn(key, base, local, days.From)
		r.Layer = knowledge.LayerLocal
		return r, ok
	})
}

func mergeOn(key lineKey, base, local []row, day knowledge.Date) (row, bool) {
	on := func(rows []row) int {
		return slices.IndexFunc(rows, func(r row) bool { return r.Valid.Contains(day) })
	}
	b, l := on(base), on(local)
	switch {
	case b < 0 && l < 0:
		return row{}, false
	case l < 0:
		return base[b], true
	case b < 0 || key.facet.merge == nil:
		return local[l], true
	}
	r := local[l]
	r.Value = key.facet.merge(base[b].Value, r.Value)
	if r.Valid.From != day || r.Act == "" {
		r.Act = base[b].Act
	}
	return r, true
}

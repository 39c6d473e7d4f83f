package exchange

import (
	"cmp"
	"maps"
	"slices"

	"github.com/cittaclick/cittaclick/knowledge"
)

// lineKey names the rows of one facet of one entity.
type lineKey struct {
	facet    *facet
	subject  string
	layer    knowledge.Layer
	language string
}

// store is a charter's rows by the entity that they are about, in order of time
// and stripped of what follows from the identity.
type store struct {
	schema    *schema
	lines     map[lineKey][]row
	languages []string
}

func newStore(s *schema, facts *knowledge.Facts) *store {
	st := &store{schema: s, lines: make(map[lineKey][]row), languages: languages()}
	for _, k := range s.all() {
		for _, f := range k.facets {
			for _, r := range f.rows(facts) {
				if !k.layered {
					r.Layer = knowledge.LayerLocal // whatever storage calls the one layer there is
				}
				key := lineKey{f, r.Subject, r.Layer, r.Language}
				st.lines[key] = append(st.lines[key], f.strip(r))
				if r.Language != "" && !slices.Contains(st.languages, r.Language) {
					st.languages = append(st.languages, r.Language)
				}
			}
		}
	}
	for _, line := range st.lines {
		slices.SortFunc(line, func(a, b row) int { return cmp.Compare(a.Valid.From, b.Valid.From) })
	}
	slices.Sort(st.languages)
	return st
}

// clone returns a copy whose lines can be replaced.
func (st *store) clone() *store {
	return &store{schema: st.schema, lines: maps.Clone(st.lines), languages: st.languages}
}

// keys lists the lines that an entity may have.
func (st *store) keys(k *kind, subject string, layer knowledge.Layer) []lineKey {
	var keys []lineKey
	for _, f := range k.facets {
		if !f.translated {
			keys = append(keys, lineKey{f, subject, layer, ""})
			continue
		}
		for _, language := range st.languages {
			keys = append(keys, lineKey{f, subject, layer, language})
		}
	}
	return keys
}

// existence returns the days from the first to the last on which anything is
// known of an entity.
func (st *store) existence(k *kind, subject string, layer knowledge.Layer) (knowledge.Range, bool) {
	whole, known := knowledge.Range{}, false
	for _, key := range st.keys(k, subject, layer) {
		for _, r := range st.lines[key] {
			if !known {
				whole, known = r.Valid, true
			}
			whole = knowledge.Range{From: min(whole.From, r.Valid.From), To: max(whole.To, r.Valid.To)}
		}
	}
	return whole, known
}

// subjects lists the entities of a kind in a layer, sorted.
func (st *store) subjects(k *kind, layer knowledge.Layer) []string {
	found := make(map[string]bool)
	for key := range st.lines {
		if key.layer == layer && slices.Contains(k.facets, key.facet) && len(st.lines[key]) > 0 {
			found[key.subject] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// layers lists the layers in which entities of a kind may stand.
func (k *kind) layers() []knowledge.Layer {
	if k.layered {
		return []knowledge.Layer{knowledge.LayerBase, knowledge.LayerLocal}
	}
	return []knowledge.Layer{knowledge.LayerLocal}
}

package exchange

import (
	"cmp"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/cittaclick/cittaclick/knowledge"
)

// written is an entity as a node of a file.
type written struct {
	subject string
	exists  knowledge.Range
	node    *yaml.Node
	level   int // of rooms
}

// entities writes those of a kind whose subject begins with a prefix, sorted.
func (w *writer) entities(k *kind, layer knowledge.Layer, prefix string) []written {
	var all []written
	for _, subject := range w.store.subjects(k, layer) {
		exists, _ := w.store.existence(k, subject, layer)
		if !strings.HasPrefix(subject, prefix) || w.on != nil && !exists.Contains(*w.on) {
			continue
		}
		e := written{subject: subject, exists: exists}
		e.node = w.entity(k, &e, layer)
		all = append(all, e)
	}
	return all
}

// entity writes one entity with what is nested in it.
func (w *writer) entity(k *kind, e *written, layer knowledge.Layer) *yaml.Node {
	n := &yaml.Node{Kind: yaml.MappingNode}
	switch k {
	case w.schema.municipality, w.schema.room, w.schema.phrase:
	case w.schema.tenure:
		put(n, keyItem, scalarNode(tagText, e.subject[strings.Index(e.subject, "/")+1:]))
	default:
		put(n, keySlug, scalarNode(tagText, e.subject))
	}
	if !k.timeless {
		w.days(n, k, e, layer)
	}
	act := w.actOf(k, e, layer)
	if act != "" {
		put(n, keyAct, scalarNode(tagText, string(act)))
	}
	for _, key := range w.store.keys(k, e.subject, layer) {
		at := n
		if key.language != "" {
			at = &yaml.Node{Kind: yaml.MappingNode}
		}
		w.facet(at, k, e, key, act)
		if key.language != "" && len(at.Content) > 0 {
			put(n, key.language, at)
		}
	}
	w.nested(n, k, e, layer)
	arrange(n, k == w.schema.phrase)
	return n
}

// days writes the days of existence, where they are not those that go without
// saying.
func (w *writer) days(n *yaml.Node, k *kind, e *written, layer knowledge.Layer) {
	closure := k == w.schema.closure
	if w.on != nil && !closure { // values of one day say nothing of other days
		return
	}
	usual, explicit := knowledge.Always, layer == knowledge.LayerLocal
	if parent := w.parent(k); parent != nil {
		usual, _ = w.store.existence(parent, parentOf(e.subject), layer)
		explicit = false
	} else if base, ok := w.store.existence(k, e.subject, knowledge.LayerBase); ok && explicit && k.layered {
		usual, explicit = base, false
	}
	if explicit || closure || e.exists.From != usual.From {
		put(n, keyFrom, dayNode(e.exists.From))
	}
	if closure || e.exists.To != usual.To {
		put(n, keyTo, dayNode(e.exists.To.AddDays(-1)))
	}
}

// parent returns the kind in whose entries a kind is nested.
func (w *writer) parent(k *kind) *kind {
	switch k {
	case w.schema.room:
		return w.schema.building
	case w.schema.tenure:
		return w.schema.person
	default:
		return nil
	}
}

func dayNode(d knowledge.Date) *yaml.Node {
	if d == knowledge.Earliest || d == knowledge.Latest {
		return scalarNode(tagText, dayText(d))
	}
	return scalarNode(tagDate, d.String())
}

// actOf returns the act by which an entity began.
func (w *writer) actOf(k *kind, e *written, layer knowledge.Layer) knowledge.ActID {
	rows := w.store.lines[lineKey{k.existence(), e.subject, layer, ""}]
	if len(rows) == 0 || rows[0].Valid.From != e.exists.From || k.timeless {
		return ""
	}
	return rows[0].Act
}

// facet writes the fields of one facet.
func (w *writer) facet(n *yaml.Node, k *kind, e *written, key lineKey, act knowledge.ActID) {
	for i := range key.facet.fields {
		f := &key.facet.fields[i]
		spans := lineOf(w.store.lines[key], f)
		if len(spans) == 0 {
			continue
		}
		if k == w.schema.room && f.key == keyLevel {
			e.level = int(spans[len(spans)-1].value.Int())
			continue
		}
		if value, plain := w.plain(spans, k, e, f, act); !plain {
			put(n, f.key, timedNode(spans, e.exists, f))
		} else if !unset(value) && !w.goesWithoutSaying(k, f, value) {
			put(n, f.key, encode(value, f.key))
		}
	}
}

// plain returns the one value to write of a field, where there is one.
func (w *writer) plain(spans []span, k *kind, e *written, f *field, act knowledge.ActID) (reflect.Value, bool) {
	switch {
	case w.on != nil:
		return at(spans, *w.on, f).value, true
	case k.timeless:
		return spans[len(spans)-1].value, true
	default:
		return spans[0].value, len(spans) == 1 && spans[0].valid == e.exists && spans[0].act == act
	}
}

// goesWithoutSaying reports the usual language and split of phrases.
func (w *writer) goesWithoutSaying(k *kind, f *field, value reflect.Value) bool {
	return k == w.schema.phrase &&
		(f.key == "lingua" && value.String() == "it" || f.key == "parte" && value.String() == knowledge.SplitTrain)
}

// timedNode writes the values of a field over time.
func timedNode(spans []span, exists knowledge.Range, f *field) *yaml.Node {
	list := &yaml.Node{Kind: yaml.SequenceNode}
	for i, s := range spans {
		n := &yaml.Node{Kind: yaml.MappingNode}
		if i > 0 || s.valid.From != exists.From {
			put(n, keyFrom, dayNode(s.valid.From))
		}
		if !unset(s.value) && (i < len(spans)-1 || s.valid.To != exists.To) { // nothing has no end
			put(n, keyTo, dayNode(s.valid.To.AddDays(-1)))
		}
		if s.act != "" {
			put(n, keyAct, scalarNode(tagText, string(s.act)))
		}
		if !unset(s.value) {
			put(n, keyValue, encode(s.value, f.key))
		}
		list.Content = append(list.Content, n)
	}
	return list
}

// nested writes the rooms of a building and the tenures of a person.
func (w *writer) nested(n *yaml.Node, k *kind, e *written, layer knowledge.Layer) {
	switch k {
	case w.schema.building:
		w.rooms(n, w.entities(w.schema.room, layer, e.subject+"/"))
	case w.schema.person:
		tenures := w.entities(w.schema.tenure, layer, e.subject+"/")
		slices.SortStableFunc(tenures, func(a, b written) int { return cmp.Compare(a.exists.From, b.exists.From) })
		if len(tenures) > 0 {
			put(n, keyTenures, sequence(tenures))
		}
	}
}

// rooms writes each room under its floor, those without one after all floors.
func (w *writer) rooms(building *yaml.Node, rooms []written) {
	floors := child(building, keyFloors)
	if floors != nil && timed(floors) {
		floors = child(floors.Content[len(floors.Content)-1], keyValue)
	}
	var loose []written
	for _, room := range rooms {
		if floor := floorAt(floors, room.level); floor != nil {
			list := child(floor, keyRooms)
			if list == nil {
				list = &yaml.Node{Kind: yaml.SequenceNode}
				put(floor, keyRooms, list)
			}
			list.Content = append(list.Content, room.node)
			continue
		}
		put(room.node, keyLevel, encode(reflect.ValueOf(room.level), keyLevel))
		loose = append(loose, room)
	}
	if len(loose) > 0 {
		put(building, keyRooms, sequence(loose))
	}
}

func floorAt(floors *yaml.Node, level int) *yaml.Node {
	if floors == nil {
		return nil
	}
	want := encode(reflect.ValueOf(level), keyLevel).Value
	for _, floor := range floors.Content {
		if text(child(floor, keyLevel)) == want {
			return floor
		}
	}
	return nil
}

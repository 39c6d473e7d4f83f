package exchange

import (
	"fmt"
	"reflect"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/cittaclick/cittaclick/knowledge"
)

var (
	rulesType     = reflect.TypeFor[[]knowledge.OpeningRule]()
	intervalsType = reflect.TypeFor[[]knowledge.Interval]()
	itemType      = reflect.TypeFor[knowledge.Item]()
)

// isLines reports whether a list is written in the notation of opening hours.
func isLines(typ reflect.Type) bool { return typ == rulesType || typ == intervalsType }

// lines reads opening hours, one line of the notation an entry.
func (d *decoder) lines(n *yaml.Node, typ reflect.Type, path string) (reflect.Value, bool) {
	v := reflect.New(typ).Elem()
	if saysNothing(n) {
		return v, true
	}
	if n.Kind != yaml.SequenceNode {
		d.fail(n, path, "qui ci vuole un elenco di righe, come «- lun-ven 08:30-12:30»")
		return v, false
	}
	sound := true
	var texts []string
	for _, line := range n.Content {
		parsed, err := parseLine(line, typ)
		if err != nil {
			d.fail(line, path, "%s", messageOf(err))
			sound = false
			continue
		}
		texts = append(texts, line.Value)
		v = reflect.AppendSlice(v, parsed)
	}
	if typ != rulesType || !sound {
		return v, sound
	}
	rules, err := knowledge.ParseRules(texts)
	if err != nil {
		d.fail(n, path, "%s", err)
		return v, false
	}
	return reflect.ValueOf(rules), true
}

func parseLine(line *yaml.Node, typ reflect.Type) (reflect.Value, error) {
	if typ == rulesType {
		rules, err := knowledge.ParseRule(line.Value)
		return reflect.ValueOf(rules), err
	}
	intervals, err := knowledge.ParseIntervals(line.Value)
	for i := range intervals {
		if err == nil {
			err = intervals[i].Validate()
		}
	}
	return reflect.ValueOf(intervals), err
}

// list reads a list of words or of entries; the keys of entries are unique.
func (d *decoder) list(n *yaml.Node, typ, owner reflect.Type, key, path string) (reflect.Value, bool) {
	v := reflect.New(typ).Elem()
	if saysNothing(n) {
		return v, true
	}
	if n.Kind != yaml.SequenceNode {
		d.fail(n, path, "qui ci vuole un elenco: [uno, due], oppure una riga per voce con il trattino")
		return v, false
	}
	sound := true
	seen := make(map[string]int)
	for i, entry := range n.Content {
		at := entryPath(path, i, entry, typ.Elem())
		one, ok := d.value(entry, typ.Elem(), owner, key, at)
		if !ok {
			sound = false
			continue
		}
		if id := identifier(one); id != "" {
			if line, twice := seen[id]; twice {
				d.fail(entry, at, "«%s» c'è già alla riga %d: in un elenco ogni voce è scritta una volta", id, line)
				sound = false
			}
			seen[id] = entry.Line
		}
		v = reflect.Append(v, one)
	}
	return v, sound
}

// entryPath names an entry of a list by its key, else by its place.
func entryPath(path string, i int, entry *yaml.Node, typ reflect.Type) string {
	if typ.Kind() != reflect.Struct || entry.Kind != yaml.MappingNode {
		return path
	}
	for j := 0; j+1 < len(entry.Content); j += 2 {
		if entry.Content[j].Value == keyItem {
			return join(path, entry.Content[j+1].Value)
		}
	}
	return fmt.Sprintf("%s[%d]", path, i+1)
}

// identifier returns what must not come twice in a list, "" when nothing must.
func identifier(v reflect.Value) string {
	switch one := v.Interface().(type) {
	case knowledge.Keyed:
		return one.ItemKey()
	case knowledge.Floor:
		return fmt.Sprintf("piano %d", one.Level)
	case fmt.Stringer:
		return one.String()
	}
	if v.Kind() == reflect.String {
		return v.String()
	}
	return ""
}

// object reads an entry of a list, or a group of fields, by its yaml tags.
func (d *decoder) object(n *yaml.Node, typ reflect.Type, path string) (reflect.Value, bool) {
	v := reflect.New(typ).Elem()
	pairs, sound := d.mapping(n, path)
	said := make(map[string]bool)
	for _, p := range pairs {
		at, ok := member(v, p.key)
		if !ok {
			d.fail(p.name, join(path, p.key), "chiave sconosciuta; si possono scrivere: %s", strings.Join(membersOf(typ), ", "))
			sound = false
			continue
		}
		one, ok := d.value(p.node, at.Type(), typ, p.key, join(path, p.key))
		if !ok {
			sound = false
			continue
		}
		at.Set(one)
		said[p.key] = true
	}
	if !sound || removes(v) && d.mayRemove(n, path) {
		return v, sound
	}
	return v, d.complete(n, typ, said, path)
}

// member finds the field of a key, looking into the groups that entries share.
func member(v reflect.Value, key string) (reflect.Value, bool) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if f.Anonymous {
			if inner, ok := member(v.Field(i), key); ok {
				return inner, true
			}
		} else if keyOf(f) == key {
			return v.Field(i), true
		}
	}
	return reflect.Value{}, false
}

// membersOf lists the keys of an entry.
func membersOf(typ reflect.Type) []string {
	var keys []string
	for i := range typ.NumField() {
		if f := typ.Field(i); f.Anonymous {
			keys = append(keys, membersOf(f.Type)...)
		} else if key := keyOf(f); key != "" {
			keys = append(keys, key)
		}
	}
	return keys
}

func removes(v reflect.Value) bool {
	item, ok := v.Interface().(knowledge.Keyed)
	return ok && item.ItemRemoved()
}

func (d *decoder) mayRemove(n *yaml.Node, path string) bool {
	if d.layer == knowledge.LayerBase {
		d.fail(n, join(path, keyRemoved), "si toglie una voce della base solo nello strato locale")
	}
	return true
}

// complete checks that an entry has all that its tags do not call optional.
func (d *decoder) complete(n *yaml.Node, typ reflect.Type, said map[string]bool, path string) bool {
	sound := true
	for i := range typ.NumField() {
		f := typ.Field(i)
		if f.Type == itemType {
			sound = d.complete(n, itemType, said, path) && sound
		}
		key := keyOf(f)
		if f.Anonymous || key == "" || said[key] || strings.Contains(f.Tag.Get("yaml"), ",omitempty") {
			continue
		}
		d.fail(n, join(path, key), "manca: è una voce obbligatoria")
		sound = false
	}
	return sound
}

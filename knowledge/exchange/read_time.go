package exchange

import (
	"reflect"
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/cittaclick/cittaclick/knowledge"
)

// timed reports whether a value is a list of values over time: entries with
// days or a value and without any other key.
func timed(n *yaml.Node) bool {
	if n.Kind != yaml.SequenceNode || len(n.Content) == 0 {
		return false
	}
	first := n.Content[0]
	if first.Kind != yaml.MappingNode || len(first.Content) == 0 {
		return false
	}
	for i := 0; i < len(first.Content); i += 2 {
		if !slices.Contains([]string{keyFrom, keyTo, keyAct, keyValue}, first.Content[i].Value) {
			return false
		}
	}
	return true
}

// fieldValue reads the value of a field.
func (d *decoder) fieldValue(n *yaml.Node, facet *facet, field *field, path string) (reflect.Value, bool) {
	if saysNothing(n) {
		return nothing(field.typ), true
	}
	return d.value(n, field.typ, facet.typ, field.key, path)
}

// segments reads the values of a field over time.
func (d *decoder) segments(n *yaml.Node, said *entry, path string) ([]segment, bool) {
	sound := true
	var segments []segment
	for _, one := range n.Content {
		segment, ok := d.segment(one, said, path)
		if !ok {
			sound = false
			continue
		}
		segments = append(segments, segment)
	}
	return segments, sound && d.consecutive(segments, path)
}

func (d *decoder) segment(n *yaml.Node, said *entry, path string) (segment, bool) {
	seg := segment{line: n.Line, value: reflect.Zero(said.field.typ)}
	pairs, sound := d.mapping(n, path)
	for _, p := range pairs {
		switch p.key {
		case keyFrom, keyTo:
			before := len(*d.problems)
			d.day(p, join(path, p.key), &seg.from, &seg.to)
			sound = sound && len(*d.problems) == before
		case keyAct:
			seg.act = d.act(p.node, join(path, keyAct))
			sound = sound && seg.act != ""
		case keyValue:
			value, ok := d.fieldValue(p.node, said.facet, said.field, path)
			seg.value = value
			sound = sound && ok
		default:
			d.fail(p.name, join(path, p.key), "chiave sconosciuta; un valore nel tempo ha dal, al, atto, valore")
			sound = false
		}
	}
	if sound && seg.from != nil && seg.to != nil && *seg.from >= *seg.to {
		d.fail(n, path, "l'ultimo giorno viene prima del primo")
		return seg, false
	}
	return seg, sound
}

// consecutive fills in the days that follow from the neighbours and checks that
// each value begins after the end of the one before.
func (d *decoder) consecutive(segments []segment, path string) bool {
	for i := 1; i < len(segments); i++ {
		before, after := &segments[i-1], &segments[i]
		switch {
		case before.to == nil && after.from == nil:
			d.fail(&yaml.Node{Line: after.line}, path, "manca il primo giorno: ogni valore dopo il primo ha il suo dal")
			return false
		case before.to == nil:
			before.to = after.from
		case after.from == nil:
			after.from = before.to
		}
		if *after.from < *before.to || before.from != nil && *before.from >= *before.to || after.to != nil && *after.from >= *after.to {
			d.fail(&yaml.Node{Line: after.line}, path, "i periodi si sovrappongono: il valore di prima finisce il %s, questo comincia il %s",
				lastDay(*before.to), dayText(*after.from))
			return false
		}
	}
	return true
}

// dayText writes a day for people.
func dayText(d knowledge.Date) string {
	switch d {
	case knowledge.Earliest:
		return wordAlways
	case knowledge.Latest:
		return wordNever
	default:
		return d.String()
	}
}

// since writes the first day of something for people.
func since(d knowledge.Date) string {
	if d == knowledge.Earliest {
		return "da " + wordAlways
	}
	return "dal " + dayText(d)
}

// lastDay writes the last day before to.
func lastDay(to knowledge.Date) string { return dayText(to.AddDays(-1)) }

package exchange

import (
	"reflect"
	"strings"

	"go.yaml.in/yaml/v3"
)

// valueText writes a value for people, as a file would, cut to a line.
func valueText(v reflect.Value) string {
	if !v.IsValid() || unset(v) {
		return "niente"
	}
	n := encode(v, "")
	flow(n)
	data, err := yaml.Marshal(n)
	if err != nil {
		return "niente" // nodes made by encode are always written
	}
	const most = 80
	words := []rune(strings.TrimSpace(string(data)))
	if len(words) > most {
		return string(words[:most]) + "…"
	}
	return string(words)
}

// flow puts a node and all that is in it on one line.
func flow(n *yaml.Node) {
	if n.Kind != yaml.ScalarNode {
		n.Style = yaml.FlowStyle
	}
	for _, inner := range n.Content {
		flow(inner)
	}
}

// spansText writes the values of a field over time for people.
func spansText(spans []span) string {
	texts := make([]string, len(spans))
	for i, s := range spans {
		texts[i] = valueText(s.value)
		if len(spans) > 1 {
			texts[i] += " " + rangeText(s.valid)
		}
	}
	if len(texts) == 0 {
		return "niente"
	}
	return strings.Join(texts, "; ")
}

// text writes what an entry says for people.
func (e *entry) text() string {
	texts := make([]string, len(e.segments))
	for i, s := range e.segments {
		texts[i] = valueText(s.value)
	}
	return strings.Join(texts, "; ")
}

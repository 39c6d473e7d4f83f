package exchange

import (
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// How wide a line may be when all of a list or of an entry stands on it.
const (
	widthWords  = 100
	widthEntry  = 120
	widthPhrase = 200
)

// arrange chooses how an entity's values stand on their lines: an entity one
// key a line, in it short lists and short entries on one line. A phrase is all
// on one line.
func arrange(n *yaml.Node, phrase bool) {
	if phrase && width(n) <= widthPhrase {
		flow(n)
		return
	}
	for i := 1; i < len(n.Content); i += 2 {
		settle(n.Content[i], n.Content[i-1].Value)
	}
}

func settle(n *yaml.Node, key string) {
	switch {
	case n.Kind == yaml.ScalarNode:
		if literal(n.Value) {
			n.Style = yaml.LiteralStyle
		}
	case key == keyTenures, key == keyRooms && !words(n) && !timed(n): // entities arrange themselves
	case n.Kind == yaml.SequenceNode && words(n):
		if width(n) <= widthWords {
			flow(n)
		}
	case n.Kind == yaml.MappingNode && flat(n) && width(n) <= widthEntry:
		flow(n)
	case n.Kind == yaml.MappingNode:
		arrange(n, false)
	default:
		for _, entry := range n.Content {
			settle(entry, "")
		}
	}
}

// quote puts double quotes around texts that cannot stand bare: single ones
// would double every apostrophe, and Italian has many.
func quote(n *yaml.Node, inFlow bool) {
	inFlow = inFlow || n.Style&yaml.FlowStyle != 0
	if n.Kind == yaml.ScalarNode && n.Tag == tagText && n.Style == 0 && !bare(n.Value, inFlow) {
		n.Style = yaml.DoubleQuotedStyle
	}
	for _, inner := range n.Content {
		quote(inner, inFlow)
	}
}

// bare reports whether a text can stand without quotes.
func bare(s string, inFlow bool) bool {
	return !strings.Contains(s, ": ") && !strings.Contains(s, " #") && !strings.HasSuffix(s, ":") &&
		!(s != "" && strings.ContainsRune("-?:,[]{}#&*!|>'\"%@`", rune(s[0]))) &&
		!(inFlow && strings.ContainsAny(s, ",:?[]{}"))
}

// words reports whether a list holds only scalars.
func words(n *yaml.Node) bool {
	for _, one := range n.Content {
		if one.Kind != yaml.ScalarNode {
			return false
		}
	}
	return n.Kind == yaml.SequenceNode
}

// flat reports whether an entry holds only scalars and lists of them.
func flat(n *yaml.Node) bool {
	for _, one := range n.Content {
		if one.Kind != yaml.ScalarNode && !words(one) {
			return false
		}
	}
	return true
}

// width tells about how wide a node is on one line.
func width(n *yaml.Node) int {
	const marks = 2
	if n.Kind == yaml.ScalarNode {
		if strings.Contains(n.Value, "\n") {
			return 2 * widthPhrase
		}
		return utf8.RuneCountInString(n.Value)
	}
	total := marks
	for _, inner := range n.Content {
		total += width(inner) + marks
	}
	return total
}

// literal reports whether a text of several lines can stand as it is.
func literal(s string) bool {
	if !strings.Contains(s, "\n") || strings.TrimSpace(s) != s {
		return false
	}
	for line := range strings.SplitSeq(s, "\n") {
		if line != "" && !simple(strings.TrimLeft(line, " ")) {
			return false
		}
	}
	return true
}

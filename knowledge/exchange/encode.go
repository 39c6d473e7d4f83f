package exchange

import (
	"encoding"
	"reflect"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/cittaclick/cittaclick/knowledge"
)

// The tags of YAML's scalars.
const (
	tagText  = "!!str"
	tagInt   = "!!int"
	tagFloat = "!!float"
	tagBool  = "!!bool"
	tagDate  = "!!timestamp"
)

// scalarNode returns a scalar of the tag; texts are quoted where YAML would
// read them as something else.
func scalarNode(tag, value string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.ScalarNode, Tag: tag, Value: value}
	if tag == tagText && !simple(value) {
		n.Style = yaml.DoubleQuotedStyle
	}
	return n
}

// simple reports whether a text can stand in any style and be read back as it is.
func simple(s string) bool {
	return strings.TrimSpace(s) == s && !strings.ContainsFunc(s, func(r rune) bool {
		return r < ' ' || r >= 0x7f && r < 0xa0 || r == 0x2028 || r == 0x2029 || r >= 0xfff0 || r == 0xfeff
	})
}

// encode writes a value as decoder.value reads it.
func encode(v reflect.Value, key string) *yaml.Node {
	if _, ok := heldType(v.Type()); ok {
		if none(v) {
			return scalarNode(tagText, wordNothing)
		}
		return encode(held(v), key)
	}
	if v.Kind() == reflect.Pointer {
		return encode(v.Elem(), key)
	}
	if n, ok := encodeNotation(v.Interface(), key); ok {
		return n
	}
	switch v.Kind() {
	case reflect.Slice:
		return encodeList(v, key)
	case reflect.Struct:
		n := &yaml.Node{Kind: yaml.MappingNode}
		encodeMembers(n, v)
		return n
	case reflect.Bool:
		return scalarNode(tagBool, strconv.FormatBool(v.Bool()))
	case reflect.Int:
		return scalarNode(tagInt, strconv.FormatInt(v.Int(), 10))
	case reflect.Float64:
		return scalarNode(tagFloat, strconv.FormatFloat(v.Float(), 'f', -1, 64))
	default:
		return scalarNode(tagText, v.String())
	}
}

// encodeNotation writes what has a notation of its own.
func encodeNotation(value any, key string) (*yaml.Node, bool) {
	switch one := value.(type) {
	case []knowledge.OpeningRule:
		return encodeWords(knowledge.FormatRules(one)), true
	case []knowledge.Interval:
		words := make([]string, len(one))
		for i := range one {
			words[i] = knowledge.FormatInterval(one[i])
		}
		return encodeWords(words), true
	case knowledge.Date:
		return scalarNode(tagDate, one.String()), true
	case knowledge.HoursOwner:
		if key == keyExempt && one.Kind == knowledge.OwnerOffice && one.ID != string(knowledge.OwnerMunicipality) {
			return scalarNode(tagText, one.ID), true
		}
		return scalarNode(tagText, one.String()), true
	case encoding.TextMarshaler:
		words, err := one.MarshalText()
		return scalarNode(tagText, string(words)), err == nil
	default:
		return nil, false
	}
}

func encodeWords(words []string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.SequenceNode}
	for _, word := range words {
		n.Content = append(n.Content, scalarNode(tagText, word))
	}
	return n
}

func encodeList(v reflect.Value, key string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.SequenceNode}
	for i := range v.Len() {
		n.Content = append(n.Content, encode(v.Index(i), key))
	}
	return n
}

// encodeMembers writes the fields of an entry that say anything, those that
// entries share where they stand.
func encodeMembers(n *yaml.Node, v reflect.Value) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if f.Anonymous {
			encodeMembers(n, v.Field(i))
			continue
		}
		key := keyOf(f)
		optional := strings.Contains(f.Tag.Get("yaml"), ",omitempty") || f.Type.Kind() == reflect.String
		if key == "" || optional && v.Field(i).IsZero() {
			continue
		}
		put(n, key, encode(v.Field(i), key))
	}
}

// put adds a key to a mapping.
func put(n *yaml.Node, key string, value *yaml.Node) {
	n.Content = append(n.Content, scalarNode(tagText, key), value)
}

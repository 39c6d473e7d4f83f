package exchange

import (
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/knowledge"
)

// decoder turns the values of one file into those of knowledge, and collects
// what is wrong with them.
type decoder struct {
	file     string
	layer    knowledge.Layer
	problems *Problems
}

// fail records a problem at a node.
func (d *decoder) fail(n *yaml.Node, path, format string, args ...any) {
	line := 0
	if n != nil {
		line = n.Line
	}
	*d.problems = append(*d.problems, Problem{File: d.file, Line: line, Field: path, Message: fmt.Sprintf(format, args...)})
}

// pair is one key of a mapping with its value.
type pair struct {
	key        string
	name, node *yaml.Node
}

// mapping lists the keys of a mapping; each may be there once.
func (d *decoder) mapping(n *yaml.Node, path string) ([]pair, bool) {
	if n.Kind != yaml.MappingNode {
		d.fail(n, path, "qui ci vogliono voci del tipo «chiave: valore»")
		return nil, false
	}
	var pairs []pair
	for i := 0; i+1 < len(n.Content); i += 2 {
		p := pair{n.Content[i].Value, n.Content[i], n.Content[i+1]}
		switch {
		case p.name.Kind != yaml.ScalarNode || p.name.Anchor != "" || p.node.Kind == yaml.AliasNode || p.node.Anchor != "":
			d.fail(p.name, path, "ancore e rinvii di YAML (&, *, <<) non si usano: scrivi il valore per intero")
		case slices.ContainsFunc(pairs, func(q pair) bool { return q.key == p.key }):
			d.fail(p.name, join(path, p.key), "la chiave è scritta due volte")
		default:
			pairs = append(pairs, p)
		}
	}
	return pairs, true
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// value reads a node as a value of that type. Its words, where the type or the
// field has a list of them, are checked by the caller's owner and key.
func (d *decoder) value(n *yaml.Node, typ, owner reflect.Type, key, path string) (reflect.Value, bool) {
	if holds, ok := heldType(typ); ok {
		if saysNothing(n) {
			return nothing(typ), true
		}
		v, ok := d.value(n, holds, owner, key, path)
		if !ok {
			return v, false
		}
		return some(typ, v), true
	}
	switch {
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		d.fail(n, path, "ancore e rinvii di YAML (&, *) non si usano: scrivi il valore per intero")
		return reflect.Value{}, false
	case n.Kind == yaml.ScalarNode && n.Tag == "!!null":
		d.fail(n, path, "manca il valore: togli la riga, oppure scrivi «%s» se si sa che non c'è", wordNothing)
		return reflect.Value{}, false
	case typ.Kind() == reflect.Pointer:
		return d.pointer(n, typ, owner, key, path)
	case isLines(typ):
		return d.lines(n, typ, path)
	case typ.Kind() == reflect.Slice:
		return d.list(n, typ, owner, key, path)
	case reflect.PointerTo(typ).Implements(textType):
		return d.text(n, typ, key, path)
	case typ.Kind() == reflect.Struct:
		return d.object(n, typ, path)
	default:
		return d.scalar(n, typ, owner, key, path)
	}
}

// saysNothing reports whether a node says that there is nothing.
func saysNothing(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.Value == wordNothing || n.Kind == yaml.SequenceNode && len(n.Content) == 0
}

func (d *decoder) pointer(n *yaml.Node, typ, owner reflect.Type, key, path string) (reflect.Value, bool) {
	v, ok := d.value(n, typ.Elem(), owner, key, path)
	if !ok {
		return v, false
	}
	p := reflect.New(typ.Elem())
	p.Elem().Set(v)
	return p, true
}

var textType = reflect.TypeFor[encoding.TextUnmarshaler]()

// text reads what parses itself: dates, amounts, owners of hours.
func (d *decoder) text(n *yaml.Node, typ reflect.Type, key, path string) (reflect.Value, bool) {
	v := reflect.New(typ)
	if n.Kind != yaml.ScalarNode {
		d.fail(n, path, "qui ci vuole %s", expected(typ))
		return v, false
	}
	text := n.Value
	if key == keyExempt && slugForm.MatchString(text) && text != string(knowledge.OwnerMunicipality) {
		text = string(knowledge.OwnerOffice) + ":" + text
	}
	if err := v.Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(text)); err != nil || strings.HasSuffix(text, "infinity") { //nolint:forcetypeassert // checked by the caller
		d.fail(n, path, "«%s» non è %s", n.Value, expected(typ))
		return v, false
	}
	return v.Elem(), true
}

// expected says what a type wants, in words for people.
func expected(typ reflect.Type) string {
	switch typ {
	case reflect.TypeFor[knowledge.Date]():
		return "una data: scrivi anno-mese-giorno, come 2026-12-01"
	case reflect.TypeFor[knowledge.Euro]():
		return "un importo: scrivi euro e centesimi, come 16.79"
	case reflect.TypeFor[knowledge.MonthDay]():
		return "un giorno dell'anno: scrivi mese-giorno, come 09-19"
	case reflect.TypeFor[knowledge.HoursOwner]():
		return "chi ha un orario: scrivi comune, oppure sede:, ufficio:, servizio: o orario: seguito dal suo slug"
	default:
		return "un testo"
	}
}

// scalar reads texts, numbers, and yes or no.
func (d *decoder) scalar(n *yaml.Node, typ, owner reflect.Type, key, path string) (reflect.Value, bool) {
	v := reflect.New(typ).Elem()
	if n.Kind != yaml.ScalarNode {
		d.fail(n, path, "qui ci vuole un valore solo, non un elenco né altre voci")
		return v, false
	}
	switch typ.Kind() {
	case reflect.String:
		v.SetString(n.Value)
		return v, d.checkText(n, typ, owner, key, path)
	case reflect.Bool:
		v.SetBool(n.Value == "true")
		if n.Value != "true" && n.Value != "false" {
			d.fail(n, path, "«%s» non va bene: scrivi true (sì) o false (no)", n.Value)
			return v, false
		}
	case reflect.Int:
		number, err := strconv.ParseInt(n.Value, 10, 32)
		if err != nil || number < 0 && key != keyLevel {
			d.fail(n, path, "«%s» non è un numero intero", n.Value)
			return v, false
		}
		v.SetInt(number)
	default: // the coordinates
		number, err := strconv.ParseFloat(n.Value, 64)
		if limit := map[string]float64{"lat": 90, "lon": 180}[key]; err != nil || !(number >= -limit && number <= limit) {
			d.fail(n, path, "«%s» non è una coordinata: scrivi i gradi, come 44.0010", n.Value)
			return v, false
		}
		v.SetFloat(number)
	}
	return v, true
}

// checkText checks a text against the words and the form that its place allows.
func (d *decoder) checkText(n *yaml.Node, typ, owner reflect.Type, key, path string) bool {
	words := wordsOfType(typ)
	if words == nil {
		words = wordsOfField(owner, key)
	}
	form, formed := formOfField(key)
	switch {
	case strings.TrimSpace(n.Value) == "":
		d.fail(n, path, "il testo è vuoto: togli la riga, oppure scrivi «%s» se si sa che non c'è", wordNothing)
	case !utf8.ValidString(n.Value) || strings.ContainsRune(n.Value, 0):
		d.fail(n, path, "il testo contiene caratteri che non si possono conservare: salva il file in UTF-8")
	case words != nil && !slices.Contains(words, n.Value):
		d.fail(n, path, "«%s» non è fra i valori ammessi: %s", n.Value, strings.Join(words, ", "))
	case formed && !form.pattern.MatchString(n.Value):
		d.fail(n, path, "«%s» non va bene: ci vuole %s", n.Value, form.want)
	case key == "sommario" && utf8.RuneCountInString(n.Value) > maxSummary:
		d.fail(n, path, "il sommario ha %d caratteri: al massimo sono %d", utf8.RuneCountInString(n.Value), maxSummary)
	default:
		return d.checkReference(n, typ, path)
	}
	return false
}

// checkReference checks that a reference is written as a slug; whether there is
// what it refers to is known only when all is read.
func (d *decoder) checkReference(n *yaml.Node, typ reflect.Type, path string) bool {
	switch typ {
	case reflect.TypeFor[knowledge.RoomID]():
		if !roomForm.MatchString(n.Value) {
			d.fail(n, path, "«%s» non indica una stanza: scrivi sede/codice in minuscolo, come palazzo-comunale/t03", n.Value)
			return false
		}
	case reflect.TypeFor[knowledge.OfficeID](), reflect.TypeFor[knowledge.PersonID](), reflect.TypeFor[knowledge.ServiceID](),
		reflect.TypeFor[knowledge.BuildingID](), reflect.TypeFor[knowledge.ScheduleID]():
		if !slugForm.MatchString(n.Value) {
			d.fail(n, path, "«%s» non è uno slug: lettere minuscole senza accenti, cifre e trattini, come carta-identita", n.Value)
			return false
		}
	}
	return true
}

func messageOf(err error) string {
	if message, ok := fault.Message(err); ok {
		return message
	}
	return err.Error()
}

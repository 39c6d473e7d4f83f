package exchange

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/cittaclick/cittaclick/knowledge"
)

// entity reads one entity with the entries nested in it.
func (r *reader) entity(d *decoder, k *kind, n *yaml.Node, slug string, parent *entity) *entity {
	pairs, ok := d.mapping(n, "")
	if !ok {
		return nil
	}
	e := &entity{place: place{d.file, n.Line}, kind: k, subject: slug, layer: d.layer, parent: parent}
	if !r.register(d, e, n) {
		return nil
	}
	for _, p := range pairs {
		r.pair(d, e, p)
	}
	r.settle(d, e, n)
	return e
}

// register checks the entity's slug and that nothing else has it.
func (r *reader) register(d *decoder, e *entity, n *yaml.Node) bool {
	id := identity{e.kind, e.subject, e.layer}
	switch before, known := r.known[id]; {
	case e.subject == "":
		d.fail(n, keySlug, "manca: è il nome che non cambia mai, come carta-identita")
	case !slices.Contains([]*kind{r.files.schema.room, r.files.schema.tenure, r.files.schema.phrase}, e.kind) && !slugForm.MatchString(e.subject):
		d.fail(n, keySlug, "«%s» non è uno slug: lettere minuscole senza accenti, cifre e trattini, come carta-identita", e.subject)
	case known:
		d.fail(n, keySlug, "%s «%s» c'è già: %s, riga %d", e.kind.prefix, e.subject, before.file, before.line)
	default:
		r.known[id] = e
		r.files.entities = append(r.files.entities, e)
		return true
	}
	return false
}

// pair reads one key of an entity.
func (r *reader) pair(d *decoder, e *entity, p pair) {
	if r.frame(d, e, p) || r.nested(d, e, p) {
		return
	}
	if e.kind.speaks() && slices.Contains(languages(), p.key) {
		pairs, _ := d.mapping(p.node, p.key)
		for _, inner := range pairs {
			d.field(e, inner, p.key)
		}
		return
	}
	d.field(e, p, "")
}

// frame reads the keys that say which entity it is, when it exists and by which
// act, and reports whether the key is one.
func (r *reader) frame(d *decoder, e *entity, p pair) bool {
	s := r.files.schema
	switch p.key {
	case keySlug:
		return e.parent == nil && e.kind != s.municipality && e.kind != s.phrase
	case keyItem:
		return e.kind == s.tenure
	case keyFrom, keyTo:
		if !e.kind.timeless {
			d.day(p, p.key, &e.from, &e.to)
		}
		return !e.kind.timeless
	case keyAct:
		if !e.kind.timeless {
			e.act = d.act(p.node, keyAct)
		}
		return !e.kind.timeless
	default:
		return false
	}
}

// nested reads the keys under which other entities stand, and reports whether
// the key is one.
func (r *reader) nested(d *decoder, e *entity, p pair) bool {
	s := r.files.schema
	switch {
	case p.key == keyFloors && e.kind == s.building:
		r.floors(d, e, p)
	case p.key == keyRooms && e.kind == s.building:
		r.roomsOn(d, e, p.node, nil)
	case p.key == keyTenures && e.kind == s.person:
		r.tenures(d, e, p.node)
	default:
		return false
	}
	return true
}

// field reads what is said of one field, in the given language.
func (d *decoder) field(e *entity, p pair, language string) {
	path := join(language, p.key)
	facet, field, ok := e.kind.field(p.key, language != "")
	if !ok {
		d.fail(p.name, path, "chiave sconosciuta; si possono scrivere: %s", strings.Join(append(d.reserved(e, language), e.kind.keys(language != "")...), ", "))
		return
	}
	said := &entry{place: place{d.file, p.name.Line}, facet: facet, field: field, language: language, plain: !timed(p.node)}
	if said.plain {
		value, ok := d.fieldValue(p.node, facet, field, path)
		if !ok {
			return
		}
		said.segments = []segment{{line: p.name.Line, value: value}}
	} else if said.segments, ok = d.segments(p.node, said, path); !ok {
		return
	}
	e.entries = append(e.entries, said)
}

// keys lists the fields of a kind.
func (k *kind) keys(translated bool) []string {
	var keys []string
	for _, f := range k.facets {
		for i := range f.fields {
			if f.translated == translated {
				keys = append(keys, f.fields[i].key)
			}
		}
	}
	return keys
}

// reserved lists the keys of an entity that are no fields, for people.
func (d *decoder) reserved(e *entity, language string) []string {
	switch {
	case language != "":
		return nil
	case e.kind.timeless:
		return []string{keySlug}
	case e.kind.speaks():
		return []string{keySlug, keyFrom, keyTo, keyAct, "en"}
	case e.kind.nests != "":
		return []string{keySlug, keyFrom, keyTo, keyAct, e.kind.nests}
	case e.parent != nil, e.subject == municipalitySlug:
		return []string{keyFrom, keyTo, keyAct}
	default:
		return []string{keySlug, keyFrom, keyTo, keyAct}
	}
}

// act reads the slug of an act.
func (d *decoder) act(n *yaml.Node, path string) knowledge.ActID {
	if !slugForm.MatchString(n.Value) {
		d.fail(n, path, "«%s» non è lo slug di un provvedimento, come dd-2026-118", n.Value)
		return ""
	}
	return knowledge.ActID(n.Value)
}

// day reads the first or the last day of something.
func (d *decoder) day(p pair, path string, from, to **knowledge.Date) {
	open, word, at := knowledge.Earliest, wordAlways, from
	if p.key == keyTo {
		open, word, at = knowledge.Latest, wordNever, to
	}
	if p.node.Value == word {
		*at = &open
		return
	}
	day, err := knowledge.ParseDate(p.node.Value)
	if err != nil || p.node.Kind != yaml.ScalarNode {
		d.fail(p.node, path, "«%s» non è una data: scrivi anno-mese-giorno, come 2026-12-01, oppure «%s»", p.node.Value, word)
		return
	}
	if p.key == keyTo {
		day = day.AddDays(1)
	}
	*at = &day
}

// settle checks what the entity says as a whole, and adds what goes without
// saying.
func (r *reader) settle(d *decoder, e *entity, n *yaml.Node) {
	s := r.files.schema
	if e.from != nil && e.to != nil && *e.from >= *e.to {
		d.fail(n, keyTo, "l'ultimo giorno viene prima del primo")
	}
	if e.kind == s.closure && (e.from == nil || e.to == nil) {
		d.fail(n, keyFrom, "una chiusura ha il primo e l'ultimo giorno: scrivi dal e al, anche se il giorno è uno")
	}
	if e.kind == s.closure && !e.says(keyHours) && text(child(n, "tipo")) == string(knowledge.ClosureClosed) {
		e.say(keyHours, []knowledge.Interval(nil)) // whatever hours it had
	}
	if e.kind == s.phrase {
		if !e.says("lingua") {
			e.say("lingua", "it")
		}
		if !e.says("parte") {
			e.say("parte", knowledge.SplitTrain)
		}
	}
}

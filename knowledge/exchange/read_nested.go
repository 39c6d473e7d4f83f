package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/cittaclick/cittaclick/knowledge"
)

// floors reads the floors of a building, plain or over time, and the rooms
// written under them: a room has its own days, not those of the list that it
// happens to be written in.
func (r *reader) floors(d *decoder, building *entity, p pair) {
	bare := *p.node
	if timed(p.node) {
		bare.Content = nil
		for _, one := range p.node.Content {
			segment := *one
			segment.Content = slices.Clone(one.Content)
			for i := 0; one.Kind == yaml.MappingNode && i+1 < len(segment.Content); i += 2 {
				if segment.Content[i].Value == keyValue {
					segment.Content[i+1] = r.rooms(d, building, segment.Content[i+1])
				}
			}
			bare.Content = append(bare.Content, &segment)
		}
	} else {
		bare = *r.rooms(d, building, p.node)
	}
	d.field(building, pair{keyFloors, p.name, &bare}, "")
}

// rooms reads the rooms under each floor and returns the floors without them.
func (r *reader) rooms(d *decoder, building *entity, floors *yaml.Node) *yaml.Node {
	bare := *floors
	bare.Content = nil
	for _, floor := range floors.Content {
		if floors.Kind != yaml.SequenceNode || floor.Kind != yaml.MappingNode {
			bare.Content = append(bare.Content, floor)
			continue
		}
		without := *floor
		without.Content = nil
		var rooms, level *yaml.Node
		for i := 0; i+1 < len(floor.Content); i += 2 {
			switch floor.Content[i].Value {
			case keyRooms:
				rooms = floor.Content[i+1]
				continue
			case keyLevel:
				level = floor.Content[i+1]
			}
			without.Content = append(without.Content, floor.Content[i], floor.Content[i+1])
		}
		bare.Content = append(bare.Content, &without)
		if number, err := strconv.Atoi(text(level)); rooms != nil && err == nil {
			r.roomsOn(d, building, rooms, &number)
		}
	}
	return &bare
}

// roomsOn reads the rooms of one floor, or, without a level, those on floors
// that the building no longer lists.
func (r *reader) roomsOn(d *decoder, building *entity, rooms *yaml.Node, level *int) {
	if rooms.Kind != yaml.SequenceNode {
		d.fail(rooms, keyRooms, "qui ci vuole un elenco: ogni voce comincia con «- codice: …»")
		return
	}
	for _, n := range rooms.Content {
		code := strings.ToLower(text(child(n, "codice")))
		if !slugForm.MatchString(code) {
			d.fail(n, "stanze.codice", "«%s» non è un codice di stanza: lettere, cifre e trattini, come T03", code)
			continue
		}
		room := r.entity(d, r.files.schema.room, n, building.subject+"/"+code, building)
		if room == nil {
			continue
		}
		switch {
		case level == nil && !room.says(keyLevel):
			d.fail(n, "stanze.livello", "manca: una stanza fuori dai piani dice a che livello sta")
		case level != nil && room.says(keyLevel):
			d.fail(n, "stanze.livello", "il livello è quello del piano sotto cui la stanza è scritta")
		case level != nil:
			room.say(keyLevel, *level)
		}
	}
}

// tenures reads the tenures of a person.
func (r *reader) tenures(d *decoder, person *entity, n *yaml.Node) {
	if saysNothing(n) {
		return
	}
	if n.Kind != yaml.SequenceNode {
		d.fail(n, keyTenures, "qui ci vuole un elenco: ogni voce comincia con «- chiave: …»")
		return
	}
	for _, one := range n.Content {
		key := text(child(one, keyItem))
		if !slugForm.MatchString(key) {
			d.fail(one, keyTenures+"."+keyItem, "«%s» non va bene: ci vuole una chiave unica nella persona, come resp-anagrafe", key)
			continue
		}
		r.entity(d, r.files.schema.tenure, one, person.subject+"/"+key, person)
	}
}

// phrases reads the ways of asking for one target.
func (r *reader) phrases(d *decoder, n *yaml.Node) {
	pairs, ok := d.mapping(n, "")
	if !ok {
		return
	}
	target, list := child(n, keyTarget), child(n, keyPhrases)
	for _, p := range pairs {
		if p.key != keyTarget && p.key != keyPhrases {
			d.fail(p.name, p.key, "chiave sconosciuta; si possono scrivere: obiettivo, frasi")
		}
	}
	if !knownTarget(text(target)) {
		d.fail(n, keyTarget, "«%s» non è un obiettivo: scrivi svc:SLUG, office:SLUG, body:SLUG, status, oos, oppure smalltalk: seguito da %s",
			text(target), strings.Join(smalltalks, ", "))
		return
	}
	if list == nil || list.Kind != yaml.SequenceNode {
		d.fail(n, keyPhrases, "manca l'elenco delle frasi: ogni voce comincia con «- testo: …»")
		return
	}
	for _, one := range list.Content {
		words := text(child(one, "testo"))
		if words == "" {
			d.fail(one, "frasi.testo", "manca il testo della frase")
			continue
		}
		r.entity(d, r.files.schema.phrase, one, string(PhraseID(target.Value, words)), nil)
	}
}

func knownTarget(target string) bool {
	kind, ok := strings.CutPrefix(target, "smalltalk:")
	return targetForm.MatchString(target) && (!ok || slices.Contains(smalltalks, kind))
}

// PhraseID returns the identity of a phrase: its target and a digest of its words.
func PhraseID(target, words string) knowledge.PhraseID {
	const digestBytes = 8
	digest := sha256.Sum256([]byte(words))
	return knowledge.PhraseID(target + "#" + hex.EncodeToString(digest[:digestBytes]))
}

// child returns the value of a key in a mapping, nil when there is none.
func child(n *yaml.Node, key string) *yaml.Node {
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

// text returns the text of a node, "" when there is none.
func text(n *yaml.Node) string {
	if n == nil || n.Kind != yaml.ScalarNode {
		return ""
	}
	return n.Value
}

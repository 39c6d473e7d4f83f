package exchange

import (
	"path"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/cittaclick/cittaclick/knowledge"
)

// The names of files and folders.
const (
	fileMunicipality = "comune.yaml"
	fileActs         = "atti.yaml"
	fileSchedules    = "orari.yaml"
	fileClosures     = "chiusure.yaml"
	filePeople       = "persone.yaml"
	fileMatters      = "altri-enti.yaml"
	fileEvents       = "eventi.yaml"
	folderBuildings  = "sedi"
	folderOffices    = "uffici"
	folderServices   = "servizi"
	folderPhrases    = "frasi"
)

// layout says which kind a file holds: one, or a list.
func (s *schema) layout(name string) (k *kind, list, ok bool) {
	if folder, _, nested := strings.Cut(name, "/"); nested {
		k, ok = map[string]*kind{
			folderBuildings: s.building, folderOffices: s.office, folderServices: s.service, folderPhrases: s.phrase,
		}[folder]
		return k, false, ok && strings.Count(name, "/") == 1
	}
	if name == fileMunicipality {
		return s.municipality, false, true
	}
	k, ok = map[string]*kind{
		fileActs: s.act, fileSchedules: s.schedule, fileClosures: s.closure, filePeople: s.person, fileMatters: s.matter,
		fileEvents: s.event,
	}[name]
	return k, true, ok
}

// file reads one file of a layer.
func (r *reader) file(d *decoder, name string, data []byte) {
	k, list, ok := r.files.schema.layout(name)
	switch {
	case !ok:
		d.fail(nil, "", "file sconosciuto: nomi e cartelle sono quelli di docs/formato-carta.md")
		return
	case d.layer == knowledge.LayerBase && !k.layered:
		d.fail(nil, "", "non sta nella base: lo dice solo lo strato locale")
		return
	}
	n, ok := d.parse(data)
	switch {
	case !ok:
	case n == nil && !list:
		d.fail(nil, "", "il file è vuoto")
	case n == nil:
	case k == r.files.schema.phrase:
		r.phrases(d, n)
	case list:
		r.list(d, k, n)
	default:
		r.single(d, k, n, strings.TrimSuffix(path.Base(name), extension))
	}
}

// single reads the file of one entity, named by its slug.
func (r *reader) single(d *decoder, k *kind, n *yaml.Node, fileName string) {
	if k == r.files.schema.municipality {
		r.entity(d, k, n, municipalitySlug, nil)
		return
	}
	slug, at := slugIn(n)
	if at != nil && slug != fileName {
		d.fail(at, keySlug, "lo slug «%s» e il nome del file «%s» devono essere uguali", slug, fileName)
		return
	}
	r.entity(d, k, n, slug, nil)
}

// slugIn returns the slug written in a mapping.
func slugIn(n *yaml.Node) (string, *yaml.Node) {
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == keySlug {
			return n.Content[i+1].Value, n.Content[i+1]
		}
	}
	return "", nil
}

// list reads a file with a list of entities.
func (r *reader) list(d *decoder, k *kind, n *yaml.Node) {
	if n.Kind != yaml.SequenceNode {
		d.fail(n, "", "qui ci vuole un elenco: ogni voce comincia con «- slug: …»")
		return
	}
	for _, one := range n.Content {
		slug, _ := slugIn(one)
		r.entity(d, k, one, slug, nil)
	}
}

package exchange

import (
	"bytes"
	"cmp"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/cittaclick/cittaclick/knowledge"
)

// Part says which layers are written.
type Part string

// The parts of a charter.
const (
	PartBoth  Part = "both"  // base/ and locale/
	PartBase  Part = "base"  // the base layer, at the root
	PartLocal Part = "local" // the local layer, at the root
	// PartMerged is the charter as citizens read it, at the root. It is for
	// reading and open data: it says no longer what is the law's and what the
	// municipality's, and an import refuses it.
	PartMerged Part = "merged"
)

// WriteOptions say what is written.
type WriteOptions struct {
	Part Part // PartBoth when empty
	// On leaves time out: of what exists on that day, the values of that day and
	// no others, without dal and al but for closures. Nil writes everything.
	On *knowledge.Date
}

// Write returns the files of a charter by their path, in canonical form: one
// order of keys and of entries, values over time only where they changed.
func Write(facts knowledge.Facts, o WriteOptions) (map[string][]byte, error) {
	s := newSchema()
	w := &writer{schema: s, version: facts.Version, on: o.On, files: make(map[string][]byte)}
	if o.Part == PartMerged {
		w.store = merged(newStore(s, &facts))
		return w.files, w.layer("", knowledge.LayerLocal, wordMerged)
	}
	w.store = newStore(s, &facts)
	switch o.Part {
	case PartBase:
		return w.files, w.layer("", knowledge.LayerBase, wordBase)
	case PartLocal:
		return w.files, w.layer("", knowledge.LayerLocal, wordLocal)
	default:
		if err := w.layer(wordBase, knowledge.LayerBase, wordBase); err != nil {
			return nil, err
		}
		return w.files, w.layer(wordLocal, knowledge.LayerLocal, wordLocal)
	}
}

type writer struct {
	schema  *schema
	store   *store
	version knowledge.ChangeID
	on      *knowledge.Date
	files   map[string][]byte
}

// layer writes the files of one layer below a folder.
func (w *writer) layer(folder string, layer knowledge.Layer, word string) error {
	nodes := map[string]*yaml.Node{fileCharter: w.charter(word)}
	w.singles(nodes, layer)
	w.lists(nodes, layer)
	w.phrases(nodes, layer)
	for name, n := range nodes {
		data, err := render(n)
		if err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
		w.files[path.Join(folder, name)] = data
	}
	return nil
}

func (w *writer) charter(word string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.MappingNode}
	put(n, keyFormat, scalarNode(tagInt, strconv.Itoa(formatVersion)))
	put(n, keyLayer, scalarNode(tagText, word))
	if w.version > 0 {
		put(n, keyVersion, scalarNode(tagInt, strconv.FormatInt(int64(w.version), 10)))
	}
	return n
}

// singles writes the files with one entity each.
func (w *writer) singles(nodes map[string]*yaml.Node, layer knowledge.Layer) {
	for folder, k := range map[string]*kind{
		folderBuildings: w.schema.building, folderOffices: w.schema.office, folderServices: w.schema.service,
	} {
		for _, e := range w.entities(k, layer, "") {
			nodes[path.Join(folder, e.subject+extension)] = e.node
		}
	}
	for _, e := range w.entities(w.schema.municipality, layer, "") {
		nodes[fileMunicipality] = e.node
	}
}

// lists writes the files with a list of entities.
func (w *writer) lists(nodes map[string]*yaml.Node, layer knowledge.Layer) {
	for name, k := range map[string]*kind{
		fileActs: w.schema.act, fileSchedules: w.schema.schedule, fileClosures: w.schema.closure,
		filePeople: w.schema.person, fileMatters: w.schema.matter, fileEvents: w.schema.event,
	} {
		if entities := w.entities(k, layer, ""); len(entities) > 0 {
			nodes[name] = sequence(entities)
		}
	}
}

// phrases writes a file for each target: svc:carta-identita is in
// frasi/svc-carta-identita.yaml.
func (w *writer) phrases(nodes map[string]*yaml.Node, layer knowledge.Layer) {
	targets := make(map[string][]written)
	for _, e := range w.entities(w.schema.phrase, layer, "") {
		target, _, _ := strings.Cut(e.subject, "#")
		targets[target] = append(targets[target], e)
	}
	for target, phrases := range targets {
		slices.SortFunc(phrases, func(a, b written) int {
			return cmp.Compare(text(child(a.node, "testo")), text(child(b.node, "testo")))
		})
		n := &yaml.Node{Kind: yaml.MappingNode}
		put(n, keyTarget, scalarNode(tagText, target))
		put(n, keyPhrases, sequence(phrases))
		nodes[path.Join(folderPhrases, strings.ReplaceAll(target, ":", "-")+extension)] = n
	}
}

func sequence(entities []written) *yaml.Node {
	n := &yaml.Node{Kind: yaml.SequenceNode}
	for _, e := range entities {
		n.Content = append(n.Content, e.node)
	}
	return n
}

// render writes a node as a file.
func render(n *yaml.Node) ([]byte, error) {
	quote(n, false)
	var b bytes.Buffer
	encoder := yaml.NewEncoder(&b)
	const indent = 2
	encoder.SetIndent(indent)
	if err := encoder.Encode(n); err != nil {
		return nil, err
	}
	return b.Bytes(), encoder.Close()
}

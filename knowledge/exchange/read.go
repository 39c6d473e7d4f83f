package exchange

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/cittaclick/cittaclick/knowledge"
)

// The files of a layer.
const (
	fileCharter   = "carta.yaml"
	extension     = ".yaml"
	formatVersion = 1
)

// Read reads one or more directories, each with one layer (a carta.yaml at its
// root) or with the layers in base/ and locale/. Files that are not YAML are
// passed over. The error is Problems, with all that is wrong, or what reading
// the file system met.
func Read(layers ...fs.FS) (*Files, error) {
	r := &reader{files: &Files{schema: newSchema()}, known: make(map[identity]*entity)}
	roots, err := r.roots(layers)
	if err != nil {
		return nil, fmt.Errorf("find the charter's layers: %w", err)
	}
	for _, root := range roots {
		if err := r.layer(root); err != nil {
			return nil, fmt.Errorf("read the charter's files: %w", err)
		}
	}
	if err := r.problems.err(); err != nil {
		return nil, err
	}
	return r.files, nil
}

type reader struct {
	files    *Files
	known    map[identity]*entity
	problems Problems
}

// identity tells entities apart.
type identity struct {
	kind    *kind
	subject string
	layer   knowledge.Layer
}

// root is the directory of one layer; name goes before the paths in problems.
// Among several file systems a root takes its layer's name.
type root struct {
	fsys  fs.FS
	name  string
	among bool
}

// roots finds the directories that hold a layer.
func (r *reader) roots(given []fs.FS) ([]root, error) {
	var roots []root
	for _, fsys := range given {
		found, err := rootsIn(fsys)
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			r.problems = append(r.problems, Problem{File: fileCharter,
				Message: "manca: la cartella contiene carta.yaml, oppure le cartelle base e locale, ciascuna con il suo"})
		}
		for _, one := range found {
			one.among = len(given) > 1
			roots = append(roots, one)
		}
	}
	return roots, nil
}

func rootsIn(fsys fs.FS) ([]root, error) {
	var found []root
	for _, name := range []string{".", wordBase, wordLocal} {
		_, err := fs.Stat(fsys, path.Join(name, fileCharter))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if name == "." {
			return []root{{fsys: fsys}}, nil
		}
		sub, err := fs.Sub(fsys, name)
		if err != nil {
			return nil, err
		}
		found = append(found, root{fsys: sub, name: name})
	}
	return found, nil
}

// layer reads one directory: first carta.yaml, which says the layer.
func (r *reader) layer(in root) error {
	charter, err := fs.ReadFile(in.fsys, fileCharter)
	if err != nil {
		return err
	}
	d := &decoder{file: path.Join(in.name, fileCharter), problems: &r.problems}
	layer, ok := r.charterFile(d, charter)
	if !ok {
		return nil
	}
	if in.among && in.name == "" {
		in.name = map[knowledge.Layer]string{knowledge.LayerBase: wordBase, knowledge.LayerLocal: wordLocal}[layer]
	}
	return fs.WalkDir(in.fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name != "." && strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case entry.IsDir() || path.Ext(name) != extension || name == fileCharter:
			return nil
		}
		data, err := fs.ReadFile(in.fsys, name)
		if err != nil {
			return err
		}
		r.file(&decoder{file: path.Join(in.name, name), layer: layer, problems: &r.problems}, name, data)
		return nil
	})
}

// charterFile reads carta.yaml and returns the layer.
func (r *reader) charterFile(d *decoder, data []byte) (knowledge.Layer, bool) {
	n, ok := d.parse(data)
	if !ok || n == nil {
		d.fail(nil, keyFormat, "manca: scrivi «formato: %d» e «strato: base» o «strato: locale»", formatVersion)
		return "", false
	}
	pairs, ok := d.mapping(n, "")
	var layer knowledge.Layer
	formatted := false
	for _, p := range pairs {
		switch p.key {
		case keyFormat:
			formatted = true
			if p.node.Value != strconv.Itoa(formatVersion) {
				d.fail(p.node, keyFormat, "questo programma legge il formato %d, non «%s»", formatVersion, p.node.Value)
			}
		case keyLayer:
			layer = r.layerNamed(d, p.node)
		case keyVersion:
			r.version(d, p.node)
		default:
			d.fail(p.name, p.key, "chiave sconosciuta; si possono scrivere: formato, strato, versione")
		}
	}
	if ok && !formatted {
		d.fail(n, keyFormat, "manca: scrivi «formato: %d»", formatVersion)
	}
	if ok && !slices.ContainsFunc(pairs, func(p pair) bool { return p.key == keyLayer }) {
		d.fail(n, keyLayer, "manca: scrivi «strato: base» o «strato: locale»")
	}
	return layer, layer != ""
}

func (r *reader) layerNamed(d *decoder, n *yaml.Node) knowledge.Layer {
	var layer knowledge.Layer
	switch n.Value {
	case wordBase:
		layer = knowledge.LayerBase
	case wordLocal:
		layer = knowledge.LayerLocal
	case wordMerged:
		d.fail(n, keyLayer, "questa è un'esportazione con i due strati uniti, fatta per essere letta: per importare esporta base, locale o entrambi")
		return ""
	default:
		d.fail(n, keyLayer, "«%s» non è uno strato: scrivi base o locale", n.Value)
		return ""
	}
	if slices.Contains(r.files.layers, layer) {
		d.fail(n, keyLayer, "lo strato %s c'è già: se ne importa uno per volta", n.Value)
		return ""
	}
	r.files.layers = append(r.files.layers, layer)
	return layer
}

// version notes the version of the export; of two, the older one is what
// nothing may have changed since.
func (r *reader) version(d *decoder, n *yaml.Node) {
	version, err := strconv.ParseInt(n.Value, 10, 64)
	if err != nil || version < 1 {
		d.fail(n, keyVersion, "«%s» non è una versione della carta: è un numero intero, come 57", n.Value)
		return
	}
	if r.files.version == 0 || knowledge.ChangeID(version) < r.files.version {
		r.files.version = knowledge.ChangeID(version)
	}
}

var yamlLine = regexp.MustCompile(`line (\d+): `)

// parse reads the YAML of a file; an empty file gives no node.
func (d *decoder) parse(data []byte) (*yaml.Node, bool) {
	var document yaml.Node
	if err := yaml.Unmarshal(data, &document); err != nil {
		line := 0
		message := strings.TrimPrefix(err.Error(), "yaml: ")
		if found := yamlLine.FindStringSubmatch(message); found != nil {
			line, _ = strconv.Atoi(found[1])
			message = strings.Replace(message, found[0], "", 1)
		}
		*d.problems = append(*d.problems, Problem{File: d.file, Line: line,
			Message: "non si legge come YAML: controlla rientri, due punti e virgolette vicino a questa riga (" + message + ")"})
		return nil, false
	}
	if len(document.Content) == 0 || document.Content[0].Tag == "!!null" {
		return nil, true
	}
	return document.Content[0], true
}

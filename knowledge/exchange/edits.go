package exchange

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cittaclick/cittaclick/knowledge"
)

// Edits is what an import does to the charter: the rows that no longer stand,
// as they are in the charter, and those that are new, without a Row.
type Edits struct {
	Superseded knowledge.Facts
	Inserted   knowledge.Facts
	Entities   []EntityEdit // the same for people, in the order of the schema
}

// Empty reports whether the files say nothing new.
func (e Edits) Empty() bool { return len(e.Entities) == 0 }

// What an import does to an entity.
const (
	Created = "nuovo"
	Changed = "cambiato"
	Ended   = "cessato"
)

// EntityEdit is what changes of one entity in one layer.
type EntityEdit struct {
	Kind  string // as people call it: "ufficio"
	Slug  string
	Layer knowledge.Layer
	What  string // Created, Changed, Ended
	// Fields are the fields that change, by their path, with the first day on
	// which they do (Earliest is since always). Of what ends, the one path Ended
	// with the first day on which it is no more.
	Fields []FieldEdit
}

// FieldEdit is one field of an entity that changes.
type FieldEdit struct {
	Path string
	From knowledge.Date
}

// String writes the edit on one line: "ufficio anagrafe: orario dal 2027-01-01".
func (e EntityEdit) String() string {
	name := e.Kind + " " + e.Slug
	if e.Layer == knowledge.LayerBase {
		name += " (base)"
	}
	if e.What == Created {
		return name + ": " + Created
	}
	fields := make([]string, len(e.Fields))
	for i, f := range e.Fields {
		fields[i] = f.Path + " " + since(f.From)
	}
	return name + ": " + strings.Join(fields, ", ")
}

// Summary tells an import in a few words: "2 nuovi, 1 cambiato, 0 cessati".
func (e Edits) Summary() string {
	count := func(what string) int {
		n := 0
		for _, entity := range e.Entities {
			if entity.What == what {
				n++
			}
		}
		return n
	}
	return fmt.Sprintf("nuovi %d, cambiati %d, cessati %d", count(Created), count(Changed), count(Ended))
}

// replace notes that the rows of a line become others.
func (e *Edits) replace(f *facet, before, after []row) {
	for _, r := range before {
		if !slices.ContainsFunc(after, func(o row) bool { return sameRow(r, o) }) {
			f.add(&e.Superseded, f.derive(r))
		}
	}
	for _, r := range after {
		if !slices.ContainsFunc(before, func(o row) bool { return sameRow(r, o) }) {
			f.add(&e.Inserted, f.derive(r))
		}
	}
}

func sameRow(a, b row) bool {
	return a.Valid == b.Valid && sameRowValue(a, b)
}

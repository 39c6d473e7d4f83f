// Package exchange carries the charter between YAML files and knowledge.Facts.
//
// It owns the files' format, told to clerks in docs/formato-carta.md, and the
// meaning of an import: which rows of the charter a set of files supersedes and
// which it adds. It never talks to a database nor to a disk: files come as an
// fs.FS, the charter as Facts, and what is to change goes out as Edits.
//
//	Read    files → Files, with every problem found, none stopping the rest
//	Diff    Facts and Files → Edits
//	Load    files → Facts, as an import into an empty charter
//	Write   Facts → files in their canonical form
//
// # Vocabulary
//
// A kind (office, service, room, …) is what a document or an entry of one
// describes; an entity is one document: an identity in one layer. Facets are
// seen field by field: each field of an entity has a line of segments, its
// values over time, and a row of a facet is where the lines of its fields meet.
// The fields of a facet are found by its yaml tags, so that a field added to a
// facet is read and written without a word here.
//
// Write(Load(Write(f))) equals Write(f) byte for byte, and Diff of f with what
// was written of it is empty.
package exchange

// Package migrations holds the schema as a gapless, forward-only series of SQL
// files, embedded in the program.
//
// A file is named NNNN_what_it_does.sql, opens with a comment that gives its
// reason, and has an Up section alone: what is published is corrected by a
// later file, never edited or undone. The package runs nothing; package
// postgres does.
package migrations

import "embed"

// FS holds every migration, at its root.
//
//go:embed *.sql
var FS embed.FS

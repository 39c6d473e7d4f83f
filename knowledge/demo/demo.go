// Package demo holds the fictitious Comune di Valdoria as files: the local
// layer that, on top of the base, makes a whole charter to try the program on.
// It holds data only; package exchange reads it.
package demo

import "embed"

// FS is the local layer in the format of docs/formato-carta.md.
//
//go:embed *.yaml sedi servizi uffici
var FS embed.FS

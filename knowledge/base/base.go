// Package base holds the base charter as files: what is true in every Italian
// municipality, with the phrases that matching learns from. It holds data only;
// package exchange reads it.
package base

import "embed"

// FS is the base layer in the format of docs/formato-carta.md.
//
//go:embed carta.yaml altri-enti.yaml eventi.yaml frasi servizi
var FS embed.FS

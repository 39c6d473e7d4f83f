// Package api is the municipality's JSON API: one turn of a conversation, and
// the charter as open data. Its shapes are a contract with whoever builds on it:
// they stand in this package as structs of their own, are told by
// /api/openapi.json, and only ever gain fields.
//
// Field names are English, texts Italian. The package translates; it composes no
// sentence about services and knows no rule of the town. The structs that others
// embed are exported because huma describes no others; nobody else uses them.
package api

// Package knowledgepg keeps the municipality's truth in PostgreSQL: it reads
// the facts from which a Charter is built and records changes to them.
//
// Reading and recording are two types, so that a page that only reads cannot
// write. The rules (what a change does to what was true before) are not here
// but in package knowledge; this package writes their outcome in one
// transaction and lets the schema refuse what must not be.
package knowledgepg

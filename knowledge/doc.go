// Package knowledge holds the municipality's truth: services, offices, people,
// buildings, hours, acts, and the Charter, the immutable snapshot from which
// every question is answered.
//
// It owns the rules of the town (how base and local layers merge, when a desk
// is open, what a change does to what was true before) and does no I/O: the
// package knowledgepg reads and writes these types in PostgreSQL, the package
// exchange in YAML.
//
// # Vocabulary
//
// An identity (a service, an office, a room) never changes; what is true of it
// stands in facets, the groups of fields that one kind of act changes together.
// A Fact is one facet of one identity over a Range of days, recorded by a
// Change. Facts of services come in two layers: what the law makes true
// everywhere (LayerBase) and what a municipality adds or overrides
// (LayerLocal); readers see them merged.
package knowledge

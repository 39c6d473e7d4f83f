package nlu

import (
	"crypto/sha256"
	"encoding/binary"
	"maps"
	"slices"
)

// weightsMagic begins encoded weights, and changes with their form.
const weightsMagic = "CittàClick weights 3\n"

// Encode writes the weights as bytes, little-endian, with a digest of all at the
// end. The same weights always make the same bytes.
func (w *Weights) Encode() []byte {
	e := &encoder{bytes: []byte(weightsMagic)}
	e.targets(w.targets)
	digests := slices.Sorted(maps.Keys(w.taught))
	e.count(len(digests))
	e.put(digests)
	e.linear(w.heard.weights)
	e.linear(w.brief.weights)
	e.linear(w.also.weights)
	if w.turns == nil {
		e.targets(nil)
	} else {
		e.targets(w.turns.classes)
		e.linear(w.turns.weights)
	}
	e.ranking(w.ranking)
	e.counts(w.counts)
	sum := sha256.Sum256(e.bytes)
	return append(e.bytes, sum[:]...)
}

type encoder struct{ bytes []byte }

// put appends values of a fixed size.
func (e *encoder) put(values any) {
	e.bytes, _ = binary.Append(e.bytes, binary.LittleEndian, values) // fails only for types of no fixed size
}

func (e *encoder) count(n int) { e.put(uint32(n)) }

func (e *encoder) targets(targets []Target) {
	e.count(len(targets))
	for _, t := range targets {
		e.text(string(t))
	}
}

func (e *encoder) text(s string) {
	e.count(len(s))
	e.bytes = append(e.bytes, s...)
}

// rows writes the features in the order of their rows.
func (e *encoder) rows(rows *featureRows) {
	features := make([]uint64, rows.Len())
	for feature, row := range rows.All() {
		features[row] = feature
	}
	e.count(len(features))
	e.put(features)
}

func (e *encoder) linear(m *linear) {
	e.rows(m.rows)
	e.put(m.weights)
}

// ranking writes the targets and the weights apart: slices of numbers are quick.
func (e *encoder) ranking(m *rankWeights) {
	targets, weights := make([]int32, len(m.weights)), make([]float32, len(m.weights))
	for i, w := range m.weights {
		targets[i], weights[i] = w.target, w.weight
	}
	e.rows(m.rows)
	e.put(m.starts)
	e.count(len(weights))
	e.put(targets)
	e.put(weights)
}

func (e *encoder) counts(all counts) {
	e.count(len(all))
	for _, stem := range slices.Sorted(maps.Keys(all)) {
		e.text(stem)
		e.count(len(all[stem]))
		for _, n := range all[stem] {
			e.count(int(n.target))
			e.count(int(n.times))
		}
	}
}

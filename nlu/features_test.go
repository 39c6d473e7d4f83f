package nlu

import (
	"encoding/binary"
	"maps"
	"slices"
	"testing"
)

// FuzzFeatureRows compares the table with a map, fed with the same features,
// neighbours and repetitions among them.
func FuzzFeatureRows(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte("la carta d'identità la carta"))
	f.Add(slices.Repeat([]byte{0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0}, 30))
	var many []byte
	for i := range uint64(1000) {
		many = binary.LittleEndian.AppendUint64(many, i<<40)
	}
	f.Add(many)
	f.Fuzz(func(t *testing.T, data []byte) {
		var table featureRows
		want := make(map[uint64]int32)
		for piece := range slices.Chunk(data, 8) {
			feature := binary.LittleEndian.Uint64(append(slices.Clone(piece), make([]byte, 8)...))
			row, known := want[feature]
			if got, ok := table.row(feature); ok != known || ok && got != row {
				t.Fatalf("%x has row %d, %v; want %d, %v", feature, got, ok, row, known)
			}
			if !known {
				want[feature] = int32(len(want))
			}
			if got := table.add(feature); got != want[feature] {
				t.Fatalf("%x has row %d, want %d", feature, got, want[feature])
			}
		}
		got := make(map[uint64]int32)
		for row, feature := range table.features() {
			got[feature] = int32(row)
		}
		if !maps.Equal(got, want) || table.len() != len(want) {
			t.Errorf("%d features %v, want %v", table.len(), got, want)
		}
	})
}

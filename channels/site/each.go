package site

import (
	"maps"
	"slices"
)

// each shows every entry of a list.
func each[T, V any](entries []T, show func(T) V) []V {
	shown := make([]V, len(entries))
	for i, entry := range entries {
		shown[i] = show(entry)
	}
	return shown
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

package api

import "github.com/cittaclick/cittaclick/knowledge"

// cacheControl lets answers about the charter be kept for a minute.
const cacheControl = "public, max-age=60"

// noNil returns an empty slice for nil, so that JSON has [] and not null.
func noNil[T any](items []T) []T {
	if items == nil {
		return []T{}
	}
	return items
}

// dateText writes a day as 2006-01-02; nothing for one that has no date.
func dateText(d knowledge.Date) string {
	if d == 0 || d == knowledge.Earliest || d == knowledge.Latest {
		return ""
	}
	return d.String()
}

package nlu

import "github.com/kamstrup/intmap"

// featureRows numbers features in the order in which they come. A question looks
// up some hundreds, mostly in vain; intmap keeps feature and number side by side,
// where Go's map looks at several places in memory (decision 0014).
type featureRows = intmap.Map[uint64, int32]

// rowOf returns the number of a feature, the next one when it has none.
func rowOf(rows *featureRows, feature uint64) int32 {
	row, _ := rows.PutIfNotExists(feature, int32(rows.Len()))
	return row
}

func newFeatureRows(features int) *featureRows { return intmap.New[uint64, int32](features) }

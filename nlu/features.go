package nlu

// featureRows numbers features in the order in which they come. A question asks
// some hundred times, mostly for what is not there: a table that keeps feature and
// number side by side answers from one place in memory, where Go's map looks at
// several. The zero value is empty.
type featureRows struct {
	slots []featureSlot // a power of two of them, at most half taken
	taken int
}

// featureSlot holds a feature; none where next is zero.
type featureSlot struct {
	feature uint64
	next    int32 // the number of its row, plus one
}

// len is how many features have a row.
func (t *featureRows) len() int { return t.taken }

// row is the number of a feature; false when it has none.
func (t *featureRows) row(feature uint64) (int32, bool) {
	if len(t.slots) == 0 {
		return 0, false
	}
	slot := t.slots[t.find(feature)]
	return slot.next - 1, slot.next > 0
}

// add returns the number of a feature, the next one when it had none.
func (t *featureRows) add(feature uint64) int32 {
	if 2*t.taken >= len(t.slots) {
		t.grow(max(4*t.taken, 16))
	}
	slot := &t.slots[t.find(feature)]
	if slot.next == 0 {
		t.taken++
		*slot = featureSlot{feature, int32(t.taken)}
	}
	return slot.next - 1
}

// find returns where a feature is, or the free slot where it belongs.
func (t *featureRows) find(feature uint64) uint64 {
	const golden = 0x9e3779b97f4a7c15 // 2⁶⁴ by the golden ratio: spreads neighbours (Knuth, vol. 3, 6.4)
	last := uint64(len(t.slots) - 1)
	at := (feature * golden >> 32) & last
	for t.slots[at].next != 0 && t.slots[at].feature != feature {
		at = (at + 1) & last
	}
	return at
}

// grow makes room for so many slots at least.
func (t *featureRows) grow(slots int) {
	size := 1
	for size < slots {
		size *= 2
	}
	before := t.slots
	t.slots = make([]featureSlot, size)
	for _, slot := range before {
		if slot.next > 0 {
			t.slots[t.find(slot.feature)] = slot
		}
	}
}

// features lists them in the order of their rows.
func (t *featureRows) features() []uint64 {
	out := make([]uint64, t.taken)
	for _, slot := range t.slots {
		if slot.next > 0 {
			out[slot.next-1] = slot.feature
		}
	}
	return out
}

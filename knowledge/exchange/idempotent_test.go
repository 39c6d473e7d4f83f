package exchange

import (
	"slices"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"github.com/cittaclick/cittaclick/knowledge"
)

// TestImportingTwiceChangesNothing imports what was written of one drawn
// charter into another, and then once more: the first import must leave one row
// a day and supersede only rows that there were, the second must do nothing.
func TestImportingTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	imported := 0
	rapid.Check(t, func(t *rapid.T) {
		current := drawCharter(t)
		written, err := Write(drawCharter(t), WriteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		fsys := fstest.MapFS{}
		for name, data := range written {
			fsys[name] = &fstest.MapFile{Data: data}
		}
		files, err := Read(fsys)
		if err != nil {
			t.Fatal(err)
		}
		o := Options{From: knowledge.Date(rapid.IntRange(0, 400).Draw(t, "from")), Prune: rapid.Bool().Draw(t, "prune")}
		edits, err := Diff(current, files, o)
		if err != nil {
			return // what one charter leaves as it is need not fit the days of the other
		}
		imported++
		after := applied(t, current, edits)
		again, err := Diff(after, files, o)
		if err != nil {
			t.Fatalf("the second import is refused:\n%v", err)
		}
		if !again.Empty() {
			t.Fatalf("the second import changes %v\nfiles: %s", again.Entities, written)
		}
	})
	if imported == 0 {
		t.Error("no drawn charter fitted the other")
	}
}

// applied returns a charter with edits applied, as storage does.
func applied(t *rapid.T, current knowledge.Facts, edits Edits) knowledge.Facts {
	s := newSchema()
	before, gone, fresh := newStore(s, &current), newStore(s, &edits.Superseded), newStore(s, &edits.Inserted)
	var facts knowledge.Facts
	for key, rows := range before.lines {
		var line []row
		for _, r := range rows {
			if !slices.ContainsFunc(gone.lines[key], func(o row) bool { return sameRow(r, o) }) {
				line = append(line, r)
			}
		}
		if len(rows)-len(line) != len(gone.lines[key]) {
			t.Fatalf("%s: rows are superseded that there are not", key.subject)
		}
		before.lines[key] = line
	}
	for key, rows := range fresh.lines {
		before.lines[key] = append(before.lines[key], rows...)
	}
	for key, rows := range before.lines {
		for i, a := range rows {
			for _, b := range rows[:i] {
				if a.Valid.Overlaps(b.Valid) {
					t.Fatalf("%s has two rows of %s: %v and %v", key.subject, key.facet.typ, a.Valid, b.Valid)
				}
			}
			key.facet.add(&facts, key.facet.derive(a))
		}
	}
	return facts
}

package exchange_test

import (
	"maps"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/knowledge/exchange"
)

// write returns the files of a charter.
func write(t testing.TB, facts knowledge.Facts, o exchange.WriteOptions) fstest.MapFS {
	t.Helper()
	files, err := exchange.Write(facts, o)
	if err != nil {
		t.Fatalf("write: %v", err)
	}
	fsys := fstest.MapFS{}
	for name, data := range files {
		fsys[name] = &fstest.MapFile{Data: data}
	}
	return fsys
}

// texts returns files as text, for comparison.
func texts(fsys fstest.MapFS) map[string]string {
	all := make(map[string]string, len(fsys))
	for name, file := range fsys {
		all[name] = string(file.Data)
	}
	return all
}

// checkRoundTrip holds that what is written of a charter, read into an empty
// one, is written the same, and that it changes nothing of the charter itself.
func checkRoundTrip(t testing.TB, facts knowledge.Facts) {
	t.Helper()
	first := write(t, facts, exchange.WriteOptions{})
	loaded, err := exchange.Load(first)
	if err != nil {
		t.Fatalf("load what was written:\n%v\n%s", err, texts(first))
	}
	loaded.Version = facts.Version
	second := write(t, loaded, exchange.WriteOptions{})
	if diff := cmp.Diff(texts(first), texts(second)); diff != "" {
		t.Fatalf("written again (-first +second):\n%s", diff)
	}
	files, err := exchange.Read(first)
	if err != nil {
		t.Fatalf("read what was written: %v", err)
	}
	edits, err := exchange.Diff(facts, files, exchange.Options{From: knowledge.NewDate(2026, 11, 22), Prune: true})
	if err != nil {
		t.Fatalf("diff with what was written:\n%v", err)
	}
	if !edits.Empty() {
		t.Fatalf("a charter differs from what was written of it: %v\n%v", edits.Entities, texts(first))
	}
}

func TestTheShippedCharterIsWrittenAsItIsRead(t *testing.T) {
	t.Parallel()
	facts := shipped(t)
	facts.Version = 57
	checkRoundTrip(t, facts)
	names := slices.Sorted(maps.Keys(write(t, facts, exchange.WriteOptions{})))
	for _, want := range []string{"base/carta.yaml", "base/servizi/carta-identita.yaml", "locale/comune.yaml", "locale/sedi/comando.yaml"} {
		if !slices.Contains(names, want) {
			t.Errorf("%s is not among the files written", want)
		}
	}
}

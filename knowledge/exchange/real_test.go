package exchange_test

import (
	"testing"
	"time"

	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/knowledge/base"
	"github.com/cittaclick/cittaclick/knowledge/demo"
	"github.com/cittaclick/cittaclick/knowledge/exchange"
)

// shipped loads the charter that the program carries.
func shipped(t *testing.T) knowledge.Facts {
	t.Helper()
	facts, err := exchange.Load(base.FS, demo.FS)
	if err != nil {
		t.Fatalf("load the shipped charter:\n%v", err)
	}
	return facts
}

func TestTheShippedCharterIsInOrder(t *testing.T) {
	t.Parallel()
	facts := shipped(t)
	if len(facts.ServiceSheets) < 12 || len(facts.OfficeProfiles) < 25 || len(facts.Phrases) == 0 {
		t.Errorf("found %d sheets, %d office profiles, %d phrases: the files are not all read",
			len(facts.ServiceSheets), len(facts.OfficeProfiles), len(facts.Phrases))
	}
	if _, err := knowledge.NewCharter(facts, time.UTC); err != nil {
		t.Errorf("build the charter: %v", err)
	}
}

// TestTheShippedCharterGoesIntoAnEmptyOne imports it as a municipality does on
// the day of installation, and then finds nothing more to change.
func TestTheShippedCharterGoesIntoAnEmptyOne(t *testing.T) {
	t.Parallel()
	files, err := exchange.Read(base.FS, demo.FS)
	if err != nil {
		t.Fatalf("read:\n%v", err)
	}
	edits, err := exchange.Diff(knowledge.Facts{}, files, exchange.Options{From: today})
	if err != nil {
		t.Fatalf("import:\n%v", err)
	}
	again, err := exchange.Diff(edits.Inserted, files, exchange.Options{From: today, Prune: true})
	if err != nil || !again.Empty() {
		t.Errorf("imported twice: %v, %v", again.Entities, err)
	}
}

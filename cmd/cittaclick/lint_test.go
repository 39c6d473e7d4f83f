package main

import (
	"encoding/csv"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/knowledge/lint"
)

var update = flag.Bool("update", false, "write the files that are generated from the charter")

// checkedOn is the day on which the charter that the program ships is looked at:
// another day must not change what a test says.
const checkedOn = "2026-11-23T10:00"

// ownQuestions are the project's own, which measure: none of them may be taught.
var ownQuestions = filepath.Join("..", "..", "bot", "testdata", "domande.tsv")

func TestTheCharterThatIsShippedIsInOrder(t *testing.T) {
	t.Parallel()
	for _, name := range []string{demoName, baseName} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			status, out, said := typed(t, "", "lint", name, "--json", "--against", ownQuestions, "--clock", checkedOn)
			var report lint.Report
			if err := json.Unmarshal([]byte(out), &report); err != nil {
				t.Fatalf("%v: %s", err, said)
			}
			for _, f := range report.Findings {
				if f.Severity == lint.SeverityError {
					t.Errorf("%s %s: %s", f.File, f.Field, f.Message)
				}
			}
			if status != 0 || report.Services < 170 {
				t.Errorf("status %d on %d services: %s", status, report.Services, said)
			}
		})
	}
}

func TestLintFailsOnAnErrorOnly(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if status, _, said := typed(t, "", "export", "--charter", "demo", dir); status != 0 {
		t.Fatal(said)
	}
	breakFile(t, filepath.Join(dir, "locale", "uffici", "anagrafe.yaml"), "0999 999110", "interno due")
	status, out, said := typed(t, "", "lint", dir, "--clock", checkedOn)
	if status != exitFailed || !strings.Contains(said, "errori 1") || !strings.Contains(out, "«interno due» non è un numero") {
		t.Errorf("status %d, said %q", status, said)
	}
}

func breakFile(t *testing.T, name, old, broken string) {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(strings.Replace(string(content), old, broken, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestWhatIsToBeVerifiedIsListed keeps docs/da-verificare.md what the charter
// says; -update writes it again.
func TestWhatIsToBeVerifiedIsListed(t *testing.T) {
	t.Parallel()
	page := filepath.Join("..", "..", "docs", "da-verificare.md")
	status, got, said := typed(t, "", "lint", "--da-verificare", "--clock", checkedOn)
	if status != 0 {
		t.Fatal(said)
	}
	if *update {
		if err := os.WriteFile(page, []byte(got), 0o644); err != nil { //nolint:gosec // a page of the guide
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("the charter has changed: write the page again with go test ./cmd/cittaclick -run %s -update (-page +charter):\n%s", t.Name(), diff)
	}
}

func TestTheDemoAnswersEveryQuestionAboutEveryService(t *testing.T) {
	t.Parallel()
	status, out, said := typed(t, "", "coverage", "--csv", "--clock", checkedOn)
	if status != 0 {
		t.Fatal(said)
	}
	rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"service", "aspect", "state"}, rows[0]); diff != "" {
		t.Errorf("columns (-want +got):\n%s", diff)
	}
	states := make(map[string]int)
	for _, row := range rows[1:] {
		states[row[2]]++
		if row[2] == "missing" {
			t.Errorf("%s: %s is missing", row[0], row[1])
		}
	}
	if total := states["base"] + states["local"]; total < 1700 || states["base"] == 0 || states["local"] == 0 {
		t.Errorf("cells by state: %v", states)
	}
}

func TestTheCoverageOfABaseAloneShowsWhatAMunicipalityMustSay(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if status, _, said := typed(t, "", "export", "--charter", "demo", "--layer", "base", dir); status != 0 {
		t.Fatal(said)
	}
	status, out, said := typed(t, "", "coverage", "--charter", dir, "--clock", checkedOn)
	if status != 0 || !strings.Contains(out, "in tutto: MANCA") || !strings.Contains(out, "entro quando") {
		t.Errorf("status %d, said %q:\n%s", status, said, out)
	}
}

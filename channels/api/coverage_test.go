package api_test

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCoverageTellsWhatAServiceMisses(t *testing.T) {
	t.Parallel()
	town := setup(t)
	got := town.get(t, "/api/v1/coverage")
	if got.status != http.StatusOK {
		t.Fatalf("status = %d: %s", got.status, got.body)
	}
	golden(t, "coverage.json", got)
}

func TestTheDemosCoverageHasNoGap(t *testing.T) {
	t.Parallel()
	town := setup(t, shipped(t))
	got := town.get(t, "/api/v1/coverage?limit=1000")
	for _, problem := range described(t, town).check("/api/v1/coverage", "get", got) {
		t.Error(problem)
	}
	var matrix struct {
		Items []struct {
			Slug    string
			Aspects []struct{ Aspect, State string }
		}
	}
	got.decode(t, &matrix)
	if len(matrix.Items) < 170 {
		t.Errorf("%d services, want 170 and more", len(matrix.Items))
	}
	states := map[string]bool{}
	for _, row := range matrix.Items {
		if len(row.Aspects) != 10 {
			t.Errorf("%s: %d aspects, want 10", row.Slug, len(row.Aspects))
		}
		for _, cell := range row.Aspects {
			states[cell.State] = true
		}
	}
	if diff := cmp.Diff(map[string]bool{"base": true, "local": true}, states); diff != "" {
		t.Errorf("states (-want +got):\n%s", diff)
	}
}

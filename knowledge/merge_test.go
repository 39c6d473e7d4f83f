package knowledge

import (
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func step(key, text string) Step { return Step{Item: Item{Key: key}, Text: text} }

func TestMergeItems(t *testing.T) {
	t.Parallel()
	base := Some([]Step{step("prenota", "Prenota."), step("paga", "Paga.")})
	removal := Step{Item: Item{Key: "paga", Removed: true}}
	tests := map[string]struct {
		base, local, want Optional[[]Step]
	}{
		"what the local layer does not say is inherited":       {base: base, want: base},
		"not provided here overrides the base":                 {base: base, local: NotProvided[[]Step](), want: NotProvided[[]Step]()},
		"an entry with a known key replaces, in place":         {base, Some([]Step{step("prenota", "Chiama.")}), Some([]Step{step("prenota", "Chiama."), step("paga", "Paga.")})},
		"an entry with a new key is added at the end":          {base, Some([]Step{step("ritira", "Ritira.")}), Some([]Step{step("prenota", "Prenota."), step("paga", "Paga."), step("ritira", "Ritira.")})},
		"a removed entry goes":                                 {base, Some([]Step{removal}), Some([]Step{step("prenota", "Prenota.")})},
		"removing what the base never had changes nothing":     {base, Some([]Step{{Item: Item{Key: "mai", Removed: true}}}), base},
		"taking away all leaves nothing provided, not a blank": {Some([]Step{step("paga", "Paga.")}), Some([]Step{removal}), NotProvided[[]Step]()},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := mergeItems(tt.base, tt.local)
			if diff := cmp.Diff(tt.want, got, cmp.AllowUnexported(Optional[[]Step]{})); diff != "" {
				t.Errorf("merge (-want +got):\n%s", diff)
			}
		})
	}
	if base.Value[0].Text != "Prenota." {
		t.Error("merging altered the base")
	}
}

func TestMergeWords(t *testing.T) {
	t.Parallel()
	got := mergeWords(Some([]string{"CIE", "carta elettronica"}), Some([]string{"-cie", "tesserino", "carta elettronica"}))
	want := []string{"carta elettronica", "tesserino"}
	if diff := cmp.Diff(want, got.Value); diff != "" {
		t.Errorf("words (-want +got):\n%s", diff)
	}
}

// TestMergeForgetsNoField fills every field of the local layer, merges it over
// an empty base and expects all of it back: a field added to a facet and
// forgotten in its Merge would be missing.
func TestMergeForgetsNoField(t *testing.T) {
	t.Parallel()
	checkMerge(t, ServiceSheet.Merge)
	checkMerge(t, ServiceAccess.Merge)
	checkMerge(t, ServiceFees.Merge)
	checkMerge(t, ServiceTerm.Merge)
	checkMerge(t, ServiceDuty.Merge)
	checkMerge(t, ServiceTranslation.Merge)
	checkMerge(t, MatterSheet.Merge)
	checkMerge(t, LifeEventSheet.Merge)
}

func checkMerge[T any](t *testing.T, merge func(base, local T) T) {
	t.Helper()
	var empty, full T
	v := reflect.ValueOf(&full).Elem()
	for i := range v.NumField() {
		v.Field(i).Addr().Interface().(interface{ MarkNotProvided() }).MarkNotProvided()
	}
	if got := merge(empty, full); !reflect.DeepEqual(got, full) {
		t.Errorf("%T: local over an empty base loses fields: %+v", full, got)
	}
	if got := merge(full, empty); !reflect.DeepEqual(got, full) {
		t.Errorf("%T: an empty local layer loses fields of the base: %+v", full, got)
	}
}
